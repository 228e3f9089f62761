"""What follows when kits are done: what is not needed is free, what was not there is counted."""

from collections.abc import Iterator

from sqlalchemy import update
from sqlalchemy.orm import Session

from server import places, stock, tasks
from server.assembling.facts import AssemblyFacts, kits_taken, loose_due
from server.assembling.queries import AssemblyState
from server.assembling.records import AssemblyJob, LoosePart
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
    if facts["apart"]:
        book_what_was_not_in_them(session, state, facts, bench_id, (report, row))
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
        kind="kits_taken_apart" if facts["apart"] else "kits_assembled",
        body={
            "task": state.task_id,
            "kits": kits_taken(facts) if facts["apart"] else facts["made"],
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


def book_what_was_not_in_them(
    session: Session,
    state: AssemblyState,
    facts: AssemblyFacts,
    bench_id: int,
    by: tuple[tasks.Report, str],
) -> None:
    """Parts that should have come out of kits and did not are lost; a supervisor hears of it."""
    report, row = by
    lost = places.virtual_place_ids(session)["LOSS"]
    missing = [
        (nth, recipe["product"], due)
        for nth, (recipe, due) in enumerate(zip(facts["recipe"], loose_due(facts), strict=True))
        if due > 0
    ]
    for nth, product_id, due in missing:
        session.execute(
            update(table_of(LoosePart))
            .where(LoosePart.job_id == state.job_id, LoosePart.sequence == nth)
            .values(missing_pieces=due)
        )
        move = stock.Move(
            source_place_id=bench_id,
            target_place_id=lost,
            product_id=product_id,
            quantity_pieces=due,
            cause="missing_in_kit",
            row=row,
            event_id=report.event_id,
            person_id=report.person_id,
            source_is_virtual=True,
            target_is_virtual=True,
        )
        stock.move(session, [move])
        tasks.raise_exception(
            session,
            "parts_missing",
            task_id=state.task_id,
            product_id=product_id,
            event_id=report.event_id,
            person_id=report.person_id,
            quantity_pieces=due,
        )
