"""Which stock is held for which line. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from server.vocabulary import kept_together

NO_EXPIRY = "9999-12-31"
YEARS_KEPT_MAX = 10
"""Goods that expire later than that were typed wrongly."""


def furthest_day(day: str) -> str:
    """The last day on which goods may expire that come in on a day, `YYYY-MM-DD`."""
    came_in = date.fromisoformat(day)
    last = came_in.replace(year=came_in.year + YEARS_KEPT_MAX, day=min(came_in.day, 28))
    return last.isoformat()


@dataclass(frozen=True, slots=True)
class Want:
    """Pieces of a product wanted for one purpose; a group of wants is met wholly or not at all."""

    group: int
    purpose: int
    product_id: int
    quantity_pieces: int
    expires_after: str = ""
    """A day: what expires on it or before is not wanted."""
    goes_first_in: bool = False
    """Among goods of one day of expiry, or of none, what came first leaves first."""
    keeps_one_lot: bool = False
    """All pieces come from one lot."""
    kit: int | None = None
    """The kit (セット商品) that these are parts of: it is met in whole kits only."""
    kit_pieces: int = 1
    """Pieces of the product that are in one kit."""
    finished: "Want | None" = None
    """The kits themselves, on the first of their parts: what was put together before goes first."""
    of_lot: str | None = None
    """The only lot that is wanted: that of the pieces which are picked already."""


@dataclass(frozen=True, slots=True)
class Free:
    """Pieces of one balance that nobody holds."""

    stock_id: int
    product_id: int
    expires_on: str | None
    walk_order: int
    free_pieces: int
    lot: str = ""
    lies_since: str = ""
    """The day since when the place has had any of it; empty where nobody knows."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Pieces of one balance held for one purpose."""

    stock_id: int
    purpose: int
    quantity_pieces: int
    is_finished: bool = False
    """Kits that were put together before, in place of the parts that were asked for."""


@dataclass(frozen=True, slots=True)
class Finished:
    """Kits of which no parts are picked: they were put together before."""

    purposes: tuple[int, ...]
    """Of the parts, in the order in which they were wanted."""
    kits: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who gets what."""

    holds: list[Hold]
    unmet: set[int]
    """Groups for which nothing is held."""
    missing: dict[int, dict[int, int]] = field(default_factory=dict)
    """Group that is met in part → purpose → pieces that were not there."""
    finished: list[Finished] = field(default_factory=list)


@dataclass(slots=True)
class Attempt:
    """What could be held for a group of wants."""

    holds: list[Hold] = field(default_factory=list)
    missing: dict[int, int] = field(default_factory=dict)
    """Purpose → pieces that were not there."""
    finished: list[Finished] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)

    def take(self, holds: Iterable[Hold]) -> None:
        """Count what is held, so that it is not held a second time."""
        for hold in holds:
            self.holds.append(hold)
            self.taken[hold.stock_id] = self.taken.get(hold.stock_id, 0) + hold.quantity_pieces


@lru_cache(maxsize=1024)
def last_unwanted_day(today: str, ships_on: str, *, blocked_days: int, least_days_left: int) -> str:
    """The last day of expiry that cannot be promised.

    Goods are blocked from `blocked_days` before they expire, whoever buys them, and must be good
    for `least_days_left` after the day they leave; what expires today leaves no more.

    Args:
        today: the warehouse's day, `YYYY-MM-DD`.
        ships_on: the day the order leaves; a day that is over counts as today.
        blocked_days: of the product.
        least_days_left: of the shop.
    """
    blocked = date.fromisoformat(today) + timedelta(days=blocked_days)
    leaves = date.fromisoformat(max(today, ships_on))
    too_short = leaves + timedelta(days=least_days_left - 1)
    return max(blocked, too_short).isoformat()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of goods for one line: by whom ever, the stricter counts."""

    least_days_left: int
    keeps_one_lot: bool
    not_before: str = ""
    """The day of what the customer got last; empty where older goods are welcome."""


def stricter(asked: Asked, other: Asked) -> Asked:
    """What satisfies both."""
    return Asked(
        max(asked.least_days_left, other.least_days_left),
        asked.keeps_one_lot or other.keeps_one_lot,
        max(asked.not_before, other.not_before),
    )


def day_before(day: str) -> str:
    """The day before a day; empty for none."""
    if not day:
        return ""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def is_too_near(today: str, expires_on: str, blocked_days: int) -> bool:
    """Whether goods come so near to their day that they leave no more, whoever was promised them.

    Args:
        today: the warehouse's day.
        expires_on: their day.
        blocked_days: of the product; 0: nobody watches.
    """
    last = date.fromisoformat(today) + timedelta(days=blocked_days)
    return blocked_days > 0 and expires_on <= last.isoformat()


def allocate(
    wants: Sequence[Want], free: Iterable[Free], *, partly: Collection[int] = ()
) -> Allocation:
    """Hold stock for wants in their order: first what expires first, then the nearest shelf.

    Among balances that expire on the same day one that covers the whole want goes first, so that
    the picker stops once. The parts of a kit stay together: a group that is met in part gets whole
    kits. Kits that were put together before go first, and only of the rest the parts are held.

    Args:
        wants: in order of urgency; all wants of a group must stand together.
        free: balances that may be promised.
        partly: groups that take what is there when not all is there.
    """
    shelves: dict[int, list[Free]] = {}
    for balance in free:
        shelves.setdefault(balance.product_id, []).append(balance)
    left = {
        balance.stock_id: balance.free_pieces for found in shelves.values() for balance in found
    }
    found = Allocation([], set())
    for group, wanted in by_group(wants).items():
        attempt = hold_group(wanted, shelves, left)
        if not attempt.holds or (attempt.missing and group not in partly):
            found.unmet.add(group)
            continue
        for hold in attempt.holds:
            left[hold.stock_id] -= hold.quantity_pieces
        found.holds.extend(attempt.holds)
        found.finished.extend(attempt.finished)
        if attempt.missing:
            found.missing[group] = attempt.missing
    return found


def by_group(wants: Sequence[Want]) -> dict[int, list[Want]]:
    """Wants that are met together."""
    groups: dict[int, list[Want]] = {}
    for want in wants:
        groups.setdefault(want.group, []).append(want)
    return groups


def hold_group(
    wants: Sequence[Want], shelves: Mapping[int, Sequence[Free]], left: Mapping[int, int]
) -> Attempt:
    """Holds for the wants of a group, and what of them is missing."""
    attempt = Attempt()
    for together in wants_together(wants):
        parts = hold_finished(attempt, together, shelves, left)
        holds, short = hold_together(parts, shelves, left, attempt.taken)
        if short and parts[0].kit is not None:
            kits = min(
                (want.quantity_pieces - short.get(want.purpose, 0)) // want.kit_pieces
                for want in parts
            )
            whole = [replace(want, quantity_pieces=kits * want.kit_pieces) for want in parts]
            holds, _ = hold_together(whole, shelves, left, attempt.taken)
            short = {want.purpose: want.quantity_pieces - kits * want.kit_pieces for want in parts}
        attempt.take(holds)
        attempt.missing |= short
    return attempt


def hold_finished(
    attempt: Attempt,
    parts: Sequence[Want],
    shelves: Mapping[int, Sequence[Free]],
    left: Mapping[int, int],
) -> Sequence[Want]:
    """Hold kits that were put together before; what is still wanted of the parts."""
    kit = parts[0].finished
    if kit is None:
        return parts
    holds, _ = hold_together([kit], shelves, left, attempt.taken)
    kits = sum(hold.quantity_pieces for hold in holds)
    if kits == 0:
        return parts
    attempt.take(replace(hold, is_finished=True) for hold in holds)
    attempt.finished.append(Finished(tuple(want.purpose for want in parts), kits))
    return [
        replace(want, quantity_pieces=want.quantity_pieces - kits * want.kit_pieces)
        for want in parts
    ]


def wants_together(wants: Sequence[Want]) -> list[list[Want]]:
    """Wants as they are met: each by itself, the parts of a kit at once."""
    return kept_together(wants, lambda want: want.kit, lambda want: want.product_id)


def hold_together(
    wants: Sequence[Want],
    shelves: Mapping[int, Sequence[Free]],
    left: Mapping[int, int],
    taken: Mapping[int, int],
) -> tuple[list[Hold], dict[int, int]]:
    """Holds for wants of several products, and what of them is missing."""
    holds: list[Hold] = []
    missing: dict[int, int] = {}
    for want in wants:
        wanted = want.quantity_pieces
        for balance, available in candidates(want, shelves.get(want.product_id, ()), left, taken):
            quantity = min(available, wanted)
            if quantity <= 0:
                continue
            holds.append(Hold(balance.stock_id, want.purpose, quantity))
            wanted -= quantity
        if wanted > 0:
            missing[want.purpose] = wanted
    return holds, missing


def candidates(
    want: Want, shelves: Iterable[Free], left: Mapping[int, int], taken: Mapping[int, int]
) -> list[tuple[Free, int]]:
    """Balances that a want may be met from, the best first, and how much each still has."""
    found = [
        (balance, left[balance.stock_id] - taken.get(balance.stock_id, 0))
        for balance in shelves
        if (balance.expires_on is None or balance.expires_on > want.expires_after)
        and want.of_lot in (None, balance.lot)
    ]
    found.sort(
        key=lambda one: (
            one[0].expires_on or NO_EXPIRY,
            one[0].lies_since if want.goes_first_in else "",
            one[1] < want.quantity_pieces,
            one[0].walk_order,
            one[0].stock_id,
        )
    )
    return of_one_lot(want, found) if want.keeps_one_lot else found


def of_one_lot(want: Want, found: Sequence[tuple[Free, int]]) -> list[tuple[Free, int]]:
    """Those of the first lot that covers the want; none where no lot does."""
    sums: dict[str, int] = {}
    for balance, available in found:
        sums[balance.lot] = sums.get(balance.lot, 0) + available
    lot = next((lot for lot, pieces in sums.items() if pieces >= want.quantity_pieces), None)
    return [one for one in found if one[0].lot == lot]
