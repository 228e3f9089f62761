"""How many parcels a campaign will want, from the orders of the last weeks. Pure.

A weekday of the coming weeks is expected to be the mean of the same weekdays that were looked at.
How far that may be off is said for the whole: the 95 % limits of a Poisson count by Byar's formula
(N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research II, IARC 1987, equation 2.13, page
69). Where the weeks differ more than chance would have it, the count is first divided by their
dispersion, Pearson's chi-square by its degrees of freedom, at least 1 (P. McCullagh, J. A. Nelder,
Generalized Linear Models, 2nd edition, 1989, section 6.2.3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from server.flyers.uplift import Z_95

WEEK_DAYS = 7
ORDERS_FEW = 30
"""From fewer orders than these no day can be named, whatever the figures are."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The days that were looked at, all of them over."""

    first_day: str
    days: int
    every_nth: int = 1
    """Of the orders of these days so many stand behind each that was asked about."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of a campaign, and how far it may be off."""

    by_weekday: tuple[float, ...]
    """Parcels on a Monday, on a Tuesday and so on."""
    orders: int
    """Those that were asked about and would have got a flyer."""
    low: float
    high: float
    """The expected number times these holds the true one, in 95 of 100 cases."""

    @property
    def is_few(self) -> bool:
        """Whether there were too few orders to name a day."""
        return self.orders < ORDERS_FEW

    @property
    def parcels_a_week(self) -> float:
        """How many parcels a week is expected to want."""
        return sum(self.by_weekday)


def forecast(orders_on: Mapping[str, int], looked: Looked) -> Forecast:
    """What the coming weeks will want.

    Args:
        orders_on: how many of the orders that were asked about would have got a flyer, by day.
        looked: the days that were looked at. Of less than a week every weekday is the mean of all.
    """
    first = date.fromisoformat(looked.first_day)
    days = [first + timedelta(days=nth) for nth in range(looked.days)]
    counts = [orders_on.get(day.isoformat(), 0) for day in days]
    orders = sum(counts)
    low, high = factors(orders, dispersion(counts))
    by_weekday = [
        mean(
            counts
            if looked.days < WEEK_DAYS
            else [
                count for day, count in zip(days, counts, strict=True) if day.weekday() == weekday
            ]
        )
        * looked.every_nth
        for weekday in range(WEEK_DAYS)
    ]
    return Forecast(tuple(by_weekday), orders, low, high)


def mean(counts: Sequence[int]) -> float:
    """The mean of some counts; of none it is 0."""
    return sum(counts) / len(counts) if counts else 0.0


def dispersion(counts: Sequence[int]) -> float:
    """By how much more whole weeks differ than chance would have it; 1 where they do not."""
    weeks = [
        sum(counts[end - WEEK_DAYS : end]) for end in range(len(counts), WEEK_DAYS - 1, -WEEK_DAYS)
    ]
    expected = mean(weeks)
    if len(weeks) < 2 or expected == 0:  # noqa: PLR2004 - one week differs from nothing
        return 1.0
    chi_square = sum((week - expected) ** 2 for week in weeks) / expected
    return max(1.0, chi_square / (len(weeks) - 1))


def factors(orders: int, dispersed: float) -> tuple[float, float]:
    """What a count times gives its lower and its upper limit; of none nothing is known."""
    if orders == 0:
        return 0.0, 0.0
    count = orders / dispersed
    low, high = byar_limits(count)
    return low / count, high / count


def byar_limits(count: float) -> tuple[float, float]:
    """The 95 % limits of the mean behind a Poisson count."""
    more = count + 1
    low = count * max(0.0, 1 - 1 / (9 * count) - Z_95 / (3 * sqrt(count))) ** 3
    return low, more * (1 - 1 / (9 * more) + Z_95 / (3 * sqrt(more))) ** 3
