"""Which campaigns an order gets. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Buyer:
    """What campaigns ask about an order."""

    owner_id: int
    shop_id: int
    purchase_number: int
    ordered_on: str


def campaigns_for(buyer: Buyer, campaigns: Iterable[CampaignRule]) -> list[int]:
    """The campaigns whose flyer this order gets, by priority, the highest first."""
    chosen = [campaign for campaign in campaigns if is_meant_for(campaign, buyer)]
    chosen.sort(key=lambda campaign: (-campaign.priority, campaign.campaign_id))
    return [campaign.campaign_id for campaign in chosen]


def is_meant_for(campaign: CampaignRule, buyer: Buyer) -> bool:
    """Whether shop, purchase count and order day all fit; days are inclusive at both ends."""
    is_of_shop = campaign.owner_id == buyer.owner_id and campaign.shop_id in (None, buyer.shop_id)
    is_in_window = (campaign.ordered_from or "") <= buyer.ordered_on and (
        campaign.ordered_until is None or buyer.ordered_on <= campaign.ordered_until
    )
    return is_of_shop and is_in_window and audience_fits(campaign.audience, buyer.purchase_number)


def audience_fits(audience: str, purchase_number: int) -> bool:
    """Whether the nth purchase belongs to everybody, the first, or the repeat purchases."""
    if audience == "first":
        return purchase_number == 1
    if audience == "repeat":
        return purchase_number > 1
    return True
