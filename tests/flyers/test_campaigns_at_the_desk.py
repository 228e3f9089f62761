"""Campaigns as the office writes them: saved, refused, tried, switched, looked at."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.catalog.records import Barcode, Owner, Product
from server.flyers.overview import Reach
from server.flyers.records import FlyerInsert
from server.foundation import now, today
from tests.makers import Screen, World
from tests.scans.test_the_first_parcel import release, set_up_floor

GIFT = {"fact": "order.is_gift", "op": "is", "value": True}


def a_campaign(**more: Any) -> dict[str, Any]:
    """A campaign as data, for everybody, without an end."""
    return {
        "code": "CP-1",
        "name": "春のチラシ",
        "flyer": "SPRING",
        "audience": "all",
        "ordered_from": None,
        "ordered_until": None,
        "reason_ja": "春のお客様に",
        "reason_en": "for spring customers",
    } | more


def body(**more: Any) -> dict[str, Any]:
    """What is sent to save one."""
    return {"owner": "MORI", "campaign": a_campaign(**more)}


@pytest.fixture
def office(world: World) -> Screen:
    """A desk in a house with goods and a flyer."""
    set_up_floor(world)
    world.shop_id  # noqa: B018 - opens the shop
    world.product("SPRING", kind="flyer", stock={"F-01": 50})
    return world.office()


def save(office: Screen, **more: Any) -> int:
    """Save a campaign and switch it on."""
    saved = office.post("/campaigns", body(**more))
    assert saved.status_code == 201, saved.text
    on = office.post(f"/campaigns/{saved.json['id']}/switch", {"owner": "MORI", "on": True})
    assert on.status_code == 204
    return int(saved.json["id"])


def listed(office: Screen) -> dict[str, Any]:
    """What the page shows."""
    answer: dict[str, Any] = office.get("/campaigns", owner="MORI").get_json()
    return answer


def problems(office: Screen, **more: Any) -> list[tuple[str, str]]:
    """Everything that is said to be wrong, when saving and when looking."""
    refused = office.post("/campaigns", body(**more))
    assert (refused.status_code, refused.json["code"]) == (422, "campaign_wrong"), refused.text
    found = refused.json["detail"]["problems"]
    assert office.post("/campaigns/check", body(**more)).json["problems"] == found
    return [(one["path"], one["code"]) for one in found]


def test_a_campaign_is_saved_switched_on_and_its_flyers_go_out(
    world: World, office: Screen
) -> None:
    saved = office.post("/campaigns", body(condition=GIFT, parcels_max=5))
    assert (saved.status_code, saved.json["revision"]) == (201, 1)
    (one,) = listed(office)["campaigns"]
    assert (one["state"], one["on"]) == ("off", False)
    assert one["campaign"] == a_campaign(
        condition=GIFT,
        parcels_max=5,
        shop=None,
        substitute=None,
        quantity_pieces=1,
        priority=0,
        exclusive_group=None,
        held_out_percent=0,
        parcels_per_day_max=None,
        parcels_per_customer_max=None,
        parcels_per_period_max=None,
        period_days=None,
        not_sent_before=False,
        parcel_flyers_max=None,
        parcel_grams_max=None,
        parcel_mm_max=None,
        cost_yen_each=None,
        code_prefix=None,
        letter_title=None,
        letter_text=None,
        letter_paper="a5",
        flyer_b=None,
        b_percent=0,
    )
    office.post(f"/campaigns/{one['id']}/switch", {"owner": "MORI", "on": True})
    tee = world.product("TEE-M", stock={"A-01-03": 9})
    for is_gift in (True, False):
        world.order((tee, 1), is_gift=is_gift)
    release(office)
    shown = listed(office)
    (one,) = shown["campaigns"]
    assert (one["state"], one["parcels"], one["parcels_today"]) == ("running", 1, 1)
    (flyer,) = shown["flyers"]
    assert (flyer["free_pieces"], flyer["recent_pieces"], flyer["recent_days"]) == (49, 1, 1)
    assert flyer["runs_out_on"] == (date.fromisoformat(today()) + timedelta(days=49)).isoformat()


def test_of_eight_who_save_under_one_code_at_once_one_does_and_the_others_are_told(
    world: World, office: Screen
) -> None:
    desks = [office, *(world.office() for _ in range(7))]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda desk: desk.post("/campaigns", body()), desks))
    said = sorted(
        (answer.status_code, [one["code"] for one in answer.json["detail"]["problems"]])
        if answer.status_code != 201
        else (201, [])
        for answer in answers
    )
    assert said == [(201, []), *[(422, ["code_taken"])] * 7]
    assert len(listed(office)["campaigns"]) == 1


def test_a_change_is_the_next_revision_and_a_stale_one_is_refused(office: Screen) -> None:
    number = save(office)
    change = body(name="夏のチラシ") | {"on_revision": 1}
    assert office.post(f"/campaigns/{number}", change).json["revision"] == 2
    stale = office.post(f"/campaigns/{number}", change)
    assert (stale.status_code, stale.json["code"]) == (409, "campaign_changed_meanwhile")
    assert stale.json["detail"]["revision"] == 2
    (one,) = listed(office)["campaigns"]
    assert (one["campaign"]["name"], one["on"]) == ("夏のチラシ", True)


@pytest.mark.parametrize(
    ("wrong", "path", "code"),
    [
        (
            {"ordered_from": "2026-12-01", "ordered_until": "2026-11-30"},
            "ordered_until",
            "ends_before_it_begins",
        ),
        ({"flyer": "NOWHERE"}, "flyer", "flyer_unknown"),
        ({"substitute": "NOWHERE"}, "substitute", "flyer_unknown"),
        ({"substitute": "SPRING"}, "substitute", "substitute_is_the_flyer"),
        ({"shop": "elsewhere"}, "shop", "shop_unknown"),
        ({"period_days": 7}, "parcels_per_period_max", "period_is_half"),
        ({"parcels_per_period_max": 7}, "period_days", "period_is_half"),
        (
            {"parcel_flyers_max": 1, "quantity_pieces": 2},
            "parcel_flyers_max",
            "own_flyers_too_many",
        ),
        ({"flyer_b": "SPRING", "b_percent": 50}, "flyer_b", "b_is_the_flyer"),
        ({"b_percent": 50}, "flyer_b", "comparison_is_half"),
        (
            {"code_prefix": "SPRING", "letter_text": "{customer_name}様 {phone}"},
            "letter_text",
            "placeholder_unknown",
        ),
        ({"letter_text": "ありがとうございます"}, "code_prefix", "letter_needs_codes"),
        ({"code_prefix": "春"}, "code_prefix", "prefix_is_odd"),
        (
            {"code_prefix": "SPRING", "quantity_pieces": 2},
            "quantity_pieces",
            "one_flyer_for_a_code",
        ),
        ({"parcel_grams_max": 1_000}, "flyer", "flyer_without_weight"),
        ({"parcel_mm_max": 25}, "flyer", "flyer_without_thickness"),
        (
            {"condition": {"fact": "order.moon", "op": "is", "value": True}},
            "condition.fact",
            "fact_unknown",
        ),
        (
            {"condition": {"fact": "order.shop", "op": "is", "value": "elsewhere"}},
            "condition.value",
            "choice_unknown",
        ),
    ],
)
def test_what_is_wrong_with_a_campaign_is_said_where_it_stands(
    office: Screen, wrong: dict[str, Any], path: str, code: str
) -> None:
    assert problems(office, **wrong) == [(path, code)]
    assert listed(office)["campaigns"] == []


def test_goods_are_no_flyer_and_a_flyer_without_a_code_cannot_be_verified(
    world: World, office: Screen
) -> None:
    world.product("TEE-M")
    assert problems(office, flyer="TEE-M") == [("flyer", "flyer_unknown")]
    bare = world.product("BARE", kind="flyer")
    with world.transaction() as session:
        session.query(Barcode).filter_by(product_id=bare.id).delete()
    assert problems(office, flyer="BARE") == [("flyer", "flyer_without_code")]


def test_a_substitute_is_not_heavier_where_parcels_are_weighed(
    world: World, office: Screen
) -> None:
    world.product("LIGHT", kind="flyer", weight_grams=5)
    world.product("HEAVY", kind="flyer", weight_grams=50)
    weighed = {"flyer": "LIGHT", "substitute": "HEAVY"}
    assert problems(office, **weighed, parcel_grams_max=900) == [
        ("substitute", "substitute_is_heavier")
    ]
    assert office.post("/campaigns", body(**weighed)).status_code == 201


def test_a_code_is_one_campaigns_of_an_owner(office: Screen) -> None:
    save(office)
    assert problems(office) == [("code", "code_taken")]


def test_warnings_tell_of_missing_stock_picture_and_a_window_that_is_over(
    world: World, office: Screen
) -> None:
    world.product("EMPTY", kind="flyer")
    saved = office.post("/campaigns", body(flyer="EMPTY", ordered_until="2020-01-01"))
    assert saved.status_code == 201
    assert [one["code"] for one in saved.json["warnings"]] == [
        "flyer_without_stock",
        "flyer_without_picture",
        "is_over",
    ]


def test_running_campaigns_that_the_same_order_can_meet_are_told(
    world: World, office: Screen
) -> None:
    world.product("SUMMER", kind="flyer", stock={"F-02": 5})
    first = save(office, exclusive_group="season", priority=5, ordered_until="2026-12-31")
    told = office.post(
        "/campaigns/check", body(code="CP-2", flyer="SUMMER", exclusive_group="season")
    ).json["meets"]
    assert told == [
        {"campaign_id": first, "name": "春のチラシ", "why": "same_group", "this_wins": False}
    ]

    def meets(**more: Any) -> list[tuple[str, bool]]:
        answer = office.post("/campaigns/check", body(code="CP-2", **more))
        return [(one["why"], one["this_wins"]) for one in answer.json["meets"]]

    assert meets() == [("same_flyer", False)]
    assert meets(priority=9) == [("same_flyer", True)]
    assert meets(ordered_from="2027-01-01") == []
    assert meets(flyer="SUMMER") == []


def test_another_owners_campaign_and_flyer_are_not_there(world: World, office: Screen) -> None:
    number = save(office)
    with world.transaction() as session:
        other = Owner(code="KAWA", name="川商店")
        session.add(other)
        session.flush()
        session.add(
            Product(owner_id=other.id, sku="K-F", name="川", kind="flyer", created_at=now())
        )
    assert problems(office, code="CP-2", flyer="K-F") == [("flyer", "flyer_unknown")]
    assert office.get("/campaigns", owner="KAWA").json["campaigns"] == []
    foreign = {"owner": "KAWA", "campaign": a_campaign(), "on_revision": 1}
    assert office.post(f"/campaigns/{number}", foreign).status_code == 404
    switched = office.post(f"/campaigns/{number}/switch", {"owner": "KAWA", "on": False})
    assert (switched.status_code, switched.json["code"]) == (404, "campaign_unknown")
    assert listed(office)["campaigns"][0]["on"] is True


def test_a_dry_run_says_who_would_get_it_and_what_keeps_others_out(
    world: World, office: Screen
) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 99})
    save(office, code="CP-0", exclusive_group="g", priority=9, condition=GIFT)
    for nth in range(6):
        world.order((tee, 1), customer_key=f"customer-{nth % 2}", is_gift=nth == 5)
    tried = office.post(
        "/campaigns/dry-run",
        body(
            exclusive_group="g",
            parcels_per_customer_max=2,
            ordered_from="2030-01-01",
            condition={"not": {"fact": "lines.pieces", "op": "at_least", "value": 2}},
        ),
    ).json
    assert (tried["orders"], tried["meant"], tried["gets"]) == (6, 6, 4)
    assert (tried["gets_a"], tried["gets_b"]) == (4, None)
    assert tried["kept_out"] == [
        {"cap": "group", "orders": 1},
        {"cap": "parcels_per_customer_max", "orders": 1},
    ]
    assert [one["outcome"] for one in tried["examples"]][:2] == [
        "group",
        "parcels_per_customer_max",
    ]
    refused = office.post("/campaigns/dry-run", body(flyer="NOWHERE"))
    assert (refused.status_code, refused.json["code"]) == (422, "campaign_wrong")


def test_a_dry_run_says_what_a_release_then_does(world: World, office: Screen) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 99})
    world.product("SUMMER", kind="flyer", stock={"F-02": 50})
    for nth in range(12):
        world.order((tee, 1), customer_key=f"customer-{nth % 5}", is_gift=nth % 3 == 0)
    more = {
        "parcels_per_customer_max": 1,
        "held_out_percent": 40,
        "flyer_b": "SUMMER",
        "b_percent": 50,
    }
    number = save(office, **more)
    tried = office.post("/campaigns/dry-run", body(**more) | {"campaign_id": number}).json
    release(office)
    (one,) = listed(office)["campaigns"]
    assert (one["parcels"], one["held_out"]) == (tried["gets"], tried["held_out"])
    assert one["parcels"] + one["held_out"] + sum(c["orders"] for c in tried["kept_out"]) == 12
    with world.reading() as session:
        arms = Counter(session.scalars(select(FlyerInsert.arm)))
    assert (arms["a"], arms["b"]) == (tried["gets_a"], tried["gets_b"])


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({"ordered_from": "2099-01-01"}, "planned"),
        ({"ordered_until": "2020-01-01"}, "over"),
        ({"flyer": "EMPTY"}, "out_of_stock"),
        ({"flyer": "EMPTY", "substitute": "SPRING"}, "running"),
        ({}, "running"),
    ],
)
def test_the_page_says_how_a_campaign_stands(
    world: World, office: Screen, more: dict[str, Any], state: str
) -> None:
    world.product("EMPTY", kind="flyer")
    save(office, **more)
    assert listed(office)["campaigns"][0]["state"] == state


@pytest.mark.parametrize(
    ("caps", "state"),
    [({"parcels_max": 1}, "used_up"), ({"parcels_per_day_max": 1}, "used_up_today")],
)
def test_a_campaign_whose_cap_is_reached_says_so(
    world: World, office: Screen, caps: dict[str, Any], state: str
) -> None:
    tee = world.product("TEE-M", stock={"A-01-03": 99})
    save(office, **caps)
    world.order((tee, 1))
    release(office)
    assert listed(office)["campaigns"][0]["state"] == state


def test_flyers_that_nobody_gets_last_for_ever_and_slow_ones_ten_years() -> None:
    assert Reach(50, 0, 28).runs_out_on("2026-11-27") is None
    assert Reach(50, 100, 28).runs_out_on("2026-11-27") == "2026-12-11"
    assert Reach(10_000_000, 1, 28).runs_out_on("2026-11-27") == "2036-11-24"
