"""Which stock is held for which line. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NO_EXPIRY = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Want:
    """Pieces of a product wanted for one purpose; a group of wants is met wholly or not at all."""

    group: int
    purpose: int
    product_id: int
    quantity_pieces: int


@dataclass(frozen=True, slots=True)
class Free:
    """Pieces of one balance that nobody holds."""

    stock_id: int
    product_id: int
    expires_on: str | None
    walk_order: int
    free_pieces: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Pieces of one balance held for one purpose."""

    stock_id: int
    purpose: int
    quantity_pieces: int


def allocate(wants: Sequence[Want], free: Iterable[Free]) -> tuple[list[Hold], set[int]]:
    """Hold stock for wants in their order: first what expires first, then the nearest shelf.

    Among balances that expire on the same day one that covers the whole want goes first, so that
    the picker stops once.

    Args:
        wants: in order of urgency; all wants of a group must stand together.
        free: balances that may be promised.

    Returns:
        The holds, and the groups that could not be met (nothing is held for those).
    """
    shelves: dict[int, list[Free]] = {}
    for balance in free:
        shelves.setdefault(balance.product_id, []).append(balance)
    left = {
        balance.stock_id: balance.free_pieces for found in shelves.values() for balance in found
    }
    holds: list[Hold] = []
    unmet: set[int] = set()
    for group, wanted in by_group(wants).items():
        attempt = hold_group(wanted, shelves, left)
        if attempt is None:
            unmet.add(group)
            continue
        for hold in attempt:
            left[hold.stock_id] -= hold.quantity_pieces
        holds += attempt
    return holds, unmet


def by_group(wants: Sequence[Want]) -> dict[int, list[Want]]:
    """Wants that are met together."""
    groups: dict[int, list[Want]] = {}
    for want in wants:
        groups.setdefault(want.group, []).append(want)
    return groups


def hold_group(
    wants: Sequence[Want], shelves: Mapping[int, Sequence[Free]], left: Mapping[int, int]
) -> list[Hold] | None:
    """Holds for every want of a group, or None when one cannot be met."""
    taken: dict[int, int] = {}
    holds: list[Hold] = []
    for want in wants:
        missing = want.quantity_pieces
        balances = [
            (balance, left[balance.stock_id] - taken.get(balance.stock_id, 0))
            for balance in shelves.get(want.product_id, ())
        ]
        balances.sort(
            key=lambda found: (
                found[0].expires_on or NO_EXPIRY,
                found[1] < want.quantity_pieces,
                found[0].walk_order,
                found[0].stock_id,
            )
        )
        for balance, available in balances:
            quantity = min(available, missing)
            if quantity <= 0:
                continue
            holds.append(Hold(balance.stock_id, want.purpose, quantity))
            taken[balance.stock_id] = taken.get(balance.stock_id, 0) + quantity
            missing -= quantity
        if missing > 0:
            return None
    return holds
