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


class SerialProductRow(ExactSchema):
    """Goods of which each piece is asked for its serial number."""

    product = fields.Integer(required=True)
    owner = fields.String(required=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    variant = fields.String(required=True)


class SerialProductsAnswer(ExactSchema):
    """All goods that want serial numbers, by owner and number."""

    products = fields.List(fields.Nested(SerialProductRow), required=True)


class SerialProductBody(ExactSchema):
    """Goods as their owner names them, by number or barcode."""

    owner = Text(least=1, most=20, required=True)
    product = Text(least=1, most=64, required=True)


class PictureQuery(ExactSchema):
    """Which version of a picture; the address of a version never shows another."""

    v = Text(most=16, load_default="")
