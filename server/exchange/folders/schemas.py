"""Watched folders at the edge."""

from marshmallow import fields, validate

from server.foundation import ExactSchema, Moment, Text

KINDS = ("orders", "notices", "products", "customers", "numbers")
OUT_KINDS = ("label_files", "stock_list", "shipped_list")
EVERY_MINUTES = (0, 10, 30, 60)
PORT = validate.Range(min=1, max=65_535)


class NewFolder(ExactSchema):
    """A folder to watch."""

    owner = Text(least=1, most=20, load_default=None, allow_none=True)
    """Whose; not for tracking numbers, which are of all owners."""
    shop = Text(least=1, most=20, load_default=None, allow_none=True)
    """Whose orders; only for orders."""
    carrier = Text(least=1, most=20, load_default=None, allow_none=True)
    """Whose tracking numbers; only for them."""
    server = fields.Integer(strict=True, load_default=None, allow_none=True)
    """On which server; none: below the root."""
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    path = Text(least=1, most=200, required=True)


class NewOutFolder(ExactSchema):
    """A folder to write into."""

    owner = Text(least=1, most=20, load_default=None, allow_none=True)
    """Whose stock; not for files for carriers, which are of all owners."""
    shop = Text(least=1, most=20, load_default=None, allow_none=True)
    """Only what this shop may sell."""
    carrier = Text(least=1, most=20, load_default=None, allow_none=True)
    """For whose label program; only for such files."""
    every_minutes = fields.Integer(
        strict=True, load_default=0, validate=validate.OneOf(EVERY_MINUTES)
    )
    """How often a file for a carrier is made by itself; 0: only those that the office makes."""
    server = fields.Integer(strict=True, load_default=None, allow_none=True)
    kind = fields.String(required=True, validate=validate.OneOf(OUT_KINDS))
    path = Text(least=1, most=200, required=True)


class NewServer(ExactSchema):
    """A server on which folders lie."""

    owner = Text(least=1, most=20, load_default=None, allow_none=True)
    """Whose; none: the house's own."""
    name = Text(least=1, most=60, required=True)
    host = Text(least=1, most=253, required=True)
    port = fields.Integer(strict=True, load_default=22, validate=PORT)
    user = Text(least=1, most=100, required=True)
    password = fields.String(load_default="", validate=validate.Length(max=200))
    private_key = fields.String(load_default="", validate=validate.Length(max=10_000))
    """OpenSSH or PEM, without a passphrase."""


class ServerChange(ExactSchema):
    """What is changed of a server."""

    name = Text(least=1, most=60)
    host = Text(least=1, most=253)
    port = fields.Integer(strict=True, validate=PORT)
    user = Text(least=1, most=100)
    password = fields.String(validate=validate.Length(max=200))
    private_key = fields.String(validate=validate.Length(max=10_000))


class ServerTrust(ExactSchema):
    """The key that a person has compared."""

    host_key = fields.String(required=True, validate=validate.Regexp(r"^SHA256:[A-Za-z0-9+/]{43}$"))


class ServerContact(ExactSchema):
    """What a server shows."""

    fault = fields.String(required=True, allow_none=True)
    host_key = fields.String(required=True, allow_none=True)
    """The fingerprint of the key that it shows now."""


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


class OutFolderTrial(ExactSchema):
    """Whether a folder can be written into."""

    fault = fields.String(required=True, allow_none=True)


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
    owner = fields.String(required=True, allow_none=True)
    owner_name = fields.String(required=True, allow_none=True)
    shop = fields.String(required=True, allow_none=True)
    server = fields.Integer(required=True, allow_none=True)
    server_name = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True)
    carrier = fields.String(required=True, allow_none=True)
    path = fields.String(required=True)
    is_on = fields.Boolean(required=True)
    looked_at = Moment(required=True, allow_none=True)
    fault = fields.String(required=True, allow_none=True)
    files = fields.List(fields.Nested(FolderFileAnswer), required=True)
    """The last ones."""


class OutFileAnswer(ExactSchema):
    """A file that a folder gets."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    state = fields.String(required=True)
    made_at = Moment(required=True)
    written_at = Moment(required=True, allow_none=True)
    size_bytes = fields.Integer(required=True, allow_none=True)


class OutFolderAnswer(ExactSchema):
    """A folder into which files are written, and how it is."""

    id = fields.Integer(required=True)
    owner = fields.String(required=True, allow_none=True)
    owner_name = fields.String(required=True, allow_none=True)
    shop = fields.String(required=True, allow_none=True)
    server = fields.Integer(required=True, allow_none=True)
    server_name = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True)
    carrier = fields.String(required=True, allow_none=True)
    every_minutes = fields.Integer(required=True)
    path = fields.String(required=True)
    is_on = fields.Boolean(required=True)
    looked_at = Moment(required=True, allow_none=True)
    fault = fields.String(required=True, allow_none=True)
    waiting = fields.Integer(required=True)
    files = fields.List(fields.Nested(OutFileAnswer), required=True)
    """The last ones."""


class ServerAnswer(ExactSchema):
    """A server on which folders lie."""

    id = fields.Integer(required=True)
    owner = fields.String(required=True, allow_none=True)
    owner_name = fields.String(required=True, allow_none=True)
    name = fields.String(required=True)
    host = fields.String(required=True)
    port = fields.Integer(required=True)
    user = fields.String(required=True)
    has_key = fields.Boolean(required=True)
    """Whether a private key opens it; else a password does."""
    host_key = fields.String(required=True)
    """Empty: no person has compared its key yet."""


class FoldersAnswer(ExactSchema):
    """All folders that are watched or written into, and the servers they lie on."""

    is_set = fields.Boolean(required=True)
    """Whether the operator has named a root."""
    is_sandbox = fields.Boolean(required=True)
    """Whether nothing is written out, and no server is looked into."""
    looks_every_seconds = fields.Integer(required=True)
    folders = fields.List(fields.Nested(FolderAnswer), required=True)
    out_folders = fields.List(fields.Nested(OutFolderAnswer), required=True)
    servers = fields.List(fields.Nested(ServerAnswer), required=True)
