"""Watched folders at the edge."""

from marshmallow import fields, validate

from server.foundation import ExactSchema, Moment, Text

KINDS = ("orders", "notices", "products", "customers")


class NewFolder(ExactSchema):
    """A folder to watch."""

    owner = Text(least=1, most=20, required=True)
    shop = Text(least=1, most=20, load_default=None, allow_none=True)
    """Whose orders; only for orders."""
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    path = Text(least=1, most=200, required=True)


class FolderSwitch(ExactSchema):
    """Whether a folder is watched."""

    is_on = fields.Boolean(required=True, truthy={True}, falsy={False})


class FolderMade(ExactSchema):
    """The new folder."""

    id = fields.Integer(required=True)


class FolderTrial(ExactSchema):
    """What a look finds that takes nothing in."""

    fault = fields.String(required=True, allow_none=True)
    waiting = fields.List(fields.String(), required=True)
    passed_over = fields.List(fields.String(), required=True)


class FolderFileAnswer(ExactSchema):
    """A file that came by a folder, and its report."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    state = fields.String(required=True)
    at = Moment(required=True)
    report = fields.Dict(required=True)
    import_id = fields.Integer(required=True, allow_none=True)


class FolderAnswer(ExactSchema):
    """A watched folder and how it is."""

    id = fields.Integer(required=True)
    owner = fields.String(required=True)
    shop = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True)
    path = fields.String(required=True)
    is_on = fields.Boolean(required=True)
    looked_at = Moment(required=True, allow_none=True)
    fault = fields.String(required=True, allow_none=True)
    files = fields.List(fields.Nested(FolderFileAnswer), required=True)
    """The last ones."""


class FoldersAnswer(ExactSchema):
    """All watched folders."""

    is_set = fields.Boolean(required=True)
    """Whether the operator has named a root."""
    looks_every_seconds = fields.Integer(required=True)
    folders = fields.List(fields.Nested(FolderAnswer), required=True)
