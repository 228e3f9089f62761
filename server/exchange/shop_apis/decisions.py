"""Which of two things a shop said counts, and what becomes of a message. Pure."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from server.exchange.order_files import BrokenOrder, OrderDraft

CANCELLED = "order_is_cancelled"
SHIPPED = "already_shipped"
NOT_YET = "not_to_ship_yet"
NOTHING_FOR_US = (SHIPPED, NOT_YET, "not_paid_yet", "nothing_to_ship", CANCELLED)
"""Why an order that is not here stays out and nobody has to look."""
DONE = {"new": "order_new", "changed": "order_changed", "duplicate": "order_same"}


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a message."""

    state: str
    """done, passed, rejected or failed."""
    code: str
    order_id: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """When something was said, and its mark."""

    at: datetime
    mark: str

    def is_older_than(self, other: "Said") -> bool:
        """Whether the other counts. Whoever comes first, of two the same one wins."""
        return (self.at, self.mark) < (other.at, other.mark)


def mark_of(order: OrderDraft | BrokenOrder, rows: Sequence[Sequence[str]]) -> str:
    """By what, of two things said in one second, the same one always counts.

    A cancellation counts before everything else, what is to be sent before what is not. What says
    the same has the same mark, however it is written.
    """
    said = "\x1e".join("\x1f".join(row) for row in rows)
    if isinstance(order, OrderDraft):
        said = order.digest
    rank = 2 if order.standing == CANCELLED else int(order.standing is None)
    return f"{rank}-{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()}"


def became_of(
    verdict: str, code: str | None, order_id: int | None, detail: dict[str, Any]
) -> Became:
    """What became of a message whose order went through the door."""
    if verdict != "rejected":
        return Became("done", DONE[verdict], order_id)
    assert code is not None, "what is rejected says why"
    if order_id is None and code in NOTHING_FOR_US:
        return Became("passed", code)
    return Became("rejected", code, order_id, detail)
