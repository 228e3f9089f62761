"""How long somebody waits after failing."""

import pytest

from server.people.decisions import badge_of, is_weak_pin, wait_seconds


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 0), (4, 0), (5, 60), (6, 120), (7, 240), (9, 900), (10_000, 900)]
)
def test_waiting_grows_with_failures_up_to_a_quarter_of_an_hour(
    failures: int, seconds: int
) -> None:
    assert wait_seconds(failures) == seconds


@pytest.mark.parametrize("raw", ["", "T-0012", "4901234567894", "B-", "B-A-B-C", "B" * 600])
def test_what_is_no_badge_names_nobody(raw: str) -> None:
    assert badge_of(raw) is None


def test_runs_and_repeated_digits_are_weak_pins() -> None:
    assert all(is_weak_pin(pin) for pin in ("0000", "1234", "6789", "4321"))
    assert not any(is_weak_pin(pin) for pin in ("4711", "1212", None))
