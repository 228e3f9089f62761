"""Whether a backlog makes its cut-off."""

from datetime import UTC, datetime, timedelta

import pytest

from server.boards.decisions import Pace, backlog_state

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "packed", "minutes_to_cutoff", "state", "slack"),
    [
        (0, 0, 60, "done", None),
        (10, 0, 60, "unknown", None),
        (10, 30, 60, "ahead", 50),
        (30, 30, 60, "ahead", 30),
        (31, 30, 60, "on_time", 29),
        (60, 30, 60, "on_time", 0),
        (61, 30, 60, "late", -1),
        (1, 30, 0, "late", 0),
        (1, 30, -5, "late", -5),
    ],
)
def test_the_pace_of_the_last_half_hour_says_when_a_backlog_is_gone(
    left: int, packed: int, minutes_to_cutoff: int, state: str, slack: int | None
) -> None:
    cutoff_at = NOON + timedelta(minutes=minutes_to_cutoff)
    forecast = backlog_state(left, Pace(packed, 30), now=NOON, cutoff_at=cutoff_at)
    assert (forecast.state, forecast.slack_minutes) == (state, slack)
