"""Jobs as every work room keeps them: begun, judged scan by scan, kept on a device."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from server.flows import Decision, Facts, Flow, read_scan
from server.tasks.reports import About, Answer, Report, answer
from server.vocabulary import Codes, Scan


@dataclass(frozen=True, slots=True)
class JobState:
    """A begun job with all that a device needs to judge every scan of it alone."""

    step: str
    revision: int
    facts: Facts
    codes: Codes
    product_ids: Collection[int] = ()
    """The goods that its screens show."""
    places: Mapping[str, str] = field(default_factory=dict)
    """The places that its screens show: code → zone, empty where a place is in none."""


@dataclass(frozen=True, slots=True)
class Start:
    """Somebody begins a job that nobody has laid: who, and the scan it begins with."""

    person_id: int
    device_id: int
    raw: str
    """Empty when it begins with no scan."""


@dataclass(frozen=True, slots=True)
class NotStarted:
    """Why a job cannot be begun, as a code."""

    code: str


@dataclass(slots=True)
class Begun:
    """A job while its scans are judged; `step`, `revision` and `facts` move on with each."""

    task_id: int
    step: str
    revision: int
    facts: Facts
    codes: Codes
    about: About = field(default_factory=About)


Accepted = Callable[[Begun, Scan, Decision, Report], None]
"""What a room notes of an accepted scan, for booking; the job still stands before it."""


def judge_in_turn(
    flow: Flow, reports: Sequence[Report], jobs: Mapping[int, Begun], accepted: Accepted
) -> list[Answer]:
    """Judge scans in the order they were made, in memory; the jobs stand after them then.

    Args:
        flow: the table of this kind of job.
        reports: scans, each of a job in `jobs`.
        jobs: the jobs by task, read once for all scans.
        accepted: called for each scan that counts.

    Returns:
        An answer for each report, in the same order.
    """
    answers = []
    for report in reports:
        job = jobs[report.task_id]
        judged_at = job.revision
        scan = read_scan(flow, job.step, report.raw, job.codes)
        decision = flow.decide(job.step, scan, job.facts)
        if decision.verdict == "accept":
            accepted(job, scan, decision, report)
            job.step, job.facts = decision.step, decision.facts
            job.revision += 1
        answers.append(
            answer(
                report,
                flow,
                decision,
                judged_at=judged_at,
                revision=job.revision,
                about=job.about,
            )
        )
    return answers


def judge_each(
    session: Session,
    reports: Sequence[Report],
    judge_one: Callable[[Session, int, Sequence[Report]], Sequence[Answer]],
) -> list[Answer]:
    """Judge scans task after task: what one of them takes, the next must not find free.

    Args:
        session: the open transaction.
        reports: scans of tasks of one kind, in the order they were made.
        judge_one: judges the scans of one task.

    Returns:
        An answer for each report, in the same order.
    """
    given: dict[str, Answer] = {}
    for task_id in dict.fromkeys(report.task_id for report in reports):
        own = [report for report in reports if report.task_id == task_id]
        given |= {answer.event_id: answer for answer in judge_one(session, task_id, own)}
    return [given[report.event_id] for report in reports]
