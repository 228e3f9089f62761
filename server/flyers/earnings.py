"""Whether a flyer earns more than it costs: what customers spent with it and without. Pure.

The difference of two means has the large-sample interval of Welch (unequal variances; B. L. Welch,
"The generalization of 'Student's' problem when several different population variances are
involved", Biometrika 34 (1947) 28-35) with the normal quantile. What customers spend is skewed and
mostly nothing, so it says nothing of fewer than a hundred customers in one of the groups.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance

from server.flyers.uplift import Z_95

SPENDERS_LEAST = 100


@dataclass(frozen=True, slots=True)
class Earnings:
    """What a flyer brought in all, less what it cost, in yen; a revenue, not a profit."""

    revenue_yen: int | None
    cost_yen: int | None
    net_yen: int | None
    low_yen: int | None
    high_yen: int | None
    verdict: str
    """`no_cost`, `too_few`, `earns`, `loses`, or `unclear`: the interval holds nothing as well."""


def earnings(got: Sequence[int], held_out: Sequence[int], cost_yen: int | None) -> Earnings:
    """Compare what customers spent who got the flyer with what those held out spent.

    Args:
        got: yen of each customer for whom it was meant, also of those who spent nothing.
        held_out: the same of those held out.
        cost_yen: of all the flyers that the first ones got; None is not told.
    """
    if min(len(got), len(held_out)) < SPENDERS_LEAST:
        return Earnings(None, cost_yen, None, None, None, "too_few")
    each = fmean(got) - fmean(held_out)
    half = Z_95 * sqrt(variance(got) / len(got) + variance(held_out) / len(held_out))
    revenue, doubt = round(each * len(got)), round(half * len(got))
    if cost_yen is None:
        return Earnings(revenue, None, None, None, None, "no_cost")
    net = revenue - cost_yen
    low, high = net - doubt, net + doubt
    verdict = "earns" if low > 0 else "loses" if high < 0 else "unclear"
    return Earnings(revenue, cost_yen, net, low, high, verdict)
