"""What travels with campaigns."""

from marshmallow import fields, validate

from server.catalog import NamedAnswer, OfOwner
from server.foundation import ExactSchema, Flag, Moment, Text, WholeNumber, is_day
from server.printing import LETTER_PAPERS
from server.rules import ProblemAnswer

TIMES_MAX = 1_000_000
LAST_MAX = 2_000


class CampaignDay(fields.String):
    """A day of the calendar, or none."""

    def __init__(self) -> None:
        """Check the calendar."""
        super().__init__(required=True, allow_none=True, validate=is_day)


class AtMost(WholeNumber):
    """A cap: at least one, or none."""

    def __init__(self, most: int = TIMES_MAX) -> None:
        """Declare the largest cap."""
        super().__init__(least=1, most=most, load_default=None, allow_none=True)


class CampaignBody(ExactSchema):
    """A campaign as people write it, with the codes of its shop and flyers."""

    code = Text(least=1, most=20, required=True)
    name = Text(least=1, most=100, required=True)
    shop = Text(least=1, most=20, load_default=None, allow_none=True)
    flyer = Text(least=1, most=64, required=True)
    substitute = Text(least=1, most=64, load_default=None, allow_none=True)
    flyer_b = Text(least=1, most=64, load_default=None, allow_none=True)
    b_percent = WholeNumber(least=0, most=99, load_default=0)
    audience = fields.String(required=True, validate=validate.OneOf(("all", "first", "repeat")))
    condition = fields.Dict(keys=fields.String(), load_default=None, allow_none=True)
    ordered_from = CampaignDay()
    ordered_until = CampaignDay()
    reason_ja = Text(least=1, most=200, required=True)
    reason_en = Text(least=1, most=200, required=True)
    quantity_pieces = WholeNumber(least=1, most=20, load_default=1)
    priority = WholeNumber(least=0, most=999, load_default=0)
    exclusive_group = Text(least=1, most=40, load_default=None, allow_none=True)
    held_out_percent = WholeNumber(least=0, most=99, load_default=0)
    parcels_max = AtMost()
    parcels_per_day_max = AtMost()
    parcels_per_customer_max = AtMost()
    parcels_per_period_max = AtMost()
    period_days = AtMost(3_650)
    not_sent_before = Flag(load_default=False)
    parcel_flyers_max = AtMost(100)
    parcel_grams_max = AtMost(100_000)
    parcel_mm_max = AtMost(2_000)
    cost_yen_each = WholeNumber(least=0, most=100_000, load_default=None, allow_none=True)
    code_prefix = Text(least=1, most=8, load_default=None, allow_none=True)
    letter_title = Text(least=1, most=60, load_default=None, allow_none=True)
    letter_text = Text(least=1, most=2_000, load_default=None, allow_none=True)
    letter_paper = fields.String(validate=validate.OneOf(tuple(LETTER_PAPERS)), load_default="a5")


class LettersQuery(ExactSchema):
    """In which language the page is called."""

    language = fields.String(validate=validate.OneOf(("ja", "en")), load_default="ja")


class LetterPrintAnswer(ExactSchema):
    """The letters of a parcel were printed."""

    printed_at = Moment(required=True)
    by = fields.String(required=True)


class LetterPrintsAnswer(ExactSchema):
    """How often the letters of a parcel were printed, the first time first."""

    prints = fields.List(fields.Nested(LetterPrintAnswer), required=True)


class LetterSampleQuery(LettersQuery, OfOwner):
    """Whose campaign, and to whom the sample is written."""

    name = Text(least=1, most=60, required=True)


class CampaignSaveBody(OfOwner):
    """A campaign to save; `on_revision` says which revision it was made from."""

    campaign = fields.Nested(CampaignBody, required=True)
    on_revision = WholeNumber(least=1, load_default=None, allow_none=True)


class CampaignCheckBody(OfOwner):
    """A campaign that is not saved."""

    campaign = fields.Nested(CampaignBody, required=True)
    campaign_id = WholeNumber(least=1, load_default=None, allow_none=True)


class CampaignDryRunBody(CampaignCheckBody):
    """A campaign to try on the last orders."""

    last = WholeNumber(least=1, most=LAST_MAX, load_default=500)


class CampaignMeetingAnswer(ExactSchema):
    """Another running campaign that the same order can take part in."""

    campaign_id = fields.Integer(required=True)
    name = fields.String(required=True)
    why = fields.String(required=True)
    this_wins = fields.Boolean(required=True)


class CampaignCheckAnswer(ExactSchema):
    """What is wrong, what should be known, whom it meets."""

    problems = fields.List(fields.Nested(ProblemAnswer), required=True)
    warnings = fields.List(fields.Nested(ProblemAnswer), required=True)
    meets = fields.List(fields.Nested(CampaignMeetingAnswer), required=True)


class CampaignSavedAnswer(ExactSchema):
    """A campaign that was saved."""

    id = fields.Integer(required=True)
    revision = fields.Integer(required=True)
    warnings = fields.List(fields.Nested(ProblemAnswer), required=True)
    meets = fields.List(fields.Nested(CampaignMeetingAnswer), required=True)


class CampaignFlyerAnswer(ExactSchema):
    """A flyer, and how long it lasts."""

    product = fields.Integer(required=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    picture = fields.String(required=True, allow_none=True)
    weight_grams = fields.Integer(required=True, allow_none=True)
    free_pieces = fields.Integer(required=True)
    recent_pieces = fields.Integer(required=True)
    recent_days = fields.Integer(required=True)
    runs_out_on = fields.String(required=True, allow_none=True)


class CampaignWritten(ExactSchema):
    """A campaign as it was written."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    shop = fields.String(required=True, allow_none=True)
    flyer = fields.String(required=True)
    substitute = fields.String(required=True, allow_none=True)
    flyer_b = fields.String(required=True, allow_none=True)
    b_percent = fields.Integer(required=True)
    audience = fields.String(required=True)
    condition = fields.Dict(keys=fields.String(), required=True, allow_none=True)
    ordered_from = fields.String(required=True, allow_none=True)
    ordered_until = fields.String(required=True, allow_none=True)
    reason_ja = fields.String(required=True)
    reason_en = fields.String(required=True)
    quantity_pieces = fields.Integer(required=True)
    priority = fields.Integer(required=True)
    exclusive_group = fields.String(required=True, allow_none=True)
    held_out_percent = fields.Integer(required=True)
    parcels_max = fields.Integer(required=True, allow_none=True)
    parcels_per_day_max = fields.Integer(required=True, allow_none=True)
    parcels_per_customer_max = fields.Integer(required=True, allow_none=True)
    parcels_per_period_max = fields.Integer(required=True, allow_none=True)
    period_days = fields.Integer(required=True, allow_none=True)
    not_sent_before = fields.Boolean(required=True)
    parcel_flyers_max = fields.Integer(required=True, allow_none=True)
    parcel_grams_max = fields.Integer(required=True, allow_none=True)
    parcel_mm_max = fields.Integer(required=True, allow_none=True)
    cost_yen_each = fields.Integer(required=True, allow_none=True)
    code_prefix = fields.String(required=True, allow_none=True)
    letter_title = fields.String(required=True, allow_none=True)
    letter_text = fields.String(required=True, allow_none=True)
    letter_paper = fields.String(required=True, validate=validate.OneOf(tuple(LETTER_PAPERS)))


class CampaignAnswer(ExactSchema):
    """A campaign, how it stands and what went out."""

    id = fields.Integer(required=True)
    on = fields.Boolean(required=True)
    revision = fields.Integer(required=True)
    state = fields.String(required=True)
    campaign = fields.Nested(CampaignWritten, required=True)
    parcels = fields.Integer(required=True)
    parcels_today = fields.Integer(required=True)
    inserted = fields.Integer(required=True)
    held_out = fields.Integer(required=True)


class CampaignsAnswer(ExactSchema):
    """The campaigns of an owner, with the flyers and shops to choose from."""

    owner = fields.String(required=True)
    owners = fields.List(fields.Nested(NamedAnswer), required=True)
    shops = fields.List(fields.Nested(NamedAnswer), required=True)
    flyers = fields.List(fields.Nested(CampaignFlyerAnswer), required=True)
    campaigns = fields.List(fields.Nested(CampaignAnswer), required=True)


class CampaignKeptOutAnswer(ExactSchema):
    """A cap, and how many orders it keeps the flyer from."""

    cap = fields.String(required=True)
    orders = fields.Integer(required=True)


class CampaignExampleAnswer(ExactSchema):
    """An order in a dry run."""

    order = fields.Integer(required=True)
    external = fields.String(required=True)
    ordered_on = fields.String(required=True)
    nth = fields.Integer(required=True)
    outcome = fields.String(required=True)
    arm = fields.String(required=True)


class CampaignDryRunAnswer(ExactSchema):
    """What a campaign would have done to the last orders."""

    orders = fields.Integer(required=True)
    meant = fields.Integer(required=True)
    gets = fields.Integer(required=True)
    gets_a = fields.Integer(required=True)
    gets_b = fields.Integer(required=True, allow_none=True)
    held_out = fields.Integer(required=True)
    kept_out = fields.List(fields.Nested(CampaignKeptOutAnswer), required=True)
    examples = fields.List(fields.Nested(CampaignExampleAnswer), required=True)
