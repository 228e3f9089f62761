"""The kinds of work of the stock, each as its room does it: the table, the judge, the job.

Picking and packing are work for orders, and begin with carts and totes: `taking` knows them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from server import assembling, counting, moving, receiving, returning, tasks

Judge = Callable[[Session, Sequence[tasks.Report]], list[tasks.Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One kind of work, by the functions at its room's front door."""

    flow: str
    judge: Judge
    begin: Callable[[Session, tasks.Card], None]
    """Lay the job of a task that was just taken; nothing happens when it lies already."""
    state: Callable[[Session, int], tasks.JobState | None]
    """The job of a task; None when it was never begun."""
    is_under_way: Callable[[Session, int], bool]
    """Whether goods are on their way, so that not everybody may let go of the task."""
    start: Callable[[Session, tasks.Start], int | tasks.NotStarted] | None = None
    """Lay a task that somebody begins without being told; the task, or why not."""


MOVE = Work(
    flow="move_goods",
    judge=moving.judge,
    begin=moving.begin,
    state=moving.state_of,
    is_under_way=moving.is_under_way,
    start=moving.start,
)
"""Goods go from place to place; whither, and how many, says the kind of task."""

WORK: Mapping[str, Work] = {
    "receive": Work(
        flow="receive_goods",
        judge=receiving.judge,
        begin=receiving.begin,
        state=receiving.state_of,
        is_under_way=receiving.is_under_way,
        start=receiving.start,
    ),
    "return": Work(
        flow="return_goods",
        judge=returning.judge,
        begin=returning.begin,
        state=returning.state_of,
        is_under_way=returning.is_under_way,
        start=returning.start,
    ),
    "put_away": replace(MOVE, start=moving.start_put_away),
    "replenish": replace(MOVE, start=None),
    "move": MOVE,
    "assemble": Work(
        flow="assemble_kits",
        judge=assembling.judge,
        begin=assembling.begin,
        state=assembling.state_of,
        is_under_way=assembling.is_under_way,
    ),
    "count": Work(
        flow="count_place",
        judge=counting.judge,
        begin=counting.begin,
        state=counting.state_of,
        is_under_way=counting.is_under_way,
        start=counting.start,
    ),
}
