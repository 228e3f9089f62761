"""Where a return stands, assembled from its columns; and what of an order may come back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server import catalog, orders, places, stock, tasks
from server.returning.decisions import ReturnFacts, ShippedFacts
from server.returning.records import ReturnedLine, ReturnJob
from server.vocabulary import Codes


@dataclass(frozen=True, slots=True)
class ReturnState:
    """A return: its step, its facts as the flow table asks them, and the ids behind them."""

    task_id: int
    order_id: int
    place: places.PlaceCard
    step: str
    revision: int
    facts: ReturnFacts
    codes: Codes
    product_ids: tuple[int, ...]


def may_come_back(session: Session, order_id: int) -> list[ShippedFacts]:
    """What an order was sent and has not come back yet, by product and lot."""
    parcels = orders.parcels_that_left(session, order_id)
    if not parcels:
        return []
    left = stock.left_from(
        session,
        [parcel.place_id for parcel in parcels],
        orders.products_of_order(session, order_id),
        min(parcel.handed_over_at for parcel in parcels),
    )
    came = came_back(session, order_id)
    serials = orders.serials_out(session, order_id)
    return [
        {
            "product": one.product_id,
            "lot": one.lot or None,
            "expires_on": one.expires_on,
            "pieces": one.pieces - came[one.product_id, one.lot],
            "serials": serials.get((one.product_id, one.lot)),
        }
        for one in left
        if one.pieces > came[one.product_id, one.lot]
    ]


def came_back(session: Session, order_id: int) -> Counter[tuple[int, str]]:
    """Pieces of an order that came back and are booked, by product and lot."""
    rows = session.execute(
        select(ReturnedLine.product_id, ReturnedLine.lot, func.sum(ReturnedLine.pieces))
        .join(ReturnJob, ReturnJob.task_id == ReturnedLine.task_id)
        .where(ReturnJob.order_id == order_id, ReturnJob.booked_at.is_not(None))
        .group_by(ReturnedLine.product_id, ReturnedLine.lot)
    )
    return Counter({(product_id, lot): pieces for product_id, lot, pieces in rows})


def read_state(session: Session, task_id: int, *, for_change: bool = False) -> ReturnState | None:
    """A return, or None when nobody has begun it.

    Args:
        session: the open transaction.
        task_id: which task.
        for_change: whether to lock the job until the transaction ends.
    """
    query = select(ReturnJob).where(ReturnJob.task_id == task_id)
    job = session.scalars(query.with_for_update() if for_change else query).one_or_none()
    if job is None:
        return None
    lines = session.scalars(
        select(ReturnedLine).where(ReturnedLine.task_id == task_id).order_by(ReturnedLine.sequence)
    ).all()
    product_ids = sorted({one["product"] for one in job.shipped})
    return ReturnState(
        task_id=task_id,
        order_id=job.order_id,
        place=places.place_cards(session, [job.place_id])[job.place_id],
        step=job.step,
        revision=job.revision,
        facts=facts_of(job, lines),
        codes=catalog.job_codes(session, product_ids),
        product_ids=tuple(product_ids),
    )


def facts_of(job: ReturnJob, lines: Sequence[ReturnedLine]) -> ReturnFacts:
    """A return as the flow table asks it."""
    return {
        "order": job.order_number,
        # A return that an earlier version began asks for no serial number.
        "shipped": cast("list[ShippedFacts]", [{"serials": None} | one for one in job.shipped]),
        "lines": [
            {
                "product": line.product_id,
                "lot": line.lot or None,
                "grade": line.grade,
                "pieces": line.pieces,
                "serials": line.serials,
            }
            for line in lines
        ],
        "at": job.at_line,
        "asked": {"product": job.asked_product_id, "pieces": job.asked_pieces},
        "grade": job.grade,
        "reason": job.reason,
        "today": job.begun_on,
        "last": {
            "did": job.last_did,
            "at": job.last_at,
            "pieces": job.last_pieces,
            "is_new": job.last_is_new,
            "grade": job.last_grade,
            "asked": {"product": job.last_asked_product_id, "pieces": job.last_asked_pieces},
        },
    }


def state_of(session: Session, task_id: int) -> tasks.JobState | None:
    """A return with all that a device needs to judge every scan of it alone."""
    state = read_state(session, task_id)
    if state is None:
        return None
    return tasks.JobState(
        step=state.step,
        revision=state.revision,
        facts=cast("Mapping[str, object]", state.facts),
        codes=state.codes,
        product_ids=state.product_ids,
        places={state.place.code: state.place.zone},
    )


def is_under_way(session: Session, task_id: int) -> bool:
    """Whether goods were scanned that are not in the book yet."""
    query = select(ReturnedLine.task_id).where(
        ReturnedLine.task_id == task_id, ReturnedLine.pieces > 0
    )
    return session.scalar(query.limit(1)) is not None
