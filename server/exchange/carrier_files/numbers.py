"""Tracking numbers that come back: 発行済データ, 出荷データ出力, 発送済みデータ.

Columns are found by their names; a file without a header is told by what stands in its columns. A
shipment may come back with several numbers, one for each label.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from server.exchange.order_files import FileRefused
from server.exchange.order_files.encoding import find_encoding
from server.exchange.order_files.table import Record, Table, header_key
from server.vocabulary import slip_is_valid

NUMBER_NAMES: Final = frozenset(
    header_key(name)
    for name in (
        "お客様管理番号",
        "お客様管理ナンバー",
        "お客様側管理番号",
        "品名番号",
        "出荷番号",
    )
)
"""How carriers call the number that we gave them."""
TRACKING_NAMES: Final = frozenset(
    header_key(name)
    for name in (
        "伝票番号",
        "お問い合せ送り状No.",
        "お問い合せ送り状No",
        "お問合せ送り状No.",
        "お問合せ送り状No",
        "お問い合わせ番号",
        "送り状番号",
        "追跡番号",
    )
)
WITHOUT_HEADER: Final = ((0, 3), (18, 0))
"""(our number, tracking number) by position: ヤマト B2 発行済データ, 佐川 e飛伝Ⅲ 出荷データ出力."""
OUR_NUMBER: Final = re.compile(r"S[0-9]{10}")
LOOKED_AT_ROWS: Final = 5
NOISE: Final = re.compile(r"[\s\-‐−－]")
START_AND_STOP: Final = re.compile(r"[A-D]?([0-9]+)[A-D]?")


@dataclass(frozen=True, slots=True)
class Returned:
    """One row: a number of ours and the carrier's, or why it is of no use."""

    row_no: int
    """As a spreadsheet counts: the header is row 1."""
    number: str
    tracking_no: str
    fault: str | None = None
    """row_broken, number_missing, tracking_missing, tracking_unreadable."""


@dataclass(frozen=True, slots=True)
class SlipFile:
    """A file of tracking numbers."""

    rows: tuple[Returned, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the two numbers stand, counted from 0."""

    number: int
    tracking: int


def read_numbers(content: bytes) -> SlipFile | FileRefused:
    """Every row of a carrier's file that holds something.

    Returns:
        The rows, or why the file cannot be read: the codes of `find_encoding`, or
        `numbers_not_found` when no columns hold our number and a tracking number.
    """
    encoding = find_encoding(content)
    if isinstance(encoding, FileRefused):
        return encoding
    table = Table(content, encoding, delimiter_of(content, encoding.codec, encoding.start))
    records = [record for record in table.records() if not record.is_blank]
    places = places_by_name(records[0].cells) if records else None
    if places is not None:
        return SlipFile(tuple(returned(record, places) for record in records[1:]))
    places = places_by_content(records)
    if places is None:
        return FileRefused("numbers_not_found")
    return SlipFile(tuple(returned(record, places) for record in without_head(records, places)))


def delimiter_of(content: bytes, codec: str, start: int) -> str:
    """A tab where the first line has more tabs than commas."""
    line = content[start:].split(b"\n", 1)[0].decode(codec, "replace")
    return "\t" if line.count("\t") > line.count(",") else ","


def places_by_name(header: Sequence[str]) -> Places | None:
    """The columns by their names; of several the first, as carriers put their own number first."""
    keys = [header_key(name) for name in header]
    number = next((nth for nth, key in enumerate(keys) if key in NUMBER_NAMES), None)
    tracking = next((nth for nth, key in enumerate(keys) if key in TRACKING_NAMES), None)
    return None if number is None or tracking is None else Places(number, tracking)


def places_by_content(records: Sequence[Record]) -> Places | None:
    """The columns by what stands in the first rows."""
    for number, tracking in WITHOUT_HEADER:
        places = Places(number, tracking)
        rows = [returned(record, places) for record in islice(records, LOOKED_AT_ROWS)]
        if any(OUR_NUMBER.fullmatch(row.number) and row.fault is None for row in rows):
            return places
    return None


def without_head(records: Sequence[Record], places: Places) -> Iterator[Record]:
    """The rows from the first that holds a number of ours on: what is above is a title."""
    is_head = True
    for record in records:
        is_head = is_head and not OUR_NUMBER.fullmatch(returned(record, places).number)
        if not is_head:
            yield record


def returned(record: Record, places: Places) -> Returned:
    """What one row says."""
    number = plain(cell_at(record, places.number))
    tracking = plain(cell_at(record, places.tracking))
    found = START_AND_STOP.fullmatch(NOISE.sub("", tracking))
    tracking_no = found[1] if found else tracking
    fault = None
    if record.fault is not None:
        fault = "row_broken"
    elif not number:
        fault = "number_missing"
    elif not tracking:
        fault = "tracking_missing"
    elif not slip_is_valid(tracking_no):
        fault = "tracking_unreadable"
    return Returned(record.row, number, tracking_no, fault)


def cell_at(record: Record, place: int) -> str:
    """A cell of a row; one that the row does not have is empty."""
    return record.cells[place] if place < len(record.cells) else ""


def plain(text: str) -> str:
    """Half-width capitals without what spreadsheets wrap around numbers."""
    return unicodedata.normalize("NFKC", text).strip().strip("'=\"").upper()
