"""Redemptions at the edge."""

from marshmallow import fields, validate

from server.foundation import ExactSchema, Moment, Text, WholeNumber

CLAIMS_MAX = 500
YEN_MAX = 2_000_000_000


class ClaimBody(ExactSchema):
    """A code that a customer has used, and the order it was used for."""

    code = Text(least=1, most=60, required=True)
    order_no = Text(least=1, most=100, required=True)
    amount_yen = WholeNumber(least=0, most=YEN_MAX, load_default=None, allow_none=True)
    redeemed_at = Moment(load_default=None, allow_none=True)


class ClaimsBody(ExactSchema):
    """Codes that customers have used, in the order in which they used them."""

    redemptions = fields.List(
        fields.Nested(ClaimBody), required=True, validate=validate.Length(min=1, max=CLAIMS_MAX)
    )


class DeskClaimBody(ClaimBody):
    """A code that is told at the desk."""

    owner = Text(least=1, most=20, required=True)


class SettledAnswer(ExactSchema):
    """What became of one code."""

    code = fields.String(required=True)
    order_no = fields.String(required=True)
    outcome = fields.String(required=True)
    campaign = fields.String(required=True, allow_none=True)


class ClaimsAnswer(ExactSchema):
    """What became of each code, in the order in which they were told."""

    redeemed = fields.Integer(required=True)
    known = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    redemptions = fields.List(fields.Nested(SettledAnswer), required=True)


class RedemptionForm(ExactSchema):
    """Whose flyers the file is about."""

    owner = Text(least=1, most=20, required=True)


class RedemptionUpload(ExactSchema):
    """The file of redeemed codes."""

    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class RefusedRow(ExactSchema):
    """A row of which nothing was noted, and why."""

    row = fields.Integer(required=True)
    column = fields.String(required=True)
    code = fields.String(required=True)
    value = fields.String(required=True)


class RedemptionsTaken(ExactSchema):
    """What a file of redeemed codes came to."""

    redeemed = fields.Integer(required=True)
    known = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    rows = fields.List(fields.Nested(RefusedRow), required=True)
