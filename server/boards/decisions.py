"""Whether a backlog makes its cut-off. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

TIGHT_MINUTES = 30
"""With less slack than this a carrier is not ahead, only on time."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Orders finished within so many minutes."""

    orders: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a backlog will be gone, and what that means for the cut-off."""

    state: str
    """done, ahead, on_time, late, or unknown while nothing has been packed yet."""
    eta: datetime | None
    slack_minutes: int | None


def backlog_state(left_orders: int, pace: Pace, *, now: datetime, cutoff_at: datetime) -> Forecast:
    """Forecast a backlog at the pace of the last minutes.

    Args:
        left_orders: orders that still have to be packed.
        pace: what was packed lately.
        now: this moment.
        cutoff_at: when the carrier leaves.
    """
    if left_orders == 0:
        return Forecast("done", None, None)
    if now >= cutoff_at:
        return Forecast("late", None, minutes_between(now, cutoff_at))
    if pace.orders == 0:
        return Forecast("unknown", None, None)
    eta = now + timedelta(minutes=left_orders * pace.minutes / pace.orders)
    slack = minutes_between(eta, cutoff_at)
    if slack < 0:
        return Forecast("late", eta, slack)
    return Forecast("on_time" if slack < TIGHT_MINUTES else "ahead", eta, slack)


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes from start to end; negative when end lies before."""
    return int((end - start).total_seconds() // 60)
