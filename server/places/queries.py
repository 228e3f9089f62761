"""What is asked about places."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, aliased

from server.foundation.sets import table_of
from server.places.records import Place, Warehouse, Zone


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as others refer to it."""

    id: int
    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place as work is planned around it."""

    id: int
    code: str
    kind: str
    zone: str
    """Empty where it is in none."""
    aisle: str
    walk_order: int
    is_reserve: bool


def place_cards(session: Session, ids: Collection[int]) -> dict[int, PlaceCard]:
    """Places by their ids."""
    rows = session.execute(
        select(
            Place.id,
            Place.code,
            Place.kind,
            func.coalesce(Zone.code, ""),
            Place.aisle,
            Place.walk_order,
            Place.is_reserve,
        )
        .outerjoin(Zone, Zone.id == Place.zone_id)
        .where(Place.id.in_(sorted(ids)))
    )
    return {row.id: PlaceCard(*row) for row in rows}


def spots(session: Session, codes: Sequence[str]) -> dict[str, Spot]:
    """Places by their codes; an unknown code is not among them."""
    rows = session.execute(
        select(Place.id, Place.code, Place.kind).where(Place.code.in_(list(codes)))
    )
    return {row.code: Spot(*row) for row in rows}


def first_warehouse(session: Session) -> int | None:
    """The warehouse that work belongs to which names none; None in a house without any."""
    return session.scalar(select(Warehouse.id).order_by(Warehouse.id).limit(1))


def warehouse_of(session: Session, place_id: int) -> int:
    """The warehouse in which a place is."""
    return session.scalars(select(Place.warehouse_id).where(Place.id == place_id)).one()


@dataclass(frozen=True, slots=True)
class ShelfCard:
    """A shelf as goods are put on it."""

    id: int
    code: str
    zone: str
    """Empty where it is in none."""
    level: int
    walk_order: int
    is_reserve: bool
    most_pieces: int | None


def shelf_cards(session: Session, warehouse_id: int, ids: Collection[int]) -> list[ShelfCard]:
    """Shelves and racks of a warehouse among these places, in the order of a walk."""
    rows = session.execute(
        select(
            Place.id,
            Place.code,
            func.coalesce(Zone.code, ""),
            Place.level,
            Place.walk_order,
            Place.is_reserve,
            Place.most_pieces,
        )
        .outerjoin(Zone, Zone.id == Place.zone_id)
        .where(
            Place.id.in_(sorted(ids)),
            Place.warehouse_id == warehouse_id,
            Place.kind.in_(("shelf", "rack")),
        )
        .order_by(Place.walk_order, Place.id)
    )
    return [ShelfCard(*row) for row in rows]


def rack_slots(session: Session, beside_place_id: int) -> list[tuple[str, int]]:
    """The flyer rack (チラシ棚) of the warehouse that a place is in: its slots and their levels."""
    beside = select(Place.warehouse_id).where(Place.id == beside_place_id).scalar_subquery()
    rows = session.execute(
        select(Place.code, Place.level)
        .where(Place.kind == "rack", Place.warehouse_id == beside)
        .order_by(Place.code)
    )
    return [(row.code, row.level) for row in rows]


def most_pieces(session: Session, ids: Collection[int]) -> dict[int, int]:
    """How many pieces places take; those of which nobody has said it are left out."""
    rows = session.execute(
        select(Place.id, Place.most_pieces).where(
            Place.id.in_(sorted(ids)), Place.most_pieces.is_not(None)
        )
    )
    return {row.id: row.most_pieces for row in rows}


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


def count_limit(session: Session, place_id: int) -> int:
    """By how many pieces a count of this place may differ and still be booked at once."""
    return session.scalars(
        select(Warehouse.count_limit_pieces)
        .join(Place, Place.warehouse_id == Warehouse.id)
        .where(Place.id == place_id)
    ).one()


@dataclass(frozen=True, slots=True)
class WayBack:
    """How far a place lies behind another, and how far one turns round for goods."""

    places_back: int
    most_places_back: int


def way_back(session: Session, place_id: int, *, walk_order: int) -> WayBack:
    """How many shelves lie between a place and one that comes before it on a walk."""
    here = aliased(Place)
    between = (
        select(func.count())
        .select_from(Place)
        .where(
            Place.warehouse_id == here.warehouse_id,
            Place.kind == "shelf",
            Place.walk_order > walk_order,
            Place.walk_order < here.walk_order,
        )
        .correlate(here)
        .scalar_subquery()
    )
    row = session.execute(
        select(between, Warehouse.repick_places_back)
        .join(here, here.warehouse_id == Warehouse.id)
        .where(here.id == place_id)
    ).one()
    return WayBack(*row)


def turn_round_for(session: Session, places_back: int, warehouse: str | None) -> list[str]:
    """Set how far a picker turns round for what was short; the warehouses, by code."""
    change = update(table_of(Warehouse)).values(repick_places_back=places_back)
    named = change if warehouse is None else change.where(Warehouse.code == warehouse)
    return sorted(session.scalars(named.returning(Warehouse.code)))


def warehouse_ids(session: Session) -> list[int]:
    """All warehouses."""
    return list(session.scalars(select(Warehouse.id).order_by(Warehouse.id)))


def counts_a_day(session: Session, warehouse_id: int) -> int:
    """How many places of a warehouse are counted in turns every day."""
    return session.scalars(select(Warehouse.counts_a_day).where(Warehouse.id == warehouse_id)).one()


def set_counts_a_day(session: Session, warehouse_id: int, places_a_day: int) -> None:
    """Say how many places of a warehouse are counted in turns every day."""
    session.execute(
        update(table_of(Warehouse))
        .where(Warehouse.id == warehouse_id)
        .values(counts_a_day=places_a_day)
    )
