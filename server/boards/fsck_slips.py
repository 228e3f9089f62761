"""What must hold of slips."""

from typing import Any

from sqlalchemy import func, or_, select

from server.exchange.records import LabelFile, LabelFileRow
from server.orders.records import Order, Parcel, Shipment, Slip


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


def not_in_one_live_file() -> Any:
    """INV-07b: shipments in two live files, or in one whose rows say otherwise than the file."""
    live = LabelFileRow.is_voided.is_(False)
    elsewhere = select(LabelFileRow.shipment_id).where(live).group_by(LabelFileRow.shipment_id)
    twice = elsewhere.having(func.count() > 1)
    # One label of a live file may be void: its order was changed and goes elsewhere.
    was_changed = (
        select(Order.id)
        .join(Shipment, Shipment.order_id == Order.id)
        .where(Shipment.id == LabelFileRow.shipment_id, Order.edition > 1)
    )
    told_otherwise = (live == LabelFile.voided_at.is_not(None)) & ~(~live & was_changed.exists())
    return (
        select(LabelFileRow.shipment_id, LabelFile.name)
        .join(LabelFile, LabelFile.id == LabelFileRow.label_file_id)
        .where(or_(told_otherwise, LabelFileRow.shipment_id.in_(twice) & live))
    )


def files_with_other_rows() -> Any:
    """INV-07c: label files that say they hold so many shipments, and do not."""
    rows = (
        select(func.count())
        .where(LabelFileRow.label_file_id == LabelFile.id)
        .correlate(LabelFile)
        .scalar_subquery()
    )
    return select(LabelFile.name, LabelFile.shipments).where(LabelFile.shipments != rows)
