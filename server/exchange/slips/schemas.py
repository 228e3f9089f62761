"""Slips at the edge."""

from marshmallow import ValidationError, fields, validate

from server.exchange.carrier_files import shipped_layouts
from server.foundation import ExactSchema, Moment, Text

PREFECTURE_CHARACTERS_MAX = 4
LAYOUTS = sorted({layout.code for layout in shipped_layouts()})


class CarrierBody(ExactSchema):
    """Whose label program."""

    carrier = Text(least=1, most=20, required=True)


class ProblemBody(ExactSchema):
    """Why a shipment cannot stand in a file."""

    code = fields.String(required=True)
    column = fields.String(required=True)
    text = fields.String(required=True)
    over = fields.Integer(required=True)
    letters = fields.String(required=True)
    proposed = fields.String(required=True)


class WaitingShipment(ExactSchema):
    """A shipment that cannot stand in a file, and why."""

    shipment = fields.String(required=True)
    order_id = fields.Integer(required=True)
    external = fields.String(required=True)
    shop = fields.String(required=True)
    ship_by = Moment(required=True)
    problems = fields.List(fields.Nested(ProblemBody), required=True)


class WaitingCarrier(ExactSchema):
    """A carrier's shipments without slip."""

    carrier = fields.String(required=True)
    ready = fields.Integer(required=True)
    unconfirmed = fields.List(fields.String(), required=True)
    stuck = fields.List(fields.Nested(WaitingShipment), required=True)


class LabelFileAnswer(ExactSchema):
    """A file that was written."""

    id = fields.Integer(required=True)
    carrier = fields.String(required=True)
    layout = fields.String(required=True)
    name = fields.String(required=True)
    shipments = fields.Integer(required=True)
    made_at = Moment(required=True)
    made_by = fields.String(required=True, allow_none=True)
    voided_at = Moment(required=True, allow_none=True)
    void_reason = fields.String(required=True)


class NumberFileAnswer(ExactSchema):
    """A file of numbers that was read."""

    id = fields.Integer(required=True)
    carrier = fields.String(required=True)
    name = fields.String(required=True)
    rows = fields.Integer(required=True)
    noted = fields.Integer(required=True)
    known = fields.Integer(required=True)
    rejected = fields.Integer(required=True)
    taken_at = Moment(required=True)
    taken_by = fields.String(required=True, allow_none=True)


class SlipsAnswer(ExactSchema):
    """All about slips: what waits, what was written, what came back."""

    carriers = fields.List(fields.Nested(WaitingCarrier), required=True)
    label_files = fields.List(fields.Nested(LabelFileAnswer), required=True)
    number_files = fields.List(fields.Nested(NumberFileAnswer), required=True)


class WrittenAnswer(ExactSchema):
    """The files that were written, one for each layout."""

    files = fields.List(fields.Integer(), required=True)


class VoidBody(ExactSchema):
    """Why a file is void."""

    reason = Text(least=1, most=200, required=True)


class NumbersForm(ExactSchema):
    """Whose numbers."""

    carrier = Text(least=1, most=20, required=True)


class NumbersFile(ExactSchema):
    """The file of numbers."""

    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class RejectedNumber(ExactSchema):
    """A row that was of no use."""

    row = fields.Integer(required=True)
    code = fields.String(required=True)
    number = fields.String(required=True)
    tracking_no = fields.String(required=True)


class NumbersAnswer(ExactSchema):
    """What became of a file of numbers."""

    id = fields.Integer(required=True)
    noted = fields.Integer(required=True)
    known = fields.Integer(required=True)
    rejected = fields.Integer(required=True)
    rows = fields.List(fields.Nested(RejectedNumber), required=True)


class ContractBody(ExactSchema):
    """A contract with a carrier."""

    carrier = Text(least=1, most=20, required=True)
    layout = fields.String(
        required=True,
        validate=validate.OneOf(LAYOUTS),
    )
    customer_code = Text(most=20, required=True)
    customer_branch = Text(most=10, required=True)
    freight_number = Text(most=10, required=True)


def one_for_each_carrier(contracts: list[dict[str, str]]) -> None:
    """A shop has one contract with a carrier.

    Raises:
        ValidationError: a carrier is named twice.
    """
    carriers = [contract["carrier"] for contract in contracts]
    if len(set(carriers)) < len(carriers):
        raise ValidationError("A carrier is named twice.")


class SenderBody(ExactSchema):
    """Who sends a shop's parcels."""

    name = Text(least=1, most=60, required=True)
    postal_code = Text(least=7, most=8, required=True)
    prefecture = Text(least=1, most=PREFECTURE_CHARACTERS_MAX, required=True)
    address = Text(least=1, most=120, required=True)
    building = Text(most=60, required=True)
    phone = Text(least=1, most=20, required=True)
    contents = Text(least=1, most=50, required=True)
    contracts = fields.List(
        fields.Nested(ContractBody), required=True, validate=one_for_each_carrier
    )


class SenderAnswer(ExactSchema):
    """A shop with its sender; none until somebody has written it down."""

    shop = fields.String(required=True)
    shop_name = fields.String(required=True)
    sender = fields.Nested(SenderBody, required=True, allow_none=True)


class LayoutAnswer(ExactSchema):
    """A layout that can be chosen."""

    code = fields.String(required=True, validate=validate.OneOf(LAYOUTS))
    title = fields.String(required=True)
    carrier = fields.String(required=True)


class SendersAnswer(ExactSchema):
    """All shops with their senders, and the layouts there are."""

    shops = fields.List(fields.Nested(SenderAnswer), required=True)
    layouts = fields.List(fields.Nested(LayoutAnswer), required=True)
