"""What is asked about tasks and exceptions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.foundation.prepared import Prepared
from server.foundation.sets import table_of
from server.tasks.records import FloorException, Task


@dataclass(frozen=True, slots=True)
class Card:
    """A task as lists show it."""

    id: int
    kind: str
    stage: str
    number: str
    batch_id: int | None
    shipment_id: int | None
    subject_id: int | None
    place_id: int | None
    product_id: int | None
    reason: str
    not_for_person_id: int | None
    zone: str
    carrier_code: str
    due_at: datetime
    priority: int
    shipments: int
    lines: int
    pieces: int
    lease_no: int
    lease_person_id: int | None
    lease_device_id: int | None
    lease_expires_at: datetime | None
    claimed_at: datetime | None
    finished_at: datetime | None
    revision: int


@dataclass(frozen=True, slots=True)
class Lease:
    """Who has a task now, and under which number."""

    task_id: int
    kind: str
    stage: str
    lease_no: int
    person_id: int | None
    device_id: int | None
    shipment_id: int | None
    claimed_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class OpenException:
    """An exception with what its solution needs."""

    id: int
    kind: str
    order_id: int | None
    shipment_id: int | None
    task_id: int | None
    order_line_id: int | None
    product_id: int | None
    place_id: int | None
    quantity_pieces: int
    detail: dict[str, Any]
    resolved_at: datetime | None
    person_id: int | None


CARD = (
    Task.id,
    Task.kind,
    Task.stage,
    Task.number,
    Task.batch_id,
    Task.shipment_id,
    Task.subject_id,
    Task.place_id,
    Task.product_id,
    Task.reason,
    Task.not_for_person_id,
    Task.zone,
    Task.carrier_code,
    Task.due_at,
    Task.priority,
    Task.shipments,
    Task.lines,
    Task.pieces,
    Task.lease_no,
    Task.lease_person_id,
    Task.lease_device_id,
    Task.lease_expires_at,
    Task.claimed_at,
    Task.finished_at,
    Task.revision,
)
EXCEPTION = (
    FloorException.id,
    FloorException.kind,
    FloorException.order_id,
    FloorException.shipment_id,
    FloorException.task_id,
    FloorException.order_line_id,
    FloorException.product_id,
    FloorException.place_id,
    FloorException.quantity_pieces,
    FloorException.detail,
    FloorException.resolved_at,
    FloorException.person_id,
)


def cards(
    session: Session,
    *,
    kind: str | None = None,
    stages: Sequence[str] = (),
    ids: Sequence[int] | None = None,
    limit: int = 500,
) -> list[Card]:
    """Tasks as lists show them, the most urgent first."""
    query = select(*CARD)
    if kind is not None:
        query = query.where(Task.kind == kind)
    if stages:
        query = query.where(Task.stage.in_(list(stages)))
    if ids is not None:
        query = query.where(Task.id.in_(list(ids)))
    query = query.order_by(Task.priority.desc(), Task.due_at, Task.id).limit(limit)
    return [Card(*tuple(row)) for row in session.execute(query)]


def open_tasks_about(session: Session, kind: str, subject_id: int) -> list[Card]:
    """The tasks of a kind about one subject that are not done, the oldest first."""
    query = (
        select(*CARD)
        .where(
            Task.kind == kind,
            Task.subject_id == subject_id,
            Task.stage.not_in(("done", "cancelled")),
        )
        .order_by(Task.id)
    )
    return [Card(*tuple(row)) for row in session.execute(query)]


def open_task_at(session: Session, kind: str, place_id: int) -> int | None:
    """The task of a kind at a place that waits for somebody, if there is one."""
    return session.scalar(
        select(Task.id)
        .where(Task.kind == kind, Task.place_id == place_id, Task.stage == "open")
        .order_by(Task.id)
        .limit(1)
    )


TASK = table_of(Task).c
LEASES = Prepared(
    {"task": int},
    lambda rows: select(
        TASK.id,
        TASK.kind,
        TASK.stage,
        TASK.lease_no,
        TASK.lease_person_id,
        TASK.lease_device_id,
        TASK.shipment_id,
        TASK.claimed_at,
        TASK.finished_at,
    ).where(TASK.id == rows.task),
)


def leases(session: Session, task_ids: Sequence[int]) -> dict[int, Lease]:
    """Who has these tasks; an unknown task is not among them."""
    rows = LEASES.ask(session, [{"task": task_id} for task_id in task_ids])
    return {row[0]: Lease(*row) for row in rows}


def tasks_of_shipments(session: Session, shipment_ids: Sequence[int], kind: str) -> list[Card]:
    """The pack or ship tasks of these shipments."""
    query = select(*CARD).where(
        Task.shipment_id.in_(list(shipment_ids)), Task.kind == kind, Task.stage != "cancelled"
    )
    return [Card(*tuple(row)) for row in session.execute(query)]


def link_before(session: Session, shipment_id: int, kind: str) -> int | None:
    """The task before a shipment's task of this kind in its chain: the cart that brings it."""
    return session.scalar(
        select(Task.after_task_id).where(Task.shipment_id == shipment_id, Task.kind == kind)
    )


def exception_by_id(session: Session, exception_id: int) -> OpenException | None:
    """One exception, open or settled."""
    row = session.execute(select(*EXCEPTION).where(FloorException.id == exception_id)).one_or_none()
    return None if row is None else OpenException(*row)


def open_exceptions_of(
    session: Session, shipment_id: int, *, for_change: bool = False
) -> list[OpenException]:
    """What a supervisor has yet to decide about a shipment.

    Args:
        session: the open transaction.
        shipment_id: which shipment.
        for_change: whether nobody shall decide until the transaction ends.
    """
    query = (
        select(*EXCEPTION)
        .where(FloorException.shipment_id == shipment_id, FloorException.resolved_at.is_(None))
        .order_by(FloorException.id)
    )
    rows = session.execute(query.with_for_update() if for_change else query)
    return [OpenException(*row) for row in rows]


def open_exceptions_at(session: Session, place_id: int) -> list[OpenException]:
    """What a supervisor has yet to decide about goods in a place."""
    query = (
        select(*EXCEPTION)
        .where(FloorException.place_id == place_id, FloorException.resolved_at.is_(None))
        .order_by(FloorException.id)
    )
    return [OpenException(*row) for row in session.execute(query)]


def carts_of_shipments(session: Session, shipment_ids: Sequence[int]) -> dict[int, int]:
    """The cart that brings the goods of each shipment, by its task."""
    rows = session.execute(
        select(Task.shipment_id, Task.after_task_id).where(
            Task.shipment_id.in_(list(shipment_ids)),
            Task.kind == "pack",
            Task.after_task_id.is_not(None),
        )
    )
    return {row.shipment_id: row.after_task_id for row in rows}
