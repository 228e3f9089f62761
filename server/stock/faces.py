"""Shelves that people pick from (ピック棚), and what stands in reserve (予備棚) behind them."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from server.foundation.sets import table_of
from server.places import Place, virtual_place_ids
from server.stock.decisions import NO_EXPIRY
from server.stock.records import Balance, Movement
from server.stock.records import PickFace as PickFaceRow

GOODS_LIE = ("shelf", "rack")


@dataclass(frozen=True, slots=True)
class PickFace:
    """A shelf that people pick a product from: its smallest and its largest count."""

    place_id: int
    product_id: int
    least_pieces: int
    most_pieces: int


@dataclass(frozen=True, slots=True)
class ProductBalance:
    """Pieces of a product in a place, whatever their lots."""

    place_id: int
    product_id: int
    on_hand_pieces: int
    free_pieces: int


def set_face(session: Session, face: PickFace) -> None:
    """Say from which shelf a product is picked, and between which counts it is kept."""
    is_it = (PickFaceRow.place_id == face.place_id) & (PickFaceRow.product_id == face.product_id)
    session.execute(delete(table_of(PickFaceRow)).where(is_it))
    session.execute(insert(table_of(PickFaceRow)), asdict(face))


def end_face(session: Session, place_id: int, product_id: int) -> bool:
    """A product is not picked from a shelf any more; False where it was not."""
    is_it = (PickFaceRow.place_id == place_id) & (PickFaceRow.product_id == product_id)
    ended = session.execute(
        delete(table_of(PickFaceRow)).where(is_it).returning(PickFaceRow.place_id)
    )
    return ended.one_or_none() is not None


def pick_faces(session: Session, product_ids: Collection[int] | None = None) -> list[PickFace]:
    """Shelves that people pick from, of these products or of all."""
    query = select(
        PickFaceRow.place_id,
        PickFaceRow.product_id,
        PickFaceRow.least_pieces,
        PickFaceRow.most_pieces,
    ).order_by(PickFaceRow.place_id, PickFaceRow.product_id)
    if product_ids is not None:
        query = query.where(PickFaceRow.product_id.in_(sorted(product_ids)))
    return [PickFace(*row) for row in session.execute(query)]


def product_balances(session: Session, place_ids: Collection[int]) -> list[ProductBalance]:
    """What lies in places, product by product."""
    rows = session.execute(
        select(
            Balance.place_id,
            Balance.product_id,
            func.sum(Balance.on_hand_pieces),
            func.sum(Balance.on_hand_pieces - Balance.held_pieces),
        )
        .where(Balance.place_id.in_(sorted(place_ids)))
        .group_by(Balance.place_id, Balance.product_id)
    )
    return [
        ProductBalance(place_id, product_id, int(on_hand), int(free))
        for place_id, product_id, on_hand, free in rows
    ]


def free_in_reserve(
    session: Session, product_ids: Collection[int], *, sellable_from: str
) -> list[ProductBalance]:
    """What lies free on shelves in reserve: first what expires first, then what empties first.

    Args:
        session: the open transaction.
        product_ids: of which products.
        sellable_from: a day; what expires on it or before is left out.
    """
    rows = session.execute(
        select(
            Balance.place_id,
            Balance.product_id,
            func.sum(Balance.on_hand_pieces),
            func.sum(Balance.on_hand_pieces - Balance.held_pieces),
        )
        .join(Place, Place.id == Balance.place_id)
        .where(
            Balance.product_id.in_(sorted(product_ids)),
            Balance.on_hand_pieces > Balance.held_pieces,
            Place.kind == "shelf",
            Place.is_reserve,
            or_(Balance.expires_on.is_(None), Balance.expires_on > sellable_from),
        )
        .group_by(Balance.place_id, Balance.product_id)
        .order_by(
            func.min(func.coalesce(Balance.expires_on, NO_EXPIRY)),
            func.sum(Balance.on_hand_pieces),
            Balance.place_id,
        )
    )
    return [
        ProductBalance(place_id, product_id, int(on_hand), int(free))
        for place_id, product_id, on_hand, free in rows
    ]


def shelves_with(session: Session, product_ids: Collection[int]) -> list[int]:
    """Shelves and racks on which any of these products lies."""
    rows = session.scalars(
        select(Balance.place_id)
        .join(Place, Place.id == Balance.place_id)
        .where(
            Balance.product_id.in_(sorted(product_ids)),
            Balance.on_hand_pieces > 0,
            Place.kind.in_(GOODS_LIE),
        )
        .distinct()
    )
    return sorted(rows)


def empty_shelves(session: Session, warehouse_id: int, *, limit: int) -> list[int]:
    """Shelves on which nothing lies, in the order of a walk."""
    lies = select(Balance.id).where(Balance.place_id == Place.id, Balance.on_hand_pieces > 0)
    return list(
        session.scalars(
            select(Place.id)
            .where(Place.warehouse_id == warehouse_id, Place.kind == "shelf", ~lies.exists())
            .order_by(Place.walk_order, Place.id)
            .limit(limit)
        )
    )


def left_since(session: Session, product_ids: Collection[int], moment: datetime) -> dict[int, int]:
    """How many pieces of each product have left for customers since a moment."""
    customer = virtual_place_ids(session)["CUSTOMER"]
    rows = session.execute(
        select(Movement.product_id, func.sum(Movement.quantity_pieces))
        .where(
            Movement.product_id.in_(sorted(product_ids)),
            Movement.target_place_id == customer,
            Movement.at > moment,
        )
        .group_by(Movement.product_id)
    )
    return {product_id: int(pieces) for product_id, pieces in rows}
