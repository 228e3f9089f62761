"""What is asked about places."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.places.records import Place, Zone


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as others refer to it."""

    id: int
    code: str
    kind: str


def spots(session: Session, codes: Sequence[str]) -> dict[str, Spot]:
    """Places by their codes; an unknown code is not among them."""
    rows = session.execute(
        select(Place.id, Place.code, Place.kind).where(Place.code.in_(list(codes)))
    )
    return {row.code: Spot(*row) for row in rows}


def virtual_place_ids(session: Session) -> dict[str, int]:
    """SUPPLIER, CUSTOMER, LOSS, FOUND, DISCREPANCY and FLYER_USED by name."""
    rows = session.execute(select(Place.code, Place.id).where(Place.kind == "virtual"))
    return dict(rows.all())


def zone_codes(session: Session) -> dict[int, str]:
    """Zones by id."""
    rows = session.execute(select(Zone.id, Zone.code))
    return dict(rows.all())


def zones_of_places(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """The zone of each place that is in one."""
    rows = session.execute(
        select(Place.id, Zone.code)
        .join(Zone, Zone.id == Place.zone_id)
        .where(Place.id.in_(list(ids)))
    )
    return dict(rows.all())
