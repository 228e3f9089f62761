"""Places that come into being at work."""

from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from server.foundation.sets import table_of
from server.places.queries import Spot
from server.places.records import Place, Warehouse

CALLED = {"dock": "L-IN-01", "quarantine": "L-HOLD-01"}
"""How the first dock (入荷場) and the first quarantine place (保留棚) of a house are called."""


def lock_place(session: Session, place_id: int) -> None:
    """Let nobody else decide about a place until the transaction ends."""
    session.execute(select(Place.id).where(Place.id == place_id).with_for_update())


def open_parcels(session: Session, codes: Sequence[str]) -> dict[str, int]:
    """Make a place for each parcel that is being packed; one that exists is kept.

    Returns:
        code → place id.
    """
    found = dict(
        session.execute(select(Place.code, Place.id).where(Place.code.in_(list(codes)))).all()
    )
    missing = [code for code in codes if code not in found]
    if missing:
        warehouse_id = session.scalars(select(Warehouse.id).order_by(Warehouse.id).limit(1)).one()
        made = session.execute(
            insert(table_of(Place)).returning(Place.code, Place.id),
            [{"warehouse_id": warehouse_id, "code": code, "kind": "parcel"} for code in missing],
        )
        found |= dict(made.all())
    return found


def dock_of(session: Session, warehouse_id: int) -> Spot:
    """The first dock (入荷場) of a warehouse; a house that has none gets one."""
    return first_of_kind(session, warehouse_id, "dock")


def quarantine_of(session: Session, warehouse_id: int) -> Spot:
    """Where a warehouse keeps apart what nobody may be promised; one that has none gets one."""
    return first_of_kind(session, warehouse_id, "quarantine")


def bench_of(session: Session, warehouse_id: int) -> int:
    """Where parts are by the book while kits are put together, and where the kits come from.

    A warehouse has it (ASSEMBLED) from its first assembly on.
    """
    is_it = (Place.warehouse_id == warehouse_id, Place.code == "ASSEMBLED")
    found = session.scalar(select(Place.id).where(*is_it))
    if found is not None:
        return found
    # Whoever finds none at the same moment waits here until this one is visible.
    session.execute(select(Warehouse.id).where(Warehouse.id == warehouse_id).with_for_update())
    found = session.scalar(select(Place.id).where(*is_it))
    if found is not None:
        return found
    made = insert(table_of(Place)).values(
        warehouse_id=warehouse_id, code="ASSEMBLED", kind="virtual"
    )
    return session.scalars(made.returning(Place.id)).one()


def first_of_kind(session: Session, warehouse_id: int, kind: str) -> Spot:
    """The first place of a kind, which is made where there is none."""
    found = find_first(session, warehouse_id, kind)
    if found is not None:
        return found
    # Whoever finds none at the same moment waits here until this one is visible.
    session.execute(select(Warehouse.id).where(Warehouse.id == warehouse_id).with_for_update())
    found = find_first(session, warehouse_id, kind)
    if found is not None:
        return found
    made = session.execute(
        insert(table_of(Place))
        .values(warehouse_id=warehouse_id, code=CALLED[kind], kind=kind)
        .returning(Place.id, Place.code, Place.kind)
    ).one()
    return Spot(*made)


def find_first(session: Session, warehouse_id: int, kind: str) -> Spot | None:
    """The first place of a kind, by its code."""
    found = session.execute(
        select(Place.id, Place.code, Place.kind)
        .where(Place.warehouse_id == warehouse_id, Place.kind == kind)
        .order_by(Place.code)
        .limit(1)
    ).one_or_none()
    return None if found is None else Spot(*found)
