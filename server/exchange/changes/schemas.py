"""Changes of orders at the edge."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from server.exchange.changes.decisions import FIELDS
from server.exchange.order_files.cells import QUANTITY_PIECES_MAX
from server.foundation import ExactSchema, Text, WholeNumber
from server.orders import STAGES

TYPED_CHARACTERS_MAX = 1_000
"""What a part of an address may say is decided by `changed_address`, in words for people."""
LINES_MAX = 500
PRICE_YEN_MAX = 100_000_000


def typed() -> fields.String:
    """A part of an address, as somebody typed it."""
    return fields.String(validate=validate.Length(max=TYPED_CHARACTERS_MAX))


class AddressTold(ExactSchema):
    """The parts of an address that are others now."""

    name = typed()
    kana = typed()
    company = typed()
    postal_code = typed()
    prefecture = typed()
    address = typed()
    building = typed()
    phone = typed()


class AddressBody(AddressTold):
    """Where an order goes from now on, and the edition of the order that was seen."""

    edition = WholeNumber(least=1, required=True)


class LineBody(ExactSchema):
    """A line as it is wanted: one of the order by its number, or goods by SKU or code."""

    line_no = WholeNumber(least=1, load_default=None, allow_none=True)
    sku = Text(most=100, load_default="")
    quantity_pieces = WholeNumber(least=1, most=QUANTITY_PIECES_MAX, required=True)
    price_yen = WholeNumber(most=PRICE_YEN_MAX, load_default=0)

    @validates_schema
    def check_name(self, data: dict[str, Any], **_more: Any) -> None:
        """Refuse a line that names nothing, or twice.

        Raises:
            ValidationError: either the number or the code is told.
        """
        if (data["line_no"] is None) == (data["sku"] == ""):
            raise ValidationError("Say line_no of a line of the order, or sku of other goods.")


def lines_told(**more: Any) -> fields.Field[Any]:
    """All lines of an order."""
    return fields.List(fields.Nested(LineBody), validate=validate.Length(max=LINES_MAX), **more)


class LinesBody(ExactSchema):
    """All lines of an order from now on; what is not among them is removed."""

    edition = WholeNumber(least=1, required=True)
    lines = lines_told(required=True)


class ChangedAnswer(ExactSchema):
    """The edition now, and whether anything is different."""

    edition = fields.Integer(required=True)
    changed = fields.Boolean(required=True)


class ShopOrderQuery(ExactSchema):
    """An order by the numbers of its shop."""

    shop = Text(least=1, most=40, required=True)
    order = Text(least=1, most=100, required=True)


class ShopOrderBody(ShopOrderQuery):
    """What a system of the shop changes in an order."""

    edition = WholeNumber(least=1, required=True)
    consignee = fields.Nested(AddressTold, load_default=None)
    lines = lines_told(load_default=None)


class ShopLine(ExactSchema):
    """A line as it is picked: in place of a kit what is in it."""

    line_no = fields.Integer(required=True)
    sku = fields.String(required=True)
    quantity_pieces = fields.Integer(required=True)


class ShopOrderAnswer(ExactSchema):
    """How far an order is, and what it wants."""

    shop = fields.String(required=True)
    order = fields.String(required=True)
    stage = fields.String(required=True, validate=validate.OneOf(STAGES))
    edition = fields.Integer(required=True)
    lines = fields.List(fields.Nested(ShopLine), required=True)


assert set(AddressTold().fields) == set(FIELDS), "the parts of an address are the same everywhere"
