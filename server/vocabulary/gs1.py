"""GS1 element strings: product, lot, dates and counts in one code. Mirrored by gs1.ts."""

import re
from dataclasses import dataclass

from server.vocabulary.check_digits import gtin14
from server.vocabulary.text import GS

FIXED_LENGTH = {"01": 14, "02": 14, "11": 6, "15": 6, "17": 6}
"""Characters of the elements that need no separator behind them."""

VARIABLE = {
    "10": re.compile(r"[!\"%-?A-Z_]{1,20}"),
    "21": re.compile(r"[!\"%-?A-Z_]{1,20}"),
    "30": re.compile(r"[0-9]{1,8}"),
    "37": re.compile(r"[0-9]{1,8}"),
}
_DATE = re.compile(r"[0-9]{6}")
_FEBRUARY = 2
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Elements:
    """What an element string says; None for what it does not mention."""

    gtin: str | None
    lot: str | None
    expires_on: str | None
    quantity: int


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
        expires_on=None if expires is None else _day_of(expires),
        quantity=int(count),
    )


def _values_of(text: str) -> dict[str, str] | None:
    values: dict[str, str] = {}
    rest = text.lstrip(GS)
    while rest:
        ai = rest[:2]
        length = FIXED_LENGTH.get(ai)
        end = rest.find(GS) if length is None else 2 + length
        value = rest[2:] if end < 0 else rest[2:end]
        if ai in values or not _is_valid(ai, value):
            return None
        values[ai] = value
        rest = rest[2 + len(value) :].lstrip(GS)
    return values


def _is_valid(ai: str, value: str) -> bool:
    if ai in ("01", "02"):
        return len(value) == FIXED_LENGTH[ai] and gtin14(value) is not None
    if ai in FIXED_LENGTH:
        return _day_of(value) is not None
    pattern = VARIABLE.get(ai)
    if pattern is None or pattern.fullmatch(value) is None:
        return False
    return ai not in ("30", "37") or int(value) > 0


def _day_of(yymmdd: str) -> str | None:
    """A day as ISO text, this century; day 00 is the last of the month, as GS1 has it."""
    if _DATE.fullmatch(yymmdd) is None:
        return None
    year, month, day = int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:])
    if not 1 <= month <= len(_MONTH_DAYS):
        return None
    last = _MONTH_DAYS[month - 1] + (1 if month == _FEBRUARY and year % 4 == 0 else 0)
    if day > last:
        return None
    return f"20{yymmdd[:2]}-{yymmdd[2:4]}-{day or last:02}"


def _swallows_an_element(value: str) -> bool:
    return any(
        value[start : start + 2] in FIXED_LENGTH and _values_of(value[start:]) is not None
        for start in range(1, len(value))
    )
