"""Orders that are cancelled while their cart is on its way, or done."""

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server import stock, waves
from server.foundation.sets import table_of
from server.picking.decisions import LineFacts, PickFacts, drop_cancelled, line_going_back
from server.picking.queries import PickState, states_of
from server.picking.records import PickJob, PickLine
from server.picking.walks import END, PUT_BACK, Walk
from server.vocabulary import Scan

NO_SCAN = Scan("unknown", "")


def hear_cancelled(session: Session, shipment_id: int) -> str | None:
    """Lock the cart of a shipment that is about to be cancelled, and tell its step.

    Its facts have changed, so its revision grows: the picker's next scan meets them.

    Returns:
        The step, or None when nobody has begun the cart.
    """
    task_id = session.scalar(
        select(PickLine.task_id).where(PickLine.shipment_id == shipment_id).limit(1)
    )
    if task_id is None:
        return None
    job = table_of(PickJob)
    step: str = session.scalars(
        update(job)
        .where(job.c.task_id == task_id)
        .values(revision=job.c.revision + 1)
        .returning(job.c.step)
    ).one()
    return step


def drop_unheard_of(session: Session, task_id: int, shipment_id: int) -> None:
    """Nobody fetches any more what was found elsewhere for a shipment."""
    line = table_of(PickLine)
    session.execute(
        update(line)
        .where(line.c.task_id == task_id, line.c.shipment_id == shipment_id, line.c.sequence < 0)
        .values(is_dropped=True)
    )


def drop_unheard(session: Session, shipment_id: int) -> None:
    """Take a shipment of which nothing was there off its walk.

    The picker has said so, line by line: there is nothing to hear, and nothing to bring back.
    """
    line = table_of(PickLine)
    session.execute(update(line).where(line.c.shipment_id == shipment_id).values(is_dropped=True))


def send_back(state: PickState) -> tuple[str, PickFacts]:
    """Where a cart that was done goes on, now that orders in its totes are cancelled.

    Returns:
        The step, and the facts with the lines dropped whose goods go back.
    """
    facts = cast("PickFacts", state.facts)
    if state.step != END or not facts["cancelled"]:
        return state.step, facts
    dropped = drop_cancelled({**facts, "at": len(facts["lines"])}, NO_SCAN)
    return (END if line_going_back(dropped) is None else PUT_BACK), dropped


def look_again(session: Session, task_id: int) -> Walk | None:
    """The walk that a done cart begins anew, to bring back what nobody wants; None when none."""
    state = states_of(session, [task_id], for_change=True)[task_id]
    step, facts = send_back(state)
    if facts is state.facts:
        return None
    changed = {line["line"] for line in facts["lines"] if line["dropped"]}
    walk = Walk(state, step, state.revision + 1, facts, None, {})
    walk.changed_lines |= changed
    return walk


def let_go_of_dropped(session: Session, walks: Iterable[Walk]) -> None:
    """What was held for dropped lines is free for others; totes with nothing to go back are free.

    The hold ends only here, when the picker has heard it: until then scans made without a network
    may still take what is held.
    """
    for walk in walks:
        keys = walk.keys
        lines_of: dict[int, list[LineFacts]] = defaultdict(list)
        for line in walk.facts["lines"]:
            if line["dropped"]:
                lines_of[keys[line["line"]].shipment_id].append(line)
        for shipment_id, lines in lines_of.items():
            if walk.changed_lines.isdisjoint(line["line"] for line in lines):
                continue
            stock.let_go_of_lines(session, [keys[line["line"]].order_line_id for line in lines])
            drop_unheard_of(session, walk.before.task_id, shipment_id)
            if all(line["picked"] == 0 for line in lines):
                waves.give_up_tote(session, shipment_id)
