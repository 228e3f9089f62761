"""Which shipments share a cart. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """What to release: empty shops or carriers mean all; carts of so many totes."""

    shops: tuple[str, ...]
    carriers: tuple[str, ...]
    ship_by_before: datetime | None
    totes_per_cart: int
    carts_max: int | None


@dataclass(frozen=True, slots=True)
class Walk:
    """The aisles that an order's goods lie in, and the cut-off it has to make."""

    order_id: int
    ship_by: datetime
    aisles: frozenset[str]
    lines: int
    pieces: int
    group: str = ""
    """Orders of one group share carts with no others (ウェーブの組)."""


def batches_of(walks: Sequence[Walk], *, totes_per_cart: int) -> list[list[Walk]]:
    """Put orders on carts: never a later cut-off before an earlier one, neighbours together.

    Each cart begins with the most urgent order that is left; then, among the orders of the same
    cut-off, it takes whichever adds the fewest aisles to the walk, and of those the one that
    shares the most. When the cut-off has no more orders, the next one fills the cart up. A cart
    carries orders of one group only.

    Args:
        walks: the orders of a wave.
        totes_per_cart: orders on one cart, at least 1.

    Returns:
        The carts in the order of their urgency.
    """
    assert totes_per_cart >= 1, "a cart carries something"
    left = sorted(
        walks, key=lambda walk: (walk.ship_by, min(walk.aisles, default=""), walk.order_id)
    )
    carts: list[list[Walk]] = []
    while left:
        cart = [left.pop(0)]
        aisles = set(cart[0].aisles)
        beside = [walk for walk in left if walk.group == cart[0].group]
        while beside and len(cart) < totes_per_cart:
            urgent = beside[0].ship_by
            nearest = min(
                (walk for walk in beside if walk.ship_by == urgent),
                key=lambda walk: (
                    len(walk.aisles - aisles),
                    -len(walk.aisles & aisles),
                    walk.order_id,
                ),
            )
            left.remove(nearest)
            beside.remove(nearest)
            cart.append(nearest)
            aisles |= nearest.aisles
        carts.append(cart)
    return carts
