"""Where a move stands, assembled from its columns."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server import catalog, places, tasks
from server.moving.decisions import NOTHING, GoesTo, GoodsFacts, LastMove, MoveFacts
from server.moving.records import MoveGoods, MoveJob
from server.places import Place
from server.vocabulary import Codes


@dataclass(frozen=True, slots=True)
class Kept:
    """Goods as their balance names them."""

    product_id: int
    lot: str
    expires_on: str | None


@dataclass(frozen=True, slots=True)
class MoveState:
    """A move: its step, its facts as the flow table asks them, and the ids behind them."""

    task_id: int
    place: places.PlaceCard
    step: str
    revision: int
    facts: MoveFacts
    codes: Codes
    goods: tuple[Kept, ...]
    """In the order of the facts."""
    last_target_id: int | None
    shown: Mapping[str, str]
    """The places that its screens name: code → zone."""


def read_state(session: Session, task_id: int, *, for_change: bool = False) -> MoveState | None:
    """A move, or None when nobody has begun it.

    Args:
        session: the open transaction.
        task_id: which task.
        for_change: whether to lock the job until the transaction ends.
    """
    query = select(MoveJob).where(MoveJob.task_id == task_id)
    job = session.scalars(query.with_for_update() if for_change else query).one_or_none()
    if job is None:
        return None
    rows = session.scalars(
        select(MoveGoods).where(MoveGoods.task_id == task_id).order_by(MoveGoods.sequence)
    ).all()
    cards = catalog.product_cards(session, sorted({row.product_id for row in rows}))
    targets = {row.goes_to_id for row in rows if row.goes_to_id is not None}
    spots = places.place_cards(
        session, {job.place_id, job.last_target_id or job.place_id, *targets}
    )
    goods: list[GoodsFacts] = [
        {
            "product": row.product_id,
            "lot": row.lot or None,
            "is_flyer": cards[row.product_id].kind == "flyer",
            "lay": row.lay_pieces,
            "free": row.free_pieces,
            "hand": row.hand_pieces,
            "moved": row.moved_pieces,
            "goes_to": goes_to(row, spots),
        }
        for row in rows
    ]
    facts: MoveFacts = {
        "aim": job.aim,
        "wanted": job.wanted_pieces,
        "place": spots[job.place_id].code,
        "goods": goods,
        "at": job.at_goods,
        "asked": {"product": job.asked_product_id, "pieces": job.asked_pieces},
        "last": last_of(job, rows, spots),
        "unknown_places": [],
        "racks": [],
        "rooms": [],
    }
    return MoveState(
        task_id=task_id,
        place=spots[job.place_id],
        step=job.step,
        revision=job.revision,
        facts=facts,
        codes=catalog.job_codes(session, sorted(cards)),
        goods=tuple(Kept(row.product_id, row.lot, row.expires_on) for row in rows),
        last_target_id=job.last_target_id,
        shown={spot.code: spot.zone for spot in spots.values()},
    )


def goes_to(row: MoveGoods, spots: Mapping[int, places.PlaceCard]) -> GoesTo | None:
    """Where goods are best put, from their columns."""
    if row.goes_to_id is None:
        return None
    return {"place": spots[row.goes_to_id].code, "because": row.goes_because or ""}


def last_of(
    job: MoveJob, rows: Collection[MoveGoods], spots: Mapping[int, places.PlaceCard]
) -> LastMove:
    """What the last scan did, from its columns."""
    if job.last_did is None:
        return NOTHING
    laid = [row.laid_pieces for row in rows] if job.last_did in ("put_down", "put_back") else []
    return {
        "did": job.last_did,
        "at": job.last_at,
        "pieces": job.last_pieces,
        "target": None if job.last_target_id is None else spots[job.last_target_id].code,
        "laid": laid,
        "stays": False,
    }


def state_of(session: Session, task_id: int) -> tasks.JobState | None:
    """A move with all that a device needs to judge every scan of it alone."""
    state = read_state(session, task_id)
    if state is None:
        return None
    return tasks.JobState(
        step=state.step,
        revision=state.revision,
        facts=cast("Mapping[str, object]", state.facts),
        codes=state.codes,
        product_ids={goods["product"] for goods in state.facts["goods"]},
        places=state.shown,
    )


def is_under_way(session: Session, task_id: int) -> bool:
    """Whether somebody has goods of the place in the hand."""
    hand = session.scalar(
        select(func.sum(MoveGoods.hand_pieces)).where(MoveGoods.task_id == task_id)
    )
    return bool(hand)


def spots_beside(session: Session, place_id: int, codes: Collection[str]) -> dict[str, places.Spot]:
    """Places of the warehouse in which a place is, by code; goods do not walk between two."""
    here = select(Place.warehouse_id).where(Place.id == place_id).scalar_subquery()
    rows = session.execute(
        select(Place.id, Place.code, Place.kind).where(
            Place.code.in_(sorted(codes)), Place.warehouse_id == here
        )
    )
    return {row.code: places.Spot(*row) for row in rows}
