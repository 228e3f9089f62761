"""Which labels the office asks for, and on what."""

from marshmallow import fields, validate

from server.boards.labels.which import KINDS
from server.foundation import ExactSchema, QueryNumber, Text, WholeNumber
from server.printing import PAPERS

COPIES_MAX = 99


class LabelsWanted(ExactSchema):
    """Which labels, and on what paper."""

    kind = fields.String(required=True, validate=validate.OneOf(tuple(KINDS)))
    code = Text(least=1, most=64)
    zone = Text(least=1, most=20)
    first = Text(least=1, most=40)
    last = Text(least=1, most=40)
    owner = Text(least=1, most=20)
    notice = QueryNumber(least=1)
    copies = QueryNumber(least=1, most=COPIES_MAX, load_default=1)
    paper = fields.String(validate=validate.OneOf(tuple(PAPERS)), load_default="a4_24")
    start = QueryNumber(least=1, most=100, load_default=1)


class LabelsQuery(LabelsWanted):
    """A page to print."""

    language = fields.String(validate=validate.OneOf(("ja", "en")), load_default="ja")


class PaperRow(ExactSchema):
    """A paper that labels are printed on."""

    code = fields.String(required=True)
    per_sheet = fields.Integer(required=True)
    label_width = fields.Float(required=True)
    label_height = fields.Float(required=True)


class ZoneRow(ExactSchema):
    """A zone with places in it."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    places = fields.Integer(required=True)


class NamedRow(ExactSchema):
    """A code and its name."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class LabelChoicesAnswer(ExactSchema):
    """What can be chosen before labels are printed."""

    papers = fields.List(fields.Nested(PaperRow), required=True)
    zones = fields.List(fields.Nested(ZoneRow), required=True)
    owners = fields.List(fields.Nested(NamedRow), required=True)


class LabelCountAnswer(ExactSchema):
    """What a wish for labels comes to."""

    labels = fields.Integer(required=True)
    sheets = fields.Integer(required=True)


class OwnCodesBody(ExactSchema):
    """Which goods are given a code where they have none: those of an owner, of a notice, or all.

    Both are said, also where they narrow nothing: a broken request must not mean all goods.
    """

    owner = Text(least=1, most=20, required=True, allow_none=True)
    notice = WholeNumber(least=1, required=True, allow_none=True)


class OwnCodesAnswer(ExactSchema):
    """How many goods have a code of our own now that had none."""

    given = fields.Integer(required=True)
