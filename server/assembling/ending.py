"""What follows when kits are done: what is not needed is free, what was not there is counted."""

from collections.abc import Iterator

from sqlalchemy import update
from sqlalchemy.orm import Session

from server import places, stock, tasks
from server.assembling.decisions import AssemblyFacts
from server.assembling.queries import AssemblyState
from server.assembling.records import AssemblyJob
from server.foundation import announce, now
from server.foundation.sets import table_of


def end_assembly(
    session: Session,
    state: AssemblyState,
    facts: AssemblyFacts,
    bench_id: int,
    report: tasks.Report,
    row: str,
) -> None:
    """The task is done: shelves that had too little are counted, and nothing is held any more."""
    tasks.finish(session, [state.task_id])
    stock.move(session, list(missing_goods(session, state, facts, bench_id, (report, row))))
    left = stock.held_for_assembly(session, state.job_id)
    stock.release_holds(session, {one.reservation_id: one.quantity_pieces for one in left})
    pairs = zip(state.parts, facts["parts"], strict=True)
    doubtful = {
        (kept.place_id, kept.product_id)
        for kept, part in pairs
        if part["short"] > 0 or part["lost"] > 0
    }
    for place_id, product_id in sorted(doubtful):
        tasks.want_count(session, tasks.CountWanted(place_id, "short_pick", product_id))
    session.execute(
        update(table_of(AssemblyJob)).where(AssemblyJob.id == state.job_id).values(ended_at=now())
    )
    announce(
        session,
        topic=f"stock:{facts['kit']}",
        kind="kits_assembled",
        body={
            "task": state.task_id,
            "kits": facts["made"],
            "wanted": facts["wanted"],
            "person": report.person_id,
        },
    )


def missing_goods(
    session: Session,
    state: AssemblyState,
    facts: AssemblyFacts,
    bench_id: int,
    by: tuple[tasks.Report, str],
) -> Iterator[stock.Move]:
    """Pieces that were not on their shelf, or not on the bench: the count will look for them."""
    report, row = by
    discrepancy = places.virtual_place_ids(session)["DISCREPANCY"]
    for kept, part in zip(state.parts, facts["parts"], strict=True):
        for pieces, is_held in ((part["short"], True), (part["lost"], False)):
            if pieces == 0:
                continue
            yield stock.Move(
                source_place_id=kept.place_id if is_held else bench_id,
                target_place_id=discrepancy,
                product_id=kept.product_id,
                quantity_pieces=pieces,
                lot=kept.lot,
                expires_on=kept.expires_on,
                cause="corrected",
                row=row,
                event_id=report.event_id,
                person_id=report.person_id,
                reservation_id=kept.reservation_id if is_held else None,
                source_is_virtual=not is_held,
                target_is_virtual=True,
            )
