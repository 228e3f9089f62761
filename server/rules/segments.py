"""Customer segments (顧客セグメント): lists of an owner's customers that rules may ask about.

A list knows customers by the keyed hash by which orders know them, and nothing else of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from server.foundation.clock import now
from server.foundation.outbox import announce
from server.foundation.sets import table_of
from server.rules.records import CustomerSegment


@dataclass(frozen=True, slots=True)
class SegmentCard:
    """A list, how many stand on it, and since when."""

    segment: str
    customers: int
    listed_at: datetime


def segments(session: Session, owner_id: int) -> list[SegmentCard]:
    """The lists of an owner."""
    rows = session.execute(
        select(CustomerSegment.segment, func.count(), func.max(CustomerSegment.listed_at))
        .where(CustomerSegment.owner_id == owner_id)
        .group_by(CustomerSegment.segment)
        .order_by(CustomerSegment.segment)
    )
    return [SegmentCard(*row) for row in rows]


def list_customers(
    session: Session, owner_id: int, keys_by_segment: Mapping[str, Iterable[str]]
) -> None:
    """Write lists down; each takes the place of what stood under its name, an empty one ends it."""
    if not keys_by_segment:
        return
    session.execute(
        delete(table_of(CustomerSegment)).where(
            CustomerSegment.owner_id == owner_id,
            CustomerSegment.segment.in_(sorted(keys_by_segment)),
        )
    )
    moment = now()
    rows = [
        {"owner_id": owner_id, "segment": segment, "customer_key": key, "listed_at": moment}
        for segment, keys in sorted(keys_by_segment.items())
        for key in sorted(set(keys))
    ]
    if rows:
        session.execute(insert(table_of(CustomerSegment)), rows)
    announce(session, topic=f"owner:{owner_id}", kind="segments_listed")


def segments_of(
    session: Session, customers: Sequence[tuple[int, str]]
) -> dict[tuple[int, str], tuple[str, ...]]:
    """On which lists customers stand: owner and customer key → lists."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    rows = session.execute(
        select(CustomerSegment.owner_id, CustomerSegment.customer_key, CustomerSegment.segment)
        .where(CustomerSegment.customer_key.in_(sorted({key for _, key in customers})))
        .order_by(CustomerSegment.segment)
    )
    for owner_id, key, segment in rows:
        found[owner_id, key].append(segment)
    return {customer: tuple(lists) for customer, lists in found.items()}
