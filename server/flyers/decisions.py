"""Which campaigns an order gets. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256

from server.flyers.fitting import NO_LIMITS, NOT_MEASURED, NOTHING, Filling, Limits, Size

GETS = "gets"
HELD_OUT = "held_out"
BY_RULE = "rule"
DOES_NOT_FIT = ("parcel_", "service_")
"""How the names of limits begin that keep a flyer out of one parcel, and not out of the next."""
A, B = "a", "b"
"""The two flyers of a campaign that compares them."""


@dataclass(frozen=True, slots=True)
class Caps:
    """How often a campaign's flyer goes out at most; None is no limit."""

    parcels_max: int | None = None
    parcels_per_day_max: int | None = None
    parcels_per_customer_max: int | None = None
    parcels_per_period_max: int | None = None
    period_days: int | None = None
    not_sent_before: bool = False
    parcel_flyers_max: int | None = None
    parcel_grams_max: int | None = None
    parcel_mm_max: int | None = None

    @property
    def of_parcel(self) -> Limits:
        """What is asked of each parcel that the flyer lies in."""
        return Limits(self.parcel_flyers_max, self.parcel_grams_max, self.parcel_mm_max)


@dataclass(frozen=True, slots=True)
class CampaignRule:
    """For whom a campaign is."""

    campaign_id: int
    owner_id: int
    shop_id: int | None
    audience: str
    ordered_from: str | None
    ordered_until: str | None
    priority: int
    exclusive_group: str | None = None
    condition_holds_for: frozenset[int] | None = None
    """The orders for which the campaign's own condition is true; None means it has none."""
    held_out_percent: int = 0
    product_id: int = 0
    quantity_pieces: int = 1
    size: Size = NOT_MEASURED
    """Of one flyer, or of its substitute where that is larger."""
    caps: Caps = Caps()
    arm: str = A
    """Which of two flyers `product_id` and `size` mean."""
    b_product_id: int | None = None
    """The flyer that a share of the customers gets instead, so that the two are compared."""
    b_size: Size = NOT_MEASURED
    b_percent: int = 0
    substitute_id: int | None = None
    """The flyer that goes out in its place when there are no more of it."""
    in_place_of: int | None = None
    """The campaign's own flyer, where a rule lays `product_id` in instead."""
    is_ruled_out: bool = False
    """Whether a rule keeps its flyer out of this order's parcel."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """What campaigns ask about an order."""

    order_id: int
    customer_key: str
    owner_id: int
    shop_id: int
    purchase_number: int
    ordered_on: str
    goods: Size = NOTHING
    """How heavy and thick its goods are together."""
    service: Limits = NO_LIMITS
    """What the carrier takes by its service (ネコポス)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What became of an order in a campaign that is meant for it."""

    campaign_id: int
    outcome: str
    """`gets`, `held_out`, or what keeps the flyer out: `group`, `rule`, or the cap or limit by its
    name."""
    product_id: int
    arm: str


@dataclass(slots=True)
class Used:
    """How often flyers went out already; grows with every order that is decided."""

    parcels: Counter[int] = field(default_factory=Counter)
    """By campaign."""
    parcels_on_day: Counter[tuple[int, str]] = field(default_factory=Counter)
    """By campaign and day."""
    days: defaultdict[tuple[int, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """By campaign and customer: the days, one for each parcel."""
    sent: set[tuple[str, int | None]] = field(default_factory=set)
    """Which customers got which flyer."""

    def add(self, campaign: CampaignRule, customer_key: str, on: str) -> None:
        """One more parcel of a campaign."""
        self.parcels[campaign.campaign_id] += 1
        self.parcels_on_day[campaign.campaign_id, on] += 1
        self.days[campaign.campaign_id, customer_key].append(on)
        self.sent.add((customer_key, campaign.product_id))


def choose(
    buyer: Buyer,
    campaigns: Iterable[CampaignRule],
    used: Used,
    *,
    on: str,
    filling: Filling | None = None,
) -> list[Choice]:
    """What becomes of an order in every campaign that is meant for it, the most important first.

    A held-out order takes part, too: it fills its group without a flyer, so that the compared
    customers differ by this flyer alone. A campaign that is used up does not: the next one may go.

    Args:
        buyer: the order.
        campaigns: what runs.
        used: what went out already; grows by what this order gets.
        on: the day of the release.
        filling: the parcel; grows by what this order gets. None: one with its goods alone.
    """
    meant = [
        as_sent_to(buyer.customer_key, campaign)
        for campaign in campaigns
        if is_meant_for(campaign, buyer)
    ]
    meant.sort(key=lambda campaign: (-campaign.priority, campaign.campaign_id))
    groups: set[str] = set()
    if filling is None:
        filling = Filling(buyer.goods, buyer.service)
    choices = []
    for campaign in meant:
        group = campaign.exclusive_group
        outcome = "group" if group in groups else kept_out(campaign, buyer, used, filling, on=on)
        if outcome in {GETS, HELD_OUT} and group is not None:
            groups.add(group)
        if outcome == GETS:
            used.add(campaign, buyer.customer_key, on)
            filling.add(campaign.size, campaign.quantity_pieces, campaign.caps.of_parcel)
        choices.append(Choice(campaign.campaign_id, outcome, campaign.product_id, campaign.arm))
    return choices


def kept_out(campaign: CampaignRule, buyer: Buyer, used: Used, filling: Filling, *, on: str) -> str:
    """`gets`, `held_out`, or what keeps the flyer out: a rule, or the cap."""
    if campaign.is_ruled_out:
        return BY_RULE
    reached = cap_reached(campaign, buyer.customer_key, used, on) or filling.keeps_out(
        campaign.size, campaign.quantity_pieces, campaign.caps.of_parcel
    )
    if reached is not None:
        return reached
    is_out = is_held_out(buyer.customer_key, campaign.campaign_id, campaign.held_out_percent)
    return HELD_OUT if is_out else GETS


def cap_reached(campaign: CampaignRule, customer_key: str, used: Used, on: str) -> str | None:
    """The cap that one more parcel for this customer would break."""
    number, caps = campaign.campaign_id, campaign.caps
    days = used.days.get((number, customer_key), [])
    counted = {
        "parcels_max": used.parcels[number],
        "parcels_per_day_max": used.parcels_on_day[number, on],
        "parcels_per_customer_max": len(days),
    }
    for cap, count in counted.items():
        most = getattr(caps, cap)
        if most is not None and count >= most:
            return cap
    if caps.parcels_per_period_max is not None and caps.period_days is not None:
        after = day_before(on, caps.period_days)
        if sum(after < day <= on for day in days) >= caps.parcels_per_period_max:
            return "parcels_per_period_max"
    asked_about = (campaign.product_id, campaign.in_place_of)
    if caps.not_sent_before and any((customer_key, one) in used.sent for one in asked_about):
        return "not_sent_before"
    return None


def day_before(day: str, days: int) -> str:
    """The day so many days before."""
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def does_not_fit(outcome: str) -> bool:
    """Whether the flyer would have gone into another parcel: this one is too full for it."""
    return outcome.startswith(DOES_NOT_FIT)


def is_held_out(customer_key: str, campaign_id: int, held_out_percent: int) -> bool:
    """Whether a customer goes without a campaign's flyer: the same answer for all their orders.

    The first 8 bytes of SHA-256 over "<campaign id>:<customer key>", as a share of 2^64. The
    campaign is part of it, so that nobody is held out of everything.
    """
    return is_among(f"{campaign_id}:{customer_key}", held_out_percent)


def as_sent_to(customer_key: str, campaign: CampaignRule) -> CampaignRule:
    """The campaign with the one of its two flyers that this customer gets, whenever they order.

    The same hash as for those held out, over "<campaign id>:b:<customer key>": who is held out says
    nothing about who gets which.
    """
    if campaign.b_product_id is None:
        return campaign
    if not is_among(f"{campaign.campaign_id}:b:{customer_key}", campaign.b_percent):
        return campaign
    return replace(campaign, arm=B, product_id=campaign.b_product_id, size=campaign.b_size)


def is_among(hashed: str, percent: int) -> bool:
    """Whether a text is among so many of a hundred."""
    return int.from_bytes(sha256(hashed.encode()).digest()[:8]) * 100 < percent * 2**64


def is_meant_for(campaign: CampaignRule, buyer: Buyer) -> bool:
    """Whether shop, days (inclusive at both ends), condition and purchase count all fit."""
    is_of_shop = campaign.owner_id == buyer.owner_id and campaign.shop_id in (None, buyer.shop_id)
    is_in_window = (campaign.ordered_from or "") <= buyer.ordered_on and (
        campaign.ordered_until is None or buyer.ordered_on <= campaign.ordered_until
    )
    fits = campaign.condition_holds_for is None or buyer.order_id in campaign.condition_holds_for
    return (
        is_of_shop
        and is_in_window
        and fits
        and audience_fits(campaign.audience, buyer.purchase_number)
    )


def audience_fits(audience: str, purchase_number: int) -> bool:
    """Whether the nth purchase belongs to everybody, the first, or the repeat purchases."""
    if audience == "first":
        return purchase_number == 1
    if audience == "repeat":
        return purchase_number > 1
    return True
