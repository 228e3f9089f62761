"""Where an assembly stands, assembled from its columns."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import catalog, places, tasks
from server.assembling.facts import (
    KEEPS_NOTHING,
    NOTHING_SAID,
    AssemblyFacts,
    KeptFacts,
    RecipeFacts,
    SaidFacts,
    loose_due,
    parts_over,
)
from server.assembling.records import AssemblyJob, AssemblyPart, LoosePart
from server.places import Place
from server.vocabulary import Codes


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods as their balance names them."""

    product_id: int
    lot: str
    expires_on: str | None


@dataclass(frozen=True, slots=True)
class PartKept(Goods):
    """Parts, the shelf on which they lie, and the reservation that holds them."""

    place_id: int
    reservation_id: int


@dataclass(frozen=True, slots=True)
class AssemblyState:
    """An assembly: its step, its facts as the flow table asks them, and the ids behind them."""

    job_id: int
    task_id: int
    step: str
    revision: int
    facts: AssemblyFacts
    codes: Codes
    parts: tuple[PartKept, ...]
    """In the order of the facts."""
    last_target_id: int | None
    shown: Mapping[str, str]
    """The places that its screens name: code → zone."""


def read_state(session: Session, task_id: int, *, for_change: bool = False) -> AssemblyState | None:
    """An assembly, or None when there is none.

    Args:
        session: the open transaction.
        task_id: which task.
        for_change: whether to lock the job until the transaction ends.
    """
    query = select(AssemblyJob).where(AssemblyJob.task_id == task_id)
    job = session.scalars(query.with_for_update() if for_change else query).one_or_none()
    if job is None:
        return None
    rows = session.scalars(
        select(AssemblyPart).where(AssemblyPart.job_id == job.id).order_by(AssemblyPart.sequence)
    ).all()
    loose = session.scalars(
        select(LoosePart).where(LoosePart.job_id == job.id).order_by(LoosePart.sequence)
    ).all()
    ids = {row.place_id for row in rows}
    target_id = job.last_target_id
    spots = places.place_cards(session, ids if target_id is None else {*ids, target_id})
    return AssemblyState(
        job_id=job.id,
        task_id=task_id,
        step=job.step,
        revision=job.revision,
        facts=facts_of(job, rows, loose, spots),
        codes=catalog.job_codes(
            session,
            sorted(
                {
                    job.kit_product_id,
                    *(row.product_id for row in rows),
                    *(one.product_id for one in loose),
                }
            ),
        ),
        parts=tuple(
            PartKept(row.product_id, row.lot, row.expires_on, row.place_id, row.reservation_id)
            for row in rows
        ),
        last_target_id=target_id,
        shown={spot.code: spot.zone for spot in spots.values()},
    )


def facts_of(
    job: AssemblyJob,
    rows: Sequence[AssemblyPart],
    loose: Sequence[LoosePart],
    spots: Mapping[int, places.PlaceCard],
) -> AssemblyFacts:
    """An assembly as the flow table asks it."""
    return {
        "apart": job.apart,
        "kit": job.kit_product_id,
        "wanted": job.wanted_kits,
        "recipe": cast("list[RecipeFacts]", job.recipe),
        "parts": [
            {
                "product": row.product_id,
                "place": spots[row.place_id].code,
                "lot": row.lot or None,
                "wanted": row.wanted_pieces,
                "taken": row.taken_pieces,
                "short": row.short_pieces,
                "back": row.back_pieces,
                "lost": row.lost_pieces,
            }
            for row in rows
        ],
        "at": job.at_part,
        "hand": job.hand_kits,
        "made": job.made_kits,
        "loose": [
            {
                "product": one.product_id,
                "hand": one.hand_pieces,
                "laid": one.laid_pieces,
                "asked": one.asked_pieces,
                "lot": one.lot,
                "expires_on": one.expires_on,
            }
            for one in loose
        ],
        "kept": cast("KeptFacts", job.kept or KEEPS_NOTHING),
        "last": {
            "did": job.last_did,
            "at": job.last_at,
            "pieces": job.last_pieces,
            "target": None if job.last_target_id is None else spots[job.last_target_id].code,
            "stays": False,
            "said": cast("SaidFacts", job.last_said or NOTHING_SAID),
        },
        "unknown_places": [],
        "no_shelves": [],
        "rooms": [],
    }


def state_of(session: Session, task_id: int) -> tasks.JobState | None:
    """An assembly with all that a device needs to judge every scan of it alone."""
    state = read_state(session, task_id)
    if state is None:
        return None
    return tasks.JobState(
        step=state.step,
        revision=state.revision,
        facts=cast("Mapping[str, object]", state.facts),
        codes=state.codes,
        product_ids={
            state.facts["kit"],
            *(part.product_id for part in state.parts),
            *(one["product"] for one in state.facts["recipe"]),
        },
        places=state.shown,
    )


def is_under_way(session: Session, task_id: int) -> bool:
    """Whether parts are on the bench that are in no kit yet, or came out of one."""
    state = read_state(session, task_id)
    if state is None:
        return False
    facts = state.facts
    lying = loose_due(facts) if facts["apart"] else parts_over(facts)
    return any(pieces > 0 for pieces in lying)


def spots_beside(
    session: Session, place_ids: Collection[int], codes: Collection[str]
) -> dict[str, places.Spot]:
    """Places of the warehouses in which places are, by code."""
    here = select(Place.warehouse_id).where(Place.id.in_(sorted(place_ids)))
    rows = session.execute(
        select(Place.id, Place.code, Place.kind).where(
            Place.code.in_(sorted(codes)), Place.warehouse_id.in_(here)
        )
    )
    return {row.code: places.Spot(*row) for row in rows}


@dataclass(frozen=True, slots=True)
class LiveAssembly:
    """Kits that are to be put together, or are being."""

    task_id: int
    kit_product_id: int
    apart: bool
    asked_kits: int
    wanted_kits: int
    made_kits: int
    asked_at: datetime


def live_assemblies(session: Session) -> list[LiveAssembly]:
    """Assemblies that have not ended, the oldest first."""
    jobs = session.scalars(
        select(AssemblyJob).where(AssemblyJob.ended_at.is_(None)).order_by(AssemblyJob.id)
    )
    return [
        LiveAssembly(
            job.task_id,
            job.kit_product_id,
            job.apart,
            job.asked_kits,
            job.wanted_kits,
            job.made_kits,
            job.asked_at,
        )
        for job in jobs
        if job.task_id is not None
    ]
