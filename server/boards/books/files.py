"""Lists of stock as files: every row, sent piece by piece."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.boards.books.apart import read_apart
from server.boards.books.lying import Asked
from server.boards.books.movements import Ledger, movements_page
from server.boards.books.views import VIEWS, as_shown
from server.vocabulary import without_formula

ROWS_AT_ONCE = 1_000
BOM = "\ufeff"
"""Without it a spreadsheet reads Japanese as something else."""
GOODS = ("sku", "name", "variant")
PIECES = ("on_hand_pieces", "held_pieces", "free_pieces")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "product": (*GOODS, "owner", "places", "lots", *PIECES),
    "place": ("place", "place_kind", "zone", *GOODS, "owner", "lot", "expires_on", *PIECES),
    "lot": (*GOODS, "owner", "lot", "expires_on", "days_left", "places", *PIECES),
    "owner": ("owner", "owner_name", "products", "places", "lots", *PIECES),
    "ageing": (*GOODS, "owner", "lot", "expires_on", "last_in_at", "days", *PIECES),
    "resting": (*GOODS, "owner", "last_in_at", "last_out_at", "days", *PIECES),
    "expiring": (*GOODS, "owner", "lot", "expires_on", "days_left", "place", "zone", *PIECES),
}
MOVEMENT_COLUMNS = (
    "at",
    "sku",
    "name",
    "lot",
    "quantity_pieces",
    "source",
    "target",
    "cause",
    "row",
    "task_kind",
    "task",
    "order",
    "person",
    "device",
)


def stock_file(session: Session, view: str, asked: Asked) -> Iterator[str]:
    """A list of stock as CSV. One question answers all of it, so that it is of one moment."""
    book = VIEWS[view](session, asked)
    found = read_apart(session, select(book.rows).order_by(*book.keys))
    yield BOM + line_of(COLUMNS[view])
    for begin in range(0, len(found), ROWS_AT_ONCE):
        yield lines_of(
            COLUMNS[view], (as_shown(row, asked) for row in found[begin : begin + ROWS_AT_ONCE])
        )


def movements_file(session: Session, ledger: Ledger) -> Iterator[str]:
    """Movements as CSV, the newest first, piece by piece: what is booked meanwhile is not in it."""
    yield BOM + line_of(MOVEMENT_COLUMNS)
    after: int | None = None
    while True:
        page = movements_page(session, ledger, after=after, most=ROWS_AT_ONCE)
        yield lines_of(MOVEMENT_COLUMNS, page["rows"])
        after = page["next"]
        if after is None:
            return


def lines_of(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as lines."""
    return "".join(line_of([cell(row[name]) for name in columns]) for row in rows)


def line_of(cells: Iterable[str]) -> str:
    """One line of a file."""
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()


def cell(value: Any) -> str:
    """What stands in a cell: numbers as they are, text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else without_formula(value)
