"""Counting by scans: what is booked at once, counted again, or decided by a supervisor."""

import pytest
from sqlalchemy import select, update

from server import tasks
from server.foundation import now
from server.scans.records import EventVerdict
from server.stock.records import Movement
from server.tasks.records import Task
from tests.floor import Worker, expect, label
from tests.makers import MadeProduct, World
from tests.scans.test_the_first_parcel import release, set_up_floor

DONE = {"command": "X-DONE"}


def counted(world: World) -> list[tuple[int, int, int]]:
    """What counts have corrected: pieces, from where, to where."""
    with world.reading() as session:
        rows = session.execute(
            select(Movement.quantity_pieces, Movement.source_place_id, Movement.target_place_id)
            .where(Movement.cause == "counted")
            .order_by(Movement.id)
        )
        return [tuple(row) for row in rows]


def undecided(world: World) -> list[tasks.OpenException]:
    """What waits for a supervisor about the shelf that is counted."""
    place_id = world.place("A-01-03")
    with world.reading() as session:
        return tasks.open_exceptions_at(session, place_id)


def count_tasks(world: World) -> list[tuple[str, str, int | None]]:
    """The counts that are to be done: stage, reason, product."""
    with world.reading() as session:
        rows = session.execute(
            select(Task.stage, Task.reason, Task.product_id)
            .where(Task.kind == "count", Task.stage.not_in(("done", "cancelled")))
            .order_by(Task.id)
        )
        return [tuple(row) for row in rows]


def count(world: World, place: str, *pieces: tuple[MadeProduct, int]) -> Worker:
    """Somebody counts a place from its first scan to its last."""
    counter = Worker(world.handheld())
    counter.start("count", place=place)
    count_on(counter, *pieces)
    return counter


def count_on(counter: Worker, *pieces: tuple[MadeProduct, int]) -> None:
    """Count these goods, and that is all."""
    if counter.job["step"] == "find_place":
        place = counter.job["facts"]["place"].removeprefix("L-")
        expect(counter.scan(place=place), accept="CT-02")
    for product, number in pieces:
        expect(counter.scan(item=product.jan), accept="CT-15")
        expect(counter.scan(pieces=str(number)), accept="CT-18")
    done = counter.scan(**DONE)
    if done["step"] == "confirm_empty":
        done = counter.scan(place=counter.job["facts"]["place"].removeprefix("L-"))
    assert done["step"] == "count_done", done


def want_count(world: World, place: str) -> None:
    """A supervisor wants a place counted."""
    place_id = world.place(place)
    with world.transaction() as session:
        tasks.want_count(session, tasks.CountWanted(place_id, "supervisor"))


def virtual(world: World, code: str) -> int:
    return world.place(code, kind="virtual")


@pytest.fixture
def tee(world: World) -> MadeProduct:
    return world.product("TEE-M", stock={"A-01-03": 8})


def test_a_count_that_agrees_changes_nothing(world: World, tee: MadeProduct) -> None:
    counter = count(world, "A-01-03", (tee, 8))
    assert counter.job["step"] == "count_done"
    assert counted(world) == []
    assert undecided(world) == []
    assert count_tasks(world) == []


def test_the_device_is_not_told_what_the_book_has(world: World, tee: MadeProduct) -> None:
    job = Worker(world.handheld()).start("count", place="A-01-03")
    assert job["facts"]["lines"] == []
    assert 8 not in [value for value in job["facts"].values() if isinstance(value, int)]


def test_a_small_difference_is_lost_at_once(world: World, tee: MadeProduct) -> None:
    count(world, "A-01-03", (tee, 6))
    assert counted(world) == [(2, world.place("A-01-03"), virtual(world, "LOSS"))]
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 6}


def test_a_small_difference_is_found_at_once(world: World, tee: MadeProduct) -> None:
    count(world, "A-01-03", (tee, 11))
    assert counted(world) == [(3, virtual(world, "FOUND"), world.place("A-01-03"))]
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 11}


def test_what_nobody_scanned_is_not_there(world: World, tee: MadeProduct) -> None:
    cap = world.product("CAP", stock={"A-01-03": 2})
    count(world, "A-01-03", (tee, 8))
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 8}
    assert [pieces for pieces, *_ in counted(world)] == [2]
    assert cap.id


def test_an_empty_place_is_scanned_once_more(world: World) -> None:
    world.product("TEE-M", stock={"A-01-03": 2})
    counter = Worker(world.handheld())
    counter.start("count", place="A-01-03")
    expect(counter.scan(**DONE), accept="CT-22")
    expect(counter.scan(**DONE), refuse="empty_or_undo")
    expect(counter.scan(place="A-01-03"), accept="CT-42")
    assert world.lying_in("A-01-03") == {}


def test_above_the_limit_a_second_person_counts_again_and_a_supervisor_books(
    world: World, tee: MadeProduct
) -> None:
    first = count(world, "A-01-03", (tee, 3))
    assert counted(world) == []
    assert count_tasks(world) == [("open", "recount", tee.id)]
    (task,) = first.open_tasks("count")
    assert task["not_for"] == first.screen.person_id
    turned = first.screen.post(f"/tasks/{task['id']}/claim")
    assert (turned.status_code, turned.get_json()["code"]) == (409, "task_not_for_you")

    second = Worker(world.handheld())
    second.take_next("count")
    count_on(second, (tee, 3))
    assert counted(world) == []
    (found,) = undecided(world)
    assert (found.kind, found.quantity_pieces) == ("count_differs", 5)
    told = {key: found.detail[key] for key in ("book", "counted", "counted_before")}
    assert told == {"book": 8, "counted": 3, "counted_before": 3}

    answer = world.office("supervisor").post(
        f"/exceptions/{found.id}/resolve", {"resolution": "book_count", "note": ""}
    )
    assert answer.status_code == 204, answer.text
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 3}
    assert undecided(world) == []


def test_a_recount_that_agrees_with_the_book_books_nothing(world: World, tee: MadeProduct) -> None:
    count(world, "A-01-03", (tee, 3))
    second = Worker(world.handheld())
    second.take_next("count")
    count_on(second, (tee, 8))
    assert counted(world) == []
    assert undecided(world) == []
    assert count_tasks(world) == []


def test_a_supervisor_may_have_it_counted_again(world: World, tee: MadeProduct) -> None:
    count(world, "A-01-03", (tee, 3))
    second = Worker(world.handheld())
    second.take_next("count")
    count_on(second, (tee, 2))
    (found,) = undecided(world)
    world.office("supervisor").post(
        f"/exceptions/{found.id}/resolve", {"resolution": "count_again", "note": ""}
    )
    assert count_tasks(world) == [("open", "supervisor", tee.id)]


def test_a_newer_count_answers_what_nobody_has_decided_yet(world: World, tee: MadeProduct) -> None:
    count(world, "A-01-03", (tee, 3))
    second = Worker(world.handheld())
    second.take_next("count")
    count_on(second, (tee, 3))
    count(world, "A-01-03", (tee, 8))
    assert undecided(world) == []
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 8}


def test_whoever_counted_first_cannot_end_the_recount_on_another_s_handheld(
    world: World, tee: MadeProduct
) -> None:
    first = count(world, "A-01-03", (tee, 3))
    second = Worker(world.handheld())
    second.take_next("count")
    second.scan(place="A-01-03")
    second.scan(item=tee.jan)
    assert first.screen.person_id is not None
    second.screen = world.at_work(second.screen, first.screen.person_id)
    expect(second.scan(**DONE), refuse="another_counts_again", row="CT-21")


def test_the_limit_is_the_warehouse_s(world: World, tee: MadeProduct) -> None:
    said = world.app.test_cli_runner().invoke(args=["count-limit", "5"])
    assert said.exit_code == 0, said.output
    count(world, "A-01-03", (tee, 3))
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 3}
    assert (
        world.app.test_cli_runner().invoke(args=["count-limit", "5", "--warehouse", "X"]).exit_code
    )


# --- orders, carts and moves meanwhile ----------------------------------------------------------


def loaded_picker(world: World, *lines: tuple[MadeProduct, int]) -> Worker:
    """A picker with a loaded cart, at the shelf of its first line."""
    set_up_floor(world)
    world.order(*lines)
    release(world.office("supervisor"))
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.scan(place="A-01-03")
    return picker


def test_free_pieces_are_lost_before_those_held_for_orders(world: World, tee: MadeProduct) -> None:
    world.order((tee, 7))
    count(world, "A-01-03", (tee, 5))
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 7}
    (found,) = undecided(world)
    assert (found.kind, found.quantity_pieces) == ("held_goods_missing", 2)
    assert [pieces for pieces, *_ in counted(world)] == [1]


def test_picking_goes_on_while_somebody_counts(world: World, tee: MadeProduct) -> None:
    """Two go onto the cart after the count of the tees and before the count is done."""
    cap = world.product("CAP", stock={"A-01-03": 1})
    picker = loaded_picker(world, (tee, 2))
    counter = Worker(world.handheld())
    counter.start("count", place="A-01-03")
    counter.scan(item=tee.jan)
    counter.scan(pieces="8")
    picker.scan(item=tee.jan)
    picker.scan(item=tee.jan)
    counter.scan(item=cap.jan)
    counter.scan(**DONE)
    assert counted(world) == []
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 6, ("CAP", ""): 1}


def test_a_pick_made_before_the_count_and_handed_in_before_its_end_counts_as_made(
    world: World, tee: MadeProduct
) -> None:
    picker = loaded_picker(world, (tee, 2))
    taken = [picker.event(label(item=tee.jan)) for _ in range(2)]
    counter = Worker(world.handheld())
    counter.start("count", place="A-01-03")
    counter.scan(item=tee.jan)
    counter.scan(pieces="6")
    picker.hand_in(taken)
    counter.scan(**DONE)
    assert counted(world) == []
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 6}


def test_a_pick_handed_in_after_the_count_is_not_lost_twice(world: World, tee: MadeProduct) -> None:
    picker = loaded_picker(world, (tee, 2))
    taken = [picker.event(label(item=tee.jan)) for _ in range(2)]
    count(world, "A-01-03", (tee, 6))
    assert counted(world) == []
    assert count_tasks(world) == [("waiting", "on_the_way", tee.id)]
    picker.hand_in(taken)
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 6}
    picker.scan(tote="T-0001")
    assert count_tasks(world) == [("open", "on_the_way", tee.id)]
    again = Worker(world.handheld())
    again.take_next("count")
    count_on(again, (tee, 6))
    assert counted(world) == []


def test_more_than_a_cart_can_have_is_missing_all_the_same(world: World, tee: MadeProduct) -> None:
    loaded_picker(world, (tee, 2))
    count(world, "A-01-03", (tee, 4))
    assert [pieces for pieces, *_ in counted(world)] == [2]
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 6}


def test_goods_that_somebody_moves_are_not_lost(world: World, tee: MadeProduct) -> None:
    world.place("B-02-01")
    mover = Worker(world.handheld())
    mover.start("move", place="A-01-03")
    mover.scan(item=tee.jan)
    mover.scan(pieces="5")
    count(world, "A-01-03", (tee, 3))
    assert counted(world) == []
    assert count_tasks(world) == [("waiting", "on_the_way", tee.id)]
    expect(mover.scan(place="B-02-01"), accept="MV-25")
    mover.scan(**DONE)
    assert count_tasks(world) == [("open", "on_the_way", tee.id)]


def test_a_short_pick_raises_a_count_and_what_it_reported_is_not_reported_twice(
    world: World, tee: MadeProduct
) -> None:
    picker = loaded_picker(world, (tee, 2))
    expect(picker.scan(command="X-SHORT-NONE"), accept="PC-39")
    assert count_tasks(world) == [("open", "short_pick", tee.id)]
    counter = Worker(world.handheld())
    counter.take_next("count")
    count_on(counter, (tee, 6))
    assert counted(world) == []
    assert [found.kind for found in undecided(world)] == ["short_pick"]
    (short,) = undecided(world)
    world.office("supervisor").post(
        f"/exceptions/{short.id}/resolve", {"resolution": "ship_without", "note": ""}
    )
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 6}


def test_a_shortage_that_was_taken_back_needs_no_count(world: World, tee: MadeProduct) -> None:
    picker = loaded_picker(world, (tee, 2), (world.product("CAP", stock={"A-01-03": 1}), 1))
    picker.scan(command="X-SHORT-NONE")
    assert len(count_tasks(world)) == 1
    picker.scan(command="X-UNDO")
    assert count_tasks(world) == []


# --- goods, lots and codes ----------------------------------------------------------------------


def test_goods_that_the_book_has_elsewhere_are_found_when_the_house_knows_them(
    world: World, tee: MadeProduct
) -> None:
    cap = world.product("CAP", stock={"B-02-01": 4})
    counter = Worker(world.handheld())
    counter.start("count", place="A-01-03")
    counter.scan(item=tee.jan)
    counter.scan(pieces="8")
    asked = counter.scan(item=cap.jan)
    assert (asked["verdict"], asked["row"]) == ("ask_server", "CT-11")
    expect(counter.scan(item=cap.jan), accept="CT-15")
    counter.scan(**DONE)
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 8, ("CAP", ""): 1}


def test_a_code_that_nobody_knows_counts_nothing(world: World, tee: MadeProduct) -> None:
    counter = Worker(world.handheld())
    counter.start("count", place="A-01-03")
    for _ in range(2):
        asked = counter.scan(item="4909999999990")
        assert asked["verdict"] == "ask_server"
    assert counter.job["facts"]["lines"] == []


def test_lots_are_counted_apart(world: World) -> None:
    miso = world.product("MISO")
    world.receive(miso, "A-01-03", 2, lot="M2604")
    world.receive(miso, "A-01-03", 2, lot="M2605")
    counter = Worker(world.handheld())
    counter.start("count", place="A-01-03")
    expect(counter.scan(item=miso.jan), accept="CT-13")
    expect(counter.scan(place="A-01-03"), refuse="lot_expected")
    expect(counter.scan(lot="M2604"), accept="CT-32")
    expect(counter.scan(pieces="1"), accept="CT-18")
    counter.scan(item=miso.jan)
    counter.scan(lot="M2606")
    counter.scan(item=miso.jan)
    expect(counter.scan(lot="M2605"), accept="CT-32")
    counter.scan(pieces="2")
    counter.scan(**DONE)
    assert world.lying_in("A-01-03") == {
        ("MISO", "M2604"): 1,
        ("MISO", "M2605"): 2,
        ("MISO", "M2606"): 1,
    }


def test_the_last_scan_is_taken_back(world: World, tee: MadeProduct) -> None:
    counter = Worker(world.handheld())
    counter.start("count", place="A-01-03")
    counter.scan(item=tee.jan)
    counter.scan(pieces="88")
    expect(counter.scan(command="X-UNDO"), accept="CT-25")
    counter.scan(pieces="8")
    counter.scan(**DONE)
    assert counted(world) == []


def test_a_whole_count_handed_in_at_once_is_held_against_the_book_of_then(
    world: World, tee: MadeProduct
) -> None:
    """Offline for an hour: what came meanwhile was not there when it was counted."""
    counter = Worker(world.handheld())
    counter.start("count", place="A-01-03")
    events = [
        counter.event(label(**scanned))
        for scanned in ({"item": tee.jan}, {"pieces": "8"}, {"command": "X-DONE"})
    ]
    world.receive(tee, "A-01-03", 4)
    assert {one["verdict"] for one in counter.hand_in(events)} == {"accept"}
    assert counted(world) == []
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 12}


def test_whoever_takes_up_a_count_that_was_given_back_begins_anew(
    world: World, tee: MadeProduct
) -> None:
    want_count(world, "A-01-03")
    first = Worker(world.handheld())
    task = first.take_next("count")["task"]["id"]
    first.scan(place="A-01-03")
    first.scan(item=tee.jan)
    assert first.screen.post(f"/tasks/{task}/release").status_code == 204
    second = Worker(world.handheld())
    job = second.take(task)
    assert (job["step"], job["facts"]["lines"]) == ("find_place", [])
    count_on(second, (tee, 8))
    assert counted(world) == []


def test_a_place_is_counted_by_one_at_a_time(world: World, tee: MadeProduct) -> None:
    Worker(world.handheld()).start("count", place="A-01-03")
    other = Worker(world.handheld())
    assert other.turned_down("count", place="A-01-03") == "count_under_way"
    assert other.turned_down("count", place="Z-99-99") == "place_unknown"
    assert other.turned_down("count", cart="C-01") == "place_expected"


def test_a_supervisor_has_a_place_counted(world: World, tee: MadeProduct) -> None:
    world.place("C-01", kind="cart")
    office = world.office("supervisor")
    assert office.post("/counts", {"place": "a-01-03"}).status_code == 204
    assert count_tasks(world) == [("open", "supervisor", None)]
    codes = [
        office.post("/counts", {"place": place}).get_json()["code"]
        for place in (label(place="A-01-03"), "Z-99-99", label(cart="C-01"))
    ]
    assert codes == ["count_under_way", "place_unknown", "takes_no_goods"]


def test_scanning_the_place_takes_up_the_count_that_waits_for_it(
    world: World, tee: MadeProduct
) -> None:
    want_count(world, "A-01-03")
    counter = Worker(world.handheld())
    counter.start("count", place="A-01-03")
    assert count_tasks(world) == [("claimed", "supervisor", None)]


def test_a_cancelled_cart_opens_the_count_that_waited_for_it(
    world: World, tee: MadeProduct
) -> None:
    loaded_picker(world, (tee, 2))
    count(world, "A-01-03", (tee, 6))
    assert count_tasks(world) == [("waiting", "on_the_way", tee.id)]
    with world.transaction() as session:
        (cart,) = tasks.cards(session, kind="pick")
        session.execute(update(Task).where(Task.id == cart.id).values(lease_expires_at=now()))
        tasks.cancel_task(session, cart.id)
    assert count_tasks(world) == [("open", "on_the_way", tee.id)]


def test_device_and_server_never_disagreed(world: World, tee: MadeProduct) -> None:
    count(world, "A-01-03", (tee, 7))
    with world.reading() as session:
        assert not any(session.scalars(select(EventVerdict.mismatch)))
