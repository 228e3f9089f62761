"""What must hold of slips."""

from typing import Any

from sqlalchemy import select

from server.orders.records import Parcel, Shipment, Slip


def other_slip_on_the_parcel() -> Any:
    """INV-07: a parcel closed under a number although its carrier had given it another before."""
    given = select(Slip.id).where(
        Slip.shipment_id == Parcel.shipment_id,
        Slip.voided_at.is_(None),
        Slip.noted_at < Parcel.closed_at,
    )
    is_one_of_them = given.where(
        Slip.tracking_no == Parcel.tracking_no, Slip.carrier_code == Parcel.carrier_code
    )
    return (
        select(Shipment.number, Parcel.tracking_no)
        .join(Parcel, Parcel.shipment_id == Shipment.id)
        .where(given.exists(), ~is_one_of_them.exists())
    )
