"""What travels with the calendar of campaigns."""

from marshmallow import fields, validate

from server.catalog import NamedAnswer
from server.foundation import ExactSchema

KINDS = (
    "stock_ends",
    "stock_may_end",
    "same_group",
    "same_flyer",
    "parcel_cap",
    "together",
)


class CalendarFlyerAnswer(ExactSchema):
    """A flyer of a campaign and what of it is free: its own, B, and the substitute."""

    name = fields.String(required=True)
    free_pieces = fields.Integer(required=True)


class CalendarForecastAnswer(ExactSchema):
    """What a week will want of a campaign, by the last weeks' orders."""

    orders = fields.Integer(
        required=True,
        metadata={"description": "How many of those that were asked about would have got one."},
    )
    is_few = fields.Boolean(required=True)
    pieces_by_weekday = fields.List(
        fields.Float(), required=True, metadata={"description": "Monday first."}
    )
    pieces_a_week = fields.Float(required=True)
    pieces_a_week_low = fields.Float(required=True)
    pieces_a_week_high = fields.Float(required=True)


class CalendarMarkAnswer(ExactSchema):
    """Something that should be known of a campaign, from and until which day."""

    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    first_day = fields.String(required=True)
    last_day = fields.String(required=True, allow_none=True)
    others = fields.List(fields.Integer(), required=True)
    this_wins = fields.Boolean(required=True)
    pieces = fields.Integer(required=True, allow_none=True)
    pieces_max = fields.Integer(required=True, allow_none=True)


class CalendarCampaignAnswer(ExactSchema):
    """A campaign on the calendar."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    shop = fields.String(required=True, allow_none=True)
    state = fields.String(required=True)
    ordered_from = fields.String(required=True, allow_none=True)
    ordered_until = fields.String(required=True, allow_none=True)
    flyers = fields.List(fields.Nested(CalendarFlyerAnswer), required=True)
    forecast = fields.Nested(CalendarForecastAnswer, required=True, allow_none=True)
    gone_on = fields.String(required=True, allow_none=True)
    earliest_gone_on = fields.String(required=True, allow_none=True)
    marks = fields.List(fields.Nested(CalendarMarkAnswer), required=True)


class CalendarAnswer(ExactSchema):
    """The campaigns of an owner on a calendar, and which orders the forecast is from."""

    owner = fields.String(required=True)
    owners = fields.List(fields.Nested(NamedAnswer), required=True)
    shops = fields.List(fields.Nested(NamedAnswer), required=True)
    today = fields.String(required=True)
    looked_from = fields.String(required=True)
    looked_days = fields.Integer(required=True)
    every_nth = fields.Integer(required=True)
    campaigns = fields.List(fields.Nested(CalendarCampaignAnswer), required=True)
