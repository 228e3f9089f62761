"""欠品: what one shelf has not got another has, or the shop has said what it wants then."""

from typing import Any

import pytest
from sqlalchemy import select

from server import stock
from server.orders.records import Order, OrderLine
from server.tasks.records import FloorException, Task
from tests.floor import Worker, expect, label, slip_of
from tests.makers import MadeOrder, MadeProduct, Screen, World
from tests.scans.test_the_first_parcel import release, set_up_floor

NONE_THERE = {"command": "X-SHORT-NONE"}


@pytest.fixture
def tee(world: World) -> MadeProduct:
    """Three tees by the book: two on the first shelf, five on the second."""
    set_up_floor(world)
    return world.product("TEE-M", stock={"A-01-03": 2, "B-02-01": 5})


def loaded(world: World, orders: int = 1) -> Worker:
    """Somebody who has just loaded a cart with everything that is reserved."""
    release(world.office("supervisor"))
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", [f"T-{nth:04d}" for nth in range(1, orders + 1)])
    return picker


def exceptions(world: World) -> list[tuple[str, str | None]]:
    """What was short, and what became of it."""
    with world.reading() as session:
        rows = session.scalars(select(FloorException).order_by(FloorException.id))
        return [(one.kind, one.resolution) for one in rows]


def tasks_of(world: World, kind: str) -> list[str]:
    """The stages of the tasks of a kind."""
    with world.reading() as session:
        return list(session.scalars(select(Task.stage).where(Task.kind == kind).order_by(Task.id)))


def packed(world: World, tote: str, tee: MadeProduct) -> dict[str, Any]:
    """Pack what a tote brings."""
    packer = Worker(world.tablet())
    packer.take_tote(tote)
    return packer.pack({tee.id: tee.jan}, slip_of(1))


def test_what_was_short_is_fetched_from_the_next_shelf_by_the_same_cart(
    world: World, tee: MadeProduct
) -> None:
    order = world.order((tee, 2))
    picker = loaded(world)
    picker.scan(place="A-01-03")
    picker.scan(item=tee.jan)
    expect(picker.scan(**NONE_THERE), accept="PC-42")
    picker.scan(tote="T-0001")
    assert picker.job["step"] == "cart_done"
    assert exceptions(world) == [("short_pick", "repicked")]
    with world.reading() as session:
        found = session.get(Order, order.id)
        assert found is not None
        assert (found.stage, found.hold_reason) == ("held", "repick")
    assert tasks_of(world, "pack") == ["held"]
    assert tasks_of(world, "count") == ["open"]
    # The cart goes once more: to the other shelf, for the piece that was missing.
    picker.take_next("pick")
    line = picker.job["facts"]["lines"][picker.job["facts"]["at"]]
    assert (picker.job["step"], line["place"], line["wanted"]) == ("find_place", "L-B-02-01", 1)
    picker.walk({tee.id: tee.jan})
    assert world.stage_of(order) == "picked"
    assert tasks_of(world, "pack") == ["open"]
    assert packed(world, "T-0001", tee)["verdict"] == "accept"
    assert world.stage_of(order) == "packed"
    assert world.lying_in("B-02-01") == {("TEE-M", ""): 4}
    assert world.lying_in("A-01-03") == {}


def test_the_others_on_the_cart_are_packed_while_it_goes_again(
    world: World, tee: MadeProduct
) -> None:
    cup = world.product("CUP", stock={"A-01-04": 1})
    short, whole = world.order((tee, 1)), world.order((cup, 1))
    picker = loaded(world, 2)
    picker.scan(place="A-01-03")
    expect(picker.scan(**NONE_THERE), accept="PC-41")
    picker.walk({tee.id: tee.jan, cup.id: cup.jan})
    assert (world.stage_of(short), world.stage_of(whole)) == ("held", "picked")
    packer = Worker(world.tablet())
    packer.take_tote("T-0002")
    assert packer.pack({cup.id: cup.jan}, slip_of(1))["verdict"] == "accept"
    picker.take_next("pick")
    picker.walk({tee.id: tee.jan})
    assert (world.stage_of(short), world.stage_of(whole)) == ("picked", "packed")


def test_what_a_supervisor_decides_while_the_cart_goes_again_waits_for_its_end(
    world: World, tee: MadeProduct
) -> None:
    cup = world.product("CUP", stock={"A-01-04": 1})
    order = world.order((tee, 1), (cup, 1))
    picker = loaded(world)
    for _ in range(2):
        facts = picker.job["facts"]
        picker.scan(place=facts["lines"][facts["at"]]["place"].removeprefix("L-"))
        assert picker.scan(**NONE_THERE)["verdict"] == "accept"
    with world.reading() as session:
        waiting_id = session.scalars(
            select(FloorException.id).where(FloorException.resolved_at.is_(None))
        ).one()
    answer = world.office("supervisor").post(
        f"/exceptions/{waiting_id}/resolve", {"resolution": "ship_without", "note": ""}
    )
    assert answer.status_code == 204
    # The tee is on its way from the other shelf: nobody packs a parcel without it.
    assert (world.stage_of(order), tasks_of(world, "pack")) == ("held", ["held"])
    picker.take_next("pick")
    picker.walk({tee.id: tee.jan})
    assert (world.stage_of(order), tasks_of(world, "pack")) == ("picked", ["open"])
    assert packed(world, "T-0001", tee)["verdict"] == "accept"


def test_a_second_empty_shelf_sends_the_cart_to_the_third_and_never_back(
    world: World, tee: MadeProduct
) -> None:
    world.receive(tee, "B-03-01", 9)
    order = world.order((tee, 1))
    picker = loaded(world)
    for expected in ("L-A-01-03", "L-B-02-01"):
        facts = picker.job["facts"]
        line = facts["lines"][facts["at"]]
        assert line["place"] == expected
        picker.scan(place=expected.removeprefix("L-"))
        expect(picker.scan(**NONE_THERE), accept="PC-39")
        picker.take_next("pick")
    picker.walk({tee.id: tee.jan})
    assert world.stage_of(order) == "picked"
    assert exceptions(world) == [("short_pick", "repicked")] * 2
    assert world.lying_in("B-03-01") == {("TEE-M", ""): 8}


def test_a_supervisor_is_asked_when_nobody_has_any(world: World) -> None:
    set_up_floor(world)
    cup = world.product("CUP", stock={"A-01-04": 1})
    order = world.order((cup, 1))
    picker = loaded(world)
    picker.scan(place="A-01-04")
    picker.scan(**NONE_THERE)
    assert exceptions(world) == [("short_pick", None)]
    assert world.stage_of(order) == "held"


def places_left(picker: Worker) -> list[str]:
    """The places that are still to be walked to, in their turns."""
    facts = picker.job["facts"]
    return [line["place"].removeprefix("L-") for line in facts["lines"][facts["at"] :]]


def test_what_lies_on_the_way_is_laid_into_the_walk_where_the_picker_comes_by(
    world: World, tee: MadeProduct
) -> None:
    cup, pot = world.product("CUP", stock={"A-01-04": 1}), world.product("POT")
    world.receive(pot, "C-01-01", 1)
    world.receive(tee, "B-03-01", 1)
    order = world.order((tee, 2), (cup, 1), (pot, 1))
    picker = loaded(world)
    picker.scan(place="A-01-03")
    verdict = picker.scan(**NONE_THERE)
    expect(verdict, accept="PC-41")
    # The answer says that there are news: by a revision that the device has not got.
    assert verdict["revision"] == picker.job["revision"] + 1
    assert places_left(picker) == ["A-01-04", "C-01-01"]
    heard = picker.hear()
    assert heard is not None
    expect(heard, accept="PC-68")
    assert heard["agrees"]
    assert places_left(picker) == ["B-02-01", "A-01-04", "C-01-01"]
    assert "L-B-02-01" in picker.job["places"]
    assert exceptions(world) == [("short_pick", "repicked")]
    expect(picker.scan(command="X-UNDO"), refuse="nothing_to_undo")
    picker.walk({tee.id: tee.jan, cup.id: cup.jan, pot.id: pot.jan})
    assert world.stage_of(order) == "picked"
    assert (tasks_of(world, "pick"), tasks_of(world, "pack")) == (["done"], ["open"])
    assert world.lying_in("B-02-01") == {("TEE-M", ""): 3}
    assert tasks_of(world, "count") == ["open"]


def test_whoever_was_far_away_hears_it_with_goods_in_the_hand_and_fetches_it_next(
    world: World, tee: MadeProduct
) -> None:
    world.receive(tee, "B-02-01", 1)
    cup, pot = world.product("CUP", stock={"C-01-01": 1}), world.product("POT")
    world.receive(pot, "C-02-01", 1)
    order = world.order((tee, 1), (cup, 1), (pot, 1))
    picker = loaded(world)
    journal = [
        picker.event(label(**scanned))
        for scanned in ({"place": "A-01-03"}, NONE_THERE, {"place": "C-01-01"}, {"item": cup.jan})
    ]
    assert all(one["agrees"] for one in picker.hand_in(journal))
    heard = picker.hear()
    assert heard is not None
    expect(heard, accept="PC-58")
    picker.scan(tote="T-0001")
    # It lies behind, but not far: the picker turns round for it at once.
    assert places_left(picker) == ["B-02-01", "C-02-01"]
    picker.walk({tee.id: tee.jan, pot.id: pot.jan})
    assert world.stage_of(order) == "picked"


def test_for_what_lies_too_far_behind_the_cart_goes_again_at_its_end(
    world: World, tee: MadeProduct
) -> None:
    said = world.app.test_cli_runner().invoke(args=["repick-places", "1"])
    assert "up to 1" in said.output
    for place in ("C-01-01", "C-01-02"):
        world.place(place)
    jam, pot = world.product("JAM", stock={"D-01-01": 1}), world.product("POT")
    world.receive(pot, "D-02-01", 1)
    order = world.order((jam, 1), (pot, 1))
    picker = loaded(world)
    world.receive(jam, "B-02-01", 1)
    picker.scan(place="D-01-01")
    picker.scan(**NONE_THERE)
    assert picker.hear() is None
    assert exceptions(world) == [("short_pick", None)]
    picker.walk({pot.id: pot.jan})
    assert exceptions(world) == [("short_pick", "repicked")]
    picker.take_next("pick")
    picker.walk({jam.id: jam.jan})
    assert world.stage_of(order) == "picked"


def test_goods_found_for_an_order_that_is_cancelled_meanwhile_stay_where_they_lie(
    world: World, tee: MadeProduct
) -> None:
    cup = world.product("CUP", stock={"C-01-01": 1})
    gone, other = world.order((tee, 1)), world.order((cup, 1))
    picker = loaded(world, 2)
    picker.scan(place="A-01-03")
    picker.scan(**NONE_THERE)
    office = world.office("supervisor")
    assert office.post(f"/orders/{gone.id}/cancel", {"reason": "customer"}).status_code == 204
    picker.scan(place="C-01-01")
    assert places_left(picker) == ["C-01-01"]
    picker.walk({cup.id: cup.jan})
    assert world.stage_of(other) == "picked"
    with world.reading() as session:
        (left,) = stock.product_balances(session, [world.place("B-02-01")])
    assert (left.on_hand_pieces, left.free_pieces) == (5, 5)


def short_of_one(world: World, rule: str) -> tuple[Screen, MadeOrder, MadeProduct]:
    """Two cups were ordered, one was there; the shop has a rule for it."""
    set_up_floor(world)
    cup = world.product("CUP", stock={"A-01-04": 2})
    office = world.office()
    world.shop_id  # noqa: B018 - it has to be there before its terms are
    assert office.patch("/stock/terms/shops/mori-main", {"on_short": rule}).status_code == 204
    order = world.order((cup, 2))
    picker = loaded(world)
    picker.scan(place="A-01-04")
    picker.scan(item=cup.jan)
    expect(picker.scan(**NONE_THERE), accept="PC-42")
    picker.scan(tote="T-0001")
    return office, order, cup


def test_the_rest_waits_as_an_order_of_its_own_where_the_shop_splits(world: World) -> None:
    office, order, cup = short_of_one(world, "split")
    assert exceptions(world) == [("short_pick", "split")]
    assert world.stage_of(order) == "picked"
    assert packed(world, "T-0001", cup)["verdict"] == "accept"
    with world.reading() as session:
        rest = session.scalars(select(Order).where(Order.split_from_id == order.id)).one()
        pieces = session.scalars(
            select(OrderLine.quantity_pieces).where(OrderLine.order_id == rest.id)
        ).all()
        assert (rest.stage, pieces) == ("waiting", [1])
    world.receive(cup, "A-01-04", 1)
    assert office.post("/orders/reserve").get_json() == {"reserved": 1, "waiting": 0}


def test_the_customer_gets_it_without_where_the_shop_says_so(world: World) -> None:
    _office, order, cup = short_of_one(world, "go_without")
    assert exceptions(world) == [("short_pick", "go_without")]
    assert packed(world, "T-0001", cup)["verdict"] == "accept"
    assert world.stage_of(order) == "packed"


def test_an_empty_parcel_nobody_decides_alone(world: World) -> None:
    set_up_floor(world)
    cup = world.product("CUP", stock={"A-01-04": 1})
    world.shop_id  # noqa: B018 - it has to be there before its terms are
    world.office().patch("/stock/terms/shops/mori-main", {"on_short": "go_without"})
    world.order((cup, 1))
    picker = loaded(world)
    picker.scan(place="A-01-04")
    picker.scan(**NONE_THERE)
    assert exceptions(world) == [("short_pick", None)]


def test_an_order_that_is_cancelled_while_its_cart_goes_again_comes_back_whole(
    world: World, tee: MadeProduct
) -> None:
    order = world.order((tee, 2))
    picker = loaded(world)
    picker.scan(place="A-01-03")
    picker.scan(item=tee.jan)
    picker.scan(**NONE_THERE)
    picker.scan(tote="T-0001")
    picker.take_next("pick")
    picker.scan(place="B-02-01")
    office = world.office("supervisor")
    assert office.post(f"/orders/{order.id}/cancel", {"reason": "customer"}).status_code == 204
    picker.scan(item=tee.jan)
    assert picker.job["step"] == "put_back"
    expect(picker.scan(item=tee.jan), accept="PC-73")
    expect(picker.scan(place="A-01-03"), accept="PC-76")
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 1}
    assert world.lying_in("B-02-01") == {("TEE-M", ""): 5}


def test_another_order_of_the_cart_is_cancelled_after_it_was_packed_away(
    world: World, tee: MadeProduct
) -> None:
    cup = world.product("CUP", stock={"A-01-04": 1})
    short, other = world.order((tee, 1)), world.order((cup, 1))
    picker = loaded(world, 2)
    picker.scan(place="A-01-03")
    picker.scan(**NONE_THERE)
    picker.walk({tee.id: tee.jan, cup.id: cup.jan})
    office = world.office("supervisor")
    assert office.post(f"/orders/{other.id}/cancel", {"reason": "customer"}).status_code == 204
    picker.take_next("pick")
    picker.scan(place="B-02-01")
    assert picker.job["step"] == "put_back"
    picker.scan(item=cup.jan)
    picker.scan(place="A-01-04")
    assert picker.job["step"] == "find_place"
    picker.walk({tee.id: tee.jan})
    assert world.stage_of(short) == "picked"
    assert world.lying_in("A-01-04") == {("CUP", ""): 1}


def test_goods_with_an_unreadable_code_stay_for_others(world: World, tee: MadeProduct) -> None:
    world.order((tee, 1))
    picker = loaded(world)
    picker.scan(place="A-01-03")
    picker.scan(command="X-SHORT-UNREADABLE")
    assert exceptions(world) == [("short_pick", "repicked")]
    with world.reading() as session:
        free = stock.product_balances(session, [world.place("A-01-03")])
    assert [(one.on_hand_pieces, one.free_pieces) for one in free] == [(2, 2)]
