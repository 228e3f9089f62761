"""What travels about stock."""

from marshmallow import fields, validate

from server.foundation import ExactSchema, Flag, QueryNumber, Text, WholeNumber

DAYS_MAX = 3_650
PIECES_MAX = 1_000_000


class ReservedAnswer(ExactSchema):
    """What became of the orders that waited for stock."""

    reserved = fields.Integer(required=True)
    waiting = fields.Integer(required=True)


class ShopTermsRow(ExactSchema):
    """What a shop asks of the goods of its orders."""

    shop = fields.String(required=True)
    least_days_left = fields.Integer(required=True)
    safety_pieces = fields.Integer(required=True)
    takes_partial = fields.Boolean(required=True)
    keeps_one_lot = fields.Boolean(required=True)
    on_short = fields.String(required=True)


class ShopTermsAnswer(ExactSchema):
    """The terms of all shops, by code."""

    shops = fields.List(fields.Nested(ShopTermsRow), required=True)


class ShopTermsBody(ExactSchema):
    """Terms of a shop to change; what is not named stays."""

    least_days_left = WholeNumber(most=DAYS_MAX)
    safety_pieces = WholeNumber(most=PIECES_MAX)
    takes_partial = Flag()
    keeps_one_lot = Flag()
    on_short = fields.String(validate=validate.OneOf(("ask", "split", "go_without")))


class CustomerTermsBody(ExactSchema):
    """What a customer asks beyond its shop; what is not named is not asked."""

    owner = Text(least=1, most=20, required=True)
    contact = Text(least=3, most=254, required=True)
    """The mail address or the phone number of its orders; only a keyed hash is kept."""
    name = Text(least=1, most=60, required=True)
    least_days_left = WholeNumber(most=DAYS_MAX, load_default=0)
    never_older = Flag(load_default=False)
    keeps_one_lot = Flag(load_default=False)


class CustomerTermsChange(ExactSchema):
    """Terms of a customer to change; what is not named stays."""

    name = Text(least=1, most=60)
    least_days_left = WholeNumber(most=DAYS_MAX)
    never_older = Flag()
    keeps_one_lot = Flag()


class CustomerTermsRow(ExactSchema):
    """What a customer asks of goods beyond its shop."""

    id = fields.Integer(required=True)
    owner = fields.String(required=True)
    name = fields.String(required=True)
    least_days_left = fields.Integer(required=True)
    never_older = fields.Boolean(required=True)
    keeps_one_lot = fields.Boolean(required=True)


class TermsOwner(ExactSchema):
    """Whose customers may have terms."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class CustomerTermsAnswer(ExactSchema):
    """The terms of customers, by owner and name, and the owners there are."""

    owners = fields.List(fields.Nested(TermsOwner), required=True)
    customers = fields.List(fields.Nested(CustomerTermsRow), required=True)


class ProductTermsBody(ExactSchema):
    """Terms of a product to change; what is not named stays."""

    blocked_days = WholeNumber(most=DAYS_MAX)
    safety_pieces = WholeNumber(most=PIECES_MAX, allow_none=True)
    goes_first_in = Flag()


class AvailableQuery(ExactSchema):
    """Which shop asks, and after which product its list goes on."""

    shop = Text(most=20, required=True)
    after = QueryNumber(load_default=0)
    most = QueryNumber(least=1, most=1_000, load_default=500)


class AvailableRow(ExactSchema):
    """Pieces of a product that the shop may offer now."""

    product = fields.Integer(required=True)
    sku = fields.String(required=True)
    pieces = fields.Integer(required=True)


class AvailableAnswer(ExactSchema):
    """What a shop may offer, product by product; `next` goes into `after` for what follows."""

    products = fields.List(fields.Nested(AvailableRow), required=True)
    next = fields.Integer(required=True, allow_none=True)


class KitPartBody(ExactSchema):
    """Pieces of a product, by SKU or by any of its codes, that are in one kit."""

    product = Text(least=1, most=64, required=True)
    pieces = WholeNumber(least=1, most=1_000, required=True)


class KitBody(ExactSchema):
    """What is in a kit from now on; no parts: it is a product like any other again."""

    owner = Text(least=1, most=20, required=True)
    sku = Text(least=1, most=64, required=True)
    parts = fields.List(fields.Nested(KitPartBody), required=True, validate=validate.Length(max=50))


class KitPart(ExactSchema):
    """Pieces of a product in one kit."""

    product = fields.String(required=True)
    name = fields.String(required=True)
    pieces = fields.Integer(required=True)


class Kit(ExactSchema):
    """A kit and what is in it."""

    product = fields.Integer(required=True)
    owner = fields.String(required=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    parts = fields.List(fields.Nested(KitPart), required=True)


class KitOwner(ExactSchema):
    """Whose goods they are."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class KitsAnswer(ExactSchema):
    """Every kit of the house, and whose there may be more of."""

    owners = fields.List(fields.Nested(KitOwner), required=True)
    kits = fields.List(fields.Nested(Kit), required=True)
