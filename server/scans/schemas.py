"""The body of POST /scans, for the API's document; decisions.py reads it by hand."""

from marshmallow import fields, validate

from server import tasks
from server.foundation import ExactSchema, InBothLanguages, Moment, Text, WholeNumber
from server.scans.decisions import EVENTS_MAX, RAW_CHARACTERS_MAX, VERDICTS, VIA
from server.scans.taking import FLOWS


class EventBody(ExactSchema):
    """One gesture on a device; its id and sequence number are made there and never change."""

    event_id = fields.UUID(required=True, metadata={"description": "UUIDv7"})
    incarnation = fields.UUID(required=True)
    seq = WholeNumber(required=True, metadata={"description": "From 0, without gaps."})
    session = fields.UUID(required=True)
    actor = WholeNumber(required=True)
    device_time = Moment(required=True)
    task = WholeNumber(required=True)
    lease = WholeNumber(required=True)
    revision = WholeNumber(required=True)
    kind = fields.String(required=True, validate=validate.Equal("scan"))
    raw = Text(most=RAW_CHARACTERS_MAX, required=True)
    via = fields.String(required=True, validate=validate.OneOf(VIA))
    table_revision = WholeNumber(required=True)
    row = fields.String(required=True, allow_none=True)
    verdict = fields.String(required=True, allow_none=True, validate=validate.OneOf(VERDICTS))
    payload = fields.Dict(keys=fields.String(), required=True)


class ScansBody(ExactSchema):
    """What a device hands in: the oldest first, at most 50."""

    device_time = Moment(required=True)
    app_version = Text(least=1, most=40, required=True)
    battery = WholeNumber(most=100, allow_none=True)
    unsent = WholeNumber(most=10_000_000)
    events = fields.List(
        fields.Nested(EventBody), required=True, validate=validate.Length(max=EVENTS_MAX)
    )


class CodeBody(ExactSchema):
    """What one scan of a code means."""

    product = fields.Integer(required=True)
    quantity = fields.Integer(required=True)


class ProductBody(ExactSchema):
    """A product as screens show it."""

    id = fields.Integer(required=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    variant = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(("goods", "flyer")))
    jan = fields.String(required=True, allow_none=True)
    picture = fields.String(required=True, allow_none=True)


class PlaceBody(ExactSchema):
    """A place as screens show it."""

    display = fields.String(required=True)
    zone = fields.String(required=True)


class JobNow(ExactSchema):
    """Where the job stands by the server; replaces what the device believes."""

    step = fields.String(required=True)
    facts = fields.Dict(keys=fields.String(), required=True)
    revision = fields.Integer(required=True)
    lease = fields.Integer(required=True)
    codes = fields.Dict(
        keys=fields.String(),
        values=fields.Nested(CodeBody),
        required=True,
        metadata={"description": "Those that the device did not know; it keeps the others."},
    )
    products = fields.Dict(keys=fields.String(), values=fields.Nested(ProductBody), required=True)
    places = fields.Dict(keys=fields.String(), values=fields.Nested(PlaceBody), required=True)


class VerdictAnswer(ExactSchema):
    """The server's verdict on one event."""

    event_id = fields.UUID(required=True, allow_none=True)
    verdict = fields.String(required=True, validate=validate.OneOf(VERDICTS))
    row = fields.String(required=True)
    because = fields.String(required=True, allow_none=True)
    step = fields.String(required=True)
    revision = fields.Integer(required=True)
    replayed = fields.Boolean(required=True)
    agrees = fields.Boolean(required=True)
    job = fields.Nested(JobNow, required=True, allow_none=True)
    detail = fields.Dict(keys=fields.String(), required=True, allow_none=True)
    receipt = fields.String(required=True)


class ScansAnswer(ExactSchema):
    """The verdicts, in the order of the events."""

    verdicts = fields.List(fields.Nested(VerdictAnswer), required=True)
    high_water = fields.Integer(required=True)
    server_time = Moment(required=True)
    epoch = fields.String(required=True)
    position = fields.Integer(required=True, allow_none=True)


class TaskCard(ExactSchema):
    """A task as lists show it."""

    id = fields.Integer(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(tasks.KINDS))
    stage = fields.String(required=True, validate=validate.OneOf(tasks.STAGES))
    number = fields.String(required=True)
    zone = fields.String(required=True)
    due_at = Moment(required=True)
    carrier = fields.String(required=True)
    carrier_name = fields.Nested(InBothLanguages, required=True, allow_none=True)
    shipments = fields.Integer(required=True)
    lines = fields.Integer(required=True)
    pieces = fields.Integer(required=True)
    claimed_by = fields.String(required=True, allow_none=True)
    claimed_by_device = fields.Integer(required=True, allow_none=True)
    claimed_at = Moment(required=True, allow_none=True)
    tote = fields.String(required=True, allow_none=True)
    place = fields.String(required=True, allow_none=True)
    product = fields.Nested(ProductBody, required=True, allow_none=True)
    reason = fields.String(required=True)
    not_for = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "The person who may not take it: it checks their count."},
    )
    priority = fields.Integer(required=True)
    revision = fields.Integer(required=True)


class LeasedTask(TaskCard):
    """A task in somebody's hands."""

    lease = fields.Integer(required=True)
    lease_expires_at = Moment(required=True, allow_none=True)


class TasksQuery(ExactSchema):
    """Which tasks."""

    kind = fields.String(validate=validate.OneOf(tasks.KINDS))
    stage = fields.String(validate=validate.OneOf(tasks.STAGES))


class TasksAnswer(ExactSchema):
    """Tasks, the most urgent first, as of a feed position."""

    tasks = fields.List(fields.Nested(TaskCard), required=True)
    position = fields.Integer(required=True)


class StartBody(ExactSchema):
    """A job that somebody begins without being told, with the scan it begins with."""

    kind = fields.String(required=True, validate=validate.OneOf(tasks.KINDS))
    raw = Text(most=RAW_CHARACTERS_MAX, required=True)


class ToteClaim(ExactSchema):
    """The tote that was scanned at a packing station."""

    kind = fields.String(required=True, validate=validate.Equal("pack"))
    tote = Text(least=1, most=40, required=True)


class SlotBody(ExactSchema):
    """A position on the cart and what it is for."""

    slot = fields.Integer(required=True)
    shipment = fields.String(required=True)
    order = fields.String(required=True)
    message = fields.String(
        required=True, metadata={"description": "What a rule tells the picker; else empty."}
    )


class InstructionBody(ExactSchema):
    """What a rule tells the packer to do; no scan can verify it, so it has to be confirmed."""

    kind = fields.String(
        required=True, validate=validate.OneOf(("care", "gift", "noshi", "wrapping"))
    )
    text = fields.String(required=True)


class OrderBody(ExactSchema):
    """What a packer may know of an order: no name, no address, no phone."""

    number = fields.String(required=True)
    external = fields.String(required=True)
    shop = fields.String(required=True)
    carrier = fields.String(required=True)
    gift = fields.Boolean(required=True)
    note = fields.String(required=True)
    instructions = fields.List(fields.Nested(InstructionBody), required=True)


class FlyerBody(ExactSchema):
    """Why a flyer goes into this parcel, and where it lies."""

    line = fields.Integer(required=True)
    reason_ja = fields.String(required=True)
    reason_en = fields.String(required=True)
    place = fields.String(required=True, allow_none=True)


class RackSlotBody(ExactSchema):
    """One slot of the flyer rack; how high it hangs, where the rack has levels."""

    place = fields.String(required=True)
    level = fields.Integer(required=True)


class JobAnswer(ExactSchema):
    """A job with everything a device needs to judge every scan by itself."""

    task = fields.Nested(LeasedTask, required=True)
    flow = fields.String(required=True, validate=validate.OneOf(tuple(FLOWS.values())))
    step = fields.String(required=True)
    revision = fields.Integer(required=True)
    facts = fields.Dict(keys=fields.String(), required=True)
    codes = fields.Dict(keys=fields.String(), values=fields.Nested(CodeBody), required=True)
    products = fields.Dict(keys=fields.String(), values=fields.Nested(ProductBody), required=True)
    places = fields.Dict(keys=fields.String(), values=fields.Nested(PlaceBody), required=True)
    slots = fields.List(fields.Nested(SlotBody), required=True)
    order = fields.Nested(OrderBody, required=True, allow_none=True)
    flyers = fields.List(fields.Nested(FlyerBody), required=True)
    rack_slots = fields.List(
        fields.Nested(RackSlotBody),
        metadata={"description": "The whole flyer rack, for a parcel that gets flyers."},
    )


class AheadBody(ExactSchema):
    """Which task the handheld works on; it is not one of those taken ahead."""

    in_hand = WholeNumber(required=True, allow_none=True)


class AheadAnswer(ExactSchema):
    """The carts a handheld keeps beside the one in hand, each with all it takes to do it."""

    jobs = fields.List(fields.Nested(JobAnswer), required=True)
    most = fields.Integer(required=True, metadata={"description": "How many it may keep."})


class PhotoFile(ExactSchema):
    """What was seen, as a JPEG."""

    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})
