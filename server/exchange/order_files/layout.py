"""Where a profile's fields stand in one particular file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from server.exchange.order_files.cells import Reading, clean
from server.exchange.order_files.problems import Problem, problem_at
from server.exchange.order_files.profiles import Field, Profile, Rule
from server.exchange.order_files.table import header_key


class Row(NamedTuple):
    """One row of an order: its number and its cells, cleaned."""

    row: int
    cells: Sequence[str]

    @staticmethod
    def of(row: int, cells: Sequence[str]) -> "Row":
        """A row of cells as they stand in the file."""
        return Row(row, [cell and clean(cell) for cell in cells])


@dataclass(frozen=True, slots=True)
class PlacedField:
    """A field, and in which columns of this file it stands (counted from 0)."""

    columns: tuple[tuple[int, ...], ...]
    only_column: int | None
    """Its column where it can be in one only, as most are."""
    between: str
    reading: Reading
    blank: Any
    """What an empty cell means."""

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
    """A rule, and in which column of this file it looks."""

    column: int
    rule: Rule
    unless_column: int | None

    def holds(self, cells: Sequence[str]) -> bool:
        """Whether the row is what the rule says."""
        word = cells[self.column].casefold()
        if (word in self.rule.words) != self.rule.holds_for_words:
            return False
        if self.unless_column is None:
            return True
        excuse = cells[self.unless_column].casefold()
        return not any(word in excuse for word in self.rule.unless_contains)


@dataclass(frozen=True, slots=True)
class Layout:
    """A profile laid over the header of a file."""

    header: tuple[str, ...]
    zone: ZoneInfo
    order_columns: tuple[int, ...]
    """The columns of all order fields and consignees."""
    order: Mapping[str, PlacedField]
    consignees: tuple[Mapping[str, PlacedField], ...]
    line: Mapping[str, PlacedField]
    refused: tuple[PlacedRule, ...]
    lines_refused: tuple[PlacedRule, ...]
    lines_left_out: tuple[PlacedRule, ...]

    def order_cells(self, row: Row) -> list[str]:
        """Everything a row says about its order as a whole."""
        return [row.cells[column] for column in self.order_columns]

    def column_name(self, field: PlacedField, row: Row) -> str:
        """The column in which a person looks for a field, as the file's header names it."""
        column = field.first_column(row.cells)
        return "" if column is None else self.header[column]

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


def lay(profile: Profile, header: Sequence[str]) -> Layout:
    """Find a profile's columns in a file's header; columns that are not there read as empty."""
    names = columns_by_name(header)

    def place(field: Field) -> PlacedField:
        columns = tuple(
            tuple(names[key] for key in map(header_key, part) if key in names)
            for part in field.parts
        )
        return PlacedField(
            columns=columns,
            only_column=columns[0][0] if list(map(len, columns)) == [1] else None,
            between=field.between,
            reading=field.reading,
            blank=field.reading("", profile.zone),
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
        header=tuple(header),
        zone=profile.zone,
        order_columns=tuple(
            {
                column: None
                for group in (order, *consignees)
                for placed in group.values()
                for part in placed.columns
                for column in part
            }
        ),
        order=order,
        consignees=consignees,
        line=place_all(profile.line),
        refused=place_rules(profile.refused),
        lines_refused=place_rules(profile.lines_refused),
        lines_left_out=place_rules(profile.lines_left_out),
    )
