"""Taking orders in from outside: each once, however often it comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, and_, bindparam, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server import catalog
from server.foundation import dialect_of, now, statistics, table_of
from server.orders.records import Order, OrderLine, Shipment


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to take in; its product is known."""

    line_no: int
    product_id: int
    external_sku: str
    quantity_pieces: int
    price_yen: int


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order to take in."""

    external_no: str
    row_digest: str
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
    consignee: dict[str, Any]
    lines: tuple[NewLine, ...]
    channel: str = ""
    """The kind of file it came in by."""
    payment: str = ""
    subscription_number: int | None = None
    customer_rank: str = ""


@dataclass(frozen=True, slots=True)
class KnownOrder:
    """An order that came in before."""

    id: int
    row_digest: str
    earlier_digests: tuple[str, ...]


def known_orders(
    session: Session, shop_id: int, external_nos: Sequence[str]
) -> dict[str, KnownOrder]:
    """Which of these order numbers of a shop we have."""
    rows = session.execute(
        select(Order.external_no, Order.id, Order.row_digest, Order.earlier_digests).where(
            Order.shop_id == shop_id, Order.external_no.in_(list(external_nos))
        )
    )
    return {
        external_no: KnownOrder(order_id, digest, tuple(earlier))
        for external_no, order_id, digest, earlier in rows
    }


def take_in(
    session: Session, orders: Sequence[NewOrder], *, shop_id: int, owner_id: int
) -> dict[str, int]:
    """Write orders that nobody has written yet; they wait for stock.

    Args:
        session: the open transaction.
        orders: no two with one number.
        shop_id: where they come from.
        owner_id: whose goods they want.

    Returns:
        Order number → id, of the orders that are new; the others were there and stay as they are.
    """
    if not orders:
        return {}
    moment = now()
    # In one order for all: two that write the same numbers wait for each other, but never in a
    # circle.
    rows = [
        {
            "owner_id": owner_id,
            "shop_id": shop_id,
            "external_no": order.external_no,
            "row_digest": order.row_digest,
            "stage": "waiting",
            "stage_since": moment,
            "ordered_at": order.ordered_at,
            "imported_at": moment,
            "ship_by": order.ship_by,
            "carrier_code": order.carrier_code,
            "service": order.service,
            "delivery_date": order.delivery_date,
            "delivery_slot": order.delivery_slot,
            "is_gift": order.is_gift,
            "note": order.note,
            "total_yen": order.total_yen,
            "customer_key": order.customer_key,
            "consignee": order.consignee,
            "channel": order.channel,
            "payment": order.payment,
            "subscription_number": order.subscription_number,
            "customer_rank": order.customer_rank,
        }
        for order in sorted(orders, key=lambda order: order.external_no)
    ]
    written = session.execute(insert_unless_known(dialect_of(session)), rows)
    taken: dict[str, int] = dict(written.all())
    take_in_lines(session, orders, taken)
    number_purchases(
        session, shop_id, [order.customer_key for order in orders if order.external_no in taken]
    )
    return taken


def insert_unless_known(dialect: str) -> Executable:
    """INSERT that passes over an order number that the shop has used."""
    table = table_of(Order)
    statement = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    unless_known = statement.on_conflict_do_nothing(index_elements=["shop_id", "external_no"])
    written: Executable = unless_known.returning(table.c.external_no, table.c.id)
    return written


def take_in_lines(session: Session, orders: Sequence[NewOrder], taken: dict[str, int]) -> None:
    """Write the lines of the orders that are new; a kit is written as what is in it."""
    new = [order for order in orders if order.external_no in taken]
    kits = catalog.kits_among(session, {line.product_id for order in new for line in order.lines})
    lines = [
        {
            "order_id": taken[order.external_no],
            "line_no": line.line_no,
            "product_id": line.product_id,
            "external_sku": line.external_sku,
            "quantity_pieces": line.quantity_pieces,
            "price_yen": line.price_yen,
            "kit_product_id": kit_id,
            "kit_pieces": kit_pieces,
        }
        for order in new
        for line, kit_id, kit_pieces in taken_apart(order.lines, kits)
    ]
    if lines:
        session.execute(insert(table_of(OrderLine)), lines)


def taken_apart(
    lines: Sequence[NewLine], kits: Mapping[int, Sequence[catalog.Component]]
) -> list[tuple[NewLine, int | None, int | None]]:
    """The lines as they are picked: in place of a kit its parts, each with the kit it is of and
    how many of it are in one.

    The first part carries the kit's price, so that the lines still come to what was paid.
    """
    if kits.keys().isdisjoint(line.product_id for line in lines):
        return [(line, None, None) for line in lines]
    parts: list[tuple[NewLine, int | None, int | None]] = []
    for line in lines:
        if line.product_id not in kits:
            parts.append((line, None, None))
            continue
        for nth, part in enumerate(kits[line.product_id]):
            one = replace(
                line,
                product_id=part.product_id,
                quantity_pieces=line.quantity_pieces * part.pieces,
                price_yen=price_of_part(line, part.pieces) if nth == 0 else 0,
            )
            parts.append((one, line.product_id, part.pieces))
    return [
        (replace(line, line_no=nth), kit_id, pieces)
        for nth, (line, kit_id, pieces) in enumerate(parts, 1)
    ]


def price_of_part(line: NewLine, pieces: int) -> int:
    """The price of one kit, for each of the pieces of its first part; what is left over is lost."""
    return line.price_yen // pieces


def number_purchases(session: Session, shop_id: int, customer_keys: Sequence[str]) -> None:
    """Count each customer's orders at a shop by when they were placed.

    An older order may come in after a younger one; then the younger one is the second purchase
    from now on, unless it is on the floor already.
    """
    if not customer_keys:
        return
    counted = (
        select(
            Order.id,
            Order.purchase_number,
            func.row_number()
            .over(partition_by=Order.customer_key, order_by=(Order.ordered_at, Order.id))
            .label("nth"),
        )
        .where(
            Order.shop_id == shop_id,
            Order.customer_key.in_(sorted(set(customer_keys))),
            Order.stage != "cancelled",
        )
        .subquery()
    )
    changed = session.execute(
        select(counted.c.id, counted.c.nth).where(counted.c.nth != counted.c.purchase_number)
    ).all()
    if not changed:
        return
    is_on_floor = (
        select(Shipment.id)
        .where(Shipment.order_id == table_of(Order).c.id, Shipment.cancelled_at.is_(None))
        .exists()
    )
    # One by one in the order of ids: two imports never wait for each other in a circle.
    session.execute(
        update(table_of(Order))
        .where(
            Order.id == bindparam("order_id"),
            or_(
                Order.stage == "waiting",
                Order.stage == "reserved",
                and_(Order.stage == "held", ~is_on_floor),
            ),
        )
        .values(purchase_number=bindparam("nth")),
        [{"order_id": order_id, "nth": nth} for order_id, nth in sorted(changed)],
    )


def learn_sizes(session: Session) -> None:
    """Let the database see how many orders and lines have come in, before it looks by itself."""
    statistics.learn_sizes(session, Order, OrderLine)
