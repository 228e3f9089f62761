"""What rules say about the flyers of orders: one more, one less, another in its place."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from server import catalog, orders, rules
from server.flyers.asking import enough_for
from server.flyers.decisions import CampaignRule, as_sent_to
from server.flyers.fitting import Filling, Size


@dataclass(slots=True)
class Wishes:
    """What rules say about one order's flyers, by product."""

    without: set[int] = field(default_factory=set)
    instead: dict[int, int] = field(default_factory=dict)
    """In place of the one the other."""
    also: dict[int, str] = field(default_factory=dict)
    """One more, and the rule that wants it."""

    def substitute(self, flyer: int | None) -> int | None:
        """What goes in where a campaign's flyer is gone: this one, as rules leave it."""
        meant = None if flyer is None else self.instead.get(flyer, flyer)
        return None if meant in self.without else meant


def wishes_of(
    session: Session, released: Sequence[orders.OrderSummary | orders.WholeOrder]
) -> dict[int, Wishes]:
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


def products_in(wishes: Mapping[int, Wishes], campaigns: Sequence[CampaignRule]) -> set[int]:
    """All flyers whose size matters where rules have their say: theirs, and those of campaigns."""
    if not wishes:
        return set()
    of_rules = {
        flyer for one in wishes.values() for flyer in (*one.instead.values(), *one.also.keys())
    }
    of_campaigns = {
        flyer
        for one in campaigns
        for flyer in (one.product_id, one.b_product_id, one.substitute_id)
        if flyer is not None
    }
    return of_rules | of_campaigns


def as_rules_want(
    customer_key: str,
    campaigns: Sequence[CampaignRule],
    wishes: Wishes | None,
    sizes: Mapping[int, Size],
) -> list[CampaignRule]:
    """Campaigns as rules leave them for one order: what each would lay in, and what if it is gone.

    A flyer is the same flyer wherever it stands: as the first or the second of a campaign, as its
    substitute, or as what another rule takes in another's place.
    """
    if wishes is None:
        return list(campaigns)
    return [as_one_wants(as_sent_to(customer_key, one), wishes, sizes) for one in campaigns]


def as_one_wants(campaign: CampaignRule, wishes: Wishes, sizes: Mapping[int, Size]) -> CampaignRule:
    """A campaign whose flyer is chosen, as rules leave it."""
    meant = campaign.product_id
    flyer = wishes.instead.get(meant, meant)
    substitute = wishes.substitute(campaign.substitute_id)
    return replace(
        campaign,
        product_id=flyer,
        in_place_of=None if flyer == meant else meant,
        is_ruled_out=not wishes.without.isdisjoint({meant, flyer}),
        substitute_id=substitute,
        size=enough_for(flyer, substitute, sizes),
        # Which of the two it is, is settled.
        b_product_id=None,
    )


def laid_in_by_rules(
    planned: Sequence[Mapping[str, Any]],
    wishes: Wishes,
    common: Mapping[str, Any],
    filling: Filling,
    sizes: Mapping[int, Size],
) -> tuple[list[dict[str, Any]], list[tuple[dict[str, Any], str]]]:
    """The flyers that rules lay into one parcel beside those of campaigns; and what fits no more.

    A rule's flyer is one of its own: no campaign's caps count it. What the carrier takes holds for
    it, too; what campaigns lay in comes first.

    Args:
        planned: what campaigns lay in.
        wishes: what rules say.
        common: what all inserts of this parcel have in common.
        filling: the parcel; grows by what is laid in.
        sizes: of the flyers that rules want.
    """
    inside, outside = [], []
    there = {row["product_id"] for row in planned}
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
