"""Pieces that are not there (欠品): told to supervisors, taken back, and the shelf is counted."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from server import tasks
from server.picking.decisions import read_scan
from server.picking.queries import LineKeys
from server.picking.walks import Walk

UNDO = "X-UNDO"
STILL_THERE = ("unreadable", "lot_blocked")
"""Reasons that say nothing against the book: the pieces lie where they should."""


def ask_about_shorts(
    session: Session, reports: Sequence[tasks.Report], walks: Mapping[int, Walk]
) -> None:
    """A shortage that may be taken back now: has a supervisor decided about it already?"""
    for walk in walks.values():
        last = walk.facts["last"]
        if last["did"] not in ("see_short", "report_short"):
            continue
        scans = (
            read_scan(walk.step, one.raw, walk.before.codes)
            for one in reports
            if one.task_id == walk.before.task_id
        )
        if any(scan.code == UNDO for scan in scans):
            keys = walk.keys[walk.facts["lines"][last["at"]]["line"]]
            undecided = tasks.open_exceptions_of(session, keys.shipment_id, for_change=True)
            if not any(is_about(one, keys) for one in undecided):
                walk.facts = {**walk.facts, "shorts_answered": [keys.id]}


def is_about(found: tasks.OpenException, keys: LineKeys) -> bool:
    """Whether an exception says that pieces of this line were not there."""
    return found.kind == "short_pick" and found.detail.get("reservation") == keys.reservation_id


def withdraw_shorts(session: Session, walks: Iterable[Walk]) -> None:
    """The pieces were there after all: supervisors need not look at it any more."""
    for walk in walks:
        for line_id, report in walk.withdrawn.items():
            keys = walk.keys[line_id]
            for found in tasks.open_exceptions_of(session, keys.shipment_id):
                if is_about(found, keys):
                    tasks.settle_exception(
                        session,
                        found.id,
                        resolution="withdrawn",
                        note="",
                        person_id=report.person_id,
                    )
                    tasks.withdraw_count(session, count_after_short(keys, found.product_id))


def report_shorts(session: Session, walks: Iterable[Walk]) -> None:
    """Tell the supervisors what was not there, and have the shelf counted.

    The hold on the missing pieces stays: nobody else shall be sent to the same empty place.
    """
    for walk in walks:
        lines = {line["line"]: line for line in walk.facts["lines"]}
        for line_id, (pieces, report) in walk.shorts.items():
            keys, line = walk.keys[line_id], lines[line_id]
            tasks.raise_exception(
                session,
                "short_pick",
                order_id=walk.before.order_of_shipment[keys.shipment_id],
                shipment_id=keys.shipment_id,
                task_id=walk.before.task_id,
                order_line_id=keys.order_line_id,
                product_id=line["product"],
                place_id=keys.place_id,
                event_id=report.event_id,
                person_id=report.person_id,
                quantity_pieces=pieces,
                detail={
                    "reason": line["short_reason"],
                    "reservation": keys.reservation_id,
                    "lot": line["lot"] or "",
                },
            )
            if line["short_reason"] not in STILL_THERE:
                tasks.want_count(session, count_after_short(keys, line["product"]))


def count_after_short(keys: LineKeys, product_id: int | None) -> tasks.CountWanted:
    """The shelf said something else than the book: it is counted, for this product."""
    return tasks.CountWanted(keys.place_id, "short_pick", product_id)
