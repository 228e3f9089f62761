"""Notices as the API reads and writes them."""

from marshmallow import fields, validate

from server.foundation import ExactSchema, Text, WholeNumber, is_day
from server.receiving.notices import PIECES_MAX
from server.receiving.records import STAGES

LINES_MAX = 5_000


class ArrivalLineBody(ExactSchema):
    """Pieces of a product that will come: by SKU, or by any of its codes."""

    product = Text(least=1, most=64, required=True)
    pieces = WholeNumber(least=1, most=PIECES_MAX, required=True)


class ArrivalBody(ExactSchema):
    """What an owner says will come."""

    owner = Text(least=1, most=20, required=True)
    number = Text(least=1, most=20, required=True)
    supplier = Text(most=100, load_default="")
    expected_on = Text(most=10, required=True, validate=[is_day])
    lines = fields.List(
        fields.Nested(ArrivalLineBody),
        required=True,
        validate=validate.Length(min=1, max=LINES_MAX),
    )


class ArrivalMade(ExactSchema):
    """The notice that was written down."""

    id = fields.Integer(required=True)


class ArrivalLineAnswer(ExactSchema):
    """One product of a notice, and what has come of it."""

    sku = fields.String(required=True)
    name = fields.String(required=True)
    code = fields.String(required=True, allow_none=True)
    """On one piece; none: nobody knows one."""
    expected = fields.Integer(required=True)
    received = fields.Integer(required=True)
    damaged = fields.Integer(required=True)


class ArrivalAnswer(ExactSchema):
    """A notice as the office sees it."""

    id = fields.Integer(required=True)
    owner = fields.String(required=True)
    number = fields.String(required=True)
    supplier = fields.String(required=True)
    expected_on = fields.String(required=True)
    stage = fields.String(required=True, validate=validate.OneOf(STAGES))
    lines = fields.List(fields.Nested(ArrivalLineAnswer), required=True)


class ArrivalsQuery(ExactSchema):
    """Which notices: those that are open, or all of the newest."""

    stage = fields.String(validate=validate.OneOf(("open", "ended")), load_default="open")


class OwnerName(ExactSchema):
    """An owner (荷主)."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class ArrivalsAnswer(ExactSchema):
    """Notices, the earliest first, and whose goods may be announced."""

    owners = fields.List(fields.Nested(OwnerName), required=True)

    notices = fields.List(fields.Nested(ArrivalAnswer), required=True)
