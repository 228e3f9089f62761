"""GS1 element strings: product, lot, dates and counts in one code. Mirrored by gs1.ts."""

import re
from calendar import monthrange
from dataclasses import dataclass

from server.vocabulary.check_digits import gtin14
from server.vocabulary.text import GS

FIXED = re.compile(r"0[12]|1[157]|310[0-5]")
"""Product, contents, days, and net weight (310n: kilograms, n decimals): no separator behind."""
VARIABLE = re.compile(r"10|21|30|37")
"""Lot, serial number and counts: a separator ends them, or the end of the text."""
_GTIN_LENGTH, _DIGITS = 14, 6
NAME = re.compile(r"[!\"%-?A-Z_]{1,20}")
"""What a lot or serial number may be: GS1 character set 82, made upper case like every label."""
_COUNT = re.compile(r"[0-9]{1,8}")
_SIX_DIGITS = re.compile(r"[0-9]{6}")
MONTHS = 12
FIRST_YEAR_OF_1900 = 77
"""Two digits mean the year that is next: 51 and more ahead of 2026 is the century before (GS1
General Specifications, 7.12). Fixed, so that a device and the server never differ at a new year;
no goods on a shelf expire near its ends, 1977 and 2076."""


@dataclass(frozen=True, slots=True)
class Elements:
    """What an element string says; None for what it does not mention."""

    gtin: str | None
    lot: str | None
    serial: str | None
    expires_on: str | None
    quantity: int


def begins_with_element(text: str) -> bool:
    """Whether a text begins with an element that we read."""
    return FIXED.match(text) is not None or VARIABLE.match(text) is not None


def elements_of(text: str) -> Elements | None:
    """What a GS1 element string says, without its symbology identifier.

    None when it cannot be trusted: a wrong check digit, a date that is none, an unknown element
    in the middle, contents without their count, or a lot that has swallowed the element behind
    it because the scanner dropped the separator. A swallowed count (`30`, `37`) looks like the
    end of a lot number and cannot be told.
    """
    values = _values_of(text)
    if values is None or ("01" in values and "02" in values) or ("30" in values and "37" in values):
        return None
    if "02" in values and "37" not in values:
        return None
    # Where separators arrive, the end of a lot is certain; without any, it is a guess.
    if GS not in text and any(_swallows_an_element(values.get(ai, "")) for ai in ("10", "21")):
        return None
    count = values.get("37", values.get("30", "1"))
    expires = values.get("17", values.get("15"))
    return Elements(
        gtin=values.get("01", values.get("02")),
        lot=values.get("10"),
        serial=values.get("21"),
        expires_on=None if expires is None else _day_of(expires),
        quantity=int(count),
    )


def _values_of(text: str) -> dict[str, str] | None:
    values: dict[str, str] = {}
    rest = text.lstrip(GS)
    while rest:
        found = FIXED.match(rest) or VARIABLE.match(rest)
        if found is None:
            return None
        ai = found[0]
        value = _value_of(ai, rest[len(ai) :])
        if ai in values or not _is_valid(ai, value):
            return None
        values[ai] = value
        rest = rest[len(ai) + len(value) :].lstrip(GS)
    return values


def _value_of(ai: str, text: str) -> str:
    if VARIABLE.fullmatch(ai):
        return text.split(GS, 1)[0]
    return text[: _GTIN_LENGTH if ai in ("01", "02") else _DIGITS]


def _is_valid(ai: str, value: str) -> bool:
    if ai in ("01", "02"):
        return len(value) == _GTIN_LENGTH and gtin14(value) is not None
    if ai in ("10", "21"):
        return NAME.fullmatch(value) is not None
    if VARIABLE.fullmatch(ai):
        return _COUNT.fullmatch(value) is not None and int(value) > 0
    if ai.startswith("310"):
        return _SIX_DIGITS.fullmatch(value) is not None
    return _day_of(value) is not None


def _day_of(yymmdd: str) -> str | None:
    """A day as ISO text; day 00 is the last of the month, as GS1 has it."""
    if _SIX_DIGITS.fullmatch(yymmdd) is None:
        return None
    years, month, day = int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:])
    if not 1 <= month <= MONTHS:
        return None
    year = years + (1900 if years >= FIRST_YEAR_OF_1900 else 2000)
    _, last = monthrange(year, month)
    return None if day > last else f"{year}-{yymmdd[2:4]}-{day or last:02}"


def _swallows_an_element(value: str) -> bool:
    return any(
        FIXED.match(value[start:]) and _values_of(value[start:]) is not None
        for start in range(1, len(value))
    )
