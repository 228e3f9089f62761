"""A file of notices: columns by their names, every row accounted for. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from zoneinfo import ZoneInfo

from server.exchange.order_files import FileRefused, Problem
from server.exchange.order_files.cells import clean, read_code, read_day, read_quantity, read_text
from server.exchange.order_files.encoding import find_encoding
from server.exchange.order_files.problems import Unreadable, problem_at
from server.exchange.order_files.table import Record, Table, header_key

JAPAN: Final = ZoneInfo("Asia/Tokyo")
ROWS_MAX = 50_000
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": (
        "入荷予定番号",
        "入荷番号",
        "発注番号",
        "発注書番号",
        "PO番号",
        "notice",
        "po_number",
    ),
    "expected_on": ("入荷予定日", "予定日", "納品予定日", "納期", "expected_on", "date"),
    "supplier": ("仕入先", "仕入先名", "発注先", "supplier"),
    "product": ("商品コード", "SKU", "品番", "JANコード", "JAN", "バーコード", "product", "sku"),
    "pieces": ("数量", "予定数", "入荷予定数", "発注数", "quantity", "pieces"),
}
"""How files name what a notice says; the first column that has one of these names is meant."""
NEEDED: Final = ("number", "expected_on", "product", "pieces")


@dataclass(slots=True)
class NoticeDraft:
    """A notice as the file says it."""

    number: str
    row: int
    """Its first row."""
    expected_on: str
    supplier: str
    lines: list["LineDraft"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LineDraft:
    """Pieces of a product, and the row that says so."""

    row: int
    product: str
    pieces: int


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """What a file says: whole notices, and what is wrong with the others."""

    notices: tuple[NoticeDraft, ...]
    problems: tuple[Problem, ...]


def read_notices(content: bytes) -> NoticeFile | FileRefused:
    """Every row of a file of notices that holds something.

    Returns:
        The notices, or why the file cannot be read: the codes of `find_encoding`,
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
    header = records[0].cells if records else []
    places = places_of(header)
    missing = [COLUMNS[name][0] for name in NEEDED if name not in places]
    if missing:
        return FileRefused("missing_column", {"columns": missing})
    return drafts_of(records[1:], header, places)


def places_of(header: Sequence[str]) -> dict[str, int]:
    """Where each column stands, counted from 0."""
    keys = [header_key(name) for name in header]
    places: dict[str, int] = {}
    for name, called in COLUMNS.items():
        names = {header_key(one) for one in called}
        nth = next((nth for nth, key in enumerate(keys) if key in names), None)
        if nth is not None:
            places[name] = nth
    return places


def drafts_of(
    records: Sequence[Record], header: Sequence[str], places: Mapping[str, int]
) -> NoticeFile:
    """Rows gathered to notices, in the order in which each is first named."""
    drafts: dict[str, NoticeDraft] = {}
    broken: set[str] = set()
    problems: list[Problem] = []
    for record in records:
        row = read_row(record, header, places)
        if row.problems:
            problems += row.problems
            broken.add(row.number)
            continue
        draft = drafts.setdefault(
            row.number, NoticeDraft(row.number, record.row, row.expected_on, row.supplier)
        )
        if draft.expected_on != row.expected_on:
            column = header[places["expected_on"]]
            problems.append(problem_at(record.row, column, "day_differs", row.expected_on))
            broken.add(row.number)
            continue
        draft.lines.append(LineDraft(record.row, row.product, row.pieces))
    if "" in broken:
        # It may belong to any of them: nobody shall take half a notice for the whole.
        return NoticeFile((), tuple(problems))
    whole = tuple(draft for number, draft in drafts.items() if number not in broken)
    return NoticeFile(whole, tuple(problems))


@dataclass(slots=True)
class Row:
    """The cells of one row, read."""

    number: str = ""
    expected_on: str = ""
    supplier: str = ""
    product: str = ""
    pieces: int = 0
    problems: list[Problem] = field(default_factory=list)


READERS: Final[Mapping[str, Callable[[str, ZoneInfo], Any]]] = {
    "number": read_code,
    "expected_on": read_day,
    "supplier": read_text,
    "product": read_code,
    "pieces": read_quantity,
}
LONGEST: Final[Mapping[str, int]] = {"number": 20, "supplier": 100, "product": 64}
"""Letters that a cell may have."""


def read_row(record: Record, header: Sequence[str], places: Mapping[str, int]) -> Row:
    """Read each cell; what cannot be read is named with its column and its text."""
    row = Row()
    if record.fault is not None:
        row.problems.append(problem_at(record.row, "", record.fault, ""))
    for name, nth in places.items():
        cell = clean(record.cells[nth]) if nth < len(record.cells) else ""
        read = READERS[name](cell, JAPAN)
        code = fault_of(name, read)
        if code is None:
            setattr(row, name, read)
        else:
            row.problems.append(problem_at(record.row, header[nth], code, cell))
    return row


def fault_of(name: str, read: Any) -> str | None:
    """Why a cell does not say what it should, or None."""
    if isinstance(read, Unreadable):
        return read.code
    if read in ("", None):
        return "cell_missing" if name in NEEDED else None
    return "cell_too_long" if name in LONGEST and len(read) > LONGEST[name] else None
