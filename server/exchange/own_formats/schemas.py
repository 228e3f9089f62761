"""Formats of one's own at the edge."""

from marshmallow import fields, validate

from server.foundation import ExactSchema, Moment, Text, WholeNumber

TOLD = {"description": "A layout, as docs/order_files.md describes it."}


class NewFormat(ExactSchema):
    """A format to be kept."""

    shop = Text(least=1, most=20, required=True)
    name = Text(least=1, most=60, required=True)
    told = fields.Dict(keys=fields.String(), required=True, metadata=TOLD)


class FormatVersion(ExactSchema):
    """A format as it is from now on."""

    version = WholeNumber(least=1, required=True)
    """The one that whoever changes it has seen."""
    name = Text(least=1, most=60, required=True)
    told = fields.Dict(keys=fields.String(), required=True, metadata=TOLD)


class FormatSaved(ExactSchema):
    """A format that was kept."""

    id = fields.Integer(required=True)
    version = fields.Integer(required=True)


class FormatAnswer(ExactSchema):
    """A format."""

    id = fields.Integer(required=True)
    shop = fields.String(required=True)
    name = fields.String(required=True)
    version = fields.Integer(required=True)
    profile = fields.String(required=True)
    """How a file names it that is handed in."""
    is_retired = fields.Boolean(required=True)
    made_at = Moment(required=True)
    made_by = fields.String(required=True, allow_none=True)


class FormatsAnswer(ExactSchema):
    """All formats, those that were put away too."""

    formats = fields.List(fields.Nested(FormatAnswer), required=True)


class WholeFormatAnswer(FormatAnswer):
    """A format with what it says."""

    told = fields.Dict(keys=fields.String(), required=True, metadata=TOLD)


class FormatTrialForm(ExactSchema):
    """How a file is tried."""

    told = Text(most=60_000, load_default="")
    """The layout as JSON; none: it is guessed."""
    is_beginning = Text(most=3, load_default="", validate=[validate.OneOf(["", "yes"])])
    """The file goes on behind what is handed in."""


class FormatFile(ExactSchema):
    """The file itself."""

    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class FormatFault(ExactSchema):
    """What is wrong with a layout."""

    where = fields.String(required=True)
    code = fields.String(required=True)
    value = fields.String(required=True)


class TriedRow(ExactSchema):
    """A row of the file as it stands there."""

    row = fields.Integer(required=True)
    cells = fields.List(fields.String(), required=True)


class TriedProblem(ExactSchema):
    """A cell that cannot be read."""

    row = fields.Integer(required=True)
    column = fields.String(required=True)
    code = fields.String(required=True)
    value = fields.String(required=True)
    external = fields.String(required=True)


class TriedLine(ExactSchema):
    """A line as it was read."""

    row = fields.Integer(required=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    quantity_pieces = fields.Integer(required=True)
    price_yen = fields.Integer(required=True)
    left_out = fields.String(required=True, allow_none=True)


class TriedOrder(ExactSchema):
    """An order as it was read."""

    external = fields.String(required=True)
    row = fields.Integer(required=True)
    fields_read = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    """`order.carrier`, `consignee.name` …: what was read, as text."""
    lines = fields.List(fields.Nested(TriedLine), required=True)
    standing = fields.String(required=True, allow_none=True)


class FileTrouble(ExactSchema):
    """Why a layout does not fit the file at all."""

    code = fields.String(required=True)
    detail = fields.Dict(keys=fields.String(), required=True)


class FormatTrialAnswer(ExactSchema):
    """What a layout makes of a file; nothing is kept."""

    encoding = fields.String(required=True)
    header = fields.List(fields.String(), required=True)
    rows = fields.List(fields.Nested(TriedRow), required=True)
    told = fields.Dict(keys=fields.String(), required=True, metadata=TOLD)
    faults = fields.List(fields.Nested(FormatFault), required=True)
    refusal = fields.Nested(FileTrouble, required=True, allow_none=True)
    rows_read = fields.Integer(required=True)
    orders_good = fields.Integer(required=True)
    orders_bad = fields.Integer(required=True)
    orders = fields.List(fields.Nested(TriedOrder), required=True)
    problems = fields.List(fields.Nested(TriedProblem), required=True)


class FormatReadAnswer(ExactSchema):
    """A format out of a file, not kept yet."""

    name = fields.String(required=True)
    told = fields.Dict(keys=fields.String(), required=True, metadata=TOLD)
