"""For whom goods are held, and who touched them last: what the floor asks beside what is there."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from server.assembling.records import AssemblyJob
from server.boards.books import Ledger, movements, read_apart
from server.catalog.records import Product
from server.flyers.records import FlyerInsert
from server.foundation import moment_text
from server.orders.records import Order, OrderLine, Shipment
from server.places.records import Place
from server.stock.records import Balance, Reservation
from server.tasks.records import Task
from server.vocabulary import display
from server.waves.records import BatchSlot

HELD_MAX = 20
"""A handheld shows so many; how many more there are is said."""


def held_for(session: Session, which: ColumnElement[bool]) -> dict[str, Any]:
    """For which orders, parcels, kits and tasks pieces are held: the most urgent first.

    Args:
        session: the open transaction.
        which: of which balances.
    """
    left = Reservation.quantity_pieces - Reservation.used_pieces - Reservation.released_pieces
    of_flyer, kits = aliased(Shipment), aliased(Task)
    of_order = and_(Shipment.order_id == Order.id, Shipment.cancelled_at.is_(None))
    rows = (
        select(
            Place.code.label("place"),
            Balance.product_id,
            Balance.lot,
            left.label("pieces"),
            Order.external_no.label("order"),
            kits.number.label("kits"),
            Shipment.number.label("shipment"),
            Shipment.id.label("shipment_id"),
            Order.ship_by,
            Reservation.id,
        )
        .join(Balance, Balance.id == Reservation.stock_id)
        .join(Place, Place.id == Balance.place_id)
        .join(Product, Product.id == Balance.product_id)
        .outerjoin(OrderLine, OrderLine.id == Reservation.order_line_id)
        .outerjoin(FlyerInsert, FlyerInsert.id == Reservation.flyer_insert_id)
        .outerjoin(of_flyer, of_flyer.id == FlyerInsert.shipment_id)
        .outerjoin(AssemblyJob, AssemblyJob.id == Reservation.assembly_id)
        .outerjoin(kits, kits.id == AssemblyJob.task_id)
        .outerjoin(Order, Order.id == func.coalesce(OrderLine.order_id, of_flyer.order_id))
        .outerjoin(Shipment, of_order)
        .where(left > 0, which)
    )
    whole = session.scalar(select(func.count()).select_from(rows.subquery())) or 0
    due_at = func.coalesce(Order.ship_by, kits.due_at)
    found = session.execute(rows.order_by(due_at, Reservation.id).limit(HELD_MAX)).all()
    tasks = tasks_of(session, [row.shipment_id for row in found if row.shipment_id is not None])
    return {
        "held_for": [
            {
                "place": display(row.place),
                "product": row.product_id,
                "lot": row.lot,
                "pieces": row.pieces,
                "order": row.order,
                "shipment": row.shipment,
                "task": tasks.get(row.shipment_id, row.kits),
            }
            for row in found
        ],
        "held_for_more": whole - len(found),
    }


def tasks_of(session: Session, shipment_ids: Sequence[int]) -> dict[int, str]:
    """The task by which each parcel goes on now, as people call it."""
    rows = session.execute(
        select(BatchSlot.shipment_id, Task.shipment_id.label("own"), Task.number)
        .select_from(Task)
        .outerjoin(
            BatchSlot, and_(BatchSlot.batch_id == Task.batch_id, BatchSlot.freed_at.is_(None))
        )
        .where(
            or_(Task.shipment_id.in_(shipment_ids), BatchSlot.shipment_id.in_(shipment_ids)),
            Task.stage.not_in(("done", "cancelled")),
        )
        # What is in hand or open last, so that it counts.
        .order_by(Task.stage != "waiting", Task.stage == "claimed", Task.id.desc())
    )
    return {row.own or row.shipment_id: row.number for row in rows}


def last_touch(session: Session, ledger: Ledger) -> dict[str, Any] | None:
    """Who moved something last, when, and why; None where nothing has ever moved."""
    found = read_apart(session, movements(session, ledger).limit(1))
    if not found:
        return None
    (row,) = found
    return {
        "at": moment_text(row["at"]),
        "person": row["person"],
        "cause": row["cause"],
        "pieces": row["quantity_pieces"],
        "source": display(row["source"]),
        "target": display(row["target"]),
    }
