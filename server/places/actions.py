"""Places that come into being at work."""

from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from server.foundation.sets import table_of
from server.places.records import Place, Warehouse


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
