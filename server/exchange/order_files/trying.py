"""A layout is tried on the beginning of somebody's file: what it reads, and what it cannot."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from server.exchange.order_files.checking import Fault, faults_of, own_profile
from server.exchange.order_files.drafts import BrokenOrder, OrderDraft
from server.exchange.order_files.encoding import Encoding, find_encoding
from server.exchange.order_files.guessing import guessed
from server.exchange.order_files.own_json import as_rows
from server.exchange.order_files.problems import CONTROL, FileRefused, Problem
from server.exchange.order_files.reading import (
    COLUMNS_MAX,
    DELIMITERS,
    Recognised,
    judge_fit,
    read_orders,
)
from server.exchange.order_files.table import Table

ROWS_SHOWN = 12
ORDERS_SHOWN = 20
PROBLEMS_SHOWN = 100
ROWS_LOOKED_AT = 200


@dataclass(slots=True)
class Trial:
    """What became of a try."""

    encoding: str
    header: list[str]
    rows: list[tuple[int, list[str]]]
    """The first rows, each with its number in the file."""
    told: dict[str, Any]
    """The layout that was tried: as it was handed in, or as it was guessed."""
    faults: list[Fault] = field(default_factory=list)
    refusal: FileRefused | None = None
    """Why the layout does not fit the file at all."""
    rows_read: int = 0
    orders_good: int = 0
    orders_bad: int = 0
    orders: list[OrderDraft] = field(default_factory=list)
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    """What is wrong, with the number of its order."""


def try_out(
    content: bytes, told: dict[str, Any] | None, *, is_beginning: bool
) -> Trial | FileRefused:
    """Read a file by a layout, or by a guess; nothing is kept.

    Args:
        content: the file, or its beginning.
        told: the layout; none: it is guessed from the header.
        is_beginning: whether the file goes on, so that its last row may be cut.
    """
    if is_beginning:
        content = without_last_row(content)
    content_rows = as_rows(content)
    if isinstance(content_rows, FileRefused):
        return content_rows
    encoding = find_encoding(content_rows)
    if isinstance(encoding, FileRefused):
        return encoding
    delimiter = likely_delimiter(content_rows, encoding)
    table = Table(content_rows, encoding, delimiter)
    records = [one for one in islice(table.records(), ROWS_LOOKED_AT) if not one.is_blank]
    if len(records[0].cells) > COLUMNS_MAX:
        return FileRefused("too_many_columns", {"most": COLUMNS_MAX})
    header = [shown_cell(cell) for cell in records[0].cells]
    rows = [(one.row, [shown_cell(cell) for cell in one.cells]) for one in records[1:]]
    if told is None:
        told = guessed(header, [cells for _, cells in rows])
    trial = Trial(encoding.name, header, rows[:ROWS_SHOWN], told, faults_of(told))
    if not trial.faults:
        read_by(trial, content, Recognised(encoding, delimiter, own_profile("own", "", told), ()))
    return trial


def without_last_row(content: bytes) -> bytes:
    """The beginning of a file up to its last line end; no letter of ours has that byte in it."""
    return content[: max(content.rfind(b"\n"), content.rfind(b"\r")) + 1] or content


def likely_delimiter(content: bytes, encoding: Encoding) -> str:
    """What parts the cells: whichever makes most of them in the header."""
    headers = {one: Table(content, encoding, one).header() for one in DELIMITERS}
    return max(DELIMITERS, key=lambda one: len(cells_of(headers[one])))


def cells_of(record: Any) -> Sequence[str]:
    """The cells of a row that may not be there."""
    return () if record is None else record.cells


def shown_cell(text: str) -> str:
    """A cell as a page can show it; nothing is cut, for columns are found by their names."""
    return CONTROL.sub("\ufffd", text).strip()


def read_by(trial: Trial, content: bytes, recognised: Recognised) -> None:
    """Read the orders and note what is wrong."""
    _, _, fit = judge_fit(
        recognised.profile, trial.header, recognised.encoding, recognised.delimiter
    )
    file = fit if isinstance(fit, FileRefused) else read_orders(content, fit)
    if isinstance(file, FileRefused):
        trial.refusal = file
        return
    trial.rows_read = file.rows
    for order in file.orders():
        if isinstance(order, BrokenOrder):
            trial.orders_bad += 1
            trial.problems += [(order.external_no, one) for one in order.problems]
            continue
        trial.orders_good += 1
        if len(trial.orders) < ORDERS_SHOWN:
            trial.orders.append(order)
    trial.problems = sorted(trial.problems, key=lambda one: one[1].row)[:PROBLEMS_SHOWN]
