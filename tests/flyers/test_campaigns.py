"""For whom a flyer is, and what happens when it runs out."""

import pytest
from sqlalchemy import delete, select, update

from server.boards.fsck_flyers import held_out_with_a_flyer
from server.flyers.decisions import (
    Buyer,
    CampaignRule,
    Used,
    as_sent_to,
    choose,
    is_held_out,
)
from server.flyers.records import Campaign, FlyerInsert, HeldOut
from tests.makers import World
from tests.scans.test_the_first_parcel import release, set_up_floor


def campaign(number: int, **other: object) -> CampaignRule:
    """A campaign for everybody of owner 1."""
    facts: dict[str, object] = {
        "campaign_id": number,
        "owner_id": 1,
        "shop_id": None,
        "audience": "all",
        "ordered_from": None,
        "ordered_until": None,
        "priority": 0,
    }
    return CampaignRule(**facts | other)  # type: ignore[arg-type]


def campaigns_for(who: Buyer, campaigns: list[CampaignRule]) -> list[int]:
    """The campaigns whose flyer an order gets when nothing has gone out yet."""
    choices = choose(who, campaigns, Used(), on="2026-11-23")
    return [choice.campaign_id for choice in choices if choice.outcome == "gets"]


def buyer(*, nth: int = 1, shop: int = 1, owner: int = 1, day: str = "2026-11-23") -> Buyer:
    """Somebody's order."""
    return Buyer(1, "customer-1", owner, shop, nth, day)


@pytest.mark.parametrize(
    ("rule", "who", "is_meant"),
    [
        ({}, buyer(), True),
        ({}, buyer(owner=2), False),
        ({"shop_id": 1}, buyer(), True),
        ({"shop_id": 1}, buyer(shop=2), False),
        ({"audience": "first"}, buyer(nth=1), True),
        ({"audience": "first"}, buyer(nth=2), False),
        ({"audience": "repeat"}, buyer(nth=1), False),
        ({"audience": "repeat"}, buyer(nth=2), True),
        ({"ordered_from": "2026-11-23"}, buyer(), True),
        ({"ordered_from": "2026-11-24"}, buyer(), False),
        ({"ordered_until": "2026-11-23"}, buyer(), True),
        ({"ordered_until": "2026-11-22"}, buyer(), False),
        ({"condition_holds_for": frozenset({1})}, buyer(), True),
        ({"condition_holds_for": frozenset({2})}, buyer(), False),
    ],
)
def test_a_campaign_is_for_its_shop_its_audience_and_its_days(
    rule: dict[str, object], who: Buyer, *, is_meant: bool
) -> None:
    assert campaigns_for(who, [campaign(1, **rule)]) == ([1] if is_meant else [])


def test_the_most_important_campaign_comes_first() -> None:
    assert campaigns_for(buyer(), [campaign(1), campaign(2, priority=5), campaign(3)]) == [2, 1, 3]


def test_the_last_flyer_is_promised_once_and_a_supervisor_hears_of_the_others(
    world: World,
) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.flyer("WELCOME", pieces=1)
    for _ in range(3):
        world.order((tee, 1))
    office = world.office("supervisor")
    release(office)
    with world.reading() as session:
        assert len(session.scalars(select(FlyerInsert)).all()) == 1
    (exception,) = office.get("/board").get_json()["exceptions"]
    assert (exception["kind"], exception["detail"]["parcels"]) == ("flyer_ran_out", 2)


def test_of_an_exclusive_group_only_the_most_important_campaign_counts() -> None:
    grouped = [campaign(nth, priority=nth, exclusive_group="season") for nth in (1, 2)]
    assert campaigns_for(buyer(), [*grouped, campaign(3)]) == [2, 3]


def test_the_hold_out_share_is_kept_and_differs_between_campaigns() -> None:
    customers = [f"customer-{nth}" for nth in range(10_000)]
    held_out = {nth: {one for one in customers if is_held_out(one, nth, 20)} for nth in (1, 2)}
    assert all(1_850 < len(some) < 2_150 for some in held_out.values())
    assert 320 < len(held_out[1] & held_out[2]) < 480
    assert not any(is_held_out(one, 1, 0) for one in customers)


def test_whoever_is_held_out_stays_so_when_the_share_grows() -> None:
    for nth in range(1_000):
        if is_held_out(f"customer-{nth}", 1, 10):
            assert is_held_out(f"customer-{nth}", 1, 30)


def test_who_gets_the_second_flyer_has_nothing_to_do_with_who_is_held_out() -> None:
    rule = CampaignRule(7, 1, None, "all", None, None, 0, b_product_id=2, b_percent=40)
    customers = [f"customer-{nth}" for nth in range(10_000)]
    for is_out in (True, False):
        of_group = [one for one in customers if is_held_out(one, 7, 50) is is_out]
        b = sum(as_sent_to(one, rule).arm == "b" for one in of_group)
        assert 0.38 < b / len(of_group) < 0.42


def change(world: World, **values: object) -> None:
    """Change every campaign."""
    with world.transaction() as session:
        session.execute(update(Campaign).values(**values))


def inserts(world: World) -> int:
    """How many parcels get a flyer."""
    with world.reading() as session:
        return len(session.scalars(select(FlyerInsert)).all())


def test_a_flyer_goes_to_orders_for_which_the_campaigns_condition_is_true(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.flyer("GIFT")
    change(world, condition={"not": {"fact": "order.is_gift", "op": "is", "value": False}})
    world.order((tee, 1), is_gift=True)
    world.order((tee, 1))
    release(world.office("supervisor"))
    assert inserts(world) == 1


def test_a_condition_that_cannot_be_read_sends_nobody_a_flyer(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.flyer("BROKEN")
    change(world, condition={"fact": "order.phase_of_the_moon", "op": "is", "value": True})
    world.order((tee, 1))
    release(world.office("supervisor"))
    assert inserts(world) == 0


def test_who_is_held_out_goes_without_and_is_written_down(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 9})
    world.flyer("SPRING")
    change(world, held_out_percent=50)
    for _ in range(8):
        world.order((tee, 1))
    release(world.office("supervisor"))
    with world.reading() as session:
        held_out = len(session.scalars(select(HeldOut)).all())
    assert 0 < held_out < 8
    assert inserts(world) + held_out == 8


def test_fsck_shows_who_was_held_out_and_got_the_flyer_all_the_same(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.flyer("SPRING")
    order = world.order((tee, 1))
    release(world.office("supervisor"))
    with world.reading() as session:
        campaign_id = session.scalars(select(Campaign.id)).one()
        assert session.execute(held_out_with_a_flyer()).all() == []
    with world.transaction() as session:
        session.add(HeldOut(order_id=order.id, campaign_id=campaign_id, campaign_revision=1))
    with world.reading() as session:
        assert len(session.execute(held_out_with_a_flyer()).all()) == 1
    with world.transaction() as session:
        session.execute(delete(HeldOut))
