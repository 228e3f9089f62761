"""Whether what came out of kits is what was in them. Reads only."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.assembling.records import AssemblyJob, AssemblyPart, LoosePart


def other_parts_than_in_kits(session: Session) -> Sequence[Any]:
    """INV-42: kits that were taken apart, of which more or fewer parts came than were in them."""
    out: Counter[tuple[int, int]] = Counter()
    for job_id, product_id, pieces in session.execute(
        select(
            LoosePart.job_id,
            LoosePart.product_id,
            LoosePart.laid_pieces + LoosePart.missing_pieces,
        )
    ):
        out[job_id, product_id] += pieces
    kits = (
        select(func.coalesce(func.sum(AssemblyPart.taken_pieces), 0))
        .where(AssemblyPart.job_id == AssemblyJob.id)
        .scalar_subquery()
    )
    jobs = session.execute(
        select(AssemblyJob.id, kits, AssemblyJob.recipe).where(
            AssemblyJob.apart, AssemblyJob.ended_at.is_not(None)
        )
    )
    return [
        (job_id, one["product"], out[job_id, one["product"]], taken * one["pieces"])
        for job_id, taken, recipe in jobs
        for one in recipe
        if out[job_id, one["product"]] != taken * one["pieces"]
    ]
