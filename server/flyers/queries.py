"""What is asked about flyers."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.flyers.records import Campaign, FlyerCode, FlyerInsert


@dataclass(frozen=True, slots=True)
class Planned:
    """A flyer that a parcel must get, and why."""

    insert_id: int
    shipment_id: int
    product_id: int
    quantity_pieces: int
    inserted_pieces: int
    last_pieces: int
    is_waived: bool
    campaign: str
    reason_ja: str
    reason_en: str
    code: str | None
    """Its own code, by which alone it may go into this parcel."""


def planned_for(session: Session, shipment_ids: Sequence[int]) -> list[Planned]:
    """The flyers of these shipments, by priority of their campaigns."""
    rows = session.execute(
        select(
            FlyerInsert.id,
            FlyerInsert.shipment_id,
            FlyerInsert.product_id,
            FlyerInsert.quantity_pieces,
            FlyerInsert.inserted_pieces,
            FlyerInsert.last_pieces,
            FlyerInsert.waived_at.is_not(None),
            func.coalesce(Campaign.name, FlyerInsert.by_rule),
            func.coalesce(Campaign.reason_ja, FlyerInsert.by_rule),
            func.coalesce(Campaign.reason_en, FlyerInsert.by_rule),
            FlyerCode.code,
        )
        .outerjoin(Campaign, Campaign.id == FlyerInsert.campaign_id)
        .outerjoin(FlyerCode, FlyerCode.insert_id == FlyerInsert.id)
        .where(FlyerInsert.shipment_id.in_(list(shipment_ids)))
        .order_by(
            FlyerInsert.shipment_id, func.coalesce(Campaign.priority, 0).desc(), FlyerInsert.id
        )
    )
    return [Planned(*tuple(row)) for row in rows]


def flyer_products(session: Session) -> list[int]:
    """Flyers of all running campaigns and their substitutes: a scan of one is no goods."""
    rows = session.execute(
        select(Campaign.product_id, Campaign.b_product_id, Campaign.substitute_id).where(
            Campaign.active
        )
    )
    return sorted({number for row in rows for number in row if number is not None})
