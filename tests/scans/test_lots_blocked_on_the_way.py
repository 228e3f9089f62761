"""ロット保留: a lot is blocked while somebody walks to it, and another is fetched in its place."""

import pytest

from server.tasks.records import FloorException, Task
from tests.floor import Worker, expect, label
from tests.makers import MadeProduct, Screen, World
from tests.scans.test_the_first_parcel import release, set_up_floor
from tests.stock.test_terms import lay

BLOCKED = {"command": "X-SHORT-BLOCKED"}


@pytest.fixture
def jam(world: World) -> MadeProduct:
    """Three lots of a jam, the first to expire on the first shelf; the next there as well."""
    set_up_floor(world)
    jam = world.product("JAM", has_lots=True, expires=True)
    lay(world, jam, "A-01-01", 5, "FIRST", 30)
    lay(world, jam, "B-01-01", 5, "NEXT", 60)
    lay(world, jam, "A-01-01", 5, "LATE", 90)
    return jam


@pytest.fixture
def pot(world: World, jam: MadeProduct) -> MadeProduct:
    """What is picked last."""
    assert jam.id
    return world.product("POT", stock={"C-01-01": 9})


def on_the_way(world: World) -> Worker:
    """Somebody who has loaded the cart and walks to the first shelf."""
    release(world.office("supervisor"))
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    return picker


def block(office: Screen, jam: MadeProduct, lot: str) -> int:
    """Block a lot; its block."""
    body = {"product": jam.id, "lot": lot, "reason": "quality", "note": ""}
    answer = office.post("/stock/blocks", body)
    assert answer.status_code == 200, answer.text
    block_id: int = answer.get_json()["id"]
    return block_id


def decided(world: World) -> list[tuple[str, str | None]]:
    """What supervisors were told, and what became of it."""
    with world.reading() as session:
        found = session.query(FloorException).order_by(FloorException.id)
        return [(one.kind, one.resolution) for one in found]


def line_in_hand(picker: Worker) -> tuple[str, str | None, int]:
    """Where the picker goes, for which lot and how many pieces."""
    facts = picker.job["facts"]
    line = facts["lines"][facts["at"]]
    return line["place"], line["lot"], line["wanted"]


def test_whoever_was_told_is_refused_in_the_hand_and_goes_to_the_next_lot(
    world: World, jam: MadeProduct, pot: MadeProduct
) -> None:
    order = world.order((jam, 2), (pot, 1))
    picker = on_the_way(world)
    assert line_in_hand(picker) == ("L-A-01-01", "FIRST", 2)
    block(world.office("supervisor"), jam, "FIRST")
    assert decided(world) == [("lot_blocked", None)]
    # There is nothing to take notice of between two scans; the facts are on the device.
    assert picker.hear() is None
    picker.scan(place="A-01-01")
    verdict = picker.scan(item=jam.jan)
    expect(verdict, refuse="lot_is_blocked", row="PC-59")
    assert verdict["agrees"]
    expect(picker.scan(**BLOCKED), accept="PC-41")
    assert decided(world) == [("lot_blocked", "repicked"), ("short_pick", "repicked")]
    assert picker.hear() is not None
    assert line_in_hand(picker) == ("L-B-01-01", "NEXT", 2)
    picker.walk({jam.id: jam.jan, pot.id: pot.jan})
    assert world.stage_of(order) == "picked"
    # The book is right about the blocked lot: nothing is counted, nothing corrected.
    assert world.lying_in("A-01-01") == {("JAM", "FIRST"): 5, ("JAM", "LATE"): 5}
    with world.reading() as session:
        assert session.query(Task).filter_by(kind="count").count() == 0


def test_another_lot_of_the_same_shelf_is_as_good(
    world: World, jam: MadeProduct, pot: MadeProduct
) -> None:
    world.order((jam, 2), (pot, 1))
    office = world.office("supervisor")
    picker = on_the_way(world)
    block(office, jam, "NEXT")
    block(office, jam, "FIRST")
    picker.hear()
    picker.scan(place="A-01-01")
    picker.scan(**BLOCKED)
    assert picker.hear() is not None
    assert line_in_hand(picker) == ("L-A-01-01", "LATE", 2)


def test_who_could_not_be_told_learns_it_from_the_answer_to_the_scan(
    world: World, jam: MadeProduct, pot: MadeProduct
) -> None:
    world.order((jam, 2), (pot, 1))
    picker = on_the_way(world)
    picker.scan(place="A-01-01")
    office = world.office("supervisor")
    block_id = block(office, jam, "FIRST")
    event = picker.event(label(item=jam.jan))
    assert event["verdict"] == "accept"
    (verdict,) = picker.hand_in([event])
    expect(verdict, refuse="lot_is_blocked", row="PC-59")
    line = picker.job["facts"]["lines"][0]
    assert (picker.job["step"], line["picked"]) == ("take_item", 0)
    assert picker.job["facts"]["blocked"] == [line["line"]]
    # It is freed again: the carts hear that as well.
    assert office.post(f"/stock/blocks/{block_id}/free").status_code == 204
    assert decided(world) == [("lot_blocked", "lot_freed")]
    picker.hear()
    assert picker.scan(item=jam.jan)["verdict"] == "accept"


def test_what_was_picked_far_away_before_anybody_could_say_so_is_booked_as_it_was_done(
    world: World, jam: MadeProduct, pot: MadeProduct
) -> None:
    order = world.order((jam, 2), (pot, 1))
    picker = on_the_way(world)
    block(world.office("supervisor"), jam, "FIRST")
    scans = (
        {"place": "A-01-01"},
        {"item": jam.jan},
        {"item": jam.jan},
        {"tote": "T-0001"},
        {"place": "C-01-01"},
    )
    verdicts = picker.hand_in([picker.event(label(**scanned)) for scanned in scans])
    assert all(one["agrees"] for one in verdicts)
    picker.walk({pot.id: pot.jan})
    assert world.stage_of(order) == "picked"
    # The supervisor was told when it was blocked, and decides about the parcel.
    assert decided(world) == [("lot_blocked", None)]


def test_a_lot_that_came_too_near_to_its_day_is_refused_too(
    world: World, jam: MadeProduct, pot: MadeProduct
) -> None:
    world.order((jam, 1), (pot, 1))
    terms = f"/stock/terms/products/{jam.id}"
    assert world.office().patch(terms, {"blocked_days": 40}).status_code == 204
    picker = on_the_way(world)
    picker.scan(place="A-01-01")
    expect(picker.scan(item=jam.jan), refuse="lot_is_blocked")
    picker.scan(**BLOCKED)
    assert picker.hear() is not None
    assert line_in_hand(picker) == ("L-B-01-01", "NEXT", 1)
