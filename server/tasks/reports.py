"""What a device reports of a task, and what the work room answers. Plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.flows import Decision, Flow
from server.vocabulary import Codes


@dataclass(frozen=True, slots=True)
class Report:
    """One scan of one task, as the work room judges it."""

    event_id: str
    task_id: int
    person_id: int
    device_id: int
    raw: str
    lease_no: int
    expected_revision: int | None
    table_revision: int | None
    device_row: str | None
    device_verdict: str | None
    is_last: bool
    """Nothing was done after it on the device, as far as was handed in."""
    payload: Mapping[str, Any]
    """What a touched button said beside its label, as the device sent it."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """Goods and places that a job had not known when it was taken, and now does."""

    codes: Codes
    product_ids: Collection[int] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    """Code → zone."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict of the server on one report."""

    event_id: str
    verdict: str
    row: str
    because: str | None
    flow: str
    table_revision: int
    step: str
    revision: int
    agrees: bool
    """Whether the device came to the same row."""
    mismatch: bool
    """Disagreed although both judged the same revision by the same table: a bug of ours."""
    order_id: int | None = None
    shipment_id: int | None = None
    line_id: int | None = None
    facts: Mapping[str, Any] | None = None
    """Where the job stands by the server; given when the device came to another row."""
    learnt: Learnt | None = None
    """What the device did not know and needs to go on; for what it has asked the server."""


@dataclass(frozen=True, slots=True)
class About:
    """Which order, shipment and line a scan was about; for its history."""

    order_id: int | None = None
    shipment_id: int | None = None
    line_id: int | None = None


def answer(
    report: Report, flow: Flow, decision: Decision, *, judged_at: int, revision: int, about: About
) -> Answer:
    """The server's verdict on one report.

    Args:
        report: what the device said.
        flow: the table it was judged by.
        decision: what the table says.
        judged_at: the job's revision before this scan.
        revision: the job's revision after it.
        about: whose history it belongs to.
    """
    agrees = report.device_row == decision.row
    could_agree = (
        report.expected_revision == judged_at
        and report.table_revision == flow.revision
        and not decision.knows_server
        and report.device_verdict != "ask_server"
    )
    return Answer(
        event_id=report.event_id,
        verdict=decision.verdict,
        row=decision.row,
        because=decision.because,
        flow=flow.name,
        table_revision=flow.revision,
        step=decision.step,
        revision=revision,
        agrees=agrees,
        mismatch=not agrees and could_agree,
        order_id=about.order_id,
        shipment_id=about.shipment_id,
        line_id=about.line_id,
        facts=None if agrees else decision.facts,
    )
