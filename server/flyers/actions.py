"""Planning, inserting and waiving flyers."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from server import orders, stock
from server.flyers.asking import buyers_of, rules_of, sizes_of
from server.flyers.by_rules import (
    Wishes,
    as_rules_want,
    laid_in_by_rules,
    products_in,
    wishes_of,
)
from server.flyers.decisions import GETS, HELD_OUT, Buyer, Choice, Used, choose, does_not_fit
from server.flyers.fitting import Filling
from server.flyers.records import Campaign, FlyerInsert, HeldOut, LeftOut
from server.flyers.redeeming import give_codes, void_codes
from server.flyers.used import used_so_far
from server.foundation.clock import now, today
from server.foundation.sets import table_of
from server.stock import Want


@dataclass(frozen=True, slots=True)
class Made:
    """An insert that was written and wants its stock."""

    id: int
    shipment_id: int
    campaign_id: int | None
    product_id: int
    quantity_pieces: int
    customer_key: str
    by_rule: str | None


@dataclass(frozen=True, slots=True)
class RanOut:
    """A campaign whose flyers did not last, and how many parcels go without."""

    campaign: str
    product_id: int
    parcels: int


def plan(
    session: Session,
    released: Sequence[orders.OrderSummary],
    shipment_of_order: Mapping[int, int],
) -> list[RanOut]:
    """Decide which flyers each parcel gets, and hold them; called once, at release.

    Returns:
        Campaigns whose flyers did not last for every parcel that should have got one; the others
        go without.
    """
    running = lock_running(session, {order.owner_id for order in released})
    wishes = wishes_of(session, released)
    if not running and not wishes:
        return []
    order_ids = [order.id for order in released]
    asked = rules_of(session, running, order_ids)
    day = today()
    used = used_so_far(
        session,
        [campaign.id for campaign in running],
        {order.customer_key for order in released},
        on=day,
    )
    by_id = {campaign.id: campaign for campaign in running}
    chosen = Chosen(by_id, day)
    sizes = sizes_of(session, products_in(wishes, asked))
    buyers = buyers_of(session, released, asked, on=day)
    for order in released:
        wished = wishes.get(order.id)
        buyer, shipment_id = buyers[order.id], shipment_of_order[order.id]
        meant = as_rules_want(buyer.customer_key, asked, wished, sizes)
        filling = Filling(buyer.goods, buyer.service)
        planned = chosen.take(
            shipment_id, buyer, choose(buyer, meant, used, on=day, filling=filling)
        )
        common = chosen.common(shipment_id, buyer)
        inside, outside = laid_in_by_rules(planned, wished or Wishes(), common, filling, sizes)
        chosen.wanted += planned + inside
        chosen.left_out += [chosen.outside(row, why) for row, why in outside]
        chosen.substitutes |= {
            (shipment_id, one.campaign_id): one.substitute_id
            for one in meant
            if one.substitute_id is not None
        }
    if chosen.held_out:
        session.execute(insert(table_of(HeldOut)), chosen.held_out)
    if chosen.left_out:
        session.execute(insert(table_of(LeftOut)), chosen.left_out)
    return hold(session, chosen, used) if chosen.wanted else []


@dataclass(slots=True)
class Chosen:
    """What a release has decided so far, as it is written down."""

    by_id: Mapping[int, Campaign]
    day: str
    wanted: list[dict[str, Any]] = field(default_factory=list)
    held_out: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[dict[str, Any]] = field(default_factory=list)
    substitutes: dict[tuple[int, int], int] = field(default_factory=dict)
    """By shipment and campaign: what goes in where its flyer is gone."""

    def common(self, shipment_id: int, buyer: Buyer) -> dict[str, Any]:
        """What all flyers of a parcel have in common."""
        return {
            "shipment_id": shipment_id,
            "customer_key": buyer.customer_key,
            "planned_on": self.day,
        }

    def take(
        self, shipment_id: int, buyer: Buyer, choices: Sequence[Choice]
    ) -> list[dict[str, Any]]:
        """Note who is held out and what does not fit; the flyers that campaigns lay in."""
        planned = []
        for choice in choices:
            campaign = self.by_id[choice.campaign_id]
            which = {"campaign_id": campaign.id, "campaign_revision": campaign.revision}
            if choice.outcome == HELD_OUT:
                self.held_out.append({"order_id": buyer.order_id, **which})
                continue
            row = {
                **self.common(shipment_id, buyer),
                **which,
                "product_id": choice.product_id,
                "arm": choice.arm,
                "quantity_pieces": campaign.quantity_pieces,
                "by_rule": None,
            }
            if choice.outcome == GETS:
                planned.append(row)
            elif does_not_fit(choice.outcome):
                self.left_out.append(self.outside(row, choice.outcome))
        return planned

    @staticmethod
    def outside(row: Mapping[str, Any], why: str) -> dict[str, Any]:
        """A flyer that does not fit, as it is noted."""
        told = ("shipment_id", "campaign_id", "campaign_revision", "by_rule", "product_id")
        return {name: row[name] for name in told} | {"why": why}


def lock_running(session: Session, owner_ids: Collection[int]) -> Sequence[Campaign]:
    """The running campaigns of some owners, locked: caps are counted by one release at a time."""
    return session.scalars(
        select(Campaign)
        .where(Campaign.active, Campaign.owner_id.in_(sorted(owner_ids)))
        .order_by(Campaign.id)
        .with_for_update(key_share=True)
    ).all()


def hold(session: Session, chosen: Chosen, used: Used) -> list[RanOut]:
    """Plan the flyers that stock lasts for, or their substitutes; the campaigns that ran out."""
    table, by_id = table_of(FlyerInsert), chosen.by_id
    made = [
        Made(*row)
        for row in session.execute(
            insert(table).returning(
                FlyerInsert.id,
                FlyerInsert.shipment_id,
                FlyerInsert.campaign_id,
                FlyerInsert.product_id,
                FlyerInsert.quantity_pieces,
                FlyerInsert.customer_key,
                FlyerInsert.by_rule,
                sort_by_parameter_order=True,
            ),
            chosen.wanted,
        )
    ]
    unmet = hold_stock(session, made)
    instead = [
        replace(row, product_id=substitute)
        for row in made
        if row.id in unmet and (substitute := substitute_for(row, chosen, used)) is not None
    ]
    if instead:
        without = hold_stock(session, instead)
        replaced = [row for row in instead if row.id not in without]
        unmet -= {row.id for row in replaced}
        if replaced:
            session.execute(
                update(table)
                .where(FlyerInsert.id == bindparam("insert_id"))
                .values(product_id=bindparam("substitute")),
                [{"insert_id": row.id, "substitute": row.product_id} for row in replaced],
            )
    give_codes_to(session, [row for row in made if row.id not in unmet], by_id)
    if not unmet:
        return []
    session.execute(
        delete(table).where(FlyerInsert.id.in_(bindparam("ids", expanding=True))),
        {"ids": sorted(unmet)},
    )
    missing = Counter(
        (row.by_rule or "", row.product_id, row.campaign_id) for row in made if row.id in unmet
    )
    return [
        RanOut(rule if number is None else by_id[number].code, product_id, parcels)
        for (rule, product_id, number), parcels in sorted(missing.items())
    ]


def give_codes_to(session: Session, planned: Sequence[Made], by_id: Mapping[int, Campaign]) -> None:
    """Give the planned flyers their codes, where their campaigns have some."""
    prefixes: dict[int, dict[int, str]] = defaultdict(dict)
    for row in planned:
        if row.campaign_id is None:
            continue
        campaign = by_id[row.campaign_id]
        if campaign.code_prefix is not None:
            prefixes[campaign.owner_id][row.id] = campaign.code_prefix
    for owner_id, of_owner in sorted(prefixes.items()):
        give_codes(session, owner_id, of_owner)


def hold_stock(session: Session, rows: Sequence[Made]) -> set[int]:
    """Hold flyers for inserts; the inserts that found none."""
    wants = [Want(row.id, row.id, row.product_id, row.quantity_pieces) for row in rows]
    return stock.hold_flyers(session, wants)


def substitute_for(row: Made, chosen: Chosen, used: Used) -> int | None:
    """The flyer that may go out instead; none that a customer has had, where that is asked."""
    if row.campaign_id is None:
        return None
    substitute = chosen.substitutes.get((row.shipment_id, row.campaign_id))
    campaign = chosen.by_id[row.campaign_id]
    was_sent = campaign.not_sent_before and (row.customer_key, substitute) in used.sent
    return None if was_sent else substitute


def insert_flyers(session: Session, pieces_by_insert: Mapping[int, tuple[int, int]]) -> None:
    """Write how many flyers are in their parcels, and how many of them by the last scan."""
    if not pieces_by_insert:
        return
    session.execute(
        update(table_of(FlyerInsert))
        .where(FlyerInsert.id == bindparam("insert_id"))
        .values(inserted_pieces=bindparam("inserted"), last_pieces=bindparam("last")),
        [
            {"insert_id": insert_id, "inserted": inserted, "last": last}
            for insert_id, (inserted, last) in sorted(pieces_by_insert.items())
        ],
    )


def waive(session: Session, shipment_id: int, *, person_id: int) -> int:
    """Let a parcel go without the flyers it has not got yet; what was held for it is let go.

    Returns:
        How many flyers were waived.
    """
    rows = session.execute(
        update(table_of(FlyerInsert))
        .where(
            FlyerInsert.shipment_id == shipment_id,
            FlyerInsert.waived_at.is_(None),
            FlyerInsert.inserted_pieces < FlyerInsert.quantity_pieces,
        )
        .values(waived_at=now(), waived_by=person_id)
        .returning(FlyerInsert.id)
    ).all()
    let_go_of(session, [row.id for row in rows])
    return len(rows)


def let_go(session: Session, shipment_id: int) -> None:
    """The parcel will not be made: others may be promised its flyers, and no cap counts them."""
    inserts = session.scalars(
        update(table_of(FlyerInsert))
        .where(FlyerInsert.shipment_id == shipment_id, FlyerInsert.let_go_at.is_(None))
        .values(let_go_at=now())
        .returning(FlyerInsert.id)
    ).all()
    let_go_of(session, inserts)


def let_go_of(session: Session, insert_ids: Sequence[int]) -> None:
    """End what is still held for flyer inserts, and what their codes are good for."""
    void_codes(session, insert_ids)
    held = stock.held_for_inserts(session, insert_ids)
    stock.release_holds(session, {one.reservation_id: one.quantity_pieces for one in held})
