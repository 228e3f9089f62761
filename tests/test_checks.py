"""The script that runs every check, where a check does not end by itself."""

import os
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parent.parent / "scripts"


def test_a_check_that_stands_still_is_ended_with_all_it_started_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(SCRIPTS)
    from checks import Check  # noqa: PLC0415 - programs, found by their folder
    from run_checks import TOO_LONG, carry_out  # noqa: PLC0415

    # A shell's job in the background does not heed Ctrl-C.
    stands_still = Check(
        name="still",
        finds="nothing",
        command=lambda _report: ["sh", "-c", "sleep 600 & sleep 600"],
        minutes_max=0.01,
    )
    heard, said = os.pipe()
    with os.fdopen(heard, encoding="utf-8") as listener:
        with os.fdopen(said, "w", encoding="utf-8") as speaker:
            outcome = carry_out(stands_still, dict(os.environ), [], speaker)
        # Whoever still ran would hold the other end open.
        assert "still took longer than 0.01 minutes and was ended." in listener.read()
    assert outcome.status == TOO_LONG
