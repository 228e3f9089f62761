"""Blocking a lot (ロット保留): who was promised it finds other goods, or somebody must decide."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import catalog, orders, people, picking, stock, tasks
from server.tasks.records import FloorException


def block(
    session: Session, product_id: int, lot: str, *, reason: str, note: str, person_id: int
) -> dict[str, int] | None:
    """Block a lot; a supervisor is told of each parcel on the floor that was promised it.

    Returns:
        How many orders were promised other goods, wait, or are on the floor; None where the lot is
        blocked already.
    """
    done = stock.block_lot(session, product_id, lot, reason=reason, note=note, person_id=person_id)
    if done is None:
        return None
    tell_pickers(session, done.on_the_floor)
    shipments = orders.shipments_of_lines(session, sorted(done.on_the_floor))
    for line_id, pieces in sorted(done.on_the_floor.items()):
        shipment_id = shipments.get(line_id)
        if shipment_id is None:
            continue
        tasks.raise_exception(
            session,
            "lot_blocked",
            order_id=orders.order_of_shipment(session, shipment_id),
            shipment_id=shipment_id,
            order_line_id=line_id,
            product_id=product_id,
            person_id=person_id,
            quantity_pieces=pieces,
            detail={"lot": lot, "reason": reason},
        )
    tell_of_kits(session, product_id, lot, reason=reason, person_id=person_id)
    return {
        "id": done.block_id,
        "promised_elsewhere": done.promised_elsewhere,
        "waiting": done.waiting,
        "on_the_floor": len({shipments[one] for one in done.on_the_floor if one in shipments}),
    }


def free(session: Session, block_id: int, *, person_id: int) -> bool:
    """Let a lot be promised and taken again; false when it is not blocked."""
    block = next((one for one in stock.live_blocks(session) if one.id == block_id), None)
    if block is None or not stock.free_lot(session, block_id, person_id=person_id):
        return False
    tell_pickers(session, stock.lines_held_of(session, block.product_id, block.lot))
    told = select(FloorException).where(
        FloorException.kind == "lot_blocked",
        FloorException.product_id == block.product_id,
        FloorException.resolved_at.is_(None),
    )
    for found in session.scalars(told).all():
        if found.detail["lot"] == block.lot:
            tasks.settle_exception(
                session, found.id, resolution="lot_freed", note="", person_id=person_id
            )
    return True


def tell_pickers(session: Session, order_line_ids: Collection[int]) -> None:
    """Whoever walks to a lot learns, if within reach, whether it may be taken."""
    tasks.tell_holders(session, picking.hear_of_lot(session, order_line_ids))


def tell_of_kits(
    session: Session, product_id: int, lot: str, *, reason: str, person_id: int
) -> None:
    """A supervisor is told of kits for which pieces of the lot are held."""
    pieces: Counter[int] = Counter()
    for held in stock.held_for_kits(session, product_id, lot):
        for card in tasks.open_tasks_about(session, "assemble", held.assembly_id):
            pieces[card.id] += held.pieces
    for task_id, number in sorted(pieces.items()):
        tasks.raise_exception(
            session,
            "lot_blocked",
            task_id=task_id,
            product_id=product_id,
            person_id=person_id,
            quantity_pieces=number,
            detail={"lot": lot, "reason": reason},
        )


def blocks_now(session: Session) -> list[dict[str, Any]]:
    """The lots that are blocked, the newest first."""
    blocks = stock.live_blocks(session)
    cards = catalog.product_cards(session, sorted({one.product_id for one in blocks}))
    names = people.person_cards(session, sorted({one.blocked_by for one in blocks}))
    return [
        {
            "id": one.id,
            "product": one.product_id,
            "sku": cards[one.product_id].sku,
            "name": cards[one.product_id].name,
            "lot": one.lot,
            "reason": one.reason,
            "note": one.note,
            "at": one.blocked_at,
            "by": names[one.blocked_by].name,
        }
        for one in blocks
    ]
