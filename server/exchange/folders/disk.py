"""A folder under the root, opened so that nothing outside of it can be reached.

Every part of the way is opened from the one before and no link is followed: who may write into one
folder cannot make us read, or move, what lies in another.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

DOOR = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
NAME_CHARACTERS_MAX = 200
NAME_BYTES_MAX = 160
"""Of a name that is kept: a moment comes before it, `.report.json` behind; disks take 255."""
PUT_AWAY = ("done", "error")


class FolderClosedError(Exception):
    """A folder cannot be looked into; the text is a code."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as the disk tells of it."""

    name: str
    size_bytes: int
    changed_ns: int


@contextmanager
def opened(root: Path | None, path: str) -> Iterator[int]:
    """A folder below the root, as something to open files from.

    Raises:
        FolderClosedError: there is none, it is a link, or we may not.
    """
    if root is None:
        raise FolderClosedError("folders_not_set")
    try:
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise FolderClosedError("folder_missing") from error
    try:
        for part in path.split("/"):
            inner = open_part(folder, part)
            os.close(folder)
            folder = inner
        yield folder
    finally:
        os.close(folder)


def open_part(folder: int, part: str) -> int:
    """One step down.

    Raises:
        FolderClosedError: it cannot be made.
    """
    try:
        return os.open(part, DOOR, dir_fd=folder)
    except FileNotFoundError as error:
        raise FolderClosedError("folder_missing") from error
    except PermissionError as error:
        raise FolderClosedError("folder_denied") from error
    except OSError as error:
        # A link, or no folder at all.
        raise FolderClosedError("folder_is_no_folder") from error


def kept_name(moment: str, name: str) -> str:
    """Under which a file is put away: when, and the end of its name if that is very long."""
    return f"{moment}-{name.encode()[-NAME_BYTES_MAX:].decode(errors='ignore')}"


def entries(folder: int) -> list[Entry]:
    """The plain files in a folder, by name; links and everything else are passed over."""
    found = []
    with os.scandir(folder) as listed:
        for one in listed:
            if len(one.name) > NAME_CHARACTERS_MAX or not one.is_file(follow_symlinks=False):
                continue
            # It may be gone by now; and a name in no letters could not be told to anybody.
            with suppress(FileNotFoundError, UnicodeEncodeError):
                told = one.stat(follow_symlinks=False)
                one.name.encode()
                found.append(Entry(one.name, told.st_size, told.st_mtime_ns))
    return sorted(found, key=lambda entry: entry.name)


def read_whole(folder: int, entry: Entry) -> bytes | None:
    """What a file holds; None when it is not what was seen, or changes while it is read."""
    try:
        file = os.open(entry.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError:
        return None
    with os.fdopen(file, "rb") as reader:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            return None
        content = reader.read(entry.size_bytes + 1)
        told = os.fstat(file)
    is_same = (told.st_size, told.st_mtime_ns) == (entry.size_bytes, entry.changed_ns)
    return content if is_same and len(content) == entry.size_bytes else None


def ready_to_put_away(folder: int) -> None:
    """See that files can be put away, before one is taken in.

    Raises:
        FolderClosedError: they cannot; taken in they would lie there as if they were new.
    """
    try:
        if not os.access(".", os.W_OK, dir_fd=folder):
            raise FolderClosedError("folder_not_writable")
        for inner in PUT_AWAY:
            with suppress(FileExistsError):
                os.mkdir(inner, 0o750, dir_fd=folder)
            os.close(open_part(folder, inner))
    except OSError as error:
        raise FolderClosedError("folder_not_writable") from error


def put_away(folder: int, name: str, *, into: str, under: str, report: bytes) -> None:
    """Move a file into `done` or `error` and lay its report beside it, each whole or not at all."""
    target = open_part(folder, into)
    try:
        write_whole(target, f"{under}.report.json", report)
        os.rename(name, under, src_dir_fd=folder, dst_dir_fd=target)
    finally:
        os.close(target)


def write_whole(folder: int, name: str, content: bytes) -> None:
    """Write a file under a temporary name, then give it its own: nobody reads half of it."""
    growing = f".{name}.tmp"
    file = os.open(
        growing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o640, dir_fd=folder
    )
    with os.fdopen(file, "wb") as writer:
        writer.write(content)
        writer.flush()
        os.fsync(file)
    os.rename(growing, name, src_dir_fd=folder, dst_dir_fd=folder)
