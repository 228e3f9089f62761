"""Pure: a row of a table as a line of CSV, and back, without losing what is none.

As PostgreSQL's COPY reads and writes it: text is in quotation marks, nothing between two commas is
none, so an empty text and none are two things.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

ROW_CHARACTERS_MAX = 64 * 1024 * 1024
CELL = re.compile('(?:"([^"]*(?:""[^"]*)*)"|([^",\n]*))(,|\n)')
BYTE_ORDER_MARK = "\ufeff"
"""Begins each file, so that a spreadsheet reads Japanese."""


class NotCsv(Exception):  # noqa: N818 - it says what is so
    """A file is not the CSV that was written; the message says in which row."""


def quoted(text: str) -> str:
    """A text as a cell."""
    return '"' + text.replace('"', '""') + '"'


def line_of(cells: Sequence[str]) -> bytes:
    """Cells, text among them in quotation marks already, as a line."""
    return (",".join(cells) + "\n").encode()


def rows_of(lines: Iterable[bytes]) -> Iterator[list[str | None]]:
    """The rows of a file, its heading first; none where a cell is empty and not quoted.

    Args:
        lines: the file, broken behind each line feed.

    Raises:
        NotCsv: it was written by something else, or is damaged.
    """
    parts: list[str] = []
    marks, characters, row = 0, 0, 0
    for line in lines:
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            raise NotCsv(f"row {row + 1} is not UTF-8") from error
        parts.append(text if row or parts else text.removeprefix(BYTE_ORDER_MARK))
        marks += text.count('"')
        characters += len(text)
        if characters > ROW_CHARACTERS_MAX:
            raise NotCsv(f"row {row + 1} is too long")
        if marks % 2:
            continue
        row += 1
        yield cells_of("".join(parts), row)
        parts, marks, characters = [], 0, 0
    if parts:
        raise NotCsv(f"row {row + 1} ends in the middle of a cell")


def cells_of(line: str, row: int) -> list[str | None]:
    """The cells of one row.

    Raises:
        NotCsv: a quotation mark or the end of the line is not where it should be.
    """
    cells: list[str | None] = []
    at = 0
    while found := CELL.match(line, at):
        text, bare, end = found.groups()
        cells.append(text.replace('""', '"') if text is not None else bare or None)
        at = found.end()
        if end == "\n" and at == len(line):
            return cells
        if end == "\n":
            break
    raise NotCsv(f"row {row} cannot be read")
