"""Beginning a receipt, and judging the scans made in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from server import catalog, places, tasks
from server.foundation import now, today
from server.foundation.sets import table_of
from server.receiving.decisions import FLOW, ReceiveFacts, goods_are_not_known, read_scan
from server.receiving.ending import Ended, end_receipt
from server.receiving.notices import notice_cards, notice_expecting, open_notice_named
from server.receiving.queries import ReceiptState, kept_of, read_state
from server.receiving.records import ReceivedLine, ReceiveJob
from server.vocabulary import Codes, choose, display, item_code, normal, read

END = "receive_done"
UNKNOWN_GOODS = "unknown_goods"
DUE = timedelta(hours=2)
"""What stands on the dock is in the books soon."""


def start(session: Session, start: tasks.Start) -> int | tasks.NotStarted:
    """Take up the notice that a scan means, or receive what nobody announced; or why not.

    A dock's label begins a receipt without a notice there; so does no scan at all, at the first
    dock. The number of a notice means it; so does any of its goods.
    """
    scan = choose(read(start.raw), {"place"}, {})
    if scan.kind == "misread":
        return tasks.NotStarted("label_misread")
    if scan.kind == "place":
        spot = places.spots(session, [scan.code]).get(scan.code)
        if spot is None or spot.kind != "dock":
            return tasks.NotStarted("place_unknown" if spot is None else "no_dock")
        return lay_without_notice(session, spot)
    text = normal(start.raw)
    if text:
        return receipt_of_notice(session, text)
    warehouse_id = places.first_warehouse(session)
    if warehouse_id is None:
        return tasks.NotStarted("no_dock")
    return lay_without_notice(session, places.dock_of(session, warehouse_id))


def receipt_of_notice(session: Session, text: str) -> int | tasks.NotStarted:
    """The receipt of the notice that has this number, or that waits for goods with this code."""
    notice_id = open_notice_named(session, text)
    notice_id = notice_id or notice_expecting(session, item_code(text) or text)
    if notice_id is None:
        return tasks.NotStarted("notice_unknown")
    return tasks.open_tasks_about(session, "receive", notice_id)[0].id


def lay_without_notice(session: Session, dock: places.Spot) -> int:
    """Lay a receipt of goods that nobody announced."""
    new = tasks.NewTask(
        kind="receive",
        number=display(dock.code),
        due_at=now() + DUE,
        place_id=dock.id,
        shipments=0,
    )
    return tasks.lay(session, [new])[0].id


def begin(session: Session, card: tasks.Card) -> None:
    """Open the receipt of a task that was just taken; one that was begun goes on where it was."""
    if read_state(session, card.id) is not None:
        return
    assert card.place_id is not None, "goods are received at a dock"
    lines = () if card.subject_id is None else notice_cards(session, ids=[card.subject_id])[0].lines
    kept = kept_of(session, {line.product_id for line in lines})
    session.execute(
        insert(table_of(ReceiveJob)),
        {
            "task_id": card.id,
            "place_id": card.place_id,
            "notice_id": card.subject_id,
            "begun_on": today(),
            "known_lots": kept.lots,
            "step": FLOW.begin,
            "revision": 0,
        },
    )


@dataclass(slots=True)
class Receipt:
    """One receipt while its scans are judged; `step`, `revision` and `facts` move on with each."""

    before: ReceiptState
    step: str
    revision: int
    facts: ReceiveFacts
    codes: Codes


def judge(session: Session, reports: Sequence[tasks.Report]) -> list[tasks.Answer]:
    """Judge scans of receipts in the order they were made, and book what a receipt came to.

    Returns:
        An answer for each report, in the same order.
    """
    return tasks.judge_each(session, reports, judge_receipt)


def judge_receipt(
    session: Session, task_id: int, reports: Sequence[tasks.Report]
) -> list[tasks.Answer]:
    """Judge the scans of one receipt."""
    state = read_state(session, task_id, for_change=True)
    assert state is not None, "a claimed receipt was begun"
    receipt = Receipt(state, state.step, state.revision, state.facts, state.codes)
    answers = []
    ended: tuple[tasks.Report, str] | None = None
    for report in reports:
        answer = judge_scan(session, receipt, report)
        answers.append(answer)
        if receipt.step == END and answer.verdict == "accept":
            ended = (report, answer.row)
    if receipt.revision != state.revision or receipt.facts["lots"] != state.facts["lots"]:
        write(session, receipt)
    if ended is not None:
        end_receipt(session, ended_of(receipt, *ended))
    return answers


def judge_scan(session: Session, receipt: Receipt, report: tasks.Report) -> tasks.Answer:
    """Judge one scan; a code that the notice does not have is looked up in the house."""
    judged_at = receipt.revision
    is_question = report.device_verdict == "ask_server"
    # What was a question in the hand stays one, whatever is known by now: it counted nothing.
    scan = read_scan(receipt.step, report.raw, {} if is_question else receipt.codes)
    learnt = None
    if scan.kind == "item" and scan.product is None and receipt.step == FLOW.begin:
        learnt = learn(session, receipt, scan.code)
        if not is_question:
            scan = read_scan(receipt.step, report.raw, receipt.codes)
    decision = FLOW.decide(receipt.step, scan, cast("Mapping[str, Any]", receipt.facts))
    if decision.verdict == "accept":
        receipt.facts = cast("ReceiveFacts", decision.facts)
        receipt.step = decision.step
        receipt.revision += 1
        if goods_are_not_known(receipt.facts, scan):
            tell_of_unknown(session, receipt, report)
    answer = tasks.answer(
        report,
        FLOW,
        decision,
        judged_at=judged_at,
        revision=receipt.revision,
        about=tasks.About(),
    )
    if decision.verdict == "ask_server":
        shown = cast("Mapping[str, Any]", receipt.facts)
        return replace(answer, facts=shown, learnt=learnt)
    return answer


def learn(session: Session, receipt: Receipt, code: str) -> tasks.Learnt:
    """What the house knows of a code; first of the goods of whoever announced these."""
    own = receipt.before.owner_id
    found = catalog.match_in_house(session, code, first=() if own is None else (own,))
    if found is None:
        return tasks.Learnt(codes={})
    owner_id, meaning = found
    known = {"product": meaning.product_id, "quantity": meaning.quantity_pieces}
    receipt.codes = {**receipt.codes, code: known}
    kept = kept_of(session, [meaning.product_id])
    facts = receipt.facts
    if own is not None and owner_id != own:
        facts = {**facts, "foreign": sorted({*facts["foreign"], meaning.product_id})}
    receipt.facts = {
        **facts,
        "with_lots": sorted({*facts["with_lots"], *kept.with_lots}),
        "with_days": sorted({*facts["with_days"], *kept.with_days}),
        "lots": [*facts["lots"], *(lot for lot in kept.lots if lot not in facts["lots"])],
    }
    return tasks.Learnt(codes={code: known}, product_ids=[meaning.product_id])


def tell_of_unknown(session: Session, receipt: Receipt, report: tasks.Report) -> None:
    """Goods that nobody knows stand at the dock: a supervisor finds out what they are."""
    tasks.raise_exception(
        session,
        UNKNOWN_GOODS,
        place_id=receipt.before.place.id,
        task_id=receipt.before.task_id,
        event_id=report.event_id,
        person_id=report.person_id,
        quantity_pieces=1,
        detail={"notice": receipt.facts["notice"]},
    )


def write(session: Session, receipt: Receipt) -> None:
    """Write down where a receipt stands now."""
    facts, task_id = receipt.facts, receipt.before.task_id
    asked, last = facts["asked"], facts["last"]
    session.execute(
        update(table_of(ReceiveJob))
        .where(ReceiveJob.task_id == task_id)
        .values(
            step=receipt.step,
            at_line=facts["at"],
            asked_product_id=asked["product"],
            asked_pieces=asked["pieces"],
            asked_lot=asked["lot"],
            asked_expires_on=asked["expires_on"],
            is_damaged=facts["damaged"],
            has_unknown=facts["unknown"],
            rest_comes=facts["rest_comes"],
            known_lots=facts["lots"],
            last_did=last["did"],
            last_at=last["at"],
            last_pieces=last["pieces"],
            last_is_new=last["is_new"],
            last_asked_product_id=last["asked"]["product"],
            last_asked_pieces=last["asked"]["pieces"],
            last_asked_lot=last["asked"]["lot"],
            last_asked_expires_on=last["asked"]["expires_on"],
            revision=receipt.revision,
        )
    )
    session.execute(delete(table_of(ReceivedLine)).where(ReceivedLine.task_id == task_id))
    rows = [
        {
            "task_id": task_id,
            "sequence": sequence,
            "product_id": line["product"],
            "lot": line["lot"] or "",
            "expires_on": line["expires_on"],
            "is_damaged": line["damaged"],
            "pieces": line["pieces"],
        }
        for sequence, line in enumerate(facts["lines"])
    ]
    if rows:
        session.execute(insert(table_of(ReceivedLine)), rows)


def ended_of(receipt: Receipt, report: tasks.Report, row: str) -> Ended:
    """A receipt whose end was said, as it is booked."""
    return Ended(
        task_id=receipt.before.task_id,
        place_id=receipt.before.place.id,
        notice_id=receipt.before.notice_id,
        lines=[line for line in receipt.facts["lines"] if line["pieces"] > 0],
        rest_comes=receipt.facts["rest_comes"],
        person_id=report.person_id,
        event_id=report.event_id,
        row=row,
    )
