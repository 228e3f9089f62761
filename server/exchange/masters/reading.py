"""A file of products or customers: columns by their names, every row accounted for. Pure.

Bytes, rows and cells are read as those of order files are; here only the columns differ.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from zoneinfo import ZoneInfo

from server.exchange.order_files import FileRefused, Problem
from server.exchange.order_files.cells import LOST_DIGITS, WHOLE, clean, narrow, read_flag
from server.exchange.order_files.encoding import Encoding, find_encoding
from server.exchange.order_files.problems import CONTROL, Unreadable, problem_at
from server.exchange.order_files.table import Record, Table, header_key

JAPAN: Final = ZoneInfo("Asia/Tokyo")
DELIMITERS: Final = (",", "\t", ";")
ROWS_MAX: Final = 100_000
NUMBER_MAX: Final = 99_999_999
NOTHING: Final = "-"
"""What is written into a cell to empty what is known; a blank cell leaves it."""
FORMULA: Final = re.compile(r"=[A-Za-z(+\-@0-9]")
GONE_WRONG: Final = re.compile(r"#(N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|#+)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how files call it, how its cells are read, how long they may be."""

    names: tuple[str, ...]
    read: Callable[[str, ZoneInfo], Any]
    longest: int = 0
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class MasterRow:
    """A row, read; columns that are empty or not there are not in it."""

    row: int
    told: Mapping[str, Any]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class MasterFile:
    """What a file says."""

    encoding: str
    rows: tuple[MasterRow, ...]
    headers: Mapping[str, str] = field(default_factory=dict)
    """Our name of a column → what the file calls it."""

    def problem(self, row: int, column: str, code: str, value: str) -> Problem:
        """Name what is wrong with a cell."""
        return problem_at(row, self.headers.get(column, ""), code, value)


def read_words(text: str, _zone: ZoneInfo) -> str | Unreadable:
    """Text that a person reads; a formula in its place says nothing."""
    if FORMULA.match(text):
        return Unreadable("formula_in_cell")
    if GONE_WRONG.fullmatch(text):
        return Unreadable("spreadsheet_error")
    return Unreadable("control_character") if CONTROL.search(text) else text


def read_sku(text: str, zone: ZoneInfo) -> str | Unreadable:
    """A code of goods, on which a spreadsheet may have lost digits."""
    told = narrow(text)
    if LOST_DIGITS.fullmatch(told):
        return Unreadable("number_damaged_by_spreadsheet")
    return read_words(told, zone)


def read_number(text: str, _zone: ZoneInfo) -> int | Unreadable | None:
    """A whole number from 0; `-` is none."""
    if (told := narrow(text)) == NOTHING:
        return None
    if not WHOLE.fullmatch(told):
        return Unreadable("number_unreadable")
    number = int(told.partition(".")[0].replace(",", ""))
    return number if number <= NUMBER_MAX else Unreadable("number_too_large")


def read_count(text: str, zone: ZoneInfo) -> int | Unreadable:
    """A whole number from 0, which is never none."""
    number = read_number(text, zone)
    return Unreadable("number_unreadable") if number is None else number


def read_yes(text: str, zone: ZoneInfo) -> bool | Unreadable:
    """Yes or no, also as marks on a list."""
    if narrow(text) in {"○", "◯", "〇", "する"}:
        return True
    return False if narrow(text) in {"×", "-", "しない"} else read_flag(text, zone)


def read_table(content: bytes, columns: Mapping[str, Column]) -> MasterFile | FileRefused:
    """Every row of a file that holds something.

    Returns:
        The rows; or why the file cannot be read: the codes of `find_encoding`, `missing_column`,
        `column_twice`, `format_unknown`, `no_rows`, `too_many_rows`.
    """
    encoding = find_encoding(content)
    if isinstance(encoding, FileRefused):
        return encoding
    table = best_cut(content, encoding, columns)
    header = None if table is None else table.header()
    if table is None or header is None:
        return FileRefused("format_unknown")
    places = places_of(header.cells, columns)
    if refused := refuse_header(header.cells, places, columns):
        return refused
    rows: list[MasterRow] = []
    for record in table.records():
        if record.is_blank or record.row <= header.row:
            continue
        if len(rows) == ROWS_MAX:
            return FileRefused("too_many_rows", {"most": ROWS_MAX})
        rows.append(read_row(record, header.cells, places, columns))
    headers = {name: header.cells[nth] for name, nth in places.items()}
    return MasterFile(encoding.name, tuple(rows), headers) if rows else FileRefused("no_rows")


def best_cut(content: bytes, encoding: Encoding, columns: Mapping[str, Column]) -> Table | None:
    """The file cut by the delimiter with which most columns are known; None where none is."""
    known: dict[int, Table] = {}
    for delimiter in DELIMITERS:
        table = Table(content, encoding, delimiter)
        header = table.header()
        if header is not None and header.fault is None:
            known.setdefault(len(places_of(header.cells, columns)), table)
    best = max(known, default=0)
    return known[best] if best else None


def places_of(header: Sequence[str], columns: Mapping[str, Column]) -> dict[str, int]:
    """Where each column stands, counted from 0; of several that fit the first of its names."""
    keys = [header_key(name) for name in header]
    places = {}
    for name, column in columns.items():
        called = [key for key in map(header_key, column.names) if key in keys]
        if called:
            places[name] = keys.index(called[0])
    return places


def refuse_header(
    header: Sequence[str], places: Mapping[str, int], columns: Mapping[str, Column]
) -> FileRefused | None:
    """Why nothing can be read under this header."""
    missing = [
        column.names[0]
        for name, column in columns.items()
        if column.is_needed and name not in places
    ]
    if missing:
        return FileRefused("missing_column", {"columns": missing})
    keys = [header_key(name) for name in header]
    twice = [header[nth] for nth in places.values() if keys.count(keys[nth]) > 1]
    return FileRefused("column_twice", {"columns": twice}) if twice else None


def read_row(
    record: Record,
    header: Sequence[str],
    places: Mapping[str, int],
    columns: Mapping[str, Column],
) -> MasterRow:
    """Read each cell of a row; one that is shifted is not read at all."""
    if fault := shift_of(record, len(header)):
        return MasterRow(record.row, {}, (problem_at(record.row, "", fault, ""),))
    told: dict[str, Any] = {}
    problems = []
    for name, nth in places.items():
        column, cell = columns[name], clean(record.cells[nth])
        if not cell and not column.is_needed:
            continue
        read = column.read(cell, JAPAN) if cell else Unreadable("cell_missing")
        if isinstance(read, str) and column.longest and len(read) > column.longest:
            read = Unreadable("cell_too_long")
        if isinstance(read, Unreadable):
            problems.append(problem_at(record.row, header[nth], read.code, cell))
        else:
            told[name] = read
    return MasterRow(record.row, told, tuple(problems))


def shift_of(record: Record, width: int) -> str | None:
    """Why the cells of a row are not those of its columns."""
    if record.fault is not None:
        return record.fault
    if len(record.cells) < width:
        return "too_few_cells"
    return "too_many_cells" if len(record.cells) > width else None
