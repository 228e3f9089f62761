"""What a campaign's flyers cost, and what they brought."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from server import catalog, flyers
from server.flyers.records import Campaign, FlyerCode, FlyerInsert, Redemption


def money(session: Session, campaign: Campaign) -> dict[str, Any]:
    """How many codes went out and were redeemed, for how much, and what the flyers cost.

    What is not told is None, not 0: nobody may take a campaign without costs for a cheap one.
    """
    (row,) = session.execute(tally().where(FlyerInsert.campaign_id == campaign.id))
    cost_yen_each = campaign.cost_yen_each
    cost_yen = None if cost_yen_each is None else cost_yen_each * int(row.pieces)
    return {
        **redeemed(row),
        "redeemed_yen": None if row.redeemed_yen is None else int(row.redeemed_yen),
        "cost_yen_each": cost_yen_each,
        "cost_yen": cost_yen,
        "cost_yen_per_redemption": None
        if cost_yen is None or row.redeemed == 0
        else cost_yen // row.redeemed,
    }


def tally() -> Select[int, int, int, int | None]:
    """Flyers that are in parcels, those of them with codes, and how many of these were redeemed."""
    return (
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
    )


def redeemed(row: Any) -> dict[str, Any]:
    """Codes that went out and were redeemed."""
    return {
        "with_codes": row.with_codes,
        "redeemed": row.redeemed,
        "redeemed_rate": row.redeemed / row.with_codes if row.with_codes else None,
    }


def arms(
    session: Session, campaign: Campaign, a: Mapping[str, Any], b: Mapping[str, Any]
) -> dict[str, Any]:
    """The two flyers of a campaign against each other: who came back, and which codes were used.

    Args:
        session: the open transaction.
        campaign: with two flyers.
        a: the customers for whom its first flyer was meant, and who of them came back.
        b: those of the second.
    """
    assert campaign.b_product_id is not None, "who compares has two flyers"
    cards = catalog.product_cards(session, [campaign.product_id, campaign.b_product_id])
    sides = {}
    for arm, product_id, came_back in (
        ("a", campaign.product_id, a),
        ("b", campaign.b_product_id, b),
    ):
        of_arm = tally().where(FlyerInsert.campaign_id == campaign.id, FlyerInsert.arm == arm)
        (row,) = session.execute(of_arm)
        sides[arm] = {"flyer": cards[product_id].name, **came_back, **redeemed(row)}
    return sides | {
        "came_back": asdict(
            flyers.uplift(
                *(flyers.Group(sides[arm]["customers"], sides[arm]["came_back"]) for arm in "ba")
            )
        ),
        "redeemed": asdict(
            flyers.uplift(
                *(
                    # Whoever told of a code whose parcel is open yet has it, too.
                    flyers.Group(
                        max(sides[arm]["with_codes"], sides[arm]["redeemed"]),
                        sides[arm]["redeemed"],
                    )
                    for arm in "ba"
                )
            )
        ),
    }


def lift(got: Mapping[str, Any], held_out: Mapping[str, Any]) -> dict[str, int | None]:
    """How much more the customers of a flyer spent than those held out; each, and all of them."""
    if got["yen_per_customer"] is None or held_out["yen_per_customer"] is None:
        return {"lift_yen_per_customer": None, "lift_yen": None}
    each = got["yen_per_customer"] - held_out["yen_per_customer"]
    return {"lift_yen_per_customer": each, "lift_yen": each * got["customers"]}


def net(
    session: Session,
    campaign: Campaign,
    got: Mapping[str, int],
    held_out: Mapping[str, int],
) -> dict[str, Any]:
    """What the flyers earned, less what they cost, with its interval.

    Args:
        session: the open transaction.
        campaign: which one.
        got: customer → yen they spent in their days, of those for whom it was meant.
        held_out: the same of those held out.
    """
    cost_yen = None
    if campaign.cost_yen_each is not None:
        pieces = session.execute(
            select(FlyerInsert.customer_key, func.sum(FlyerInsert.inserted_pieces))
            .where(FlyerInsert.campaign_id == campaign.id)
            .group_by(FlyerInsert.customer_key)
        )
        cost_yen = campaign.cost_yen_each * sum(int(n) for key, n in pieces if key in got)
    said = flyers.earnings(list(got.values()), list(held_out.values()), cost_yen)
    told = asdict(said)
    return {"net_yen": told.pop("net_yen")} | {f"net_{name}": value for name, value in told.items()}
