"""Short picks that heal themselves (欠品の引き当て直し).

What one shelf has not got is held at another at once, and laid into the rest of the walk where it
lies on the way. A cart that comes to its end with pieces missing looks once more: where they lie,
it goes there again; the same picker, or whoever is free. Where they do not, the shop's rule
decides: a supervisor is asked, the rest waits as an order of its own, or the customer gets the
order without. The shelf that was short is counted in any case.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from server import catalog, orders, places, stock, tasks
from server.foundation.outbox import announce
from server.foundation.sets import table_of
from server.picking.decisions import is_open
from server.picking.records import PickJob, PickLine
from server.picking.route import Stop, Turn, turn_of
from server.picking.shortages import STILL_THERE, is_about
from server.picking.walks import Walk

FIND_PLACE = "find_place"
ON_THE_WAY = (FIND_PLACE, "take_item", "put_in_tote")


def lay_what_is_near(session: Session, walks: Iterable[Walk]) -> None:
    """For what was just reported short hold the same goods elsewhere, if they lie near the walk.

    The picker hears of them between two scans; a walk that ends first goes there once more.
    """
    for walk in walks:
        if walk.step not in ON_THE_WAY:
            continue
        laid = [
            row
            for line_id in walk.shorts
            if walk.slot_of(line_id) not in walk.cancelled
            for row in found_near(session, walk, line_id)
        ]
        if laid:
            lay_unheard(session, walk, laid)


def found_near(session: Session, walk: Walk, line_id: int) -> list[dict[str, Any]]:
    """Lines for all that was short of one line, held at places on the way; else none, nor holds."""
    keys = walk.keys[line_id]
    for found in tasks.open_exceptions_of(session, keys.shipment_id, for_change=True):
        if not is_about(found, keys):
            continue
        holds = held_elsewhere(session, walk, found)
        turns = turns_of(session, walk, holds) if holds else []
        if None in turns:
            stock.release_holds(session, {one.reservation_id: one.quantity_pieces for one in holds})
            return []
        if holds:
            settle(session, found, "repicked")
        return [
            line_of(one, found, walk.slot_of(line_id)) | {"before_line_id": turn.before}
            for one, turn in zip(holds, turns, strict=True)
            if turn is not None
        ]
    return []


def turns_of(session: Session, walk: Walk, holds: Sequence[stock.Held]) -> list[Turn | None]:
    """When the picker comes by each of these shelves; None: it lies too far behind."""
    at, lines = walk.facts["at"], walk.facts["lines"]
    is_standing = walk.step != FIND_PLACE
    here = lines[at if is_standing or at == 0 else at - 1]
    rest = [line for line in lines[at + is_standing :] if is_open(line)]
    place_of = {line["line"]: walk.keys[line["line"]].place_id for line in [here, *rest]}
    cards = places.place_cards(session, set(place_of.values()))
    stops = [Stop(line["line"], cards[place_of[line["line"]]].walk_order) for line in rest]
    stands_at = cards[place_of[here["line"]]]
    turns: list[Turn | None] = []
    for one in holds:
        back = places.way_back(session, stands_at.id, walk_order=one.walk_order)
        turns.append(
            turn_of(
                one.walk_order,
                stops,
                stands_at=stands_at.walk_order,
                places_back=back.places_back,
                most_places_back=back.most_places_back,
            )
        )
    return turns


def lay_unheard(session: Session, walk: Walk, laid: Sequence[dict[str, Any]]) -> None:
    """Write lines down of which the picker has not heard yet; the job's revision says there are."""
    task_id = walk.before.task_id
    line, job = table_of(PickLine), table_of(PickJob)
    lowest = session.scalar(select(func.min(line.c.sequence)).where(line.c.task_id == task_id))
    first = min(lowest or 0, 0) - 1
    session.execute(
        insert(line),
        [{"task_id": task_id, "sequence": first - nth, **row} for nth, row in enumerate(laid)],
    )
    session.execute(update(job).where(job.c.task_id == task_id).values(revision=job.c.revision + 1))
    walk.revision += 1
    walk.has_news = True


@dataclass(frozen=True, slots=True)
class Again:
    """What a cart that has ended fetches on another walk."""

    shipment_id: int
    pieces: int


def heal(session: Session, walk: Walk) -> list[Again]:
    """Do for each shortage of a walk that has ended what can be done without a supervisor.

    Returns:
        What the cart goes once more for; it is held, and the lines are written down.
    """
    short = {
        walk.keys[line["line"]].shipment_id: line["slot"]
        for line in walk.facts["lines"]
        if line["short"] > 0 and not line["dropped"] and line["slot"] not in walk.cancelled
    }
    unheard = [line for line in walk.facts["found"] if line["slot"] not in walk.cancelled]
    more: list[dict[str, Any]] = []
    for shipment_id, slot in sorted(short.items()):
        for found in tasks.open_exceptions_of(session, shipment_id, for_change=True):
            if found.kind == "short_pick" and found.task_id == walk.before.task_id:
                holds = held_elsewhere(session, walk, found)
                if holds:
                    settle(session, found, "repicked")
                    more += [line_of(one, found, slot) for one in holds]
                else:
                    follow_the_shop(session, found)
    if unheard or more:
        walk_once_more(session, walk, unheard, more)
    return [
        *(Again(walk.keys[line["line"]].shipment_id, line["wanted"]) for line in unheard),
        *(Again(line["shipment_id"], line["wanted_pieces"]) for line in more),
    ]


def held_elsewhere(session: Session, walk: Walk, found: tasks.OpenException) -> list[stock.Held]:
    """Hold what is missing from other places than those that were short; nothing, or all of it.

    Where a lot was blocked another may lie on the same shelf.
    """
    assert found.order_line_id is not None, "a line was short"
    tried = {
        walk.keys[line["line"]].place_id
        for line in walk.facts["lines"]
        if line["short"] > 0
        and line["product"] == found.product_id
        and line["line"] not in walk.blocked
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


def walk_once_more(
    session: Session,
    walk: Walk,
    unheard: Sequence[Mapping[str, Any]],
    more: Sequence[dict[str, Any]],
) -> None:
    """Lay lines behind those of a walk that has ended, and stand before the first of them."""
    first = len(walk.facts["lines"])
    task_id = walk.before.task_id
    line = table_of(PickLine)
    for sequence, found in enumerate(unheard, start=first):
        session.execute(update(line).where(line.c.id == found["line"]).values(sequence=sequence))
    if more:
        session.execute(
            insert(line),
            [
                {"task_id": task_id, "sequence": sequence, **row}
                for sequence, row in enumerate(more, start=first + len(unheard))
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
    settle_the_block(session, found)
    if found.detail["reason"] in STILL_THERE:
        # Somebody else may be promised them: once their code is mended, or the lot is freed.
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


def settle_the_block(session: Session, found: tasks.OpenException) -> None:
    """The supervisor was told that this parcel was promised a blocked lot: it gets another."""
    assert found.shipment_id is not None, "an order was short"
    if found.detail["reason"] != "lot_blocked":
        return
    for told in tasks.open_exceptions_of(session, found.shipment_id):
        is_same = (told.order_line_id, told.detail.get("lot"), told.quantity_pieces) == (
            found.order_line_id,
            found.detail["lot"],
            found.quantity_pieces,
        )
        if told.kind == "lot_blocked" and is_same:
            tasks.settle_exception(
                session, told.id, resolution="repicked", note="", person_id=found.person_id
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
