"""What follows from a return: booked by grade, promised to orders that wait, told to the shop."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.orm import Session

from server import catalog, orders, places, stock, tasks
from server.foundation import announce, now
from server.foundation.sets import table_of
from server.returning.decisions import ReturnedFacts, ShippedFacts
from server.returning.records import ReturnJob

CAUSES = {"good": "returned", "damaged": "returned_damaged", "held": "returned_held"}
"""How the ledger calls what came back, by grade."""
HELD_RAISES = "returned_held"


@dataclass(frozen=True, slots=True)
class Ended:
    """A return whose reason was said, by whom and by which scan."""

    task_id: int
    order_id: int
    place_id: int
    shipped: Sequence[ShippedFacts]
    lines: Sequence[ReturnedFacts]
    reason: str
    person_id: int
    event_id: str
    row: str


def end_return(session: Session, ended: Ended) -> None:
    """Book what came back, and do what follows."""
    number = orders.lock_order(session, ended.order_id)
    apart = places.quarantine_of(session, places.warehouse_of(session, ended.place_id)).id
    tasks.finish(session, [ended.task_id])
    book(session, ended, apart)
    session.execute(
        update(table_of(ReturnJob))
        .where(ReturnJob.task_id == ended.task_id)
        .values(booked_at=now(), booked_by=ended.person_id)
    )
    good = sorted({line["product"] for line in ended.lines if line["grade"] == "good"})
    if good:
        stock.reserve_waiting(session, good)
        tasks.want_put_away(session, ended.place_id)
    orders.note_pieces_back(session, ended.order_id, pieces_back(ended))
    orders.note_serials_back(session, ended.order_id, serials_back(ended))
    ask_about_held(session, ended, number, apart)
    announce(
        session,
        topic=f"order:{ended.order_id}",
        kind="goods_returned",
        body={
            "order": number,
            "reason": ended.reason,
            "pieces": sum(line["pieces"] for line in ended.lines),
            "person": ended.person_id,
            "lines": [dict(line) for line in ended.lines],
        },
    )


def book(session: Session, ended: Ended, apart: int) -> None:
    """Goods come from the customer to the dock, to where they are kept apart, or to loss."""
    virtual = places.virtual_place_ids(session)
    targets = {"good": ended.place_id, "damaged": virtual["LOSS"], "held": apart}
    days = {(one["product"], one["lot"]): one["expires_on"] for one in ended.shipped}
    stock.move(
        session,
        [
            stock.Move(
                source_place_id=virtual["CUSTOMER"],
                target_place_id=targets[line["grade"]],
                product_id=line["product"],
                quantity_pieces=line["pieces"],
                cause=CAUSES[line["grade"]],
                lot=line["lot"] or "",
                expires_on=days[line["product"], line["lot"]],
                row=ended.row,
                event_id=ended.event_id,
                person_id=ended.person_id,
                source_is_virtual=True,
                target_is_virtual=line["grade"] == "damaged",
            )
            for line in ended.lines
        ],
    )


def pieces_back(ended: Ended) -> dict[tuple[int, str], int]:
    """What came back without serial numbers by product and lot, of any grade."""
    pieces: Counter[tuple[int, str]] = Counter()
    for line in ended.lines:
        if line["serials"] is None:
            pieces[line["product"], line["lot"] or ""] += line["pieces"]
    return dict(pieces)


def serials_back(ended: Ended) -> dict[int, list[str]]:
    """The serial numbers that came back, by product."""
    serials: dict[int, list[str]] = defaultdict(list)
    for line in ended.lines:
        serials[line["product"]] += line["serials"] or ()
    return serials


def ask_about_held(session: Session, ended: Ended, number: str, apart: int) -> None:
    """What nobody could grade waits for a supervisor."""
    held = [line for line in ended.lines if line["grade"] == "held"]
    if not held:
        return
    cards = catalog.product_cards(session, [line["product"] for line in held])
    tasks.raise_exception(
        session,
        HELD_RAISES,
        order_id=ended.order_id,
        place_id=apart,
        task_id=ended.task_id,
        event_id=ended.event_id,
        person_id=ended.person_id,
        quantity_pieces=sum(line["pieces"] for line in held),
        detail={
            "order": number,
            "lines": [
                {"name": cards[line["product"]].name, "lot": line["lot"], "pieces": line["pieces"]}
                for line in held
            ],
        },
    )
