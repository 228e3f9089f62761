"""循環棚卸 and 一斉棚卸: which places are counted next, and a whole zone at once."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from server import places
from server.counting.cyclic import COUNTED_EVERY, LyingThere, classes_of, places_due
from server.counting.turns import lay_turns
from server.foundation import now
from server.stock.records import Balance
from tests.counting.test_counts import count, count_tasks
from tests.makers import World

TODAY = datetime(2026, 11, 27, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pieces", "classes"),
    [
        ({}, {}),
        ({1: 0}, {1: "C"}),
        ({1: 5}, {1: "A"}),
        ({1: 80, 2: 15, 3: 5}, {1: "A", 2: "B", 3: "C"}),
        ({1: 70, 2: 20, 3: 6, 4: 4}, {1: "A", 2: "A", 3: "B", 4: "C"}),
    ],
)
def test_the_products_that_leave_most_are_of_class_a(
    pieces: dict[int, int], classes: dict[int, str]
) -> None:
    assert classes_of(pieces) == classes


@given(st.dictionaries(st.integers(1, 50), st.integers(0, 1000), max_size=20))
def test_no_product_of_a_lower_class_left_more_often(pieces: dict[int, int]) -> None:
    classes = classes_of(pieces)
    for one, of_one in classes.items():
        for two, of_two in classes.items():
            if of_one > of_two:
                assert pieces[one] <= pieces[two]


def test_the_longest_overdue_by_its_class_comes_first() -> None:
    there = [
        LyingThere(10, [1], TODAY - COUNTED_EVERY["A"] * 1.1),
        LyingThere(20, [3], TODAY - COUNTED_EVERY["C"] * 1.5),
        LyingThere(30, [3], TODAY - COUNTED_EVERY["A"] * 2),
        LyingThere(40, [3, 1], TODAY - COUNTED_EVERY["A"] * 2),
    ]
    classes = {1: "A", 3: "C"}
    assert places_due(there, classes, TODAY, most=9) == [40, 20, 10]
    assert places_due(there, classes, TODAY, most=1) == [40]


def make_old(world: World, place: str, days: int) -> None:
    """Let the goods of a place have lain there for so many days."""
    place_id = world.place(place)
    with world.transaction() as session:
        session.execute(
            update(Balance)
            .where(Balance.place_id == place_id)
            .values(lies_since=now() - timedelta(days=days))
        )


def test_a_few_places_are_laid_each_day_and_not_again_once_counted(world: World) -> None:
    tee = world.product("TEE", stock={"A-01-03": 2, "A-01-04": 2, "B-02-01": 2})
    for place, days in (("A-01-03", 200), ("A-01-04", 300), ("B-02-01", 10)):
        make_old(world, place, days)

    def lay() -> int:
        with world.transaction() as session:
            return lay_turns(session, world.warehouse_id)

    assert lay() == 0
    with world.transaction() as session:
        places.set_counts_a_day(session, world.warehouse_id, 1)
    assert (lay(), lay()) == (1, 0)
    assert count_tasks(world) == [("open", "in_turn", None)]
    count(world, "A-01-04", (tee, 2))
    assert (lay(), lay()) == (1, 0)
    count(world, "A-01-03", (tee, 2))
    assert lay() == 0


def test_a_zone_is_counted_as_a_whole_empty_shelves_too(world: World) -> None:
    world.product("TEE", stock={"A-01-03": 2, "B-02-01": 2})
    world.place("A-01-09")
    office = world.office("supervisor")
    assert office.post("/counts/zones", {"zone": "A"}).get_json() == {"laid": 2}
    assert office.post("/counts/zones", {"zone": "A"}).get_json() == {"laid": 0}
    assert [reason for _, reason, _ in count_tasks(world)] == ["supervisor", "supervisor"]
    unknown = office.post("/counts/zones", {"zone": "Q"})
    assert (unknown.status_code, unknown.get_json()["code"]) == (404, "zone_unknown")
