"""Orders with everything that was ordered, for whoever decides about them before release."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Subquery, bindparam, func, or_, select, tuple_, update
from sqlalchemy.orm import Session

from server import catalog
from server.foundation.outbox import announce
from server.foundation.sets import table_of
from server.orders.records import Order, OrderLine, Shipment

BEFORE_RELEASE = ("waiting", "reserved", "held")


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """A line as it was ordered."""

    product_id: int
    sku: str
    quantity_pieces: int
    price_yen: int
    kit_product_id: int | None = None
    """The kit that was ordered, of which this is a part."""
    short_pieces: int = 0


@dataclass(frozen=True, slots=True)
class WholeOrder:
    """An order as it was ordered, and how far it is."""

    id: int
    owner_id: int
    shop_id: int
    external_no: str
    stage: str
    hold_reason: str | None
    ordered_at: datetime
    ship_by: datetime
    carrier_code: str
    service: str
    delivery_date: str | None
    delivery_slot: str | None
    is_gift: bool
    note: str
    total_yen: int
    customer_key: str
    purchase_number: int
    consignee: dict[str, Any]
    channel: str
    payment: str
    subscription_number: int | None
    customer_rank: str
    lines: tuple[OrderedLine, ...]


@dataclass(frozen=True, slots=True)
class Purchase:
    """One purchase of a customer at a shop."""

    order_id: int
    ordered_at: datetime
    total_yen: int
    is_before_release: bool
    """Whether nothing of it has been sent to the floor yet."""


@dataclass(frozen=True, slots=True)
class Shipping:
    """How an order leaves, and until when."""

    carrier_code: str
    service: str
    ship_by: datetime


def whole_orders(
    session: Session, order_ids: Sequence[int], *, for_change: bool = False
) -> list[WholeOrder]:
    """Orders with their lines, the most urgent first; locked in that order, as release does."""
    query = (
        select(
            Order.id,
            Order.owner_id,
            Order.shop_id,
            Order.external_no,
            Order.stage,
            Order.hold_reason,
            Order.ordered_at,
            Order.ship_by,
            Order.carrier_code,
            Order.service,
            Order.delivery_date,
            Order.delivery_slot,
            Order.is_gift,
            Order.note,
            Order.total_yen,
            Order.customer_key,
            Order.purchase_number,
            Order.consignee,
            Order.channel,
            Order.payment,
            Order.subscription_number,
            Order.customer_rank,
        )
        .where(Order.id.in_(list(order_ids)))
        .order_by(Order.ship_by, Order.id)
    )
    if for_change:
        query = query.with_for_update(of=Order)
    found = session.execute(query).all()
    lines: dict[int, list[OrderedLine]] = defaultdict(list)
    for row in session.execute(
        select(
            OrderLine.order_id,
            OrderLine.product_id,
            OrderLine.external_sku,
            OrderLine.quantity_pieces,
            OrderLine.price_yen,
            OrderLine.kit_product_id,
            OrderLine.short_pieces,
        )
        .where(OrderLine.order_id.in_([row.id for row in found]), OrderLine.withdrawn_at.is_(None))
        .order_by(OrderLine.order_id, OrderLine.line_no)
    ):
        lines[row.order_id].append(
            OrderedLine(
                row.product_id,
                row.external_sku,
                row.quantity_pieces,
                row.price_yen,
                row.kit_product_id,
                row.short_pieces,
            )
        )
    kits = catalog.kits_among(
        session,
        {line.product_id for own in lines.values() for line in own if is_finished_kit(line)},
    )
    return [WholeOrder(*(*tuple(row), as_ordered(lines[row.id], kits))) for row in found]


def is_finished_kit(line: OrderedLine) -> bool:
    """Whether it is a line of kits that were put together before."""
    return line.kit_product_id == line.product_id


def as_ordered(
    lines: Sequence[OrderedLine], kits: Mapping[int, Sequence[catalog.Component]]
) -> tuple[OrderedLine, ...]:
    """Lines as they came in: with the parts of kits also where finished kits are sent.

    Whoever decides about the order gets the same answer before and after goods are held for it.
    """
    found: list[OrderedLine] = []
    for line in sorted(lines, key=is_finished_kit):
        if not is_finished_kit(line) or line.product_id not in kits:
            found.append(line)
            continue
        for nth, part in enumerate(kits[line.product_id]):
            pieces = line.quantity_pieces * part.pieces
            price = line.price_yen // part.pieces if nth == 0 else 0
            add_part(found, replace(line, product_id=part.product_id, price_yen=price), pieces)
    return tuple(found)


def add_part(lines: list[OrderedLine], part: OrderedLine, pieces: int) -> None:
    """Add parts to those of the same kit that are picked as parts; else they are a line."""
    goods = (part.product_id, part.kit_product_id)
    for nth, line in enumerate(lines):
        if (line.product_id, line.kit_product_id) == goods:
            lines[nth] = replace(line, quantity_pieces=line.quantity_pieces + pieces)
            return
    lines.append(replace(part, quantity_pieces=pieces))


def purchases(
    session: Session, customers: Sequence[tuple[int, str]]
) -> dict[tuple[int, str], list[Purchase]]:
    """What customers have ordered, the oldest first; cancelled orders do not count.

    Args:
        session: the open transaction.
        customers: shop and customer key.
    """
    found: dict[tuple[int, str], list[Purchase]] = defaultdict(list)
    wanted = sorted({customer for customer in customers if customer[1]})
    if not wanted:
        return found
    rows = session.execute(
        select(
            Order.shop_id,
            Order.customer_key,
            Order.id,
            Order.ordered_at,
            Order.total_yen,
            Order.stage,
        )
        .where(tuple_(Order.shop_id, Order.customer_key).in_(wanted), Order.stage != "cancelled")
        .order_by(Order.ordered_at, Order.id)
    )
    for row in rows:
        is_before_release = row.stage in BEFORE_RELEASE
        found[row.shop_id, row.customer_key].append(
            Purchase(row.id, row.ordered_at, row.total_yen, is_before_release)
        )
    return found


def newest_orders(session: Session, owner_id: int, most: int) -> list[int]:
    """The orders of an owner that came in last, the newest first."""
    return list(
        session.scalars(
            select(Order.id).where(Order.owner_id == owner_id).order_by(Order.id.desc()).limit(most)
        )
    )


def orders_between(
    session: Session, owner_id: int, first: datetime, before: datetime, *, of_newest: int
) -> list[int]:
    """The orders of an owner that were made between two moments, the oldest number first.

    Args:
        session: the open transaction.
        owner_id: whose orders; cancelled ones are none.
        first: the first moment.
        before: the moment that is no more among them.
        of_newest: how many of the newest are looked through, so that years cost nothing.
    """
    newest = newest_made(owner_id, of_newest)
    return list(
        session.scalars(
            select(newest.c.id)
            .where(newest.c.ordered_at >= first, newest.c.ordered_at < before)
            .where(newest.c.stage != "cancelled")
            .order_by(newest.c.id)
        )
    )


def first_order_at(session: Session, owner_id: int, *, of_newest: int) -> datetime | None:
    """When the first of an owner's orders was made, of so many of the newest; None without any."""
    made_at = newest_made(owner_id, of_newest).c.ordered_at
    first: datetime | None = session.scalar(select(func.min(made_at)))
    return first


def newest_made(owner_id: int, most: int) -> Subquery:
    """The orders of an owner that came in last, and when they were made."""
    return (
        select(Order.id, Order.ordered_at, Order.stage)
        .where(Order.owner_id == owner_id)
        .order_by(Order.id.desc())
        .limit(most)
        .subquery()
    )


def customers_of_orders(
    session: Session, owner_id: int, external_nos: Sequence[str]
) -> dict[str, str]:
    """The customer of each of these order numbers; of a number that two shops have, the newest."""
    rows = session.execute(
        select(Order.external_no, Order.customer_key)
        .where(Order.owner_id == owner_id, Order.external_no.in_(sorted(set(external_nos))))
        .order_by(Order.id)
    )
    return dict(rows.all())


def known_customers(session: Session, owner_id: int, customer_keys: Sequence[str]) -> set[str]:
    """Which of these customers have ordered something of an owner."""
    wanted = sorted(set(customer_keys))
    return set(
        session.scalars(
            select(Order.customer_key)
            .where(Order.owner_id == owner_id, Order.customer_key.in_(wanted))
            .distinct()
        )
    )


def words_used(session: Session, owner_id: int, most: int) -> dict[str, list[str]]:
    """How an owner's orders name channel, payment and the customer's rank, each in its order."""
    columns = {
        "channel": Order.channel,
        "payment": Order.payment,
        "customer_rank": Order.customer_rank,
    }
    return {
        name: list(
            session.scalars(
                select(column)
                .where(Order.owner_id == owner_id, column != "")
                .distinct()
                .order_by(column)
                .limit(most)
            )
        )
        for name, column in columns.items()
    }


def orders_before_release(session: Session, owner_id: int) -> list[int]:
    """The orders of an owner that nothing has been sent to the floor for, the most urgent first."""
    is_on_floor = (
        select(Shipment.id)
        .where(Shipment.order_id == Order.id, Shipment.cancelled_at.is_(None))
        .exists()
    )
    return list(
        session.scalars(
            select(Order.id)
            .where(Order.owner_id == owner_id, Order.stage.in_(BEFORE_RELEASE), ~is_on_floor)
            .order_by(Order.ship_by, Order.id)
        )
    )


def owner_of(session: Session, order_id: int) -> int | None:
    """Whose order it is; None when there is no such order."""
    return session.scalar(select(Order.owner_id).where(Order.id == order_id))


def ship_otherwise(
    session: Session, ways: Mapping[int, Shipping], *, on_floor: bool = False
) -> None:
    """Let orders leave in another way, and say so.

    Args:
        session: the open transaction.
        ways: order id → how it leaves.
        on_floor: whether they are on the floor: their shipments leave in that way too.
    """
    if not ways:
        return
    order = table_of(Order)
    is_there = order.c.stage.not_in(("packed", "shipped", "cancelled"))
    session.execute(
        update(order)
        .where(
            order.c.id == bindparam("order_id"),
            is_there if on_floor else or_(*(order.c.stage == stage for stage in BEFORE_RELEASE)),
        )
        .values(
            carrier_code=bindparam("new_carrier"),
            service=bindparam("new_service"),
            ship_by=bindparam("new_ship_by"),
            revision=order.c.revision + 1,
        ),
        [
            {
                "order_id": order_id,
                "new_carrier": way.carrier_code,
                "new_service": way.service,
                "new_ship_by": way.ship_by,
            }
            for order_id, way in sorted(ways.items())
        ],
    )
    if on_floor:
        for order_id, way in sorted(ways.items()):
            session.execute(
                update(table_of(Shipment))
                .where(Shipment.order_id == order_id, Shipment.cancelled_at.is_(None))
                .values(carrier_code=way.carrier_code, service=way.service)
            )
    for order_id, way in sorted(ways.items()):
        announce(
            session,
            topic=f"order:{order_id}",
            kind="order_ships_otherwise",
            body={"carrier": way.carrier_code, "service": way.service},
        )
