"""Files of products and customers at the door."""

from marshmallow import fields, validate

from server.foundation import ExactSchema, Text


class MasterStep(ExactSchema):
    """Whether the file is only looked at."""

    step = fields.String(load_default="look", validate=validate.OneOf(["look", "take"]))


class MasterForm(MasterStep):
    """Whose products or customers, and whether the file is only looked at."""

    owner = Text(least=1, most=20, required=True)


class MasterUpload(ExactSchema):
    """The file."""

    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class MasterProblem(ExactSchema):
    """What is wrong with a cell; its product or customer does not come in."""

    row = fields.Integer(required=True)
    column = fields.String(required=True)
    code = fields.String(required=True)
    value = fields.String(required=True)


class MasterExample(ExactSchema):
    """One that is new or changes."""

    verdict = fields.String(required=True, validate=validate.OneOf(["new", "changed"]))
    code = fields.String(required=True)
    name = fields.String(required=True)


class MasterAnswer(ExactSchema):
    """What a file comes to, or came to."""

    encoding = fields.String(required=True)
    rows = fields.Integer(required=True)
    new = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    same = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    """Rows with something wrong."""
    sample = fields.List(fields.Nested(MasterExample), required=True)
    problems = fields.List(fields.Nested(MasterProblem), required=True)


class MasterOwner(ExactSchema):
    """Whose files may be handed in."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class MastersAnswer(ExactSchema):
    """Owners, and the columns that files may have, the needed ones first."""

    owners = fields.List(fields.Nested(MasterOwner), required=True)
    products = fields.List(fields.String(), required=True)
    customers = fields.List(fields.String(), required=True)
