"""What the office sees of campaigns: how each stands, what went out, how long its flyers last."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from server import catalog, stock
from server.flyers.campaigns import PLAIN, campaigns_of
from server.flyers.decisions import day_before
from server.flyers.records import Campaign, FlyerInsert, HeldOut
from server.flyers.used import fills_a_cap
from server.foundation.clock import today

LOOKS_BACK_DAYS = 28


@dataclass(frozen=True, slots=True)
class Figures:
    """What went out of a campaign."""

    parcels: int = 0
    """Planned, and not waived or let go."""
    parcels_today: int = 0
    inserted: int = 0
    """Parcels that have it inside."""
    held_out: int = 0


@dataclass(frozen=True, slots=True)
class Reach:
    """How long the free flyers of a product last."""

    free_pieces: int
    recent_pieces: int
    """Planned in the days that are looked back on."""
    recent_days: int
    """How many days these are: fewer when the first flyer went out later."""

    def runs_out_on(self, day: str) -> str | None:
        """The day on which no flyer is left if the use goes on; None while there is no use."""
        if self.recent_pieces == 0:
            return None
        days = self.free_pieces * self.recent_days // self.recent_pieces
        return (date.fromisoformat(day) + timedelta(days=min(days, 3_650))).isoformat()


def overview(session: Session, owner: catalog.OwnerCard) -> dict[str, Any]:
    """An owner's campaigns with their figures, and the flyers and shops to choose from."""
    campaigns = campaigns_of(session, owner.id)
    cards = catalog.flyers_of(session, owner.id)
    day = today()
    figures = figures_of(session, [one.id for one in campaigns], day)
    reaches = reaches_of(session, [card.id for card in cards], day)
    skus = {card.id: card.sku for card in cards}
    shops = {one.id: one for one in catalog.shops(session) if one.owner_id == owner.id}
    return {
        "owner": owner.code,
        "owners": [{"code": one.code, "name": one.name} for one in catalog.owners(session)],
        "shops": [{"code": one.code, "name": one.name} for one in shops.values()],
        "flyers": [
            {
                "product": card.id,
                "sku": card.sku,
                "name": card.name,
                "picture": card.picture_digest,
                "weight_grams": card.weight_grams,
                "free_pieces": reaches[card.id].free_pieces,
                "recent_pieces": reaches[card.id].recent_pieces,
                "recent_days": reaches[card.id].recent_days,
                "runs_out_on": reaches[card.id].runs_out_on(day),
            }
            for card in cards
        ],
        "campaigns": [
            {
                "id": one.id,
                "on": one.active,
                "revision": one.revision,
                "state": state_of(one, figures[one.id], reaches, day),
                "campaign": written(
                    one, skus, {number: shop.code for number, shop in shops.items()}
                ),
                "parcels": figures[one.id].parcels,
                "parcels_today": figures[one.id].parcels_today,
                "inserted": figures[one.id].inserted,
                "held_out": figures[one.id].held_out,
            }
            for one in campaigns
        ],
    }


def written(
    campaign: Campaign, skus: Mapping[int, str], shop_codes: Mapping[int, str]
) -> dict[str, Any]:
    """A campaign as it was written, with the codes of its shop and flyers."""
    return {name: getattr(campaign, name) for name in PLAIN} | {
        "shop": None if campaign.shop_id is None else shop_codes[campaign.shop_id],
        "flyer": skus[campaign.product_id],
        "substitute": None if campaign.substitute_id is None else skus[campaign.substitute_id],
        "flyer_b": None if campaign.b_product_id is None else skus[campaign.b_product_id],
    }


def state_of(campaign: Campaign, figures: Figures, reaches: Mapping[int, Reach], day: str) -> str:
    """How a campaign stands: the first of these that is true."""
    lasting = {campaign.product_id, campaign.b_product_id, campaign.substitute_id} - {None}
    stands = {
        "off": not campaign.active,
        "planned": campaign.ordered_from is not None and day < campaign.ordered_from,
        "over": campaign.ordered_until is not None and campaign.ordered_until < day,
        "used_up": campaign.parcels_max is not None and figures.parcels >= campaign.parcels_max,
        "out_of_stock": all(
            reaches[one].free_pieces < campaign.quantity_pieces
            for one in lasting
            if one is not None
        ),
        "used_up_today": campaign.parcels_per_day_max is not None
        and figures.parcels_today >= campaign.parcels_per_day_max,
    }
    return next((state for state, is_so in stands.items() if is_so), "running")


def figures_of(session: Session, campaign_ids: Sequence[int], day: str) -> dict[int, Figures]:
    """What went out of campaigns, in all and on a day."""
    rows = session.execute(
        select(
            FlyerInsert.campaign_id,
            func.count(),
            func.sum(case((FlyerInsert.planned_on == day, 1), else_=0)),
            func.sum(case((FlyerInsert.inserted_pieces > 0, 1), else_=0)),
        )
        .where(FlyerInsert.campaign_id.in_(list(campaign_ids)), fills_a_cap())
        .group_by(FlyerInsert.campaign_id)
    )
    sent = {
        number: (int(parcels), int(of_day), int(inside)) for number, parcels, of_day, inside in rows
    }
    held_out = Counter(
        dict(
            session.execute(
                select(HeldOut.campaign_id, func.count())
                .where(HeldOut.campaign_id.in_(list(campaign_ids)))
                .group_by(HeldOut.campaign_id)
            ).all()
        )
    )
    return {one: Figures(*sent.get(one, (0, 0, 0)), held_out[one]) for one in campaign_ids}


def reaches_of(session: Session, product_ids: Collection[int], day: str) -> dict[int, Reach]:
    """How long flyers last, from what was planned in the last weeks."""
    free = stock.free_flyers(session, product_ids)
    rows = session.execute(
        select(
            FlyerInsert.product_id,
            func.sum(FlyerInsert.quantity_pieces),
            func.min(FlyerInsert.planned_on),
        )
        .where(
            FlyerInsert.product_id.in_(sorted(product_ids)),
            FlyerInsert.planned_on > day_before(day, LOOKS_BACK_DAYS),
            fills_a_cap(),
        )
        .group_by(FlyerInsert.product_id)
    )
    recent = {
        number: (int(pieces), (date.fromisoformat(day) - date.fromisoformat(first)).days + 1)
        for number, pieces, first in rows
    }
    return {
        one: Reach(free.get(one, 0), *recent.get(one, (0, LOOKS_BACK_DAYS))) for one in product_ids
    }
