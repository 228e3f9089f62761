"""fsck: whether the book is what ledger, reservations and the work on the floor say. Reads only."""

from typing import Any

from sqlalchemy import and_, case, func, or_, select

from server.orders.records import OrderLine
from server.packing.records import PackLine
from server.picking.records import PickLine
from server.places.records import Place
from server.stock.records import Balance, Movement, Reservation


def sum_over_ledger() -> Any:
    """INV-01: balances that differ from what came and went by the ledger, and by how many pieces.

    Each side is summed by itself first: a million movements are sorted, never looked up one by one.
    """
    book = select(
        Balance.place_id, Balance.product_id, Balance.lot, (-Balance.on_hand_pieces).label("pieces")
    )
    both = book.union_all(
        pieces_moved_at(Movement.target_place_id, func.sum(Movement.quantity_pieces)),
        pieces_moved_at(Movement.source_place_id, -func.sum(Movement.quantity_pieces)),
    ).subquery()
    where = (both.c.place_id, both.c.product_id, both.c.lot)
    difference = func.sum(both.c.pieces)
    return select(*where, difference).group_by(*where).having(difference != 0)


def pieces_moved_at(place_id: Any, pieces: Any) -> Any:
    """Pieces that came to, or went from, each place by the ledger."""
    where = (place_id, Movement.product_id, Movement.lot)
    return select(*where, pieces).group_by(*where)


def held_by_reservations() -> Any:
    """INV-02: held pieces that differ from what reservations still hold."""
    left = Reservation.quantity_pieces - Reservation.used_pieces - Reservation.released_pieces
    sums = (
        select(Reservation.stock_id, func.sum(left).label("held"))
        .group_by(Reservation.stock_id)
        .subquery()
    )
    return (
        select(Balance.id, Balance.held_pieces, sums.c.held)
        .outerjoin(sums, sums.c.stock_id == Balance.id)
        .where(Balance.held_pieces != func.coalesce(sums.c.held, 0))
    )


def less_than_nothing() -> Any:
    """INV-03: places that hold less than nothing, or a virtual flag that lies."""
    return (
        select(Balance.id, Place.code, Balance.product_id, Balance.on_hand_pieces)
        .join(Place, Place.id == Balance.place_id)
        .where(
            or_(
                and_(Balance.on_hand_pieces < 0, Place.kind != "virtual"),
                Balance.is_virtual != (Place.kind == "virtual"),
            )
        )
    )


def pieces_moved(cause: str) -> Any:
    """Pieces that the ledger moved for one cause, less those that came back."""
    is_there = Movement.cause == cause
    return func.sum(case((is_there, Movement.quantity_pieces), else_=-Movement.quantity_pieces))


def moved_by_cause(cause: str, *ways_back: str) -> Any:
    """Pieces that the ledger moved for each order line for one cause, less those that came back."""
    return (
        select(Movement.order_line_id, pieces_moved(cause).label("pieces"))
        .where(Movement.cause.in_((cause, *ways_back)), Movement.order_line_id.is_not(None))
        .group_by(Movement.order_line_id)
    )


def picked_is_moved() -> Any:
    """INV-04a: picked pieces that the ledger does not have, or has more of."""
    lines = (
        select(PickLine.order_line_id, func.sum(PickLine.picked_pieces).label("pieces"))
        .group_by(PickLine.order_line_id)
        .subquery()
    )
    moved = moved_by_cause("picked", "undone_picked", "put_back").subquery()
    return (
        select(lines.c.order_line_id, lines.c.pieces, moved.c.pieces)
        .outerjoin(moved, moved.c.order_line_id == lines.c.order_line_id)
        .where(lines.c.pieces != func.coalesce(moved.c.pieces, 0))
    )


def packed_is_moved() -> Any:
    """INV-04b: the same for packed pieces."""
    lines = (
        select(PackLine.order_line_id, func.sum(PackLine.packed_pieces).label("pieces"))
        .group_by(PackLine.order_line_id)
        .subquery()
    )
    moved = moved_by_cause("packed", "undone_packed").subquery()
    return (
        select(lines.c.order_line_id, lines.c.pieces, moved.c.pieces)
        .outerjoin(moved, moved.c.order_line_id == lines.c.order_line_id)
        .where(lines.c.pieces != func.coalesce(moved.c.pieces, 0))
    )


def more_than_ordered() -> Any:
    """INV-04c: order lines of which more was picked or packed than ordered."""
    picked = (
        select(PickLine.order_line_id, func.sum(PickLine.picked_pieces).label("pieces"))
        .group_by(PickLine.order_line_id)
        .subquery()
    )
    packed = (
        select(PackLine.order_line_id, func.sum(PackLine.packed_pieces).label("pieces"))
        .group_by(PackLine.order_line_id)
        .subquery()
    )
    return (
        select(OrderLine.id, OrderLine.quantity_pieces, picked.c.pieces, packed.c.pieces)
        .outerjoin(picked, picked.c.order_line_id == OrderLine.id)
        .outerjoin(packed, packed.c.order_line_id == OrderLine.id)
        .where(
            or_(
                func.coalesce(picked.c.pieces, 0) > OrderLine.quantity_pieces,
                func.coalesce(packed.c.pieces, 0)
                > OrderLine.quantity_pieces - OrderLine.short_pieces,
            )
        )
    )
