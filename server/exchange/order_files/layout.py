"""Where a profile's fields stand in one particular file."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from server.exchange.order_files.cells import BLANKS, ODD_BEGINNINGS, Reading, clean
from server.exchange.order_files.problems import Problem, Unreadable, problem_at
from server.exchange.order_files.profiles import Field, Profile, Rule
from server.exchange.order_files.table import header_key

CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Row(NamedTuple):
    """One row of an order."""

    row: int
    """Its number."""
    cells: Sequence[str]
    """Those that the layout reads, cleaned."""
    written: bytes
    """The whole row as it stands in the file."""
    is_plain: bool
    """It has no control characters, so nobody needs to look for them cell by cell."""


@dataclass(frozen=True, slots=True)
class PlacedField:
    """A field, and in which of the cells that the layout reads it stands."""

    columns: tuple[tuple[int, ...], ...]
    only_column: int | None
    """Its column where it can be in one only, as most are."""
    between: str
    reading: Reading
    blank: Any
    """What an empty cell means."""
    may_be_blank: bool

    def text(self, cells: Sequence[str]) -> str:
        """What the row says for this field."""
        if self.only_column is not None:
            return cells[self.only_column]
        parts = [first_filled(cells, part) for part in self.columns]
        return self.between.join(filter(None, parts))

    def first_column(self, cells: Sequence[str]) -> int | None:
        """Where a person looks when the text is wrong."""
        every = [column for part in self.columns for column in part]
        return next((column for column in every if cells[column]), next(iter(every), None))


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A rule, and in which of the cells that the layout reads it looks."""

    column: int
    rule: Rule
    unless_column: int | None

    def holds(self, cells: Sequence[str]) -> bool:
        """Whether the row is what the rule says."""
        word = cells[self.column].casefold()
        is_told = word in self.rule.words or word.startswith(self.rule.beginnings)
        if is_told != self.rule.holds_for_words:
            return False
        if self.unless_column is None:
            return True
        excuse = cells[self.unless_column].casefold()
        return not any(word in excuse for word in self.rule.unless_contains)


@dataclass(frozen=True, slots=True)
class Layout:
    """A profile laid over the header of a file."""

    zone: ZoneInfo
    width: int
    """How many cells a row of the file has."""
    columns: tuple[int, ...]
    """Which of them are read; everything below counts these, from 0."""
    picked: Callable[[Sequence[str]], Sequence[str]]
    """Picks these out of a row."""
    names: tuple[str, ...]
    """What the file's header calls them."""
    order_cells: Callable[[Sequence[str]], Sequence[str]]
    """Picks out of these everything that a row says about its order as a whole."""
    order: Mapping[str, PlacedField]
    consignees: tuple[Mapping[str, PlacedField], ...]
    line: Mapping[str, PlacedField]
    destination: PlacedField | None
    refused: tuple[PlacedRule, ...]
    lines_refused: tuple[PlacedRule, ...]
    lines_left_out: tuple[PlacedRule, ...]

    def row(self, number: int, cells: Sequence[str], written: bytes) -> Row:
        """A row of the file with what is read of it."""
        is_plain = CONTROL_BYTE.search(written) is None
        # Most cells are empty or need no cleaning, and there are very many of them.
        kept = [
            clean(cell) if cell and (cell[0] in ODD_BEGINNINGS or cell[-1] in BLANKS) else cell
            for cell in self.picked(cells)
        ]
        return Row(number, kept, written, is_plain)

    def first_cell(self, field: str, cells: Sequence[str]) -> str:
        """The first filled cell of an order field in a row that may be broken."""
        for part in self.order[field].columns:
            for nth in part:
                column = self.columns[nth]
                if column < len(cells) and (text := clean(cells[column])):
                    return text
        return ""

    def column_name(self, field: PlacedField, row: Row) -> str:
        """The column in which a person looks for a field, as the file's header names it."""
        column = field.first_column(row.cells)
        return "" if column is None else self.names[column]

    def problem(self, field: PlacedField, row: Row, code: str) -> Problem:
        """Name what is wrong with a field on a row."""
        return problem_at(row.row, self.column_name(field, row), code, field.text(row.cells))


def first_filled(cells: Sequence[str], columns: tuple[int, ...]) -> str:
    """The first of these cells that holds something."""
    for column in columns:
        if text := cells[column]:
            return text
    return ""


def columns_by_name(header: Sequence[str]) -> dict[str, int]:
    """Which column has which name; of two with one name the first counts."""
    names: dict[str, int] = {}
    for column, name in enumerate(header):
        names.setdefault(header_key(name), column)
    return names


def columns_twice(profile: Profile, header: Sequence[str]) -> list[str]:
    """Columns that the profile reads and the file has twice: nobody knows which one is meant."""
    times = Counter(map(header_key, header))
    wanted = profile.columns_read()
    return sorted(
        {name for name in header if (key := header_key(name)) in wanted and times[key] > 1}
    )


def picking(columns: Sequence[int]) -> Callable[[Sequence[str]], Sequence[str]]:
    """What picks some cells out of a row; of one alone it makes a row as well."""
    if len(columns) == 1:
        return lambda cells: (cells[columns[0]],)
    return itemgetter(*columns)


def lay(profile: Profile, header: Sequence[str]) -> Layout:
    """Find a profile's columns in a file's header; columns that are not there read as empty."""
    columns = {
        key: column
        for key, column in columns_by_name(header).items()
        if key in profile.columns_read()
    }
    names = {key: nth for nth, key in enumerate(columns)}

    def place(field: Field) -> PlacedField:
        parts = tuple(
            tuple(names[key] for key in map(header_key, part) if key in names)
            for part in field.parts
        )
        return PlacedField(
            columns=parts,
            only_column=parts[0][0] if list(map(len, parts)) == [1] else None,
            between=field.between,
            reading=field.reading,
            blank=(blank := field.reading("", profile.zone)),
            may_be_blank=not isinstance(blank, Unreadable),
        )

    def place_all(fields: Mapping[str, Field]) -> dict[str, PlacedField]:
        return {name: place(field) for name, field in fields.items()}

    def place_rules(rules: Sequence[Rule]) -> tuple[PlacedRule, ...]:
        return tuple(
            PlacedRule(
                names[header_key(rule.column)], rule, names.get(header_key(rule.unless_column))
            )
            for rule in rules
            if header_key(rule.column) in names
        )

    order = place_all(profile.order)
    consignees = tuple(place_all(block) for block in profile.consignees)
    return Layout(
        zone=profile.zone,
        width=len(header),
        columns=tuple(columns.values()),
        picked=picking(list(columns.values())),
        names=tuple(header[column] for column in columns.values()),
        order_cells=picking(
            sorted(
                {
                    column
                    for group in (order, *consignees)
                    for placed in group.values()
                    for part in placed.columns
                    for column in part
                }
            )
        ),
        order=order,
        consignees=consignees,
        line=place_all(profile.line),
        destination=None if profile.destination is None else place(profile.destination),
        refused=place_rules(profile.refused),
        lines_refused=place_rules(profile.lines_refused),
        lines_left_out=place_rules(profile.lines_left_out),
    )
