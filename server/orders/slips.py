"""Slips (送り状): which tracking number a carrier gave to which shipment, and where it goes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from server.foundation import now, table_of
from server.foundation.outbox import announce
from server.orders.records import Order, Parcel, Shipment, Slip

BEFORE_CLOSING = ("released", "picking", "picked", "packing", "held")
"""The stages in which a shipment may still get its slip."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """A shipment with everything that its label says. Never for a handheld."""

    shipment_id: int
    number: str
    order_id: int
    owner_id: int
    external_no: str
    shop_id: int
    carrier_code: str
    service: str
    ship_by: datetime
    delivery_date: str | None
    delivery_slot: str | None
    consignee: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """A shipment that a number came back for."""

    shipment_id: int
    carrier_code: str
    is_cancelled: bool
    is_closed: bool


def shipments_without_slip(session: Session, carrier_code: str) -> list[Addressed]:
    """Shipments on the floor that no carrier has numbered yet, the most urgent first."""
    has_slip = select(Slip.id).where(Slip.shipment_id == Shipment.id, Slip.voided_at.is_(None))
    is_closed = select(Parcel.id).where(Parcel.shipment_id == Shipment.id)
    rows = session.execute(
        select(
            Shipment.id,
            Shipment.number,
            Order.id,
            Order.owner_id,
            Order.external_no,
            Order.shop_id,
            Shipment.carrier_code,
            Shipment.service,
            Order.ship_by,
            Order.delivery_date,
            Order.delivery_slot,
            Order.consignee,
        )
        .join(Order, Order.id == Shipment.order_id)
        .where(
            Shipment.carrier_code == carrier_code,
            Shipment.cancelled_at.is_(None),
            Order.stage.in_(BEFORE_CLOSING),
            ~has_slip.exists(),
            ~is_closed.exists(),
        )
        .order_by(Order.ship_by, Shipment.id)
    )
    return [Addressed(*tuple(row)) for row in rows]


def any_is_closed(session: Session, shipment_ids: Sequence[int]) -> bool:
    """Whether a parcel of these shipments is closed."""
    found = session.scalar(
        select(Parcel.id).where(Parcel.shipment_id.in_(list(shipment_ids))).limit(1)
    )
    return found is not None


def shipments_by_number(session: Session, numbers: Sequence[str]) -> dict[str, Known]:
    """Shipments by our numbers; an unknown number is not among them."""
    rows = session.execute(
        select(
            Shipment.number,
            Shipment.id,
            Shipment.carrier_code,
            Shipment.cancelled_at.is_not(None),
            Parcel.id.is_not(None),
        )
        .outerjoin(Parcel, Parcel.shipment_id == Shipment.id)
        .where(Shipment.number.in_(list(numbers)))
    )
    return {row[0]: Known(*row[1:]) for row in rows}


def holders_of(
    session: Session, carrier_code: str, tracking_nos: Sequence[str]
) -> dict[str, tuple[int, bool]]:
    """Whose these numbers are: tracking number → (shipment id, whether it was voided)."""
    rows = session.execute(
        select(Slip.tracking_no, Slip.shipment_id, Slip.voided_at.is_not(None)).where(
            Slip.carrier_code == carrier_code, Slip.tracking_no.in_(list(tracking_nos))
        )
    )
    return {tracking_no: (shipment_id, voided) for tracking_no, shipment_id, voided in rows}


def note_slips(session: Session, numbers: Sequence[tuple[int, str, str]]) -> None:
    """Write down the numbers that shipments have got.

    Args:
        session: the open transaction.
        numbers: (shipment id, carrier code, tracking number), none of them known yet.

    Raises:
        sqlalchemy.exc.IntegrityError: another shipment has one of them.
    """
    if not numbers:
        return
    moment = now()
    session.execute(
        insert(table_of(Slip)),
        [
            {
                "shipment_id": shipment_id,
                "carrier_code": carrier_code,
                "tracking_no": tracking_no,
                "noted_at": moment,
            }
            for shipment_id, carrier_code, tracking_no in numbers
        ],
    )
    say_label_is_void(session, [one[0] for one in numbers], is_void=False)
    for shipment_id, carrier_code, tracking_no in numbers:
        announce(
            session,
            topic=f"shipment:{shipment_id}",
            kind="slip_noted",
            body={"carrier": carrier_code, "tracking_no": tracking_no},
        )


def say_label_is_void(
    session: Session, shipment_ids: Sequence[int], *, is_void: bool
) -> Sequence[int]:
    """Say that whatever slip was printed for shipments is no good, or that a new one is coming.

    Returns:
        The shipments of which that is news.
    """
    return session.scalars(
        update(table_of(Shipment))
        .where(Shipment.id.in_(list(shipment_ids)), Shipment.label_is_void.is_(not is_void))
        .values(label_is_void=is_void)
        .returning(Shipment.id)
    ).all()


def void_slips(session: Session, shipment_ids: Sequence[int]) -> None:
    """The slips of shipments are thrown away; their numbers stay theirs."""
    session.execute(
        update(table_of(Slip))
        .where(Slip.shipment_id.in_(list(shipment_ids)), Slip.voided_at.is_(None))
        .values(voided_at=now())
    )


@dataclass(slots=True)
class SlipsOf:
    """The slips of a shipment: the one that belongs on its parcel, and those thrown away."""

    expected: str | None = None
    voided: list[str] = field(default_factory=list)


def slips_of_shipments(session: Session, shipment_ids: Sequence[int]) -> dict[int, SlipsOf]:
    """The slips of each shipment that has any; of several that are good the first is expected."""
    slips: dict[int, SlipsOf] = {}
    for row in session.execute(
        select(Slip.shipment_id, Slip.tracking_no, Slip.voided_at)
        .where(Slip.shipment_id.in_(list(shipment_ids)))
        .order_by(Slip.id)
    ):
        found = slips.setdefault(row.shipment_id, SlipsOf())
        if row.voided_at is not None:
            found.voided.append(row.tracking_no)
        elif found.expected is None:
            found.expected = row.tracking_no
    return slips
