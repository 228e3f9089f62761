"""Whether kits that were put together, their parts and the ledger say the same."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from server.assembling.records import AssemblyJob, AssemblyPart, LoosePart
from server.places.records import Place
from server.stock.records import Movement, Reservation

PIECES_IN_KITS = AssemblyPart.taken_pieces - AssemblyPart.back_pieces - AssemblyPart.lost_pieces


def parts_not_as_in_kits(session: Session) -> Sequence[Any]:
    """INV-37: ended assemblies whose parts are not those of the kits that were made."""
    used: Counter[tuple[int, int]] = Counter()
    rows = session.execute(
        select(AssemblyPart.job_id, AssemblyPart.product_id, func.sum(PIECES_IN_KITS))
        .join(AssemblyJob, AssemblyJob.id == AssemblyPart.job_id)
        .where(AssemblyJob.ended_at.is_not(None))
        .group_by(AssemblyPart.job_id, AssemblyPart.product_id)
    )
    for job_id, product_id, pieces in rows:
        used[job_id, product_id] = pieces
    jobs = session.execute(
        select(AssemblyJob.id, AssemblyJob.made_kits, AssemblyJob.recipe).where(
            AssemblyJob.ended_at.is_not(None)
        )
    )
    return [
        (job_id, one["product"], used[job_id, one["product"]], made * one["pieces"])
        for job_id, made, recipe in jobs
        for one in recipe
        if used[job_id, one["product"]] != made * one["pieces"]
    ]


def other_kits_than_booked() -> Any:
    """INV-37: products of which assemblies say other pieces than the ledger of the bench.

    Parts come to the bench and leave it for their shelves or a count; kits leave it, or come to be
    taken apart, and their parts leave it.
    """
    taken = select(
        AssemblyPart.product_id,
        (AssemblyPart.taken_pieces - AssemblyPart.back_pieces).label("pieces"),
    )
    lost = (
        select(AssemblyPart.product_id, -AssemblyPart.lost_pieces)
        .join(AssemblyJob, AssemblyJob.id == AssemblyPart.job_id)
        .where(AssemblyJob.ended_at.is_not(None))
    )
    made = select(AssemblyJob.kit_product_id, -AssemblyJob.made_kits)
    out = select(LoosePart.product_id, -LoosePart.laid_pieces - LoosePart.missing_pieces)
    bench = select(Place.id).where(Place.kind == "virtual", Place.code == "ASSEMBLED")
    comes = Movement.target_place_id.in_(bench)
    booked = select(
        Movement.product_id,
        case((comes, -Movement.quantity_pieces), else_=Movement.quantity_pieces),
    ).where(comes | Movement.source_place_id.in_(bench))
    both = taken.union_all(lost, made, out, booked).subquery()
    return (
        select(both.c.product_id, func.sum(both.c.pieces))
        .group_by(both.c.product_id)
        .having(func.sum(both.c.pieces) != 0)
    )


def held_for_ended_assemblies() -> Any:
    """INV-37: pieces that are held for kits that nobody puts together any more."""
    left = Reservation.quantity_pieces - Reservation.used_pieces - Reservation.released_pieces
    return (
        select(Reservation.id, Reservation.assembly_id, left)
        .join(AssemblyJob, AssemblyJob.id == Reservation.assembly_id)
        .where(AssemblyJob.ended_at.is_not(None), left > 0)
    )
