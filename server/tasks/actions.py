"""Laying, claiming and finishing tasks; raising and settling exceptions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, insert, or_, select, update
from sqlalchemy.orm import Session

from server import places
from server.foundation.clock import now
from server.foundation.outbox import announce
from server.foundation.sets import table_of
from server.tasks.queries import Card, leases
from server.tasks.records import FloorException, Task

LEASE = timedelta(hours=72)
"""As long as a handheld may be without network and still hand its work in. A supervisor can end it;
a cart that was only taken ahead is given back when somebody wants it."""

URGENT = 10
"""The priority of a task that a supervisor wants done first."""


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to be laid; `after` is the place in the same list of the link before it."""

    kind: str
    number: str
    due_at: datetime
    batch_id: int | None = None
    shipment_id: int | None = None
    after: int | None = None
    after_task_id: int | None = None
    """A link before it that lies already."""
    subject_id: int | None = None
    place_id: int | None = None
    product_id: int | None = None
    reason: str = ""
    not_for_person_id: int | None = None
    zone: str = ""
    carrier_code: str = ""
    priority: int = 0
    shipments: int = 1
    lines: int = 0
    pieces: int = 0


@dataclass(frozen=True, slots=True)
class Laid:
    """A task that was laid."""

    id: int
    kind: str


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer to a claim: the lease, or who was faster."""

    ok: bool
    lease_no: int = 0
    by: int | None = None
    at: datetime | None = None
    stage: str = ""


def lay(session: Session, tasks: Sequence[NewTask]) -> list[Laid]:
    """Lay chains of tasks; those with no link before them are open at once."""
    laid: list[Laid] = []
    for new in tasks:
        before = new.after_task_id if new.after is None else laid[new.after].id
        stage = "open" if before is None else "waiting"
        task_id = session.scalars(
            insert(table_of(Task))
            .values(
                kind=new.kind,
                stage=stage,
                number=new.number,
                batch_id=new.batch_id,
                shipment_id=new.shipment_id,
                after_task_id=before,
                subject_id=new.subject_id,
                place_id=new.place_id,
                product_id=new.product_id,
                reason=new.reason,
                not_for_person_id=new.not_for_person_id,
                zone=new.zone,
                carrier_code=new.carrier_code,
                due_at=new.due_at,
                priority=new.priority,
                shipments=new.shipments,
                lines=new.lines,
                pieces=new.pieces,
            )
            .returning(Task.id)
        ).one()
        laid.append(Laid(task_id, new.kind))
        if stage == "open":
            say(session, task_id, "task_opened", kind=new.kind, number=new.number)
    return laid


def lay_unless_open(session: Session, new: NewTask) -> Laid | None:
    """Lay a task for a place unless the same is still to be done there; None when it is.

    The same: of one kind, at one place, about one product (or, both, about all that lies there).
    """
    assert new.place_id is not None, "it is one task for one place"
    # Whoever raises the same at the same moment waits here until this one is visible.
    places.lock_place(session, new.place_id)
    is_about = (
        Task.product_id.is_(None) if new.product_id is None else Task.product_id == new.product_id
    )
    live = session.scalars(
        select(Task.id).where(
            Task.kind == new.kind,
            Task.place_id == new.place_id,
            is_about,
            Task.stage.not_in(("done", "cancelled")),
        )
    ).first()
    return None if live is not None else lay(session, [new])[0]


def claim(session: Session, task_id: int, *, person_id: int, device_id: int) -> Taken:
    """Take an open task. Exactly one of those who try at once gets it.

    Its holder may claim it again on the same device and keeps the lease. So does a colleague who
    goes on with the same handheld: what it has not handed in yet was done under that number.
    """
    moment = now()
    task = table_of(Task)
    is_here = (Task.stage == "claimed") & (Task.lease_device_id == device_id)
    row = session.execute(
        update(task)
        .where(
            Task.id == task_id,
            or_(Task.not_for_person_id.is_(None), Task.not_for_person_id != person_id),
            or_(
                Task.stage == "open",
                (Task.stage == "claimed") & (Task.lease_expires_at < moment),
                # Another person goes on with the same handheld: the job is in it, so it is theirs.
                is_here & (Task.lease_person_id != person_id),
            ),
        )
        .values(
            stage="claimed",
            lease_no=case((is_here, Task.lease_no), else_=Task.lease_no + 1),
            lease_person_id=person_id,
            lease_device_id=device_id,
            lease_expires_at=moment + LEASE,
            claimed_at=moment,
            revision=Task.revision + 1,
        )
        .returning(Task.lease_no, Task.kind, Task.number, Task.revision)
    ).one_or_none()
    if row is not None:
        say(
            session,
            task_id,
            "task_claimed",
            kind=row.kind,
            number=row.number,
            revision=row.revision,
            person=person_id,
            device=device_id,
        )
        return Taken(ok=True, lease_no=row.lease_no)
    holder = session.execute(
        select(
            Task.stage,
            Task.lease_no,
            Task.lease_person_id,
            Task.lease_device_id,
            Task.claimed_at,
            Task.not_for_person_id,
        ).where(Task.id == task_id)
    ).one_or_none()
    if holder is None:
        return Taken(ok=False, stage="unknown")
    if holder.stage == "open" and holder.not_for_person_id == person_id:
        return Taken(ok=False, stage="not_for_you")
    is_mine = holder.lease_person_id == person_id and holder.lease_device_id == device_id
    return Taken(
        ok=holder.stage == "claimed" and is_mine,
        lease_no=holder.lease_no,
        by=holder.lease_person_id,
        at=holder.claimed_at,
        stage=holder.stage,
    )


def finish(session: Session, task_ids: Sequence[int], *, held_back: Sequence[int] = ()) -> None:
    """Finish tasks and open the next links of their chains.

    Args:
        session: the open transaction.
        task_ids: which tasks are done.
        held_back: shipments whose next task must wait for a supervisor; it is held, not opened.
    """
    if not task_ids:
        return
    moment = now()
    task = table_of(Task)
    done = session.execute(
        update(task)
        .where(Task.id.in_(list(task_ids)), Task.stage != "done")
        .values(stage="done", finished_at=moment, lease_expires_at=None, revision=Task.revision + 1)
        .returning(Task.id, Task.kind, Task.number, Task.revision)
    ).all()
    say_of_each(session, done, "task_finished")
    next_links = session.execute(
        select(Task.id, Task.shipment_id).where(
            Task.after_task_id.in_(list(task_ids)), Task.stage == "waiting"
        )
    ).all()
    held = [link.id for link in next_links if link.shipment_id in set(held_back)]
    move_on(session, [link.id for link in next_links if link.id not in set(held)], "open")
    move_on(session, held, "held")


def move_on(session: Session, task_ids: Sequence[int], stage: str) -> None:
    """Open tasks, or hold them for a supervisor, and say so."""
    if not task_ids:
        return
    kind_of_notice = {"open": "task_opened", "held": "task_held"}[stage]
    rows = session.execute(
        update(table_of(Task))
        .where(Task.id.in_(list(task_ids)))
        .values(
            stage=stage,
            lease_person_id=None,
            lease_device_id=None,
            lease_expires_at=None,
            revision=Task.revision + 1,
        )
        .returning(Task.id, Task.kind, Task.number, Task.revision)
    ).all()
    for row in rows:
        say(
            session,
            row.id,
            kind_of_notice,
            kind=row.kind,
            number=row.number,
            revision=row.revision,
        )


def set_aside(session: Session, task_id: int) -> None:
    """Put a task aside until a supervisor has decided; its lease ends."""
    move_on(session, [task_id], "held")


def open_again(session: Session, task_ids: Sequence[int]) -> None:
    """Open tasks that were held."""
    held = session.scalars(
        select(Task.id).where(Task.id.in_(list(task_ids)), Task.stage == "held")
    ).all()
    move_on(session, held, "open")


def bring_back(session: Session, task_id: int, *, lines: int, pieces: int) -> None:
    """Open a done task again: goods of a cancelled order go back to where they came from.

    Args:
        session: the open transaction.
        task_id: the task that brought them.
        lines: how many kinds of goods go back.
        pieces: how many pieces.
    """
    done = session.scalars(
        update(table_of(Task))
        .where(Task.id == task_id, Task.stage == "done")
        .values(finished_at=None, shipments=1, lines=lines, pieces=pieces)
        .returning(Task.id)
    ).all()
    move_on(session, done, "open")


def cancel_task(session: Session, task_id: int) -> None:
    """End a task that nobody has to do any more."""
    cancel_where(session, Task.id == task_id)


def lock(session: Session, task_id: int) -> None:
    """Keep a task from being taken until the transaction ends."""
    session.execute(select(Task.id).where(Task.id == task_id).with_for_update())


def cancel(session: Session, shipment_id: int) -> None:
    """End what is left of a shipment's chain."""
    cancel_where(session, Task.shipment_id == shipment_id)


def leave_otherwise(
    session: Session, shipment_id: int, carrier_code: str, due_at: datetime
) -> None:
    """A shipment on the floor leaves by another carrier: its tasks, and its cart's, say so."""
    task = table_of(Task)
    session.execute(
        update(task)
        .where(task.c.shipment_id == shipment_id, task.c.stage.not_in(("done", "cancelled")))
        .values(carrier_code=carrier_code, due_at=due_at)
    )
    carts = select(task.c.after_task_id).where(
        task.c.shipment_id == shipment_id, task.c.kind == "pack"
    )
    # A cart that brings parcels of several carriers names none.
    session.execute(
        update(task)
        .where(task.c.id.in_(carts), task.c.carrier_code != carrier_code)
        .values(carrier_code="")
    )


def cancel_where(session: Session, which: ColumnElement[bool]) -> None:
    """End tasks that are not done, and say so."""
    rows = session.execute(
        update(table_of(Task))
        .where(which, Task.stage.not_in(("done", "cancelled")))
        .values(stage="cancelled", lease_expires_at=None, revision=Task.revision + 1)
        .returning(Task.id, Task.kind, Task.number, Task.revision)
    ).all()
    say_of_each(session, rows, "task_cancelled")
    # A count waits for goods that may be on their way; now they are on none.
    counts = session.scalars(
        select(Task.id).where(
            Task.after_task_id.in_([row.id for row in rows]),
            Task.kind == "count",
            Task.stage == "waiting",
        )
    ).all()
    move_on(session, counts, "open")


def give_back(session: Session, task_id: int) -> None:
    """End the lease of a claimed task, so that another can take it."""
    claimed = session.scalars(
        select(Task.id).where(Task.id == task_id, Task.stage == "claimed")
    ).all()
    move_on(session, claimed, "open")


def hurry(session: Session, task_id: int, *, is_urgent: bool) -> bool:
    """Put a task, and those that follow it in its chain, before all others; or take that back.

    Returns:
        Whether there was such a task to be done.
    """
    rows = session.execute(
        update(table_of(Task))
        .where(
            or_(Task.id == task_id, Task.after_task_id == task_id),
            Task.stage.not_in(("done", "cancelled")),
        )
        .values(priority=URGENT if is_urgent else 0)
        .returning(Task.id, Task.kind, Task.number, Task.revision)
    ).all()
    say_of_each(session, rows, "task_hurried")
    return any(row.id == task_id for row in rows)


def want(session: Session, cards: Sequence[Card]) -> None:
    """Ask the devices that hold these tasks to give them back, if they have not begun them.

    Only the device knows whether it has begun: it may be out of reach, and then it does not answer.
    """
    for card in cards:
        say(
            session,
            card.id,
            "task_wanted",
            kind=card.kind,
            number=card.number,
            device=card.lease_device_id,
        )


def tell_holders(session: Session, task_ids: Sequence[int]) -> None:
    """Tell the devices that have these tasks in hand that something about them has changed."""
    for lease in leases(session, task_ids).values():
        if lease.stage == "claimed":
            say(session, lease.task_id, "task_changed", kind=lease.kind, device=lease.device_id)


def expire_leases(session: Session) -> int:
    """Open every task whose lease has run out by the server's clock; how many there were."""
    late = session.scalars(
        select(Task.id).where(Task.stage == "claimed", Task.lease_expires_at < now())
    ).all()
    move_on(session, late, "open")
    return len(late)


def progressed(
    session: Session, *, task_id: int, revision: int, person_id: int, device_id: int, row: str
) -> None:
    """Say that somebody scanned for a task."""
    announce(
        session,
        topic=f"task:{task_id}",
        kind="task_progressed",
        revision=revision,
        body={"person": person_id, "device": device_id, "row": row},
    )


def raise_exception(session: Session, kind: str, **about: Any) -> int:
    """Tell the supervisors about something that only they can decide.

    Args:
        session: the open transaction.
        kind: what it is, as listed at `FloorException.kind`.
        about: columns of the exception: order_id, shipment_id, task_id, product_id, place_id,
            event_id, person_id, quantity_pieces, detail.

    Returns:
        The exception's id.
    """
    exception_id = session.scalars(
        insert(table_of(FloorException))
        .values(kind=kind, raised_at=now(), **about)
        .returning(FloorException.id)
    ).one()
    announce(
        session,
        topic=f"exception:{exception_id}",
        kind="exception_raised",
        body={"kind": kind, "shipment": about.get("shipment_id")},
    )
    return exception_id


def settle_exception(
    session: Session, exception_id: int, *, resolution: str, note: str, person_id: int | None
) -> bool:
    """Write down what was decided.

    Returns:
        Whether it was still open; two supervisors cannot both decide.
    """
    settled = session.scalars(
        update(table_of(FloorException))
        .where(FloorException.id == exception_id, FloorException.resolved_at.is_(None))
        .values(resolved_at=now(), resolved_by=person_id, resolution=resolution, note=note)
        .returning(FloorException.id)
    ).one_or_none()
    if settled is None:
        return False
    announce(
        session,
        topic=f"exception:{exception_id}",
        kind="exception_resolved",
        body={"resolution": resolution, "person": person_id},
    )
    return True


def say_of_each(session: Session, rows: Sequence[Any], what: str) -> None:
    """Announce the same about several tasks: rows of id, kind, number and revision."""
    for row in rows:
        say(session, row.id, what, kind=row.kind, number=row.number, revision=row.revision)


def say(session: Session, task_id: int, what: str, *, revision: int = 0, **body: Any) -> None:
    """Announce something about a task; `kind` in the body is the kind of task."""
    announce(session, topic=f"task:{task_id}", kind=what, revision=revision, body=body)
