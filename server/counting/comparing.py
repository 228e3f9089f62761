"""A count held against the book. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """Pieces of one product and lot that were counted, and when."""

    product_id: int
    lot: str
    expires_on: str | None
    pieces: int
    counted_at: datetime


@dataclass(frozen=True, slots=True)
class Compared:
    """What was counted, and what the book had at that moment."""

    counted: Counted
    book_pieces: int

    @property
    def difference(self) -> int:
        """Pieces that were found, or, less than none, missing."""
        return self.counted.pieces - self.book_pieces


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a difference, in pieces."""

    found: int = 0
    lost: int = 0
    """Missing, and promised to nobody."""
    held: int = 0
    """Missing, and promised to orders that nobody picks yet."""
    away: int = 0
    """Missing, and perhaps in the hand of somebody who has not handed it in yet."""

    @property
    def size(self) -> int:
        """By how much the book is wrong, as far as can be known now."""
        return self.found + self.lost + self.held


def book_then(on_hand: int, moved: Iterable[tuple[int, datetime]], moment: datetime) -> int:
    """What the book had at a moment: as it is now, less what was done with the goods since.

    Args:
        on_hand: what it has now.
        moved: pieces that came, or, less than none, left; and when that was done, not booked.
        moment: when the goods were counted.
    """
    return on_hand - sum(pieces for pieces, done_at in moved if done_at > moment)


def outcome_of(difference: int, *, free: int, reported: int, away: int) -> Outcome:
    """What becomes of a difference.

    Args:
        difference: pieces found, or, less than none, missing.
        free: pieces that nobody was promised.
        reported: missing pieces that a supervisor decides about already (欠品).
        away: pieces that somebody on the way may have in hand.
    """
    if difference >= 0:
        return Outcome(found=difference)
    missing = max(0, -difference - reported)
    on_the_way = min(missing, away)
    missing -= on_the_way
    lost = min(missing, free)
    return Outcome(lost=lost, held=missing - lost, away=on_the_way)
