"""The report of a campaign: who came back, counted by hand."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.catalog.records import Owner
from server.flyers.decisions import CampaignRule, as_sent_to, is_held_out
from server.flyers.records import Campaign, FlyerInsert, HeldOut
from server.foundation import now
from server.orders.records import Order
from tests.makers import MadeProduct, Screen, World
from tests.scans.test_the_first_parcel import release, set_up_floor

ASKED = {"owner": "MORI", "days": 60}


@pytest.fixture
def tee(world: World) -> MadeProduct:
    """Goods on a floor, and a campaign that holds out a half."""
    set_up_floor(world)
    goods = world.product("TEE-M", stock={"A-01-03": 99})
    world.flyer("SPRING", held_out_percent=50)
    return goods


@pytest.fixture
def office(world: World, tee: MadeProduct) -> Screen:
    """A desk."""
    assert tee.id
    return world.office()


def campaign_of(world: World) -> int:
    """The one campaign."""
    with world.reading() as session:
        return session.scalars(select(Campaign.id)).one()


def customers(campaign_id: int, *, held_out: int, others: int) -> tuple[list[str], list[str]]:
    """So many customers that are held out, and so many that are not."""
    names = [f"customer-{nth}" for nth in range(1, 400)]
    out = [one for one in names if is_held_out(one, campaign_id, 50)]
    return out[:held_out], [one for one in names if one not in out][:others]


def buy(world: World, tee: MadeProduct, customer: str, *, days_ago: int, yen: int = 1_000) -> int:
    """One order of a customer, some days ago."""
    at = now() - timedelta(days=days_ago)
    return world.order((tee, 1), customer_key=customer, ordered_at=at, total_yen=yen).id


def told(office: Screen, campaign_id: int, **asked: Any) -> dict[str, Any]:
    """What the report says."""
    answer = office.get(f"/campaigns/{campaign_id}/report", **(ASKED | asked))
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.get_json()
    return said


def test_who_came_back_is_counted_in_both_groups_from_the_first_order(
    world: World, tee: MadeProduct, office: Screen
) -> None:
    number = campaign_of(world)
    out, others = customers(number, held_out=2, others=3)
    for customer in (*out, *others):
        buy(world, tee, customer, days_ago=100)
    buy(world, tee, others[0], days_ago=90, yen=3_000)
    buy(world, tee, others[0], days_ago=80, yen=3_000)
    buy(world, tee, others[1], days_ago=20, yen=9_000)
    buy(world, tee, out[0], days_ago=95, yen=500)
    release(office)
    said = told(office, number)
    assert said["got"] == {
        "customers": 3,
        "waiting": 0,
        "came_back": 1,
        "rate": pytest.approx(1 / 3),
        "yen_per_customer": 2_000,
    }
    assert said["held_out"] == {
        "customers": 2,
        "waiting": 0,
        "came_back": 1,
        "rate": 0.5,
        "yen_per_customer": 250,
    }
    assert (said["planned"], said["inserted"], said["waived"]) == (6, 0, 0)
    assert (said["verdict"], said["customers_least"]) == ("too_few", 30)
    assert said["difference"] == pytest.approx(1 / 3 - 1 / 2)
    assert said["low"] < said["difference"] < said["high"]
    assert told(office, number, days=90)["got"]["came_back"] == 2


def test_who_ordered_lately_waits_and_a_cancelled_order_is_none(
    world: World, tee: MadeProduct, office: Screen
) -> None:
    number = campaign_of(world)
    out, others = customers(number, held_out=2, others=2)
    gone = [buy(world, tee, one[0], days_ago=100) for one in (out, others)]
    for one in (out, others):
        buy(world, tee, one[1], days_ago=10)
    release(office)
    for order_id in gone:
        assert office.post(f"/orders/{order_id}/cancel", {"reason": "customer"}).status_code == 204
    said = told(office, number)
    for group in ("got", "held_out"):
        assert (said[group]["customers"], said[group]["waiting"]) == (0, 1)
        assert said[group]["rate"] is None
    assert (said["difference"], said["verdict"]) == (None, "too_few")


def test_with_many_customers_the_report_says_that_the_flyer_works(
    world: World, tee: MadeProduct, office: Screen
) -> None:
    number = campaign_of(world)
    world.receive(tee, "A-01-04", 200)
    out, others = customers(number, held_out=40, others=40)
    for nth, customer in enumerate((*out, *others)):
        buy(world, tee, customer, days_ago=100)
        if customer in others and nth % 2 == 0:
            buy(world, tee, customer, days_ago=90)
    release_all(world, office)
    said = told(office, number)
    assert (said["got"]["customers"], said["held_out"]["customers"]) == (40, 40)
    assert (said["got"]["came_back"], said["held_out"]["came_back"]) == (20, 0)
    assert said["verdict"] == "more"
    assert said["low"] == pytest.approx(0.3281, abs=0.001)


def release_all(world: World, office: Screen) -> None:
    """Release until nothing is left."""
    release(office)
    with world.reading() as session:
        left = session.scalars(select(Order.id).where(Order.stage == "reserved")).all()
        planned = len(session.scalars(select(FlyerInsert.id)).all())
        held_out = len(session.scalars(select(HeldOut.order_id)).all())
    assert (left, planned + held_out) == ([], 100)


def test_another_owners_campaign_has_no_report_here(world: World, office: Screen) -> None:
    with world.transaction() as session:
        session.add(Owner(code="KAWA", name="川商店"))
    number = campaign_of(world)
    foreign = office.get(f"/campaigns/{number}/report", owner="KAWA")
    assert (foreign.status_code, foreign.json["code"]) == (404, "campaign_unknown")
    unnamed = office.get(f"/campaigns/{number}/report")
    assert (unnamed.status_code, unnamed.json["code"]) == (404, "owner_unknown")


def test_two_flyers_of_one_campaign_are_compared_by_customer(
    world: World, tee: MadeProduct, office: Screen
) -> None:
    number = campaign_of(world)
    other = world.product("SPRING-B", kind="flyer", stock={"F-B": 99})
    with world.transaction() as session:
        campaign = session.get_one(Campaign, number)
        campaign.held_out_percent, campaign.b_product_id, campaign.b_percent = 0, other.id, 30
    rule = CampaignRule(number, 1, None, "all", None, None, 0, b_product_id=other.id, b_percent=30)
    arm_of = {one: as_sent_to(one, rule).arm for one in (f"customer-{nth}" for nth in range(1, 31))}
    assert 5 <= list(arm_of.values()).count("b") <= 13
    for customer, arm in arm_of.items():
        buy(world, tee, customer, days_ago=100)
        if arm == "b":
            buy(world, tee, customer, days_ago=90, yen=3_000)
    release(office)
    with world.reading() as session:
        rows = session.execute(
            select(FlyerInsert.customer_key, FlyerInsert.arm, FlyerInsert.product_id)
        ).all()
    assert all(
        (arm, product_id == other.id) == (arm_of[customer], arm_of[customer] == "b")
        for customer, arm, product_id in rows
    )
    said = told(office, number)
    b = list(arm_of.values()).count("b")
    arms = said["arms"]
    assert (arms["a"]["customers"], arms["a"]["came_back"]) == (30 - b, 0)
    assert (arms["b"]["customers"], arms["b"]["came_back"]) == (b, b)
    assert (arms["a"]["flyer"], arms["b"]["flyer"]) == ("SPRING 商品", "SPRING-B 商品")
    assert (arms["came_back"]["difference"], arms["came_back"]["verdict"]) == (1.0, "too_few")
    assert arms["came_back"]["low"] < 1.0
    assert arms["redeemed"]["verdict"] == "too_few"
