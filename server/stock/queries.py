"""What is asked about stock."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, exists, func, literal_column, or_, select, true
from sqlalchemy.orm import Session

from server.foundation.clock import WAREHOUSE_TIME, today
from server.places import Place
from server.stock.decisions import Free
from server.stock.records import Balance, LotBlock, Movement, Reservation

FLYER_PLACES = ("rack", "shelf")
"""Where flyers lie that parcels may be promised."""
PRODUCTS_AT_ONCE = 500
"""Of one question: databases take only so many values."""


@dataclass(frozen=True, slots=True)
class Held:
    """Pieces of one shelf that are held for one order line or flyer insert."""

    reservation_id: int
    purpose: int
    stock_id: int
    place_id: int
    place: str
    walk_order: int
    aisle: str
    zone_id: int | None
    product_id: int
    lot: str
    expires_on: str | None
    quantity_pieces: int
    """Still held: reserved less used and released."""


def free_balances(
    session: Session,
    product_ids: Sequence[int],
    *,
    kinds: Sequence[str],
    expires_after: str,
    not_in: Collection[int] = (),
) -> list[Free]:
    """Balances nobody holds wholly, locked until the transaction ends, in one order for everybody.

    Args:
        session: the open transaction.
        product_ids: of which products.
        kinds: kinds of place that may be promised.
        expires_after: a day; what expires on it or before is left out.
        not_in: places that are left out.
    """
    rows = session.execute(
        select(
            Balance.id,
            Balance.product_id,
            Balance.expires_on,
            Place.walk_order,
            Balance.on_hand_pieces - Balance.held_pieces,
            Balance.lot,
            Balance.lies_since,
        )
        .join(Place, Place.id == Balance.place_id)
        .where(
            Balance.product_id.in_(list(product_ids)),
            Balance.on_hand_pieces > Balance.held_pieces,
            is_of_kind(kinds),
            or_(Balance.expires_on.is_(None), Balance.expires_on > expires_after),
            Balance.place_id.not_in(sorted(not_in)),
            ~is_blocked(),
        )
        .order_by(Balance.place_id, Balance.product_id, Balance.lot)
        .with_for_update(of=Balance)
    )
    return [Free(*row[:6], lies_since=day_of(row.lies_since)) for row in rows]


def free_flyers(session: Session, product_ids: Collection[int]) -> dict[int, int]:
    """Pieces of flyers that could be held for parcels now; products without any are left out."""
    rows = session.execute(
        select(Balance.product_id, func.sum(Balance.on_hand_pieces - Balance.held_pieces))
        .join(Place, Place.id == Balance.place_id)
        .where(
            Balance.product_id.in_(sorted(product_ids)),
            Balance.on_hand_pieces > Balance.held_pieces,
            is_of_kind(FLYER_PLACES),
            or_(Balance.expires_on.is_(None), Balance.expires_on > today()),
            ~is_blocked(),
        )
        .group_by(Balance.product_id)
    )
    return {product_id: int(pieces) for product_id, pieces in rows}


def is_of_kind(kinds: Sequence[str]) -> ColumnElement[bool]:
    """Whether goods lie in a place of one of these kinds.

    Most places are shelves. Were the kind looked up by its index, SQLite would walk to every shelf
    of the house and ask there for each product; so it is no bare column here.
    """
    return (Place.kind + literal_column("''")).in_(list(kinds))


def is_blocked() -> ColumnElement[bool]:
    """Whether a lot is one that nobody is promised."""
    return exists().where(
        LotBlock.product_id == Balance.product_id,
        LotBlock.lot == Balance.lot,
        LotBlock.released_at.is_(None),
    )


def day_of(moment: datetime | None) -> str:
    """The warehouse's day of a moment; empty for none."""
    return "" if moment is None else moment.astimezone(WAREHOUSE_TIME).date().isoformat()


def held_for(
    session: Session, *, purpose: str, ids: Sequence[int], also_used: bool = False
) -> list[Held]:
    """What is still held for one purpose: `order_line_id`, `flyer_insert_id` or `assembly_id`.

    Args:
        session: the open transaction.
        purpose: what it is held for.
        ids: of which lines, inserts or assemblies.
        also_used: whether holds count of which nothing is left.
    """
    purpose_id = getattr(Reservation, purpose)
    left = Reservation.quantity_pieces - Reservation.used_pieces - Reservation.released_pieces
    rows = session.execute(
        select(
            Reservation.id,
            purpose_id,
            Balance.id,
            Place.id,
            Place.code,
            Place.walk_order,
            Place.aisle,
            Place.zone_id,
            Balance.product_id,
            Balance.lot,
            Balance.expires_on,
            left,
        )
        .join(Balance, Balance.id == Reservation.stock_id)
        .join(Place, Place.id == Balance.place_id)
        .where(purpose_id.in_(list(ids)), true() if also_used else left > 0)
        .order_by(Place.walk_order, Balance.product_id, Reservation.id)
    )
    return [Held(*row) for row in rows]


def held_for_lines(session: Session, order_line_ids: Sequence[int]) -> list[Held]:
    """What is still held for order lines, in the order of the walk."""
    return held_for(session, purpose="order_line_id", ids=order_line_ids)


def held_for_inserts(session: Session, flyer_insert_ids: Sequence[int]) -> list[Held]:
    """What is still held for flyers of parcels."""
    return held_for(session, purpose="flyer_insert_id", ids=flyer_insert_ids)


def held_for_assembly(session: Session, assembly_id: int) -> list[Held]:
    """What is still held for kits that are put together, in the order of the walk."""
    return held_for(session, purpose="assembly_id", ids=[assembly_id])


def lines_ever_held(session: Session, order_line_ids: Sequence[int]) -> set[int]:
    """Those of these order lines that goods were ever held for."""
    query = select(Reservation.order_line_id).where(
        Reservation.order_line_id.in_(list(order_line_ids))
    )
    return {line_id for line_id in session.scalars(query) if line_id is not None}


def holds_for_inserts(session: Session, flyer_insert_ids: Sequence[int]) -> list[Held]:
    """Where flyers of parcels are, or were, held; also those that have been taken."""
    return held_for(session, purpose="flyer_insert_id", ids=flyer_insert_ids, also_used=True)


@dataclass(frozen=True, slots=True)
class Content:
    """Pieces of a product and lot in a place."""

    place_id: int
    product_id: int
    lot: str
    expires_on: str | None
    quantity_pieces: int


def contents_of(session: Session, place_ids: Sequence[int]) -> list[Content]:
    """What places hold, by place, product and lot."""
    rows = session.execute(
        select(
            Balance.place_id,
            Balance.product_id,
            Balance.lot,
            Balance.expires_on,
            Balance.on_hand_pieces,
        )
        .where(Balance.place_id.in_(list(place_ids)), Balance.on_hand_pieces != 0)
        .order_by(Balance.place_id, Balance.product_id, Balance.lot)
    )
    return [Content(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Lying:
    """Pieces of a product and lot in a place, and how many of them nobody was promised."""

    place_id: int
    product_id: int
    lot: str
    expires_on: str | None
    on_hand_pieces: int
    free_pieces: int


def lying_in(
    session: Session, place_ids: Collection[int], *, for_change: bool = False
) -> list[Lying]:
    """What lies in places, by place, product and lot.

    Args:
        session: the open transaction.
        place_ids: in which places.
        for_change: whether nobody else shall take, promise or bring any until the transaction ends.
    """
    query = (
        select(
            Balance.place_id,
            Balance.product_id,
            Balance.lot,
            Balance.expires_on,
            Balance.on_hand_pieces,
            Balance.on_hand_pieces - Balance.held_pieces,
        )
        .where(Balance.place_id.in_(sorted(place_ids)), Balance.on_hand_pieces > 0)
        .order_by(Balance.place_id, Balance.product_id, Balance.lot)
    )
    rows = session.execute(query.with_for_update() if for_change else query)
    return [Lying(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class LotKnown:
    """A lot that lies somewhere, and when it expires."""

    product_id: int
    lot: str
    expires_on: str


def lots_of(session: Session, product_ids: Collection[int]) -> list[LotKnown]:
    """The lots of products that lie anywhere and expire."""
    rows = session.execute(
        select(Balance.product_id, Balance.lot, func.min(Balance.expires_on))
        .where(
            Balance.product_id.in_(sorted(product_ids)),
            Balance.lot != "",
            Balance.on_hand_pieces > 0,
        )
        .group_by(Balance.product_id, Balance.lot)
        .order_by(Balance.product_id, Balance.lot)
    )
    return [LotKnown(product_id, lot, day) for product_id, lot, day in rows if day is not None]


@dataclass(frozen=True, slots=True)
class HeldHere:
    """Pieces in a place that are held for an order line."""

    product_id: int
    lot: str
    order_line_id: int
    reservation_id: int
    quantity_pieces: int


def held_for_lines_in(session: Session, place_id: int) -> list[HeldHere]:
    """What is held for order lines of what lies in a place."""
    left = Reservation.quantity_pieces - Reservation.used_pieces - Reservation.released_pieces
    rows = session.execute(
        select(Balance.product_id, Balance.lot, Reservation.order_line_id, Reservation.id, left)
        .join(Balance, Balance.id == Reservation.stock_id)
        .where(Balance.place_id == place_id, left > 0)
        .order_by(Reservation.id)
    )
    return [
        HeldHere(product_id, lot, line_id, reservation_id, pieces)
        for product_id, lot, line_id, reservation_id, pieces in rows
        if line_id is not None
    ]


@dataclass(frozen=True, slots=True)
class Moved:
    """Pieces that came to a place, or, less than none, left it."""

    product_id: int
    lot: str
    pieces: int
    at: datetime
    """When it was booked."""
    event_id: str | None


def moved_since(session: Session, place_id: int, moment: datetime) -> list[Moved]:
    """What was booked in and out of a place after a moment."""
    rows = session.execute(
        select(
            Movement.product_id,
            Movement.lot,
            case(
                (Movement.target_place_id == place_id, Movement.quantity_pieces),
                else_=-Movement.quantity_pieces,
            ),
            Movement.at,
            Movement.event_id,
        )
        .where(
            or_(Movement.source_place_id == place_id, Movement.target_place_id == place_id),
            Movement.product_id.in_(select(Balance.product_id).where(Balance.place_id == place_id)),
            Movement.at > moment,
        )
        .order_by(Movement.id)
    )
    return [Moved(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Left:
    """Pieces of a product and lot that a driver took, and the day on which the lot expires."""

    product_id: int
    lot: str
    expires_on: str | None
    pieces: int


def left_from(
    session: Session, place_ids: Collection[int], product_ids: Collection[int], since: datetime
) -> list[Left]:
    """What left the house out of parcels.

    Args:
        session: the open transaction.
        place_ids: the parcels.
        product_ids: what may be in them; the ledger finds its lines by product.
        since: the moment from which on they left.
    """
    lot_expires = (
        select(func.max(Balance.expires_on))
        .where(Balance.product_id == Movement.product_id, Balance.lot == Movement.lot)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Movement.product_id,
            Movement.lot,
            lot_expires,
            func.sum(Movement.quantity_pieces),
        )
        .where(
            Movement.product_id.in_(sorted(product_ids)),
            Movement.source_place_id.in_(sorted(place_ids)),
            Movement.cause == "handed_over",
            Movement.at >= since,
        )
        .group_by(Movement.product_id, Movement.lot)
        .order_by(Movement.product_id, Movement.lot)
    )
    return [Left(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class LyingSince:
    """A product in a place, and since when some of it has lain there."""

    place_id: int
    product_id: int
    lies_since: datetime


def lying_since(session: Session, warehouse_id: int, kinds: Sequence[str]) -> list[LyingSince]:
    """What lies in the places of a warehouse since when; of old stock since the first movement."""
    first = select(func.min(Movement.at)).scalar_subquery()
    rows = session.execute(
        select(
            Balance.place_id,
            Balance.product_id,
            func.min(func.coalesce(Balance.lies_since, first)),
        )
        .join(Place, Place.id == Balance.place_id)
        .where(
            Place.warehouse_id == warehouse_id,
            Place.kind.in_(list(kinds)),
            Balance.on_hand_pieces > 0,
        )
        .group_by(Balance.place_id, Balance.product_id)
        .order_by(Balance.place_id, Balance.product_id)
    )
    return [LyingSince(*row) for row in rows]


def pieces_picked_since(session: Session, moment: datetime) -> dict[int, int]:
    """Pieces of each product that pickers took off shelves after a moment."""
    rows = session.execute(
        select(Movement.product_id, func.sum(Movement.quantity_pieces))
        .where(Movement.cause == "picked", Movement.at > moment)
        .group_by(Movement.product_id)
    )
    return {product_id: int(pieces) for product_id, pieces in rows}


def products_lying(session: Session, product_ids: Collection[int]) -> set[int]:
    """Those of these products of which goods lie anywhere in the house."""
    wanted = sorted(product_ids)
    found: set[int] = set()
    for first in range(0, len(wanted), PRODUCTS_AT_ONCE):
        found |= set(
            session.scalars(
                select(Balance.product_id)
                .where(
                    Balance.product_id.in_(wanted[first : first + PRODUCTS_AT_ONCE]),
                    Balance.on_hand_pieces > 0,
                    ~Balance.is_virtual,
                )
                .distinct()
            )
        )
    return found
