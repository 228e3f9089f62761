"""Shops by their API at the edge."""

from marshmallow import fields, validate

from server.exchange.connections.schemas import STATES, kinds_field
from server.exchange.shop_apis.systems import SYSTEMS
from server.foundation import ExactSchema, Flag, Moment, QueryNumber, Text

SHOPS_MAX = 50
"""As many as ネクストエンジン has behind one account (https://next-engine.net/faq/)."""
MESSAGE_STATES = ("waiting", "done", "passed", "rejected", "failed")


class ShopBehind(ExactSchema):
    """One of several shops behind one account."""

    their_code = Text(least=1, most=40, required=True)
    shop = Text(least=1, most=20, required=True)


class ShopLogin(ExactSchema):
    """What the other side's login page sent a person back with."""

    uid = Text(least=1, most=300, required=True)
    state = Text(least=1, most=300, required=True)


class OpensShop(ExactSchema):
    """What is typed of a shop; what is left out stays."""

    name = Text(least=1, most=60)
    address = Text(least=1, most=500)
    kinds = kinds_field(required=False)
    state = fields.String(validate=validate.OneOf(STATES))
    client_id = Text(most=100)
    client_secret = Text(least=1, most=200)
    access_token = Text(most=300)
    place = Text(most=100)
    notifies_customers = Flag()
    taken_states = fields.List(Text(least=1, most=10), validate=validate.Length(max=10))
    behind = fields.List(fields.Nested(ShopBehind), validate=validate.Length(max=SHOPS_MAX))


class NewShop(OpensShop):
    """A shop to be connected by its API."""

    owner = Text(least=1, most=20, required=True)
    shop = Text(least=1, most=20, required=True)
    system = fields.String(required=True, validate=validate.OneOf(list(SYSTEMS)))
    name = Text(least=1, most=60, required=True)
    address = Text(least=1, most=500, required=True)
    kinds = kinds_field(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    client_id = Text(most=100, load_default="")
    client_secret = Text(least=1, most=200, required=True)
    access_token = Text(most=300, load_default="")
    place = Text(most=100, load_default="")
    notifies_customers = Flag(load_default=False)
    taken_states = fields.List(
        Text(least=1, most=10), validate=validate.Length(max=10), load_default=list
    )
    behind = fields.List(
        fields.Nested(ShopBehind), validate=validate.Length(max=SHOPS_MAX), load_default=list
    )


class ConnectedAnswer(ExactSchema):
    """A new connection, and the address that is to be written down at the other side."""

    id = fields.Integer(required=True)
    hears_at = fields.String(required=True)
    login_at = fields.String(required=True, allow_none=True)


class ShopConnectionAnswer(ExactSchema):
    """A shop by its API, and how it is; no secret of it is ever shown."""

    connection_id = fields.Integer(required=True)
    system = fields.String(required=True)
    hears_at = fields.String(required=True)
    login_at = fields.String(required=True, allow_none=True)
    client_id = fields.String(required=True)
    has_token = fields.Boolean(required=True)
    place = fields.String(required=True)
    notifies_customers = fields.Boolean(required=True)
    taken_states = fields.List(fields.String(), required=True)
    behind = fields.List(fields.Nested(ShopBehind), required=True)
    fetched_at = Moment(required=True, allow_none=True)
    fetch_due_at = Moment(required=True)
    fetch_fault = fields.String(required=True, allow_none=True)
    refused_at = Moment(required=True, allow_none=True)
    came_at = Moment(required=True, allow_none=True)
    waiting = fields.Integer(required=True)
    waiting_since = Moment(required=True, allow_none=True)
    came = fields.Integer(required=True)
    went_wrong = fields.Integer(required=True)


class ShopConnectionsAnswer(ExactSchema):
    """Every shop by its API."""

    shops = fields.List(fields.Nested(ShopConnectionAnswer), required=True)


class ShopMessagesQuery(ExactSchema):
    """Which messages."""

    state = fields.String(load_default=None, validate=validate.OneOf(MESSAGE_STATES))
    before = QueryNumber(least=1, load_default=None)


class ShopMessageAnswer(ExactSchema):
    """Something a shop told, and what became of it."""

    id = fields.Integer(required=True)
    origin = fields.String(required=True, validate=validate.OneOf(("webhook", "fetched")))
    topic = fields.String(required=True)
    external_id = fields.String(required=True)
    external_no = fields.String(required=True)
    order_id = fields.Integer(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(MESSAGE_STATES))
    code = fields.String(required=True, allow_none=True)
    detail = fields.Dict(required=True)
    times = fields.Integer(required=True)
    came_at = Moment(required=True)
    done_at = Moment(required=True, allow_none=True)
    said_at = Moment(required=True, allow_none=True)


class ShopMessagesAnswer(ExactSchema):
    """Messages, the newest first."""

    messages = fields.List(fields.Nested(ShopMessageAnswer), required=True)


class WholeShopMessageAnswer(ShopMessageAnswer):
    """A message with its very bytes, read as UTF-8."""

    body = fields.String(required=True)
