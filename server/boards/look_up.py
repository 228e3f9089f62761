"""What is this? Any code of the house, looked up: what it names, and what is there now.

For hands on the floor: no name, address or number of a customer is ever in an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from server import catalog
from server.boards.books import Ledger
from server.boards.touching import held_for, last_touch
from server.catalog.records import Barcode, Owner, Product, Shop
from server.foundation import moment_text, today
from server.orders.records import Order, PackedSerial, Parcel, Shipment
from server.people.records import Person
from server.places.records import Place, Zone
from server.stock.records import Balance
from server.tasks.records import Task
from server.vocabulary import Scan, display, read, serial_of
from server.waves.records import Batch, BatchSlot

ROWS_MAX = 100
SHELVES = ("shelf", "rack")


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: a person sees their own work; within an owner's wall only that owner's goods."""

    person_id: int | None = None
    owner: str = ""
    """An owner's code; empty where all goods may be seen."""

    def may_see(self) -> ColumnElement[bool]:
        """Which products are within the wall."""
        if not self.owner:
            return true()
        owner = select(Owner.id).where(Owner.code == self.owner).scalar_subquery()
        return Product.owner_id == owner

    def may_see_order(self) -> ColumnElement[bool]:
        """Which orders are within the wall."""
        if not self.owner:
            return true()
        owner = select(Owner.id).where(Owner.code == self.owner).scalar_subquery()
        return Order.owner_id == owner


def look_up(session: Session, raw: str, asker: Asker) -> dict[str, Any]:
    """Everything the floor may know about a code.

    Args:
        session: the open transaction.
        raw: the scanner's text, or a code as people write it (`A-01-03`, `TEE-WH-M`).
        asker: who asks.

    Returns:
        The body of the answer; `kind` is `unknown` where nothing has this code.
    """
    for scan in readings_of(raw):
        if scan.serial is not None and (found := named_piece(session, raw, asker)) is not None:
            return found
        found = known_as(session, scan, asker)
        if found is not None:
            return empty(scan) | found
    found = named_piece(session, raw, asker)
    if found is not None:
        return found
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
        "lot": scan.lot,
        "products": [],
        "products_more": 0,
        "stock": [],
        "stock_more": 0,
        "held_for": [],
        "held_for_more": 0,
        "last_touch": None,
        "person": None,
        "totes": [],
        "shipment": None,
        "came_back_at": None,
        "task": None,
    }


def named_piece(session: Session, raw: str, asker: Asker) -> dict[str, Any] | None:
    """A piece of goods by its serial number: what it is, and with which parcel it left."""
    scan = read(raw)[0]
    serial = scan.serial or serial_of(raw)
    if serial is None:
        return None
    query = (
        select(PackedSerial.product_id, PackedSerial.shipment_id, PackedSerial.came_back_at)
        .join(Product, Product.id == PackedSerial.product_id)
        .where(PackedSerial.serial == serial, asker.may_see())
        .order_by(PackedSerial.came_back_at.is_not(None), PackedSerial.id.desc())
    )
    if scan.kind == "item" and scan.serial is not None:
        coded = select(Barcode.product_id).where(Barcode.code == scan.code)
        query = query.where(PackedSerial.product_id.in_(coded))
    row = session.execute(query.limit(1)).one_or_none()
    if row is None:
        return None
    left = shipment(session, Shipment.id == row.shipment_id, asker) or {}
    return (
        empty(Scan("serial", serial))
        | left
        | {
            "kind": "serial",
            "products": product_rows(session, [row.product_id]),
            "came_back_at": row.came_back_at and moment_text(row.came_back_at),
        }
    )


def known_as(session: Session, scan: Scan, asker: Asker) -> dict[str, Any] | None:
    """What a reading names; None when nothing has this code."""
    if scan.kind in ("item", "lot"):
        return (goods if scan.kind == "item" else lot)(session, scan, asker)
    if scan.kind == "badge":
        return badge(session, scan.code, asker)
    if scan.kind in ("place", "tote", "cart", "station"):
        return place(session, scan.code, asker)
    if scan.kind == "shipment":
        return shipment(session, Shipment.number == scan.code.replace("-", ""), asker)
    if scan.kind == "slip":
        of_slip = select(Parcel.shipment_id).where(Parcel.tracking_no == scan.code)
        return shipment(session, Shipment.id.in_(of_slip), asker)
    return None


def goods(session: Session, scan: Scan, asker: Asker) -> dict[str, Any] | None:
    """Products with this barcode or this article number, and where they lie; of a lot, if the code
    says one.
    """
    coded = select(Barcode.product_id).where(Barcode.code == scan.code)
    query = (
        select(Product.id)
        .where(or_(Product.id.in_(coded), Product.sku == scan.code), asker.may_see())
        .order_by(Product.id)
    )
    ids = session.scalars(query.limit(ROWS_MAX)).all()
    if not ids:
        return None
    here = Balance.product_id.in_(ids)
    of_lot = here if scan.lot is None else and_(here, Balance.lot == scan.lot)
    touched = [
        touch
        for product_id in ids
        if (touch := last_touch(session, Ledger(product_id=product_id, lot=scan.lot))) is not None
    ]
    return (
        {
            "kind": "item",
            "products": product_rows(session, ids),
            "products_more": count(session, query) - len(ids),
            "last_touch": max(touched, key=lambda touch: str(touch["at"]), default=None),
        }
        | stock_rows(session, of_lot, asker)
        | held_for(session, of_lot)
    )


def lot(session: Session, scan: Scan, asker: Asker) -> dict[str, Any] | None:
    """A lot's own label: which goods have it, and where they lie."""
    query = (
        select(Balance.product_id)
        .join(Product, Product.id == Balance.product_id)
        .where(Balance.lot == scan.lot, asker.may_see())
        .distinct()
        .order_by(Balance.product_id)
    )
    ids = session.scalars(query.limit(ROWS_MAX)).all()
    if not ids:
        return None
    of_lot = and_(Balance.lot == scan.lot, asker.may_see())
    return (
        {
            "kind": "lot",
            "products": product_rows(session, ids),
            "products_more": count(session, query) - len(ids),
            "last_touch": last_touch(session, Ledger(lot=scan.lot, owner=asker.owner)),
        }
        | stock_rows(session, of_lot, asker)
        | held_for(session, of_lot)
    )


def badge(session: Session, code: str, asker: Asker) -> dict[str, Any]:
    """A badge: the name and the work of whoever asks. Whose another one is, it does not tell."""
    own = session.execute(
        select(Person.id, Person.name).where(Person.badge == code, Person.id == asker.person_id)
    ).one_or_none()
    if own is None:
        return {"kind": "badge"}
    at_work = session.execute(
        select(Task.number, Task.kind, Task.stage)
        .where(Task.lease_person_id == own.id, Task.stage == "claimed")
        .order_by(Task.claimed_at, Task.id)
        .limit(ROWS_MAX)
    ).all()
    tasks = [
        {"number": row.number, "kind": row.kind, "stage": row.stage, "by": own.name}
        for row in at_work
    ]
    return {"kind": "badge", "person": {"name": own.name, "tasks": tasks}}


def place(session: Session, code: str, asker: Asker) -> dict[str, Any] | None:
    """A shelf, tote, cart or station and what lies in it."""
    row = session.execute(
        select(Place.id, Place.kind, Place.code, Zone.name)
        .outerjoin(Zone, Zone.id == Place.zone_id)
        .where(Place.code == code, Place.kind != "virtual")
    ).one_or_none()
    if row is None:
        return None
    here: ColumnElement[bool] = Balance.place_id == row.id
    found: dict[str, Any] = {
        "kind": "place" if row.kind in SHELVES else row.kind,
        "code": display(row.code),
        "zone": row.name,
    }
    if row.kind == "tote":
        found = carried_by(session, row.id, asker) | found
    if row.kind == "cart":
        found |= loaded_on(session, row.id)
        here = or_(here, Balance.place_id.in_(totes_on(row.id)))
    lying = stock_rows(session, here, asker)
    products = {line["product"] for line in lying["stock"]}
    ledger = Ledger(place_id=row.id, owner=asker.owner)
    return (
        found
        | lying
        | held_for(session, and_(here, asker.may_see()))
        | {
            "products": product_rows(session, sorted(products)),
            "last_touch": last_touch(session, ledger),
        }
    )


def carried_by(session: Session, tote_id: int, asker: Asker) -> dict[str, Any]:
    """Whose parcel a tote carries, and who has it in hand."""
    slot = session.execute(
        select(BatchSlot.shipment_id).where(
            BatchSlot.tote_place_id == tote_id, BatchSlot.freed_at.is_(None)
        )
    ).one_or_none()
    if slot is None:
        return {}
    return shipment(session, Shipment.id == slot.shipment_id, asker) or {}


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


def shipment(session: Session, which: Any, asker: Asker) -> dict[str, Any] | None:
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
        .where(which, asker.may_see_order())
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


def stock_rows(session: Session, which: Any, asker: Asker) -> dict[str, Any]:
    """What lies where, in the order of the walk: pieces there, held, and free; and how many rows
    more there are.
    """
    day = date.fromisoformat(today())
    query = (
        select(
            Place.code.label("place"),
            Place.kind,
            Zone.name.label("zone"),
            Balance.product_id,
            Balance.lot,
            Balance.expires_on,
            Balance.on_hand_pieces,
            Balance.held_pieces,
        )
        .join(Place, Place.id == Balance.place_id)
        .join(Product, Product.id == Balance.product_id)
        .outerjoin(Zone, Zone.id == Place.zone_id)
        .where(which, asker.may_see(), Place.kind.not_in(("virtual", "parcel")))
        .where(Balance.on_hand_pieces > 0)
    )
    rows = session.execute(
        query.order_by(
            Place.kind.not_in(SHELVES), Place.walk_order, Balance.product_id, Balance.lot
        ).limit(ROWS_MAX)
    ).all()
    shown = [
        {
            "place": display(row.place),
            "zone": row.zone,
            "product": row.product_id,
            "lot": row.lot,
            "expires_on": row.expires_on,
            "days_left": row.expires_on and (date.fromisoformat(row.expires_on) - day).days,
            "on_hand_pieces": row.on_hand_pieces,
            "held_pieces": row.held_pieces,
            "free_pieces": row.on_hand_pieces - row.held_pieces if row.kind in SHELVES else 0,
            "is_on_shelf": row.kind in SHELVES,
        }
        for row in rows
    ]
    more = 0 if len(shown) < ROWS_MAX else count(session, query) - len(shown)
    return {"stock": shown, "stock_more": more}


def count(session: Session, query: Any) -> int:
    """How many rows a question has."""
    return session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
