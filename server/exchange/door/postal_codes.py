"""Pure: which prefectures have a postal code's first three digits, from 日本郵便's own list."""

import json
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("postal_codes.json")
FIRST_DIGITS = 3


@cache
def table() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """First and last of a range of first digits, and the prefectures that have such codes."""
    read = json.loads(TABLE.read_text("utf-8"))
    return tuple((first, last, tuple(names)) for first, last, names in read["ranges"])


@cache
def prefectures_of(first_digits: str) -> tuple[str, ...]:
    """The prefectures of three digits; none where no such code is given out."""
    return next((names for first, last, names in table() if first <= first_digits <= last), ())
