"""Orders that are cancelled while they wait for packing, or on the bench."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from server import flyers, stock, tasks, waves
from server.foundation.sets import table_of
from server.packing.queries import PackState, states_of
from server.packing.records import PackJob
from server.places import spots


def hear_cancelled(session: Session, shipment_id: int) -> PackState | None:
    """Lock the parcel of a shipment that is about to be cancelled; None when nobody has begun it.

    Its facts have changed, so its revision grows: the packer's next scan meets them.
    """
    job = table_of(PackJob)
    task_id = session.scalars(
        update(job)
        .where(job.c.shipment_id == shipment_id)
        .values(revision=job.c.revision + 1)
        .returning(job.c.task_id)
    ).one_or_none()
    return None if task_id is None else states_of(session, [task_id])[task_id]


def send_back(session: Session, shipment_id: int) -> None:
    """Nothing of a shipment leaves: flyers are let go, its tote goes back the way it came.

    The cart's own task is opened again, and whoever takes it brings the goods to their places.
    """
    flyers.let_go(session, shipment_id)
    came_by = tasks.link_before(session, shipment_id, "pack")
    tasks.cancel(session, shipment_id)
    tote = waves.tote_of_shipment(session, [shipment_id]).get(shipment_id)
    tote_id = None if tote is None else spots(session, [tote])[tote].id
    goods = [] if tote_id is None else stock.contents_of(session, [tote_id])
    if not goods or came_by is None:
        waves.give_up_tote(session, shipment_id)
        return
    pieces = sum(one.quantity_pieces for one in goods)
    tasks.bring_back(session, came_by, lines=len(goods), pieces=pieces)


def is_on_bench(session: Session, state: PackState) -> bool:
    """Whether a packer has the parcel now, and will hear of it at the next scan."""
    return tasks.leases(session, [state.task_id])[state.task_id].stage == "claimed"
