"""Movements with their cause: which job, which scan, who, on which device, for which order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from server.boards.books.apart import read_apart
from server.catalog.records import Owner, Product
from server.devices.records import Device
from server.foundation import moment_text, table_of
from server.orders.records import Order, OrderLine
from server.people.records import Person
from server.places.records import Place
from server.scans.records import DeviceEvent
from server.stock.records import Balance, Movement
from server.tasks.records import Task
from server.vocabulary import display

SOURCE, TARGET = aliased(Place), aliased(Place)
FEW_PRODUCTS = 50


@dataclass(frozen=True, slots=True)
class Ledger:
    """Which lines of the ledger are asked for."""

    product_id: int | None = None
    place_id: int | None = None
    lot: str | None = None
    owner: str = ""
    """An owner's code. Who is walled in sees this owner's goods only."""
    until: datetime | None = None


def movements_page(
    session: Session, ledger: Ledger, *, after: int | None, most: int
) -> dict[str, Any]:
    """One page of movements, the newest first.

    Args:
        session: the open transaction.
        ledger: which lines.
        after: the last movement of the page before; None for the first.
        most: how many rows.
    """
    query = movements(session, ledger).limit(most + 1)
    if after is not None:
        query = query.where(Movement.id < after)
    found = read_apart(session, query)
    rows = [as_shown(row, ledger) for row in found[:most]]
    return {"rows": rows, "next": rows[-1]["id"] if len(found) > most else None}


def movements(session: Session, ledger: Ledger) -> Select[Any]:
    """Lines of the ledger, the newest first, with all that led to them."""
    columns: list[Any] = [
        *table_of(Movement).c,
        Product.sku,
        Product.name,
        SOURCE.code.label("source"),
        TARGET.code.label("target"),
        Person.name.label("person"),
        Device.name.label("device"),
        Task.number.label("task"),
        Task.kind.label("task_kind"),
        Order.id.label("order_id"),
        Order.external_no.label("order"),
    ]
    by_products = is_found_by_products(session, ledger)
    # A sum is no index: the database cannot walk back through all the ledger by it.
    newest = Movement.id + 0 if by_products else Movement.id
    return (
        select(*columns)
        .join(Product, Product.id == Movement.product_id)
        .join(SOURCE, SOURCE.id == Movement.source_place_id)
        .join(TARGET, TARGET.id == Movement.target_place_id)
        .outerjoin(Person, Person.id == Movement.person_id)
        .outerjoin(DeviceEvent, DeviceEvent.event_id == Movement.event_id)
        .outerjoin(Device, Device.id == DeviceEvent.device_id)
        .outerjoin(Task, Task.id == DeviceEvent.task_id)
        .outerjoin(OrderLine, OrderLine.id == Movement.order_line_id)
        .outerjoin(Order, Order.id == OrderLine.order_id)
        .where(*narrowed(ledger, by_products=by_products))
        .order_by(newest.desc())
    )


def is_found_by_products(session: Session, ledger: Ledger) -> bool:
    """Whether movements of a place or a lot are found by the products that were ever there.

    The ledger is indexed by product and not by place, because every scan pays for an index. A
    balance is never deleted, so the balances know what a shelf has held, however long ago. A tote
    in daily use has held everything; of it the end of the ledger soon tells enough.
    """
    if ledger.place_id is None or ledger.lot is not None:
        return ledger.lot is not None
    ever = select(func.count()).where(Balance.place_id == ledger.place_id)
    return (session.scalar(ever) or 0) <= FEW_PRODUCTS


def narrowed(ledger: Ledger, *, by_products: bool) -> list[ColumnElement[bool]]:
    """The conditions of a search."""
    wanted: list[ColumnElement[bool]] = []
    ever = select(Balance.product_id)
    if ledger.product_id is not None:
        wanted.append(Movement.product_id == ledger.product_id)
    if ledger.place_id is not None:
        here = (Movement.source_place_id, Movement.target_place_id)
        wanted.append(or_(*(place == ledger.place_id for place in here)))
        ever = ever.where(Balance.place_id == ledger.place_id)
    if ledger.lot is not None:
        wanted.append(Movement.lot == ledger.lot)
        ever = ever.where(Balance.lot == ledger.lot)
    if by_products:
        wanted.append(Movement.product_id.in_(ever))
    if ledger.owner:
        owner = select(Owner.id).where(Owner.code == ledger.owner).scalar_subquery()
        wanted.append(Product.owner_id == owner)
    if ledger.until is not None:
        wanted.append(Movement.at <= ledger.until)
    return wanted


def as_shown(row: RowMapping, ledger: Ledger) -> dict[str, Any]:
    """One movement and its cause."""
    into = row["target_place_id"] == ledger.place_id
    same = ("id", "product_id", "sku", "name", "lot", "quantity_pieces", "cause", "row")
    caused_by = ("person", "device", "task", "task_kind", "order_id", "order")
    return {name: row[name] for name in (*same, *caused_by)} | {
        "at": moment_text(row["at"]),
        "source": display(row["source"]),
        "target": display(row["target"]),
        "direction": None if ledger.place_id is None else ("in" if into else "out"),
    }
