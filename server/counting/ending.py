"""What follows from a count: booked, counted again, or decided by a supervisor."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from server import orders, places, stock, tasks
from server.counting.comparing import Compared, Counted, Outcome, book_then, outcome_of
from server.counting.records import CountLine
from server.foundation.clock import moment_of_id
from server.foundation.sets import table_of

DIFFERS = "count_differs"
HELD_MISSING = "held_goods_missing"
Key = tuple[int, str]
"""A product and a lot of it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A count that has come to its end, by whom and by which scan."""

    card: tasks.Card
    place_id: int
    product_id: int | None
    lines: Sequence[Counted]
    ended_at: datetime
    person_id: int
    event_id: str
    row: str


@dataclass(frozen=True, slots=True)
class Away:
    """Pieces that somebody may have in hand, and the task in which."""

    pieces: int
    task_id: int


def end_count(session: Session, ended: Ended) -> None:
    """Hold a count against the book, and do what follows."""
    tasks.finish(session, [ended.card.id])
    lying = {
        (one.product_id, one.lot): one
        for one in stock.lying_in(session, [ended.place_id], for_change=True)
        if ended.product_id in (None, one.product_id)
    }
    compared = compare(session, ended, lying)
    write_compared(session, ended, compared)
    shorts = shorts_reported(session, ended.place_id)
    limit = places.count_limit(session, ended.place_id)
    again: set[int] = set()
    for one in compared:
        key = (one.counted.product_id, one.counted.lot)
        settle_older(session, ended, key)
        if one.difference == 0:
            continue
        away = away_from(session, ended, one, shorts)
        free = lying[key].free_pieces if key in lying else 0
        outcome = outcome_of(
            one.difference,
            free=free,
            reported=sum(found.quantity_pieces for found in shorts if is_about(found, key)),
            away=sum(found.pieces for found in away),
        )
        if outcome.away > 0:
            count_when_done(session, ended, one.counted.product_id, away[0].task_id)
        if outcome.size <= limit:
            book(session, ended, one, outcome)
        elif ended.card.subject_id is None:
            again.add(one.counted.product_id)
        else:
            ask_supervisor(session, ended, one, outcome)
    for product_id in sorted(again):
        tasks.want_count(
            session,
            tasks.CountWanted(
                ended.place_id,
                reason="recount",
                product_id=product_id,
                of_task_id=ended.card.id,
                not_for_person_id=ended.person_id,
            ),
        )


def compare(session: Session, ended: Ended, lying: dict[Key, stock.Lying]) -> list[Compared]:
    """Each line beside what the book had when it was counted; what nobody counted is not there."""
    counted = {(line.product_id, line.lot) for line in ended.lines}
    missing = [
        Counted(one.product_id, one.lot, one.expires_on, 0, ended.ended_at)
        for key, one in lying.items()
        if key not in counted
    ]
    lines = [*ended.lines, *missing]
    if not lines:
        return []
    moved: dict[Key, list[tuple[int, datetime]]] = defaultdict(list)
    first = min(line.counted_at for line in lines)
    for one in stock.moved_since(session, ended.place_id, first):
        # Done is when the scan was made, by the clock of whoever made it; it may be booked later.
        done_at = (moment_of_id(one.event_id) if one.event_id else None) or one.at
        moved[one.product_id, one.lot].append((one.pieces, min(done_at, one.at)))
    compared = []
    for line in lines:
        key = (line.product_id, line.lot)
        on_hand = lying[key].on_hand_pieces if key in lying else 0
        compared.append(Compared(line, book_then(on_hand, moved[key], line.counted_at)))
    return compared


def write_compared(session: Session, ended: Ended, compared: Sequence[Compared]) -> None:
    """Keep what was counted beside what the book had, for whoever counts again or decides."""
    session.execute(delete(table_of(CountLine)).where(CountLine.task_id == ended.card.id))
    if not compared:
        return
    session.execute(
        insert(table_of(CountLine)),
        [
            {
                "task_id": ended.card.id,
                "sequence": sequence,
                "product_id": one.counted.product_id,
                "lot": one.counted.lot,
                "expires_on": one.counted.expires_on,
                "pieces": one.counted.pieces,
                "counted_at": one.counted.counted_at,
                "book_pieces": one.book_pieces,
            }
            for sequence, one in enumerate(compared)
        ],
    )


def shorts_reported(session: Session, place_id: int) -> list[tasks.OpenException]:
    """Missing pieces about which a supervisor has yet to decide."""
    found = tasks.open_exceptions_at(session, place_id)
    return [one for one in found if one.kind == "short_pick"]


def is_about(found: tasks.OpenException, key: Key) -> bool:
    """Whether an exception is about these goods."""
    return (found.product_id, found.detail.get("lot")) == key


def away_from(
    session: Session, ended: Ended, one: Compared, shorts: Sequence[tasks.OpenException]
) -> list[Away]:
    """Who may have some of the goods in hand and has not handed it in yet.

    A picker whose cart was taken before the count may have taken what is held for it, and so may
    who puts kits together; who moves goods out of the place may have any of them. Their tasks are
    locked, so that they end after what is laid behind them.
    """
    counted = one.counted
    pieces: dict[int, int] = defaultdict(int)
    known = {found.detail["reservation"] for found in shorts}
    held = [
        found
        for found in stock.held_for_lines_in(session, ended.place_id)
        if (found.product_id, found.lot) == (counted.product_id, counted.lot)
        # What was reported short stays held, but nobody has it in hand.
        and found.reservation_id not in known
    ]
    shipments = orders.shipments_of_lines(session, [found.order_line_id for found in held])
    carts = tasks.carts_of_shipments(session, sorted(set(shipments.values())))
    for found in held:
        cart = carts.get(shipments.get(found.order_line_id, 0))
        if cart is not None:
            pieces[cart] += found.quantity_pieces
    for task_id, number in held_for_kits(session, ended.place_id, one):
        pieces[task_id] += number
    moves = tasks.cards(session, kind="move", stages=["claimed"])
    for card in moves:
        if card.place_id == ended.place_id:
            pieces[card.id] += max(0, -one.difference)
    for task_id in pieces:
        tasks.lock(session, task_id)
    return [
        Away(pieces[card.id], card.id)
        for card in tasks.cards(session, ids=sorted(pieces))
        if card.stage == "claimed"
        and card.claimed_at is not None
        and card.claimed_at <= counted.counted_at
    ]


def held_for_kits(session: Session, place_id: int, one: Compared) -> list[tuple[int, int]]:
    """Tasks that put kits together, and how many of the counted pieces are held for each."""
    return [
        (card.id, held.pieces)
        for held in stock.held_for_kits(session, one.counted.product_id, one.counted.lot)
        if held.place_id == place_id
        for card in tasks.open_tasks_about(session, "assemble", held.assembly_id)
    ]


def count_when_done(session: Session, ended: Ended, product_id: int, task_id: int) -> None:
    """Count again when what may be in somebody's hand is handed in."""
    tasks.want_count(
        session,
        tasks.CountWanted(
            ended.place_id, reason="on_the_way", product_id=product_id, after_task_id=task_id
        ),
    )


def settle_older(session: Session, ended: Ended, key: Key) -> None:
    """Whatever a supervisor has not decided yet about these goods was counted again."""
    for found in tasks.open_exceptions_at(session, ended.place_id):
        if found.kind in (DIFFERS, HELD_MISSING) and is_about(found, key):
            tasks.settle_exception(
                session,
                found.id,
                resolution="counted_again",
                note="",
                person_id=ended.person_id,
            )


def book(session: Session, ended: Ended, one: Compared, outcome: Outcome) -> None:
    """Book a difference: found, or lost as far as nobody was promised it."""
    counted = one.counted
    goods = Goods(ended.place_id, counted.product_id, counted.lot, counted.expires_on)
    why = Why(ended.person_id, ended.event_id, ended.row)
    correct(session, goods, why, found=outcome.found, lost=outcome.lost)
    if outcome.held > 0:
        tell_of_missing(session, goods, why, outcome.held)


@dataclass(frozen=True, slots=True)
class Goods:
    """A product and lot in a place."""

    place_id: int
    product_id: int
    lot: str
    expires_on: str | None


@dataclass(frozen=True, slots=True)
class Why:
    """By whom, and by which scan and row; none where a supervisor decided."""

    person_id: int
    event_id: str | None = None
    row: str | None = None


def correct(session: Session, goods: Goods, why: Why, *, found: int, lost: int) -> None:
    """Bring the book to what was counted, from FOUND or to LOSS."""
    if found + lost == 0:
        return
    virtual = places.virtual_place_ids(session)
    stock.move(
        session,
        [
            stock.Move(
                source_place_id=virtual["FOUND"] if found else goods.place_id,
                target_place_id=goods.place_id if found else virtual["LOSS"],
                product_id=goods.product_id,
                quantity_pieces=found or lost,
                cause="counted",
                lot=goods.lot,
                expires_on=goods.expires_on,
                row=why.row,
                event_id=why.event_id,
                person_id=why.person_id,
                source_is_virtual=bool(found),
                target_is_virtual=not found,
            )
        ],
    )


def tell_of_missing(session: Session, goods: Goods, why: Why, pieces: int) -> None:
    """Goods promised to orders are not there: the book keeps them until that is settled."""
    tasks.raise_exception(
        session,
        HELD_MISSING,
        product_id=goods.product_id,
        place_id=goods.place_id,
        event_id=why.event_id,
        person_id=why.person_id,
        quantity_pieces=pieces,
        detail={"lot": goods.lot},
    )


def ask_supervisor(session: Session, ended: Ended, one: Compared, outcome: Outcome) -> None:
    """Two people have counted; the difference is too large to be booked without a word."""
    counted = one.counted
    before = session.scalar(
        select(CountLine.pieces).where(
            CountLine.task_id == ended.card.subject_id,
            CountLine.product_id == counted.product_id,
            CountLine.lot == counted.lot,
        )
    )
    tasks.raise_exception(
        session,
        DIFFERS,
        product_id=counted.product_id,
        place_id=ended.place_id,
        task_id=ended.card.id,
        event_id=ended.event_id,
        person_id=ended.person_id,
        quantity_pieces=outcome.size,
        detail={
            "lot": counted.lot,
            "expires_on": counted.expires_on,
            "book": one.book_pieces,
            "counted": counted.pieces,
            "counted_before": before,
            "found": outcome.found,
            "missing": outcome.lost + outcome.held,
        },
    )


def answer(
    session: Session, found: tasks.OpenException, resolution: str, *, person_id: int
) -> None:
    """Do what a supervisor has decided about a count: book it, or have it counted again."""
    assert found.place_id is not None, "a place was counted"
    assert found.product_id is not None, "goods were counted"
    if resolution == "count_again":
        tasks.want_count(
            session,
            tasks.CountWanted(found.place_id, reason="supervisor", product_id=found.product_id),
        )
        return
    goods = Goods(found.place_id, found.product_id, found.detail["lot"], found.detail["expires_on"])
    missing = found.detail["missing"]
    free = sum(
        one.free_pieces
        for one in stock.lying_in(session, [goods.place_id], for_change=True)
        if (one.product_id, one.lot) == (goods.product_id, goods.lot)
    )
    lost = min(missing, free)
    why = Why(person_id)
    correct(session, goods, why, found=found.detail["found"], lost=lost)
    if missing > lost:
        tell_of_missing(session, goods, why, missing - lost)
