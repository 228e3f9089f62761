"""Rows and cells of a delimited text file, one record at a time, with the place of each.

A quote that never closes would swallow the rest of the file. Its line is given up alone and reading
goes on behind it, so one broken row costs one row.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from server.exchange.order_files.encoding import Encoding

LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
CELL_CHARACTERS_MAX = csv.field_size_limit()
RECORD_BYTES_MAX = 400_000
BROKEN_ROWS_PATIENT = 20
"""After so many rows with an open quote, quotes are no longer looked for beyond their own line."""
SPACES = re.compile(r"\s+")


class Record(NamedTuple):
    """One row of the file as it stands there."""

    row: int
    start: int
    """First byte in the file."""
    end: int
    """Byte behind the last one."""
    cells: list[str]
    """Of a broken row those in front of the break."""
    fault: str | None
    """Why its cells cannot be told apart."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it; a blank row is no row."""
        return self.fault is None and not any(map(str.strip, self.cells))


class Lines:
    """The lines of a file from a byte on, decoded one by one as a reader asks for them."""

    def __init__(self, content: bytes, encoding: Encoding, start: int) -> None:
        """Stand before the line that begins at byte `start`."""
        self.position = start
        self.is_over = False
        self._record_ends_by = encoding.end
        self._codec = encoding.codec
        self._found = LINE.finditer(content, start, encoding.end)

    def __iter__(self) -> "Lines":
        """Lines are read once."""
        return self

    def begin_record(self, bytes_max: int) -> int:
        """Say that a record begins here and how long it may be; where that is, in bytes."""
        self._record_ends_by = self.position + bytes_max
        return self.position

    def __next__(self) -> str:
        """The next line, its line end included."""
        line = next(self._found, None) if self.position < self._record_ends_by else None
        if line is None:
            self.is_over = True
            raise StopIteration
        self.position = line.end()
        return line.group().decode(self._codec)


@dataclass(frozen=True, slots=True)
class Table:
    """A file, and how it is cut into rows and cells."""

    content: bytes
    encoding: Encoding
    delimiter: str

    def records(self) -> Iterator[Record]:
        """Every row from the first on, the blank ones too, so that row numbers stay true."""
        position, row, broken_rows = self.encoding.start, 0, 0
        while position < self.encoding.end:
            bytes_max = RECORD_BYTES_MAX if broken_rows < BROKEN_ROWS_PATIENT else 1
            for record in self._records_from(position, row + 1, bytes_max):
                yield record
                position, row = record.end, record.row
            broken_rows += 1

    def _records_from(self, start: int, row: int, bytes_max: int) -> Iterator[Record]:
        """Rows up to the end of the file or to one that cannot be cut into cells."""
        lines = Lines(self.content, self.encoding, start)
        reader = csv.reader(lines, delimiter=self.delimiter)
        while True:
            start = lines.begin_record(bytes_max)
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield self._broken(row, start)
                return
            # A reader asks for another line only inside a quoted cell.
            if lines.is_over:
                yield self._broken(row, start)
                return
            yield Record(row, start, lines.position, cells, None)
            row += 1

    def _broken(self, row: int, start: int) -> Record:
        """The first line of a record that has no end."""
        line = LINE.match(self.content, start, self.encoding.end)
        assert line is not None, "a record begins with a line"
        if len(line.group()) > CELL_CHARACTERS_MAX:
            return Record(row, start, line.end(), [], "cell_too_long")
        cells = self.cells_between(start, line.end())
        return Record(row, start, line.end(), cells[:-1], "quote_not_closed")

    def cells_between(self, start: int, end: int) -> list[str]:
        """Cut one record again that was found before."""
        text = self.content[start:end].decode(self.encoding.codec)
        return next(csv.reader((text,), delimiter=self.delimiter))

    def header(self) -> Record | None:
        """The first row that is not blank."""
        return next((record for record in islice(self.records(), 100) if not record.is_blank), None)


@lru_cache(maxsize=8_192)
def header_key(text: str) -> str:
    """A column's name as names are compared: NFKC, no spaces, no capitals."""
    return SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold().lstrip("\ufeff")
