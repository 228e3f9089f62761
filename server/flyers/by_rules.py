"""What rules say about the flyers of orders: one more, one less, another in its place."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from server import catalog, orders, rules
from server.flyers.decisions import CampaignRule
from server.flyers.fitting import Filling, Size, larger_of


@dataclass(slots=True)
class Wishes:
    """What rules say about one order's flyers, by product."""

    without: set[int] = field(default_factory=set)
    instead: dict[int, int] = field(default_factory=dict)
    """In place of the one the other."""
    also: dict[int, str] = field(default_factory=dict)
    """One more, and the rule that wants it."""


def wishes_of(session: Session, released: Sequence[orders.OrderSummary]) -> dict[int, Wishes]:
    """What rules say about the flyers of these orders; of a flyer that is gone they say nothing."""
    marks = rules.marks_of(session, [order.id for order in released])
    said = {order_id: mark.flyers for order_id, mark in marks.items() if mark.flyers}
    if not said:
        return {}
    by_owner = {
        owner_id: {card.sku: card.id for card in catalog.flyers_of(session, owner_id)}
        for owner_id in {order.owner_id for order in released if order.id in said}
    }
    wishes: dict[int, Wishes] = defaultdict(Wishes)
    for order in released:
        known = by_owner.get(order.owner_id, {})
        for one in said.get(order.id, ()):
            if one.flyer in known:
                write(wishes[order.id], one, known)
    return wishes


def write(wishes: Wishes, one: rules.FlyerWish, known: Mapping[str, int]) -> None:
    """Take one wish over."""
    flyer = known[one.flyer]
    if one.do == "flyer_out":
        wishes.without.add(flyer)
    elif one.do == "flyer_in":
        wishes.also[flyer] = one.rule
    elif one.instead in known:
        wishes.instead[flyer] = known[one.instead]


def products_in(wishes: Mapping[int, Wishes]) -> set[int]:
    """The flyers that rules lay in, one more or in place of another."""
    return {flyer for one in wishes.values() for flyer in (*one.instead.values(), *one.also.keys())}


def as_large_as_wished(
    campaign: CampaignRule, wishes: Wishes, sizes: Mapping[int, Size]
) -> CampaignRule:
    """A campaign that takes as much room as what a rule wants in place of its flyers."""
    a, b = (wishes.instead.get(one or 0) for one in (campaign.product_id, campaign.b_product_id))
    if a is not None:
        campaign = replace(campaign, size=larger_of(campaign.size, sizes[a]))
    if b is not None:
        campaign = replace(campaign, b_size=larger_of(campaign.b_size, sizes[b]))
    return campaign


def as_wished(
    planned: Sequence[Mapping[str, Any]],
    wishes: Wishes,
    common: Mapping[str, Any],
    filling: Filling,
    sizes: Mapping[int, Size],
) -> tuple[list[dict[str, Any]], list[tuple[dict[str, Any], str]]]:
    """The flyers of one parcel: what campaigns planned, as rules want it; and what fits no more.

    A rule's flyer is one of its own: no campaign's caps count it. What the carrier takes holds for
    it, too; what campaigns lay in comes first.

    Args:
        planned: what campaigns would lay in; none of `wishes.without` is among it.
        wishes: what rules say.
        common: what all inserts of this parcel have in common.
        filling: the parcel; grows by what is laid in.
        sizes: of the flyers that rules want.
    """
    inside = [
        {**row, "product_id": wishes.instead.get(row["product_id"], row["product_id"])}
        for row in planned
    ]
    outside = []
    there = {row["product_id"] for row in inside}
    for flyer, rule in wishes.also.items():
        if flyer in there:
            continue
        row = {
            **common,
            "campaign_id": None,
            "campaign_revision": 0,
            "product_id": flyer,
            "arm": "a",
            "quantity_pieces": 1,
            "by_rule": rule,
        }
        why = filling.service_keeps_out(sizes[flyer], 1)
        if why is None:
            filling.add(sizes[flyer], 1)
            inside.append(row)
        else:
            outside.append((row, why))
    return inside, outside


def pairs_without(
    released: Sequence[orders.OrderSummary], wishes: Mapping[int, Wishes]
) -> set[tuple[str, int | None]]:
    """Customers and the flyers that nobody may lay in for them, as a substitute neither."""
    return {
        (order.customer_key, flyer)
        for order in released
        if order.id in wishes
        for flyer in wishes[order.id].without
    }
