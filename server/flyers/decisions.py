"""Which campaigns an order gets. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256

GETS = "gets"
HELD_OUT = "held_out"
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
    flyer_grams: int | None = None
    """What one flyer weighs."""
    caps: Caps = Caps()
    arm: str = A
    """Which of two flyers `product_id` and `flyer_grams` mean."""
    b_product_id: int | None = None
    """The flyer that a share of the customers gets instead, so that the two are compared."""
    b_grams: int | None = None
    b_percent: int = 0


@dataclass(frozen=True, slots=True)
class Buyer:
    """What campaigns ask about an order."""

    order_id: int
    customer_key: str
    owner_id: int
    shop_id: int
    purchase_number: int
    ordered_on: str
    goods_grams: int | None = None
    """What its goods weigh; None is not known."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What became of an order in a campaign that is meant for it."""

    campaign_id: int
    outcome: str
    """`gets`, `held_out`, or what keeps the flyer out: `group`, or the cap by its name."""
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
    sent: set[tuple[str, int]] = field(default_factory=set)
    """Which customers got which flyer."""
    kept_out: set[tuple[str, int | None]] = field(default_factory=set)
    """Which flyers rules keep from which customers."""

    def add(self, campaign: CampaignRule, customer_key: str, on: str) -> None:
        """One more parcel of a campaign."""
        self.parcels[campaign.campaign_id] += 1
        self.parcels_on_day[campaign.campaign_id, on] += 1
        self.days[campaign.campaign_id, customer_key].append(on)
        self.sent.add((customer_key, campaign.product_id))


@dataclass(slots=True)
class Filling:
    """What one parcel holds so far, and the limits of the flyers in it."""

    goods_grams: int | None
    flyers: int = 0
    flyer_grams: int = 0
    flyers_max: int | None = None
    grams_max: int | None = None

    def keeps_out(self, campaign: CampaignRule) -> str | None:
        """The limit that one more campaign's flyers would break; its own, or of one in there.

        A parcel whose weight is not known gets no flyer that asks for it.
        """
        flyers_max = lesser(self.flyers_max, campaign.caps.parcel_flyers_max)
        if flyers_max is not None and self.flyers + campaign.quantity_pieces > flyers_max:
            return "parcel_flyers_max"
        grams_max = lesser(self.grams_max, campaign.caps.parcel_grams_max)
        if grams_max is None:
            return None
        if self.goods_grams is None or campaign.flyer_grams is None:
            return "parcel_grams_max"
        grams = self.goods_grams + self.flyer_grams
        grams += campaign.flyer_grams * campaign.quantity_pieces
        return "parcel_grams_max" if grams > grams_max else None

    def add(self, campaign: CampaignRule) -> None:
        """Lay a campaign's flyers in."""
        self.flyers += campaign.quantity_pieces
        self.flyer_grams += (campaign.flyer_grams or 0) * campaign.quantity_pieces
        self.flyers_max = lesser(self.flyers_max, campaign.caps.parcel_flyers_max)
        self.grams_max = lesser(self.grams_max, campaign.caps.parcel_grams_max)


def lesser(one: int | None, other: int | None) -> int | None:
    """The stricter of two limits."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def choose(buyer: Buyer, campaigns: Iterable[CampaignRule], used: Used, *, on: str) -> list[Choice]:
    """What becomes of an order in every campaign that is meant for it, the most important first.

    A held-out order takes part, too: it fills its group without a flyer, so that the compared
    customers differ by this flyer alone. A campaign that is used up does not: the next one may go.

    Args:
        buyer: the order.
        campaigns: what runs.
        used: what went out already; grows by what this order gets.
        on: the day of the release.
    """
    meant = [
        as_sent_to(buyer.customer_key, campaign)
        for campaign in campaigns
        if is_meant_for(campaign, buyer)
    ]
    meant.sort(key=lambda campaign: (-campaign.priority, campaign.campaign_id))
    groups: set[str] = set()
    filling = Filling(buyer.goods_grams)
    choices = []
    for campaign in meant:
        group = campaign.exclusive_group
        outcome = "group" if group in groups else kept_out(campaign, buyer, used, filling, on=on)
        if outcome in {GETS, HELD_OUT} and group is not None:
            groups.add(group)
        if outcome == GETS:
            used.add(campaign, buyer.customer_key, on)
            filling.add(campaign)
        choices.append(Choice(campaign.campaign_id, outcome, campaign.product_id, campaign.arm))
    return choices


def kept_out(campaign: CampaignRule, buyer: Buyer, used: Used, filling: Filling, *, on: str) -> str:
    """`gets`, `held_out`, or the cap that keeps the flyer out."""
    reached = cap_reached(campaign, buyer.customer_key, used, on) or filling.keeps_out(campaign)
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
    if caps.not_sent_before and (customer_key, campaign.product_id) in used.sent:
        return "not_sent_before"
    return None


def day_before(day: str, days: int) -> str:
    """The day so many days before."""
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


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
    return replace(campaign, arm=B, product_id=campaign.b_product_id, flyer_grams=campaign.b_grams)


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
