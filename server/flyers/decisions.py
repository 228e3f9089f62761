"""Which campaigns an order gets. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


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


@dataclass(frozen=True, slots=True)
class Buyer:
    """What campaigns ask about an order."""

    order_id: int
    customer_key: str
    owner_id: int
    shop_id: int
    purchase_number: int
    ordered_on: str


def campaigns_for(buyer: Buyer, campaigns: Iterable[CampaignRule]) -> list[int]:
    """The campaigns that this order takes part in, the most important first.

    A held-out order takes part, too: it fills its group without a flyer, so that the compared
    customers differ by this flyer alone.
    """
    chosen = [campaign for campaign in campaigns if is_meant_for(campaign, buyer)]
    chosen.sort(key=lambda campaign: (-campaign.priority, campaign.campaign_id))
    groups: set[str] = set()
    ids = []
    for campaign in chosen:
        if campaign.exclusive_group is not None:
            if campaign.exclusive_group in groups:
                continue
            groups.add(campaign.exclusive_group)
        ids.append(campaign.campaign_id)
    return ids


def is_held_out(customer_key: str, campaign_id: int, held_out_percent: int) -> bool:
    """Whether a customer goes without a campaign's flyer: the same answer for all their orders.

    The first 8 bytes of SHA-256 over "<campaign id>:<customer key>", as a share of 2^64. The
    campaign is part of it, so that nobody is held out of everything.
    """
    digest = sha256(f"{campaign_id}:{customer_key}".encode()).digest()
    return int.from_bytes(digest[:8]) * 100 < held_out_percent * 2**64


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
