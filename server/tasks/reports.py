"""What a device reports of a task, and what the work room answers. Plain values."""

from dataclasses import dataclass
from typing import Any


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
    facts: dict[str, Any] | None = None
    """Where the job stands by the server; given when the device came to another row."""
