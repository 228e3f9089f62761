"""Finding an order by what is printed on its papers, after it has left."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from server.orders.records import Order, OrderLine, Parcel, Shipment, Slip


@dataclass(frozen=True, slots=True)
class OnPaper:
    """An order as its papers name it."""

    order_id: int
    number: str
    owner_id: int
    has_left: bool
    """A driver has taken a parcel of it."""


def orders_on_paper(
    session: Session,
    *,
    tracking_no: str | None = None,
    shipment_number: str | None = None,
    order_numbers: Collection[str] = (),
) -> list[OnPaper]:
    """Orders with this number on the carrier's slip (送り状), the packing slip, or of the shop.

    Two shops may have given one number; then both are found.
    """
    of_parcel = select(Parcel.shipment_id).where(Parcel.tracking_no == tracking_no)
    of_slip = select(Slip.shipment_id).where(
        Slip.tracking_no == tracking_no, Slip.voided_at.is_(None)
    )
    named: list[ColumnElement[bool]] = [Order.external_no.in_(sorted(order_numbers))]
    if tracking_no is not None:
        named += [Shipment.id.in_(of_parcel), Shipment.id.in_(of_slip)]
    if shipment_number is not None:
        named.append(Shipment.number == shipment_number)
    left = (
        select(Parcel.id)
        .join(Shipment, Shipment.id == Parcel.shipment_id)
        .where(Shipment.order_id == Order.id, Parcel.handed_over_at.is_not(None))
    )
    rows = session.execute(
        select(Order.id, Order.external_no, Order.owner_id, left.exists())
        .outerjoin(Shipment, Shipment.order_id == Order.id)
        .where(or_(*named))
        .order_by(Order.id)
        .distinct()
    )
    return [OnPaper(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class LeftParcel:
    """A parcel that a driver has taken: the place it was in the books, and when it left."""

    place_id: int
    handed_over_at: datetime


def parcels_that_left(session: Session, order_id: int) -> list[LeftParcel]:
    """The parcels of an order that are on their way or with the customer."""
    rows = session.execute(
        select(Parcel.place_id, Parcel.handed_over_at)
        .join(Shipment, Shipment.id == Parcel.shipment_id)
        .where(Shipment.order_id == order_id, Parcel.handed_over_at.is_not(None))
        .order_by(Parcel.id)
    )
    return [LeftParcel(place_id, at) for place_id, at in rows if at is not None]


def lock_order(session: Session, order_id: int) -> str:
    """Let nobody else decide about an order until the transaction ends; its number."""
    return session.scalars(
        select(Order.external_no).where(Order.id == order_id).with_for_update()
    ).one()


def products_of_order(session: Session, order_id: int) -> list[int]:
    """The products that an order names."""
    return list(
        session.scalars(
            select(OrderLine.product_id)
            .where(OrderLine.order_id == order_id, OrderLine.withdrawn_at.is_(None))
            .distinct()
        )
    )
