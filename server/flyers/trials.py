"""Campaigns tried on orders that are there: who would get the flyer. Nothing is changed."""

from collections import Counter
from typing import Any

from sqlalchemy.orm import Session

from server import orders
from server.flyers.asking import buyers_of, rules_of, sizes_of
from server.flyers.by_rules import as_rules_want, products_in, wishes_of
from server.flyers.campaigns import Checked, campaigns_of
from server.flyers.decisions import GETS, HELD_OUT, B, Used, choose
from server.flyers.records import Campaign
from server.foundation.clock import today
from server.foundation.patience import let_others_come_in

EXAMPLES_MAX = 12
FEW_AT_ONCE = 100
NOT_YET = 2**62
"""The number of a campaign that is not saved: it comes after all others of its priority."""


def dry_run(
    session: Session, owner_id: int, checked: Checked, *, campaign_id: int | None, last: int
) -> dict[str, Any]:
    """What a campaign would have done to the last orders, among those that run.

    Caps begin at nothing, and each order is released on its own day, the earliest first. The
    campaign's own window is left aside: what begins next month can be tried today. What rules have
    said of the flyers of each order holds.

    Args:
        session: the open transaction.
        owner_id: whose orders.
        checked: the campaign, with nothing wrong.
        campaign_id: which campaign it is a change of.
        last: how many orders, counted from the newest.
    """
    number = campaign_id or NOT_YET
    tried = Campaign(**checked.values, id=number, revision=0)
    tried.ordered_from = tried.ordered_until = None
    running = [one for one in campaigns_of(session, owner_id) if one.active and one.id != number]
    used = Used()
    counted: Counter[str] = Counter()
    gets_b = 0
    examples: list[dict[str, Any]] = []
    ids = orders.newest_orders(session, owner_id, last)[::-1]
    for start in range(0, len(ids), FEW_AT_ONCE):
        some = ids[start : start + FEW_AT_ONCE]
        asked = rules_of(session, [*running, tried], some)
        tried_on = sorted(orders.whole_orders(session, some), key=lambda one: one.id)
        buyers = buyers_of(session, tried_on, asked, on=today())
        wishes = wishes_of(session, tried_on)
        sizes = sizes_of(session, products_in(wishes, asked))
        for order in tried_on:
            buyer = buyers[order.id]
            meant = as_rules_want(buyer.customer_key, asked, wishes.get(order.id), sizes)
            choice = next(
                (
                    one
                    for one in choose(buyer, meant, used, on=buyer.ordered_on)
                    if one.campaign_id == number
                ),
                None,
            )
            if choice is None:
                continue
            counted[choice.outcome] += 1
            gets_b += choice.outcome == GETS and choice.arm == B
            examples.append(
                {
                    "order": order.id,
                    "external": order.external_no,
                    "ordered_on": buyer.ordered_on,
                    "nth": order.purchase_number,
                    "outcome": choice.outcome,
                    "arm": choice.arm,
                }
            )
        let_others_come_in()
    kept_out = {said: times for said, times in counted.items() if said not in {GETS, HELD_OUT}}
    return {
        "orders": len(ids),
        "meant": counted.total(),
        "gets": counted[GETS],
        "gets_a": counted[GETS] - gets_b,
        "gets_b": None if tried.b_product_id is None else gets_b,
        "held_out": counted[HELD_OUT],
        "kept_out": [{"cap": cap, "orders": times} for cap, times in sorted(kept_out.items())],
        "examples": examples[: -EXAMPLES_MAX - 1 : -1],
    }
