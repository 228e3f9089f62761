"""Counting in turns (循環棚卸): every day a few places, those that need it most. Pure.

Goods are of class A, B or C by the pieces that left their shelves (ABC analysis: the products that
make the first 80 % of all pieces, the next 15 %, the rest). A place is due when it was not counted
for the time of the most wanted class that lies in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

SHARES = (("A", 0.80), ("B", 0.95), ("C", 1.00))
"""Up to which share of all pieces a class goes."""
COUNTED_EVERY = {"A": timedelta(days=30), "B": timedelta(days=90), "C": timedelta(days=180)}


@dataclass(frozen=True, slots=True)
class LyingThere:
    """A place with goods, and when it was counted last."""

    place_id: int
    product_ids: Sequence[int]
    counted_at: datetime
    """When it was counted last; of a place never counted since when goods have lain there."""


def classes_of(pieces_left: Mapping[int, int]) -> dict[int, str]:
    """The class of each product by the pieces of it that left; nothing left is C."""
    total = sum(pieces_left.values())
    found: dict[int, str] = {}
    before = 0
    for product_id, pieces in sorted(pieces_left.items(), key=lambda one: (-one[1], one[0])):
        # A product belongs to the class in which its first piece falls.
        share = before / total if total else 1.0
        found[product_id] = next((name for name, up_to in SHARES if share < up_to), "C")
        before += pieces
    return found


def places_due(
    places: Iterable[LyingThere], classes: Mapping[int, str], moment: datetime, *, most: int
) -> list[int]:
    """The places to be counted next, the longest overdue first, by its share of the time."""
    overdue: list[tuple[float, int]] = []
    for one in places:
        every = min(COUNTED_EVERY[classes.get(product, "C")] for product in one.product_ids)
        share = (moment - one.counted_at) / every
        if share >= 1:
            overdue.append((-share, one.place_id))
    return [place_id for _, place_id in sorted(overdue)[:most]]
