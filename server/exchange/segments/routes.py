"""The doors for lists of customers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from server import catalog, orders, rules
from server.exchange.decisions import key_of
from server.exchange.desk import secret
from server.exchange.order_files import Problem
from server.exchange.order_files.drafts import Customer
from server.exchange.segments.reading import Listed, SegmentFile, read_segments
from server.exchange.segments.schemas import (
    SegmentEnd,
    SegmentsAnswer,
    SegmentsOwner,
    SegmentsTaken,
    SegmentUpload,
)
from server.foundation import RoomRoutes, allow, reading, refuse, takes_files, transaction
from server.foundation.patience import in_native_thread

routes = RoomRoutes("segments", "Lists of customers that rules and campaigns may ask about.")

SEGMENT_FILE_BYTES_MAX = 16_000_000


def owner_named(session: Session, code: str) -> int:
    """An owner by code; refuses another."""
    owners = {owner.code: owner.id for owner in catalog.owners(session)}
    if code not in owners:
        refuse(404, "owner_unknown", "There is no such owner.", owner=code)
    return owners[code]


def told(session: Session, owner_id: int) -> list[dict[str, Any]]:
    """The lists of an owner, as they travel."""
    return [asdict(one) for one in rules.segments(session, owner_id)]


@routes.get("/segments")
@allow.office("supervisor", "administrator")
@routes.arguments(SegmentsOwner, location="query")
@routes.response(200, SegmentsAnswer)
@routes.alt_response(404, description="owner_unknown")
def list_segments(query: dict[str, str]) -> dict[str, Any]:
    """The lists of an owner's customers."""
    with reading() as session:
        return {"segments": told(session, owner_named(session, query["owner"]))}


@routes.post("/segments/files")
@allow.office("supervisor", "administrator")
@takes_files(bytes_max=SEGMENT_FILE_BYTES_MAX)
@routes.arguments(SegmentsOwner, location="form")
@routes.arguments(SegmentUpload, location="files")
@routes.response(200, SegmentsTaken)
@routes.alt_response(404, description="owner_unknown")
@routes.alt_response(422, description="nothing came in; the code says why")
def hand_in_segments(form: dict[str, str], files: dict[str, Any]) -> dict[str, Any]:
    """Write down the lists that a file names, each in place of what stood under its name."""
    read = in_native_thread(read_segments, files["file"].read())
    if not isinstance(read, SegmentFile):
        refuse(422, read.code, "No row of this file can come in.", **read.detail)
    with transaction() as session:
        owner_id = owner_named(session, form["owner"])
        lists, problems = lists_of(session, owner_id, read.listed)
        rules.list_customers(session, owner_id, lists)
        segments = told(session, owner_id)
    problems = sorted([*read.problems, *problems], key=lambda one: one.row)
    return {
        "segments": segments,
        "listed": sum(map(len, lists.values())),
        "problems": [asdict(one) for one in problems],
    }


@routes.post("/segments/end")
@allow.office("supervisor", "administrator")
@routes.arguments(SegmentEnd)
@routes.response(204)
@routes.alt_response(404, description="owner_unknown")
def end_segment(body: dict[str, str]) -> None:
    """End a list; nobody stands on it any more."""
    with transaction() as session:
        rules.list_customers(session, owner_named(session, body["owner"]), {body["segment"]: []})


def lists_of(
    session: Session, owner_id: int, listed: Sequence[Listed]
) -> tuple[dict[str, set[str]], list[Problem]]:
    """Customers by list, and what should be known of rows.

    Who has not ordered yet stands on the list all the same, for the day of the first order; only a
    number that no order has says nothing of anybody.
    """
    numbers = [one.value for one in listed if one.by == "order_number"]
    by_number = orders.customers_of_orders(session, owner_id, numbers)
    keys = [key_listed(one, by_number) for one in listed]
    known = orders.known_customers(session, owner_id, [key for key in keys if key])
    lists: dict[str, set[str]] = defaultdict(set)
    problems = []
    for one, key in zip(listed, keys, strict=True):
        if key is None:
            problems.append(Problem(one.row, "", "order_unknown", one.value))
            continue
        lists[one.segment].add(key)
        if key not in known:
            problems.append(Problem(one.row, "", "customer_unknown", one.value))
    return lists, problems


def key_listed(one: Listed, by_number: Mapping[str, str]) -> str | None:
    """The keyed hash of a customer."""
    if one.by == "order_number":
        return by_number.get(one.value)
    return key_of(Customer(**{one.by: one.value}), secret())
