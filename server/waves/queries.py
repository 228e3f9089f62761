"""What is asked about waves, batches and totes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from server import orders, rules, stock
from server.catalog import shops
from server.places import Place
from server.waves.decisions import Choice, Walk, batches_of
from server.waves.records import Batch, BatchSlot, Wave


@dataclass(frozen=True, slots=True)
class Slot:
    """A shipment on a cart position, and its tote."""

    batch_id: int
    slot: int
    shipment_id: int
    tote: str | None
    tote_place_id: int | None
    cart: str | None
    cart_place_id: int | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The shipment that a tote carries."""

    tote: str
    tote_place_id: int
    shipment_id: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a release would send to the floor."""

    orders: int
    lines: int
    pieces: int
    carts: int
    without_stock: int


@dataclass(frozen=True, slots=True)
class WaveProgress:
    """A wave as lists show it."""

    id: int
    number: str
    released_at: datetime
    released_by: int | None
    orders: int
    pieces: int
    choice: dict[str, Any]
    carts: int
    picked_carts: int
    packed_orders: int


def chosen_orders(
    session: Session, choice: Choice, *, stage: str = "reserved", for_change: bool = False
) -> list[orders.OrderSummary]:
    """The orders of one stage that a choice means; a shop code nobody has means no order."""
    by_code = {shop.code: shop.id for shop in shops(session)}
    shop_ids = [by_code.get(code, 0) for code in choice.shops]
    return orders.releasable_orders(
        session,
        shop_ids=shop_ids,
        carrier_codes=choice.carriers,
        ship_by_before=choice.ship_by_before,
        stage=stage,
        for_change=for_change,
    )


def preview(session: Session, choice: Choice) -> Preview:
    """What a release would do; nothing is changed."""
    chosen = chosen_orders(session, choice)
    lines = orders.lines_of_orders(session, [order.id for order in chosen])
    order_of_line = {line.order_line_id: line.order_id for line in lines}
    aisles: dict[int, set[str]] = {order.id: set() for order in chosen}
    counts: dict[int, list[int]] = {order.id: [0, 0] for order in chosen}
    for one in stock.held_for_lines(session, list(order_of_line)):
        order_id = order_of_line[one.purpose]
        aisles[order_id].add(one.aisle)
        counts[order_id][0] += 1
        counts[order_id][1] += one.quantity_pieces
    marks = rules.marks_of(session, [order.id for order in chosen])
    walks = [
        Walk(
            order.id,
            order.ship_by,
            frozenset(aisles[order.id]),
            counts[order.id][0],
            counts[order.id][1],
            marks.get(order.id, rules.NO_MARKS).wave_group,
        )
        for order in chosen
        if counts[order.id][0]
    ]
    carts = batches_of(walks, totes_per_cart=choice.totes_per_cart)[: choice.carts_max]
    return Preview(
        orders=sum(len(cart) for cart in carts),
        lines=sum(walk.lines for cart in carts for walk in cart),
        pieces=sum(walk.pieces for cart in carts for walk in cart),
        carts=len(carts),
        without_stock=len(chosen_orders(session, choice, stage="waiting")),
    )


def slots_of_batches(session: Session, batch_ids: Sequence[int]) -> list[Slot]:
    """The slots of carts with their totes, by batch and position."""
    tote, cart = aliased(Place), aliased(Place)
    rows = session.execute(
        select(
            BatchSlot.batch_id,
            BatchSlot.slot,
            BatchSlot.shipment_id,
            tote.code,
            BatchSlot.tote_place_id,
            cart.code,
            Batch.cart_place_id,
        )
        .join(Batch, Batch.id == BatchSlot.batch_id)
        .outerjoin(tote, tote.id == BatchSlot.tote_place_id)
        .outerjoin(cart, cart.id == Batch.cart_place_id)
        .where(BatchSlot.batch_id.in_(list(batch_ids)))
        .order_by(BatchSlot.batch_id, BatchSlot.slot)
    )
    return [Slot(*row) for row in rows]


def live_tote_codes(session: Session, *, except_batch_id: int) -> list[str]:
    """Totes that carry something for another cart."""
    return list(
        session.scalars(
            select(Place.code)
            .join(BatchSlot, BatchSlot.tote_place_id == Place.id)
            .where(BatchSlot.freed_at.is_(None), BatchSlot.batch_id != except_batch_id)
            .order_by(Place.code)
        )
    )


def live_cart_codes(session: Session, *, except_batch_id: int) -> list[str]:
    """Carts that are on another walk."""
    return list(
        session.scalars(
            select(Place.code)
            .join(Batch, Batch.cart_place_id == Place.id)
            .where(Batch.cart_freed_at.is_(None), Batch.id != except_batch_id)
            .order_by(Place.code)
        )
    )


def shipment_in_tote(session: Session, tote: str) -> Loaded | None:
    """What a tote carries now."""
    row = session.execute(
        select(Place.code, Place.id, BatchSlot.shipment_id)
        .join(BatchSlot, BatchSlot.tote_place_id == Place.id)
        .where(Place.code == tote, BatchSlot.freed_at.is_(None))
    ).one_or_none()
    return None if row is None else Loaded(*row)


def tote_of_shipment(session: Session, shipment_ids: Sequence[int]) -> dict[int, str]:
    """The totes that carry these shipments now."""
    rows = session.execute(
        select(BatchSlot.shipment_id, Place.code)
        .join(Place, Place.id == BatchSlot.tote_place_id)
        .where(BatchSlot.shipment_id.in_(list(shipment_ids)), BatchSlot.freed_at.is_(None))
    )
    return dict(rows.all())


def waves(session: Session, *, limit: int = 50) -> list[WaveProgress]:
    """Waves, the newest first, and how far they have come."""
    found = session.execute(
        select(
            Wave.id,
            Wave.number,
            Wave.released_at,
            Wave.released_by,
            Wave.orders,
            Wave.pieces,
            Wave.choice,
        )
        .order_by(Wave.id.desc())
        .limit(limit)
    ).all()
    ids = [row.id for row in found]
    carts = {
        row[0]: (row[1], int(row[2] or 0))
        for row in session.execute(
            select(
                Batch.wave_id,
                func.count(),
                func.sum(case((Batch.cart_freed_at.is_not(None), 1), else_=0)),
            )
            .where(Batch.wave_id.in_(ids))
            .group_by(Batch.wave_id)
        )
    }
    packed = dict(
        session.execute(
            select(Batch.wave_id, func.count())
            .join(BatchSlot, BatchSlot.batch_id == Batch.id)
            .where(Batch.wave_id.in_(ids), BatchSlot.freed_at.is_not(None))
            .group_by(Batch.wave_id)
        ).all()
    )
    return [
        WaveProgress(
            id=row.id,
            number=row.number,
            released_at=row.released_at,
            released_by=row.released_by,
            orders=row.orders,
            pieces=row.pieces,
            choice=row.choice,
            carts=carts.get(row.id, (0, 0))[0],
            picked_carts=carts.get(row.id, (0, 0))[1],
            packed_orders=packed.get(row.id, 0),
        )
        for row in found
    ]
