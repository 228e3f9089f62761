"""Whether a flyer brings customers back: those who got it against those held out. Pure.

The interval of one rate is Wilson's score interval; that of the difference of two is Newcombe's
hybrid of both, without correction for continuity (method 10 of R. G. Newcombe, "Interval estimation
for the difference between independent proportions", Statistics in Medicine 17 (1998) 873-890).
"""

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054
"""The normal distribution has 95 % between -z and z."""
CUSTOMERS_LEAST = 30
"""With fewer customers in one of the groups nothing is said, whatever the figures are."""


@dataclass(frozen=True, slots=True)
class Group:
    """Customers whose time is over, and how many of them came back."""

    customers: int
    came_back: int

    @property
    def rate(self) -> float | None:
        """The share that came back; None of nobody."""
        return self.came_back / self.customers if self.customers else None


@dataclass(frozen=True, slots=True)
class Uplift:
    """By how much more often one group came back than the other, as a difference of shares."""

    difference: float | None
    low: float | None
    high: float | None
    verdict: str
    """`too_few`, `more`, `less`, or `unclear`: the interval holds no difference as well."""


def wilson(group: Group) -> tuple[float, float]:
    """Between which shares the true one lies, 95 times of 100."""
    n, x, z = group.customers, group.came_back, Z_95
    middle = (2 * x + z * z) / (2 * (n + z * z))
    half = z * sqrt(z * z + 4 * x * (1 - x / n)) / (2 * (n + z * z))
    return max(0.0, middle - half), min(1.0, middle + half)


def uplift(got: Group, held_out: Group) -> Uplift:
    """Compare those who got the flyer with those held out."""
    got_rate, held_out_rate = got.rate, held_out.rate
    if got_rate is None or held_out_rate is None:
        return Uplift(None, None, None, "too_few")
    (got_low, got_high), (out_low, out_high) = wilson(got), wilson(held_out)
    difference = got_rate - held_out_rate
    low = difference - sqrt((got_rate - got_low) ** 2 + (out_high - held_out_rate) ** 2)
    high = difference + sqrt((got_high - got_rate) ** 2 + (held_out_rate - out_low) ** 2)
    if min(got.customers, held_out.customers) < CUSTOMERS_LEAST:
        verdict = "too_few"
    elif low > 0:
        verdict = "more"
    else:
        verdict = "less" if high < 0 else "unclear"
    return Uplift(difference, low, high, verdict)
