"""What a cart job has to say to its picker beside its lines: a lot was blocked, or freed again."""

from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.foundation.sets import table_of
from server.picking.records import PickJob, PickLine
from server.picking.walks import END


def hear_of_lot(session: Session, order_line_ids: Collection[int]) -> list[int]:
    """The carts that pick these lines: a lot that they were promised was blocked, or freed.

    Their facts have changed, so their revisions grow.

    Returns:
        Their tasks, whose holders are to be told.
    """
    line, job = table_of(PickLine), table_of(PickJob)
    carts = select(line.c.task_id).where(
        line.c.order_line_id.in_(sorted(order_line_ids)), ~line.c.is_dropped
    )
    return sorted(
        session.scalars(
            update(job)
            .where(job.c.task_id.in_(carts), job.c.step != END)
            .values(revision=job.c.revision + 1)
            .returning(job.c.task_id)
        )
    )
