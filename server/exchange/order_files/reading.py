"""From bytes to orders: which layout a file has, which rows make which order, in which order.

A file is walked twice. The first walk only notes where each row stands and to which order it
belongs; the second one reads the orders one after another, the earliest purchase first. So a
customer's purchases are counted right whichever way the shop sorts its file, the earliest order is
promised scarce stock first, and memory does not grow with what the cells hold.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from server.exchange.order_files.drafts import BrokenOrder, OrderDraft, draft_order
from server.exchange.order_files.encoding import Encoding, find_encoding
from server.exchange.order_files.layout import Layout, Row, columns_by_name, columns_twice, lay
from server.exchange.order_files.own_json import as_rows
from server.exchange.order_files.problems import FileRefused, Problem, problem_at
from server.exchange.order_files.profiles import Profile, profiles
from server.exchange.order_files.table import Record, Table

DELIMITERS = (",", "\t", ";")
COLUMNS_MAX = 1000
ROWS_MAX = 500_000
ROWS_OF_ORDER_MAX = 1000
AUTO = "auto"
LAST = float("inf")


@dataclass(frozen=True, slots=True)
class Recognised:
    """How a file is written and what its columns mean."""

    encoding: Encoding
    delimiter: str
    profile: Profile
    header: tuple[str, ...]


class Place(NamedTuple):
    """Where one row stands in the file."""

    row: int
    start: int
    end: int
    fault: str | None


@dataclass(frozen=True, slots=True)
class OrderFile:
    """A file that was walked once: how many rows it has, and which of them make which order."""

    recognised: Recognised
    table: Table
    layout: Layout
    rows: int
    """Rows that hold something, without the header."""
    groups: Sequence[tuple[str, list[Place]]]
    """Order number (empty where none is known) and its rows, the earliest purchase first."""

    def orders(self) -> Iterator[OrderDraft | BrokenOrder]:
        """Read the orders, the earliest purchase first; every row is in exactly one of them."""
        for number, places in self.groups:
            yield from self._orders(number, places)

    def _orders(self, number: str, places: Sequence[Place]) -> Iterator[OrderDraft | BrokenOrder]:
        """Read one order of the shop: one of ours for each address it goes to."""
        all_rows = tuple(place.row for place in places)
        faults = [problem_at(place.row, "", place.fault, "") for place in places if place.fault]
        if len(places) > ROWS_OF_ORDER_MAX:
            faults = [problem_at(places[0].row, "", "too_many_rows_for_one_order", number)]
        if faults:
            yield BrokenOrder(number, all_rows, tuple(faults))
            return
        rows = [self._row(place) for place in places]
        once, repeated, problem = without_repetition(self.recognised.profile, self.layout, rows)
        if problem is not None:
            yield BrokenOrder(number, all_rows, (problem,))
            return
        parcels = by_destination(self.layout, once)
        for destination, rows_of_one in parcels.items():
            order = draft_order(self.layout, rows_of_one)
            # Rows that only say once more what others say are accounted for with the first.
            yield addressed(number, destination, order, repeated, is_one_of_many=len(parcels) > 1)
            repeated = []

    def _row(self, place: Place) -> Row:
        """Read one row again."""
        cells = self.table.cells_between(place.start, place.end)
        written = self.table.content[place.start : place.end].rstrip(b"\r\n")
        return self.layout.row(place.row, cells, written)

    def rows_as_written(self, wanted: set[int]) -> Iterator[tuple[int, list[str]]]:
        """These rows once more, cell by cell, for a person to correct."""
        for record in self.table.records():
            if record.row in wanted:
                yield record.row, record.cells


def recognise(
    content: bytes, profile: str = AUTO, own: Sequence[Profile] = ()
) -> Recognised | FileRefused:
    """Say how a file is written and which layout it has.

    Args:
        content: the file.
        profile: the id of the layout it must have, or `auto`.
        own: layouts that the shop has made itself; where two fit, one of these is meant.
    """
    content_rows = as_rows(content)
    if isinstance(content_rows, FileRefused):
        return content_rows
    encoding = find_encoding(content_rows)
    return (
        encoding
        if isinstance(encoding, FileRefused)
        else best_fit(content_rows, encoding, profile, own)
    )


def best_fit(
    content: bytes, encoding: Encoding, profile: str, own: Sequence[Profile] = ()
) -> Recognised | FileRefused:
    """The layout and the delimiter with which most of a file's header is understood."""
    candidates = [known for known in (*own, *profiles().values()) if profile in (AUTO, known.id)]
    if not candidates:
        return FileRefused("profile_unknown", {"profile": profile})
    best: tuple[int, int, FileRefused | Recognised] | None = None
    for delimiter in DELIMITERS:
        record = Table(content, encoding, delimiter).header()
        if record is None or not 0 < len(record.cells) <= COLUMNS_MAX:
            continue
        for known in candidates:
            fit = judge_fit(known, record.cells, encoding, delimiter)
            if best is None or fit[:2] > best[:2]:
                best = fit
    if best is None or best[1] == 0:
        return FileRefused("format_unknown")
    return best[2]


def judge_fit(
    profile: Profile, header: Sequence[str], encoding: Encoding, delimiter: str
) -> tuple[int, int, Recognised | FileRefused]:
    """How well a layout fits a header: whether completely, in how many columns, and the answer."""
    names = columns_by_name(header)
    known = profile.columns_known(names)
    if missing := profile.columns_missing(names):
        # A file that shares a column or two with us is of another format, not a broken one of ours.
        is_ours = known > len(missing)
        refused = FileRefused("missing_column", {"columns": missing, "profile": profile.id})
        return 0, known if is_ours else 0, refused
    if twice := columns_twice(profile, header):
        return 1, known, FileRefused("column_twice", {"columns": twice, "profile": profile.id})
    return 1, known, Recognised(encoding, delimiter, profile, tuple(header))


def read_orders(content: bytes, recognised: Recognised) -> OrderFile | FileRefused:
    """Walk a file once and note which rows make which order."""
    content_rows = as_rows(content)
    if isinstance(content_rows, FileRefused):
        return content_rows
    table = Table(content_rows, recognised.encoding, recognised.delimiter)
    layout = lay(recognised.profile, recognised.header)
    groups = Groups(layout)
    for nth, record in enumerate(record for record in table.records() if not record.is_blank):
        if nth > ROWS_MAX:
            return FileRefused("too_many_rows", {"most": ROWS_MAX})
        if nth > 0:
            groups.add(record, ends_open=ends_open(record, table))
    if groups.rows == 0:
        return FileRefused("no_rows")
    return OrderFile(recognised, table, layout, groups.rows, groups.by_time())


def read_one(
    profile: Profile, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> OrderDraft | BrokenOrder:
    """Read one order that came by itself, laid out as the rows of a file of this profile.

    Args:
        profile: what its columns mean.
        header: the names of the cells.
        rows: its rows; the first is row 1, at least one.
    """
    layout = lay(profile, header)
    read = [
        layout.row(nth, cells, "\t".join(cells).encode("utf-8", "replace"))
        for nth, cells in enumerate(rows, 1)
    ]
    order = draft_order(layout, read)
    number = layout.first_cell("external_no", rows[0])
    return addressed(number, "", order, (), is_one_of_many=False)


def ends_open(record: Record, table: Table) -> bool:
    """Whether the file ends within this row: what is missing there was never written."""
    encoding = table.encoding
    if record.end != encoding.end:
        return False
    return encoding.is_cut or not table.content[: record.end].endswith((b"\n", b"\r"))


class Groups:
    """Rows put together by the order they belong to."""

    def __init__(self, layout: Layout) -> None:
        """Begin without rows."""
        self.rows = 0
        self._layout = layout
        self._places: dict[str, list[Place]] = defaultdict(list)
        self._unnumbered: list[list[Place]] = []
        self._ordered_at: dict[str, float] = {}
        self._above: list[Place] = []
        self._number_above = ""

    def add(self, record: Record, *, ends_open: bool) -> None:
        """Put a row to its order."""
        self.rows += 1
        number = self._layout.first_cell("external_no", record.cells)
        fault = self._fault(record, ends_open=ends_open)
        if not number and fault is None:
            fault = "missing_order_number"
        group = self._group(number, record, fault)
        group.append(Place(record.row, record.start, record.end, fault))
        self._above = group
        if number:
            self._number_above = number
        if number and number not in self._ordered_at and fault is None:
            self._note_time(number, record)

    def by_time(self) -> list[tuple[str, list[Place]]]:
        """All orders, the earliest purchase first; those without a readable time last."""
        numbered = sorted(
            self._places.items(),
            key=lambda group: (self._ordered_at.get(group[0], LAST), group[1][0].row),
        )
        return numbered + [("", places) for places in self._unnumbered]

    def _fault(self, record: Record, *, ends_open: bool) -> str | None:
        """Why the cells of a row are not those of its columns."""
        columns = self._layout.width
        is_short = record.fault is None and len(record.cells) < columns
        if ends_open and (is_short or record.fault == "quote_not_closed"):
            return "row_half_written"
        if is_short:
            return "too_few_cells"
        # Even a blank one: a row shifted by one cell ends in the blank cell of its last column.
        if len(record.cells) > columns:
            return "too_many_cells"
        return record.fault

    def _group(self, number: str, record: Record, fault: str | None) -> list[Place]:
        """The order that a row belongs to."""
        if number and fault in {None, "too_many_cells"}:
            return self._places[number]
        # The rest of a row that broke off may belong to the order above it, and an order without
        # one of its lines must not be shipped.
        says_when = self._layout.first_cell("ordered_at", record.cells)
        is_piece = self._number_above.startswith(number) and not says_when
        if self._above and is_piece:
            return self._above
        if number:
            return self._places[number]
        self._unnumbered.append([])
        return self._unnumbered[-1]

    def _note_time(self, number: str, record: Record) -> None:
        """Note when the order was placed."""
        text = self._layout.first_cell("ordered_at", record.cells)
        moment = self._layout.order["ordered_at"].reading(text, self._layout.zone)
        if isinstance(moment, datetime):
            self._ordered_at[number] = moment.timestamp()


def without_repetition(
    profile: Profile, layout: Layout, rows: list[Row]
) -> tuple[list[Row], list[Row], Problem | None]:
    """Tell the rows of an order from rows that say the same once more (a file pasted twice).

    Returns:
        The rows that count, the repeated ones, and what is wrong when that cannot be told.
    """
    if len(rows) == 1:
        return rows, [], None
    if profile.order_cells == "first_row":
        return without_repeated_orders(layout, rows)
    return without_repeated_lines(rows)


def without_repeated_orders(
    layout: Layout, rows: list[Row]
) -> tuple[list[Row], list[Row], Problem | None]:
    """Where only an order's first row has its own cells, a second such row begins it again."""
    says_when = layout.order["ordered_at"]
    starts = [nth for nth, row in enumerate(rows) if says_when.text(row.cells)]
    if starts and starts[0] > 0:
        # Somebody has sorted the file.
        rows = [rows.pop(starts[0]), *rows]
    size = starts[1] if len(starts) > 1 else len(rows)
    if repeats(rows, size):
        return rows[:size], rows[size:], None
    return rows, [], problem_at(rows[size].row, "", "order_repeated_differently", "")


def without_repeated_lines(rows: list[Row]) -> tuple[list[Row], list[Row], Problem | None]:
    """Where every row has the order's cells, all its rows come again further down."""
    twin = next(
        (nth for nth, row in enumerate(rows[1:], 1) if row.written == rows[0].written), None
    )
    if twin is not None and repeats(rows, twin) and rows[twin].row > rows[0].row + 1:
        return rows[:twin], rows[twin:], None
    seen: set[bytes] = set()
    for row in rows:
        # Two pieces of one product, or one row twice? Only the shop can tell.
        if row.written in seen:
            return rows, [], problem_at(row.row, "", "row_repeated", "")
        seen.add(row.written)
    return rows, [], None


def repeats(rows: Sequence[Row], size: int) -> bool:
    """Whether the rows are the first `size` ones again and again."""
    return len(rows) % size == 0 and all(
        row.written == rows[nth % size].written for nth, row in enumerate(rows)
    )


def by_destination(layout: Layout, rows: list[Row]) -> dict[str, list[Row]]:
    """The rows of an order by where they go; fees that go nowhere stay with the first address."""
    if layout.destination is None:
        return {"": rows}
    told = layout.destination
    found: dict[str, list[Row]] = {}
    for row in rows:
        if destination := told.text(row.cells):
            found.setdefault(destination, []).append(row)
    if not found:
        return {"": rows}
    next(iter(found.values())).extend(row for row in rows if not told.text(row.cells))
    return found


def addressed(
    number: str,
    destination: str,
    order: OrderDraft | BrokenOrder,
    repeated: Sequence[Row],
    *,
    is_one_of_many: bool,
) -> OrderDraft | BrokenOrder:
    """An order under its number: that of the shop, with the address behind it if there are more.

    Args:
        number: the shop's.
        destination: by which the shop tells the address; empty where it has no word for it.
        order: what its rows say.
        repeated: further rows that add nothing.
        is_one_of_many: the shop's order goes to several addresses.
    """
    other = f"{number}-{destination}"
    mine = other if is_one_of_many else number
    also = (number if is_one_of_many else other,) if destination else ()
    if mine == order.external_no and not also and not repeated:
        return order
    if isinstance(order, BrokenOrder):
        rows = (*order.rows, *(row.row for row in repeated))
        return replace(order, external_no=mine, rows=rows, also_known_as=also)
    rows = tuple(row.row for row in repeated)
    return replace(order, external_no=mine, repeated_rows=rows, also_known_as=also)
