"""Orders that come to say something else: another address, other lines.

Each change makes another edition of the order. Lines are never written over: what was held and
picked for a line still names it, so it is withdrawn and another is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from server import catalog
from server.foundation.clock import now
from server.foundation.sets import table_of
from server.orders.intake import NewLine, taken_apart
from server.orders.records import Order, OrderLine, Shipment


@dataclass(frozen=True, slots=True)
class Standing:
    """An order as whoever changes it has to know it."""

    order_id: int
    owner_id: int
    shop_id: int
    external_no: str
    stage: str
    edition: int
    edition_of_file: int
    ordered_at: datetime
    consignee: dict[str, Any]
    carrier_code: str
    service: str
    delivery_date: str | None
    delivery_slot: str | None
    is_gift: bool
    note: str
    total_yen: int
    row_digest: str
    shipment_id: int | None
    """What is on the floor for it, or has left."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line as it is picked."""

    line_no: int
    product_id: int
    external_sku: str
    quantity_pieces: int
    price_yen: int
    kit_product_id: int | None = None
    kit_pieces: int | None = None
    """Of it in one kit."""


def standing_of(session: Session, order_id: int, *, for_change: bool = False) -> Standing | None:
    """How an order stands now; None when there is no such order.

    Args:
        session: the open transaction.
        order_id: which order.
        for_change: whether nobody else shall change it until the transaction ends.
    """
    query = select(
        Order.id,
        Order.owner_id,
        Order.shop_id,
        Order.external_no,
        Order.stage,
        Order.edition,
        Order.edition_of_file,
        Order.ordered_at,
        Order.consignee,
        Order.carrier_code,
        Order.service,
        Order.delivery_date,
        Order.delivery_slot,
        Order.is_gift,
        Order.note,
        Order.total_yen,
        Order.row_digest,
    ).where(Order.id == order_id)
    if for_change:
        query = query.with_for_update(of=Order)
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    # Asked only now: whoever has waited for the order sees what was made of it meanwhile.
    known: list[Any] = [*row, live_shipment(session, order_id)]
    return Standing(*known)


def live_shipment(session: Session, order_id: int) -> int | None:
    """The shipment of an order that is on the floor, or has left."""
    return session.scalar(
        select(Shipment.id).where(Shipment.order_id == order_id, Shipment.cancelled_at.is_(None))
    )


def is_split(session: Session, order_id: int) -> bool:
    """Whether goods of an order wait as another order, or it is such an order itself."""
    one = select(Order.id).where(
        (Order.split_from_id == order_id)
        | ((Order.id == order_id) & Order.split_from_id.is_not(None))
    )
    return session.scalar(one.limit(1)) is not None


def parts_of(session: Session, order_id: int) -> list[Part]:
    """The lines of an order that somebody is to get, as they are picked."""
    rows = session.execute(
        select(
            OrderLine.line_no,
            OrderLine.product_id,
            OrderLine.external_sku,
            OrderLine.quantity_pieces,
            OrderLine.price_yen,
            OrderLine.kit_product_id,
            OrderLine.kit_pieces,
        )
        .where(OrderLine.order_id == order_id, OrderLine.withdrawn_at.is_(None))
        .order_by(OrderLine.line_no)
    )
    return [Part(*row) for row in rows]


def as_parts(session: Session, lines: Sequence[NewLine]) -> list[Part]:
    """Lines as they are ordered, as they are picked: in place of a kit what is in it."""
    kits = catalog.kits_among(session, {line.product_id for line in lines})
    return [
        Part(
            line.line_no,
            line.product_id,
            line.external_sku,
            line.quantity_pieces,
            line.price_yen,
            kit_id,
            kit_pieces,
        )
        for line, kit_id, kit_pieces in taken_apart(lines, kits)
    ]


def change_consignee(session: Session, order_id: int, consignee: dict[str, Any]) -> int:
    """Let an order go to somebody else, or elsewhere; its edition."""
    return turn_over(session, order_id, consignee=consignee)


def rewrite_lines(session: Session, order_id: int, parts: Sequence[Part], total_yen: int) -> int:
    """Withdraw the lines of an order, and write others in their place; its edition."""
    line = table_of(OrderLine)
    session.execute(
        update(line)
        .where(line.c.order_id == order_id, line.c.withdrawn_at.is_(None))
        .values(withdrawn_at=now())
    )
    session.execute(
        insert(line),
        [
            {
                "order_id": order_id,
                "line_no": part.line_no,
                "product_id": part.product_id,
                "external_sku": part.external_sku,
                "quantity_pieces": part.quantity_pieces,
                "price_yen": part.price_yen,
                "kit_product_id": part.kit_product_id,
                "kit_pieces": part.kit_pieces,
            }
            for part in parts
        ],
    )
    return turn_over(session, order_id, total_yen=total_yen)


def turn_over(session: Session, order_id: int, **values: Any) -> int:
    """Begin the next edition of an order."""
    order = table_of(Order)
    edition: int = session.scalars(
        update(order)
        .where(order.c.id == order_id)
        .values(edition=order.c.edition + 1, revision=order.c.revision + 1, **values)
        .returning(order.c.edition)
    ).one()
    return edition


def note_digest(session: Session, order_id: int, digest: str) -> None:
    """Keep what a file says of an order now; what files said before is old from here on."""
    order = session.execute(
        select(Order.row_digest, Order.earlier_digests).where(Order.id == order_id)
    ).one()
    earlier = [one for one in (*order.earlier_digests, order.row_digest) if one != digest]
    session.execute(
        update(table_of(Order))
        .where(Order.id == order_id)
        .values(row_digest=digest, earlier_digests=earlier, edition_of_file=Order.edition)
    )


def numbered(kept: Sequence[Part], added: Sequence[Part], last_line_no: int) -> list[Part]:
    """Lines that stay, under their numbers, and those that come, behind all that ever were."""
    return [
        *kept,
        *(replace(part, line_no=last_line_no + nth) for nth, part in enumerate(added, start=1)),
    ]


def last_line_no(session: Session, order_id: int) -> int:
    """The highest number that a line of an order ever had."""
    last = select(func.max(OrderLine.line_no)).where(OrderLine.order_id == order_id)
    return session.scalar(last) or 0
