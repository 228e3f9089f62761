"""What travels about devices."""

from marshmallow import fields, validate

from server.devices.decisions import KINDS
from server.foundation import ExactSchema, Moment, Text, WholeNumber


class NewEnrolment(ExactSchema):
    """What is to be let in."""

    kind = Text(most=10, required=True, validate=[validate.OneOf(KINDS)])
    name = Text(least=1, most=60)


class EnrolmentAnswer(ExactSchema):
    """A way in for one device: a code to type, a link, and the link as a QR code (SVG)."""

    code = fields.String(required=True)
    url = fields.String(required=True)
    qr_svg = fields.String(required=True)
    expires_at = Moment(required=True)


class Enrol(ExactSchema):
    """The code a new device shows."""

    code = Text(least=1, most=40, required=True)
    name = Text(least=1, most=60)


class DeviceAnswer(ExactSchema):
    """A device."""

    id = WholeNumber(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))


class EnrolledAnswer(ExactSchema):
    """The device that has just been let in."""

    device = fields.Nested(DeviceAnswer, required=True)


class DeviceListed(DeviceAnswer):
    """A device and what it last said of itself."""

    enrolled_at = Moment(required=True)
    revoked_at = Moment(required=True, allow_none=True)
    last_seen_at = Moment(required=True, allow_none=True)
    app_version = fields.String(required=True, allow_none=True)
    battery_percent = WholeNumber(most=100, required=True, allow_none=True)
    unsent_events = WholeNumber(required=True)
    storage_kept = fields.Boolean(required=True, allow_none=True)


class DevicesAnswer(ExactSchema):
    """Every device that was ever enrolled."""

    devices = fields.List(fields.Nested(DeviceListed), required=True)


class SelfTest(ExactSchema):
    """What a device's storage says of itself."""

    incarnation = fields.UUID(required=True)
    storage_kept = fields.Boolean(required=True, allow_none=True)


class SelfTestAnswer(ExactSchema):
    """What the server remembers of that storage."""

    highest = fields.Integer(
        required=True, metadata={"description": "The highest number handed in; -1: none."}
    )
    lived_before = fields.Boolean(
        required=True, metadata={"description": "Whether this device had another storage before."}
    )
