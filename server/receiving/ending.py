"""What follows from a receipt: booked, promised to orders that wait, laid to be put away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from server import catalog, places, stock, tasks
from server.foundation import announce
from server.receiving.decisions import ReceivedFacts
from server.receiving.notices import NoticeCard, note_received, pieces_by_product

DIFFERS = "notice_differs"


@dataclass(frozen=True, slots=True)
class Ended:
    """A receipt whose end was said, by whom and by which scan."""

    task_id: int
    place_id: int
    notice_id: int | None
    lines: Sequence[ReceivedFacts]
    rest_comes: bool
    person_id: int
    event_id: str
    row: str


def end_receipt(session: Session, ended: Ended) -> None:
    """Book what came in, and do what follows."""
    tasks.finish(session, [ended.task_id])
    book(session, ended)
    good = sorted({line["product"] for line in ended.lines if not line["damaged"]})
    stock.reserve_waiting(session, good)
    tasks.want_put_away(session, ended.place_id)
    notice = None if ended.notice_id is None else note(session, ended, ended.notice_id)
    announce(
        session,
        topic=f"task:{ended.task_id}",
        kind="goods_received",
        body={
            "notice": None if notice is None else notice.number,
            "lines": [
                {
                    "product": line["product"],
                    "lot": line["lot"],
                    "expires_on": line["expires_on"],
                    "damaged": line["damaged"],
                    "pieces": line["pieces"],
                }
                for line in ended.lines
            ],
        },
    )


def book(session: Session, ended: Ended) -> None:
    """Goods come from the supplier to the dock, damaged ones to where they are kept apart."""
    supplier = places.virtual_place_ids(session)["SUPPLIER"]
    apart = places.quarantine_of(session, places.warehouse_of(session, ended.place_id))
    stock.move(
        session,
        [
            stock.Move(
                source_place_id=supplier,
                target_place_id=apart.id if line["damaged"] else ended.place_id,
                product_id=line["product"],
                quantity_pieces=line["pieces"],
                cause="received_damaged" if line["damaged"] else "received",
                lot=line["lot"] or "",
                expires_on=line["expires_on"],
                row=ended.row,
                event_id=ended.event_id,
                person_id=ended.person_id,
                source_is_virtual=True,
            )
            for line in ended.lines
        ],
    )


def note(session: Session, ended: Ended, notice_id: int) -> NoticeCard:
    """Hold what came against what was announced; when all is said, a difference is told."""
    received = pieces_by_product([(line["product"], line["pieces"]) for line in ended.lines])
    damaged = pieces_by_product(
        [(line["product"], line["pieces"]) for line in ended.lines if line["damaged"]]
    )
    notice = note_received(session, notice_id, received, damaged, rest_comes=ended.rest_comes)
    extras = {
        product_id: pieces
        for product_id, pieces in received.items()
        if product_id not in {line.product_id for line in notice.lines}
    }
    differences = differences_of(notice, extras, is_closed=notice.stage == "closed")
    cards = catalog.product_cards(session, [one["product"] for one in differences])
    if differences:
        tasks.raise_exception(
            session,
            DIFFERS,
            place_id=ended.place_id,
            task_id=ended.task_id,
            event_id=ended.event_id,
            person_id=ended.person_id,
            quantity_pieces=sum(
                abs(one["received"] - one["expected"]) or one["damaged"] for one in differences
            ),
            detail={
                "notice": notice.number,
                "lines": [{**one, "name": cards[one["product"]].name} for one in differences],
            },
        )
    return notice


def differences_of(
    notice: NoticeCard, extras: dict[int, int], *, is_closed: bool
) -> list[dict[str, Any]]:
    """Lines of which other pieces came than were announced; less only when no more will come."""
    lines = [
        {
            "product": line.product_id,
            "expected": line.expected_pieces,
            "received": line.received_pieces,
            "damaged": line.damaged_pieces,
        }
        for line in notice.lines
        if is_closed and (line.received_pieces != line.expected_pieces or line.damaged_pieces > 0)
    ]
    return lines + [
        {"product": product_id, "expected": 0, "received": pieces, "damaged": 0}
        for product_id, pieces in extras.items()
    ]
