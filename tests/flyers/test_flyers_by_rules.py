"""Rules and the flyers of campaigns: meant wherever it stands, in one order alone."""

from typing import Any

import pytest
from sqlalchemy import select

from server.catalog.records import Product
from server.flyers.decisions import CampaignRule, Caps, Used, as_sent_to, cap_reached
from server.flyers.records import Campaign, FlyerInsert
from server.orders.records import Shipment
from tests.databases import on_sqlite_alone
from tests.makers import MadeOrder, Screen, World
from tests.rules.test_rules_and_orders import GIFT, a_rule, put_in_force
from tests.scans.test_the_first_parcel import release, set_up_floor

WITHOUT_B = {"do": "flyer_out", "flyer": "B"}
WITHOUT_NEW = {"do": "flyer_out", "flyer": "NEW"}
NEW_FOR_B = {"do": "flyer_instead", "flyer": "B", "instead": "NEW"}
WITHOUT_OLD = {"do": "flyer_out", "flyer": "OLD"}
NEW_FOR_OLD = {"do": "flyer_instead", "flyer": "OLD", "instead": "NEW"}


@pytest.fixture
def office(world: World) -> Screen:
    """A desk in a house with a flyer that no campaign sends."""
    set_up_floor(world)
    world.product("NEW", kind="flyer", stock={"F-NEW": 50})
    return world.office()


def laid_in(world: World, order: MadeOrder) -> list[tuple[str, str]]:
    """The flyers of an order's parcel, and which of two was meant."""
    with world.reading() as session:
        rows = session.execute(
            select(Product.sku, FlyerInsert.arm)
            .join(FlyerInsert, FlyerInsert.product_id == Product.id)
            .join(Shipment, Shipment.id == FlyerInsert.shipment_id)
            .where(Shipment.order_id == order.id)
            .order_by(Product.sku)
        )
        return [(sku, arm) for sku, arm in rows]


def customer_of_each_arm(world: World) -> dict[str, str]:
    """Somebody who gets the first, and somebody who gets the second of two flyers."""
    with world.reading() as session:
        campaign = session.scalars(select(Campaign)).one()
        rule = CampaignRule(
            campaign.id, 1, None, "all", None, None, 0, b_product_id=2, b_percent=campaign.b_percent
        )
    keys = [f"customer-{nth}" for nth in range(40)]
    return {as_sent_to(key, rule).arm: key for key in keys}


@on_sqlite_alone
@pytest.mark.parametrize(
    ("wishes", "of_a", "of_b", "kept_out"),
    [
        ([WITHOUT_B], [("A", "a")], [], 1),
        ([{"do": "flyer_out", "flyer": "A"}], [], [("B", "b")], 1),
        ([NEW_FOR_B], [("A", "a")], [("NEW", "b")], 0),
        ([NEW_FOR_B, WITHOUT_NEW], [("A", "a")], [], 1),
        (
            [NEW_FOR_B, {"do": "flyer_in", "flyer": "NEW"}],
            [("A", "a"), ("NEW", "a")],
            [("NEW", "b")],
            0,
        ),
    ],
)
def test_a_rule_means_the_second_of_two_flyers_as_well(
    world: World,
    office: Screen,
    wishes: list[dict[str, Any]],
    of_a: list[tuple[str, str]],
    of_b: list[tuple[str, str]],
    kept_out: int,
) -> None:
    tee = world.product("TEE", stock={"A-01-03": 9})
    b = world.product("B", kind="flyer", stock={"F-B": 50})
    world.flyer("A", b_product_id=b.id, b_percent=50)
    put_in_force(office, a_rule("ギフト", GIFT, *wishes))
    customers = customer_of_each_arm(world)
    made = {
        arm: world.order((tee, 1), customer_key=key, is_gift=True) for arm, key in customers.items()
    }
    plain = world.order((tee, 1), customer_key=customers["b"])
    release(office)
    assert laid_in(world, made["a"]) == of_a
    assert laid_in(world, made["b"]) == of_b
    assert laid_in(world, plain) == [("B", "b")]
    (card,) = office.get("/campaigns", owner="MORI").get_json()["campaigns"]
    body = {"owner": "MORI", "campaign": card["campaign"], "campaign_id": card["id"]}
    tried = office.post("/campaigns/dry-run", body).get_json()
    assert tried["kept_out"] == [{"cap": "rule", "orders": kept_out}] * bool(kept_out)
    assert tried["gets"] == card["parcels"]


@on_sqlite_alone
@pytest.mark.parametrize(
    ("wish", "gets"),
    [
        (WITHOUT_OLD, []),
        (NEW_FOR_OLD, [("NEW", "a")]),
        ({"do": "flyer_out", "flyer": "SPRING"}, []),
        ({"do": "flyer_instead", "flyer": "SPRING", "instead": "GONE"}, [("OLD", "a")]),
    ],
)
def test_a_rule_means_a_substitute_and_only_in_its_own_order(
    world: World,
    office: Screen,
    wish: dict[str, Any],
    gets: list[tuple[str, str]],
) -> None:
    tee = world.product("TEE", stock={"A-01-03": 9})
    old = world.product("OLD", kind="flyer", stock={"F-OLD": 50})
    world.product("GONE", kind="flyer")
    world.flyer("SPRING", pieces=0, substitute_id=old.id)
    put_in_force(office, a_rule("ギフト", GIFT, wish))
    gift = world.order((tee, 1), customer_key="customer-7", is_gift=True)
    plain = world.order((tee, 1), customer_key="customer-7")
    release(office)
    assert laid_in(world, gift) == gets
    assert laid_in(world, plain) == [("OLD", "a")]


def test_who_has_had_either_flyer_gets_none_that_is_never_sent_twice() -> None:
    campaign = CampaignRule(
        1,
        1,
        None,
        "all",
        None,
        None,
        0,
        product_id=9,
        in_place_of=5,
        caps=Caps(not_sent_before=True),
    )
    for had, reached in ((9, "not_sent_before"), (5, "not_sent_before"), (4, None)):
        used = Used(sent={("customer-1", had)})
        assert cap_reached(campaign, "customer-1", used, "2026-11-27") == reached
