"""Files of segments at the door."""

from marshmallow import fields

from server.foundation import ExactSchema, Moment, Text


class SegmentsOwner(ExactSchema):
    """Whose customers."""

    owner = Text(least=1, most=20, required=True)


class SegmentUpload(ExactSchema):
    """The file of segments."""

    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class SegmentEnd(SegmentsOwner):
    """A list that is not wanted any more."""

    segment = Text(least=1, most=40, required=True)


class SegmentAnswer(ExactSchema):
    """A list, how many stand on it, since when."""

    segment = fields.String(required=True)
    customers = fields.Integer(required=True)
    listed_at = Moment(required=True)


class SegmentsAnswer(ExactSchema):
    """The lists of an owner."""

    segments = fields.List(fields.Nested(SegmentAnswer), required=True)


class SegmentProblem(ExactSchema):
    """What should be known of a row."""

    row = fields.Integer(required=True)
    column = fields.String(required=True)
    code = fields.String(required=True)
    value = fields.String(required=True)


class SegmentsTaken(SegmentsAnswer):
    """What a file of segments came to."""

    listed = fields.Integer(required=True)
    problems = fields.List(fields.Nested(SegmentProblem), required=True)
