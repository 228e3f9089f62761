"""Beginning a return, and judging the scans made in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from server import orders, places, tasks
from server.foundation import now, today
from server.foundation.sets import table_of
from server.returning.decisions import FLOW, ReturnFacts, read_scan
from server.returning.ending import Ended, end_return
from server.returning.queries import ReturnState, may_come_back, read_state
from server.returning.records import ReturnedLine, ReturnJob
from server.vocabulary import choose, normal, read

END = "return_done"
DUE = timedelta(hours=24)
"""A customer waits for the money until the goods are looked at."""
TASK_NUMBER_LENGTH = 20


def start(session: Session, start: tasks.Start) -> int | tasks.NotStarted:
    """Take up the return of the order that a slip, a packing slip or a typed number names."""
    found = [one for one in orders_named(session, start.raw) if one.has_left]
    if not found:
        is_known = bool(orders_named(session, start.raw))
        return tasks.NotStarted("order_not_shipped" if is_known else "order_unknown")
    if len(found) > 1:
        return tasks.NotStarted("order_named_twice")
    order = found[0]
    # Whoever begins the same at the same moment waits here until this one is visible.
    orders.lock_order(session, order.order_id)
    begun = tasks.open_tasks_about(session, "return", order.order_id)
    if begun:
        return begun[0].id
    left = may_come_back(session, order.order_id)
    warehouse_id = places.first_warehouse(session)
    if not left or warehouse_id is None:
        return tasks.NotStarted("all_came_back")
    new = tasks.NewTask(
        kind="return",
        number=order.number[-TASK_NUMBER_LENGTH:],
        due_at=now() + DUE,
        subject_id=order.order_id,
        place_id=places.dock_of(session, warehouse_id).id,
        shipments=0,
        lines=len(left),
        pieces=sum(one["pieces"] for one in left),
    )
    return tasks.lay(session, [new])[0].id


def orders_named(session: Session, raw: str) -> list[orders.OnPaper]:
    """The orders that a label on a parcel, a packing slip or a typed number means."""
    scan = choose(read(raw), {"slip", "shipment"}, {})
    return orders.orders_on_paper(
        session,
        tracking_no=scan.code if scan.kind == "slip" else None,
        shipment_number=scan.code.replace("-", "") if scan.kind == "shipment" else None,
        order_numbers={raw.strip(), normal(raw) or ""} - {""},
    )


def begin(session: Session, card: tasks.Card) -> None:
    """Open the return of a task that was just taken; one that was begun goes on where it was."""
    if read_state(session, card.id) is not None:
        return
    assert card.subject_id is not None, "a return is about an order"
    assert card.place_id is not None, "goods come back to a dock"
    number = orders.lock_order(session, card.subject_id)
    session.execute(
        insert(table_of(ReturnJob)),
        {
            "task_id": card.id,
            "order_id": card.subject_id,
            "order_number": number,
            "place_id": card.place_id,
            "begun_on": today(),
            "shipped": may_come_back(session, card.subject_id),
            "step": FLOW.begin,
            "revision": 0,
        },
    )


@dataclass(slots=True)
class Return:
    """One return while its scans are judged; `step`, `revision` and `facts` move on with each."""

    before: ReturnState
    step: str
    revision: int
    facts: ReturnFacts


def judge(session: Session, reports: Sequence[tasks.Report]) -> list[tasks.Answer]:
    """Judge scans of returns in the order they were made, and book what came back.

    Returns:
        An answer for each report, in the same order.
    """
    return tasks.judge_each(session, reports, judge_return)


def judge_return(
    session: Session, task_id: int, reports: Sequence[tasks.Report]
) -> list[tasks.Answer]:
    """Judge the scans of one return."""
    state = read_state(session, task_id, for_change=True)
    assert state is not None, "a claimed return was begun"
    job = Return(state, state.step, state.revision, state.facts)
    answers = []
    ended: tuple[tasks.Report, str] | None = None
    for report in reports:
        answer = judge_scan(job, report)
        answers.append(answer)
        if job.step == END and answer.verdict == "accept":
            ended = (report, answer.row)
    if job.revision != state.revision:
        write(session, job)
    if ended is not None:
        end_return(session, ended_of(job, *ended))
    return answers


def judge_scan(job: Return, report: tasks.Report) -> tasks.Answer:
    """Judge one scan."""
    judged_at = job.revision
    scan = read_scan(job.step, report.raw, job.before.codes)
    decision = FLOW.decide(job.step, scan, cast("Mapping[str, Any]", job.facts))
    if decision.verdict == "accept":
        job.facts = cast("ReturnFacts", decision.facts)
        job.step = decision.step
        job.revision += 1
    return tasks.answer(
        report, FLOW, decision, judged_at=judged_at, revision=job.revision, about=tasks.About()
    )


def write(session: Session, job: Return) -> None:
    """Write down where a return stands now."""
    facts, task_id = job.facts, job.before.task_id
    asked, last = facts["asked"], facts["last"]
    session.execute(
        update(table_of(ReturnJob))
        .where(ReturnJob.task_id == task_id)
        .values(
            step=job.step,
            at_line=facts["at"],
            asked_product_id=asked["product"],
            asked_pieces=asked["pieces"],
            grade=facts["grade"],
            reason=facts["reason"],
            last_did=last["did"],
            last_at=last["at"],
            last_pieces=last["pieces"],
            last_is_new=last["is_new"],
            last_grade=last["grade"],
            last_asked_product_id=last["asked"]["product"],
            last_asked_pieces=last["asked"]["pieces"],
            revision=job.revision,
        )
    )
    session.execute(delete(table_of(ReturnedLine)).where(ReturnedLine.task_id == task_id))
    rows = [
        {
            "task_id": task_id,
            "sequence": sequence,
            "product_id": line["product"],
            "lot": line["lot"] or "",
            "grade": line["grade"],
            "pieces": line["pieces"],
            "serials": line["serials"],
        }
        for sequence, line in enumerate(facts["lines"])
    ]
    if rows:
        session.execute(insert(table_of(ReturnedLine)), rows)


def ended_of(job: Return, report: tasks.Report, row: str) -> Ended:
    """A return whose reason was said, as it is booked."""
    reason = job.facts["reason"]
    assert reason is not None, "a return ends with its reason"
    return Ended(
        task_id=job.before.task_id,
        order_id=job.before.order_id,
        place_id=job.before.place.id,
        shipped=job.facts["shipped"],
        lines=[line for line in job.facts["lines"] if line["pieces"] > 0],
        reason=reason,
        person_id=report.person_id,
        event_id=report.event_id,
        row=row,
    )
