"""A folder in which files are left, wherever it lies: on our disk, or on a server far away."""

from dataclasses import dataclass
from typing import Protocol

NAME_CHARACTERS_MAX = 200
NAME_BYTES_MAX = 160
"""Of a name that is kept: a moment comes before it, `.report.json` behind; disks take 255."""
PROBE = ".tanaban.part"
PUT_AWAY = ("done", "error")


class FolderClosedError(Exception):
    """A folder cannot be looked into; the text is a code."""


class NameTakenError(Exception):
    """Something else lies there under the name of a file that is to be written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as whoever keeps it tells of it."""

    name: str
    size_bytes: int
    changed_ns: int


class Door(Protocol):
    """An open folder. Whatever fails underway is a `FolderClosedError`."""

    def entries(self) -> list[Entry]:
        """The plain files, by name; links and everything else are passed over."""

    def read_whole(self, entry: Entry) -> bytes | None:
        """What a file holds; None when it is not what was seen, or changes while it is read."""

    def ready_to_put_away(self) -> None:
        """See that files can be put away, before one is taken in."""

    def put_away(self, name: str, *, into: str, under: str, report: bytes) -> None:
        """Move a file into `done` or `error` and lay its report beside it."""

    def size_of(self, name: str) -> int | None:
        """How large a file is; None: there is none."""

    def try_writing(self) -> None:
        """See that files can be written; what is written for it is taken away again."""

    def write_part(self, name: str, content: bytes) -> None:
        """Write a file under a temporary name; one that was left there is written anew."""

    def give_name(self, part: str, name: str) -> None:
        """Give a temporary file its own name.

        Raises:
            NameTakenError: something has that name; it stays as it is.
        """


def kept_name(moment: str, name: str) -> str:
    """Under which a file is put away: when, and the end of its name if that is very long."""
    return f"{moment}-{name.encode()[-NAME_BYTES_MAX:].decode(errors='ignore')}"
