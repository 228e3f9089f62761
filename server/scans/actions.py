"""Every scan of every device enters here, once, in the order the device made them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session
from structlog import get_logger

from server import devices, packing, people, picking, tasks
from server.foundation import moment_text, now, transaction
from server.foundation.prepared import Prepared, columns_of
from server.foundation.sets import table_of
from server.scans.decisions import Event, Malformed, Submission, next_high_water
from server.scans.queries import Stored, seqs_above, stored_verdicts
from server.scans.records import DeviceEvent, EventVerdict
from server.scans.showing import learnt_body
from server.scans.work import WORK, Judge

EVENT = table_of(DeviceEvent)
WRITE_EVENTS = Prepared(
    columns_of(EVENT),
    # No conflict target is named: event id and device sequence are both unique, and eight copies
    # of one event arriving at once must all be answered, never fail.
    lambda rows: rows.insert_into(EVENT).on_conflict_do_nothing().returning(EVENT.c.event_id),
)
WRITE_VERDICTS = Prepared.insert(table_of(EventVerdict))
JUDGES: Mapping[str, Judge] = {
    "pick": picking.judge,
    "pack": packing.judge,
    **{kind: work.judge for kind, work in WORK.items()},
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one event."""

    event_id: str | None
    verdict: str
    row: str
    because: str | None
    step: str = ""
    revision: int = 0
    is_replayed: bool = False
    agrees: bool = True
    body_hash: str = ""
    facts: Mapping[str, Any] | None = None
    """Where the job stands by the server, when the device came to another row."""
    lease: int = 0
    detail: Mapping[str, Any] | None = None
    learnt: Mapping[str, Any] | None = None
    """Codes, products and places that the device did not know, as its screens show them."""


@dataclass(frozen=True, slots=True)
class Handed:
    """The answers to one submission, and how far the device's sequence is whole now."""

    verdicts: tuple[Verdict, ...]
    high_water: int


def accept_events(session: Session, submissions: Sequence[Submission]) -> list[Handed]:
    """Take in what devices hand in, all of it in this one transaction.

    First the facts are written; the database says which of them are new. Known ones get the verdict
    they were given before. New ones are judged by their rooms with the same table as on the device,
    and what they mean is booked.

    Raises:
        Exception: judging one of them failed; nothing is written then, and the caller goes on
            with `accept_one_by_one`.
    """
    fresh = write_events(session, submissions)
    verdicts: dict[str, Verdict] = {}
    first: dict[str, Event] = {}
    new: list[tuple[Submission, Event]] = []
    for submission in submissions:
        for entry in submission.entries:
            if isinstance(entry, Malformed) or entry.event_id in first:
                continue
            first[entry.event_id] = entry
            if entry.event_id in fresh:
                new.append((submission, entry))
    known = stored_verdicts(session, [event_id for event_id in first if event_id not in fresh])
    judge_events(session, new, verdicts)
    write_verdicts(session, [verdicts[event.event_id] for _, event in new])
    high_waters = count_in(session, submissions)
    answers = []
    for submission in submissions:
        said: set[str] = set()
        given = []
        for entry in submission.entries:
            given.append(verdict_on(entry, verdicts, known, first, said))
            if isinstance(entry, Event):
                said.add(entry.event_id)
        told = say_who_has_it(session, submission, given)
        answers.append(Handed(told, high_waters.get(incarnation_of(submission), -1)))
    return answers


def incarnation_of(submission: Submission) -> tuple[int, str]:
    """Whose sequence a submission continues; the incarnation of its newest event."""
    events = [entry for entry in submission.entries if isinstance(entry, Event)]
    return submission.device_id, events[-1].incarnation if events else ""


def write_events(session: Session, submissions: Sequence[Submission]) -> set[str]:
    """Write every event that is not there yet; tell which are new."""
    moment = now()
    rows: dict[str, dict[str, Any]] = {}
    for submission in submissions:
        for entry in submission.entries:
            if isinstance(entry, Event):
                rows.setdefault(entry.event_id, event_row(entry, submission.device_id, moment))
    return {event_id for (event_id,) in WRITE_EVENTS.ask(session, list(rows.values()))}


def event_row(event: Event, device_id: int, moment: Any) -> dict[str, Any]:
    """An event as its table keeps it."""
    return {
        "event_id": event.event_id,
        "device_id": device_id,
        "incarnation": event.incarnation,
        "seq": event.seq,
        "session_id": event.session,
        "actor_id": event.actor,
        "device_time": event.device_time,
        "received_at": moment,
        "task_id": event.task,
        "lease_no": event.lease,
        "expected_revision": event.revision,
        "kind": event.kind,
        "raw": event.raw,
        "via": event.via,
        "table_revision": event.table_revision,
        "device_row": event.row,
        "device_verdict": event.verdict,
        "payload": event.payload,
        "body_hash": event.body_hash,
    }


def judge_events(
    session: Session,
    new: Sequence[tuple[Submission, Event]],
    verdicts: dict[str, Verdict],
) -> None:
    """Judge new events: first what the house knows of session and lease, then the room's table."""
    if not new:
        return
    leases = tasks.leases(session, sorted({event.task for _, event in new}))
    reports, stale = sort_events(session, new, leases, verdicts)
    events = {event.event_id: event for _, event in new}
    for (_turn, kind), given in sorted(reports.items()):
        for answer in JUDGES[kind](session, given):
            verdict = verdict_of(answer, events[answer.event_id])
            if answer.learnt is not None:
                verdict = replace(verdict, learnt=learnt_body(session, answer.learnt))
            verdicts[answer.event_id] = verdict
            keep_about(session, answer)
    say_progress(session, new, verdicts)
    for event in stale.values():
        tasks.raise_exception(
            session,
            "stale_scan",
            task_id=event.task,
            shipment_id=leases[event.task].shipment_id,
            event_id=event.event_id,
            person_id=event.actor,
            detail={"raw": event.raw, "lease": event.lease},
        )


def sort_events(
    session: Session,
    new: Sequence[tuple[Submission, Event]],
    leases: Mapping[int, tasks.Lease],
    verdicts: dict[str, Verdict],
) -> tuple[dict[tuple[int, str], list[tasks.Report]], dict[int, Event]]:
    """Refuse what the house itself refuses; sort the rest by the room that judges it.

    A device that was away hands in one task after another at once. They are judged in turns: the
    second begins with the cart that the first has set free.

    Returns:
        Reports by turn and kind of task, and for each task the first event that came under a stale
        lease.
    """
    sessions = people.sessions_by_public_id(session, {event.session for _, event in new})
    reports: dict[tuple[int, str], list[tasks.Report]] = defaultdict(list)
    turns: dict[int, tuple[int, int]] = {}
    stale: dict[int, Event] = {}
    for submission, event in new:
        lease = leases.get(event.task)
        if sessions.get(event.session) != (event.actor, submission.device_id):
            verdicts[event.event_id] = house_refusal(event, "SV-05", "session_unknown")
        elif lease is None or lease.kind not in JUDGES:
            verdicts[event.event_id] = house_refusal(event, "SV-01", "task_unknown")
        elif lease.lease_no != event.lease or lease.device_id not in (None, submission.device_id):
            verdicts[event.event_id] = stale_refusal(event, lease)
            stale.setdefault(event.task, event)
        else:
            is_last = submission.unsent_events == 0 and event is submission.entries[-1]
            turn, task = turns.get(submission.device_id, (0, event.task))
            turns[submission.device_id] = (turn + (task != event.task), event.task)
            turn, _ = turns[submission.device_id]
            report = report_of(event, submission.device_id, is_last=is_last)
            reports[turn, lease.kind].append(report)
    return reports, stale


ABOUT = "orders, shipments and lines that this transaction's verdicts are about"


def keep_about(session: Session, answer: tasks.Answer) -> None:
    """Remember what a verdict is about until it is written."""
    session.info.setdefault(ABOUT, {})[answer.event_id] = answer


def report_of(event: Event, device_id: int, *, is_last: bool) -> tasks.Report:
    """An event as a work room judges it."""
    return tasks.Report(
        event_id=event.event_id,
        task_id=event.task,
        person_id=event.actor,
        device_id=device_id,
        raw=event.raw,
        lease_no=event.lease,
        expected_revision=event.revision,
        table_revision=event.table_revision,
        device_row=event.row,
        device_verdict=event.verdict,
        is_last=is_last,
        payload=event.payload,
    )


def verdict_of(answer: tasks.Answer, event: Event) -> Verdict:
    """A room's answer as the device gets it."""
    return Verdict(
        event_id=answer.event_id,
        verdict=answer.verdict,
        row=answer.row,
        because=answer.because,
        step=answer.step,
        revision=answer.revision,
        agrees=answer.agrees,
        body_hash=event.body_hash,
        facts=answer.facts,
        lease=event.lease,
    )


def house_refusal(event: Event, row: str, because: str) -> Verdict:
    """The house itself refuses, before any table is asked."""
    return Verdict(
        event.event_id,
        "refuse",
        row,
        because,
        agrees=event.verdict == "refuse",
        body_hash=event.body_hash,
        lease=event.lease,
    )


def stale_refusal(event: Event, lease: tasks.Lease) -> Verdict:
    """Somebody else has the task by now, or had it and is done."""
    row, because = (
        ("SV-03", "task_is_finished") if lease.stage == "done" else ("SV-02", "lease_is_stale")
    )
    return replace(house_refusal(event, row, because), agrees=False)


STALE = frozenset({"lease_is_stale", "task_is_finished"})


def say_who_has_it(
    session: Session, submission: Submission, given: list[Verdict]
) -> tuple[Verdict, ...]:
    """Name who has the task now, and since when, beside every verdict that came too late.

    It is looked up at the moment of the answer: an instruction, not a part of the verdict.
    """
    late = {
        entry.task
        for entry, verdict in zip(submission.entries, given, strict=True)
        if isinstance(entry, Event) and verdict.because in STALE
    }
    if not late:
        return tuple(given)
    leases = tasks.leases(session, sorted(late))
    holders = {lease.person_id for lease in leases.values() if lease.person_id is not None}
    names = people.person_cards(session, sorted(holders))
    return tuple(
        replace(verdict, detail=holder_of(leases.get(entry.task), names))
        if isinstance(entry, Event) and verdict.because in STALE
        else verdict
        for entry, verdict in zip(submission.entries, given, strict=True)
    )


def holder_of(
    lease: tasks.Lease | None, names: Mapping[int, people.PersonCard]
) -> dict[str, str | None]:
    """The name and the moment that the screen of whoever came too late shows."""
    if lease is None:
        return {"by": None, "at": None}
    person = names.get(lease.person_id or 0)
    moment = lease.finished_at if lease.stage == "done" else lease.claimed_at
    return {"by": person.name if person else None, "at": moment_text(moment) if moment else None}


def say_progress(
    session: Session, new: Iterable[tuple[Submission, Event]], verdicts: Mapping[str, Verdict]
) -> None:
    """One notice for each task that was scanned for, with its newest revision."""
    last: dict[int, tuple[Submission, Event, Verdict]] = {}
    for submission, event in new:
        verdict = verdicts[event.event_id]
        if not verdict.row.startswith("SV"):
            last[event.task] = (submission, event, verdict)
    for task_id, (submission, event, verdict) in last.items():
        tasks.progressed(
            session,
            task_id=task_id,
            revision=verdict.revision,
            person_id=event.actor,
            device_id=submission.device_id,
            row=verdict.row,
        )


def write_verdicts(session: Session, verdicts: Sequence[Verdict]) -> None:
    """Write what was answered, to be said again word for word."""
    about: Mapping[str, tasks.Answer] = session.info.pop(ABOUT, {})
    WRITE_VERDICTS.write(
        session, [verdict_row(verdict, about.get(verdict.event_id or "")) for verdict in verdicts]
    )


def verdict_row(verdict: Verdict, answer: tasks.Answer | None) -> dict[str, Any]:
    """A verdict as its table keeps it."""
    return {
        "event_id": verdict.event_id,
        "verdict": verdict.verdict,
        "row": verdict.row,
        "because": verdict.because,
        "flow": answer.flow if answer else "",
        "table_revision": answer.table_revision if answer else 0,
        "step": verdict.step,
        "revision": verdict.revision,
        "agrees": verdict.agrees,
        "mismatch": answer.mismatch if answer else False,
        "order_id": answer.order_id if answer else None,
        "shipment_id": answer.shipment_id if answer else None,
        "line_id": answer.line_id if answer else None,
    }


def verdict_on(
    entry: Event | Malformed,
    verdicts: Mapping[str, Verdict],
    known: Mapping[str, Stored],
    first: Mapping[str, Event],
    said: set[str],
) -> Verdict:
    """What one entry is answered: judged now, replayed, or not acceptable as an event."""
    if isinstance(entry, Malformed):
        return Verdict(
            entry.event_id,
            "refuse",
            "SV-04",
            "event_malformed",
            agrees=False,
            detail={"field": entry.field},
        )
    judged = verdicts.get(entry.event_id)
    if judged is not None:
        if first[entry.event_id].body_hash != entry.body_hash:
            return house_refusal(entry, "SV-06", "event_id_reused")
        is_echo = first[entry.event_id] is not entry or entry.event_id in said
        return replace(judged, is_replayed=True) if is_echo else judged
    stored = known.get(entry.event_id)
    if stored is None:
        return replace(house_refusal(entry, "SV-07", "sequence_reused"), agrees=False)
    if stored.body_hash != entry.body_hash:
        return replace(house_refusal(entry, "SV-06", "event_id_reused"), agrees=False)
    return Verdict(
        event_id=entry.event_id,
        verdict=stored.verdict,
        row=stored.row,
        because=stored.because,
        step=stored.step,
        revision=stored.revision,
        is_replayed=True,
        agrees=stored.agrees,
        body_hash=entry.body_hash,
        lease=entry.lease,
    )


def count_in(session: Session, submissions: Sequence[Submission]) -> dict[tuple[int, str], int]:
    """Note how far each device's sequence is whole, and how the device is."""
    seqs: dict[tuple[int, str], set[int]] = defaultdict(set)
    for submission in submissions:
        for entry in submission.entries:
            if isinstance(entry, Event):
                seqs[submission.device_id, entry.incarnation].add(entry.seq)
    before = devices.sequences(session, list(seqs))
    after: dict[tuple[int, str], devices.Sequence] = {}
    for key, found in seqs.items():
        reached = next_high_water(before.get(key, devices.NOTHING_HEARD).whole_up_to, found)
        highest = max(before.get(key, devices.NOTHING_HEARD).highest, *found)
        if highest > reached:
            # There is a hole; or there was one, and this submission has just filled it.
            reached = next_high_water(reached, seqs_above(session, *key, reached))
        after[key] = devices.Sequence(reached, highest)
    devices.count_in(session, after)
    devices.heard(
        session,
        [
            devices.Heard(
                submission.device_id,
                submission.app_version,
                submission.battery_percent,
                submission.unsent_events,
            )
            for submission in submissions
        ],
    )
    return {key: sequence.whole_up_to for key, sequence in after.items()}


def accept_one_by_one(submission: Submission) -> Handed:
    """Take in a submission whose group has failed, event by event, each in its own transaction.

    One whose judging fails is kept with the verdict SV-08 and raised as an exception; it can wait
    for a person, those behind it cannot.
    """
    verdicts: list[Verdict] = []
    high_water = -1
    for entry in submission.entries:
        alone = replace(submission, entries=(entry,))
        try:
            with transaction() as session:
                handed = accept_events(session, [alone])[0]
        except Exception as fault:  # noqa: BLE001 - whatever it is, the others must go through
            get_logger("tanaban").exception("scan_fault", fault=type(fault).__name__)
            with transaction() as session:
                handed = keep_poisoned(session, alone)
        verdicts += handed.verdicts
        high_water = max(high_water, handed.high_water)
    return Handed(tuple(verdicts), high_water)


def keep_poisoned(session: Session, alone: Submission) -> Handed:
    """Keep an event that the server could not judge, and tell a supervisor."""
    event = alone.entries[0]
    assert isinstance(event, Event), "a malformed entry is answered, not judged"
    fresh = write_events(session, [alone])
    verdict = replace(house_refusal(event, "SV-08", "server_fault"), agrees=False)
    if event.event_id in fresh:
        write_verdicts(session, [verdict])
        tasks.raise_exception(
            session, "server_fault", event_id=event.event_id, detail={"task": event.task}
        )
    high_waters = count_in(session, [alone])
    return Handed((verdict,), high_waters[incarnation_of(alone)])
