"""What is this? Any code of the house, looked up: what it names, and what is there now.

For hands on the floor: no name, address or number of a customer is ever in an answer.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server import catalog
from server.catalog.records import Barcode, Product, Shop
from server.orders.records import Order, Parcel, Shipment
from server.people.records import Person
from server.places.records import Place, Zone
from server.stock.records import Balance
from server.tasks.records import Task
from server.vocabulary import Scan, display, read
from server.waves.records import Batch, BatchSlot

ROWS_MAX = 100
SHELVES = ("shelf", "rack")


def look_up(session: Session, raw: str) -> dict[str, Any]:
    """Everything the floor may know about a code.

    Args:
        session: the open transaction.
        raw: the scanner's text, or a code as people write it (`A-01-03`, `TEE-WH-M`).

    Returns:
        The body of the answer; `kind` is `unknown` where nothing has this code.
    """
    for scan in readings_of(raw):
        found = known_as(session, scan)
        if found is not None:
            return empty(scan) | found
    first = read(raw)[0]
    return empty(first) | {"kind": "misread" if first.kind == "misread" else "unknown"}


def readings_of(raw: str) -> list[Scan]:
    """The ways to read a text, and a place by the name on its plate."""
    readings = read(raw)
    text = readings[-1].code
    bare = [Scan(kind, text) for kind, head in BARE.items() if text.startswith(head)]
    return [*readings, *bare, Scan("place", f"L-{text}")]


BARE: Any = {"place": "L-", "tote": "T-", "cart": "C-", "shipment": "S-"}
"""Own codes that somebody typed without their check character."""


def empty(scan: Scan) -> dict[str, Any]:
    """An answer that knows nothing yet."""
    return {
        "kind": scan.kind,
        "code": display(scan.code),
        "zone": None,
        "products": [],
        "stock": [],
        "totes": [],
        "shipment": None,
        "task": None,
    }


def known_as(session: Session, scan: Scan) -> dict[str, Any] | None:
    """What a reading names; None when nothing has this code."""
    if scan.kind == "item":
        return goods(session, scan.code)
    if scan.kind in ("place", "tote", "cart", "station"):
        return place(session, scan.code)
    if scan.kind == "shipment":
        return shipment(session, Shipment.number == scan.code.replace("-", ""))
    if scan.kind == "slip":
        of_slip = select(Parcel.shipment_id).where(Parcel.tracking_no == scan.code)
        return shipment(session, Shipment.id.in_(of_slip))
    return None


def goods(session: Session, code: str) -> dict[str, Any] | None:
    """Products with this barcode or this article number, and where they lie."""
    ids = session.scalars(
        select(Product.id)
        .outerjoin(Barcode, Barcode.product_id == Product.id)
        .where(or_(Barcode.code == code, Product.sku == code))
        .distinct()
        .limit(ROWS_MAX)
    ).all()
    if not ids:
        return None
    return {
        "kind": "item",
        "products": product_rows(session, ids),
        "stock": stock_rows(session, Balance.product_id.in_(ids)),
    }


def place(session: Session, code: str) -> dict[str, Any] | None:
    """A shelf, tote, cart or station and what lies in it."""
    row = session.execute(
        select(Place.id, Place.kind, Place.code, Zone.name)
        .outerjoin(Zone, Zone.id == Place.zone_id)
        .where(Place.code == code, Place.kind != "virtual")
    ).one_or_none()
    if row is None:
        return None
    stock = stock_rows(session, Balance.place_id == row.id)
    found: dict[str, Any] = {
        "kind": "place" if row.kind in SHELVES else row.kind,
        "code": display(row.code),
        "zone": row.name,
    }
    if row.kind == "tote":
        found = carried_by(session, row.id) | found
    if row.kind == "cart":
        found |= loaded_on(session, row.id)
        stock += stock_rows(session, Balance.place_id.in_(totes_on(row.id)))
    products = {line["product"] for line in stock}
    return found | {"stock": stock, "products": product_rows(session, sorted(products))}


def carried_by(session: Session, tote_id: int) -> dict[str, Any]:
    """Whose parcel a tote carries, and who has it in hand."""
    slot = session.execute(
        select(BatchSlot.shipment_id).where(
            BatchSlot.tote_place_id == tote_id, BatchSlot.freed_at.is_(None)
        )
    ).one_or_none()
    if slot is None:
        return {}
    return shipment(session, Shipment.id == slot.shipment_id) or {}


def totes_on(cart_id: int) -> Any:
    """The totes that stand on a cart now."""
    return (
        select(BatchSlot.tote_place_id)
        .join(Batch, Batch.id == BatchSlot.batch_id)
        .where(
            Batch.cart_place_id == cart_id,
            Batch.cart_freed_at.is_(None),
            BatchSlot.freed_at.is_(None),
            BatchSlot.tote_place_id.is_not(None),
        )
    )


def loaded_on(session: Session, cart_id: int) -> dict[str, Any]:
    """The walk a cart is on, and its totes."""
    totes = session.scalars(
        select(Place.code).where(Place.id.in_(totes_on(cart_id))).order_by(Place.code)
    ).all()
    of_walk = (
        select(Batch.id)
        .where(Batch.cart_place_id == cart_id, Batch.cart_freed_at.is_(None))
        .scalar_subquery()
    )
    return {"totes": list(totes), "task": task(session, Task.batch_id == of_walk)}


def shipment(session: Session, which: Any) -> dict[str, Any] | None:
    """A parcel on its way through the house: order number, shop and stage, and its next task."""
    row = session.execute(
        select(
            Shipment.id,
            Shipment.number,
            Shipment.carrier_code,
            Order.external_no,
            Order.stage,
            Shop.name,
            Parcel.tracking_no,
        )
        .join(Order, Order.id == Shipment.order_id)
        .join(Shop, Shop.id == Order.shop_id)
        .outerjoin(Parcel, Parcel.shipment_id == Shipment.id)
        .where(which)
        .order_by(Shipment.cancelled_at.is_not(None), Shipment.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    tote = session.scalar(
        select(Place.code)
        .join(BatchSlot, BatchSlot.tote_place_id == Place.id)
        .where(BatchSlot.shipment_id == row.id, BatchSlot.freed_at.is_(None))
    )
    of_walk = (
        select(BatchSlot.batch_id)
        .where(BatchSlot.shipment_id == row.id, BatchSlot.freed_at.is_(None))
        .scalar_subquery()
    )
    return {
        "kind": "shipment",
        "shipment": {
            "number": row.number,
            "order": row.external_no,
            "shop": row.name,
            "stage": row.stage,
            "carrier": row.carrier_code,
            "slip": row.tracking_no,
            "tote": tote,
        },
        "task": task(session, or_(Task.shipment_id == row.id, Task.batch_id == of_walk)),
    }


def task(session: Session, which: Any) -> dict[str, Any] | None:
    """The task something is part of now: the one in hand, else the next that is open."""
    row = session.execute(
        select(Task.number, Task.kind, Task.stage, Person.name)
        .outerjoin(Person, Person.id == Task.lease_person_id)
        .where(which, Task.stage.not_in(("done", "cancelled")))
        .order_by(Task.stage != "claimed", Task.stage == "waiting", Task.id)
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    holder = row.name if row.stage == "claimed" else None
    return {"number": row.number, "kind": row.kind, "stage": row.stage, "by": holder}


def product_rows(session: Session, product_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Products as screens show them."""
    cards = catalog.product_cards(session, product_ids)
    return [card.as_shown() for _, card in sorted(cards.items())]


def stock_rows(session: Session, which: Any) -> list[dict[str, Any]]:
    """What lies where, in the order of the walk: pieces there, held, and free."""
    rows = session.execute(
        select(
            Place.code,
            Zone.name,
            Balance.product_id,
            Balance.lot,
            Balance.expires_on,
            Balance.on_hand_pieces,
            Balance.held_pieces,
            Place.kind,
        )
        .join(Place, Place.id == Balance.place_id)
        .outerjoin(Zone, Zone.id == Place.zone_id)
        .where(which, Place.kind.not_in(("virtual", "parcel")), Balance.on_hand_pieces > 0)
        .order_by(Place.kind.not_in(SHELVES), Place.walk_order, Balance.product_id, Balance.lot)
        .limit(ROWS_MAX)
    )
    return [
        {
            "place": display(row[0]),
            "zone": row[1],
            "product": row[2],
            "lot": row[3],
            "expires_on": row[4],
            "on_hand_pieces": row[5],
            "held_pieces": row[6],
            "free_pieces": row[5] - row[6] if row[7] in SHELVES else 0,
            "is_on_shelf": row[7] in SHELVES,
        }
        for row in rows
    ]
