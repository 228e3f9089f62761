"""The feed's shapes."""

from marshmallow import fields

from server.foundation import ExactSchema, Moment, QueryNumber


class FeedQuery(ExactSchema):
    """From where, and how much at once."""

    after = QueryNumber(least=0, required=True)
    limit = QueryNumber(least=1, most=2_000, load_default=500)
    epoch = fields.String()


class NoticeBody(ExactSchema):
    """One thing that happened."""

    position = fields.Integer(required=True)
    at = Moment(required=True)
    topic = fields.String(required=True)
    kind = fields.String(required=True)
    revision = fields.Integer(required=True)
    body = fields.Dict(keys=fields.String(), required=True)


class FeedAnswer(ExactSchema):
    """What happened since, oldest first; or that the reader has to begin anew."""

    notices = fields.List(fields.Nested(NoticeBody), required=True)
    position = fields.Integer(required=True)
    epoch = fields.String(required=True)
    reset = fields.Boolean(required=True)
