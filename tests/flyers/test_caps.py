"""How often a flyer goes out at most, also when many release at once; what goes in its place."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from server import flyers, waves
from server.boards.fsck_campaigns import beyond_their_caps, inserts_of_others
from server.catalog.records import Product
from server.flyers.decisions import Buyer, CampaignRule, Caps, Used, choose
from server.flyers.fitting import Size
from server.flyers.records import Campaign, FlyerInsert
from server.tasks.records import FloorException
from server.waves.decisions import Choice
from tests.makers import MadeProduct, World
from tests.scans.test_the_first_parcel import release, set_up_floor

TODAY = "2026-11-23"


def capped(number: int = 1, *, priority: int = 0, group: str | None = None, **caps: Any) -> Any:
    """A campaign for everybody, with caps; its flyer weighs 10 grams."""
    return CampaignRule(
        number,
        1,
        None,
        "all",
        None,
        None,
        priority,
        group,
        product_id=100 + number,
        size=Size(10, 1),
        caps=Caps(**caps),
    )


def buyer(customer: str = "a", *, grams: int | None = 500) -> Buyer:
    """Somebody's order."""
    return Buyer(1, customer, 1, 1, 1, TODAY, Size(grams, 20))


def outcomes(who: Buyer, campaigns: list[CampaignRule], used: Used, on: str = TODAY) -> list[str]:
    """What becomes of an order in each campaign."""
    return [choice.outcome for choice in choose(who, campaigns, used, on=on)]


def days_ago(days: int) -> str:
    """A day before today."""
    return (date.fromisoformat(TODAY) - timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("caps", "said"),
    [
        ({"parcels_max": 2}, ["gets", "gets", "parcels_max"]),
        ({"parcels_per_day_max": 1}, ["gets", "parcels_per_day_max", "parcels_per_day_max"]),
        (
            {"parcels_per_customer_max": 1},
            ["gets", "parcels_per_customer_max", "parcels_per_customer_max"],
        ),
        ({"not_sent_before": True}, ["gets", "not_sent_before", "not_sent_before"]),
        (
            {"parcels_per_period_max": 2, "period_days": 30},
            ["gets", "gets", "parcels_per_period_max"],
        ),
    ],
)
def test_a_cap_that_is_reached_keeps_the_flyer_out(caps: dict[str, Any], said: list[str]) -> None:
    used = Used()
    assert [outcomes(buyer(), [capped(**caps)], used) for _ in said] == [[one] for one in said]


def test_the_cap_of_a_period_counts_its_days_with_the_first_one() -> None:
    campaign = capped(parcels_per_period_max=1, period_days=7)
    for days, said in ((6, "parcels_per_period_max"), (7, "gets")):
        used = Used()
        used.add(campaign, "a", days_ago(days))
        assert outcomes(buyer(), [campaign], used) == [said]
        assert outcomes(buyer("b"), [campaign], used) == ["gets"]


def test_a_campaign_that_is_used_up_leaves_its_group_to_the_next() -> None:
    both = [capped(1, priority=2, group="season", parcels_max=1), capped(2, group="season")]
    used = Used()
    assert outcomes(buyer("a"), both, used) == ["gets", "group"]
    assert outcomes(buyer("b"), both, used) == ["parcels_max", "gets"]


def test_a_parcel_takes_no_more_flyers_than_the_strictest_of_them_says() -> None:
    used = Used()
    campaigns = [capped(1, priority=2, parcel_flyers_max=2), capped(2, priority=1), capped(3)]
    assert outcomes(buyer(), campaigns, used) == ["gets", "gets", "parcel_flyers_max"]


def test_a_light_parcel_stays_light_and_an_unknown_weight_is_not_light() -> None:
    for grams, said in ((990, "gets"), (991, "parcel_grams_max"), (None, "parcel_grams_max")):
        light = [capped(parcel_grams_max=1_000)]
        assert outcomes(buyer(grams=grams), light, Used()) == [said]


@given(st.lists(st.sampled_from("abcd"), max_size=30), st.randoms())
def test_in_whatever_order_parcels_come_each_customer_gets_as_many(
    customers: list[str], chance: Any
) -> None:
    def sent(ordered: list[str]) -> dict[str, int]:
        used = Used()
        for one in ordered:
            choose(buyer(one), [capped(parcels_per_customer_max=2)], used, on=TODAY)
        return {one: len(days) for (_, one), days in used.days.items() if days}

    shuffled = list(customers)
    chance.shuffle(shuffled)
    assert sent(shuffled) == sent(customers)


def inserts(world: World) -> list[FlyerInsert]:
    """All planned flyers."""
    with world.reading() as session:
        found = session.scalars(select(FlyerInsert).order_by(FlyerInsert.id)).all()
        session.expunge_all()
        return list(found)


def floor_with(world: World, **caps: Any) -> tuple[MadeProduct, MadeProduct]:
    """A floor with goods, and a campaign with caps."""
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 99})
    return tee, world.flyer("SPRING", **caps)


def troubles(world: World) -> list[int]:
    """How many parcels went without, each time a supervisor was told."""
    with world.reading() as session:
        return [
            one.detail["parcels"]
            for one in session.scalars(select(FloorException).order_by(FloorException.id))
        ]


@pytest.mark.parametrize(
    ("caps", "planned"),
    [
        ({"parcels_max": 3}, 3),
        ({"parcels_per_day_max": 2}, 2),
        ({"parcels_per_customer_max": 1}, 2),
        ({"parcels_per_period_max": 1, "period_days": 30}, 2),
        ({"not_sent_before": True}, 2),
    ],
)
def test_caps_hold_from_release_to_release(
    world: World, caps: dict[str, Any], planned: int
) -> None:
    tee, _ = floor_with(world, **caps)
    office = world.office("supervisor")
    for _ in range(2):
        for nth in range(2):
            world.order((tee, 1), customer_key=f"customer-{nth}")
        release(office)
    assert len(inserts(world)) == planned


def test_a_parcel_that_is_not_made_fills_no_cap(world: World) -> None:
    tee, _ = floor_with(world, parcels_max=1)
    office = world.office("supervisor")
    order = world.order((tee, 1))
    release(office)
    cancelled = office.post(f"/orders/{order.id}/cancel", {"reason": "customer"})
    assert cancelled.status_code == 204
    world.order((tee, 1))
    release(office)
    assert [one.let_go_at is None for one in inserts(world)] == [False, True]


def test_what_was_waived_fills_no_cap(world: World) -> None:
    tee, _ = floor_with(world, parcels_max=1)
    office = world.office("supervisor")
    world.order((tee, 1))
    release(office)
    person_id = world.person("supervisor")
    (planned,) = inserts(world)
    with world.transaction() as session:
        flyers.waive(session, planned.shipment_id, person_id=person_id)
    world.order((tee, 1))
    release(office)
    assert len(inserts(world)) == 2


@pytest.mark.parametrize(
    ("caps", "planned"),
    [
        ({"parcels_max": 5}, 5),
        ({"parcels_per_day_max": 5}, 5),
        ({"parcels_per_customer_max": 1}, 4),
        ({"parcels_per_period_max": 2, "period_days": 7}, 8),
        ({"not_sent_before": True}, 4),
    ],
)
def test_caps_are_exact_when_sixteen_release_at_once(
    world: World, caps: dict[str, Any], planned: int
) -> None:
    tee, _ = floor_with(world, **caps)
    shops = [f"shop-{nth}" for nth in range(16)]
    for nth, shop in enumerate(shops):
        world.order((tee, 1), shop_id=world.shop(shop), customer_key=f"customer-{nth % 4}")
    person_id = world.person("supervisor")

    def release_shop(shop: str) -> None:
        with world.transaction() as session:
            choice = Choice((shop,), (), None, 4, None)
            assert waves.release(session, choice, person_id=person_id) is not None

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(release_shop, shops))
    assert len(inserts(world)) == planned


def test_when_a_flyer_runs_out_its_substitute_goes_in_and_nobody_is_troubled(
    world: World,
) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 9})
    substitute = world.product("LAST-YEAR", kind="flyer", stock={"F-OLD": 1})
    flyer = world.flyer("SPRING", pieces=1, substitute_id=substitute.id)
    for _ in range(2):
        world.order((tee, 1))
    office = world.office("supervisor")
    release(office)
    assert [one.product_id for one in inserts(world)] == [flyer.id, substitute.id]
    assert troubles(world) == []
    world.order((tee, 1))
    release(office)
    assert len(inserts(world)) == 2
    assert troubles(world) == [1]
    with world.reading() as session:
        assert flyers.flyer_products(session) == sorted([flyer.id, substitute.id])


def test_who_has_had_the_substitute_gets_it_not_again(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 9})
    substitute = world.product("LAST-YEAR", kind="flyer", stock={"F-OLD": 5})
    world.flyer("SPRING", pieces=0, substitute_id=substitute.id, not_sent_before=True)
    office = world.office("supervisor")
    for _ in range(2):
        world.order((tee, 1), customer_key="customer-1")
        release(office)
    assert len(inserts(world)) == 1


def test_a_parcel_too_heavy_for_its_flyer_goes_without(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 9}, weight_grams=400)
    flyer = world.flyer("SPRING", parcel_grams_max=1_000)
    for pieces in (1, 3):
        world.order((tee, pieces))
    release(world.office("supervisor"))
    assert len(inserts(world)) == 0
    with world.transaction() as session:
        session.execute(update(Product).where(Product.id == flyer.id).values(weight_grams=20))
    for pieces in (2, 3):
        world.order((tee, pieces))
    release(world.office("supervisor"))
    assert len(inserts(world)) == 1


def test_fsck_shows_caps_that_are_broken_and_flyers_counted_for_others(world: World) -> None:
    tee, _ = floor_with(world)
    for _ in range(2):
        world.order((tee, 1), customer_key="customer-1")
    release(world.office("supervisor"))
    caps: dict[str, Any] = {
        "parcels_max": 1,
        "parcels_per_day_max": 1,
        "parcels_per_customer_max": 1,
        "parcels_per_period_max": 1,
        "period_days": 7,
    }
    with world.transaction() as session:
        session.execute(update(Campaign).values(**caps))
        assert [cap for _, cap, _ in beyond_their_caps(session)] == [
            cap for cap in caps if cap.endswith("_max")
        ]
        session.execute(update(Campaign).values(revision=2))
        assert beyond_their_caps(session) == []
        session.execute(update(FlyerInsert).values(customer_key="another"))
        assert len(session.execute(inserts_of_others()).all()) == 2
        session.execute(update(FlyerInsert).values(customer_key="customer-1"))
