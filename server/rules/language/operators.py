"""What can be asked of each kind of fact, and which values that takes."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from server.rules.language.patterns import Pattern, PatternError, fold

NUMBER_MAX = 10**12
TEXT_CHARACTERS_MAX = 200
VALUES_MAX = 1_000

Wrong = tuple[str, dict[str, Any]]
"""What is wrong with a value: a code and its details."""


def unchanged(value: Any) -> Any:
    """A value that is compared as it is."""
    return value


@dataclass(frozen=True, slots=True)
class Operator:
    """One question: which value it takes, and how it is asked in Python."""

    takes: str
    """What kind of value: a key of `CHECKS` or `LISTS`."""
    source: str
    """`{own}` is the fact, `{k}` the value (`{low}` and `{high}` of a range)."""
    constant: Callable[[Any], Any] = unchanged
    """What is made of the value once, so that asking is quick."""


def any_inside(values: Any) -> Callable[[str], bool]:
    """Whether a text has one of these in it."""
    wanted = tuple(values)
    return lambda own: any(one in own for one in wanted)


def inside_any(value: Any) -> Callable[[Any], bool]:
    """Whether one of some texts has this in it."""
    return lambda own: any(value in one for one in own)


def none_of(values: Any) -> Any:
    """Whether nothing of this is among an order's."""
    return frozenset(values).isdisjoint


def all_of(values: Any) -> Any:
    """Whether all of this is among an order's."""
    return frozenset(values).issubset


def only_of(values: Any) -> Any:
    """Whether an order's are all among these."""
    return frozenset(values).issuperset


def found(value: Any) -> Any:
    """Whether a regular expression finds something."""
    return Pattern(value).is_in


EMPTY = Operator("nothing", "{own} is None or {own} == '' or {own} == ()")
RANGE = "{low} <= {own} <= {high}"
OPERATORS: Mapping[str, Mapping[str, Operator]] = {
    "number": {
        "at_least": Operator("number", "{own} >= {k}"),
        "at_most": Operator("number", "{own} <= {k}"),
        "is": Operator("number", "{own} == {k}"),
        "between": Operator("numbers", RANGE),
        "multiple_of": Operator("number", "{own} > 0 and {own} % {k} == 0"),
        "is_empty": EMPTY,
    },
    "text": {
        "contains": Operator("text", "{k} in {own}"),
        "contains_any": Operator("texts", "{k}({own})", any_inside),
        "is": Operator("text", "{own} == {k}"),
        "one_of": Operator("texts", "{own} in {k}", frozenset),
        "begins_with": Operator("text", "{own}.startswith({k})"),
        "ends_with": Operator("text", "{own}.endswith({k})"),
        "matches": Operator("pattern", "{k}({own})", found),
        "is_empty": EMPTY,
    },
    "texts": {
        "has_any_of": Operator("texts", "not {k}({own})", none_of),
        "has_all_of": Operator("texts", "{k}({own})", all_of),
        "has_only": Operator("texts", "{own} and {k}({own})", only_of),
        "contains": Operator("text", "{k}({own})", inside_any),
        "is_empty": EMPTY,
    },
    "choice": {
        "one_of": Operator("texts", "{own} in {k}", frozenset),
        "is": Operator("text", "{own} == {k}"),
        "is_empty": EMPTY,
    },
    "flag": {"is": Operator("flag", "{own} is {k}")},
    "day": {
        "is": Operator("day", "{own} == {k}"),
        "before": Operator("day", "{own} < {k}"),
        "after": Operator("day", "{own} > {k}"),
        "between": Operator("days", RANGE),
        "is_empty": EMPTY,
    },
    "postal": {
        "begins_with": Operator("postal", "{own}.startswith({k})"),
        "between": Operator("postals", RANGE),
        "is": Operator("postal", "{own} == {k}"),
        "is_empty": EMPTY,
    },
}


def number_wrong(value: Any) -> Wrong | None:
    """A whole number that is not too large."""
    if not isinstance(value, int) or isinstance(value, bool):
        return "value_not_a_number", {}
    return None if abs(value) <= NUMBER_MAX else ("value_too_large", {"most": NUMBER_MAX})


def text_wrong(value: Any) -> Wrong | None:
    """A text with something in it."""
    if not isinstance(value, str):
        return "value_not_a_text", {}
    if not fold(value).strip():
        return "value_missing", {}
    if len(value) > TEXT_CHARACTERS_MAX:
        return "value_too_long", {"most": TEXT_CHARACTERS_MAX}
    return None


def pattern_wrong(value: Any) -> Wrong | None:
    """A regular expression of the kind we take."""
    wrong = text_wrong(value)
    if wrong is not None:
        return wrong
    try:
        Pattern(value)
    except PatternError as error:
        return error.code, {"at": error.at + 1}
    return None


def day_wrong(value: Any) -> Wrong | None:
    """A day of the calendar."""
    try:
        assert isinstance(value, str)
        assert re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value)
        date.fromisoformat(value)
    except (AssertionError, ValueError):
        return "value_not_a_day", {}
    return None


def postal_wrong(value: Any) -> Wrong | None:
    """A postal code or the beginning of one."""
    if not isinstance(value, str) or not re.fullmatch("[0-9]{1,7}", digits_of(value)):
        return "value_not_a_postal_code", {}
    return None


def flag_wrong(value: Any) -> Wrong | None:
    """Yes or no."""
    return None if isinstance(value, bool) else ("value_not_a_flag", {})


def nothing_wrong(value: Any) -> Wrong | None:
    """No value at all."""
    return None if value is None else ("value_not_wanted", {})


CHECKS: Mapping[str, Callable[[Any], Wrong | None]] = {
    "number": number_wrong,
    "text": text_wrong,
    "pattern": pattern_wrong,
    "day": day_wrong,
    "postal": postal_wrong,
    "flag": flag_wrong,
    "nothing": nothing_wrong,
}
LISTS = {"numbers": "number", "texts": "text", "days": "day", "postals": "postal"}
RANGES = {"numbers", "days", "postals"}


def value_wrong(takes: str, value: Any) -> Wrong | None:
    """What is wrong with an operator's value; None when nothing is."""
    if takes not in LISTS:
        return CHECKS[takes](value)
    if not isinstance(value, list) or not value:
        return "value_missing", {}
    if len(value) > VALUES_MAX:
        return "too_many_values", {"most": VALUES_MAX}
    wrong = next((one for one in map(CHECKS[LISTS[takes]], value) if one), None)
    if wrong is None and takes in RANGES:
        return range_wrong(takes, value)
    return wrong


def range_wrong(takes: str, value: Sequence[Any]) -> Wrong | None:
    """Two values, the first not after the second."""
    if len(value) != 2:  # noqa: PLR2004 - from and to
        return "range_needs_two", {}
    low, high = ready(takes, value)
    return ("range_ends_before_it_begins", {}) if low > high else None


def ready(takes: str, value: Any) -> Any:
    """A value as it is compared: texts folded, postal codes as digits, a range to its last code."""
    if takes == "text":
        return fold(value)
    if takes == "texts":
        return tuple(fold(one) for one in value)
    if takes == "postal":
        return digits_of(value)
    if takes == "postals":
        return digits_of(value[0]).ljust(7, "0"), digits_of(value[1]).ljust(7, "9")
    return tuple(value) if isinstance(value, list) else value


def digits_of(postal_code: str) -> str:
    """A postal code without mark and dash."""
    return re.sub("[〒\\s-]", "", fold(postal_code).replace("‐", "-").replace("−", "-"))
