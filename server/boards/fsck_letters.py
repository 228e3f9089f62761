"""What must hold of the codes of single flyers, and of what they were redeemed for."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from server.flyers import fills_a_cap, read_code
from server.flyers.records import Campaign, FlyerCode, FlyerInsert, Redemption
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
    inside = session.execute(
        select(FlyerCode.insert_id, FlyerCode.code)
        .join(FlyerInsert, FlyerInsert.id == FlyerCode.insert_id)
        .where(FlyerInsert.inserted_pieces > 0)
    ).all()
    scanned = session.execute(
        select(FlyerCode.insert_id, DeviceEvent.raw)
        .join(FlyerInsert, FlyerInsert.id == FlyerCode.insert_id)
        .join(PackJob, PackJob.shipment_id == FlyerInsert.shipment_id)
        .join(DeviceEvent, DeviceEvent.task_id == PackJob.task_id)
        .join(
            Movement,
            and_(Movement.event_id == DeviceEvent.event_id, Movement.cause == "inserted"),
        )
        .where(FlyerInsert.inserted_pieces > 0)
    )
    seen = {(row.insert_id, one.code) for row in scanned for one in read(row.raw)}
    return [row for row in inside if (row.insert_id, row.code) not in seen]
