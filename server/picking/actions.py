"""Beginning a cart job, and judging the scans made in it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from sqlalchemy import case, insert, select, update
from sqlalchemy.orm import Session

from server import catalog, orders, stock, tasks, waves
from server.foundation.clock import WAREHOUSE_TIME
from server.foundation.prepared import Prepared
from server.foundation.sets import table_of
from server.picking.cancelling import let_go_of_dropped, look_again
from server.picking.decisions import FLOW, read_scan
from server.picking.healing import Again, heal, lay_what_is_near
from server.picking.queries import LOADING, PickState, remember, states_of
from server.picking.records import PickJob, PickLine
from server.picking.shortages import ask_about_shorts, report_shorts, withdraw_shorts
from server.picking.walks import END, Walk, apply
from server.places import spots

BEGIN = "take_cart"
HEARD = {row.row for rows in FLOW.steps.values() for row in rows if "drop_cancelled" in row.do}
"""The rows by which a picker hears that an order was cancelled."""
REFUSED_BLOCKED = {
    row.row for rows in FLOW.steps.values() for row in rows if row.because == "lot_is_blocked"
}
ON_CART = ("released", "picking")
LOADED = ("take_cart", "load_tote")
"""What the last scan did when undoing it changes the cart or a tote."""
WRITE_JOBS = Prepared(
    {
        "task": int,
        "step": str,
        "at": int,
        "revision": int,
        "did": str,
        "last_at": int,
        "last_pieces": int,
    },
    lambda rows: (
        update(table_of(PickJob))
        .where(table_of(PickJob).c.task_id == rows.task)
        .values(
            step=rows.step,
            at_line=rows.at,
            revision=rows.revision,
            last_did=rows.did,
            last_at=rows.last_at,
            last_pieces=rows.last_pieces,
        )
    ),
)
WRITE_LINES = Prepared(
    {
        "line": int,
        "wanted": int,
        "picked": int,
        "placed": int,
        "short": int,
        "reason": str,
        "dropped": table_of(PickLine).c.is_dropped,
        "back": int,
    },
    lambda rows: (
        update(table_of(PickLine))
        .where(table_of(PickLine).c.id == rows.line)
        .values(
            wanted_pieces=rows.wanted,
            picked_pieces=rows.picked,
            placed_pieces=rows.placed,
            short_pieces=rows.short,
            short_reason=rows.reason,
            is_dropped=rows.dropped,
            back_pieces=rows.back,
        )
    ),
)


def begin(session: Session, task_id: int, batch_id: int) -> None:
    """Lay the lines of a cart in the order of the walk; nothing happens when they lie already."""
    if session.scalar(select(PickJob.task_id).where(PickJob.task_id == task_id)) is not None:
        again = look_again(session, task_id)
        if again is not None:
            book(session, [again], [])
        return
    slot_of = {slot.shipment_id: slot.slot for slot in waves.slots_of_batches(session, [batch_id])}
    shipments = orders.shipments_by_id(session, list(slot_of))
    shipment_of_order = {shipment.order_id: shipment.id for shipment in shipments.values()}
    order_of_line = {
        line.order_line_id: line.order_id
        for line in orders.lines_of_orders(session, list(shipment_of_order))
    }
    held = stock.held_for_lines(session, list(order_of_line))
    latest = max(shipment.ship_by for shipment in shipments.values())
    session.execute(
        insert(table_of(PickJob)),
        {
            "task_id": task_id,
            "batch_id": batch_id,
            "step": BEGIN,
            "at_line": 0,
            "ships_on": latest.astimezone(WAREHOUSE_TIME).date().isoformat(),
            "revision": 0,
        },
    )
    session.execute(
        insert(table_of(PickLine)),
        [
            {
                "task_id": task_id,
                "sequence": sequence,
                "slot": slot_of[shipment_of_order[order_of_line[one.purpose]]],
                "shipment_id": shipment_of_order[order_of_line[one.purpose]],
                "order_line_id": one.purpose,
                "reservation_id": one.reservation_id,
                "stock_id": one.stock_id,
                "place_id": one.place_id,
                "product_id": one.product_id,
                "lot": one.lot,
                "expires_on": one.expires_on,
                "wanted_pieces": one.quantity_pieces,
            }
            for sequence, one in enumerate(held)
        ],
    )


def judge(session: Session, reports: Sequence[tasks.Report]) -> list[tasks.Answer]:
    """Judge scans of cart jobs in the order they were made, and book what they mean.

    All reports must be under a live lease. One scan or fifty of one cart cost the same few
    statements: each job is read once, judged in memory, and written once.

    Returns:
        An answer for each report, in the same order.
    """
    states = states_of(session, sorted({report.task_id for report in reports}), for_change=True)
    labels = labels_scanned(reports, states)
    known = spots(session, sorted(labels)) if labels else {}
    unknown = sorted(labels - known.keys())
    walks = {task_id: walk_of(session, state, unknown) for task_id, state in states.items()}
    ask_about_shorts(session, reports, walks)
    moves: list[stock.Move] = []
    answers: list[tasks.Answer] = []
    for report in reports:
        walk = walks[report.task_id]
        judged_at = walk.revision
        is_question = report.device_verdict == "ask_server"
        # What was a question in the hand stays one, whatever is known by now: it moved no goods.
        scan = read_scan(walk.step, report.raw, {} if is_question else walk.before.codes)
        if scan.kind == "item" and scan.product is None and not is_question:
            # The device was taught a code that this process does not remember.
            walk.before = taught(walk.before, look_up(session, walk, scan.code))
            scan = read_scan(walk.step, report.raw, walk.before.codes)
        decision = FLOW.decide(walk.step, scan, facts_heard(walk, report))
        about = about_of(walk)
        if decision.verdict == "accept":
            moves += apply(walk, decision, report, known)
            if decision.row in HEARD:
                walk.cancelled = []
        answer = tasks.answer(
            report, FLOW, decision, judged_at=judged_at, revision=walk.revision, about=about
        )
        if answer.facts is not None:
            answer = replace(answer, facts={**answer.facts, "blocked": walk.blocked})
        if decision.verdict == "ask_server":
            learnt = look_up(session, walk, scan.code)
            walk.before = taught(walk.before, learnt)
            answer = replace(answer, facts=walk.facts, learnt=learnt)
        answers.append(answer)
    book(session, walks.values(), moves)
    return with_newest_revision(answers, reports, walks)


def with_newest_revision(
    answers: list[tasks.Answer], reports: Sequence[tasks.Report], walks: Mapping[int, Walk]
) -> list[tasks.Answer]:
    """Answers whose last for each cart says that there are news: the device asks for its job."""
    last = {report.task_id: nth for nth, report in enumerate(reports)}
    for task_id, nth in last.items():
        if walks[task_id].has_news:
            answers[nth] = replace(answers[nth], revision=walks[task_id].revision)
    return answers


def look_up(session: Session, walk: Walk, code: str) -> tasks.Learnt:
    """What the house knows of a code that means nothing on this cart.

    A picker asks, and moves nothing by it: the answer is the code, and the goods are scanned again.
    """
    goods = sorted({line["product"] for line in walk.facts["lines"]})
    owners = sorted(set(catalog.product_owners(session, goods).values()))
    for owner_id in owners:
        meaning = catalog.match_codes(session, owner_id, [code]).get(code)
        if meaning is not None:
            known = {"product": meaning.product_id, "quantity": meaning.quantity_pieces}
            return tasks.Learnt(codes={code: known}, product_ids=[meaning.product_id])
    return tasks.Learnt(codes={})


def taught(state: PickState, learnt: tasks.Learnt) -> PickState:
    """The cart with what was just learnt of a code."""
    codes = {code: dict(meaning) for code, meaning in learnt.codes.items()}
    return replace(state, codes={**state.codes, **codes})


def facts_heard(walk: Walk, report: tasks.Report) -> Mapping[str, Any]:
    """The facts as the picker knows them: cancellations, blocks at the last scan handed in.

    What was scanned before it, perhaps hours without a network, was done with the goods, and is
    booked as it was done.
    """
    if not walk.cancelled and not walk.blocked:
        return walk.facts
    hears = report.is_last or report.device_row in HEARD
    refuses = report.is_last or report.device_row in REFUSED_BLOCKED
    return {
        **walk.facts,
        "cancelled": walk.cancelled if hears else [],
        "blocked": walk.blocked if refuses else [],
    }


def labels_scanned(reports: Iterable[tasks.Report], states: Mapping[int, PickState]) -> set[str]:
    """The carts and totes that were scanned while loading; whether they exist the house knows."""
    labels: set[str] = set()
    for report in reports:
        state = states[report.task_id]
        if is_loading(state):
            scan = read_scan(state.step, report.raw, state.codes)
            if scan.kind in ("cart", "tote"):
                labels.add(scan.code)
    return labels


def is_loading(state: PickState) -> bool:
    """Whether the cart or a tote may change: in the loading steps, or when its scan is undone."""
    return state.step in LOADING or state.facts["last"]["did"] in LOADED


def walk_of(session: Session, state: PickState, unknown: Sequence[str]) -> Walk:
    """A cart job ready to be judged: what only the house knows is added to its facts."""
    facts: Mapping[str, Any] = state.facts
    if facts["cancelled"] or facts["blocked"]:
        facts = {**facts, "cancelled": [], "blocked": []}
    if is_loading(state):
        facts = {
            **facts,
            "unknown_labels": list(unknown),
            "carts_elsewhere": waves.live_cart_codes(session, except_batch_id=state.batch_id),
            "totes_elsewhere": waves.live_tote_codes(session, except_batch_id=state.batch_id),
        }
    return Walk(
        before=state,
        step=state.step,
        revision=state.revision,
        facts=facts,
        cancelled=state.facts["cancelled"],
        blocked=state.facts["blocked"],
        cart_place_id=state.slots[0].cart_place_id,
        tote_place_ids={
            slot.slot: slot.tote_place_id for slot in state.slots if slot.tote_place_id is not None
        },
    )


def about_of(walk: Walk) -> tasks.About:
    """The order and line a scan is about; none while the cart is being loaded."""
    at = walk.facts["at"]
    lines = walk.facts["lines"]
    if walk.step in (*LOADING, END) or at >= len(lines):
        return tasks.About()
    keys = walk.keys[lines[at]["line"]]
    return tasks.About(
        order_id=walk.before.order_of_shipment[keys.shipment_id],
        shipment_id=keys.shipment_id,
        line_id=keys.order_line_id,
    )


def book(session: Session, walks: Iterable[Walk], moves: Sequence[stock.Move]) -> None:
    """Write down where the jobs stand now, what was moved, and what a supervisor must decide."""
    changed = [walk for walk in walks if walk.revision != walk.before.revision]
    if not changed:
        return
    WRITE_JOBS.write(
        session,
        [
            {
                "task": walk.before.task_id,
                "step": walk.step,
                "at": walk.facts["at"],
                "revision": walk.revision,
                "did": walk.facts["last"]["did"],
                "last_at": walk.facts["last"]["at"],
                "last_pieces": walk.facts["last"]["pieces"],
            }
            for walk in changed
        ],
    )
    write_lines(session, changed)
    write_turns(session, changed)
    for walk in changed:
        if walk.is_cart_new:
            waves.take_cart(session, walk.before.batch_id, walk.cart_place_id)
            tell_that_it_is_picked(session, walk)
    new_totes = {slot: tote for walk in changed for slot, tote in walk.new_totes.items()}
    if new_totes:
        waves.load_totes(session, new_totes)
    for found in stock.move(session, moves):
        tasks.raise_exception(
            session,
            "book_cannot_cover",
            product_id=found.move.product_id,
            place_id=found.move.source_place_id,
            event_id=found.move.event_id,
            person_id=found.move.person_id,
            order_line_id=found.move.order_line_id,
            quantity_pieces=found.move.quantity_pieces,
        )
        if found.move.cause == "picked":
            shelf_id, product_id = found.move.source_place_id, found.move.product_id
            tasks.want_count(session, tasks.CountWanted(shelf_id, "discrepancy", product_id))
    let_go_of_dropped(session, changed)
    for walk in changed:
        facts = {**walk.facts, "cancelled": walk.cancelled, "blocked": walk.blocked}
        remember(session, walk.before, step=walk.step, revision=walk.revision, facts=facts)
    withdraw_shorts(session, changed)
    report_shorts(session, changed)
    lay_what_is_near(session, changed)
    finish_carts(session, [walk for walk in changed if walk.step == END])


def tell_that_it_is_picked(session: Session, walk: Walk) -> None:
    """Its orders are being picked from the moment a cart is taken; not when only taken ahead."""
    before, after = ON_CART if walk.cart_place_id is not None else ON_CART[::-1]
    shipment_ids = [slot.shipment_id for slot in walk.before.slots]
    orders.set_stage_of_shipments(session, shipment_ids, after, only_from=(before,))


def write_lines(session: Session, walks: Iterable[Walk]) -> None:
    """Write the pieces of the lines that changed."""
    rows = [
        {
            "line": line["line"],
            "wanted": line["wanted"],
            "picked": line["picked"],
            "placed": line["placed"],
            "short": line["short"],
            "reason": line["short_reason"],
            "dropped": line["dropped"],
            "back": line["back"],
        }
        for walk in walks
        for line in walk.facts["lines"]
        if line["line"] in walk.changed_lines
    ]
    WRITE_LINES.write(session, sorted(rows, key=itemgetter("line")))


def write_turns(session: Session, walks: Iterable[Walk]) -> None:
    """Write the order of the walks in which a line was put aside, fetched back or laid in."""
    line = table_of(PickLine)
    for walk in walks:
        order = [one["line"] for one in walk.facts["lines"]]
        if order == [one["line"] for one in walk.before.facts["lines"]]:
            continue
        # No two lines have the same turn, not even for a moment: first all step behind the last.
        session.execute(
            update(line)
            .where(line.c.task_id == walk.before.task_id, line.c.sequence >= 0)
            .values(sequence=line.c.sequence + len(order))
        )
        session.execute(
            update(line)
            .where(line.c.id.in_(order))
            .values(sequence=case({one: nth for nth, one in enumerate(order)}, value=line.c.id))
        )


def bring_back(session: Session, task_id: int) -> None:
    """An order was cancelled while its cart came to its end unheard: its goods go back."""
    again = look_again(session, task_id)
    if again is None:
        return
    book(session, [again], [])
    goods = [line for line in again.facts["lines"] if line["dropped"] and line["picked"] > 0]
    if goods:
        pieces = sum(line["picked"] for line in goods)
        tasks.bring_back(session, task_id, lines=len(goods), pieces=pieces)


def finish_carts(session: Session, walks: Sequence[Walk]) -> None:
    """Finish walks: complete parcels go to packing, the others are healed, or held.

    A cart may come to its end twice: when goods went back, or were fetched from another place. Its
    other orders are further by then.
    """
    if not walks:
        return
    again = {walk.before.task_id: heal(session, walk) for walk in walks}
    fetched = {one.shipment_id for found in again.values() for one in found}
    short = shipments_of(walks)
    # A supervisor may have decided already, while the cart was still on its way. That a lot was
    # blocked is said to them beside the work: nothing waits for their answer.
    undecided = {
        shipment_id
        for shipment_id, is_short in short.items()
        if is_short
        and any(
            found.kind == "short_pick" for found in tasks.open_exceptions_of(session, shipment_id)
        )
    }
    waiting = undecided | fetched
    tasks.finish(session, [walk.before.task_id for walk in walks], held_back=sorted(waiting))
    waves.free_cart(session, [walk.before.batch_id for walk in walks])
    complete = [shipment_id for shipment_id in short if shipment_id not in waiting]
    orders.set_stage_of_shipments(session, complete, "picked", only_from=ON_CART)
    for reason, shipment_ids in (("short_pick", undecided), ("repick", fetched - undecided)):
        orders.set_stage_of_shipments(
            session, sorted(shipment_ids), "held", hold_reason=reason, only_from=ON_CART
        )
    for reason in ("repick", "short_pick"):
        for shipment_id in orders.shipments_held(session, complete, reason):
            waves.go_on(session, shipment_id)
    for walk in walks:
        send_again(session, walk, again[walk.before.task_id])


def send_again(session: Session, walk: Walk, again: Sequence[Again]) -> None:
    """Send a cart that has ended once more: to fetch what was short, or to bring goods back."""
    if again:
        pieces = sum(one.pieces for one in again)
        tasks.bring_back(session, walk.before.task_id, lines=len(again), pieces=pieces)
    if walk.cancelled:
        bring_back(session, walk.before.task_id)


def shipments_of(walks: Iterable[Walk]) -> dict[int, bool]:
    """The shipments of these carts, and whether pieces of them were short."""
    short: dict[int, bool] = defaultdict(bool)
    for walk in walks:
        keys = walk.keys
        for line in walk.facts["lines"]:
            short[keys[line["line"]].shipment_id] |= line["short"] > 0
    return short
