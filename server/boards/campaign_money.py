"""What a campaign's flyers cost, and what they brought."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.flyers.records import Campaign, FlyerCode, FlyerInsert, Redemption


def money(session: Session, campaign_id: int) -> dict[str, Any]:
    """How many codes went out and were redeemed, for how much, and what the flyers cost.

    What is not told is None, not 0: nobody may take a campaign without costs for a cheap one.
    """
    cost_yen_each = session.scalar(select(Campaign.cost_yen_each).where(Campaign.id == campaign_id))
    row = session.execute(
        select(
            func.coalesce(func.sum(FlyerInsert.inserted_pieces), 0).label("pieces"),
            func.count(FlyerCode.insert_id)
            .filter(FlyerInsert.inserted_pieces > 0)
            .label("with_codes"),
            func.count(Redemption.insert_id).label("redeemed"),
            func.sum(Redemption.amount_yen).label("redeemed_yen"),
        )
        .select_from(FlyerInsert)
        .outerjoin(FlyerCode, FlyerCode.insert_id == FlyerInsert.id)
        .outerjoin(Redemption, Redemption.insert_id == FlyerInsert.id)
        .where(FlyerInsert.campaign_id == campaign_id)
    ).one()
    cost_yen = None if cost_yen_each is None else cost_yen_each * int(row.pieces)
    return {
        "with_codes": row.with_codes,
        "redeemed": row.redeemed,
        "redeemed_rate": row.redeemed / row.with_codes if row.with_codes else None,
        "redeemed_yen": None if row.redeemed_yen is None else int(row.redeemed_yen),
        "cost_yen_each": cost_yen_each,
        "cost_yen": cost_yen,
        "cost_yen_per_redemption": None
        if cost_yen is None or row.redeemed == 0
        else cost_yen // row.redeemed,
    }


def lift(got: Mapping[str, Any], held_out: Mapping[str, Any]) -> dict[str, int | None]:
    """How much more the customers of a flyer spent than those held out; each, and all of them."""
    if got["yen_per_customer"] is None or held_out["yen_per_customer"] is None:
        return {"lift_yen_per_customer": None, "lift_yen": None}
    each = got["yen_per_customer"] - held_out["yen_per_customer"]
    return {"lift_yen_per_customer": each, "lift_yen": each * got["customers"]}
