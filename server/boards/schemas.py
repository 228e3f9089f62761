"""What the office and the boards ask, and are answered."""

from marshmallow import fields, validate

from server.changing import REASONS
from server.foundation import ExactSchema, InBothLanguages, Moment, QueryNumber, Text, WholeNumber
from server.orders import STAGES
from server.stock import BLOCK_REASONS


class OrdersQuery(ExactSchema):
    """Which orders."""

    stage = fields.String(validate=validate.OneOf(STAGES))
    shop = Text(least=1, most=20)
    carrier = Text(least=1, most=20)
    q = Text(most=100)
    page = QueryNumber(least=1, most=100_000, load_default=1)
    page_size = QueryNumber(least=1, most=200, load_default=50)


class OrderRow(ExactSchema):
    """An order as lists show it."""

    id = fields.Integer(required=True)
    external = fields.String(required=True)
    shop = fields.String(required=True)
    shop_name = fields.String(required=True)
    stage = fields.String(required=True, validate=validate.OneOf(STAGES))
    stage_since = Moment(required=True)
    ordered_at = Moment(required=True)
    ship_by = Moment(required=True)
    carrier = fields.String(required=True)
    lines = fields.Integer(required=True)
    pieces = fields.Integer(required=True)
    reserved_pieces = fields.Integer(required=True)
    customer = fields.String(required=True, allow_none=True)
    shipment = fields.String(required=True, allow_none=True)
    hold_reason = fields.String(required=True, allow_none=True)
    is_gift = fields.Boolean(required=True)
    tags = fields.List(fields.String(), required=True)
    is_urgent = fields.Boolean(required=True)
    purchase_number = fields.Integer(required=True)
    revision = fields.Integer(required=True)


class OrdersAnswer(ExactSchema):
    """One page of orders."""

    orders = fields.List(fields.Nested(OrderRow), required=True)
    total = fields.Integer(required=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class LineRow(ExactSchema):
    """A line of an order and how far it has come."""

    line_no = fields.Integer(required=True)
    kit = fields.String(required=True, allow_none=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    variant = fields.String(required=True)
    jan = fields.String(required=True, allow_none=True)
    picture = fields.String(required=True, allow_none=True)
    product = fields.Integer(required=True)
    price_yen = fields.Integer(required=True)
    quantity_pieces = fields.Integer(required=True)
    reserved_pieces = fields.Integer(required=True)
    places = fields.List(fields.String(), required=True)
    picked_pieces = fields.Integer(required=True)
    packed_pieces = fields.Integer(required=True)
    short_pieces = fields.Integer(required=True)
    serials = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Serial numbers of the pieces that were packed."},
    )


class ParcelRow(ExactSchema):
    """A closed parcel."""

    carrier = fields.String(required=True)
    tracking_no = fields.String(required=True)
    closed_at = Moment(required=True)
    closed_by = fields.String(required=True)
    handed_over_at = Moment(required=True, allow_none=True)


class LetterPrintRow(ExactSchema):
    """The letters of the parcel were printed."""

    printed_at = Moment(required=True)
    by = fields.String(required=True)


class FlyerRow(ExactSchema):
    """A flyer of a parcel, and why."""

    campaign = fields.String(required=True)
    reason_ja = fields.String(required=True)
    reason_en = fields.String(required=True)
    name = fields.String(required=True)
    picture = fields.String(required=True, allow_none=True)
    quantity_pieces = fields.Integer(required=True)
    inserted_pieces = fields.Integer(required=True)
    waived = fields.Boolean(required=True)


class FlyerLeftOutRow(ExactSchema):
    """A flyer that does not fit into the parcel, and the limit that keeps it out."""

    campaign = fields.String(required=True)
    name = fields.String(required=True)
    why = fields.String(required=True)


class OrderAnswer(OrderRow):
    """One order with everything but its history."""

    edition = fields.Integer(required=True)
    note = fields.String(required=True)
    service = fields.String(required=True)
    delivery_date = fields.String(required=True, allow_none=True)
    delivery_slot = fields.String(required=True, allow_none=True)
    total_yen = fields.Integer(required=True)
    imported_at = Moment(required=True)
    consignee = fields.Dict(keys=fields.String(), required=True, allow_none=True)
    line_items = fields.List(fields.Nested(LineRow), required=True)
    parcel = fields.Nested(ParcelRow, required=True, allow_none=True)
    flyers = fields.List(fields.Nested(FlyerRow), required=True)
    letter_prints = fields.List(fields.Nested(LetterPrintRow), required=True)
    flyers_left_out = fields.List(fields.Nested(FlyerLeftOutRow), required=True)


class HistoryEntry(ExactSchema):
    """One line of a history."""

    at = Moment(required=True)
    kind = fields.String(required=True)
    person = fields.String(required=True, allow_none=True)
    device = fields.String(required=True, allow_none=True)
    raw = fields.String(required=True, allow_none=True)
    row = fields.String(required=True, allow_none=True)
    table = fields.String(required=True, allow_none=True)
    table_revision = fields.Integer(required=True, allow_none=True)
    verdict = fields.String(required=True, allow_none=True)
    because = fields.String(required=True, allow_none=True)
    text_params = fields.Dict(keys=fields.String(), required=True)


class HistoryAnswer(ExactSchema):
    """A history, oldest first."""

    entries = fields.List(fields.Nested(HistoryEntry), required=True)


class CarrierTile(ExactSchema):
    """A backlog against its cut-off."""

    code = fields.String(required=True)
    name = fields.Nested(InBothLanguages, required=True)
    cutoff_at = Moment(required=True)
    left_orders = fields.Integer(required=True)
    left_lines = fields.Integer(required=True)
    packed_orders = fields.Integer(required=True)
    shipped_orders = fields.Integer(required=True)
    eta = Moment(required=True, allow_none=True)
    slack_minutes = fields.Integer(required=True, allow_none=True)
    state = fields.String(
        required=True, validate=validate.OneOf(("ahead", "on_time", "late", "done", "unknown"))
    )


class FlowTile(ExactSchema):
    """Orders at one stage."""

    stage = fields.String(required=True)
    orders = fields.Integer(required=True)
    oldest_minutes = fields.Integer(required=True, allow_none=True)


class PersonTile(ExactSchema):
    """Somebody at work."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    device = fields.String(required=True)
    task = fields.String(required=True, allow_none=True)
    stage = fields.String(required=True, allow_none=True)
    lines_per_hour = fields.Integer(required=True)
    last_scan_at = Moment(required=True, allow_none=True)
    last_verdict = fields.String(required=True, allow_none=True)
    idle = fields.Boolean(required=True)
    on_break_since = Moment(required=True, allow_none=True)


class ExceptionTile(ExactSchema):
    """Something a supervisor must decide."""

    id = fields.Integer(required=True)
    kind = fields.String(required=True)
    at = Moment(required=True)
    age_minutes = fields.Integer(required=True)
    order = fields.Integer(required=True, allow_none=True)
    order_number = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "As the shop calls it."},
    )
    shipment = fields.String(required=True, allow_none=True)
    place = fields.String(required=True, allow_none=True)
    product = fields.String(required=True, allow_none=True)
    person = fields.String(required=True, allow_none=True)
    quantity_pieces = fields.Integer(required=True)
    detail = fields.Dict(keys=fields.String(), required=True)
    photo = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The address of the photo, for supervisors."},
    )


class DeviceTile(ExactSchema):
    """How a device is."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    online = fields.Boolean(required=True)
    last_seen_at = Moment(required=True, allow_none=True)
    unsent = fields.Integer(required=True)
    battery = fields.Integer(required=True, allow_none=True)
    app_version = fields.String(required=True, allow_none=True)


class MinuteTile(ExactSchema):
    """Scans within one minute, which begins at `minute` seconds since 1970."""

    minute = fields.Integer(required=True)
    scans = fields.Integer(required=True)


class BoardAnswer(ExactSchema):
    """The whole board as of one feed position."""

    position = fields.Integer(required=True)
    server_time = Moment(required=True)
    carriers = fields.List(fields.Nested(CarrierTile), required=True)
    flow = fields.List(fields.Nested(FlowTile), required=True)
    people = fields.List(fields.Nested(PersonTile), required=True)
    exceptions = fields.List(fields.Nested(ExceptionTile), required=True)
    devices = fields.List(fields.Nested(DeviceTile), required=True)
    throughput = fields.List(fields.Nested(MinuteTile), required=True)


class BlockBody(ExactSchema):
    """A lot that nobody shall be promised, and why; an empty lot means goods without lots."""

    product = WholeNumber(required=True, least=1)
    lot = Text(most=40, load_default="")
    reason = fields.String(required=True, validate=validate.OneOf(BLOCK_REASONS))
    note = Text(most=500, load_default="")


class BlockAnswer(ExactSchema):
    """What became of those who were promised it."""

    id = fields.Integer(required=True)
    promised_elsewhere = fields.Integer(required=True)
    waiting = fields.Integer(required=True)
    on_the_floor = fields.Integer(required=True)


class BlockRow(ExactSchema):
    """A lot that is blocked."""

    id = fields.Integer(required=True)
    product = fields.Integer(required=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    lot = fields.String(required=True)
    reason = fields.String(required=True)
    note = fields.String(required=True)
    at = Moment(required=True)
    by = fields.String(required=True)


class BlocksAnswer(ExactSchema):
    """The lots that are blocked, the newest first."""

    blocks = fields.List(fields.Nested(BlockRow), required=True)


class ResolutionBody(ExactSchema):
    """What a supervisor has decided."""

    resolution = fields.String(
        required=True,
        validate=validate.OneOf(
            (
                "ship_without",
                "put_in_tote",
                "substitute_flyer",
                "waive_flyer",
                "retry",
                "book_count",
                "count_again",
                "dismiss",
            )
        ),
    )
    note = Text(most=500, load_default="")


class CancelBody(ExactSchema):
    """Why an order is cancelled."""

    reason = fields.String(required=True, validate=validate.OneOf(REASONS))


class Hurry(ExactSchema):
    """Whether a task comes before all others."""

    urgent = fields.Boolean(required=True)


class LookUpQuery(ExactSchema):
    """What was scanned or typed."""

    code = fields.String(required=True, validate=validate.Length(min=1, max=500))
    owner = Text(
        most=20,
        load_default="",
        metadata={"description": "The code of an owner: only their goods are shown."},
    )


class ProductFound(ExactSchema):
    """A product as screens show it."""

    id = fields.Integer(required=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    variant = fields.String(required=True)
    kind = fields.String(required=True)
    jan = fields.String(required=True, allow_none=True)
    picture = fields.String(required=True, allow_none=True)


class StockFound(ExactSchema):
    """Pieces of a product and lot in a place."""

    place = fields.String(required=True)
    zone = fields.String(required=True, allow_none=True)
    product = fields.Integer(required=True)
    lot = fields.String(required=True)
    expires_on = fields.String(required=True, allow_none=True)
    days_left = fields.Integer(required=True, allow_none=True)
    on_hand_pieces = fields.Integer(required=True)
    held_pieces = fields.Integer(required=True)
    free_pieces = fields.Integer(required=True)
    is_on_shelf = fields.Boolean(required=True)


class ShipmentFound(ExactSchema):
    """A parcel on its way through the house; not for whom."""

    number = fields.String(required=True)
    order = fields.String(required=True)
    shop = fields.String(required=True)
    stage = fields.String(required=True)
    carrier = fields.String(required=True)
    slip = fields.String(required=True, allow_none=True)
    tote = fields.String(required=True, allow_none=True)


class TaskFound(ExactSchema):
    """The task something is part of, and who has it in hand."""

    number = fields.String(required=True)
    kind = fields.String(required=True)
    stage = fields.String(required=True)
    by = fields.String(required=True, allow_none=True)


class HeldFor(ExactSchema):
    """Pieces that are held, and for which order, parcel and task; not for which customer.

    Of no order: for kits that are put together.
    """

    place = fields.String(required=True)
    product = fields.Integer(required=True)
    lot = fields.String(required=True)
    pieces = fields.Integer(required=True)
    order = fields.String(required=True, allow_none=True)
    shipment = fields.String(required=True, allow_none=True)
    task = fields.String(required=True, allow_none=True)


class TouchFound(ExactSchema):
    """Who moved something last; the person is null where the office did."""

    at = Moment(required=True)
    person = fields.String(required=True, allow_none=True)
    cause = fields.String(required=True)
    pieces = fields.Integer(required=True)
    source = fields.String(required=True)
    target = fields.String(required=True)


class PersonFound(ExactSchema):
    """Whoever asks, by their own badge."""

    name = fields.String(required=True)
    tasks = fields.List(fields.Nested(TaskFound), required=True)


class LookUpAnswer(ExactSchema):
    """What a code names: the kind is one of the vocabulary's, `unknown` where nothing has it."""

    kind = fields.String(required=True)
    code = fields.String(required=True)
    zone = fields.String(required=True, allow_none=True)
    lot = fields.String(required=True, allow_none=True)
    products = fields.List(fields.Nested(ProductFound), required=True)
    products_more = fields.Integer(
        required=True, metadata={"description": "How many more there are than are listed."}
    )
    stock = fields.List(fields.Nested(StockFound), required=True)
    stock_more = fields.Integer(required=True)
    held_for = fields.List(fields.Nested(HeldFor), required=True)
    held_for_more = fields.Integer(required=True)
    last_touch = fields.Nested(TouchFound, required=True, allow_none=True)
    person = fields.Nested(PersonFound, required=True, allow_none=True)
    totes = fields.List(fields.String(), required=True)
    shipment = fields.Nested(ShipmentFound, required=True, allow_none=True)
    came_back_at = Moment(
        required=True,
        allow_none=True,
        metadata={"description": "When a piece with a serial number came back to the house."},
    )
    task = fields.Nested(TaskFound, required=True, allow_none=True)


class CampaignReportQuery(ExactSchema):
    """Whose campaign, and within how many days a customer has to come back."""

    owner = Text(least=1, most=20)
    days = QueryNumber(least=1, most=730, load_default=60)


class CampaignGroupAnswer(ExactSchema):
    """Customers of one of the two groups that are compared."""

    customers = fields.Integer(required=True)
    waiting = fields.Integer(required=True)
    came_back = fields.Integer(required=True)
    rate = fields.Float(required=True, allow_none=True)
    yen_per_customer = fields.Integer(required=True, allow_none=True)


class CampaignArmAnswer(CampaignGroupAnswer):
    """Customers of one of the two flyers that are compared."""

    flyer = fields.String(required=True)
    with_codes = fields.Integer(required=True)
    redeemed = fields.Integer(required=True)
    redeemed_rate = fields.Float(required=True, allow_none=True)


class CampaignDifferenceAnswer(ExactSchema):
    """By how much more of the second than of the first, and how sure that is."""

    difference = fields.Float(required=True, allow_none=True)
    low = fields.Float(required=True, allow_none=True)
    high = fields.Float(required=True, allow_none=True)
    verdict = fields.String(required=True)


class CampaignArmsAnswer(ExactSchema):
    """The two flyers of a campaign against each other."""

    a = fields.Nested(CampaignArmAnswer, required=True)
    b = fields.Nested(CampaignArmAnswer, required=True)
    came_back = fields.Nested(CampaignDifferenceAnswer, required=True)
    redeemed = fields.Nested(CampaignDifferenceAnswer, required=True)


class CampaignReportAnswer(ExactSchema):
    """What came of a campaign."""

    campaign = fields.Integer(required=True)
    days = fields.Integer(required=True)
    planned = fields.Integer(required=True)
    inserted = fields.Integer(required=True)
    waived = fields.Integer(required=True)
    with_codes = fields.Integer(required=True)
    redeemed = fields.Integer(required=True)
    redeemed_rate = fields.Float(required=True, allow_none=True)
    redeemed_yen = fields.Integer(required=True, allow_none=True)
    cost_yen_each = fields.Integer(required=True, allow_none=True)
    cost_yen = fields.Integer(required=True, allow_none=True)
    cost_yen_per_redemption = fields.Integer(required=True, allow_none=True)
    lift_yen_per_customer = fields.Integer(required=True, allow_none=True)
    lift_yen = fields.Integer(required=True, allow_none=True)
    net_revenue_yen = fields.Integer(required=True, allow_none=True)
    net_cost_yen = fields.Integer(required=True, allow_none=True)
    net_yen = fields.Integer(required=True, allow_none=True)
    net_low_yen = fields.Integer(required=True, allow_none=True)
    net_high_yen = fields.Integer(required=True, allow_none=True)
    net_verdict = fields.String(required=True)
    arms = fields.Nested(CampaignArmsAnswer, required=True, allow_none=True)
    got = fields.Nested(CampaignGroupAnswer, required=True)
    held_out = fields.Nested(CampaignGroupAnswer, required=True)
    difference = fields.Float(required=True, allow_none=True)
    low = fields.Float(required=True, allow_none=True)
    high = fields.Float(required=True, allow_none=True)
    verdict = fields.String(required=True)
    customers_least = fields.Integer(required=True)
