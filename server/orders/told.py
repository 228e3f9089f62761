"""Orders and parcels as their shops are told of them: numbers, goods and pieces, no person."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.orders.records import Order, OrderLine, Parcel, Shipment
from server.orders.serials import serials_of_lines


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line in the shop's own words."""

    line_no: int
    sku: str
    ordered_pieces: int
    short_pieces: int
    serials: tuple[str, ...]
    """シリアル番号 of the pieces that were packed for it, where its goods want them."""


@dataclass(frozen=True, slots=True)
class ToldOrder:
    """An order in the shop's own words."""

    id: int
    owner_id: int
    shop_id: int
    external_no: str
    lines: tuple[ToldLine, ...]


@dataclass(frozen=True, slots=True)
class ToldParcel:
    """A parcel that has left."""

    shipment_id: int
    shipment_number: str
    order_id: int
    carrier_code: str
    tracking_no: str
    left_at: datetime


def told_orders(session: Session, order_ids: Collection[int]) -> dict[int, ToldOrder]:
    """These orders with their lines."""
    lines: dict[int, list[ToldLine]] = defaultdict(list)
    found = session.execute(
        select(
            OrderLine.id,
            OrderLine.order_id,
            OrderLine.line_no,
            OrderLine.external_sku,
            OrderLine.quantity_pieces,
            OrderLine.short_pieces,
        )
        .where(OrderLine.order_id.in_(sorted(order_ids)), OrderLine.withdrawn_at.is_(None))
        .order_by(OrderLine.order_id, OrderLine.line_no)
    ).all()
    serials = serials_of_lines(session, [row.id for row in found])
    for row in found:
        lines[row.order_id].append(
            ToldLine(
                row.line_no,
                row.external_sku,
                row.quantity_pieces,
                row.short_pieces,
                serials.get(row.id, ()),
            )
        )
    rows = session.execute(
        select(Order.id, Order.owner_id, Order.shop_id, Order.external_no).where(
            Order.id.in_(sorted(order_ids))
        )
    )
    return {row.id: ToldOrder(*row, lines=tuple(lines[row.id])) for row in rows}


def told_parcels(session: Session, shipment_ids: Collection[int]) -> dict[int, ToldParcel]:
    """The parcels of these shipments that a carrier has taken."""
    rows = session.execute(
        select(
            Shipment.id,
            Shipment.number,
            Shipment.order_id,
            Parcel.carrier_code,
            Parcel.tracking_no,
            Parcel.handed_over_at,
        )
        .join(Parcel, Parcel.shipment_id == Shipment.id)
        .where(Shipment.id.in_(sorted(shipment_ids)), Parcel.handed_over_at.is_not(None))
    )
    return {
        row.id: ToldParcel(
            shipment_id=row.id,
            shipment_number=row.number,
            order_id=row.order_id,
            carrier_code=row.carrier_code,
            tracking_no=row.tracking_no,
            left_at=left_at,
        )
        for row in rows
        if (left_at := row.handed_over_at) is not None
    }


@dataclass(frozen=True, slots=True)
class TakenParcel:
    """A parcel that has left, by the shop's own order number."""

    shop_id: int
    external_no: str
    carrier_code: str
    tracking_no: str
    left_at: datetime


def parcels_taken_between(
    session: Session, owner_id: int, shop_id: int | None, *, since: datetime, until: datetime
) -> list[TakenParcel]:
    """The parcels of an owner, or of one shop, that carriers took from one moment to another."""
    query = (
        select(
            Order.shop_id,
            Order.external_no,
            Parcel.carrier_code,
            Parcel.tracking_no,
            Parcel.handed_over_at,
        )
        .join(Shipment, Shipment.id == Parcel.shipment_id)
        .join(Order, Order.id == Shipment.order_id)
        .where(
            Order.owner_id == owner_id,
            Parcel.handed_over_at >= since,
            Parcel.handed_over_at < until,
        )
        .order_by(Parcel.handed_over_at, Parcel.id)
    )
    if shop_id is not None:
        query = query.where(Order.shop_id == shop_id)
    return [
        TakenParcel(row.shop_id, row.external_no, row.carrier_code, row.tracking_no, left_at)
        for row in session.execute(query)
        if (left_at := row.handed_over_at) is not None
    ]


def closed_under(session: Session, order_id: int) -> str | None:
    """The slip number under which an order's parcel was closed."""
    return session.scalar(
        select(Parcel.tracking_no)
        .join(Shipment, Shipment.id == Parcel.shipment_id)
        .where(Shipment.order_id == order_id)
        .order_by(Parcel.id.desc())
        .limit(1)
    )
