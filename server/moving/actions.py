"""Beginning a move, and judging the scans made in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from server import people, places, stock, tasks, waves
from server.foundation.clock import now
from server.foundation.sets import table_of
from server.moving.decisions import FLOW, GoodsFacts, MoveFacts, read_scan
from server.moving.queries import Kept, MoveState, read_state, spots_beside
from server.moving.records import MoveGoods, MoveJob
from server.moving.shelves import proposals, rooms_in
from server.vocabulary import choose, display, read

END = "move_done"
LAY_STILL = ("shelf", "rack", "dock", "quarantine")
"""Kinds of place from which goods are moved, and to which."""
DUE = timedelta(hours=1)
"""Whoever moves goods has them in the hand; it is not put off."""


def start(session: Session, start: tasks.Start) -> int | tasks.NotStarted:
    """Lay a move out of the place that was scanned; the task, or why it cannot begin."""
    scan = choose(read(start.raw), {"place"}, {})
    if scan.kind != "place":
        return tasks.NotStarted("label_misread" if scan.kind == "misread" else "place_expected")
    spot = places.spots(session, [scan.code]).get(scan.code)
    if spot is None:
        return tasks.NotStarted("place_unknown")
    if spot.kind not in LAY_STILL:
        return tasks.NotStarted("takes_no_goods")
    if not stock.lying_in(session, [spot.id]):
        return tasks.NotStarted("place_is_empty")
    if spot.kind == "quarantine" and not people.leads(session, start.person_id):
        return tasks.NotStarted("quarantine_is_locked")
    card = places.place_cards(session, [spot.id])[spot.id]
    new = tasks.NewTask(
        kind="move",
        number=display(spot.code),
        due_at=now() + DUE,
        place_id=spot.id,
        zone=card.zone,
        shipments=0,
    )
    return tasks.lay(session, [new])[0].id


def start_put_away(session: Session, start: tasks.Start) -> int | tasks.NotStarted:
    """Lay the task to empty the dock that was scanned, or take up the one that waits."""
    scan = choose(read(start.raw), {"place"}, {})
    if scan.kind != "place":
        return tasks.NotStarted("label_misread" if scan.kind == "misread" else "place_expected")
    spot = places.spots(session, [scan.code]).get(scan.code)
    if spot is None:
        return tasks.NotStarted("place_unknown")
    if spot.kind != "dock":
        return tasks.NotStarted("no_dock")
    laid = tasks.want_put_away(session, spot.id)
    if laid is not None:
        return laid.id
    waits = tasks.open_task_at(session, "put_away", spot.id)
    return tasks.NotStarted("nothing_to_put_away") if waits is None else waits


def begin(session: Session, card: tasks.Card) -> None:
    """Note what lies in the place, and where it is best put; nothing when it was noted already."""
    if read_state(session, card.id) is not None:
        return
    assert card.place_id is not None, "goods are moved out of a place"
    session.execute(
        insert(table_of(MoveJob)),
        {
            "task_id": card.id,
            "place_id": card.place_id,
            "aim": card.kind,
            "wanted_pieces": card.pieces if card.kind == "replenish" else None,
            "step": FLOW.begin,
            "revision": 0,
        },
    )
    lying = [
        one
        for one in stock.lying_in(session, [card.place_id])
        if card.product_id in (None, one.product_id)
    ]
    targets = targets_of(session, card, lying)
    rows = [
        {
            "task_id": card.id,
            "sequence": sequence,
            "product_id": one.product_id,
            "lot": one.lot,
            "expires_on": one.expires_on,
            "lay_pieces": one.on_hand_pieces,
            "free_pieces": one.free_pieces,
            "goes_to_id": None if target is None else target.place_id,
            "goes_because": None if target is None else target.because,
        }
        for sequence, (one, target) in enumerate(zip(lying, targets, strict=True))
    ]
    if rows:
        session.execute(insert(table_of(MoveGoods)), rows)


@dataclass(frozen=True, slots=True)
class Target:
    """Where goods are best put, and why."""

    place_id: int
    because: str


def targets_of(
    session: Session, card: tasks.Card, lying: Sequence[stock.Lying]
) -> list[Target | None]:
    """Where the goods of a task are to be put; nowhere in particular where somebody just moves."""
    assert card.place_id is not None, "goods are moved out of a place"
    if card.kind == "replenish":
        assert card.subject_id is not None, "a shelf is filled"
        return [Target(card.subject_id, "asked_for") for _ in lying]
    if card.kind != "put_away":
        return [None for _ in lying]
    found = proposals(session, places.warehouse_of(session, card.place_id), lying)
    spots = places.spots(session, sorted({one["place"] for one in found if one is not None}))
    return [
        None if one is None else Target(spots[one["place"]].id, one["because"]) for one in found
    ]


def judge(session: Session, reports: Sequence[tasks.Report]) -> list[tasks.Answer]:
    """Judge scans of moves in the order they were made, and book what was put down.

    One move after the other: what one of them takes, the next must not find free.

    Returns:
        An answer for each report, in the same order.
    """
    return tasks.judge_each(session, reports, judge_move)


@dataclass(slots=True)
class Hand:
    """Goods on their way by hand, while the scans of a move are judged."""

    state: MoveState
    spots: Mapping[str, places.Spot]
    moves: list[stock.Move]

    def note(
        self, facts: MoveFacts, after: MoveFacts, row: str, report: tasks.Report, target: str
    ) -> None:
        """Note what one accepted scan moved: to the target, or back from it."""
        pairs = zip(self.state.goods, facts["goods"], after["goods"], strict=True)
        for lying, was, goods in pairs:
            pieces = goods["moved"] - was["moved"]
            if pieces == 0:
                continue
            here, there = self.state.place.id, self.spots[target].id
            self.moves.append(
                stock.Move(
                    source_place_id=here if pieces > 0 else there,
                    target_place_id=there if pieces > 0 else here,
                    product_id=lying.product_id,
                    quantity_pieces=abs(pieces),
                    cause="moved" if pieces > 0 else "undone_moved",
                    lot=lying.lot,
                    expires_on=lying.expires_on,
                    row=row,
                    event_id=report.event_id,
                    person_id=report.person_id,
                )
            )


def judge_move(
    session: Session, task_id: int, reports: Sequence[tasks.Report]
) -> list[tasks.Answer]:
    """Judge the scans of one move; what it takes is locked until the transaction ends."""
    state = read_state(session, task_id, for_change=True)
    assert state is not None, "a claimed move was begun"
    codes = {read_scan("put_down", report.raw, state.codes).code for report in reports}
    last_target = state.facts["last"]["target"]
    spots = spots_beside(session, state.place.id, codes | {last_target or ""})
    hand = Hand(state, spots, [])
    facts = looked_at(session, state, codes, spots)
    # Other hands were here meanwhile: what the device goes by is old.
    is_changed = facts["goods"] != state.facts["goods"]
    job = tasks.Begun(
        task_id=task_id,
        step=state.step,
        revision=state.revision + is_changed,
        facts=cast("Mapping[str, Any]", facts),
        codes=state.codes,
    )

    def accepted(job: tasks.Begun, _scan: Any, decision: Any, report: tasks.Report) -> None:
        before, after = cast("MoveFacts", job.facts), cast("MoveFacts", decision.facts)
        target = after["last"]["target"] or before["last"]["target"] or ""
        hand.note(before, after, decision.row, report, target)

    answers = tasks.judge_in_turn(FLOW, reports, {task_id: job}, accepted)
    if job.revision != state.revision:
        write(session, job, spots)
        out_of_book = book(session, hand.moves)
        assert not out_of_book, "what was free under its lock is still there"
        if job.step == END:
            end_move(session, state, cast("MoveFacts", job.facts))
    return answers


def end_move(session: Session, state: MoveState, facts: MoveFacts) -> None:
    """A move is done: what was left on a dock is laid again, and who waited may have the goods."""
    tasks.finish(session, [state.task_id])
    if facts["aim"] != "put_away":
        return
    if tasks.want_put_away(session, state.place.id) is None:
        waves.free_emptied_tote(session, state.place.id)
    stock.reserve_waiting(
        session, sorted({goods["product"] for goods in facts["goods"] if goods["moved"] > 0})
    )


def book(session: Session, moves: Sequence[stock.Move]) -> list[stock.OutOfBook]:
    """Book what was put down and what came back, in the order it was done."""
    return [found for one in moves for found in stock.move(session, [one])]


def looked_at(
    session: Session, state: MoveState, codes: set[str], spots: Mapping[str, places.Spot]
) -> MoveFacts:
    """The facts as they are now: what lies here, what is promised, which places take goods."""
    here, there = state.place.id, state.last_target_id
    facts = state.facts
    # All at once and in one order, also where goods will go: two who carry to each other's shelf
    # must not wait for each other for ever.
    beside = {here, there or here, *(spot.id for spot in spots.values())}
    lying = {
        (one.place_id, one.product_id, one.lot): one
        for one in stock.lying_in(session, beside, for_change=True)
    }

    def left(place_id: int, kept: Kept) -> tuple[int, int]:
        found = lying.get((place_id, kept.product_id, kept.lot))
        return (0, 0) if found is None else (found.on_hand_pieces, found.free_pieces)

    goods: list[GoodsFacts] = []
    for one, kept in zip(facts["goods"], state.goods, strict=True):
        on_hand, free = left(here, kept)
        goods.append({**one, "lay": one["moved"] + on_hand, "free": one["moved"] + free})
    laid = zip(facts["last"]["laid"], state.goods, strict=False) if there is not None else ()
    stays = any(pieces > left(there or here, kept)[1] for pieces, kept in laid)
    return {
        **facts,
        "goods": goods,
        "unknown_places": sorted(code for code in codes if code not in spots),
        "racks": sorted(code for code in codes & spots.keys() if spots[code].kind == "rack"),
        "rooms": rooms_in(session, [spots[code] for code in sorted(codes & spots.keys())]),
        "last": {**facts["last"], "stays": stays},
    }


def write(session: Session, job: tasks.Begun, spots: Mapping[str, places.Spot]) -> None:
    """Write down where a move stands now."""
    facts = cast("MoveFacts", job.facts)
    asked, last = facts["asked"], facts["last"]
    session.execute(
        update(table_of(MoveJob))
        .where(MoveJob.task_id == job.task_id)
        .values(
            step=job.step,
            at_goods=facts["at"],
            asked_product_id=asked["product"],
            asked_pieces=asked["pieces"],
            last_did=last["did"],
            last_at=last["at"],
            last_pieces=last["pieces"],
            last_target_id=None if last["target"] is None else spots[last["target"]].id,
            revision=job.revision,
        )
    )
    for sequence, goods in enumerate(facts["goods"]):
        session.execute(
            update(table_of(MoveGoods))
            .where(MoveGoods.task_id == job.task_id, MoveGoods.sequence == sequence)
            .values(
                lay_pieces=goods["lay"],
                free_pieces=goods["free"],
                hand_pieces=goods["hand"],
                moved_pieces=goods["moved"],
                laid_pieces=last["laid"][sequence] if last["laid"] else 0,
            )
        )
