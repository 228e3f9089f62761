"""Lists of orders, and one order with everything about it but its history."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from server import catalog, flyers, orders, rules, stock
from server.catalog.records import Product, Shop
from server.flyers.records import Campaign, FlyerInsert, LeftOut
from server.foundation import moment_text
from server.orders.records import STAGES, Order, OrderLine, Parcel, Shipment
from server.packing.records import PackLine
from server.people.records import Person
from server.picking.records import PickLine
from server.stock.records import Reservation


def orders_page(
    session: Session, wanted: Mapping[str, Any], *, shows_customers: bool
) -> dict[str, Any]:
    """One page of orders, the most urgent first, with the count of each stage.

    Args:
        session: the open transaction.
        wanted: stage, shop, carrier, q, page (from 1), page_size.
        shows_customers: whether names may be shown to whoever asks.
    """
    base = filtered(select(Order), wanted, shows_customers=shows_customers)
    counted = base.with_only_columns(Order.stage, func.count()).group_by(Order.stage)
    counts = dict(session.execute(counted).all())
    query = base if "stage" not in wanted else base.where(Order.stage == wanted["stage"])
    total = counts.get(wanted["stage"], 0) if "stage" in wanted else sum(counts.values())
    found = session.scalars(
        query.order_by(Order.ship_by, Order.id)
        .limit(wanted["page_size"])
        .offset((wanted["page"] - 1) * wanted["page_size"])
    ).all()
    return {
        "orders": order_rows(session, found, shows_customers=shows_customers),
        "total": total,
        "counts": {stage: counts.get(stage, 0) for stage in STAGES},
    }


def filtered(
    query: Select[Any], wanted: Mapping[str, Any], *, shows_customers: bool
) -> Select[Any]:
    """Orders of a shop, a carrier, or that a searched word is found in."""
    if "shop" in wanted:
        query = query.join(Shop, Shop.id == Order.shop_id).where(Shop.code == wanted["shop"])
    if "carrier" in wanted:
        query = query.where(Order.carrier_code == wanted["carrier"])
    if wanted.get("q"):
        word = wanted["q"].strip()
        by_number = select(Shipment.order_id).where(Shipment.number == word.upper())
        by_slip = (
            select(Shipment.order_id)
            .join(Parcel, Parcel.shipment_id == Shipment.id)
            .where(Parcel.tracking_no == word)
        )
        matches = [
            Order.external_no.contains(word, autoescape=True),
            Order.id.in_(by_number),
            Order.id.in_(by_slip),
        ]
        if shows_customers:
            matches.append(Order.consignee["name"].as_string().contains(word, autoescape=True))
        query = query.where(or_(*matches))
    return query


def order_rows(
    session: Session, orders: Sequence[Order], *, shows_customers: bool
) -> list[dict[str, Any]]:
    """Orders as lists show them."""
    ids = [order.id for order in orders]
    pieces = {
        row[0]: (row[1], row[2])
        for row in session.execute(
            select(OrderLine.order_id, func.count(), func.sum(OrderLine.quantity_pieces))
            .where(OrderLine.order_id.in_(ids), OrderLine.withdrawn_at.is_(None))
            .group_by(OrderLine.order_id)
        )
    }
    reserved = dict(
        session.execute(
            select(
                OrderLine.order_id,
                func.sum(Reservation.quantity_pieces - Reservation.released_pieces),
            )
            .join(Reservation, Reservation.order_line_id == OrderLine.id)
            .where(OrderLine.order_id.in_(ids), OrderLine.withdrawn_at.is_(None))
            .group_by(OrderLine.order_id)
        ).all()
    )
    shipments = dict(
        session.execute(
            select(Shipment.order_id, Shipment.number).where(
                Shipment.order_id.in_(ids), Shipment.cancelled_at.is_(None)
            )
        ).all()
    )
    shops = {shop.id: shop for shop in catalog.shops(session)}
    marks = rules.marks_of(session, ids)
    return [
        {
            "id": order.id,
            "external": order.external_no,
            "shop": shops[order.shop_id].code,
            "shop_name": shops[order.shop_id].name,
            "stage": order.stage,
            "stage_since": moment_text(order.stage_since),
            "ordered_at": moment_text(order.ordered_at),
            "ship_by": moment_text(order.ship_by),
            "carrier": order.carrier_code,
            "lines": pieces[order.id][0],
            "pieces": int(pieces[order.id][1]),
            "reserved_pieces": int(reserved.get(order.id) or 0),
            "customer": order.consignee.get("name") if shows_customers else None,
            "shipment": shipments.get(order.id),
            "hold_reason": order.hold_reason,
            "is_gift": order.is_gift,
            "tags": marks[order.id].tags if order.id in marks else (),
            "is_urgent": order.id in marks and marks[order.id].is_urgent,
            "purchase_number": order.purchase_number,
            "revision": order.revision,
        }
        for order in orders
    ]


def order_page(session: Session, order_id: int, *, shows_customers: bool) -> dict[str, Any] | None:
    """One order with its lines, parcel and flyers; None when there is no such order."""
    order = session.get(Order, order_id)
    if order is None:
        return None
    (row,) = order_rows(session, [order], shows_customers=shows_customers)
    return row | {
        "edition": order.edition,
        "note": order.note,
        "service": order.service,
        "delivery_date": order.delivery_date,
        "delivery_slot": order.delivery_slot,
        "total_yen": order.total_yen,
        "imported_at": moment_text(order.imported_at),
        "consignee": order.consignee if shows_customers else None,
        "line_items": lines_of(session, order_id),
        "parcel": parcel_of(session, order_id),
        "flyers": flyers_of(session, order_id),
        "letter_prints": letter_prints_of(session, order_id),
        "flyers_left_out": flyers_left_out(session, order_id),
    }


def lines_of(session: Session, order_id: int) -> list[dict[str, Any]]:
    """The lines of an order and how far each has come."""
    lines = session.scalars(
        select(OrderLine)
        .where(OrderLine.order_id == order_id, OrderLine.withdrawn_at.is_(None))
        .order_by(OrderLine.line_no)
    ).all()
    ids = [line.id for line in lines]
    picked = sums(session, PickLine.order_line_id, PickLine.picked_pieces, ids)
    short = sums(session, PickLine.order_line_id, PickLine.short_pieces, ids)
    packed = sums(session, PackLine.order_line_id, PackLine.packed_pieces, ids)
    serials = orders.serials_of_lines(session, ids)
    held = stock.held_for_lines(session, ids)
    places: dict[int, list[str]] = {}
    for one in held:
        places.setdefault(one.purpose, []).append(one.place.removeprefix("L-"))
    reserved = sums(
        session,
        Reservation.order_line_id,
        Reservation.quantity_pieces - Reservation.released_pieces,
        ids,
    )
    kits = [line.kit_product_id for line in lines if line.kit_product_id is not None]
    products = catalog.product_cards(session, [*kits, *(line.product_id for line in lines)])
    return [
        {
            "line_no": line.line_no,
            "kit": None if line.kit_product_id is None else products[line.kit_product_id].name,
            "sku": products[line.product_id].sku,
            "name": products[line.product_id].name,
            "variant": products[line.product_id].variant,
            "jan": products[line.product_id].jan,
            "picture": products[line.product_id].picture,
            "product": line.product_id,
            "price_yen": line.price_yen,
            "quantity_pieces": line.quantity_pieces,
            "reserved_pieces": reserved.get(line.id, 0),
            "places": places.get(line.id, []),
            "picked_pieces": picked.get(line.id, 0),
            "packed_pieces": packed.get(line.id, 0),
            "short_pieces": max(line.short_pieces, short.get(line.id, 0)),
            "serials": serials.get(line.id, ()),
        }
        for line in lines
    ]


def sums(session: Session, key: Any, pieces: Any, ids: Sequence[int]) -> dict[int, int]:
    """Pieces by order line."""
    rows = session.execute(select(key, func.sum(pieces)).where(key.in_(list(ids))).group_by(key))
    return {line_id: int(total) for line_id, total in rows}


def parcel_of(session: Session, order_id: int) -> dict[str, Any] | None:
    """The closed parcel of an order."""
    row = session.execute(
        select(Parcel, Person.name)
        .join(Shipment, Shipment.id == Parcel.shipment_id)
        .join(Person, Person.id == Parcel.closed_by)
        .where(Shipment.order_id == order_id)
    ).one_or_none()
    if row is None:
        return None
    parcel, closed_by = row
    return {
        "carrier": parcel.carrier_code,
        "tracking_no": parcel.tracking_no,
        "closed_at": moment_text(parcel.closed_at),
        "closed_by": closed_by,
        "handed_over_at": parcel.handed_over_at and moment_text(parcel.handed_over_at),
    }


def letter_prints_of(session: Session, order_id: int) -> list[dict[str, Any]]:
    """When the letters of an order's parcel were printed, and by whom."""
    shipments = session.scalars(
        select(Shipment.id).where(Shipment.order_id == order_id, Shipment.cancelled_at.is_(None))
    ).all()
    return [
        {"printed_at": moment_text(one.printed_at), "by": one.by}
        for one in flyers.prints_of(session, shipments)
    ]


def flyers_of(session: Session, order_id: int) -> list[dict[str, Any]]:
    """The flyers of an order's parcel, and why it gets them."""
    rows = session.execute(
        select(
            FlyerInsert,
            func.coalesce(Campaign.name, FlyerInsert.by_rule),
            func.coalesce(Campaign.reason_ja, FlyerInsert.by_rule),
            func.coalesce(Campaign.reason_en, FlyerInsert.by_rule),
        )
        .outerjoin(Campaign, Campaign.id == FlyerInsert.campaign_id)
        .join(Shipment, Shipment.id == FlyerInsert.shipment_id)
        .where(Shipment.order_id == order_id, Shipment.cancelled_at.is_(None))
        .order_by(func.coalesce(Campaign.priority, 0).desc(), FlyerInsert.id)
    ).all()
    products = catalog.product_cards(session, [planned.product_id for planned, *_ in rows])
    return [
        {
            "campaign": by,
            "reason_ja": reason_ja,
            "reason_en": reason_en,
            "name": products[planned.product_id].name,
            "picture": products[planned.product_id].picture,
            "quantity_pieces": planned.quantity_pieces,
            "inserted_pieces": planned.inserted_pieces,
            "waived": planned.waived_at is not None,
        }
        for planned, by, reason_ja, reason_en in rows
    ]


def flyers_left_out(session: Session, order_id: int) -> list[dict[str, Any]]:
    """The flyers that an order's parcel was meant to get and that do not fit into it."""
    rows = session.execute(
        select(LeftOut, func.coalesce(Campaign.name, LeftOut.by_rule), Product.name)
        .outerjoin(Campaign, Campaign.id == LeftOut.campaign_id)
        .join(Product, Product.id == LeftOut.product_id)
        .join(Shipment, Shipment.id == LeftOut.shipment_id)
        .where(Shipment.order_id == order_id, Shipment.cancelled_at.is_(None))
        .order_by(LeftOut.id)
    )
    return [{"campaign": by, "name": name, "why": one.why} for one, by, name in rows]
