"""Handing parcels over."""

from dataclasses import dataclass

from sqlalchemy import insert
from sqlalchemy.orm import Session

from server import orders, stock, tasks
from server.foundation.clock import now
from server.foundation.sets import table_of
from server.places import virtual_place_ids
from server.shipping.queries import parcels_of_carrier
from server.shipping.records import Handover, HandoverParcel


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a carrier took away."""

    parcels: int
    shipments: int


def hand_over(session: Session, carrier_code: str, *, person_id: int) -> HandedOver:
    """Give all closed parcels of a carrier to its driver; none is a plain answer, not a mistake."""
    waiting = parcels_of_carrier(session, carrier_code)
    if not waiting:
        return HandedOver(0, 0)
    moment = now()
    handover_id = session.scalars(
        insert(table_of(Handover))
        .values(carrier_code=carrier_code, at=moment, person_id=person_id, parcels=len(waiting))
        .returning(Handover.id)
    ).one()
    session.execute(
        insert(table_of(HandoverParcel)),
        [{"parcel_id": parcel_id, "handover_id": handover_id} for parcel_id, _, _ in waiting],
    )
    customer = virtual_place_ids(session)["CUSTOMER"]
    contents = stock.contents_of(session, [place_id for _, _, place_id in waiting])
    stock.move(
        session,
        [
            stock.Move(
                source_place_id=held.place_id,
                target_place_id=customer,
                product_id=held.product_id,
                quantity_pieces=held.quantity_pieces,
                lot=held.lot,
                cause="handed_over",
                person_id=person_id,
                target_is_virtual=True,
            )
            for held in contents
        ],
    )
    shipment_ids = orders.hand_over_parcels(
        session, [parcel_id for parcel_id, _, _ in waiting], at=moment
    )
    ship_tasks = tasks.tasks_of_shipments(session, shipment_ids, "ship")
    tasks.finish(session, [task.id for task in ship_tasks])
    return HandedOver(len(waiting), len(shipment_ids))
