"""Where a receipt stands, assembled from its columns."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import catalog, places, stock, tasks
from server.receiving.decisions import ExpectedFacts, LotFacts, ReceiveFacts
from server.receiving.notices import PIECES_MAX, NoticeCard, notice_cards
from server.receiving.records import ReceivedLine, ReceiveJob
from server.vocabulary import Codes


@dataclass(frozen=True, slots=True)
class ReceiptState:
    """A receipt: its step, its facts as the flow table asks them, and the ids behind them."""

    task_id: int
    place: places.PlaceCard
    notice_id: int | None
    owner_id: int | None
    """Whose goods the notice names; none: whoever's."""
    step: str
    revision: int
    facts: ReceiveFacts
    codes: Codes
    product_ids: tuple[int, ...]


def read_state(session: Session, task_id: int, *, for_change: bool = False) -> ReceiptState | None:
    """A receipt, or None when nobody has begun it.

    Args:
        session: the open transaction.
        task_id: which task.
        for_change: whether to lock the job until the transaction ends.
    """
    query = select(ReceiveJob).where(ReceiveJob.task_id == task_id)
    job = session.scalars(query.with_for_update() if for_change else query).one_or_none()
    if job is None:
        return None
    lines = session.scalars(
        select(ReceivedLine).where(ReceivedLine.task_id == task_id).order_by(ReceivedLine.sequence)
    ).all()
    notice = notice_cards(session, ids=[job.notice_id])[0] if job.notice_id is not None else None
    expected = expected_of(notice)
    product_ids = {one["product"] for one in expected} | {line.product_id for line in lines}
    asked = {job.asked_product_id, job.last_asked_product_id}
    product_ids |= {product_id for product_id in asked if product_id is not None}
    place = places.place_cards(session, [job.place_id])[job.place_id]
    kept = kept_of(session, product_ids)
    return ReceiptState(
        task_id=task_id,
        place=place,
        notice_id=job.notice_id,
        owner_id=None if notice is None else notice.owner_id,
        step=job.step,
        revision=job.revision,
        facts=facts_of(job, lines, notice, place.code, kept),
        codes=catalog.job_codes(session, sorted(product_ids)),
        product_ids=tuple(sorted(product_ids)),
    )


def facts_of(
    job: ReceiveJob,
    lines: Sequence[ReceivedLine],
    notice: NoticeCard | None,
    place: str,
    kept: "KeptApart",
) -> ReceiveFacts:
    """A receipt as the flow table asks it."""
    return {
        "place": place,
        "notice": None if notice is None else notice.number,
        "expected": expected_of(notice),
        "lines": [
            {
                "product": line.product_id,
                "lot": line.lot or None,
                "expires_on": line.expires_on,
                "damaged": line.is_damaged,
                "pieces": line.pieces,
            }
            for line in lines
        ],
        "at": job.at_line,
        "asked": {
            "product": job.asked_product_id,
            "pieces": job.asked_pieces,
            "lot": job.asked_lot,
            "expires_on": job.asked_expires_on,
        },
        "damaged": job.is_damaged,
        "unknown": job.has_unknown,
        "rest_comes": job.rest_comes,
        "with_lots": sorted(kept.with_lots),
        "with_days": sorted(kept.with_days),
        "foreign": [],
        "lots": cast("list[LotFacts]", job.known_lots),
        "today": job.begun_on,
        "furthest": stock.furthest_day(job.begun_on),
        "most": PIECES_MAX,
        "last": {
            "did": job.last_did,
            "at": job.last_at,
            "pieces": job.last_pieces,
            "is_new": job.last_is_new,
            "asked": {
                "product": job.last_asked_product_id,
                "pieces": job.last_asked_pieces,
                "lot": job.last_asked_lot,
                "expires_on": job.last_asked_expires_on,
            },
        },
    }


def expected_of(notice: NoticeCard | None) -> list[ExpectedFacts]:
    """What a notice still waits for; less than nothing where more came than it named."""
    return [
        {"product": line.product_id, "pieces": line.expected_pieces - line.received_pieces}
        for line in (notice.lines if notice is not None else ())
    ]


@dataclass(frozen=True, slots=True)
class KeptApart:
    """How goods are kept: which by lot, which by day, and the lots that the house knows."""

    with_lots: set[int]
    with_days: set[int]
    lots: list[LotFacts]


def kept_of(session: Session, product_ids: Collection[int]) -> KeptApart:
    """How these products are kept: by lot, by day, by both or by neither."""
    cards = catalog.product_cards(session, sorted(product_ids)).values()
    with_days = {card.id for card in cards if card.expires}
    with_lots = {card.id for card in cards if card.has_lots}
    lots: list[LotFacts] = [
        {"product": one.product_id, "lot": one.lot, "expires_on": one.expires_on}
        for one in stock.lots_of(session, sorted(with_days))
    ]
    return KeptApart(with_lots, with_days, lots)


def state_of(session: Session, task_id: int) -> tasks.JobState | None:
    """A receipt with all that a device needs to judge every scan of it alone."""
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
    """Whether goods were counted that are not in the book yet."""
    query = select(ReceivedLine.task_id).where(
        ReceivedLine.task_id == task_id, ReceivedLine.pieces > 0
    )
    return session.scalar(query.limit(1)) is not None
