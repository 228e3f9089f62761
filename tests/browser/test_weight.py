"""What a handheld has to load before its first screen stays small enough for a bad network."""

from pathlib import Path

import pytest

from scripts.benchmarks.handheld import weight_of

pytestmark = pytest.mark.browser

SCRIPTS_MAX_BYTES = 40_000
STYLES_MAX_BYTES = 8_000


def test_the_first_load_stays_light(pwa: Path) -> None:
    weight = weight_of(pwa)
    assert weight.scripts <= SCRIPTS_MAX_BYTES
    assert weight.styles <= STYLES_MAX_BYTES
