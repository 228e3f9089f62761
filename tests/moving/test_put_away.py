"""Putting away what came in, and filling shelves up before they run dry."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import select, update

from server import stock
from server.moving.filling import raise_refills
from server.moving.proposing import Arrived, Candidate, propose
from server.places.records import Place
from server.tasks.records import Task
from tests.floor import Worker, expect
from tests.makers import MadeProduct, World

DONE = {"command": "X-DONE"}
DOCK = {"kind": "dock"}


@pytest.fixture
def tee(world: World) -> MadeProduct:
    return world.product("TEE-M")


def come_in(world: World, *lines: tuple[MadeProduct, int, str]) -> None:
    """Goods stand on the dock and are laid to be put away."""
    place_id = world.place("IN-01", kind="dock")
    with world.transaction() as session:
        stock.receive(
            session,
            [stock.Delivery(place_id, one.id, pieces, lot) for one, pieces, lot in lines],
            person_id=None,
        )


def put_away(world: World) -> Worker:
    """Somebody begins to empty the dock."""
    worker = Worker(world.handheld())
    worker.start("put_away", place="IN-01")
    return worker


def goes_to(worker: Worker) -> list[Any]:
    """Where the goods of the job are best put, and why."""
    targets = [one["goes_to"] for one in worker.job["facts"]["goods"]]
    return [None if one is None else (one["place"], one["because"]) for one in targets]


def open_tasks(world: World, kind: str) -> list[tuple[str, str, int]]:
    """The tasks of a kind that are to be done: number, reason, pieces."""
    with world.reading() as session:
        rows = session.execute(
            select(Task.number, Task.reason, Task.pieces)
            .where(Task.kind == kind, Task.stage.not_in(("done", "cancelled")))
            .order_by(Task.id)
        )
        return [tuple(row) for row in rows]


def takes(world: World, place: str, pieces: int) -> None:
    """A shelf takes no more than so many pieces."""
    place_id = world.place(place)
    with world.transaction() as session:
        session.execute(update(Place).where(Place.id == place_id).values(most_pieces=pieces))


def in_reserve(world: World, place: str) -> int:
    """A shelf that fills others."""
    place_id = world.place(place)
    with world.transaction() as session:
        session.execute(update(Place).where(Place.id == place_id).values(is_reserve=True))
    return place_id


def picked_from(world: World, place: str, product: MadeProduct, least: int, most: int) -> None:
    """People pick a product from a shelf that is kept between two counts."""
    place_id = world.place(place)
    with world.transaction() as session:
        stock.set_face(session, stock.PickFace(place_id, product.id, least, most))


def refills(world: World) -> int:
    """The worker of the house looks for shelves that run low."""
    with world.transaction() as session:
        return raise_refills(session)


def test_goods_go_where_the_same_goods_lie_and_the_job_ends_by_itself(
    world: World, tee: MadeProduct
) -> None:
    world.place("A-01-01")
    world.receive(tee, "A-01-03", 2)
    come_in(world, (tee, 5, ""))
    worker = put_away(world)
    assert goes_to(worker) == [("L-A-01-03", "same_goods")]
    expect(worker.scan(item=tee.jan), accept="MV-07")
    expect(worker.scan(pieces="5"), accept="MV-39")
    expect(worker.scan(place="A-01-03"), accept="MV-47")
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 7}
    assert open_tasks(world, "put_away") == []


def test_another_shelf_is_allowed(world: World, tee: MadeProduct) -> None:
    world.receive(tee, "A-01-03", 2)
    world.place("B-01-01")
    come_in(world, (tee, 1, ""))
    worker = put_away(world)
    worker.scan(item=tee.jan)
    expect(worker.scan(place="B-01-01"), accept="MV-47")
    assert world.lying_in("B-01-01") == {("TEE-M", ""): 1}


def test_a_full_shelf_takes_no_more(world: World, tee: MadeProduct) -> None:
    world.receive(tee, "A-01-03", 2)
    takes(world, "A-01-03", 4)
    world.place("B-01-01")
    come_in(world, (tee, 5, ""))
    worker = put_away(world)
    worker.scan(item=tee.jan)
    worker.scan(pieces="3")
    expect(worker.scan(place="A-01-03"), refuse="place_is_full", row="MV-46")
    expect(worker.scan(pieces="2"), accept="MV-39")
    expect(worker.scan(place="A-01-03"), accept="MV-25")
    worker.scan(item=tee.jan)
    expect(worker.scan(place="A-01-03"), refuse="place_is_full")
    expect(worker.scan(place="B-01-01"), accept="MV-25")


def test_what_is_left_on_the_dock_is_laid_again(world: World, tee: MadeProduct) -> None:
    world.place("A-01-03")
    come_in(world, (tee, 5, ""))
    worker = put_away(world)
    worker.scan(item=tee.jan)
    expect(worker.scan(place="A-01-03"), accept="MV-25")
    expect(worker.scan(**DONE), accept="MV-11")
    assert open_tasks(world, "put_away") == [("IN-01", "received", 4)]
    assert Worker(world.handheld()).start("put_away", place="IN-01")["facts"]["aim"] == "put_away"


def test_an_order_that_waits_has_what_was_put_on_a_shelf(world: World, tee: MadeProduct) -> None:
    world.place("A-01-03")
    come_in(world, (tee, 1, ""))
    worker = put_away(world)
    order = world.order((tee, 1))
    worker.scan(item=tee.jan)
    expect(worker.scan(place="A-01-03"), accept="MV-47")
    assert world.stage_of(order) == "reserved"


def test_what_cannot_be_put_away_says_why(world: World, tee: MadeProduct) -> None:
    world.place("IN-01", kind="dock")
    world.place("A-01-03")
    worker = Worker(world.handheld())
    assert worker.turned_down("put_away", place="IN-01") == "nothing_to_put_away"
    assert worker.turned_down("put_away", place="A-01-03") == "no_dock"
    assert worker.turned_down("put_away", item=tee.jan) == "place_expected"
    assert worker.turned_down("replenish", place="A-01-03") == "kind_not_started"


def test_two_lots_go_to_their_own_shelves(world: World) -> None:
    miso = world.product("MISO", has_lots=True)
    world.receive(miso, "A-01-01", 1, lot="L1")
    world.receive(miso, "A-01-02", 1, lot="L2")
    come_in(world, (miso, 3, "L2"), (miso, 3, "L3"))
    worker = put_away(world)
    assert goes_to(worker) == [("L-A-01-02", "same_lot"), ("L-A-01-01", "same_goods")]


def test_two_products_are_not_sent_to_one_empty_shelf(world: World, tee: MadeProduct) -> None:
    cap = world.product("CAP")
    world.place("A-01-01")
    world.place("A-01-02")
    come_in(world, (tee, 1, ""), (cap, 1, ""))
    assert goes_to(put_away(world)) == [("L-A-01-01", "empty"), ("L-A-01-02", "empty")]


def test_two_lots_of_one_product_may_share_an_empty_shelf(world: World) -> None:
    miso = world.product("MISO", has_lots=True)
    world.place("A-01-01")
    world.place("A-01-02")
    come_in(world, (miso, 1, "L1"), (miso, 1, "L2"))
    assert goes_to(put_away(world)) == [("L-A-01-01", "empty"), ("L-A-01-01", "empty")]


def test_a_shelf_that_runs_low_is_filled_from_the_reserve(world: World, tee: MadeProduct) -> None:
    world.receive(tee, "A-01-03", 3)
    world.receive(tee, "R-01-01", 30)
    in_reserve(world, "R-01-01")
    picked_from(world, "A-01-03", tee, 3, 12)
    assert refills(world) == 1
    assert refills(world) == 0
    assert open_tasks(world, "replenish") == [("R-01-01", "below_minimum", 9)]
    world.place("B-01-01")
    worker = Worker(world.handheld())
    worker.take_next("replenish")
    assert goes_to(worker) == [("L-A-01-03", "asked_for")]
    expect(worker.scan(item=tee.jan), accept="MV-07")
    expect(worker.scan(pieces="9"), accept="MV-39")
    expect(worker.scan(place="B-01-01"), refuse="other_target")
    expect(worker.scan(place="A-01-03"), accept="MV-47")
    assert world.lying_in("A-01-03") == {("TEE-M", ""): 12}
    assert refills(world) == 0


def test_a_shelf_that_orders_wait_for_is_due_by_the_first_of_them(
    world: World, tee: MadeProduct
) -> None:
    world.receive(tee, "A-01-03", 4)
    world.receive(tee, "R-01-01", 30)
    in_reserve(world, "R-01-01")
    picked_from(world, "A-01-03", tee, 1, 12)
    assert refills(world) == 0
    world.order((tee, 3))
    assert refills(world) == 1
    assert open_tasks(world, "replenish") == [("R-01-01", "demand", 8)]


def test_a_shelf_is_filled_by_one_task_whatever_comes_into_the_reserve(
    world: World, tee: MadeProduct
) -> None:
    world.receive(tee, "A-01-03", 1)
    world.receive(tee, "R-01-02", 30)
    in_reserve(world, "R-01-02")
    in_reserve(world, "R-01-01")
    picked_from(world, "A-01-03", tee, 3, 12)
    assert refills(world) == 1
    # This shelf would empty first, and be the one to fill from.
    world.receive(tee, "R-01-01", 2)
    assert refills(world) == 0


def test_expired_goods_fill_no_shelf(world: World, tee: MadeProduct) -> None:
    world.receive(tee, "A-01-03", 1)
    place_id = in_reserve(world, "R-01-01")
    with world.transaction() as session:
        old = stock.Delivery(place_id, tee.id, 30, expires_on="2020-01-01")
        stock.receive(session, [old], person_id=None)
    picked_from(world, "A-01-03", tee, 3, 12)
    assert refills(world) == 0


def test_nothing_is_raised_where_the_reserve_is_empty_or_the_shelf_is_full(
    world: World, tee: MadeProduct
) -> None:
    world.receive(tee, "A-01-03", 1)
    in_reserve(world, "R-01-01")
    picked_from(world, "A-01-03", tee, 3, 12)
    assert refills(world) == 0
    world.receive(tee, "A-01-03", 11)
    world.receive(tee, "R-01-01", 5)
    world.order((tee, 11))
    assert refills(world) == 0


def test_people_say_what_shelves_take_and_where_goods_are_picked(
    world: World, tee: MadeProduct
) -> None:
    world.place("A-01-03")
    runner = world.app.test_cli_runner()
    said = ["shelves", "pick-from", "A-01-03", tee.sku, "--owner", "MORI"]
    assert runner.invoke(args=[*said, "--least", "3", "--most", "12"]).exit_code == 0
    assert runner.invoke(args=["shelves", "take", "A-01-03", "40"]).exit_code == 0
    assert runner.invoke(args=["shelves", "reserve", "A-01-03"]).exit_code == 0
    world.place("B-01-01")
    assert runner.invoke(args=["shelves", "reserve", "B-01-01"]).exit_code == 0
    assert runner.invoke(args=["shelves", "reserve", "B-01-01", "--end"]).exit_code == 0
    with world.reading() as session:
        assert [one.most_pieces for one in stock.pick_faces(session)] == [12]
        assert session.execute(
            select(Place.most_pieces, Place.is_reserve).where(Place.code == "L-A-01-03")
        ).one() == (40, True)
        reserves = session.scalars(select(Place.code).where(Place.is_reserve)).all()
    assert reserves == ["L-A-01-03"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (["take", "Z-99-99", "40"], "There is no place Z-99-99."),
        (
            ["pick-from", "A-01-03", "NOTHING", "--owner", "MORI", "--least", "1", "--most", "2"],
            "MORI has no product NOTHING.",
        ),
        (
            ["pick-from", "A-01-03", "X", "--owner", "NOBODY", "--least", "1", "--most", "2"],
            "There is no owner NOBODY.",
        ),
        (
            ["pick-from", "A-01-03", "X", "--owner", "MORI", "--least", "2", "--most", "2"],
            "--most must be more than --least.",
        ),
    ],
)
def test_what_cannot_be_said_of_shelves_is_told(
    world: World, said: Sequence[str], answer: str
) -> None:
    world.place("A-01-03")
    assert world.owner_id
    result = world.app.test_cli_runner().invoke(args=["shelves", *said])
    assert result.exit_code == 1
    assert answer in result.output


def shelf(code: str, **more: Any) -> Candidate:
    facts: dict[str, Any] = {"zone": "A", "level": 1, "walk_order": 1, "is_reserve": False}
    return Candidate(code=code, **(facts | more))


def arrived(**more: Any) -> Arrived:
    facts: dict[str, Any] = {
        "product_id": 1,
        "lot": "L1",
        "pieces": 5,
        "weight_grams": None,
        "left_lately_pieces": 0,
    }
    return Arrived(**(facts | more))


@pytest.mark.parametrize(
    ("name", "goods", "shelves", "best"),
    [
        (
            "the shelf they are picked from comes first",
            arrived(),
            [shelf("LOT", has_goods=True, has_lot=True), shelf("FACE", is_face=True)],
            ("FACE", "face_low"),
        ),
        (
            "a shelf for part of them after one for all",
            arrived(),
            [shelf("PART", has_goods=True, room_pieces=4), shelf("ALL", room_pieces=5)],
            ("ALL", "empty_near"),
        ),
        (
            "a full shelf never",
            arrived(),
            [shelf("FULL", is_face=True, room_pieces=0), shelf("FREE")],
            ("FREE", "empty"),
        ),
        (
            "heavy goods lie low",
            arrived(weight_grams=5_000),
            [shelf("HIGH", level=3), shelf("LOW", level=2, walk_order=9)],
            ("LOW", "empty"),
        ),
        (
            "light goods lie where the walk passes first",
            arrived(weight_grams=4_999),
            [shelf("HIGH", level=3), shelf("LOW", level=2, walk_order=9)],
            ("HIGH", "empty"),
        ),
        (
            "what goes fast stays out of the reserve",
            arrived(left_lately_pieces=20),
            [shelf("BACK", is_reserve=True), shelf("FRONT", walk_order=9)],
            ("FRONT", "empty"),
        ),
        (
            "what goes slowly stands in the reserve",
            arrived(left_lately_pieces=19),
            [shelf("BACK", is_reserve=True, walk_order=9), shelf("FRONT")],
            ("BACK", "empty"),
        ),
        ("no shelf at all", arrived(), [], None),
    ],
)
def test_the_best_shelf(
    name: str, goods: Arrived, shelves: list[Candidate], best: tuple[str, str] | None
) -> None:
    found = propose(goods, shelves)
    assert (None if found is None else (found["place"], found["because"])) == best, name


def test_heavy_goods_that_came_in_are_known_by_their_product(world: World) -> None:
    sack = world.product("SACK", weight_grams=9_000)
    high, low = world.place("A-01-01"), world.place("A-01-02")
    with world.transaction() as session:
        session.execute(update(Place).where(Place.id == high).values(level=4))
        session.execute(update(Place).where(Place.id == low).values(level=1))
    come_in(world, (sack, 1, ""))
    assert goes_to(put_away(world)) == [("L-A-01-02", "empty")]
