"""A shipment goes on to packing when nothing about it is undecided any more."""

from sqlalchemy.orm import Session

from server import orders, tasks


def go_on(session: Session, shipment_id: int) -> bool:
    """Open the parcel's task again, unless a supervisor has still to decide about it.

    Returns:
        False where nothing would be in the parcel: then it does not go on.
    """
    if tasks.open_exceptions_of(session, shipment_id):
        return True
    order_id = orders.order_of_shipment(session, shipment_id)
    lines = orders.lines_of_orders(session, [order_id])
    if all(line.short_pieces == line.quantity_pieces for line in lines):
        return False
    held = [
        task.id
        for task in tasks.tasks_of_shipments(session, [shipment_id], "pack")
        if task.stage == "held"
    ]
    if held:
        tasks.open_again(session, held)
        orders.set_stage(session, [order_id], "picked")
    return True
