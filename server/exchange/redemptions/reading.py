"""A file of redeemed codes: columns by their names, every row accounted for. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from server.exchange.order_files import FileRefused, Problem
from server.exchange.order_files.cells import (
    clean,
    read_code,
    read_moment,
    read_text,
    read_yen,
)
from server.exchange.order_files.encoding import find_encoding
from server.exchange.order_files.problems import Unreadable, problem_at
from server.exchange.order_files.table import Record, Table, header_key

JAPAN: Final = ZoneInfo("Asia/Tokyo")
ROWS_MAX = 20_000
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": (
        "クーポンコード",
        "クーポン番号",
        "クーポン",
        "コード",
        "coupon_code",
        "discount_code",
        "code",
    ),
    "order_no": ("注文番号", "受注番号", "注文ID", "order_no", "order", "name"),
    "amount_yen": ("注文金額", "合計金額", "金額", "合計", "amount_yen", "amount", "total"),
    "redeemed_at": ("利用日時", "注文日時", "注文日", "redeemed_at", "created_at"),
}
"""How files name what a redemption says; the first column that has one of these names is meant."""
NEEDED: Final = ("code", "order_no")
LONGEST: Final[Mapping[str, int]] = {"code": 60, "order_no": 100}


def read_told_moment(text: str, zone: ZoneInfo) -> Any:
    """A moment; none is none."""
    return read_moment(text, zone) if text else None


def read_told_yen(text: str, zone: ZoneInfo) -> Any:
    """An amount; none is not told, and nobody is paid by a coupon."""
    if not text:
        return None
    yen = read_yen(text, zone)
    return Unreadable("amount_unreadable") if isinstance(yen, int) and yen < 0 else yen


READERS: Final[Mapping[str, Callable[[str, ZoneInfo], Any]]] = {
    "code": read_text,
    "order_no": read_code,
    "amount_yen": read_told_yen,
    "redeemed_at": read_told_moment,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A row that says which code was used for which order."""

    row: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RedemptionFile:
    """What a file says: rows that can be read, and what is wrong with the others."""

    rows: tuple[Told, ...]
    problems: tuple[Problem, ...]


def read_redemptions(content: bytes) -> RedemptionFile | FileRefused:
    """Every row of a file of redeemed codes that holds something.

    Returns:
        The rows, or why the file cannot be read: the codes of `find_encoding`, `missing_column`
        with their names, or `too_many_rows`.
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
        name: nth
        for name, called in COLUMNS.items()
        if (nth := first_of(header, {header_key(one) for one in called})) is not None
    }
    missing = [COLUMNS[name][0] for name in NEEDED if name not in places]
    if missing:
        return FileRefused("missing_column", {"columns": missing})
    rows: list[Told] = []
    problems: list[Problem] = []
    for record in records[1:]:
        read = read_row(record, records[0].cells, places)
        problems += read if isinstance(read, list) else []
        rows += [] if isinstance(read, list) else [read]
    return RedemptionFile(tuple(rows), tuple(problems))


def first_of(header: list[str], names: set[str]) -> int | None:
    """Where the first column with one of these names stands, counted from 0."""
    return next((nth for nth, key in enumerate(header) if key in names), None)


def read_row(
    record: Record, header: tuple[str, ...] | list[str], places: Mapping[str, int]
) -> Told | list[Problem]:
    """What one row says, or everything that is wrong with it."""
    if record.fault is not None:
        return [problem_at(record.row, "", record.fault, "")]
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, nth in places.items():
        cell = clean(record.cells[nth]) if nth < len(record.cells) else ""
        read = READERS[name](cell, JAPAN)
        code = fault_of(name, read)
        if code is None:
            values[name] = read
        else:
            problems.append(problem_at(record.row, header[nth], code, cell))
    return problems or Told(record.row, values)


def fault_of(name: str, read: Any) -> str | None:
    """Why a cell does not say what it should, or None."""
    if isinstance(read, Unreadable):
        return read.code
    if name not in NEEDED:
        return None
    if not read:
        return "cell_missing"
    return "cell_too_long" if len(read) > LONGEST[name] else None
