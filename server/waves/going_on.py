"""A shipment goes on to packing when nothing about it is undecided any more."""

from sqlalchemy.orm import Session

from server import flyers, orders, tasks
from server.waves.actions import free_tote


def go_on(session: Session, shipment_id: int) -> None:
    """Open the parcel's task again, unless a supervisor has still to decide about it."""
    if tasks.open_exceptions_of(session, shipment_id):
        return
    order_id = orders.order_of_shipment(session, shipment_id)
    lines = orders.lines_of_orders(session, [order_id])
    if all(line.short_pieces == line.quantity_pieces for line in lines):
        cancel(session, shipment_id, order_id)
        return
    held = [
        task.id
        for task in tasks.tasks_of_shipments(session, [shipment_id], "pack")
        if task.stage == "held"
    ]
    if held:
        tasks.open_again(session, held)
        orders.set_stage(session, [order_id], "picked")


def cancel(session: Session, shipment_id: int, order_id: int) -> None:
    """Nothing of the order was there: no empty parcel leaves the house."""
    flyers.let_go(session, shipment_id)
    free_tote(session, shipment_id)
    tasks.cancel(session, shipment_id)
    orders.cancel_shipment(session, shipment_id)
    orders.set_stage(session, [order_id], "cancelled")
