"""Files of notices at the door."""

from marshmallow import fields

from server.foundation import ExactSchema, Text


class NoticeForm(ExactSchema):
    """Whose goods the file announces."""

    owner = Text(least=1, most=20, required=True)


class NoticeUpload(ExactSchema):
    """The file of notices."""

    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class NoticeProblem(ExactSchema):
    """What is wrong with a row; its notice did not come in."""

    row = fields.Integer(required=True)
    column = fields.String(required=True)
    code = fields.String(required=True)
    value = fields.String(required=True)


class NoticesTaken(ExactSchema):
    """What a file of notices came to."""

    taken = fields.List(fields.String(), required=True)
    problems = fields.List(fields.Nested(NoticeProblem), required=True)
