"""Where a count stands, assembled from its columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import catalog, places, stock, tasks
from server.counting.decisions import CountFacts
from server.counting.records import CountJob, CountLine
from server.vocabulary import Codes

PIECES_MAX = 999_999
"""As much as a label of a count can say."""


@dataclass(frozen=True, slots=True)
class CountState:
    """A count: its step, its facts as the flow table asks them, and what the facts do not say."""

    task_id: int
    place: places.PlaceCard
    step: str
    revision: int
    facts: CountFacts
    codes: Codes
    product_ids: tuple[int, ...]
    counted_at: tuple[datetime, ...]
    """When each line was counted, in the order of the facts."""


def read_state(session: Session, task_id: int, *, for_change: bool = False) -> CountState | None:
    """A count, or None when nobody has begun it.

    Args:
        session: the open transaction.
        task_id: which task.
        for_change: whether to lock the job until the transaction ends.
    """
    query = select(CountJob).where(CountJob.task_id == task_id)
    job = session.scalars(query.with_for_update() if for_change else query).one_or_none()
    if job is None:
        return None
    lines = session.scalars(
        select(CountLine).where(CountLine.task_id == task_id).order_by(CountLine.sequence)
    ).all()
    lying = stock.lying_in(session, [job.place_id])
    place = places.place_cards(session, [job.place_id])[job.place_id]
    product_ids = {one.product_id for one in lying} | {line.product_id for line in lines}
    if job.product_id is not None:
        product_ids = {job.product_id}
    cards = catalog.product_cards(session, sorted(product_ids))
    keep_lots = {card.id for card in cards.values() if card.has_lots}
    keep_lots |= {one.product_id for one in lying if one.lot != ""}
    facts: CountFacts = {
        "place": place.code,
        "only": job.product_id,
        "lines": [
            {
                "product": line.product_id,
                "lot": line.lot or None,
                "expires_on": line.expires_on,
                "pieces": line.pieces,
            }
            for line in lines
        ],
        "at": job.at_line,
        "asked": {"product": job.asked_product_id, "pieces": job.asked_pieces},
        "with_lots": sorted(keep_lots & product_ids),
        "most": PIECES_MAX,
        "last": {
            "did": job.last_did,
            "at": job.last_at,
            "pieces": job.last_pieces,
            "is_new": job.last_is_new,
        },
        "counted_before": False,
    }
    return CountState(
        task_id=task_id,
        place=place,
        step=job.step,
        revision=job.revision,
        facts=facts,
        codes=catalog.job_codes(session, sorted(product_ids)),
        product_ids=tuple(sorted(product_ids)),
        counted_at=tuple(line.counted_at for line in lines),
    )


def state_of(session: Session, task_id: int) -> tasks.JobState | None:
    """A count with all that a device needs to judge every scan of it alone."""
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


def is_under_way(_session: Session, _task_id: int) -> bool:
    """Nobody carries anything: whoever is called away gives the count back, and another begins."""
    return False
