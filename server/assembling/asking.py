"""Asking for kits to be put together, and wanting them no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from server import catalog, places, stock, tasks
from server.assembling.decisions import FLOW
from server.assembling.facts import KeptFacts
from server.assembling.records import AssemblyJob, AssemblyPart, LoosePart
from server.foundation import announce, now, today
from server.foundation.sets import table_of

ASSEMBLED_WITHIN = timedelta(hours=8)
"""Kits that no order waits for are put together within the shift."""
TASK_NUMBER_LENGTH = 20
JOB = table_of(AssemblyJob)


@dataclass(frozen=True, slots=True)
class Asked:
    """Kits that will be put together: the task, and for how many the parts are there."""

    task_id: int
    kits: int


@dataclass(frozen=True, slots=True)
class NotAsked:
    """Why nothing will be put together, as a code."""

    code: str


def ask_for(
    session: Session, kit_id: int, kits: int, *, apart: bool = False, person_id: int
) -> Asked | NotAsked:
    """Have so many of a kit put together, or as many as there are parts for; or taken apart.

    Args:
        session: the open transaction; when it is not asked for, nothing of it is kept.
        kit_id: the kit.
        kits: how many are wanted.
        apart: whether finished kits are to be taken apart (解体), as many as are free.
        person_id: who wants them.

    Returns:
        The task; or why not: `no_kit`, `kit_has_no_label`, `no_parts`; to take them apart
        `part_has_no_label`, `no_finished_kits`.
    """
    recipe = catalog.kits_among(session, [kit_id]).get(kit_id)
    if recipe is None:
        return NotAsked("no_kit")
    if not catalog.job_codes(session, [kit_id]):
        return NotAsked("kit_has_no_label")
    parts = [part.product_id for part in recipe]
    if apart and not have_labels(session, parts):
        return NotAsked("part_has_no_label")
    job_id = session.scalars(
        insert(JOB)
        .values(
            kit_product_id=kit_id,
            apart=apart,
            asked_kits=kits,
            wanted_kits=kits,
            recipe=[{"product": part.product_id, "pieces": part.pieces} for part in recipe],
            kept=kept_of(session, parts) if apart else None,
            asked_at=now(),
            asked_by=person_id,
            step=FLOW.begin,
            revision=0,
        )
        .returning(JOB.c.id)
    ).one()
    needs = {kit_id: 1} if apart else {part.product_id: part.pieces for part in recipe}
    held_kits = stock.hold_for_assembly(session, job_id, kit_id, kits, needs)
    if held_kits == 0:
        return NotAsked("no_finished_kits" if apart else "no_parts")
    held = stock.held_for_assembly(session, job_id)
    task_id = lay_task(session, job_id, kit_id, held_kits, held)
    session.execute(
        update(JOB).where(JOB.c.id == job_id).values(task_id=task_id, wanted_kits=held_kits)
    )
    write_parts(session, job_id, held, recipe if apart else ())
    announce(
        session,
        topic=f"stock:{kit_id}",
        kind="kits_asked_for",
        body={
            "task": task_id,
            "kits": held_kits,
            "asked": kits,
            "apart": apart,
            "person": person_id,
        },
    )
    return Asked(task_id, held_kits)


def write_parts(
    session: Session, job_id: int, held: list[stock.Held], loose: Sequence[catalog.Component]
) -> None:
    """Write down what is fetched, and what comes out of kits that are taken apart."""
    session.execute(
        insert(table_of(AssemblyPart)),
        [
            {
                "job_id": job_id,
                "sequence": sequence,
                "product_id": one.product_id,
                "place_id": one.place_id,
                "lot": one.lot,
                "expires_on": one.expires_on,
                "reservation_id": one.reservation_id,
                "wanted_pieces": one.quantity_pieces,
            }
            for sequence, one in enumerate(held)
        ],
    )
    if loose:
        session.execute(
            insert(table_of(LoosePart)),
            [
                {"job_id": job_id, "sequence": sequence, "product_id": part.product_id}
                for sequence, part in enumerate(loose)
            ],
        )


def have_labels(session: Session, product_ids: list[int]) -> bool:
    """Whether what is in a kit can be laid on shelves by scans."""
    known = {one["product"] for one in catalog.job_codes(session, product_ids).values()}
    return known >= set(product_ids)


def kept_of(session: Session, product_ids: list[int]) -> KeptFacts:
    """How parts are kept, and the lots that are known: those in kits that lie on stock, too."""
    cards = catalog.product_cards(session, product_ids).values()
    with_lots = sorted(card.id for card in cards if card.has_lots)
    with_days = sorted(card.id for card in cards if card.expires)
    return {
        "with_lots": with_lots,
        "with_days": with_days,
        "lots": [
            {"product": one.product_id, "lot": one.lot, "expires_on": one.expires_on}
            for one in stock.lots_of(session, sorted({*with_lots} & {*with_days}))
        ],
        "furthest": stock.furthest_day(today()),
    }


def lay_task(session: Session, job_id: int, kit_id: int, kits: int, held: list[stock.Held]) -> int:
    """The task that a handheld is offered."""
    card = catalog.product_cards(session, [kit_id])[kit_id]
    first = places.place_cards(session, [held[0].place_id])[held[0].place_id]
    new = tasks.NewTask(
        kind="assemble",
        number=card.sku[:TASK_NUMBER_LENGTH],
        due_at=now() + ASSEMBLED_WITHIN,
        subject_id=job_id,
        product_id=kit_id,
        zone=first.zone,
        shipments=0,
        lines=len(held),
        pieces=kits,
    )
    return tasks.lay(session, [new])[0].id


def withdraw(session: Session, task_id: int) -> str | None:
    """Nobody wants the kits any more; why that cannot be, as a code, or None."""
    job = session.execute(
        select(JOB.c.id, JOB.c.kit_product_id).where(JOB.c.task_id == task_id)
    ).one_or_none()
    if job is None:
        return "assembly_unknown"
    tasks.lock(session, task_id)
    (card,) = tasks.cards(session, ids=[task_id])
    if card.stage != "open" or is_begun(session, job.id):
        return "assembly_is_begun"
    tasks.cancel_task(session, task_id)
    held = stock.held_for_assembly(session, job.id)
    stock.release_holds(session, {one.reservation_id: one.quantity_pieces for one in held})
    session.execute(update(JOB).where(JOB.c.id == job.id).values(ended_at=now()))
    announce(
        session,
        topic=f"stock:{job.kit_product_id}",
        kind="kits_not_wanted",
        body={"task": task_id},
    )
    return None


def is_begun(session: Session, job_id: int) -> bool:
    """Whether somebody has taken parts already."""
    query = select(AssemblyPart.sequence).where(
        AssemblyPart.job_id == job_id, AssemblyPart.taken_pieces > 0
    )
    return session.scalar(query.limit(1)) is not None
