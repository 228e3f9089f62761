"""A file of segments: columns by their names, every row accounted for. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from server.exchange.order_files import FileRefused, Problem
from server.exchange.order_files.cells import clean
from server.exchange.order_files.encoding import find_encoding
from server.exchange.order_files.problems import problem_at
from server.exchange.order_files.table import Record, Table, header_key

ROWS_MAX = 20_000
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "segment": ("セグメント", "顧客セグメント", "segment"),
    "mail": ("メールアドレス", "注文者メールアドレス", "customer_mail", "mail", "email"),
    "phone": ("電話番号", "注文者電話番号", "customer_phone", "phone"),
    "order_number": ("受注番号", "注文番号", "order_number"),
}
"""How files name what a row says; the first column that has one of these names is meant."""
WHO: Final = ("mail", "phone", "order_number")
"""By what a customer is known; the first that is filled counts."""
LONGEST: Final[Mapping[str, int]] = {
    "segment": 40,
    "mail": 254,
    "phone": 40,
    "order_number": 100,
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A customer on a list, as the file says it."""

    row: int
    segment: str
    by: str
    """One of `WHO`."""
    value: str


@dataclass(frozen=True, slots=True)
class SegmentFile:
    """What a file says, and what is wrong with other rows."""

    listed: tuple[Listed, ...]
    problems: tuple[Problem, ...]


def read_segments(content: bytes) -> SegmentFile | FileRefused:
    """Every row that holds something.

    Returns:
        What the rows say, or why the file cannot be read: the codes of `find_encoding`,
        `missing_column` with their names, or `too_many_rows`.
    """
    encoding = find_encoding(content)
    if isinstance(encoding, FileRefused):
        return encoding
    first = content[encoding.start :].split(b"\n", 1)[0]
    table = Table(content, encoding, "\t" if first.count(b"\t") > first.count(b",") else ",")
    records = [record for record in table.records() if not record.is_blank]
    if len(records) > ROWS_MAX:
        return FileRefused("too_many_rows", {"most": ROWS_MAX})
    header = [header_key(name) for name in records[0].cells] if records else []
    places = {
        name: next(nth for nth, key in enumerate(header) if key in keys)
        for name, called in COLUMNS.items()
        if (keys := {header_key(one) for one in called}) & set(header)
    }
    missing = [] if "segment" in places else [COLUMNS["segment"][0]]
    if not places.keys() & set(WHO):
        missing.append(" / ".join(COLUMNS[name][0] for name in WHO))
    if missing:
        return FileRefused("missing_column", {"columns": missing})
    rows = [read_row(record, records[0].cells, places) for record in records[1:]]
    return SegmentFile(
        tuple(row for row in rows if isinstance(row, Listed)),
        tuple(row for row in rows if isinstance(row, Problem)),
    )


def read_row(record: Record, header: Sequence[str], places: Mapping[str, int]) -> Listed | Problem:
    """Who stands on which list; or what is wrong with the row."""
    if record.fault is not None:
        return problem_at(record.row, "", record.fault, "")
    cells = {
        name: clean(record.cells[nth]) if nth < len(record.cells) else ""
        for name, nth in places.items()
    }
    for name, text in cells.items():
        if len(text) > LONGEST[name]:
            return problem_at(record.row, header[places[name]], "cell_too_long", text)
    if not cells["segment"]:
        return problem_at(record.row, header[places["segment"]], "cell_missing", "")
    by = next((name for name in WHO if cells.get(name)), None)
    if by is None:
        return problem_at(record.row, "", "customer_missing", "")
    return Listed(record.row, cells["segment"], by, cells[by])
