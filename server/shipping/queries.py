"""What is asked about shipping."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.orders import Parcel


@dataclass(frozen=True, slots=True)
class WaitingParcels:
    """Closed parcels that wait for their carrier."""

    carrier_code: str
    parcels: int


def waiting_parcels(session: Session) -> list[WaitingParcels]:
    """Closed parcels by carrier."""
    rows = session.execute(
        select(Parcel.carrier_code, func.count())
        .where(Parcel.handed_over_at.is_(None))
        .group_by(Parcel.carrier_code)
        .order_by(Parcel.carrier_code)
    )
    return [WaitingParcels(*row) for row in rows]


def parcels_of_carrier(session: Session, carrier_code: str) -> list[tuple[int, int, int]]:
    """(parcel, shipment, place) of the closed parcels of one carrier, locked."""
    rows = session.execute(
        select(Parcel.id, Parcel.shipment_id, Parcel.place_id)
        .where(Parcel.carrier_code == carrier_code, Parcel.handed_over_at.is_(None))
        .order_by(Parcel.id)
        .with_for_update()
    )
    return [(parcel, shipment, place) for parcel, shipment, place in rows]
