"""Who is poked about what."""

from dataclasses import dataclass, field
from typing import Any

from server.live.decisions import TOPICS_MAX, pokes_of, rooms_at_entry, rooms_of


@dataclass(frozen=True)
class Happened:
    """A notice, as far as it matters here."""

    topic: str
    kind: str
    body: dict[str, Any] = field(default_factory=dict)


def test_a_scan_concerns_its_device_and_the_boards_but_not_the_floor() -> None:
    assert rooms_of(Happened("task:1", "task_progressed", {"device": 7})) == ["boards", "device:7"]


def test_an_opened_task_concerns_everybody_on_the_floor() -> None:
    assert rooms_of(Happened("task:1", "task_opened")) == ["boards", "floor"]


def test_a_topic_is_poked_once_however_often_it_changed() -> None:
    notices = [Happened("task:1", "task_progressed", {"device": 7}) for _ in range(5)]
    assert pokes_of(notices) == {"boards": ["task:1"], "device:7": ["task:1"]}


def test_too_many_topics_become_look_at_everything() -> None:
    notices = [Happened(f"task:{nth}", "task_opened") for nth in range(TOPICS_MAX + 1)]
    assert pokes_of(notices) == {"boards": ["*"], "floor": ["*"]}


def test_a_picker_hears_the_floor_and_the_own_device_only() -> None:
    assert rooms_at_entry("picker", 7, "handheld") == ["floor", "device:7"]
    assert "boards" in rooms_at_entry("supervisor", None, None)
    assert "boards" in rooms_at_entry(None, 7, "board")
