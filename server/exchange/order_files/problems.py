"""What can be wrong with an order file. Pure values; their words live in the client."""

import re
from dataclasses import dataclass, field
from typing import Any

VALUE_CHARACTERS_MAX = 80
COLUMN_CHARACTERS_MAX = 100
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one row."""

    row: int
    """As a spreadsheet counts them: the header is row 1."""
    column: str
    """As the file's header names it; empty when it is the row as a whole."""
    code: str
    value: str = ""
    """What stood there, so that a person finds it again."""


@dataclass(frozen=True, slots=True)
class FileRefused:
    """A file of which nothing comes in, and why."""

    code: str
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that does not say what its column should."""

    code: str


def problem_at(row: int, column: str, code: str, value: str) -> Problem:
    """Name what is wrong with a cell; a very long value is shown by its beginning."""
    shown = CONTROL.sub("\ufffd", value)
    if len(shown) > VALUE_CHARACTERS_MAX:
        shown = shown[:VALUE_CHARACTERS_MAX] + "…"
    return Problem(row, CONTROL.sub("\ufffd", column)[:COLUMN_CHARACTERS_MAX], code, shown)
