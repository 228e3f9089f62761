"""Where on a walk goods lie that were found elsewhere. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stop:
    """A line that is still to be walked to, and where its place stands in the order of the walk."""

    line: int
    walk_order: int


@dataclass(frozen=True, slots=True)
class Turn:
    """When goods are fetched: before which line of the walk; None is after the last."""

    before: int | None


def turn_of(
    walk_order: int,
    rest: Sequence[Stop],
    *,
    stands_at: int,
    places_back: int,
    most_places_back: int,
) -> Turn | None:
    """When a picker comes by a place; None: it lies too far behind to turn round for it now.

    Args:
        walk_order: of the place.
        rest: the lines still to be walked to, in their turns.
        stands_at: where the picker is, in the order of the walk.
        places_back: how many places lie between, when it lies behind.
        most_places_back: for how many a picker turns round.
    """
    if walk_order < stands_at:
        if places_back > most_places_back:
            return None
        return Turn(rest[0].line if rest else None)
    return Turn(next((stop.line for stop in rest if stop.walk_order > walk_order), None))
