"""Connections at the edge."""

from marshmallow import ValidationError, fields, validate

from server.exchange.connections.decisions import KINDS
from server.foundation import ExactSchema, Moment, QueryNumber, Text, WholeNumber

STATES = ("on", "paused", "sandbox", "off")
NEWS_DAYS_MIN = 7
"""A shop that was away for a week still fetches all it has missed."""
DAYS_MAX = 3650
SENDING_STATES = ("waiting", "sending", "heard", "dead", "overtaken", "sandbox")


def named_once(kinds: list[str]) -> None:
    """A kind is wanted or not.

    Raises:
        ValidationError: one is named twice.
    """
    if len(set(kinds)) < len(kinds):
        raise ValidationError("A kind is named twice.")


def kinds_field(*, required: bool) -> fields.List[str]:
    """Which news are wanted."""
    return fields.List(
        fields.String(validate=validate.OneOf(KINDS)),
        required=required,
        validate=[validate.Length(min=1), named_once],
    )


class NewConnection(ExactSchema):
    """A system to be told."""

    owner = Text(least=1, most=20, required=True)
    shop = Text(least=1, most=20, required=True, allow_none=True)
    name = Text(least=1, most=60, required=True)
    address = Text(least=1, most=500, required=True)
    kinds = kinds_field(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))


class ConnectionChanges(ExactSchema):
    """What is to be otherwise; what is left out stays."""

    name = Text(least=1, most=60)
    address = Text(least=1, most=500)
    kinds = kinds_field(required=False)
    state = fields.String(validate=validate.OneOf(STATES))


class MadeAnswer(ExactSchema):
    """A new connection. Secret and key are shown this once."""

    id = fields.Integer(required=True)
    secret = fields.String(required=True)
    key = fields.String(required=True)


class SecretAnswer(ExactSchema):
    """A new secret, shown this once."""

    secret = fields.String(required=True)


class KeyAnswer(ExactSchema):
    """A new key, shown this once."""

    key = fields.String(required=True)


class TrialAnswer(ExactSchema):
    """The sending of a test."""

    sending = fields.Integer(required=True)


class ConnectionAnswer(ExactSchema):
    """A connection and how it is."""

    id = fields.Integer(required=True)
    owner = fields.String(required=True)
    owner_name = fields.String(required=True)
    shop = fields.String(required=True, allow_none=True)
    name = fields.String(required=True)
    address = fields.String(required=True)
    kinds = fields.List(fields.String(), required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    made_at = Moment(required=True)
    made_by = fields.String(required=True, allow_none=True)
    rests_until = Moment(required=True, allow_none=True)
    old_secret_until = Moment(required=True, allow_none=True)
    system = fields.String(required=True)
    """What listens there: `webhook`, or the API of a shop's system."""
    trouble = fields.String(required=True, allow_none=True)
    """Why nothing can be told there before somebody has done something."""
    heard_at = Moment(required=True, allow_none=True)
    waiting = fields.Integer(required=True)
    waiting_since = Moment(required=True, allow_none=True)
    dead = fields.Integer(required=True)
    attempts = fields.Integer(required=True)
    failed_attempts = fields.Integer(required=True)
    slow_milliseconds = fields.Integer(required=True, allow_none=True)


class OwnerChoice(ExactSchema):
    """An owner and its shops, to choose from."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    shops = fields.List(fields.String(), required=True)


class RetentionChanges(ExactSchema):
    """How long news, and attempts that were not heard, are kept."""

    news_days = WholeNumber(least=NEWS_DAYS_MIN, most=DAYS_MAX, required=True)
    attempts_days = WholeNumber(least=1, most=DAYS_MAX, required=True)


class RetentionAnswer(ExactSchema):
    """How long they are kept, and when was swept last."""

    news_days = fields.Integer(required=True)
    attempts_days = fields.Integer(required=True)
    swept_at = Moment(required=True, allow_none=True)


class ConnectionsAnswer(ExactSchema):
    """All connections."""

    retention = fields.Nested(RetentionAnswer, required=True)
    connections = fields.List(fields.Nested(ConnectionAnswer), required=True)
    owners = fields.List(fields.Nested(OwnerChoice), required=True)
    sandbox = fields.Boolean(required=True)
    """This installation sends nothing out."""
    server_time = Moment(required=True)


class SendingsQuery(ExactSchema):
    """Which sendings."""

    state = fields.String(load_default=None, validate=validate.OneOf(SENDING_STATES))
    before = QueryNumber(least=1, load_default=None)


class SendingAnswer(ExactSchema):
    """A piece of news for a connection, and what became of it."""

    id = fields.Integer(required=True)
    public_id = fields.String(required=True)
    kind = fields.String(required=True)
    subject = fields.String(required=True)
    about = fields.String(required=True)
    """The order's or product's number, for people."""
    state = fields.String(required=True, validate=validate.OneOf(SENDING_STATES))
    tries = fields.Integer(required=True)
    made_at = Moment(required=True)
    due_at = Moment(required=True)
    ended_at = Moment(required=True, allow_none=True)
    settled_at = Moment(required=True, allow_none=True)
    status = fields.Integer(required=True, allow_none=True)
    fault = fields.String(required=True, allow_none=True)


class SendingsAnswer(ExactSchema):
    """Sendings, the newest first."""

    sendings = fields.List(fields.Nested(SendingAnswer), required=True)


class AttemptAnswer(ExactSchema):
    """What one attempt came to."""

    at = Moment(required=True)
    milliseconds = fields.Integer(required=True)
    status = fields.Integer(required=True, allow_none=True)
    fault = fields.String(required=True, allow_none=True)
    answer = fields.String(required=True)


class WholeSendingAnswer(SendingAnswer):
    """A sending with the very text that is sent, and every attempt."""

    body = fields.String(required=True)
    request = fields.String(required=True, allow_none=True)
    """What is said to the API of a shop's system, for people to read."""
    attempts = fields.List(fields.Nested(AttemptAnswer), required=True)


class EventsQuery(ExactSchema):
    """Where the reader stands."""

    after = QueryNumber(load_default=0)
    limit = QueryNumber(least=1, most=500, load_default=100)


class EventAnswer(ExactSchema):
    """An event, word for word as the webhook says it."""

    id = fields.String(required=True)
    type = fields.String(required=True)
    timestamp = fields.String(required=True)
    data = fields.Dict(required=True)


class EventsAnswer(ExactSchema):
    """Events, the oldest first."""

    events = fields.List(fields.Nested(EventAnswer), required=True)
    after = fields.Integer(required=True)
    """Ask with this for what comes behind."""
    more = fields.Boolean(required=True)
    missed = fields.Boolean(required=True)
    """Some behind the cursor are not kept any more: what was missed has to be compared."""
