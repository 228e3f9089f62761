"""Whether a flyer brings customers back: held against published numbers and a known truth."""

from random import Random

import pytest

from server.flyers.uplift import Group, uplift, wilson


@pytest.mark.parametrize(
    ("got", "held_out", "low", "high"),
    [
        # Newcombe 1998, table II, method 10: contrasts (a) to (h).
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_the_interval_is_the_published_one(
    got: tuple[int, int], held_out: tuple[int, int], low: float, high: float
) -> None:
    found = uplift(Group(got[1], got[0]), Group(held_out[1], held_out[0]))
    assert found.low == pytest.approx(low, abs=0.00005)
    assert found.high == pytest.approx(high, abs=0.00005)


def test_the_interval_of_one_rate_by_hand() -> None:
    """15 of 148: (30 + 3.8415 ± 1.96 √(3.8415 + 60 · 133/148)) / (2 · 151.8415)."""
    low, high = wilson(Group(148, 15))
    assert (low, high) == (pytest.approx(0.0624, abs=0.00005), pytest.approx(0.1605, abs=0.00005))


@pytest.mark.parametrize(("rate_with", "rate_without"), [(0.18, 0.12), (0.3, 0.3), (0.05, 0.08)])
def test_the_interval_covers_a_known_truth_as_often_as_it_says(
    rate_with: float, rate_without: float
) -> None:
    chance = Random(20261127)
    covered = 0
    for _ in range(1_000):
        got = Group(450, sum(chance.random() < rate_with for _ in range(450)))
        held_out = Group(150, sum(chance.random() < rate_without for _ in range(150)))
        found = uplift(got, held_out)
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= rate_with - rate_without <= found.high
    assert 930 <= covered <= 970


@pytest.mark.parametrize(
    ("got", "held_out", "verdict"),
    [
        ((1_000, 200), (1_000, 100), "more"),
        ((1_000, 100), (1_000, 200), "less"),
        ((1_000, 105), (1_000, 100), "unclear"),
        ((1_000, 900), (29, 0), "too_few"),
        ((29, 29), (1_000, 0), "too_few"),
        ((0, 0), (1_000, 100), "too_few"),
    ],
)
def test_small_numbers_and_small_differences_are_said_plainly(
    got: tuple[int, int], held_out: tuple[int, int], verdict: str
) -> None:
    assert uplift(Group(*got), Group(*held_out)).verdict == verdict
