"""What must hold of tracking numbers that were printed ahead (連番)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from server.orders import slip_number
from server.orders.records import NumberPool, Order, Parcel, Shipment, Slip


def numbers_not_as_given(session: Session) -> Sequence[Any]:
    """INV-31: pools apart, every number below the next one given once, to its owner's parcels."""
    pools = session.scalars(
        select(NumberPool).order_by(NumberPool.carrier_code, NumberPool.first_serial)
    ).all()
    return [*overlapping(pools), *(row for pool in pools for row in faults_of(session, pool))]


def overlapping(pools: Sequence[NumberPool]) -> Iterator[tuple[Any, ...]]:
    """Pools of one carrier that hold the same numbers."""
    for one, other in pairwise(pools):
        if one.carrier_code == other.carrier_code and one.last_serial >= other.first_serial:
            yield ("overlap", one.id, other.id)


def faults_of(session: Session, pool: NumberPool) -> Iterator[tuple[Any, ...]]:
    """Numbers of a pool that were given and are nobody's, or another owner's."""
    given = pool.next_serial - pool.first_serial
    if not 0 <= given <= pool.last_serial - pool.first_serial + 1:
        yield ("next_outside", pool.id, pool.next_serial)
        return
    if given == 0:
        return
    first, last = slip_number(pool.first_serial), slip_number(pool.next_serial - 1)
    known = union(
        *(
            select(record.tracking_no).where(
                record.carrier_code == pool.carrier_code, record.tracking_no.between(first, last)
            )
            for record in (Slip, Parcel)
        )
    ).subquery()
    found = session.scalar(select(func.count()).select_from(known))
    if found != given:
        yield ("given_and_nobodys", pool.id, given, found)
    foreign = session.execute(
        select(Slip.tracking_no, Order.owner_id)
        .join(Shipment, Shipment.id == Slip.shipment_id)
        .join(Order, Order.id == Shipment.order_id)
        .where(
            Slip.carrier_code == pool.carrier_code,
            Slip.tracking_no.between(first, last),
            Order.owner_id != pool.owner_id,
        )
    )
    yield from (("other_owner", pool.id, *row) for row in foreign)
