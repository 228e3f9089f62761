"""Formats are data: a profile says which column means what. One reader reads them all.

A profile is the file `profile.json` of its folder. Its columns are named as the shop's system names
them and found by name, so their order and unknown columns beside them do not matter.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from server.exchange.order_files.cells import READINGS, Reading
from server.exchange.order_files.table import header_key

ROOM = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Field:
    """Where one of our fields stands in a file, and how its cell is read."""

    parts: tuple[tuple[str, ...], ...]
    """What is joined; of each part the first column that holds something counts."""
    between: str
    reading: Reading
    parts_required: int
    """How many of the parts, from the first on, a file must have a column for."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a cell of a row means for the order or the line."""

    column: str
    words: frozenset[str]
    holds_for_words: bool
    """It holds when the cell is one of the words; else when it is none of them."""
    beginnings: tuple[str, ...]
    """It holds too when the cell begins with one of these."""
    unless_column: str
    unless_contains: tuple[str, ...]
    means: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One layout of order files."""

    id: str
    title: str
    zone: ZoneInfo
    """The time zone of moments that are written without one."""
    order_cells: str
    """`first_row`: an order's own cells stand on its first row only; `every_row`: they repeat."""
    order: Mapping[str, Field]
    consignees: tuple[Mapping[str, Field], ...]
    """The first one whose address is filled counts."""
    line: Mapping[str, Field]
    changes_orders: bool
    """Whether an order that came in before is changed when it is told otherwise; else somebody
    has to look."""
    destination: Field | None
    """What tells the parcels of one order apart where it goes to several addresses."""
    refused: tuple[Rule, ...]
    lines_refused: tuple[Rule, ...]
    lines_left_out: tuple[Rule, ...]

    def fields(self) -> Iterable[Field]:
        """Every field."""
        for group in (self.order, *self.consignees, self.line):
            yield from group.values()
        if self.destination is not None:
            yield self.destination

    def columns_missing(self, names: Mapping[str, int]) -> list[str]:
        """The columns without which nothing can be read, as the profile names them."""
        return [
            part[0]
            for field in self.fields()
            for part in field.parts[: field.parts_required]
            if not any(header_key(column) in names for column in part)
        ]

    def columns_known(self, names: Mapping[str, int]) -> int:
        """How many of a file's columns this profile reads."""
        return len(self.columns_read() & set(names))

    def columns_read(self) -> set[str]:
        """The names of all columns it looks at, as `header_key` writes them."""
        rules = (*self.refused, *self.lines_refused, *self.lines_left_out)
        told = [column for field in self.fields() for part in field.parts for column in part]
        told += [column for rule in rules for column in (rule.column, rule.unless_column)]
        return set(map(header_key, filter(None, told)))


NOWHERE = Field(parts=(), between="", reading=READINGS["text"], parts_required=0)
"""Where a field stands of which a file says nothing."""


def field_from(told: Mapping[str, Any]) -> Field:
    """A field as a profile writes it."""
    assert ("from" in told) != ("join" in told), told
    parts = [told["from"]] if "from" in told else told["join"]
    required = {"all": len(parts), "first": 1, "none": 0}
    return Field(
        parts=tuple((part,) if isinstance(part, str) else tuple(part) for part in parts),
        between=told.get("between", ""),
        reading=READINGS[told["read"]],
        parts_required=required[told.get("required", "none")],
    )


def rule_from(told: Mapping[str, Any]) -> Rule:
    """A rule as a profile writes it."""
    assert len({"is", "is_not", "begins_with"} & told.keys()) == 1, told
    unless = told.get("unless", {"column": "", "contains": []})
    return Rule(
        column=told["column"],
        words=frozenset(word.casefold() for word in told.get("is", told.get("is_not", []))),
        holds_for_words="is_not" not in told,
        beginnings=tuple(word.casefold() for word in told.get("begins_with", [])),
        unless_column=unless["column"],
        unless_contains=tuple(unless["contains"]),
        means=told["means"],
    )


def fields_from(told: Mapping[str, Any]) -> dict[str, Field]:
    """A group of fields as a profile writes it."""
    return {name: field_from(field) for name, field in told.items()}


def rules_from(told: Sequence[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """A list of rules as a profile writes it."""
    return tuple(rule_from(rule) for rule in told)


def profile_from(told: Mapping[str, Any]) -> Profile:
    """A profile from its JSON.

    Raises:
        AssertionError, KeyError: it is not one; the server does not start with it.
    """
    assert told["order_cells"] in {"first_row", "every_row"}, told["order_cells"]
    return Profile(
        id=told["id"],
        title=told["title"],
        zone=ZoneInfo(told["zone"]),
        order_cells=told["order_cells"],
        order=fields_from(told["order"]),
        consignees=tuple(fields_from(block) for block in told["consignees"]),
        line={"name": NOWHERE} | fields_from(told["line"]),
        changes_orders=told.get("changes_orders", False),
        destination=field_from(told["destination"]) if "destination" in told else None,
        refused=rules_from(told["refused"]),
        lines_refused=rules_from(told["lines_refused"]),
        lines_left_out=rules_from(told["lines_left_out"]),
    )


@lru_cache
def profiles() -> Mapping[str, Profile]:
    """The layouts that are known, by id."""
    found = (
        profile_from(json.loads(path.read_text("utf-8")))
        for path in sorted(ROOM.glob("*/profile.json"))
    )
    return {profile.id: profile for profile in found}
