"""On which day a campaign's flyers will be gone, day by day from what is free. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAYS_AHEAD = 364
"""What lasts longer than this lasts long enough."""
A_CRUMB = 1e-9
"""Less of a piece than this is the arithmetic's."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a campaign will take."""

    campaign_id: int
    ordered_from: str | None
    ordered_until: str | None
    by_weekday: tuple[tuple[int, tuple[float, ...]], ...]
    """For each of its flyers how many parcels want it on a Monday, on a Tuesday and so on."""
    quantity_pieces: int = 1
    substitute_id: int | None = None
    parcels_per_day_max: int | None = None
    parcels_left: int | None = None
    """How many parcels its cap lets go; None is no cap."""

    def runs_on(self, day: str) -> bool:
        """Whether orders of a day can take part."""
        return (self.ordered_from or "") <= day and (
            self.ordered_until is None or day <= self.ordered_until
        )

    def parcels_on(self, weekday: int, sent: float) -> list[tuple[int, float]]:
        """How many parcels want which flyer on a weekday, as far as the caps let them go."""
        wanted = [(product_id, of_week[weekday]) for product_id, of_week in self.by_weekday]
        whole = sum(parcels for _, parcels in wanted)
        caps: list[float | None] = [self.parcels_per_day_max]
        caps += [None if self.parcels_left is None else max(0, self.parcels_left - sent)]
        most = min([whole, *(cap for cap in caps if cap is not None)])
        share = most / whole if whole else 0.0
        return [(product_id, parcels * share) for product_id, parcels in wanted]


def gone_on(free: Mapping[int, int], uses: Sequence[Use], day: str) -> dict[int, str]:
    """The first day on which there are not enough flyers, by campaign; lasting ones are left out.

    Campaigns that share a flyer take it from one another. Where one is gone the substitute goes.

    Args:
        free: pieces of each flyer that nothing is planned to take.
        uses: the campaigns, the most important first.
        day: today, which counts as a whole day.
    """
    left = defaultdict(float, {number: float(pieces) for number, pieces in free.items()})
    sent: defaultdict[int, float] = defaultdict(float)
    gone: dict[int, str] = {}
    for nth in range(DAYS_AHEAD):
        on = date.fromisoformat(day) + timedelta(days=nth)
        for use in uses:
            if not use.runs_on(on.isoformat()):
                continue
            for product_id, parcels in use.parcels_on(on.weekday(), sent[use.campaign_id]):
                sent[use.campaign_id] += parcels
                missing = take(left, product_id, parcels * use.quantity_pieces)
                if use.substitute_id is not None:
                    missing = take(left, use.substitute_id, missing)
                if missing > A_CRUMB:
                    gone.setdefault(use.campaign_id, on.isoformat())
    return gone


def take(left: defaultdict[int, float], product_id: int, pieces: float) -> float:
    """Take flyers; how many there were too few."""
    taken = min(left[product_id], pieces)
    left[product_id] -= taken
    return pieces - taken
