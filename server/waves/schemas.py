"""What is asked of a release, and answered."""

from marshmallow import fields, validate

from server.foundation import ExactSchema, Moment, Text, WholeNumber


class ChoiceBody(ExactSchema):
    """What to release; empty lists mean all."""

    shops = fields.List(Text(least=1, most=20), required=True, validate=validate.Length(max=200))
    carriers = fields.List(Text(least=1, most=20), required=True, validate=validate.Length(max=50))
    ship_by_before = Moment(required=True, allow_none=True)
    totes_per_cart = WholeNumber(least=1, most=60, required=True)
    carts_max = WholeNumber(least=1, most=500, required=True, allow_none=True)


class PreviewAnswer(ExactSchema):
    """What a release would send to the floor."""

    orders = fields.Integer(required=True)
    lines = fields.Integer(required=True)
    pieces = fields.Integer(required=True)
    carts = fields.Integer(required=True)
    without_stock = fields.Integer(required=True)


class ReleasedAnswer(ExactSchema):
    """A wave that went to the floor."""

    id = fields.Integer(required=True)
    number = fields.String(required=True)
    carts = fields.Integer(required=True)
    orders = fields.Integer(required=True)
    tasks = fields.List(fields.Integer(), required=True)


class WaveRow(ExactSchema):
    """A wave as lists show it."""

    id = fields.Integer(required=True)
    number = fields.String(required=True)
    released_at = Moment(required=True)
    released_by = fields.String(required=True, allow_none=True)
    orders = fields.Integer(required=True)
    pieces = fields.Integer(required=True)
    carts = fields.Integer(required=True)
    picked_carts = fields.Integer(required=True)
    packed_orders = fields.Integer(required=True)
    choice = fields.Dict(keys=fields.String(), required=True)


class WavesAnswer(ExactSchema):
    """Waves, the newest first."""

    waves = fields.List(fields.Nested(WaveRow), required=True)
