"""Moving, holding and receiving goods. Nothing else changes a balance."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sqlalchemy import case, literal_column, select, update
from sqlalchemy.orm import Session

from server.foundation.clock import now
from server.foundation.prepared import Prepared, Rows, columns_of
from server.foundation.sets import table_of
from server.places import virtual_place_ids
from server.stock.available import note_changed
from server.stock.queries import held_for_lines
from server.stock.records import Balance, Movement, Reservation

BALANCE = table_of(Balance)
RESERVATION = table_of(Reservation)
MOVEMENT = table_of(Movement)


def added(rows: Rows) -> Any:
    """Add to a balance, or begin it.

    Goods without lots may come with several days: then the earliest counts for all in the place.
    """
    statement = rows.insert_into(BALANCE)
    here, comes = BALANCE.c.expires_on, statement.excluded.expires_on
    since = BALANCE.c.lies_since
    is_empty = BALANCE.c.on_hand_pieces == literal_column("0")
    is_taken_over = is_empty | here.is_(None) | (comes < here)
    return statement.on_conflict_do_update(
        index_elements=["place_id", "product_id", "lot"],
        set_={
            "on_hand_pieces": BALANCE.c.on_hand_pieces + statement.excluded.on_hand_pieces,
            "expires_on": case((comes.is_not(None) & is_taken_over, comes), else_=here),
            "lies_since": case((is_empty, statement.excluded.lies_since), else_=since),
        },
    )


def taken(rows: Rows) -> Any:
    """The guarded UPDATE: what is not there, or is held for others, cannot be taken."""
    return (
        update(BALANCE)
        .where(
            BALANCE.c.place_id == rows.place_id,
            BALANCE.c.product_id == rows.product_id,
            BALANCE.c.lot == rows.lot,
            BALANCE.c.held_pieces >= rows.held,
            BALANCE.c.on_hand_pieces - rows.quantity >= BALANCE.c.held_pieces - rows.held,
        )
        .values(
            on_hand_pieces=BALANCE.c.on_hand_pieces - rows.quantity,
            held_pieces=BALANCE.c.held_pieces - rows.held,
        )
        .returning(BALANCE.c.place_id, BALANCE.c.product_id, BALANCE.c.lot)
    )


ADD = Prepared(columns_of(BALANCE), added)
TAKE = Prepared(
    {"place_id": int, "product_id": int, "lot": str, "quantity": int, "held": int}, taken
)
WRITE_MOVEMENTS = Prepared.insert(MOVEMENT)
USE_RESERVATIONS = Prepared(
    {"reservation": int, "pieces": int},
    lambda rows: (
        update(RESERVATION)
        .where(RESERVATION.c.id == rows.reservation)
        .values(used_pieces=RESERVATION.c.used_pieces + rows.pieces)
    ),
)


@dataclass(frozen=True, slots=True)
class Move:
    """Pieces of a product and lot that go from a place to a place, and why."""

    source_place_id: int
    target_place_id: int
    product_id: int
    quantity_pieces: int
    cause: str
    lot: str = ""
    expires_on: str | None = None
    row: str | None = None
    event_id: str | None = None
    person_id: int | None = None
    order_line_id: int | None = None
    reservation_id: int | None = None
    """The reservation that this move uses up; its pieces were held."""
    returns_reservation_id: int | None = None
    """The reservation that gets its pieces back: a scan was undone, they are held again."""
    source_is_virtual: bool = False
    target_is_virtual: bool = False


@dataclass(frozen=True, slots=True)
class OutOfBook:
    """A move that happened though the book had too little: it was booked against DISCREPANCY."""

    move: Move


@dataclass(frozen=True, slots=True)
class Delivery:
    """Goods that come in: pieces of a product and lot for a place."""

    place_id: int
    product_id: int
    quantity_pieces: int
    lot: str = ""
    expires_on: str | None = None


def move(session: Session, moves: Sequence[Move]) -> list[OutOfBook]:
    """Book what was moved, and tell what the book could not cover.

    What was taken back is booked by itself: what it gives back is held before it is taken again.
    """
    out_of_book: list[OutOfBook] = []
    for is_back, run in groupby(moves, key=lambda one: one.returns_reservation_id is not None):
        for together in ([one] for one in run) if is_back else (list(run),):
            out_of_book += move_together(session, together)
    return out_of_book


def move_together(session: Session, moves: Sequence[Move]) -> list[OutOfBook]:
    """Book moves in five statements, for one or for a hundred.

    The hands have moved already, so a source that the book says is empty does not stop them: that
    move is booked from DISCREPANCY and returned, for somebody to count.

    Raises:
        sqlalchemy.exc.IntegrityError: a virtual flag is wrong; nothing is booked then.
    """
    for one in moves:
        assert one.quantity_pieces > 0, "a movement moves something"
        assert one.source_place_id != one.target_place_id, "a movement goes somewhere"
    # In one batch goods may go from the shelf by the cart into the tote: then they arrive first.
    sources = {one.source_place_id for one in moves}
    goes_on = not sources.isdisjoint(one.target_place_id for one in moves)
    if goes_on:
        arrive(session, moves)
    booked, out_of_book = leave(session, moves)
    if not goes_on:
        arrive(session, moves)
    moment = now()
    WRITE_MOVEMENTS.write(
        session,
        [
            {
                "at": moment,
                "product_id": one.product_id,
                "lot": one.lot,
                "quantity_pieces": one.quantity_pieces,
                "source_place_id": one.source_place_id,
                "target_place_id": one.target_place_id,
                "cause": one.cause,
                "row": one.row,
                "event_id": one.event_id,
                "person_id": one.person_id,
                "order_line_id": one.order_line_id,
            }
            for one in booked
        ],
    )
    use_reservations(session, moves, out_of_book)
    note_changed(session, [one.product_id for one in moves if frees_or_binds(one)])
    for one in moves:
        if one.returns_reservation_id is not None:
            hold_again(session, one.returns_reservation_id, one.quantity_pieces)
    return out_of_book


WORK = ("picked", "placed", "packed", "inserted", "handed_over")
"""Causes that take what is held for a purpose, or move it on."""


def frees_or_binds(move: Move) -> bool:
    """Whether a move may change how many pieces are free for sale.

    A scan of a picker takes what was held, so nobody can be promised more or less by it; that is
    most of all moves, and they shall not pay for the question.
    """
    cause = move.cause.removeprefix("undone_")
    is_held = move.reservation_id is not None or move.returns_reservation_id is not None
    return cause not in WORK or (cause == "picked" and not is_held)


def hold_again(session: Session, reservation_id: int, pieces: int) -> None:
    """Hold pieces again that were taken and came back; also those the book had let go of."""
    was_used = RESERVATION.c.used_pieces >= pieces
    stock_id = session.scalars(
        update(RESERVATION)
        .where(RESERVATION.c.id == reservation_id)
        .values(
            used_pieces=RESERVATION.c.used_pieces - case((was_used, pieces), else_=0),
            released_pieces=RESERVATION.c.released_pieces - case((was_used, 0), else_=pieces),
        )
        .returning(RESERVATION.c.stock_id)
    ).one()
    session.execute(
        update(BALANCE)
        .where(BALANCE.c.id == stock_id)
        .values(held_pieces=BALANCE.c.held_pieces + pieces)
    )


def let_go_of_lines(session: Session, order_line_ids: Sequence[int]) -> None:
    """End whatever is still held for order lines."""
    held = held_for_lines(session, order_line_ids)
    release_holds(session, {one.reservation_id: one.quantity_pieces for one in held})


def arrive(session: Session, moves: Iterable[Move]) -> None:
    """Add what arrives to the balances of the targets, in the order of places and products."""
    sums: dict[tuple[int, int, str], dict[str, Any]] = {}
    moment = now()
    for one in moves:
        key = (one.target_place_id, one.product_id, one.lot)
        row = sums.setdefault(
            key,
            {
                "place_id": one.target_place_id,
                "product_id": one.product_id,
                "lot": one.lot,
                "expires_on": one.expires_on,
                "on_hand_pieces": 0,
                "held_pieces": 0,
                "is_virtual": one.target_is_virtual,
                "lies_since": moment,
            },
        )
        row["on_hand_pieces"] += one.quantity_pieces
        days = [day for day in (row["expires_on"], one.expires_on) if day is not None]
        row["expires_on"] = min(days, default=None)
    ADD.write(session, [sums[key] for key in sorted(sums)])


def leave(session: Session, moves: Sequence[Move]) -> tuple[list[Move], list[OutOfBook]]:
    """Take what leaves from the balances of the sources, as far as the book has it.

    Returns:
        The moves as they are booked, and those that the book could not cover.
    """
    from_shelves = [one for one in moves if not one.source_is_virtual]
    groups: dict[tuple[int, int, str], list[Move]] = defaultdict(list)
    for one in from_shelves:
        groups[one.source_place_id, one.product_id, one.lot].append(one)
    covered = take(session, [groups[key] for key in sorted(groups)])
    booked: list[Move] = []
    out_of_book: list[OutOfBook] = []
    for key, group in groups.items():
        if key in covered:
            booked += group
            continue
        for one in group:
            if take(session, [[one]]):
                booked.append(one)
            else:
                out_of_book.append(OutOfBook(one))
    virtual = [one for one in moves if one.source_is_virtual]
    if out_of_book:
        discrepancy = virtual_place_ids(session)["DISCREPANCY"]
        virtual += [
            replace(found.move, source_place_id=discrepancy, source_is_virtual=True)
            for found in out_of_book
        ]
    take_from_virtual(session, virtual)
    return booked + virtual, out_of_book


def take(session: Session, groups: Sequence[Sequence[Move]]) -> set[tuple[int, int, str]]:
    """Take the sum of each group from its balance where there is enough; name those that had it."""
    wanted = [
        {
            "place_id": group[0].source_place_id,
            "product_id": group[0].product_id,
            "lot": group[0].lot,
            "quantity": sum(one.quantity_pieces for one in group),
            "held": sum(one.quantity_pieces for one in group if one.reservation_id is not None),
        }
        for group in groups
    ]
    return {(place_id, product_id, lot) for place_id, product_id, lot in TAKE.ask(session, wanted)}


def take_from_virtual(session: Session, moves: Sequence[Move]) -> None:
    """Take from virtual places, which may owe."""
    sums: dict[tuple[int, int, str], int] = defaultdict(int)
    for one in moves:
        sums[one.source_place_id, one.product_id, one.lot] -= one.quantity_pieces
    ADD.write(
        session,
        [
            {
                "place_id": place_id,
                "product_id": product_id,
                "lot": lot,
                "expires_on": None,
                "on_hand_pieces": pieces,
                "held_pieces": 0,
                "is_virtual": True,
                "lies_since": None,
            }
            for (place_id, product_id, lot), pieces in sorted(sums.items())
        ],
    )


def use_reservations(
    session: Session, moves: Sequence[Move], out_of_book: Sequence[OutOfBook]
) -> None:
    """Count what was taken of each reservation; pieces the book never had are let go instead."""
    uncovered = {id(found.move) for found in out_of_book}
    used: dict[int, int] = defaultdict(int)
    for one in moves:
        if one.reservation_id is not None and id(one) not in uncovered:
            used[one.reservation_id] += one.quantity_pieces
    USE_RESERVATIONS.write(
        session,
        [
            {"reservation": reservation_id, "pieces": pieces}
            for reservation_id, pieces in sorted(used.items())
        ],
    )
    let_go = {
        found.move.reservation_id: found.move.quantity_pieces
        for found in out_of_book
        if found.move.reservation_id is not None
    }
    release_holds(session, let_go)


def release_holds(session: Session, pieces_by_reservation: dict[int, int]) -> None:
    """Let go of held pieces, so that others may be promised them."""
    if not pieces_by_reservation:
        return
    # In the order in which whoever promises goods locks them: neither waits for the other for ever.
    session.execute(
        select(BALANCE.c.id)
        .join(RESERVATION, RESERVATION.c.stock_id == BALANCE.c.id)
        .where(RESERVATION.c.id.in_(sorted(pieces_by_reservation)))
        .order_by(BALANCE.c.place_id, BALANCE.c.product_id, BALANCE.c.lot)
        .with_for_update(of=BALANCE)
    ).all()
    for reservation_id, pieces in sorted(pieces_by_reservation.items()):
        stock_id = session.scalars(
            update(table_of(Reservation))
            .where(
                Reservation.id == reservation_id,
                Reservation.used_pieces + Reservation.released_pieces + pieces
                <= Reservation.quantity_pieces,
            )
            .values(released_pieces=Reservation.released_pieces + pieces)
            .returning(Reservation.stock_id)
        ).one_or_none()
        assert stock_id is not None, "more is let go than was held"
        freed = session.scalars(
            update(table_of(Balance))
            .where(Balance.id == stock_id)
            .values(held_pieces=Balance.held_pieces - pieces)
            .returning(Balance.product_id)
        ).one()
        note_changed(session, [freed])


def receive(session: Session, deliveries: Sequence[Delivery], *, person_id: int | None) -> None:
    """Take goods in from SUPPLIER."""
    supplier = virtual_place_ids(session)["SUPPLIER"]
    move(
        session,
        [
            Move(
                source_place_id=supplier,
                target_place_id=delivery.place_id,
                product_id=delivery.product_id,
                quantity_pieces=delivery.quantity_pieces,
                cause="received",
                lot=delivery.lot,
                expires_on=delivery.expires_on,
                person_id=person_id,
                source_is_virtual=True,
            )
            for delivery in deliveries
        ],
    )
