"""What must hold of the codes of single flyers, and of what they were redeemed for."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from server.flyers import fills_a_cap, read_code
from server.flyers.records import Campaign, FlyerCode, FlyerInsert, LetterPrint, Redemption
from server.packing.records import PackJob
from server.scans.records import DeviceEvent
from server.stock.records import Movement
from server.vocabulary import read


def codes_of_others(session: Session) -> Sequence[Any]:
    """INV-39a: codes of another owner than their flyer's, or that nobody could read back."""
    rows = session.execute(
        select(
            FlyerCode.insert_id,
            FlyerCode.code,
            FlyerCode.owner_id,
            Campaign.owner_id.label("whose"),
        )
        .join(FlyerInsert, FlyerInsert.id == FlyerCode.insert_id)
        .join(Campaign, Campaign.id == FlyerInsert.campaign_id)
        .order_by(FlyerCode.insert_id)
    )
    return [row for row in rows if row.owner_id != row.whose or read_code(row.code) != row.code]


def codes_that_lie() -> Any:
    """INV-39b: codes that count though their flyer does not go out, or the other way round; codes
    that were redeemed after they were voided.
    """
    return (
        select(FlyerCode.insert_id, FlyerCode.code, FlyerCode.voided_at, Redemption.noted_at)
        .join(FlyerInsert, FlyerInsert.id == FlyerCode.insert_id)
        .outerjoin(Redemption, Redemption.insert_id == FlyerCode.insert_id)
        .where(
            or_(
                and_(FlyerCode.voided_at.is_(None), ~fills_a_cap()),
                and_(FlyerCode.voided_at.is_not(None), fills_a_cap()),
                Redemption.noted_at > FlyerCode.voided_at,
            )
        )
    )


def letters_put_in_unread(session: Session) -> Sequence[Any]:
    """INV-39c: letters that are in a parcel of which nobody has scanned the code there."""
    seen = {(row.insert_id, code) for row in letters_scanned_in(session) for code in row.codes}
    return [row for row in letters_inside(session) if (row.insert_id, row.code) not in seen]


def letters_inside(session: Session) -> Sequence[Any]:
    """Flyers with a code of their own that are in their parcels."""
    return session.execute(
        select(
            FlyerCode.insert_id,
            FlyerCode.code,
            FlyerInsert.shipment_id,
            FlyerInsert.inserted_pieces,
        )
        .join(FlyerInsert, FlyerInsert.id == FlyerCode.insert_id)
        .where(FlyerInsert.inserted_pieces > 0)
    ).all()


@dataclass(frozen=True, slots=True)
class ScannedIn:
    """A scan that put a flyer into a parcel whose flyers have codes."""

    insert_id: int
    """A flyer of that parcel with a code of its own; a scan is told once for each."""
    shipment_id: int
    at: datetime
    codes: frozenset[str]
    """What was read."""


def letters_scanned_in(session: Session) -> list[ScannedIn]:
    """The scans by which flyers went into parcels that have letters."""
    rows = session.execute(
        select(FlyerCode.insert_id, FlyerInsert.shipment_id, Movement.at, DeviceEvent.raw)
        .join(FlyerInsert, FlyerInsert.id == FlyerCode.insert_id)
        .join(PackJob, PackJob.shipment_id == FlyerInsert.shipment_id)
        .join(DeviceEvent, DeviceEvent.task_id == PackJob.task_id)
        .join(
            Movement,
            and_(Movement.event_id == DeviceEvent.event_id, Movement.cause == "inserted"),
        )
        .where(FlyerInsert.inserted_pieces > 0)
    )
    return [
        ScannedIn(
            row.insert_id, row.shipment_id, row.at, frozenset(one.code for one in read(row.raw))
        )
        for row in rows
    ]


def letters_never_printed(session: Session) -> Sequence[Any]:
    """INV-49a: letters in a parcel of which none was printed before they went in."""
    printed = {
        row.shipment_id: row.first
        for row in session.execute(
            select(
                LetterPrint.shipment_id, func.min(LetterPrint.printed_at).label("first")
            ).group_by(LetterPrint.shipment_id)
        )
    }
    scans = letters_scanned_in(session)
    return [
        row
        for row in letters_inside(session)
        if (first := printed.get(row.shipment_id)) is None
        or any(
            scan.at < first
            for scan in scans
            if scan.insert_id == row.insert_id and row.code in scan.codes
        )
    ]


def letters_put_in_twice(session: Session) -> Sequence[Any]:
    """INV-49b: codes that more than one piece bears that is in a parcel, by count or by scan."""
    inside = letters_inside(session)
    pieces = Counter[str]()
    for row in inside:
        pieces[row.code] += row.inserted_pieces
    parcels = defaultdict[str, set[int]](set)
    for scan in letters_scanned_in(session):
        for code in scan.codes & pieces.keys():
            parcels[code].add(scan.shipment_id)
    return [row for row in inside if pieces[row.code] > 1 or len(parcels[row.code]) > 1]
