"""What a campaign earned, less its cost, with the doubt that is in it."""

from random import Random

import pytest

from server.flyers import earnings

GOT = [0] * 60 + [1_000] * 40
OUT = [0] * 80 + [1_000] * 20


def test_the_figures_are_those_of_a_computation_by_hand() -> None:
    # Means 400 and 200; variances 24e6/99 and 16e6/99, so one customer's doubt is
    # 1.95996 * sqrt(24e6/9900 + 16e6/9900) = 124.584 yen.
    said = earnings(GOT, OUT, 5_000)
    assert (said.revenue_yen, said.cost_yen, said.net_yen) == (20_000, 5_000, 15_000)
    assert (said.low_yen, said.high_yen) == (2_542, 27_458)
    assert said.verdict == "earns"


@pytest.mark.parametrize(
    ("got", "cost", "verdict"),
    [
        (GOT, 20_000, "unclear"),
        (OUT, 50_000, "loses"),
        (GOT, None, "no_cost"),
        (GOT[:99], 5_000, "too_few"),
    ],
)
def test_no_more_is_said_than_the_figures_hold(
    got: list[int], cost: int | None, verdict: str
) -> None:
    said = earnings(got, OUT, cost)
    assert said.verdict == verdict
    assert (said.net_yen is None) == (verdict in {"no_cost", "too_few"})


def test_the_interval_covers_a_known_truth_93_to_97_times_of_100() -> None:
    chance = Random(20_261_127)

    def spends(share: float) -> int:
        return int(chance.lognormvariate(8, 0.6)) if chance.random() < share else 0

    mean = 2.718281828459045 ** (8 + 0.6**2 / 2)
    covered = 0
    for _ in range(600):
        said = earnings([spends(0.3) for _ in range(300)], [spends(0.2) for _ in range(200)], 0)
        assert said.low_yen is not None
        assert said.high_yen is not None
        covered += said.low_yen <= 300 * 0.1 * mean <= said.high_yen
    assert 0.93 <= covered / 600 <= 0.97
