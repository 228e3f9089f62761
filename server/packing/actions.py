"""Beginning a parcel, and judging the scans made for it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from server import catalog, flyers, orders, rules, stock, tasks, waves
from server.flows import Decision
from server.foundation.sets import table_of
from server.packing.cancelling import send_back
from server.packing.confirming import ask_to_confirm, note_confirmations, says_so
from server.packing.decisions import (
    ASIDE_REASONS,
    FLOW,
    PackFacts,
    empty_parcel,
    first_step,
    read_scan,
)
from server.packing.queries import PackState, state_of, states_of
from server.packing.records import PackJob, PackLine
from server.packing.serials import elsewhere, write_serials
from server.places import open_parcels, virtual_place_ids
from server.vocabulary import Scan

SCAN_SLIP = "scan_slip"
SET_ASIDE = "set_aside"
CANCELLED = "order_cancelled"
HEARD = {row.row for rows in FLOW.steps.values() for row in rows if "empty_parcel" in row.do}
"""The rows by which a packer hears that an order was cancelled."""
END = "parcel_closed"


def expect_slips(session: Session, shipment_ids: Sequence[int]) -> None:
    """Slips came or were voided while these parcels are packed: whoever packs them hears it."""
    begun = session.scalars(
        update(table_of(PackJob))
        .where(PackJob.shipment_id.in_(list(shipment_ids)), PackJob.step != END)
        .values(revision=PackJob.revision + 1)
        .returning(PackJob.task_id)
    ).all()
    tasks.tell_holders(session, begun)


def begin(session: Session, task_id: int, loaded: waves.Loaded) -> None:
    """Open a parcel for what a tote carries; one that was begun before goes on where it stood."""
    if session.scalar(select(PackJob.task_id).where(PackJob.task_id == task_id)) is not None:
        look_again(session, task_id)
        return
    # Where slips were printed ahead, the next one of the box is this parcel's.
    orders.number_from_pool(session, loaded.shipment_id)
    shipment = orders.shipments_by_id(session, [loaded.shipment_id])[loaded.shipment_id]
    parcel_code = f"S-{shipment.number[1:]}"
    session.execute(
        insert(table_of(PackJob)),
        {
            "task_id": task_id,
            "shipment_id": loaded.shipment_id,
            "tote_place_id": loaded.tote_place_id,
            "parcel_place_id": open_parcels(session, [parcel_code])[parcel_code],
            "step": "verify_contents",
            "revision": 0,
        },
    )
    lines = pack_lines(session, task_id, shipment.order_id, loaded.tote_place_id)
    if lines:
        session.execute(insert(table_of(PackLine)), lines)
    look_again(session, task_id)
    rules.apply_on_floor(session, shipment.order_id, "packing")
    ask_to_confirm(session, task_id, shipment.order_id)
    orders.set_stage(session, [shipment.order_id], "packing")


def pack_lines(
    session: Session, task_id: int, order_id: int, tote_place_id: int
) -> list[dict[str, Any]]:
    """What has to be seen: the order's pieces less the accepted shortage, by the tote's lots."""
    wanted = orders.lines_of_orders(session, [order_id])
    terms = catalog.product_terms(session, {line.product_id for line in wanted})
    in_tote: dict[int, list[list[Any]]] = defaultdict(list)
    for held in stock.contents_of(session, [tote_place_id]):
        in_tote[held.product_id].append([held.lot, held.quantity_pieces])
    rows: list[dict[str, Any]] = []
    for line in wanted:
        wants_serial = terms[line.product_id].wants_serial
        missing = line.quantity_pieces - line.short_pieces
        for found in in_tote[line.product_id]:
            pieces = min(missing, found[1])
            if pieces > 0:
                rows.append(pack_line(task_id, line, found[0], pieces, wants_serial=wants_serial))
                found[1] -= pieces
                missing -= pieces
        if missing > 0:
            rows.append(pack_line(task_id, line, "", missing, wants_serial=wants_serial))
    return rows


def pack_line(
    task_id: int, line: orders.LineWanted, lot: str, pieces: int, *, wants_serial: bool
) -> dict[str, Any]:
    """One row of the list the packer works through."""
    return {
        "task_id": task_id,
        "order_line_id": line.order_line_id,
        "product_id": line.product_id,
        "lot": lot,
        "wanted_pieces": pieces,
        "packed_pieces": 0,
        "last_pieces": 0,
        "wants_serial": wants_serial,
        "last_serial": False,
    }


def look_again(session: Session, task_id: int) -> None:
    """Put a parcel at the step its facts ask for, after a supervisor has decided about it."""
    state = state_of(session, task_id)
    if state is None or state.step == END:
        return
    step = first_step(cast("PackFacts", state.facts))
    if step == CANCELLED != state.step:
        take_out(session, state.shipment.id, person_id=None)
    elif step != state.step:
        session.execute(
            update(table_of(PackJob))
            .where(PackJob.task_id == task_id)
            .values(step=step, revision=PackJob.revision + 1)
        )


@dataclass(slots=True)
class Box:
    """One parcel while a batch of its scans is judged."""

    before: PackState
    step: str
    revision: int
    facts: Mapping[str, Any]
    closed_by: tasks.Report | None = None
    set_aside_by: tasks.Report | None = None
    is_cancelled: bool = False


def judge(session: Session, reports: Sequence[tasks.Report]) -> list[tasks.Answer]:
    """Judge scans of parcels in the order they were made, and book what they mean.

    All reports must be under a live lease. Each parcel is read once, judged in memory, and written
    once, whether it got one scan or fifty.

    Returns:
        An answer for each report, in the same order.
    """
    states = states_of(session, sorted({report.task_id for report in reports}), for_change=True)
    racks = FlyerRacks(session, states)
    boxes = {
        task_id: Box(state, state.step, state.revision, state.facts)
        for task_id, state in states.items()
    }
    moves: list[stock.Move] = []
    answers: list[tasks.Answer] = []
    confirmed: list[tuple[int, int, int | None]] = []
    for report in reports:
        box = boxes[report.task_id]
        judged_at = box.revision
        was_unconfirmed = box.facts["unconfirmed"]
        if says_so(report):
            box.facts = {**box.facts, "unconfirmed": False}
        scan = read_scan(box.step, report.raw, box.before.codes)
        box.facts = {**box.facts, **elsewhere(session, box.before, box.facts, report.raw, scan)}
        decision = FLOW.decide(box.step, scan, facts_heard(box, report, scan))
        line_id = None
        if decision.verdict == "accept":
            made, line_id = apply(box, decision, report, racks)
            moves += made
        if was_unconfirmed and not box.facts["unconfirmed"]:
            who = (report.task_id, box.before.shipment.order_id, report.person_id)
            confirmed.append(who)
        about = tasks.About(box.before.shipment.order_id, box.before.shipment.id, line_id)
        answers.append(
            tasks.answer(
                report, FLOW, decision, judged_at=judged_at, revision=box.revision, about=about
            )
        )
    book(session, boxes.values(), moves)
    note_confirmations(session, confirmed)
    return answers


def facts_heard(box: Box, report: tasks.Report, scan: Scan) -> Mapping[str, Any]:
    """The facts as the packer knows them: of a cancelled order at the last scan handed in.

    Goods that were verified before are booked, and come out again; but no box is closed or put
    aside any more.
    """
    if not box.before.facts["cancelled"]:
        return box.facts
    ends = scan.kind == "slip" or scan.code == "X-ASIDE"
    hears = report.is_last or report.device_row in HEARD or ends
    return {**box.facts, "cancelled": hears}


class FlyerRacks:
    """Where the flyers of parcels are held; asked for only when one is scanned."""

    def __init__(self, session: Session, states: Mapping[int, PackState]) -> None:
        """Remember whose flyers may be asked for."""
        self._session = session
        self._inserts = [one.insert_id for state in states.values() for one in state.flyers]
        self._held: dict[int, stock.Held] | None = None
        self._used_place_id: int | None = None

    def move(self, insert_id: int, pieces: int, why: Mapping[str, Any]) -> stock.Move:
        """The movement of a flyer from its rack into a parcel; fewer than nothing goes back."""
        if self._held is None:
            held = stock.holds_for_inserts(self._session, self._inserts)
            # Of two holds the one that still holds something.
            held.sort(key=lambda one: one.quantity_pieces > 0)
            self._held = {one.purpose: one for one in held}
            self._used_place_id = virtual_place_ids(self._session)["FLYER_USED"]
        assert self._used_place_id is not None
        found = self._held[insert_id]
        common = {"product_id": found.product_id, "lot": found.lot, **why}
        if pieces < 0:
            return stock.Move(
                source_place_id=self._used_place_id,
                target_place_id=found.place_id,
                quantity_pieces=-pieces,
                cause="undone_inserted",
                returns_reservation_id=found.reservation_id,
                source_is_virtual=True,
                **common,
            )
        return stock.Move(
            source_place_id=found.place_id,
            target_place_id=self._used_place_id,
            quantity_pieces=pieces,
            cause="inserted",
            reservation_id=found.reservation_id,
            target_is_virtual=True,
            **common,
        )


def apply(
    box: Box, decision: Decision, report: tasks.Report, racks: FlyerRacks
) -> tuple[list[stock.Move], int | None]:
    """Take over what a scan changed; tell which goods it moved, and for which order line."""
    why: dict[str, Any] = {
        "row": decision.row,
        "event_id": report.event_id,
        "person_id": report.person_id,
    }
    moves, line_id = moves_of(box, decision, why, racks)
    if decision.step == END:
        box.closed_by = report
    box.is_cancelled = decision.step == CANCELLED
    if decision.step == SET_ASIDE:
        box.set_aside_by = report
    box.facts, box.step = decision.facts, decision.step
    box.revision += 1
    return moves, line_id


def moves_of(
    box: Box, decision: Decision, why: Mapping[str, Any], racks: FlyerRacks
) -> tuple[list[stock.Move], int | None]:
    """The goods and flyers that went into the parcel, or out of it, and for which order line."""
    before, after = box.facts, decision.facts
    moves: list[stock.Move] = []
    line_id = None
    for old, new in zip(before["items"], after["items"], strict=True):
        if new["packed"] != old["packed"]:
            line_id = box.before.order_lines[new["line"]]
            moves.append(item_move(box, new, new["packed"] - old["packed"], line_id, why))
    for old, new in zip(before["flyers"], after["flyers"], strict=True):
        if new["inserted"] != old["inserted"]:
            moves.append(racks.move(new["line"], new["inserted"] - old["inserted"], why))
    return moves, line_id


def item_move(
    box: Box, item: Mapping[str, Any], pieces: int, order_line_id: int, why: Mapping[str, Any]
) -> stock.Move:
    """The movement of goods from the tote into the parcel; fewer than nothing goes back."""
    tote_id, parcel_id = box.before.tote_place_id, box.before.parcel_place_id
    is_back = pieces < 0
    return stock.Move(
        source_place_id=parcel_id if is_back else tote_id,
        target_place_id=tote_id if is_back else parcel_id,
        product_id=item["product"],
        quantity_pieces=abs(pieces),
        lot=item["lot"] or "",
        cause="undone_packed" if is_back else "packed",
        order_line_id=order_line_id,
        **why,
    )


def book(session: Session, boxes: Iterable[Box], moves: Sequence[stock.Move]) -> None:
    """Write down where the parcels stand now, what was moved, and close what is complete."""
    changed = [box for box in boxes if box.revision != box.before.revision]
    if not changed:
        return
    session.execute(
        update(table_of(PackJob))
        .where(PackJob.task_id == bindparam("of_task"))
        .values(
            step=bindparam("new_step"),
            slip=bindparam("new_slip"),
            revision=bindparam("new_revision"),
        ),
        [
            {
                "of_task": box.before.task_id,
                "new_step": box.step,
                "new_slip": box.facts["slip"],
                "new_revision": box.revision,
            }
            for box in changed
        ],
    )
    write_counts(session, changed)
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
    for box in changed:
        if box.closed_by is not None:
            close(session, box, box.closed_by)
        elif box.is_cancelled:
            send_back(session, box.before.shipment.id)
        elif box.set_aside_by is not None:
            put_aside(session, box, box.set_aside_by)


def write_counts(session: Session, boxes: Sequence[Box]) -> None:
    """Write what is in the parcels now, and what of it the last scan counted."""
    items = [
        {
            "line_id": new["line"],
            "packed": new["packed"],
            "last": new["last"],
            "is_serial": new["last_serial"],
        }
        for box in boxes
        for old, new in zip(box.before.facts["items"], box.facts["items"], strict=True)
        if old != new
    ]
    if items:
        session.execute(
            update(table_of(PackLine))
            .where(PackLine.id == bindparam("line_id"))
            .values(
                packed_pieces=bindparam("packed"),
                last_pieces=bindparam("last"),
                last_serial=bindparam("is_serial"),
            ),
            items,
        )
    write_serials(session, ((box.before, box.facts["items"]) for box in boxes))
    inserted = {
        new["line"]: (new["inserted"], new["last"])
        for box in boxes
        for old, new in zip(box.before.facts["flyers"], box.facts["flyers"], strict=True)
        if old != new
    }
    flyers.insert_flyers(session, inserted)


def take_out(session: Session, shipment_id: int, *, person_id: int | None) -> None:
    """Empty a cancelled parcel that lies on no bench, and send its tote back.

    The book moves at once: what lies in an open box beside its tote counts as in the tote.
    """
    task_id = session.scalar(select(PackJob.task_id).where(PackJob.shipment_id == shipment_id))
    if task_id is None:
        send_back(session, shipment_id)
        return
    state = states_of(session, [task_id], for_change=True)[task_id]
    box = Box(state, state.step, state.revision, state.facts)
    facts = empty_parcel(cast("PackFacts", state.facts), Scan("unknown", ""))
    emptied = Decision("", "accept", None, CANCELLED, cast("Mapping[str, Any]", facts))
    why = {"row": None, "event_id": None, "person_id": person_id}
    moves, _ = moves_of(box, emptied, why, FlyerRacks(session, {task_id: state}))
    box.facts, box.step, box.is_cancelled = emptied.facts, CANCELLED, True
    box.revision += 1
    book(session, [box], moves)


def close(session: Session, box: Box, report: tasks.Report) -> None:
    """The parcel is closed under its slip; the tote is free, the ship task opens."""
    shipment = box.before.shipment
    orders.close_parcel(
        session,
        shipment_id=shipment.id,
        place_id=box.before.parcel_place_id,
        carrier_code=shipment.carrier_code,
        tracking_no=box.facts["slip"],
        person_id=report.person_id,
    )
    waves.give_up_tote(session, shipment.id)
    tasks.finish(session, [box.before.task_id])
    rules.apply_on_floor(session, shipment.order_id, "close")


def put_aside(session: Session, box: Box, report: tasks.Report) -> None:
    """The parcel waits for a supervisor, who is told what is still missing."""
    shipment = box.before.shipment
    tasks.set_aside(session, box.before.task_id)
    orders.set_stage(session, [shipment.order_id], "held", hold_reason="set_aside")
    tasks.raise_exception(
        session,
        "set_aside",
        order_id=shipment.order_id,
        shipment_id=shipment.id,
        task_id=box.before.task_id,
        event_id=report.event_id,
        person_id=report.person_id,
        place_id=box.before.tote_place_id,
        quantity_pieces=sum(item["wanted"] - item["packed"] for item in box.facts["items"]),
        detail={
            "flyers_missing": sum(
                flyer["wanted"] - flyer["inserted"] for flyer in box.facts["flyers"]
            ),
            "reason": aside_reason(report),
        },
    )


def aside_reason(report: tasks.Report) -> str | None:
    """Why it was put aside; None when the printed command was scanned, which says no reason."""
    said = report.payload.get("reason")
    return said if isinstance(said, str) and said in ASIDE_REASONS else None


def accept_missing(session: Session, shipment_id: int) -> dict[int, int]:
    """Let a parcel go with what has been packed into it so far.

    Returns:
        order line → pieces that the customer will not get.
    """
    rows = session.execute(
        select(PackLine.id, PackLine.order_line_id, PackLine.wanted_pieces, PackLine.packed_pieces)
        .join(PackJob, PackJob.task_id == PackLine.task_id)
        .where(PackJob.shipment_id == shipment_id, PackLine.packed_pieces < PackLine.wanted_pieces)
    ).all()
    missing: dict[int, int] = defaultdict(int)
    for row in rows:
        missing[row.order_line_id] += row.wanted_pieces - row.packed_pieces
    if rows:
        session.execute(
            update(table_of(PackLine))
            .where(PackLine.id.in_([row.id for row in rows]))
            .values(wanted_pieces=PackLine.packed_pieces)
        )
    return dict(missing)
