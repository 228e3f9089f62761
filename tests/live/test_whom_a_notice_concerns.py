"""Who is poked about what."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from server.foundation import announce, head, notices_after, reading, transaction
from server.live.decisions import (
    TOPICS_MAX,
    Poke,
    concerns,
    kinds_heard,
    pokes_of,
    rooms_at_entry,
    rooms_of,
)
from tests.makers import World


@dataclass(frozen=True)
class Happened:
    """A notice, as far as it matters here."""

    topic: str
    kind: str
    body: dict[str, Any] = field(default_factory=dict)
    position: int = 1


def test_a_scan_concerns_its_device_and_the_boards_but_not_the_floor() -> None:
    assert rooms_of(Happened("task:1", "task_progressed", {"device": 7})) == ["boards", "device:7"]


def test_an_opened_task_concerns_everybody_on_the_floor() -> None:
    assert rooms_of(Happened("task:1", "task_opened")) == ["boards", "floor"]


def test_a_topic_is_poked_once_however_often_it_changed() -> None:
    notices = [Happened("task:1", "task_progressed", {"device": 7}, nth) for nth in range(1, 6)]
    poke = Poke(5, ("task:1",))
    assert pokes_of(notices) == {"boards": poke, "device:7": poke}


def test_a_room_is_told_of_the_last_position_that_concerns_it() -> None:
    notices = [
        Happened("task:1", "task_progressed", {"device": 7}, position=8),
        Happened("task:2", "task_opened", position=9),
    ]
    assert {room: poke.position for room, poke in pokes_of(notices).items()} == {
        "boards": 9,
        "device:7": 8,
        "floor": 9,
    }


def test_two_pokes_become_one_that_says_what_both_say() -> None:
    both = Poke(4, ("task:1", "task:2")).and_then(Poke(9, ("task:2", "task:3")))
    assert both == Poke(9, ("task:1", "task:2", "task:3"))


def test_too_many_topics_become_look_at_everything() -> None:
    notices = [Happened(f"task:{nth}", "task_opened") for nth in range(TOPICS_MAX + 1)]
    assert {room: poke.topics for room, poke in pokes_of(notices).items()} == {
        "boards": ("*",),
        "floor": ("*",),
    }


def test_a_closed_parcel_concerns_the_packing_stations_and_no_handheld() -> None:
    closed = Happened("shipment:1", "parcel_closed")
    assert rooms_of(closed) == ["boards", "stations"]
    assert "stations" in rooms_at_entry("picker", 7, "tablet")
    assert "stations" in rooms_at_entry("packer", 7, "handheld")


@pytest.mark.parametrize(
    "rooms", [["floor", "device:7"], ["floor", "stations"], ["floor", "boards"]]
)
def test_whoever_is_poked_about_a_kind_finds_it_in_the_feed(rooms: list[str]) -> None:
    heard = kinds_heard(rooms)
    for kind in ("task_opened", "parcel_closed", "order_reserved", "task_progressed"):
        is_poked = not set(rooms).isdisjoint(rooms_of(Happened("topic:1", kind)))
        assert (heard is None or kind in heard) == is_poked


@pytest.mark.parametrize("kinds", [None, frozenset({"task_opened"}), frozenset[str]()])
@pytest.mark.parametrize("device_id", [None, 7])
def test_the_database_and_what_is_kept_in_memory_agree_on_whom_a_notice_concerns(
    world: World, kinds: frozenset[str] | None, device_id: int | None
) -> None:
    with world.app.app_context():
        with transaction() as session:
            begun_at, _ = head(session)
            for topic, kind, body in (
                ("task:1", "task_opened", {}),
                ("task:2", "task_progressed", {"device": 7}),
                ("task:3", "task_progressed", {"device": 70}),
                ("device:7", "device_renamed", {}),
                ("device:71", "device_renamed", {"device": None}),
            ):
                announce(session, topic=topic, kind=kind, body=body)
        with reading() as session:
            everything = notices_after(session, begun_at)
            told = notices_after(session, begun_at, kinds=kinds, device_id=device_id)
    assert len(everything) == 5
    assert told == [one for one in everything if concerns(one, kinds, device_id)]


def test_a_picker_hears_the_floor_and_the_own_device_only() -> None:
    assert rooms_at_entry("picker", 7, "handheld") == ["floor", "device:7"]
    assert "boards" in rooms_at_entry("supervisor", None, None)
    assert "boards" in rooms_at_entry(None, 7, "board")
