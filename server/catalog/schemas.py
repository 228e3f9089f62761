"""What travels about the catalogue."""

from marshmallow import fields

from server.foundation import ExactSchema, InBothLanguages, Moment, Text


class ShopRow(ExactSchema):
    """A shop."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    carrier = fields.String(required=True)


class ShopsAnswer(ExactSchema):
    """All shops."""

    shops = fields.List(fields.Nested(ShopRow), required=True)


class CarrierRow(ExactSchema):
    """A carrier, and when it fetches the last parcel of today."""

    code = fields.String(required=True)
    name = fields.Nested(InBothLanguages, required=True)
    cutoff_at = Moment(required=True)


class CarriersAnswer(ExactSchema):
    """The carriers of today."""

    carriers = fields.List(fields.Nested(CarrierRow), required=True)


class PictureQuery(ExactSchema):
    """Which version of a picture; the address of a version never shows another."""

    v = Text(most=16, load_default="")
