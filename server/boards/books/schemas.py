"""What the books of stock are asked, and what they answer."""

from marshmallow import fields, validate

from server.boards.books.views import BUCKETS, VIEWS
from server.foundation import ExactSchema, Moment, QueryNumber, Text
from server.places.records import KINDS

PAGE_SIZE_MAX = 500


class StockFilter(ExactSchema):
    """Which part of the stock."""

    view = fields.String(load_default="product", validate=validate.OneOf(tuple(VIEWS)))
    q = Text(most=100, load_default="")
    owner = Text(most=20, load_default="")
    kind = fields.String(
        load_default="", validate=validate.OneOf(("", *(one for one in KINDS if one != "virtual")))
    )
    at = Moment(load_default=None)
    days = QueryNumber(least=0, most=3650, load_default=None)
    bucket = QueryNumber(most=len(BUCKETS) - 1, load_default=None)


class StockQuery(StockFilter):
    """Which page of a list of stock."""

    after = Text(most=1_000, load_default=None)
    page_size = QueryNumber(least=1, most=PAGE_SIZE_MAX, load_default=100)


class StockRow(ExactSchema):
    """A row of a list of stock; what its list does not tell is null."""

    product_id = fields.Integer(required=True, allow_none=True)
    sku = fields.String(required=True, allow_none=True)
    name = fields.String(required=True, allow_none=True)
    variant = fields.String(required=True, allow_none=True)
    owner = fields.String(required=True)
    owner_name = fields.String(required=True)
    place_id = fields.Integer(required=True, allow_none=True)
    place = fields.String(required=True, allow_none=True)
    place_kind = fields.String(required=True, allow_none=True)
    zone = fields.String(required=True, allow_none=True)
    lot = fields.String(required=True, allow_none=True)
    expires_on = fields.String(required=True, allow_none=True)
    days_left = fields.Integer(required=True, allow_none=True)
    products = fields.Integer(required=True, allow_none=True)
    places = fields.Integer(required=True, allow_none=True)
    lots = fields.Integer(required=True, allow_none=True)
    on_hand_pieces = fields.Integer(required=True)
    held_pieces = fields.Integer(required=True, allow_none=True)
    free_pieces = fields.Integer(required=True, allow_none=True)
    last_in_at = Moment(required=True, allow_none=True)
    last_out_at = Moment(required=True, allow_none=True)
    days = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Since goods last came in, or since nothing has moved."},
    )


class AgeBucket(ExactSchema):
    """How much of the stock is of one age."""

    from_days = fields.Integer(required=True)
    to_days = fields.Integer(required=True, allow_none=True)
    rows = fields.Integer(required=True)
    pieces = fields.Integer(required=True)


class StockOwner(ExactSchema):
    """An owner (荷主)."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class StockAnswer(ExactSchema):
    """One page of a list of stock, with the sums of the whole list."""

    rows = fields.List(fields.Nested(StockRow), required=True)
    next = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "`after` of the next page; null on the last."},
    )
    total = fields.Integer(required=True)
    on_hand_pieces = fields.Integer(required=True)
    held_pieces = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Null for a past moment: nobody wrote down when a hold ended."},
    )
    free_pieces = fields.Integer(required=True, allow_none=True)
    buckets = fields.List(fields.Nested(AgeBucket), required=True)
    as_of = Moment(required=True)
    owners = fields.List(fields.Nested(StockOwner), required=True)


class MovementsFilter(ExactSchema):
    """Which movements."""

    product = QueryNumber(least=1, load_default=None)
    place = QueryNumber(least=1, load_default=None)
    lot = Text(most=40, load_default=None)
    owner = Text(most=20, load_default="")
    until = Moment(load_default=None)


class MovementsQuery(MovementsFilter):
    """Which page of movements."""

    after = QueryNumber(least=1, load_default=None)
    page_size = QueryNumber(least=1, most=PAGE_SIZE_MAX, load_default=100)


class MovementRow(ExactSchema):
    """A line of the ledger and its cause."""

    id = fields.Integer(required=True)
    at = Moment(required=True)
    product_id = fields.Integer(required=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    lot = fields.String(required=True)
    quantity_pieces = fields.Integer(required=True)
    source = fields.String(required=True)
    target = fields.String(required=True)
    direction = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "`in` or `out`, seen from the place that was asked for."},
    )
    cause = fields.String(required=True)
    row = fields.String(required=True, allow_none=True)
    person = fields.String(required=True, allow_none=True)
    device = fields.String(required=True, allow_none=True)
    task = fields.String(required=True, allow_none=True)
    task_kind = fields.String(required=True, allow_none=True)
    order_id = fields.Integer(required=True, allow_none=True)
    order = fields.String(required=True, allow_none=True)


class MovementsAnswer(ExactSchema):
    """One page of movements, the newest first."""

    rows = fields.List(fields.Nested(MovementRow), required=True)
    next = fields.Integer(required=True, allow_none=True)
