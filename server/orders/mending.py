"""Orders that are alike, and what a person puts right in one before it is released."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from server.foundation.outbox import announce
from server.foundation.sets import table_of
from server.orders.records import Order, OrderLine
from server.orders.whole import BEFORE_RELEASE

SAME_WITHIN = timedelta(days=1)
PLACE = ("name", "postal_code", "address")
OF_THE_ORDER = ("delivery_date", "delivery_slot", "service")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another order of the same customer to the same address."""

    id: int
    external_no: str
    stage: str
    ordered_at: datetime
    lines: tuple[tuple[int, int], ...]
    """Product and pieces."""


def neighbours(session: Session, order_ids: Collection[int]) -> dict[int, list[Neighbour]]:
    """For each order the others of its customer that go to the same address, the oldest first.

    What was split off an order is that order, not another one.
    """
    asked = {row.id: row for row in rows_of(session, Order.id.in_(sorted(order_ids)))}
    customers: dict[int, set[str]] = defaultdict(set)
    for row in asked.values():
        if row.customer_key:
            customers[row.shop_id].add(row.customer_key)
    all_of_them: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for shop_id, keys in sorted(customers.items()):
        repeated = (
            select(Order.customer_key)
            .where(Order.shop_id == shop_id, Order.customer_key.in_(sorted(keys)))
            .group_by(Order.customer_key)
            .having(func.count() > 1)
        )
        for row in rows_of(
            session,
            Order.shop_id == shop_id,
            Order.customer_key.in_(repeated),
            Order.stage != "cancelled",
            Order.split_from_id.is_(None),
        ):
            all_of_them[whither(row)].append(row)
    beside = {
        order_id: [other for other in all_of_them[whither(row)] if other.id != order_id]
        for order_id, row in asked.items()
        if row.customer_key and row.split_from_id is None
    }
    wanted = {other.id for others in beside.values() for other in others}
    lines = goods_of(session, wanted) if wanted else {}
    return {
        order_id: [
            Neighbour(one.id, one.external_no, one.stage, one.ordered_at, lines.get(one.id, ()))
            for one in others
        ]
        for order_id, others in beside.items()
        if others
    }


def rows_of(session: Session, *conditions: Any) -> list[Any]:
    """Orders with what tells whose they are."""
    return list(
        session.execute(
            select(
                Order.id,
                Order.shop_id,
                Order.external_no,
                Order.stage,
                Order.customer_key,
                Order.ordered_at,
                Order.split_from_id,
                Order.consignee,
            )
            .where(*conditions)
            .order_by(Order.ordered_at, Order.id)
        )
    )


def whither(row: Any) -> tuple[Any, ...]:
    """Customer and address of an order."""
    return (row.shop_id, row.customer_key, *(row.consignee.get(name, "") for name in PLACE))


def goods_of(
    session: Session, order_ids: Collection[int]
) -> dict[int, tuple[tuple[int, int], ...]]:
    """Products and pieces of orders, in one order for all."""
    lines: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in session.execute(
        select(OrderLine.order_id, OrderLine.product_id, func.sum(OrderLine.quantity_pieces))
        .where(OrderLine.order_id.in_(sorted(order_ids)), OrderLine.withdrawn_at.is_(None))
        .group_by(OrderLine.order_id, OrderLine.product_id)
        .order_by(OrderLine.order_id, OrderLine.product_id)
    ):
        lines[row[0]].append((row[1], int(row[2])))
    return {order_id: tuple(found) for order_id, found in lines.items()}


def mend(session: Session, order_id: int, changes: Mapping[str, str], *, person_id: int) -> bool:
    """Write something else on an order that nothing was sent to the floor for.

    Args:
        session: the open transaction.
        order_id: which order.
        changes: parts of the consignee, or delivery_date, delivery_slot, service → the new text;
            an empty one takes it away.
        person_id: who says so.

    Returns:
        Whether there is such an order.
    """
    row = session.execute(
        select(Order.consignee, Order.revision)
        .where(Order.id == order_id, Order.stage.in_(BEFORE_RELEASE))
        .with_for_update()
    ).one_or_none()
    if row is None:
        return False
    own = {name: text for name, text in changes.items() if name in OF_THE_ORDER}
    consignee = row.consignee | {
        name: text for name, text in changes.items() if name not in OF_THE_ORDER
    }
    session.execute(
        update(table_of(Order))
        .where(Order.id == order_id)
        .values(
            consignee={name: text for name, text in consignee.items() if text},
            revision=Order.revision + 1,
            **{name: text or (None if name != "service" else "") for name, text in own.items()},
        )
    )
    announce(
        session,
        topic=f"order:{order_id}",
        kind="order_mended",
        revision=row.revision + 1,
        # Which fields, never what stands in them.
        body={"fields": sorted(changes), "person": person_id},
    )
    return True
