"""The door at the edge."""

from marshmallow import fields, validate

from server.foundation import ExactSchema, Text

FINDINGS_MAX = 50


class OtherOrder(ExactSchema):
    """Another order."""

    id = fields.Integer(required=True)
    external = fields.String(required=True)
    stage = fields.String(required=True)


class FindingBody(ExactSchema):
    """Something that a person should look at."""

    key = fields.String(required=True)
    code = fields.String(required=True)
    field = fields.String(required=True)
    text = fields.String(required=True)
    letters = fields.String(required=True)
    over = fields.Integer(required=True)
    is_in_bytes = fields.Boolean(required=True)
    places = fields.List(fields.String(), required=True)
    carrier = fields.String(required=True)
    temperatures = fields.List(fields.String(), required=True)
    other = fields.Integer(required=True, allow_none=True)
    proposed = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    is_let_in = fields.Boolean(required=True)


class ChecksAnswer(ExactSchema):
    """What was found of an order, and which orders might go with it."""

    is_held = fields.Boolean(required=True)
    findings = fields.List(fields.Nested(FindingBody), required=True)
    goes_with = fields.List(fields.Nested(OtherOrder), required=True)


class TakeProposalBody(ExactSchema):
    """Which proposal."""

    key = Text(least=1, most=20, required=True)


class LetInBody(ExactSchema):
    """The findings that the person has seen."""

    keys = fields.List(
        Text(least=1, most=20),
        required=True,
        validate=validate.Length(min=1, max=FINDINGS_MAX),
    )
