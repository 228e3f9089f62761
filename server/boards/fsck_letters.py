"""What must hold of the codes of single flyers, and of what they were redeemed for."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from server.flyers import fills_a_cap, read_code
from server.flyers.records import Campaign, FlyerCode, FlyerInsert, Redemption


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
