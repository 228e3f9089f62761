"""休憩: a person is on a break, and the board knows it."""

from datetime import timedelta
from typing import Any

from server.boards import board
from server.foundation import moment_text, now
from tests.makers import World


def at_work(world: World) -> dict[str, Any]:
    """The one person the board shows."""
    with world.reading() as session:
        (person,) = board(session)["people"]
    return dict(person)


def test_the_board_shows_who_is_on_a_break_until_they_are_back(world: World) -> None:
    picker = world.handheld()
    assert at_work(world)["on_break_since"] is None
    since = moment_text(now())
    for _ in range(2):
        assert picker.post("/breaks", {"since": since}).status_code == 204
    on_break = at_work(world)
    assert on_break["on_break_since"] is not None
    assert on_break["idle"] is False
    assert picker.post("/breaks", {"since": None}).status_code == 204
    assert at_work(world)["on_break_since"] is None


def test_a_device_whose_clock_is_wrong_cannot_begin_a_break_before_its_session(
    world: World,
) -> None:
    picker = world.handheld()
    yesterday = moment_text(now() - timedelta(days=1))
    assert picker.post("/breaks", {"since": yesterday}).status_code == 204
    assert at_work(world)["on_break_since"] > yesterday
