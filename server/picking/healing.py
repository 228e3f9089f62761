"""Short picks that heal themselves (欠品の引き当て直し).

A cart that comes to its end with pieces missing looks for the same goods elsewhere. Where they lie,
they are held and the cart goes there once more: the same picker, or whoever is free. Where they do
not, the shop's rule decides: a supervisor is asked, the rest waits as an order of its own, or the
customer gets the order without. The shelf that was short is counted in any case.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from server import catalog, orders, places, stock, tasks
from server.foundation.outbox import announce
from server.foundation.sets import table_of
from server.picking.records import PickJob, PickLine
from server.picking.walks import Walk

FIND_PLACE = "find_place"


def heal(session: Session, walk: Walk) -> list[dict[str, Any]]:
    """Do for each shortage of a walk that has ended what can be done without a supervisor.

    Returns:
        The lines that the cart walks once more; they are held and written down.
    """
    slot_of = {walk.keys[line["line"]].shipment_id: line["slot"] for line in walk.facts["lines"]}
    short = {
        walk.keys[line["line"]].shipment_id
        for line in walk.facts["lines"]
        if line["short"] > 0 and not line["dropped"] and line["slot"] not in walk.cancelled
    }
    more: list[dict[str, Any]] = []
    for shipment_id in sorted(short):
        for found in tasks.open_exceptions_of(session, shipment_id, for_change=True):
            if found.kind == "short_pick" and found.task_id == walk.before.task_id:
                holds = held_elsewhere(session, walk, found)
                if holds:
                    settle(session, found, "repicked")
                    more += [line_of(one, found, slot_of[shipment_id]) for one in holds]
                else:
                    follow_the_shop(session, found)
    if more:
        walk_once_more(session, walk, more)
    return more


def held_elsewhere(session: Session, walk: Walk, found: tasks.OpenException) -> list[stock.Held]:
    """Hold what is missing from other places than those that were short; nothing, or all of it."""
    assert found.order_line_id is not None, "a line was short"
    tried = {
        walk.keys[line["line"]].place_id
        for line in walk.facts["lines"]
        if line["short"] > 0 and line["product"] == found.product_id
    }
    return stock.hold_instead(session, found.order_line_id, found.quantity_pieces, not_in=tried)


def line_of(held: stock.Held, found: tasks.OpenException, slot: int) -> dict[str, Any]:
    """The line that brings what was missing."""
    return {
        "slot": slot,
        "shipment_id": found.shipment_id,
        "order_line_id": found.order_line_id,
        "reservation_id": held.reservation_id,
        "stock_id": held.stock_id,
        "place_id": held.place_id,
        "product_id": held.product_id,
        "lot": held.lot,
        "expires_on": held.expires_on,
        "wanted_pieces": held.quantity_pieces,
    }


def walk_once_more(session: Session, walk: Walk, more: Sequence[dict[str, Any]]) -> None:
    """Lay lines behind those of a walk that has ended, and stand before the first of them."""
    first = len(walk.facts["lines"])
    task_id = walk.before.task_id
    session.execute(
        insert(table_of(PickLine)),
        [
            {"task_id": task_id, "sequence": sequence, **line}
            for sequence, line in enumerate(more, start=first)
        ],
    )
    job = table_of(PickJob)
    session.execute(
        update(job)
        .where(job.c.task_id == task_id)
        .values(step=FIND_PLACE, at_line=first, last_did=None, revision=job.c.revision + 1)
    )


def settle(session: Session, found: tasks.OpenException, resolution: str) -> None:
    """The shortage is healed: what the book still has there is what the count will look for."""
    assert found.place_id is not None, "the book has them somewhere"
    assert found.product_id is not None, "pieces of something are short"
    tasks.settle_exception(
        session, found.id, resolution=resolution, note="", person_id=found.person_id
    )
    announce(
        session,
        topic=f"order:{found.order_id}",
        kind="shortage_healed",
        body={"line": found.order_line_id, "pieces": found.quantity_pieces, "by": resolution},
    )
    if found.detail["reason"] == "unreadable":
        # The pieces are there, only their code is not; somebody else may be promised them.
        stock.release_holds(session, {found.detail["reservation"]: found.quantity_pieces})
        return
    stock.move(
        session,
        [
            stock.Move(
                source_place_id=found.place_id,
                target_place_id=places.virtual_place_ids(session)["DISCREPANCY"],
                product_id=found.product_id,
                quantity_pieces=found.quantity_pieces,
                lot=found.detail["lot"],
                cause="corrected",
                person_id=found.person_id,
                order_line_id=found.order_line_id,
                reservation_id=found.detail["reservation"],
                target_is_virtual=True,
            )
        ],
    )


def follow_the_shop(session: Session, found: tasks.OpenException) -> None:
    """There are no other goods: what the shop wants then; an empty parcel nobody decides alone.

    Nor whether a kit is torn apart: its other parts are on the cart already.
    """
    assert found.order_id is not None, "an order was short"
    assert found.order_line_id is not None, "a line was short"
    shop_id = orders.leaving(session, [found.order_id])[found.order_id].shop_id
    rule = catalog.shop_terms(session, [shop_id])[shop_id].on_short
    lines = orders.lines_of_orders(session, [found.order_id])
    left = sum(line.quantity_pieces - line.short_pieces for line in lines) - found.quantity_pieces
    if rule == "ask" or left <= 0:
        return
    if rule == "split" and is_part_of_kit(lines, found.order_line_id):
        return
    if rule == "split":
        orders.split_off(session, found.order_id, {found.order_line_id: found.quantity_pieces})
    else:
        orders.accept_shortage(session, found.order_line_id, found.quantity_pieces)
    settle(session, found, rule)


def is_part_of_kit(lines: Sequence[orders.LineWanted], order_line_id: int) -> bool:
    """Whether a line was ordered as a part of a kit (セット商品)."""
    return any(
        line.kit_product_id not in (None, line.product_id)
        for line in lines
        if line.order_line_id == order_line_id
    )
