"""Lists of stock at the edge."""

from marshmallow import fields

from server.foundation import ExactSchema, Moment, QueryNumber


class StockListQuery(ExactSchema):
    """Where the reader stands."""

    after = QueryNumber(load_default=0)


class ListedProduct(ExactSchema):
    """A product with what may be offered of it."""

    sku = fields.String(required=True)
    pieces = fields.Integer(required=True)
    """Free in the house, before safety stock."""
    shops = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class StockListAnswer(ExactSchema):
    """Products, and where to go on."""

    products = fields.List(fields.Nested(ListedProduct), required=True)
    after = fields.Integer(required=True)
    more = fields.Boolean(required=True)
    position = fields.Integer(required=True)
    """Numbers of `stock.available` with a higher position are newer."""


class DifferenceAnswer(ExactSchema):
    """A product of which a shop believes another number."""

    sku = fields.String(required=True)
    name = fields.String(required=True)
    shop = fields.String(required=True)
    told_pieces = fields.Integer(required=True, allow_none=True)
    now_pieces = fields.Integer(required=True)
    cause = fields.String(required=True)


class ComparisonAnswer(ExactSchema):
    """A comparison."""

    id = fields.Integer(required=True)
    day = fields.String(required=True)
    began_at = Moment(required=True)
    ended_at = Moment(required=True, allow_none=True)
    products = fields.Integer(required=True)
    differences = fields.Integer(required=True)
    told_again = fields.Integer(required=True)
    tells_all = fields.Boolean(required=True)
    """Every product is told, whatever was heard of it."""


class ComparisonsAnswer(ExactSchema):
    """The last comparisons of a connection, and the differences of the newest."""

    comparisons = fields.List(fields.Nested(ComparisonAnswer), required=True)
    differences = fields.List(fields.Nested(DifferenceAnswer), required=True)
    hears_stock = fields.Boolean(required=True)
