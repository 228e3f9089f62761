"""Where goods that came in are best put, and why. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.moving.decisions import GoesTo

HEAVY_GRAMS = 5_000
"""Pieces from this weight on lie where nobody lifts them above the waist."""
LOW_LEVEL = 2
"""The highest level for heavy pieces, counted from the floor."""
FAST_PIECES = 20
"""So many pieces left in a month make goods that go fast."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Goods that are to be put away."""

    product_id: int
    lot: str
    pieces: int
    weight_grams: int | None
    left_lately_pieces: int
    """How many pieces left the house in the last month."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A shelf that could take them."""

    code: str
    zone: str
    level: int
    walk_order: int
    is_reserve: bool
    is_face: bool = False
    """It is the shelf that people pick these goods from, with a smallest and a largest count."""
    has_goods: bool = False
    has_lot: bool = False
    room_pieces: int | None = None
    """How many pieces it still takes; none: nobody has said."""


def propose(goods: Arrived, candidates: Sequence[Candidate]) -> GoesTo | None:
    """The best shelf for goods: none where no shelf takes all of them, nor any part.

    First the shelf they are picked from, then one where the same lot lies, then the same goods,
    then an empty one: in the zone of its kind, low for what is heavy, near the front for what goes
    fast, else in the reserve (予備棚).
    """
    taking = [one for one in candidates if one.room_pieces is None or one.room_pieces > 0]
    if not taking:
        return None
    zones = {one.zone for one in candidates if one.has_goods}
    best = min(taking, key=lambda one: rank(goods, one, zones))
    return {"place": best.code, "because": why(best, zones)}


def rank(goods: Arrived, place: Candidate, zones: set[str]) -> tuple[object, ...]:
    """How well a shelf fits; less is better."""
    is_heavy = goods.weight_grams is not None and goods.weight_grams >= HEAVY_GRAMS
    is_fast = goods.left_lately_pieces >= FAST_PIECES
    takes_all = place.room_pieces is None or place.room_pieces >= goods.pieces
    return (
        not place.is_face,
        not takes_all,
        not place.has_lot,
        not place.has_goods,
        is_heavy and place.level > LOW_LEVEL,
        place.zone not in zones,
        place.is_reserve == is_fast,
        place.walk_order,
        place.code,
    )


def why(place: Candidate, zones: set[str]) -> str:
    """Why it is this shelf, as a code."""
    if place.is_face:
        return "face_low"
    if place.has_lot:
        return "same_lot"
    if place.has_goods:
        return "same_goods"
    return "empty_near" if place.zone in zones else "empty"
