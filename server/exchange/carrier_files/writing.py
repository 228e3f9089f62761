"""Rows as the bytes of a carrier's file."""

from collections.abc import Iterable, Sequence

from server.exchange.carrier_files.cp932 import encode
from server.exchange.carrier_files.layouts import Layout

LINE_END = "\r\n"


def file_of(layout: Layout, rows: Iterable[Sequence[str]]) -> bytes:
    """The file: CP932 as Windows writes it, CRLF, the header where the layout has one.

    Raises:
        UnicodeEncodeError: a cell cannot be written; `row_of` tells it before.
    """
    header = [[column.name for column in layout.columns]] if layout.has_header else []
    return b"".join(encode(line_of(layout, row)) for row in [*header, *rows])


def line_of(layout: Layout, cells: Sequence[str]) -> str:
    """One line; a quote within a cell is doubled (RFC 4180)."""
    return ",".join(cell_of(layout, cell) for cell in cells) + LINE_END


def cell_of(layout: Layout, cell: str) -> str:
    """One cell, quoted where the layout quotes all or the text needs it."""
    if layout.quotes_all or any(letter in cell for letter in ',"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
