"""The facts of orders, gathered from the rooms below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import jpholiday
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import catalog, orders
from server.foundation.clock import WAREHOUSE_TIME, now
from server.foundation.patience import let_others_come_in
from server.rules.decisions import folded
from server.rules.language.compiling import Facts, compiled
from server.rules.language.conditions import read_condition
from server.rules.language.facts import ORDER_FACTS, REGION_OF, WEEKDAYS
from server.rules.records import OrderRuling
from server.rules.segments import segments_of

AT_ONCE = 500
FEW_AT_ONCE = 100
"""Some twenty milliseconds of arithmetic."""
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class AskedOrder:
    """An order, what the rules have made of it, and its facts without that."""

    order: orders.WholeOrder
    ruling: OrderRuling | None
    told: Sequence[Any]
    """Facts as people read them."""
    told_lines: Sequence[Sequence[Any]]
    """Facts of its lines as people read them."""
    facts: Facts
    """Facts as conditions compare them, those of its lines behind them."""


@dataclass(frozen=True, slots=True)
class Day:
    """This moment, as rules ask about it."""

    moment: datetime
    on: date

    @property
    def facts(self) -> dict[str, Any]:
        """The calendar's facts."""
        is_holiday = is_public_holiday(self.on)
        return {
            "calendar.today": self.on.isoformat(),
            "calendar.weekday": WEEKDAYS[self.on.weekday()],
            "calendar.is_holiday": is_holiday,
            "calendar.is_day_off": is_day_off(self.on),
            "calendar.month": self.on.month,
            "calendar.day_of_month": self.on.day,
        }


def is_day_off(day: date) -> bool:
    """Whether it is a Saturday, a Sunday or a public holiday."""
    return day.weekday() >= SATURDAY or is_public_holiday(day)


@lru_cache(maxsize=1_000)
def is_public_holiday(day: date) -> bool:
    """Whether it is a public holiday in Japan."""
    return bool(jpholiday.is_holiday(day))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What many orders share: shops, products, what customers bought and are, this day."""

    shop_codes: dict[int, str]
    traits: dict[int, catalog.ProductTraits]
    purchases: dict[tuple[int, str], list[orders.Purchase]]
    segments: dict[tuple[int, str], tuple[str, ...]]
    day: Day


def ask_about(
    session: Session, order_ids: Sequence[int], *, for_change: bool = False
) -> list[AskedOrder]:
    """Orders with their facts, the most urgent first; gathered some hundreds at a time."""
    asked: list[AskedOrder] = []
    for start in range(0, len(order_ids), AT_ONCE):
        asked += ask_about_some(session, order_ids[start : start + AT_ONCE], for_change=for_change)
    return asked


def matching(
    session: Session, order_ids: Sequence[int], conditions: Mapping[int, Any]
) -> dict[int, frozenset[int]]:
    """Which of these orders fit each condition; one that cannot be read fits none."""
    if not conditions:
        return {}
    asked = ask_about(session, order_ids)
    fitting = {}
    for number, data in conditions.items():
        node, problems = read_condition(data)
        fits = None if node is None or problems else compiled(node)
        fitting[number] = frozenset(
            one.order.id for one in asked if fits is not None and fits(one.facts)
        )
    return fitting


def ask_patiently(session: Session, order_ids: Sequence[int]) -> Iterator[AskedOrder]:
    """Orders with their facts for whoever only looks: others come in between, so nobody waits."""
    for start in range(0, len(order_ids), FEW_AT_ONCE):
        yield from ask_about_some(session, order_ids[start : start + FEW_AT_ONCE], for_change=False)
        let_others_come_in()


def ask_about_some(
    session: Session, order_ids: Sequence[int], *, for_change: bool
) -> list[AskedOrder]:
    """Some orders with their facts: seven questions to the database, however many they are."""
    found = orders.whole_orders(session, order_ids, for_change=for_change)
    rulings = {
        ruling.order_id: ruling
        for ruling in session.scalars(
            select(OrderRuling).where(OrderRuling.order_id.in_([order.id for order in found]))
        )
    }
    moment = now()
    around = Surroundings(
        shop_codes={shop.id: shop.code for shop in catalog.shops(session)},
        traits=catalog.product_traits(session, sorted(goods_of(found))),
        purchases=orders.purchases(
            session, [(order.shop_id, order.customer_key) for order in found]
        ),
        segments=segments_of(session, [(order.owner_id, order.customer_key) for order in found]),
        day=Day(moment, moment.astimezone(WAREHOUSE_TIME).date()),
    )
    asked = []
    for order in found:
        ruling = rulings.get(order.id)
        facts = facts_of(order, ruling, around)
        told = [facts[name] for name in ORDER_FACTS]
        lines = [line_facts(line, around.traits[line.product_id]) for line in order.lines]
        asked.append(AskedOrder(order, ruling, told, lines, folded(told, lines)))
    return asked


def goods_of(found: Sequence[orders.WholeOrder]) -> set[int]:
    """The products that orders name: what is picked, and the kits it is of."""
    lines = [line for order in found for line in order.lines]
    kits = {line.kit_product_id for line in lines if line.kit_product_id is not None}
    return kits | {line.product_id for line in lines}


def line_facts(line: orders.OrderedLine, traits: catalog.ProductTraits) -> list[Any]:
    """A line's facts, in the order of `LINE_FACTS`."""
    return [
        traits.sku,
        traits.name,
        traits.category,
        line.quantity_pieces,
        line.price_yen,
        traits.tags,
        traits.temperature,
    ]


def facts_of(
    order: orders.WholeOrder, ruling: OrderRuling | None, around: Surroundings
) -> dict[str, Any]:
    """An order's facts by name."""
    return (
        facts_of_order(order, ruling, around)
        | facts_of_delivery(order, around.day)
        | facts_of_lines(order, around)
        | facts_of_customer(order, around)
        | around.day.facts
    )


def facts_of_order(
    order: orders.WholeOrder, ruling: OrderRuling | None, around: Surroundings
) -> dict[str, Any]:
    """What the order itself says; its carrier is the one it had before any rule."""
    ordered = order.ordered_at.astimezone(WAREHOUSE_TIME)
    ship_by = order.ship_by if ruling is None else ruling.own_ship_by
    stage = order.stage
    if stage == "held" and ruling is not None and ruling.stage_before is not None:
        stage = ruling.stage_before
    return {
        "order.total_yen": order.total_yen,
        "order.number": order.external_no,
        "order.shop": around.shop_codes[order.shop_id],
        "order.carrier": order.carrier_code if ruling is None else ruling.own_carrier,
        "order.service": order.service if ruling is None else ruling.own_service,
        "order.channel": order.channel,
        "order.payment": order.payment,
        "order.subscription_number": order.subscription_number,
        "order.is_gift": order.is_gift,
        "order.note": order.note,
        "order.stock": None
        if stage in {"held", "cancelled"}
        else "waiting"
        if stage == "waiting"
        else "reserved",
        "order.ordered_on": ordered.date().isoformat(),
        "order.ordered_weekday": WEEKDAYS[ordered.weekday()],
        "order.ordered_hour": ordered.hour,
        "order.age_days": max(0, (around.day.on - ordered.date()).days),
        "order.hours_to_ship_by": int((ship_by - around.day.moment).total_seconds() // 3600),
        "order.short_pieces": sum(line.short_pieces for line in order.lines),
    }


def facts_of_delivery(order: orders.WholeOrder, day: Day) -> dict[str, Any]:
    """Where the order goes and when it is wanted there."""
    where = order.consignee
    prefecture = where.get("prefecture") or None
    wanted = date.fromisoformat(order.delivery_date) if order.delivery_date else None
    return {
        "delivery.date": order.delivery_date or None,
        "delivery.days_away": None if wanted is None else max(0, (wanted - day.on).days),
        "delivery.weekday": None if wanted is None else WEEKDAYS[wanted.weekday()],
        "delivery.is_day_off": wanted is not None and is_day_off(wanted),
        "delivery.slot": order.delivery_slot or None,
        "destination.prefecture": prefecture,
        "destination.region": REGION_OF.get(prefecture or ""),
        "destination.postal_code": where.get("postal_code") or None,
        "destination.address": "".join(
            where.get(part) or "" for part in ("prefecture", "address", "building")
        ),
        "destination.has_phone": bool(where.get("phone")),
    }


def facts_of_lines(order: orders.WholeOrder, around: Surroundings) -> dict[str, Any]:
    """What is in the order. Weight and longest side are known when every product's are."""
    traits = [(line, around.traits[line.product_id]) for line in order.lines]
    weights = [
        None if one.weight_grams is None else one.weight_grams * line.quantity_pieces
        for line, one in traits
    ]
    known = [weight for weight in weights if weight is not None]
    kits = dict.fromkeys(
        line.kit_product_id for line in order.lines if line.kit_product_id is not None
    )
    sides = [one.longest_mm for _, one in traits]
    longest = [side for side in sides if side is not None]
    named = [one for _, one in traits] + [around.traits[kit_id] for kit_id in kits]
    return {
        "lines.count": len(order.lines),
        "lines.pieces": sum(line.quantity_pieces for line in order.lines),
        "lines.skus": tuple(one.sku for one in named),
        "lines.names": tuple(one.name for one in named),
        "lines.categories": tuple(sorted({one.category for _, one in traits} - {""})),
        "lines.sets": tuple(around.traits[kit_id].sku for kit_id in kits),
        "lines.tags": tuple(sorted({tag for one in named for tag in one.tags})),
        "lines.temperatures": tuple(sorted({one.temperature for _, one in traits})),
        "lines.dearest_yen": max((line.price_yen for line in order.lines), default=0),
        "parcel.weight_grams": sum(known) if len(known) == len(weights) else None,
        "parcel.longest_mm": max(longest) if longest and len(longest) == len(sides) else None,
    }


def facts_of_customer(order: orders.WholeOrder, around: Surroundings) -> dict[str, Any]:
    """Who ordered: the nth purchase at this shop, and what was before it."""
    here = (order.ordered_at.astimezone(UTC), order.id)
    every = around.purchases.get((order.shop_id, order.customer_key), ())
    before = [one for one in every if (one.ordered_at.astimezone(UTC), one.order_id) < here]
    last = before[-1].ordered_at.astimezone(WAREHOUSE_TIME).date() if before else None
    ordered_on = order.ordered_at.astimezone(WAREHOUSE_TIME).date()
    return {
        "customer.purchase_number": order.purchase_number,
        "customer.is_first": order.purchase_number == 1,
        "customer.spent_before_yen": sum(one.total_yen for one in before),
        "customer.days_since_last": None if last is None else (ordered_on - last).days,
        "customer.last_ordered_on": None if last is None else last.isoformat(),
        "customer.open_orders": sum(
            one.is_before_release and one.order_id != order.id for one in every
        ),
        "customer.rank": order.customer_rank,
        "customer.segments": around.segments.get((order.owner_id, order.customer_key), ()),
    }
