"""Blocking lots (ロット保留): nobody is promised them, wherever they lie, until they are freed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from server import catalog, orders
from server.foundation.clock import now, today
from server.foundation.outbox import announce
from server.foundation.sets import table_of
from server.stock.actions import let_go_of_lines
from server.stock.available import note_changed
from server.stock.decisions import is_too_near
from server.stock.records import Balance, LotBlock, Reservation
from server.stock.reserving import reserve_orders, reserve_waiting


@dataclass(frozen=True, slots=True)
class Blocked:
    """A lot was blocked, and what became of those who were promised it."""

    block_id: int
    promised_elsewhere: int
    """Orders that were promised other goods instead."""
    waiting: int
    """Orders that wait, for there are no other goods."""
    on_the_floor: dict[int, int]
    """Order line → pieces held for it, of orders that have left the office."""


@dataclass(frozen=True, slots=True)
class LiveBlock:
    """A lot that is blocked, by whom and why."""

    id: int
    product_id: int
    lot: str
    reason: str
    note: str
    blocked_at: datetime
    blocked_by: int


def block_lot(
    session: Session, product_id: int, lot: str, *, reason: str, note: str, person_id: int
) -> Blocked | None:
    """Let nobody be promised a lot; orders that were not released yet look for other goods.

    Returns:
        What became of those who were promised it; None where the lot is blocked already.
    """
    if any(one.lot == lot for one in live_blocks(session, product_id)):
        return None
    block_id = session.scalars(
        insert(table_of(LotBlock))
        .values(
            product_id=product_id,
            lot=lot,
            reason=reason,
            note=note,
            blocked_at=now(),
            blocked_by=person_id,
        )
        .returning(LotBlock.id)
    ).one()
    announce(
        session,
        topic=f"stock:{product_id}",
        kind="lot_blocked",
        body={"lot": lot, "reason": reason, "person": person_id},
    )
    note_changed(session, [product_id])
    held = lines_held_of(session, product_id, lot)
    order_of = {
        line.order_line_id: line.order_id for line in orders.lines_by_id(session, sorted(held))
    }
    # An order of one lot and another is promised anew as a whole: it leaves as a whole.
    changed = orders.set_stage(
        session, sorted(set(order_of.values())), "waiting", only_from=("reserved",)
    )
    lines = orders.lines_of_orders(session, changed)
    let_go_of_lines(session, [line.order_line_id for line in lines])
    outcome = reserve_orders(session, orders.most_urgent_first(session, changed))
    floor = {line: pieces for line, pieces in held.items() if order_of[line] not in set(changed)}
    found = sum(outcome.values())
    return Blocked(block_id, found, len(outcome) - found, floor)


def free_lot(session: Session, block_id: int, *, person_id: int) -> bool:
    """Let a lot be promised again, first to those who wait; false when it is not blocked."""
    freed = session.execute(
        update(table_of(LotBlock))
        .where(LotBlock.id == block_id, LotBlock.released_at.is_(None))
        .values(released_at=now(), released_by=person_id)
        .returning(LotBlock.product_id, LotBlock.lot)
    ).one_or_none()
    if freed is None:
        return False
    announce(
        session,
        topic=f"stock:{freed.product_id}",
        kind="lot_freed",
        body={"lot": freed.lot, "person": person_id},
    )
    note_changed(session, [freed.product_id])
    reserve_waiting(session, [freed.product_id])
    return True


def live_blocks(session: Session, product_id: int | None = None) -> list[LiveBlock]:
    """The lots that are blocked, of one product or of all, the newest first."""
    query = select(
        LotBlock.id,
        LotBlock.product_id,
        LotBlock.lot,
        LotBlock.reason,
        LotBlock.note,
        LotBlock.blocked_at,
        LotBlock.blocked_by,
    ).where(LotBlock.released_at.is_(None))
    if product_id is not None:
        query = query.where(LotBlock.product_id == product_id)
    return [LiveBlock(*row) for row in session.execute(query.order_by(LotBlock.id.desc()))]


def not_to_be_taken(
    session: Session, goods: Collection[tuple[int, str, str | None]]
) -> set[tuple[int, str, str | None]]:
    """Those of these goods that nobody may take though they were promised.

    Their lot was blocked since (ロット保留), or has come too near to its day (出荷停止).

    Args:
        session: the open transaction.
        goods: product, lot and day of expiry.
    """
    products = {product_id for product_id, _lot, _day in goods}
    rows = session.execute(
        select(LotBlock.product_id, LotBlock.lot).where(
            LotBlock.released_at.is_(None), LotBlock.product_id.in_(sorted(products))
        )
    )
    blocked = {(row.product_id, row.lot) for row in rows}
    watched = {product_id for product_id, _lot, day in goods if day is not None}
    terms = catalog.product_terms(session, watched) if watched else {}
    return {
        (product_id, lot, day)
        for product_id, lot, day in goods
        if (product_id, lot) in blocked
        or (day is not None and is_too_near(today(), day, terms[product_id].blocked_days))
    }


def lines_held_of(session: Session, product_id: int, lot: str) -> dict[int, int]:
    """Order lines for which pieces of a lot are held, and how many."""
    left = Reservation.quantity_pieces - Reservation.used_pieces - Reservation.released_pieces
    rows = session.execute(
        select(Reservation.order_line_id, left)
        .join(Balance, Balance.id == Reservation.stock_id)
        .where(
            Balance.product_id == product_id,
            Balance.lot == lot,
            left > 0,
        )
        .order_by(Reservation.id)
    )
    held: dict[int, int] = {}
    for line_id, pieces in rows:
        if line_id is not None:
            held[line_id] = held.get(line_id, 0) + pieces
    return held
