"""Counts that are asked for: after a shortage, a difference, or because a supervisor says so."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server import places
from server.foundation.clock import now
from server.tasks.actions import Laid, NewTask, cancel_where, lay_unless_open
from server.tasks.records import Task
from server.vocabulary import display

COUNTED_WITHIN = timedelta(hours=8)
"""A place that is in doubt is counted within the shift."""


@dataclass(frozen=True, slots=True)
class CountWanted:
    """A place to be counted: all that lies there, or one product."""

    place_id: int
    reason: str
    """A code; empty when somebody stands there and begins."""
    product_id: int | None = None
    after_task_id: int | None = None
    """It opens when this task is done: goods of the place may be on their way in it."""
    of_task_id: int | None = None
    """The count that this one checks."""
    not_for_person_id: int | None = None
    """Who made that count."""


def want_count(session: Session, wanted: CountWanted) -> Laid | None:
    """Lay a count, unless the same is still to be done; None when it is."""
    card = places.place_cards(session, [wanted.place_id])[wanted.place_id]
    return lay_unless_open(
        session,
        NewTask(
            kind="count",
            number=display(card.code),
            due_at=now() + COUNTED_WITHIN,
            after_task_id=wanted.after_task_id,
            subject_id=wanted.of_task_id,
            place_id=wanted.place_id,
            product_id=wanted.product_id,
            reason=wanted.reason,
            not_for_person_id=wanted.not_for_person_id,
            zone=card.zone,
            shipments=0,
        ),
    )


def withdraw_count(session: Session, wanted: CountWanted) -> None:
    """What made it wanted was a mistake: a count that nobody has begun is wanted no more."""
    cancel_where(
        session,
        (Task.kind == "count")
        & (Task.place_id == wanted.place_id)
        & (Task.product_id == wanted.product_id)
        & (Task.reason == wanted.reason)
        & (Task.stage == "open"),
    )


def open_count_of_place(session: Session, place_id: int) -> int | None:
    """The count of all that lies in a place, if it waits for somebody."""
    return session.scalar(
        select(Task.id).where(
            Task.kind == "count",
            Task.place_id == place_id,
            Task.product_id.is_(None),
            Task.stage == "open",
        )
    )


def counts_waiting(session: Session, reason: str, warehouse_id: int) -> int:
    """How many counts of a warehouse that were laid for this reason are still to be done."""
    waiting = session.scalar(
        select(func.count())
        .select_from(Task)
        .join(places.Place, places.Place.id == Task.place_id)
        .where(
            Task.kind == "count",
            Task.reason == reason,
            Task.stage.in_(("open", "claimed")),
            places.Place.warehouse_id == warehouse_id,
        )
    )
    return waiting or 0


def places_counted(session: Session) -> dict[int, datetime]:
    """When all that lies in a place was counted last, by place."""
    rows = session.execute(
        select(Task.place_id, func.max(Task.finished_at))
        .where(
            Task.kind == "count",
            Task.stage == "done",
            Task.place_id.is_not(None),
            Task.product_id.is_(None),
        )
        .group_by(Task.place_id)
    )
    return {place_id: at for place_id, at in rows if place_id is not None and at is not None}
