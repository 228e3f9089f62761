"""Reading the calendar: the last weeks' orders asked, the stock counted, the campaigns compared."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from server import catalog, orders, stock
from server.flyers.asking import buyers_of, rules_of
from server.flyers.calendar.forecast import Forecast, Looked, forecast
from server.flyers.calendar.lasting import Use, gone_on
from server.flyers.campaigns import campaigns_of, span_of
from server.flyers.decisions import GETS, CampaignRule, Used, choose, day_before
from server.flyers.meeting import FOR_EVER, Mark, marks_of, stock_mark
from server.flyers.overview import Figures, Reach, figures_of, state_of
from server.flyers.records import Campaign
from server.foundation.clock import WAREHOUSE_TIME, today
from server.foundation.patience import let_others_come_in

DAYS_BACK = 28
ASKED_MAX = 2_000
"""More orders than these are asked about one for several: what people wait for has to end."""
LOOKED_THROUGH_MAX = 200_000
FEW_AT_ONCE = 100
ENDED = ("off", "over", "used_up")
"""How campaigns stand of which nothing goes out any more."""

Seen = Mapping[tuple[int, int], Mapping[str, int]]
"""By campaign and flyer: how many orders would have got it, by day."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is expected of campaigns that go on."""

    looked: Looked
    forecasts: Mapping[int, Forecast]
    gone_on: Mapping[int, str]
    earliest_gone_on: Mapping[int, str]
    """No day is named of campaigns of which too little was seen."""


def calendar(session: Session, owner: catalog.OwnerCard) -> dict[str, Any]:
    """An owner's campaigns with what is expected of each, and whom each meets."""
    day = today()
    campaigns = campaigns_of(session, owner.id)
    figures = figures_of(session, [one.id for one in campaigns], day)
    cards = {one.id: one for one in catalog.flyers_of(session, owner.id)}
    free = stock.free_flyers(session, cards)
    reaches = {number: Reach(free.get(number, 0), 0, DAYS_BACK) for number in cards}
    states = {one.id: state_of(one, figures[one.id], reaches, day) for one in campaigns}
    live = [one for one in campaigns if states[one.id] not in ENDED]
    outlook = looked_ahead(session, owner.id, live, figures, free, day)
    shops = {one.id: one for one in catalog.shops(session) if one.owner_id == owner.id}
    return {
        "owner": owner.code,
        "owners": [{"code": one.code, "name": one.name} for one in catalog.owners(session)],
        "shops": [{"code": one.code, "name": one.name} for one in shops.values()],
        "today": day,
        "looked_from": outlook.looked.first_day,
        "looked_days": outlook.looked.days,
        "every_nth": outlook.looked.every_nth,
        "campaigns": [
            {
                "id": one.id,
                "name": one.name,
                "shop": None if one.shop_id is None else shops[one.shop_id].code,
                "state": states[one.id],
                "ordered_from": one.ordered_from,
                "ordered_until": one.ordered_until,
                "flyers": [
                    {"name": cards[number].name, "free_pieces": free.get(number, 0)}
                    for number in (one.product_id, one.b_product_id, one.substitute_id)
                    if number is not None
                ],
                "forecast": forecast_told(outlook.forecasts.get(one.id), one.quantity_pieces),
                "gone_on": outlook.gone_on.get(one.id),
                "earliest_gone_on": outlook.earliest_gone_on.get(one.id),
                "marks": [mark_told(mark) for mark in marks_about(one, live, outlook, day)],
            }
            for one in campaigns
        ],
    }


def marks_about(
    campaign: Campaign, live: Sequence[Campaign], outlook: Outlook, day: str
) -> list[Mark]:
    """What should be known of a campaign; nothing of one that is off or over."""
    if campaign not in live:
        return []
    span = span_of(campaign)
    of_stock = stock_mark(
        span, outlook.gone_on.get(campaign.id), outlook.earliest_gone_on.get(campaign.id)
    )
    met = marks_of(span, [span_of(one) for one in live if one is not campaign], day)
    return met if of_stock is None else [of_stock, *met]


def forecast_told(known: Forecast | None, quantity_pieces: int) -> dict[str, Any] | None:
    """A forecast in pieces; None of a campaign that goes on no more."""
    if known is None:
        return None
    pieces = known.parcels_a_week * quantity_pieces
    return {
        "orders": known.orders,
        "is_few": known.is_few,
        "pieces_by_weekday": [round(one * quantity_pieces, 1) for one in known.by_weekday],
        "pieces_a_week": round(pieces, 1),
        "pieces_a_week_low": round(pieces * known.low, 1),
        "pieces_a_week_high": round(pieces * known.high, 1),
    }


def mark_told(mark: Mark) -> dict[str, Any]:
    """A mark as it travels; a day that never comes is none."""
    told = asdict(mark)
    days = told.pop("days")
    return told | {
        "first_day": days["first"],
        "last_day": None if days["last"] == FOR_EVER else days["last"],
    }


def looked_ahead(
    session: Session,
    owner_id: int,
    live: Sequence[Campaign],
    figures: Mapping[int, Figures],
    free: Mapping[int, int],
    day: str,
) -> Outlook:
    """What the last weeks say about the next."""
    looked, asked_ids = orders_to_ask(session, owner_id, day)
    seen = asked_patiently(session, live, asked_ids if live else [])
    forecasts = {
        one.id: forecast(
            sum(
                (Counter(of_day) for (number, _), of_day in seen.items() if number == one.id),
                Counter[str](),
            ),
            looked,
        )
        for one in live
    }
    expected = [use_of(one, figures[one.id], seen, looked, 1.0) for one in live]
    most = [use_of(one, figures[one.id], seen, looked, forecasts[one.id].high) for one in live]
    said = {number for number, known in forecasts.items() if not known.is_few}
    days, earliest = (
        {number: on for number, on in gone_on(free, uses, day).items() if number in said}
        for uses in (expected, most)
    )
    return Outlook(looked, forecasts, days, earliest)


def orders_to_ask(session: Session, owner_id: int, day: str) -> tuple[Looked, list[int]]:
    """The orders of the last whole days, of many every so many-th; a young house has fewer days."""
    first = day_before(day, DAYS_BACK)
    begun = orders.first_order_at(session, owner_id, of_newest=LOOKED_THROUGH_MAX)
    if begun is not None:
        first = max(first, begun.astimezone(WAREHOUSE_TIME).date().isoformat())
    first = min(first, day)
    ids = orders.orders_between(
        session, owner_id, midnight(first), midnight(day), of_newest=LOOKED_THROUGH_MAX
    )
    every_nth = -(-len(ids) // ASKED_MAX) or 1
    days = (date.fromisoformat(day) - date.fromisoformat(first)).days
    return Looked(first, days, every_nth), ids[::every_nth]


def midnight(day: str) -> datetime:
    """When a day of the warehouse begins."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), WAREHOUSE_TIME)


def asked_patiently(
    session: Session, campaigns: Sequence[Campaign], order_ids: Sequence[int]
) -> Seen:
    """Which orders would have got which flyer, each campaign asked as if it were alone.

    Windows, groups and the caps of all parcels are left aside: they are counted where the days
    ahead are. The caps of a customer and of a parcel hold, and begin at nothing.
    """
    used = {one.id: Used() for one in campaigns}
    seen: defaultdict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for start in range(0, len(order_ids), FEW_AT_ONCE):
        some = order_ids[start : start + FEW_AT_ONCE]
        asked = [alone(one) for one in rules_of(session, campaigns, some)]
        asked_about = sorted(orders.whole_orders(session, some), key=lambda one: one.id)
        buyers = buyers_of(session, asked_about, asked, on=today())
        for one in asked_about:
            buyer = buyers[one.id]
            for rule in asked:
                for choice in choose(buyer, [rule], used[rule.campaign_id], on=buyer.ordered_on):
                    if choice.outcome == GETS:
                        seen[choice.campaign_id, choice.product_id][buyer.ordered_on] += 1
        let_others_come_in()
    return seen


def alone(rule: CampaignRule) -> CampaignRule:
    """A campaign without its days, its group, and what it shares among all customers."""
    return replace(
        rule,
        ordered_from=None,
        ordered_until=None,
        exclusive_group=None,
        caps=replace(rule.caps, parcels_max=None, parcels_per_day_max=None),
    )


def use_of(campaign: Campaign, figures: Figures, seen: Seen, looked: Looked, times: float) -> Use:
    """What a campaign will take, if so many times what is expected comes."""
    flyers = [one for one in (campaign.product_id, campaign.b_product_id) if one is not None]
    return Use(
        campaign.id,
        campaign.ordered_from,
        campaign.ordered_until,
        tuple(
            (
                number,
                tuple(
                    parcels * times
                    for parcels in forecast(seen.get((campaign.id, number), {}), looked).by_weekday
                ),
            )
            for number in flyers
        ),
        campaign.quantity_pieces,
        campaign.substitute_id,
        campaign.parcels_per_day_max,
        None if campaign.parcels_max is None else max(0, campaign.parcels_max - figures.parcels),
    )
