"""Instructions that no scan can verify: whether they were read, and who said so.

A tap on the bench says it, as the command X-CONFIRM; without it no parcel that has some is closed.
"""

from collections.abc import Collection

from sqlalchemy import update
from sqlalchemy.orm import Session

from server import rules, tasks
from server.foundation.outbox import announce
from server.foundation.sets import table_of
from server.packing.records import PackJob

CONFIRMED = "confirmed"


def ask_to_confirm(session: Session, task_id: int, order_id: int) -> None:
    """Let a parcel that is begun wait for it, where rules tell its packer something."""
    marks = rules.marks_of(session, [order_id]).get(order_id, rules.NO_MARKS)
    if marks.instructions:
        session.execute(
            update(table_of(PackJob)).where(PackJob.task_id == task_id).values(unconfirmed=True)
        )


def says_so(report: tasks.Report) -> bool:
    """Whether a scan brings the confirmation along, as pages before X-CONFIRM say it."""
    return report.payload.get("instructions") == CONFIRMED


def note_confirmations(
    session: Session, confirmed: Collection[tuple[int, int, int | None]]
) -> None:
    """Write into the histories of orders who confirmed what their rules ask for.

    Args:
        session: the open transaction.
        confirmed: task, order and person.
    """
    for task_id, order_id, person_id in confirmed:
        # The scan that brought it may have been refused, and have changed nothing else.
        session.execute(
            update(table_of(PackJob)).where(PackJob.task_id == task_id).values(unconfirmed=False)
        )
        announce(
            session,
            topic=f"order:{order_id}",
            kind="instructions_confirmed",
            body={"person": person_id},
        )
