"""What can be asked of each kind of fact. An operator takes its value once and becomes a test."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from server.rules.language.patterns import Pattern, PatternError, fold

NUMBER_MAX = 10**12
TEXT_CHARACTERS_MAX = 200
VALUES_MAX = 1_000

Test = Callable[[Any], bool]
Slot = int
Wrong = tuple[str, dict[str, Any]]
"""What is wrong with a value: a code and its details."""


@dataclass(frozen=True, slots=True)
class Operator:
    """One question: which value it takes, and the test it becomes."""

    takes: str
    """What kind of value: a key of `CHECKS` or `LISTS`."""
    test: Callable[[Any, Slot], Test]
    """The value and a slot → asks the facts of an order (or a line)."""


def is_same(value: Any, slot: Slot) -> Test:
    """Equal."""
    return lambda facts: bool(facts[slot] == value)


def is_empty(_value: Any, slot: Slot) -> Test:
    """Unknown, or nothing in it."""
    return lambda facts: facts[slot] is None or facts[slot] == "" or facts[slot] == ()


def one_of(values: Any, slot: Slot) -> Test:
    """Equal to one of some."""
    wanted = frozenset(values)
    return lambda facts: facts[slot] in wanted


def at_least(value: Any, slot: Slot) -> Test:
    """Not less."""
    return lambda facts: (own := facts[slot]) is not None and bool(own >= value)


def at_most(value: Any, slot: Slot) -> Test:
    """Not more."""
    return lambda facts: (own := facts[slot]) is not None and bool(own <= value)


def before(value: Any, slot: Slot) -> Test:
    """Earlier."""
    return lambda facts: (own := facts[slot]) is not None and bool(own < value)


def after(value: Any, slot: Slot) -> Test:
    """Later."""
    return lambda facts: (own := facts[slot]) is not None and bool(own > value)


def between(values: Any, slot: Slot) -> Test:
    """From the first to the second, both included."""
    low, high = values
    return lambda facts: (own := facts[slot]) is not None and bool(low <= own <= high)


def multiple_of(value: Any, slot: Slot) -> Test:
    """Every nth."""
    return lambda facts: (own := facts[slot]) is not None and own > 0 and own % value == 0


def contains(value: Any, slot: Slot) -> Test:
    """Has it somewhere in the text."""
    return lambda facts: (own := facts[slot]) is not None and value in own


def contains_any(values: Any, slot: Slot) -> Test:
    """Has one of some somewhere in the text."""
    wanted = tuple(values)
    return lambda facts: (own := facts[slot]) is not None and any(one in own for one in wanted)


def begins_with(value: Any, slot: Slot) -> Test:
    """Begins with it."""
    return lambda facts: (own := facts[slot]) is not None and bool(own.startswith(value))


def ends_with(value: Any, slot: Slot) -> Test:
    """Ends with it."""
    return lambda facts: (own := facts[slot]) is not None and bool(own.endswith(value))


def matches(value: Any, slot: Slot) -> Test:
    """A regular expression finds it."""
    found = Pattern(value).is_in
    return lambda facts: (own := facts[slot]) is not None and found(own)


def has_any_of(values: Any, slot: Slot) -> Test:
    """One of the order's is one of these."""
    has_none = frozenset(values).isdisjoint
    return lambda facts: not has_none(facts[slot])


def has_all_of(values: Any, slot: Slot) -> Test:
    """All of these are among the order's."""
    is_inside = frozenset(values).issubset
    return lambda facts: is_inside(facts[slot])


def has_only(values: Any, slot: Slot) -> Test:
    """The order has something, and nothing else than these."""
    has_all = frozenset(values).issuperset
    return lambda facts: bool(facts[slot]) and has_all(facts[slot])


def some_contains(value: Any, slot: Slot) -> Test:
    """One of the order's has it somewhere in its text."""
    return lambda facts: any(value in own for own in facts[slot])


EMPTY = Operator("nothing", is_empty)
OPERATORS: Mapping[str, Mapping[str, Operator]] = {
    "number": {
        "at_least": Operator("number", at_least),
        "at_most": Operator("number", at_most),
        "is": Operator("number", is_same),
        "between": Operator("numbers", between),
        "multiple_of": Operator("number", multiple_of),
        "is_empty": EMPTY,
    },
    "text": {
        "contains": Operator("text", contains),
        "contains_any": Operator("texts", contains_any),
        "is": Operator("text", is_same),
        "one_of": Operator("texts", one_of),
        "begins_with": Operator("text", begins_with),
        "ends_with": Operator("text", ends_with),
        "matches": Operator("pattern", matches),
        "is_empty": EMPTY,
    },
    "texts": {
        "has_any_of": Operator("texts", has_any_of),
        "has_all_of": Operator("texts", has_all_of),
        "has_only": Operator("texts", has_only),
        "contains": Operator("text", some_contains),
        "is_empty": EMPTY,
    },
    "choice": {
        "one_of": Operator("texts", one_of),
        "is": Operator("text", is_same),
        "is_empty": EMPTY,
    },
    "flag": {"is": Operator("flag", is_same)},
    "day": {
        "is": Operator("day", is_same),
        "before": Operator("day", before),
        "after": Operator("day", after),
        "between": Operator("days", between),
        "is_empty": EMPTY,
    },
    "postal": {
        "begins_with": Operator("postal", begins_with),
        "between": Operator("postals", between),
        "is": Operator("postal", is_same),
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
