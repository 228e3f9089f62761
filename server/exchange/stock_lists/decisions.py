"""Why a shop believes another number than the book says."""

from typing import Literal

Cause = Literal["never_told", "under_way", "dead", "sandbox", "missed"]
CAUSES: tuple[Cause, ...] = ("never_told", "under_way", "dead", "sandbox", "missed")
TOLD_AGAIN: frozenset[Cause] = frozenset({"never_told", "dead", "missed"})
"""What waits arrives by itself, and a sandbox hears nothing."""

OF_STATES: dict[str, Cause] = {
    "waiting": "under_way",
    "sending": "under_way",
    "dead": "dead",
    "sandbox": "sandbox",
}


def cause_of(last_state: str | None) -> Cause:
    """The cause of a difference, by what became of the last number that was meant for the shop.

    It heard the last one and yet believes another: what changed since was never meant for it,
    because it was off.
    """
    return "never_told" if last_state is None else OF_STATES.get(last_state, "missed")


def differs(told: int | None, now: int) -> bool:
    """Whether a shop has to hear a number; of goods that were never there it need not hear 0."""
    return told != now and not (told is None and now == 0)
