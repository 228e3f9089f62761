"""Beginning a count, and judging the scans made in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from server import catalog, places, tasks
from server.counting.comparing import Counted
from server.counting.decisions import FLOW, NOTHING, CountFacts, read_scan
from server.counting.ending import Ended, end_count
from server.counting.queries import CountState, read_state
from server.counting.records import CountJob, CountLine
from server.flows import Decision
from server.foundation.clock import moment_of_id, now
from server.foundation.sets import table_of
from server.vocabulary import Codes, choose, code_of_label, normal, read

END = "count_done"
AT_THE_PLACE = "count_goods"
COUNTED = ("shelf", "rack", "dock", "quarantine")
"""Kinds of place that are counted."""


def start(session: Session, start: tasks.Start) -> int | tasks.NotStarted:
    """Lay a count of the place that was scanned, or take up the one that waits; or why not."""
    scan = choose(read(start.raw), {"place"}, {})
    if scan.kind != "place":
        return tasks.NotStarted("label_misread" if scan.kind == "misread" else "place_expected")
    spot = places.spots(session, [scan.code]).get(scan.code)
    if spot is None:
        return tasks.NotStarted("place_unknown")
    if spot.kind not in COUNTED:
        return tasks.NotStarted("takes_no_goods")
    laid = tasks.want_count(session, tasks.CountWanted(spot.id, reason=""))
    if laid is not None:
        return laid.id
    waits = tasks.open_count_of_place(session, spot.id)
    return tasks.NotStarted("count_under_way") if waits is None else waits


def want_counted(session: Session, place: str) -> str | None:
    """Lay a count of a place that a supervisor names; why not, when it cannot be laid."""
    text = normal(place) or ""
    named = places.spots(session, [code_of_label(text) or "", f"L-{text}"])
    spot = next(iter(named.values()), None)
    if spot is None:
        return "place_unknown"
    if spot.kind not in COUNTED:
        return "takes_no_goods"
    laid = tasks.want_count(session, tasks.CountWanted(spot.id, reason="supervisor"))
    return "count_under_way" if laid is None else None


def begin(session: Session, card: tasks.Card) -> None:
    """Lay the count of a task that was just taken.

    Whoever takes up a count that another gave back begins anew: what was counted before cannot be
    told from what was not.
    """
    assert card.place_id is not None, "a place is counted"
    state = read_state(session, card.id)
    # Whoever begins it by the place's label stands there already.
    step = FLOW.begin if card.reason else AT_THE_PLACE
    if state is None:
        session.execute(
            insert(table_of(CountJob)),
            {
                "task_id": card.id,
                "place_id": card.place_id,
                "product_id": card.product_id,
                "step": step,
                "revision": 0,
            },
        )
    elif card.stage == "open":
        facts: CountFacts = {
            **state.facts,
            "lines": [],
            "at": None,
            "asked": {"product": None, "pieces": 0},
            "last": NOTHING,
        }
        write(session, Count(state, step, state.revision + 1, facts, state.codes, []))


@dataclass(slots=True)
class Count:
    """One count while its scans are judged; `step`, `revision` and `facts` move on with each."""

    before: CountState
    step: str
    revision: int
    facts: CountFacts
    codes: Codes
    counted_at: list[datetime]


def judge(session: Session, reports: Sequence[tasks.Report]) -> list[tasks.Answer]:
    """Judge scans of counts in the order they were made, and book what a count came to.

    Returns:
        An answer for each report, in the same order.
    """
    return tasks.judge_each(session, reports, judge_count)


def judge_count(
    session: Session, task_id: int, reports: Sequence[tasks.Report]
) -> list[tasks.Answer]:
    """Judge the scans of one count."""
    state = read_state(session, task_id, for_change=True)
    assert state is not None, "a claimed count was begun"
    (card,) = tasks.cards(session, ids=[task_id])
    count = Count(
        before=state,
        step=state.step,
        revision=state.revision,
        facts=state.facts,
        codes=state.codes,
        counted_at=list(state.counted_at),
    )
    answers = []
    ended: tasks.Report | None = None
    row = ""
    for report in reports:
        answer = judge_scan(session, count, card, report)
        answers.append(answer)
        if count.step == END and answer.verdict == "accept":
            ended, row = report, answer.row
    if count.revision != state.revision:
        write(session, count)
    if ended is not None:
        end_count(session, ended_of(count, card, ended, row))
    return answers


def judge_scan(
    session: Session, count: Count, card: tasks.Card, report: tasks.Report
) -> tasks.Answer:
    """Judge one scan; a code that the place's goods do not have is looked up in the house."""
    judged_at = count.revision
    is_question = report.device_verdict == "ask_server"
    # What was a question in the hand stays one, whatever is known by now: it counted nothing.
    scan = read_scan(count.step, report.raw, {} if is_question else count.codes)
    learnt = None
    if scan.kind == "item" and scan.product is None and count.step == AT_THE_PLACE:
        learnt = learn(session, count, scan.code)
        if not is_question:
            scan = read_scan(count.step, report.raw, count.codes)
    facts: CountFacts = {
        **count.facts,
        "counted_before": card.not_for_person_id == report.person_id,
    }
    decision = FLOW.decide(count.step, scan, cast("Mapping[str, Any]", facts))
    if decision.verdict == "accept":
        take_over(count, decision, moment_of(card, report))
    answer = tasks.answer(
        report,
        FLOW,
        decision,
        judged_at=judged_at,
        revision=count.revision,
        about=tasks.About(),
    )
    if decision.verdict == "ask_server":
        shown = cast("Mapping[str, Any]", count.facts)
        return replace(answer, facts=shown, learnt=learnt)
    return answer


def learn(session: Session, count: Count, code: str) -> tasks.Learnt:
    """What the house knows of a code; of whichever owner, first those whose goods lie here."""
    here = set(catalog.product_owners(session, count.before.product_ids).values())
    found = catalog.match_in_house(session, code, first=here)
    if found is None:
        return tasks.Learnt(codes={})
    _, meaning = found
    known = {"product": meaning.product_id, "quantity": meaning.quantity_pieces}
    count.codes = {**count.codes, code: known}
    card = catalog.product_cards(session, [meaning.product_id])[meaning.product_id]
    if card.has_lots:
        with_lots = sorted({*count.facts["with_lots"], card.id})
        count.facts = {**count.facts, "with_lots": with_lots}
    return tasks.Learnt(codes={code: known}, product_ids=[card.id])


def moment_of(card: tasks.Card, report: tasks.Report) -> datetime:
    """When a scan was made, by the device's clock as far as that can be.

    That is not before the task was taken, and not after the scan was handed in.
    """
    moment = now()
    made = moment_of_id(report.event_id) or moment
    return min(moment, max(made, card.claimed_at or made))


def take_over(count: Count, decision: Decision, moment: datetime) -> None:
    """Take over what an accepted scan changed; a line that it counted was counted now."""
    lines, after = count.facts["lines"], cast("CountFacts", decision.facts)
    kept = count.counted_at[: len(after["lines"])]
    kept += [moment] * (len(after["lines"]) - len(kept))
    count.counted_at = [
        counted_at if nth < len(lines) and lines[nth] is line else moment
        for nth, (line, counted_at) in enumerate(zip(after["lines"], kept, strict=True))
    ]
    count.facts = after
    count.step = decision.step
    count.revision += 1


def write(session: Session, count: Count) -> None:
    """Write down where a count stands now."""
    facts, task_id = count.facts, count.before.task_id
    session.execute(
        update(table_of(CountJob))
        .where(CountJob.task_id == task_id)
        .values(
            step=count.step,
            at_line=facts["at"],
            asked_product_id=facts["asked"]["product"],
            asked_pieces=facts["asked"]["pieces"],
            last_did=facts["last"]["did"],
            last_at=facts["last"]["at"],
            last_pieces=facts["last"]["pieces"],
            last_is_new=facts["last"]["is_new"],
            revision=count.revision,
        )
    )
    session.execute(delete(table_of(CountLine)).where(CountLine.task_id == task_id))
    rows = [
        {
            "task_id": task_id,
            "sequence": sequence,
            "product_id": line["product"],
            "lot": line["lot"] or "",
            "expires_on": line["expires_on"],
            "pieces": line["pieces"],
            "counted_at": counted_at,
        }
        for sequence, (line, counted_at) in enumerate(
            zip(facts["lines"], count.counted_at, strict=True)
        )
    ]
    if rows:
        session.execute(insert(table_of(CountLine)), rows)


def ended_of(count: Count, card: tasks.Card, report: tasks.Report, row: str) -> Ended:
    """A count that has come to its end, as it is held against the book."""
    return Ended(
        card=card,
        place_id=count.before.place.id,
        product_id=count.facts["only"],
        lines=[
            Counted(
                product_id=line["product"],
                lot=line["lot"] or "",
                expires_on=line["expires_on"],
                pieces=line["pieces"],
                counted_at=counted_at,
            )
            for line, counted_at in zip(count.facts["lines"], count.counted_at, strict=True)
        ],
        ended_at=moment_of(card, report),
        person_id=report.person_id,
        event_id=report.event_id,
        row=row,
    )
