"""What travels with messages."""

from marshmallow import fields

from server.foundation import ExactSchema, Moment, Text, WholeNumber
from server.messages.records import TEXT_LENGTH_MAX


class NewMessage(ExactSchema):
    """A sentence for one device, or for all."""

    text = Text(least=1, most=TEXT_LENGTH_MAX, required=True)
    device = WholeNumber(least=1, load_default=None, allow_none=True)


class MessageAnswer(ExactSchema):
    """A message that waits to be read."""

    id = fields.Integer(required=True)
    sent_at = Moment(required=True)
    sender = fields.String(required=True)
    text = fields.String(required=True)


class MessagesAnswer(ExactSchema):
    """What a device has yet to show, the oldest first."""

    messages = fields.List(fields.Nested(MessageAnswer), required=True)


class SentAnswer(MessageAnswer):
    """A message as the office sees it."""

    device = fields.Integer(required=True, allow_none=True)
    device_name = fields.String(required=True, allow_none=True)
    read_on = fields.Integer(required=True)


class SentMessagesAnswer(ExactSchema):
    """The newest messages, the newest first."""

    messages = fields.List(fields.Nested(SentAnswer), required=True)
