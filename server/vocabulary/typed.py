"""What is typed on a screen instead of scanned: a count of pieces, a day. Mirrored by typed.ts.

It becomes a label of ours like any other (`Q-12`, `D-20260401`), so that one record of what was
done has one form, and a sheet of printed numbers serves gloved hands as well as the screen.
"""

import re

_COUNT = re.compile(r"Q-(0|[1-9][0-9]{0,5})")
_DAY = re.compile(r"D-((?:20|21)[0-9]{2})([0-9]{2})([0-9]{2})")
_FEBRUARY = 2
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def count_of(code: str) -> int | None:
    """The pieces that a code says, 0 to 999,999; None for what is no count: `Q-12` is 12."""
    found = _COUNT.fullmatch(code)
    return None if found is None else int(found[1])


def day_of(code: str) -> str | None:
    """The ISO day that a code says; None for what no calendar has: `D-20260401` is 2026-04-01."""
    found = _DAY.fullmatch(code)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    if not 1 <= month <= len(_MONTH_DAYS):
        return None
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    last = _MONTH_DAYS[month - 1] + (1 if month == _FEBRUARY and is_leap else 0)
    return f"{found[1]}-{found[2]}-{found[3]}" if 1 <= day <= last else None
