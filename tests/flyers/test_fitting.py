"""What fits into a parcel: by thickness and weight, as the carrier's service and campaigns ask."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update

from server.boards.fsck_fitting import left_out_and_planned
from server.catalog.limits import ServiceLimit, limit_for
from server.catalog.records import CarrierLimit, Product
from server.flyers.decisions import Buyer, CampaignRule, Caps, Used, choose
from server.flyers.fitting import NO_LIMITS, NOT_MEASURED, Filling, Limits, Size
from server.flyers.records import FlyerInsert, LeftOut
from tests.makers import MadeProduct, Screen, World
from tests.rules.test_rules_and_orders import a_rule, put_in_force
from tests.scans.test_the_first_parcel import release, set_up_floor

TODAY = "2026-11-27"
NEKOPOS = Limits(grams=1_000, mm=30)


def campaign(number: int, size: Size, **caps: Any) -> CampaignRule:
    """A campaign for everybody; the lower its number, the earlier it is asked."""
    return CampaignRule(
        number, 1, None, "all", None, None, -number, product_id=number, size=size, caps=Caps(**caps)
    )


def outcomes(goods: Size, campaigns: list[CampaignRule], service: Limits = NEKOPOS) -> list[str]:
    """What becomes of each flyer in a parcel of such goods."""
    buyer = Buyer(1, "a", 1, 1, 1, TODAY, goods, service)
    return [one.outcome for one in choose(buyer, campaigns, Used(), on=TODAY)]


@pytest.mark.parametrize(
    ("goods", "flyer", "said"),
    [
        (Size(500, 28), Size(10, 2), "gets"),
        (Size(500, 29), Size(10, 2), "service_mm_max"),
        (Size(990, 10), Size(10, 2), "gets"),
        (Size(991, 10), Size(10, 2), "service_grams_max"),
        (Size(500, None), Size(10, 2), "service_mm_unknown"),
        (Size(500, 10), Size(10, None), "service_mm_unknown"),
        (Size(None, 10), Size(10, 2), "service_grams_unknown"),
        (Size(500, 30), Size(4, 0), "gets"),
    ],
)
def test_a_flyer_that_carries_a_nekopos_parcel_over_its_limits_stays_out(
    goods: Size, flyer: Size, said: str
) -> None:
    assert outcomes(goods, [campaign(1, flyer)]) == [said]


def test_where_nobody_asks_nothing_need_be_measured() -> None:
    assert outcomes(NOT_MEASURED, [campaign(1, NOT_MEASURED)], NO_LIMITS) == ["gets"]


def test_a_thick_flyer_makes_room_for_a_thin_one_behind_it() -> None:
    both = [campaign(1, Size(50, 6)), campaign(2, Size(4, 1))]
    assert outcomes(Size(500, 26), both) == ["service_mm_max", "gets"]


def test_a_campaigns_own_thickness_is_kept_by_every_flyer_behind_it() -> None:
    both = [campaign(1, Size(4, 1), parcel_mm_max=12), campaign(2, Size(4, 2))]
    assert outcomes(Size(500, 10), both, NO_LIMITS) == ["gets", "parcel_mm_max"]


@given(
    st.integers(0, 40),
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 3), st.integers(1, 40)), max_size=8),
)
def test_whatever_lies_in_no_parcel_grows_over_a_limit_that_was_asked(
    goods_mm: int, flyers: list[tuple[int, int, int]]
) -> None:
    asked = [
        replace(campaign(nth, Size(1, mm), parcel_mm_max=own), quantity_pieces=pieces)
        for nth, (mm, pieces, own) in enumerate(flyers, start=1)
    ]
    said = outcomes(Size(100, goods_mm), asked)
    inside = [one for one, outcome in zip(asked, said, strict=True) if outcome == "gets"]
    mm = goods_mm + sum((one.size.mm or 0) * one.quantity_pieces for one in inside)
    assert all(mm <= min(30, one.caps.parcel_mm_max or 30) for one in inside)


def test_a_rules_flyer_asks_the_service_alone() -> None:
    filling = Filling(Size(500, 28), NEKOPOS)
    filling.add(Size(4, 1), 1, Limits(flyers=1))
    assert filling.service_keeps_out(Size(4, 1), 1) is None
    assert filling.service_keeps_out(Size(4, 2), 1) == "service_mm_max"


def test_the_longest_word_of_a_service_says_its_limit() -> None:
    limits = [
        ServiceLimit("japanpost", "ゆうパケット", 30, 1_000),
        ServiceLimit("japanpost", "ゆうパケットプラス", 70, 2_000),
    ]
    assert limit_for(limits, "japanpost", "ゆうﾊﾟｹｯﾄプラス（専用箱）") == limits[1]
    assert limit_for(limits, "japanpost", "ゆうパケット") == limits[0]
    assert limit_for(limits, "japanpost", "ゆうパック") is None
    assert limit_for(limits, "yamato", "ゆうパケット") is None


@pytest.fixture
def office(world: World) -> Screen:
    """A supervisor, who has said what ネコポス takes."""
    set_up_floor(world)
    office = world.office("supervisor")
    limit = {"carrier": world.carrier, "service": "ネコポス"}
    answer = office.post(
        "/carriers/limits", {**limit, "thickness_mm_max": 30, "weight_grams_max": 1_000}
    )
    assert answer.status_code == 204, answer.get_json()
    return office


def order(world: World, goods: MadeProduct, pieces: int, service: str = "ネコポス") -> int:
    """An order by a service."""
    return world.order((goods, pieces), service=service).id


def left_out(office: Screen, order_id: int) -> list[tuple[str, str]]:
    """What the order's page says of flyers that are not in its parcel."""
    page = office.get(f"/orders/{order_id}").get_json()
    return [(one["campaign"], one["why"]) for one in page["flyers_left_out"]]


def test_the_page_of_an_order_says_which_flyer_does_not_fit_and_why(
    world: World, office: Screen
) -> None:
    book = world.product("BOOK", stock={"A-01-03": 20})
    thin, thick = world.flyer("THIN", priority=2), world.flyer("THICK", priority=1)
    sizes = {book.sku: (14, 300), thin.sku: (1, 5), thick.sku: (4, 30)}
    body = {
        "owner": "MORI",
        "products": [
            {"sku": sku, "thickness_mm": mm, "weight_grams": grams}
            for sku, (mm, grams) in sizes.items()
        ],
    }
    assert office.post("/products/measures", body).status_code == 204
    one, two = order(world, book, 1), order(world, book, 2)
    large = order(world, book, 4, "宅急便")
    unmeasured = order(world, world.product("CUP", stock={"A-01-04": 5}), 1)
    release(office)
    assert left_out(office, one) == []
    assert left_out(office, two) == [("THICK", "service_mm_max")]
    assert left_out(office, large) == []
    assert left_out(office, unmeasured) == [
        ("THIN", "service_grams_unknown"),
        ("THICK", "service_grams_unknown"),
    ]
    with world.reading() as session:
        assert session.scalar(select(func.count(FlyerInsert.id))) == 2 + 1 + 2
        assert session.scalar(select(func.count(LeftOut.id))) == 3


def test_a_rules_flyer_that_does_not_fit_is_left_out_by_its_rule(
    world: World, office: Screen
) -> None:
    book = world.product("BOOK", stock={"A-01-03": 9}, thickness_mm=29, weight_grams=100)
    world.product("CARD", kind="flyer", stock={"F-CARD": 9}, thickness_mm=2, weight_grams=9)
    wish = {"do": "flyer_in", "flyer": "CARD"}
    put_in_force(office, a_rule("カードを添える", {"all": []}, wish))
    number = order(world, book, 1)
    release(office)
    assert left_out(office, number) == [("カードを添える", "service_mm_max")]


def test_a_substitute_that_would_be_too_thick_keeps_its_flyer_out(
    world: World, office: Screen
) -> None:
    book = world.product("BOOK", stock={"A-01-03": 9}, thickness_mm=28, weight_grams=100)
    thick = world.product("OLD", kind="flyer", stock={"F-OLD": 5}, thickness_mm=3, weight_grams=9)
    world.flyer("NEW", pieces=0, substitute_id=thick.id)
    number = order(world, book, 1)
    with world.transaction() as session:
        session.execute(
            update(Product).where(Product.sku == "NEW").values(thickness_mm=1, weight_grams=5)
        )
    release(office)
    assert left_out(office, number) == [("NEW", "service_mm_max")]


def test_measures_of_a_product_that_is_unknown_change_nothing(world: World, office: Screen) -> None:
    known = world.product("BOOK")
    rows = [{"sku": sku, "thickness_mm": 5, "weight_grams": 5} for sku in ("BOOK", "NONE")]
    answer = office.post("/products/measures", {"owner": "MORI", "products": rows})
    assert (answer.status_code, answer.get_json()["code"]) == (404, "product_unknown")
    (row,) = office.get("/products/measures", owner="MORI", q="BOOK").get_json()["products"]
    assert (row["product"], row["thickness_mm"]) == (known.id, None)


def test_a_limit_is_replaced_and_ended_from_today_on(world: World, office: Screen) -> None:
    limit = {"carrier": "yamato", "service": "ネコポス"}
    office.post("/carriers/limits", {**limit, "thickness_mm_max": 25, "weight_grams_max": None})
    assert office.get("/carriers/limits").get_json()["limits"] == [
        {**limit, "thickness_mm_max": 25, "weight_grams_max": None}
    ]
    with world.transaction() as session:
        session.execute(update(CarrierLimit).values(valid_from="2020-01-01"))
    office.post("/carriers/limits", {**limit, "thickness_mm_max": None, "weight_grams_max": None})
    assert office.get("/carriers/limits").get_json()["limits"] == []
    with world.reading() as session:
        assert session.scalars(select(CarrierLimit.thickness_mm_max)).all() == [25]
    unknown = {**limit, "carrier": "none", "thickness_mm_max": 1, "weight_grams_max": 1}
    assert office.post("/carriers/limits", unknown).status_code == 404


def test_fsck_shows_a_flyer_that_was_left_out_and_planned(world: World, office: Screen) -> None:
    book = world.product("BOOK", stock={"A-01-03": 9})
    world.flyer("SPRING")
    order(world, book, 1, "宅急便")
    release(office)
    with world.transaction() as session:
        planned = session.scalars(select(FlyerInsert)).one()
        session.add(
            LeftOut(
                shipment_id=planned.shipment_id,
                campaign_id=planned.campaign_id,
                campaign_revision=1,
                product_id=planned.product_id,
                why="service_mm_max",
            )
        )
        session.flush()
        assert len(session.execute(left_out_and_planned()).all()) == 1
        session.execute(delete(LeftOut))
