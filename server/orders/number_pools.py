"""連番: tracking numbers that a carrier has printed ahead for an owner, given out one by one.

A number is eleven digits that count up, and a check digit (the eleven mod 7). The next one is taken
by a guarded update of its pool, so two packers never get the same; a number that is known already,
from wherever, is passed over.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from server.foundation import now, table_of
from server.foundation.outbox import announce
from server.orders.records import NumberPool, Order, Parcel, Shipment, Slip
from server.orders.slips import note_slips
from server.vocabulary import slip_is_valid


@dataclass(frozen=True, slots=True)
class PoolCard:
    """A pool as people see it."""

    id: int
    owner_id: int
    carrier_code: str
    first_no: str
    last_no: str
    next_no: str | None
    """None when all are given."""
    left: int
    tell_at_left: int
    """From so few on, people are told."""
    added_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class BoxOfSlips:
    """A box of slips as it comes from the carrier."""

    owner_id: int
    """Whose parcels they are for."""
    carrier_code: str
    first_no: str
    """The number on the first slip, 12 digits."""
    last_no: str
    tell_at_left: int
    """From so few on, people are told."""


def slip_number(serial: int) -> str:
    """The number that counts as this one in a box of slips: eleven digits and their check digit."""
    return f"{serial:011d}{serial % 7}"


def pool_card(pool: NumberPool) -> PoolCard:
    """A pool's row as people see it."""
    left = pool.last_serial - pool.next_serial + 1
    return PoolCard(
        id=pool.id,
        owner_id=pool.owner_id,
        carrier_code=pool.carrier_code,
        first_no=slip_number(pool.first_serial),
        last_no=slip_number(pool.last_serial),
        next_no=slip_number(pool.next_serial) if left else None,
        left=left,
        tell_at_left=pool.tell_at_left,
        added_at=pool.added_at,
        closed_at=pool.closed_at,
    )


def number_pools(session: Session) -> list[PoolCard]:
    """All pools, those first that are still in use."""
    rows = session.scalars(
        select(NumberPool).order_by(NumberPool.closed_at.is_not(None), NumberPool.id)
    )
    return [pool_card(pool) for pool in rows]


def owners_with_numbers(session: Session, carrier_code: str) -> set[int]:
    """The owners whose parcels get their numbers from a pool, as long as it holds some."""
    return set(
        session.scalars(
            select(NumberPool.owner_id).where(
                NumberPool.carrier_code == carrier_code,
                NumberPool.closed_at.is_(None),
                NumberPool.next_serial <= NumberPool.last_serial,
            )
        )
    )


def add_pool(
    session: Session, box: BoxOfSlips, *, person_id: int
) -> int | Literal["number_invalid", "range_is_empty", "range_overlaps"]:
    """Add the numbers of a box of slips; the caller has locked its carrier.

    Returns:
        The pool, or why it cannot be.
    """
    if not (slip_is_valid(box.first_no) and slip_is_valid(box.last_no)):
        return "number_invalid"
    first, last = int(box.first_no[:-1]), int(box.last_no[:-1])
    if last < first:
        return "range_is_empty"
    # Also those of other owners and those that were closed: a number is one parcel's for ever.
    other = session.scalar(
        select(NumberPool.id)
        .where(
            NumberPool.carrier_code == box.carrier_code,
            NumberPool.first_serial <= last,
            NumberPool.last_serial >= first,
        )
        .limit(1)
    )
    if other is not None:
        return "range_overlaps"
    return session.scalars(
        insert(table_of(NumberPool))
        .values(
            owner_id=box.owner_id,
            carrier_code=box.carrier_code,
            first_serial=first,
            last_serial=last,
            next_serial=first,
            tell_at_left=box.tell_at_left,
            added_at=now(),
            added_by=person_id,
        )
        .returning(NumberPool.id)
    ).one()


def close_pool(session: Session, pool_id: int) -> bool:
    """Give no more numbers of a pool; those that were given stay. False for no open one."""
    closed = session.scalar(
        update(table_of(NumberPool))
        .where(NumberPool.id == pool_id, NumberPool.closed_at.is_(None))
        .values(closed_at=now())
        .returning(NumberPool.id)
    )
    return closed is not None


def number_from_pool(session: Session, shipment_id: int) -> str | None:
    """Give a shipment without slip the next number of its owner's pool with its carrier.

    Returns:
        The number, or None: it has a slip already, or there is no pool with numbers left.
    """
    has_slip = select(Slip.id).where(Slip.shipment_id == Shipment.id, Slip.voided_at.is_(None))
    found = session.execute(
        select(Order.owner_id, Shipment.carrier_code)
        .join(Shipment, Shipment.order_id == Order.id)
        .where(Shipment.id == shipment_id, ~has_slip.exists())
    ).one_or_none()
    if found is None:
        return None
    owner_id, carrier_code = found
    while (tracking_no := next_number(session, owner_id, carrier_code)) is not None:
        if not is_known(session, carrier_code, tracking_no):
            note_slips(session, [(shipment_id, carrier_code, tracking_no)])
            return tracking_no
    return None


def next_number(session: Session, owner_id: int, carrier_code: str) -> str | None:
    """Take the next number of the oldest pool that has one; nobody else gets it."""
    while True:
        pool_id = session.scalar(
            select(NumberPool.id)
            .where(
                NumberPool.owner_id == owner_id,
                NumberPool.carrier_code == carrier_code,
                NumberPool.closed_at.is_(None),
                NumberPool.next_serial <= NumberPool.last_serial,
            )
            .order_by(NumberPool.id)
            .limit(1)
        )
        if pool_id is None:
            return None
        taken = session.execute(
            update(table_of(NumberPool))
            .where(
                NumberPool.id == pool_id,
                NumberPool.closed_at.is_(None),
                NumberPool.next_serial <= NumberPool.last_serial,
            )
            .values(next_serial=NumberPool.next_serial + 1)
            .returning(NumberPool.next_serial, NumberPool.last_serial, NumberPool.tell_at_left)
        ).one_or_none()
        # None: somebody took the last one, or closed the pool, while we waited for its row.
        if taken is not None:
            next_serial, last_serial, tell_at_left = taken
            tell_what_is_left(session, pool_id, last_serial - next_serial + 1, tell_at_left)
            return slip_number(next_serial - 1)


def tell_what_is_left(session: Session, pool_id: int, left: int, tell_at_left: int) -> None:
    """Tell people once when few numbers are left, and once when none is."""
    if left in {0, tell_at_left}:
        kind = "number_pool_low" if left else "number_pool_dry"
        announce(session, topic=f"number_pool:{pool_id}", kind=kind, body={"left": left})


def is_known(session: Session, carrier_code: str, tracking_no: str) -> bool:
    """Whether a slip or a closed parcel has this number."""
    slip = select(Slip.id).where(Slip.carrier_code == carrier_code, Slip.tracking_no == tracking_no)
    parcel = select(Parcel.id).where(
        Parcel.carrier_code == carrier_code, Parcel.tracking_no == tracking_no
    )
    return session.scalar(select(or_(slip.exists(), parcel.exists()))) is True
