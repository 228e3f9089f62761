"""What is asked about orders."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from server.foundation.clock import WAREHOUSE_TIME
from server.orders.records import Order, OrderLine, Parcel, Shipment, Slip


@dataclass(frozen=True, slots=True)
class LineWanted:
    """One line of an order: how many pieces of what."""

    order_line_id: int
    order_id: int
    product_id: int
    quantity_pieces: int
    short_pieces: int
    """Of these a supervisor has agreed to go without."""
    kit_product_id: int | None = None
    """The kit that was ordered, of which this is a part."""
    kit_pieces: int | None = None
    """Pieces that are in one kit."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Which shop an order is of and for whom, and the day it leaves."""

    shop_id: int
    ships_on: str
    owner_id: int
    customer_key: str

    @property
    def customer(self) -> tuple[int, str]:
        """For whom it is: known again in all shops of its owner."""
        return self.owner_id, self.customer_key


@dataclass(frozen=True, slots=True)
class OrderSummary:
    """What release needs to know of an order."""

    id: int
    shop_id: int
    owner_id: int
    carrier_code: str
    ship_by: datetime
    ordered_at: datetime
    purchase_number: int
    customer_key: str
    service: str


@dataclass(frozen=True, slots=True)
class ShipmentSummary:
    """A shipment with the facts of its order that a packer may see."""

    id: int
    number: str
    order_id: int
    external_no: str
    shop_id: int
    owner_id: int
    carrier_code: str
    ship_by: datetime
    is_gift: bool
    note: str
    is_cancelled: bool
    label_is_void: bool


def lines_of_orders(session: Session, order_ids: Sequence[int]) -> list[LineWanted]:
    """The lines of these orders that somebody is to get, by order and line number."""
    rows = session.execute(
        select(
            OrderLine.id,
            OrderLine.order_id,
            OrderLine.product_id,
            OrderLine.quantity_pieces,
            OrderLine.short_pieces,
            OrderLine.kit_product_id,
            OrderLine.kit_pieces,
        )
        .where(OrderLine.order_id.in_(list(order_ids)), OrderLine.withdrawn_at.is_(None))
        .order_by(OrderLine.order_id, OrderLine.line_no)
    )
    return [LineWanted(*row) for row in rows]


def lines_by_id(session: Session, order_line_ids: Sequence[int]) -> list[LineWanted]:
    """These lines, by their ids."""
    rows = session.execute(
        select(
            OrderLine.id,
            OrderLine.order_id,
            OrderLine.product_id,
            OrderLine.quantity_pieces,
            OrderLine.short_pieces,
            OrderLine.kit_product_id,
            OrderLine.kit_pieces,
        )
        .where(OrderLine.id.in_(list(order_line_ids)))
        .order_by(OrderLine.id)
    )
    return [LineWanted(*row) for row in rows]


def most_urgent_first(session: Session, order_ids: Sequence[int]) -> list[int]:
    """These orders in the order of their cut-offs."""
    query = select(Order.id).where(Order.id.in_(list(order_ids)))
    return list(session.scalars(query.order_by(Order.ship_by, Order.id)))


def leaving(session: Session, order_ids: Sequence[int]) -> dict[int, Leaving]:
    """The shop of each order, and the day it leaves, warehouse time."""
    rows = session.execute(
        select(Order.id, Order.shop_id, Order.ship_by, Order.owner_id, Order.customer_key).where(
            Order.id.in_(list(order_ids))
        )
    )
    return {
        row.id: Leaving(
            row.shop_id,
            row.ship_by.astimezone(WAREHOUSE_TIME).date().isoformat(),
            row.owner_id,
            row.customer_key,
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class LineBought:
    """A line of an order that a customer has or gets."""

    order_line_id: int
    order_id: int
    product_id: int
    customer: tuple[int, str]


def lines_bought(
    session: Session,
    customers: Collection[tuple[int, str]],
    shop_ids: Collection[int],
    product_ids: Collection[int],
) -> list[LineBought]:
    """What customers (owner, key) have ordered of products in these shops and not cancelled."""
    rows = session.execute(
        select(
            OrderLine.id,
            OrderLine.order_id,
            OrderLine.product_id,
            Order.owner_id,
            Order.customer_key,
        )
        .join(Order, Order.id == OrderLine.order_id)
        .where(
            Order.shop_id.in_(sorted(shop_ids)),
            Order.customer_key.in_(sorted({key for _owner, key in customers})),
            Order.stage != "cancelled",
            OrderLine.product_id.in_(sorted(product_ids)),
        )
        .order_by(OrderLine.id)
    )
    found = [LineBought(row[0], row[1], row[2], (row[3], row[4])) for row in rows]
    return [one for one in found if one.customer in customers]


def waiting_orders(session: Session, product_ids: Collection[int] | None = None) -> list[int]:
    """Orders that wait for stock, the most urgent first; those that want any of these products."""
    query = select(Order.id).where(Order.stage == "waiting").order_by(Order.ship_by, Order.id)
    if product_ids is not None:
        of_goods = sorted(product_ids)
        lines = select(OrderLine.order_id).where(
            or_(OrderLine.product_id.in_(of_goods), OrderLine.kit_product_id.in_(of_goods)),
            OrderLine.withdrawn_at.is_(None),
        )
        query = query.where(Order.id.in_(lines))
    return list(session.scalars(query))


def products_waited_for(session: Session) -> list[int]:
    """The products of orders that wait for stock, and the kits that these are parts of."""
    rows = session.execute(
        select(OrderLine.product_id, OrderLine.kit_product_id)
        .join(Order, Order.id == OrderLine.order_id)
        .where(Order.stage == "waiting", OrderLine.withdrawn_at.is_(None))
        .distinct()
    )
    return sorted({product_id for row in rows for product_id in row if product_id is not None})


def first_ship_by_of_products(
    session: Session, product_ids: Collection[int]
) -> dict[int, datetime]:
    """By when the first order that still needs picking wants each product; none: not there."""
    rows = session.execute(
        select(OrderLine.product_id, func.min(Order.ship_by))
        .join(Order, Order.id == OrderLine.order_id)
        .where(
            OrderLine.product_id.in_(sorted(product_ids)),
            OrderLine.withdrawn_at.is_(None),
            Order.stage.in_(("waiting", "reserved", "released", "picking")),
        )
        .group_by(OrderLine.product_id)
    )
    return dict(rows.all())


def releasable_orders(
    session: Session,
    *,
    shop_ids: Sequence[int],
    carrier_codes: Sequence[str],
    ship_by_before: datetime | None,
    stage: str = "reserved",
    for_change: bool = False,
) -> list[OrderSummary]:
    """Orders of one stage that match a choice, the most urgent first; an empty choice means all."""
    query = select(
        Order.id,
        Order.shop_id,
        Order.owner_id,
        Order.carrier_code,
        Order.ship_by,
        Order.ordered_at,
        Order.purchase_number,
        Order.customer_key,
        Order.service,
    ).where(Order.stage == stage)
    if shop_ids:
        query = query.where(Order.shop_id.in_(list(shop_ids)))
    if carrier_codes:
        query = query.where(Order.carrier_code.in_(list(carrier_codes)))
    if ship_by_before is not None:
        query = query.where(Order.ship_by <= ship_by_before)
    query = query.order_by(Order.ship_by, Order.id)
    if for_change:
        query = query.with_for_update(of=Order)
    return [OrderSummary(*row) for row in session.execute(query)]


def shipments_by_id(session: Session, shipment_ids: Sequence[int]) -> dict[int, ShipmentSummary]:
    """Shipments with what the floor may know of their orders."""
    rows = session.execute(
        select(
            Shipment.id,
            Shipment.number,
            Order.id,
            Order.external_no,
            Order.shop_id,
            Order.owner_id,
            Shipment.carrier_code,
            Order.ship_by,
            Order.is_gift,
            Order.note,
            Shipment.cancelled_at.is_not(None),
            Shipment.label_is_void,
        )
        .join(Order, Order.id == Shipment.order_id)
        .where(Shipment.id.in_(list(shipment_ids)))
    )
    return {row[0]: ShipmentSummary(*tuple(row)) for row in rows}


def order_of_shipment(session: Session, shipment_id: int) -> int:
    """The order that a shipment is for.

    Raises:
        sqlalchemy.exc.NoResultFound: there is no such shipment.
    """
    return session.scalars(select(Shipment.order_id).where(Shipment.id == shipment_id)).one()


def shipments_held(session: Session, shipment_ids: Sequence[int], reason: str) -> list[int]:
    """Those of these shipments whose order is held for a reason."""
    query = (
        select(Shipment.id)
        .join(Order, Order.id == Shipment.order_id)
        .where(
            Shipment.id.in_(list(shipment_ids)),
            Shipment.cancelled_at.is_(None),
            Order.stage == "held",
            Order.hold_reason == reason,
        )
    )
    return list(session.scalars(query.order_by(Shipment.id)))


def shipments_of_lines(session: Session, order_line_ids: Sequence[int]) -> dict[int, int]:
    """The shipment that each order line leaves with; a line of no shipment is not among them.

    Nothing leaves for a line that was withdrawn.
    """
    rows = session.execute(
        select(OrderLine.id, Shipment.id)
        .join(Shipment, Shipment.order_id == OrderLine.order_id)
        .where(OrderLine.id.in_(list(order_line_ids)), OrderLine.withdrawn_at.is_(None))
        .order_by(Shipment.id)
    )
    return dict(rows.all())


def slip_is_used(session: Session, carrier_code: str, tracking_no: str) -> bool:
    """Whether a parcel of this carrier has the tracking number already, or its slip is void."""
    on_parcel = select(Parcel.id).where(
        Parcel.carrier_code == carrier_code, Parcel.tracking_no == tracking_no
    )
    is_void = select(Slip.id).where(
        Slip.carrier_code == carrier_code,
        Slip.tracking_no == tracking_no,
        Slip.voided_at.is_not(None),
    )
    return session.scalar(select(or_(on_parcel.exists(), is_void.exists()))) is True
