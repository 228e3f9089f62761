"""What travels about the catalogue."""

from marshmallow import fields, validate

from server.catalog.measures import SIDE_MM_MAX, TAG_CHARACTERS_MAX, TAGS_MAX, TEMPERATURES
from server.foundation import ExactSchema, InBothLanguages, Moment, Text, WholeNumber


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


class MeasuresQuery(ExactSchema):
    """Whose products, and a word of their number or name."""

    owner = Text(least=1, most=20, required=True)
    q = Text(most=64, load_default="")


class MeasuredRow(ExactSchema):
    """What one piece of a product is like."""

    product = fields.Integer(required=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    thickness_mm = fields.Integer(required=True, allow_none=True)
    weight_grams = fields.Integer(required=True, allow_none=True)
    length_mm = fields.Integer(required=True, allow_none=True)
    width_mm = fields.Integer(required=True, allow_none=True)
    height_mm = fields.Integer(required=True, allow_none=True)
    temperature = fields.String(required=True, validate=validate.OneOf(TEMPERATURES))
    tags = fields.List(fields.String(), required=True)


class MeasuresAnswer(ExactSchema):
    """Products, those that nobody has measured first."""

    products = fields.List(fields.Nested(MeasuredRow), required=True)


class MeasureBody(ExactSchema):
    """What one piece is like; null where it is not known. What is left out stays as it is."""

    sku = Text(least=1, most=64, required=True)
    thickness_mm = WholeNumber(least=0, most=SIDE_MM_MAX, required=True, allow_none=True)
    weight_grams = WholeNumber(least=0, most=100_000, required=True, allow_none=True)
    length_mm = WholeNumber(least=1, most=SIDE_MM_MAX, allow_none=True)
    width_mm = WholeNumber(least=1, most=SIDE_MM_MAX, allow_none=True)
    height_mm = WholeNumber(least=1, most=SIDE_MM_MAX, allow_none=True)
    temperature = fields.String(validate=validate.OneOf(TEMPERATURES))
    tags = fields.List(
        Text(least=1, most=TAG_CHARACTERS_MAX), validate=validate.Length(max=TAGS_MAX)
    )


class MeasuresBody(ExactSchema):
    """Products of an owner, by their number."""

    owner = Text(least=1, most=20, required=True)
    products = fields.List(
        fields.Nested(MeasureBody), required=True, validate=validate.Length(min=1, max=500)
    )


class ServiceLimitRow(ExactSchema):
    """What a parcel of a carrier's service is at most; null is no limit."""

    carrier = fields.String(required=True)
    service = fields.String(required=True)
    thickness_mm_max = fields.Integer(required=True, allow_none=True)
    weight_grams_max = fields.Integer(required=True, allow_none=True)


class ServiceLimitsAnswer(ExactSchema):
    """The limits of today."""

    limits = fields.List(fields.Nested(ServiceLimitRow), required=True)


class ServiceLimitBody(ExactSchema):
    """What a service takes from today on; with neither figure it has no limit."""

    carrier = Text(least=1, most=20, required=True)
    service = Text(least=1, most=40, required=True)
    thickness_mm_max = WholeNumber(least=1, most=2_000, required=True, allow_none=True)
    weight_grams_max = WholeNumber(least=1, most=100_000, required=True, allow_none=True)


class PictureQuery(ExactSchema):
    """Which version of a picture; the address of a version never shows another."""

    v = Text(most=16, load_default="")
