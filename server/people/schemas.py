"""What travels about people and sessions."""

from marshmallow import fields, validate

from server.foundation import ROLES, ExactSchema, Flag, Moment, Text, WholeNumber
from server.people.decisions import PASSWORD_CHARACTERS_MIN

PIN_FORM = validate.Regexp("^[0-9]{4,8}$")
LANGUAGES = ("ja", "en")


class BadgeLogin(ExactSchema):
    """A badge as it was scanned, and the PIN."""

    badge = Text(least=1, most=100, required=True)
    pin = Text(least=1, most=20, required=True, load_only=True)


class OfficeLogin(ExactSchema):
    """A login name and a password."""

    login = Text(least=1, most=60, required=True)
    password = Text(least=1, most=200, required=True, load_only=True)


class Welcome(ExactSchema):
    """The first administrator introduces themselves with the one-time link."""

    token = Text(least=1, most=100, required=True)
    name = Text(least=1, most=60, required=True)
    login = Text(least=1, most=60, required=True)
    password = Text(least=PASSWORD_CHARACTERS_MIN, most=200, required=True, load_only=True)


class NewPerson(ExactSchema):
    """A person to add."""

    name = Text(least=1, most=60, required=True)
    role = Text(most=20, required=True, validate=[validate.OneOf(ROLES)])
    language = Text(most=5, load_default="ja", validate=[validate.OneOf(LANGUAGES)])
    badge = Text(least=3, most=40)
    pin = Text(most=8, validate=[PIN_FORM], load_only=True)
    login = Text(least=1, most=60)
    password = Text(least=PASSWORD_CHARACTERS_MIN, most=200, load_only=True)


class PersonChanges(ExactSchema):
    """What to change of a person; what is left out stays."""

    name = Text(least=1, most=60)
    role = Text(most=20, validate=[validate.OneOf(ROLES)])
    language = Text(most=5, validate=[validate.OneOf(LANGUAGES)])
    badge = Text(least=3, most=40)
    pin = Text(most=8, validate=[PIN_FORM], load_only=True)
    login = Text(least=1, most=60)
    password = Text(least=PASSWORD_CHARACTERS_MIN, most=200, load_only=True)
    active = Flag()


class PersonAnswer(ExactSchema):
    """A person as administrators see them."""

    id = WholeNumber(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True, validate=validate.OneOf(ROLES))
    language = fields.String(required=True)
    badge = fields.String(required=True, allow_none=True)
    badge_label = fields.String(required=True, allow_none=True)
    login = fields.String(required=True, allow_none=True)
    active = fields.Boolean(required=True)


class PeopleAnswer(ExactSchema):
    """Everybody."""

    people = fields.List(fields.Nested(PersonAnswer), required=True)


class PersonAtWork(ExactSchema):
    """A person as their own screen knows them."""

    id = WholeNumber(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True, validate=validate.OneOf(ROLES))
    language = fields.String(required=True)


class SessionAnswer(ExactSchema):
    """Who is logged in now; the session's public id goes into every event."""

    person = fields.Nested(PersonAtWork, required=True)
    session = fields.String(required=True)
    expires_at = Moment(required=True)


class DeviceAtHand(ExactSchema):
    """The device that asks."""

    id = WholeNumber(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)


class BreakBody(ExactSchema):
    """Since when somebody has been on a break; null when they are back."""

    since = Moment(required=True, allow_none=True)


class AppAnswer(ExactSchema):
    """Which version serves."""

    version = fields.String(required=True)


class MeAnswer(ExactSchema):
    """Who asks, and which life of the database answers."""

    device = fields.Nested(DeviceAtHand, required=True, allow_none=True)
    person = fields.Nested(PersonAtWork, required=True, allow_none=True)
    session = fields.String(required=True, allow_none=True)
    server_time = Moment(required=True)
    epoch = fields.String(required=True)
    app = fields.Nested(AppAnswer, required=True)
