"""What is asked about order files, and answered."""

from marshmallow import fields, validate

from server.exchange.order_files import AUTO
from server.foundation import ExactSchema, Moment, QueryNumber, Text

ROWS_SHOWN = 1000
ROWS_SHOWN_MAX = 5000
OUTCOMES = ("imported", "duplicate", "rejected")


class HandInForm(ExactSchema):
    """Whose file it is and how it is laid out."""

    shop = Text(least=1, most=20, required=True)
    profile = Text(
        least=1,
        most=30,
        load_default=AUTO,
        metadata={"description": "auto, a layout of the house, or one of the shop's own."},
    )


class HandInFile(ExactSchema):
    """The file itself."""

    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class ImportSample(ExactSchema):
    """A new order as the preview shows it."""

    external = fields.String(required=True)
    ordered_at = fields.String(required=True, metadata={"format": "date-time"})
    carrier = fields.String(required=True)
    lines = fields.Integer(required=True)
    pieces = fields.Integer(required=True)
    items = fields.List(fields.String(), required=True)


class ImportProblem(ExactSchema):
    """Why a row cannot come in."""

    row = fields.Integer(required=True)
    column = fields.String(required=True, allow_none=True)
    code = fields.String(required=True)
    value = fields.String(required=True, allow_none=True)
    external = fields.String(required=True)


class ImportNotice(ExactSchema):
    """What a person should know before confirming."""

    code = fields.String(required=True)
    detail = fields.Dict(keys=fields.String(), required=True)


class ImportPreviewAnswer(ExactSchema):
    """What would come in; nothing is in yet."""

    id = fields.Integer(required=True)
    state = fields.String(required=True)
    profile = fields.String(required=True)
    encoding = fields.String(required=True)
    shop = fields.String(required=True)
    rows = fields.Integer(required=True)
    orders_new = fields.Integer(required=True)
    orders_changed = fields.Integer(required=True)
    orders_duplicate = fields.Integer(required=True)
    rows_duplicate = fields.Integer(required=True)
    rows_rejected = fields.Integer(required=True)
    sample = fields.List(fields.Nested(ImportSample), required=True)
    problems = fields.List(fields.Nested(ImportProblem), required=True)
    reasons = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "Code → rejected rows, over all rows of the file."},
    )
    warnings = fields.List(fields.Nested(ImportNotice), required=True)


class ImportStateAnswer(ExactSchema):
    """How far a file is."""

    state = fields.String(required=True)


class ImportAnswer(ExactSchema):
    """An order file and what became of it."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    shop = fields.String(required=True)
    profile = fields.String(required=True)
    encoding = fields.String(required=True)
    state = fields.String(required=True)
    failure = fields.String(required=True, allow_none=True)
    rows = fields.Integer(required=True)
    done_rows = fields.Integer(required=True)
    imported = fields.Integer(required=True, metadata={"description": "Rows."})
    duplicate = fields.Integer(required=True, metadata={"description": "Rows."})
    rejected = fields.Integer(required=True, metadata={"description": "Rows."})
    orders_reserved = fields.Integer(required=True)
    orders_short = fields.Integer(required=True)
    uploaded_at = Moment(required=True)
    uploaded_by = fields.String(required=True, allow_none=True)
    finished_at = Moment(required=True, allow_none=True)


class ImportsAnswer(ExactSchema):
    """Files, the newest first."""

    imports = fields.List(fields.Nested(ImportAnswer), required=True)


class ImportRowsQuery(ExactSchema):
    """Which rows of a file."""

    outcome = Text(most=10, load_default=None, validate=[validate.OneOf(OUTCOMES)])
    after = QueryNumber(load_default=0)
    limit = QueryNumber(least=1, most=ROWS_SHOWN_MAX, load_default=ROWS_SHOWN)


class ImportRowAnswer(ExactSchema):
    """What became of one row."""

    row = fields.Integer(required=True)
    outcome = fields.String(required=True)
    code = fields.String(required=True, allow_none=True)
    column = fields.String(required=True, allow_none=True)
    detail = fields.Dict(keys=fields.String(), required=True)
    external = fields.String(required=True)
    order_id = fields.Integer(required=True, allow_none=True)


class ImportRowsAnswer(ExactSchema):
    """Rows in the order of the file."""

    rows = fields.List(fields.Nested(ImportRowAnswer), required=True)
