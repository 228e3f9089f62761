"""Decide what one scan means. Pure: no clock, no database, no Flask. Mirrored by engine.ts."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from server.vocabulary import Codes, Kind, Scan, choose, read, resolve

Facts = Mapping[str, Any]
"""What a job knows. A value: whoever wants other facts makes new ones."""

Guard = Callable[[Any, Scan], bool]
Effect = Callable[[Any, Scan], Any]
Verdict = Literal["accept", "refuse", "ask_server"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a flow table: what this kind of scan means when all of this holds."""

    row: str
    scan: Kind | Literal["*"]
    when: tuple[str, ...]
    verdict: Verdict
    because: str | None
    do: tuple[str, ...]
    next: str
    knows_server: bool
    """Its questions can only be answered by the server: a device may come to another row."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow table that has passed its check, with the questions and changes it names."""

    name: str
    revision: int
    begin: str
    steps: Mapping[str, tuple[Row, ...]]
    guards: Mapping[str, Guard]
    effects: Mapping[str, Effect]

    def decide(self, step: str, scan: Scan, facts: Facts) -> "Decision":
        """What a scan means at a step of this job."""
        return decide(self, step, scan, facts)


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on one scan, the row that gave it, and where the job stands after it."""

    row: str
    verdict: Verdict
    because: str | None
    step: str
    facts: Facts
    knows_server: bool = False


def decide(flow: Flow, step: str, scan: Scan, facts: Facts) -> Decision:
    """What a scan means at a step of a job. The facts given stay as they are."""
    row = _first_matching_row(flow, step, scan, facts)
    for effect in row.do:
        facts = flow.effects[effect](facts, scan)
    return Decision(row.row, row.verdict, row.because, row.next, facts, row.knows_server)


def kinds_of(flow: Flow, step: str) -> Collection[Kind]:
    """The kinds of scan that a step names: what a person may have meant there."""
    return {row.scan for row in flow.steps[step] if row.scan != "*"}


def read_scan(flow: Flow, step: str, raw: str, codes: Codes) -> Scan:
    """What a scanner's text means to a job at this step.

    Args:
        flow: the table of the job.
        step: where the job stands.
        raw: what the scanner sent.
        codes: the product codes of the job.
    """
    return resolve(choose(read(raw), kinds_of(flow, step), codes), codes)


def _first_matching_row(flow: Flow, step: str, scan: Scan, facts: Facts) -> Row:
    for row in flow.steps[step]:
        if row.scan not in (scan.kind, "*"):
            continue
        for guard in row.when:
            if not flow.guards[guard](facts, scan):
                break
        else:
            return row
    raise AssertionError(f"{flow.name}.{step} has no row that catches everything")
