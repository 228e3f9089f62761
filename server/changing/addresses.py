"""Another address (お届け先の変更): the goods stay where they are, the label is void."""

from typing import Any

from sqlalchemy.orm import Session

from server import orders, packing, rules, tasks
from server.changing.decisions import By, Changed, fields_changed, refusal_at
from server.foundation import announce


def change_address(
    session: Session, order_id: int, consignee: dict[str, Any], *, on_edition: int | None, by: By
) -> Changed:
    """Let an order go to another address; the rules decide again how it leaves.

    Args:
        session: the open transaction.
        order_id: which order.
        consignee: all of the address, as it was checked.
        on_edition: the edition that whoever changes it has seen; None: whichever there is.
        by: who changes it.
    """
    standing = orders.standing_of(session, order_id)
    if standing is None:
        return Changed(refusal="order_unknown")
    fields = fields_changed(standing.consignee, consignee)
    if not fields:
        return Changed(standing.edition)
    if refusal := refusal_at(standing.stage):
        return Changed(standing.edition, refusal)
    shipment_id = standing.shipment_id
    if shipment_id is not None and hold_parcel_still(session, shipment_id):
        return Changed(standing.edition, "order_closed")
    locked = orders.standing_of(session, order_id, for_change=True)
    assert locked is not None, "no order is ever deleted"
    # It may have been released, changed or cancelled since we looked.
    is_same = locked.shipment_id == shipment_id and locked.edition == standing.edition
    if not is_same or on_edition not in {None, locked.edition}:
        return Changed(locked.edition, "order_changed_meanwhile")
    edition = orders.change_consignee(session, order_id, consignee)
    announce(
        session,
        topic=f"order:{order_id}",
        kind="order_changed",
        body={"what": "address", "fields": fields, "edition": edition, **by.told},
    )
    rules.apply(session, [order_id], "change", on_floor=shipment_id is not None)
    if shipment_id is not None:
        send_otherwise(session, shipment_id)
    return Changed(edition, is_other=True, shipment_id=shipment_id)


def hold_parcel_still(session: Session, shipment_id: int) -> bool:
    """Lock the packing of a shipment before anything of its order is; whether it is closed.

    Where nobody has begun it the task is locked, so that nobody begins meanwhile.
    """
    parcel = packing.hear_cancelled(session, shipment_id)
    if parcel is None:
        for card in tasks.tasks_of_shipments(session, [shipment_id], "pack"):
            tasks.lock(session, card.id)
        parcel = packing.hear_cancelled(session, shipment_id)
    return parcel is not None and parcel.step == "parcel_closed"


def send_otherwise(session: Session, shipment_id: int) -> None:
    """Void the slips of a shipment; whoever packs it hears it, and by whom it leaves now."""
    orders.void_slips(session, [shipment_id])
    (card,) = orders.shipments_by_id(session, [shipment_id]).values()
    tasks.leave_otherwise(session, shipment_id, card.carrier_code, card.ship_by)
    packers = tasks.tasks_of_shipments(session, [shipment_id], "pack")
    if any(packing.state_of(session, task.id) is not None for task in packers):
        # Where slips were printed ahead, a parcel that was begun gets the next one of the box.
        orders.number_from_pool(session, shipment_id)
    tasks.tell_holders(session, [task.id for task in packers])
    announce(session, topic=f"shipment:{shipment_id}", kind="shipment_goes_elsewhere")
