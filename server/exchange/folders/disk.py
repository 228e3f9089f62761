"""A folder under the root, opened so that nothing outside of it can be reached.

Every part of the way is opened from the one before and no link is followed: who may write into one
folder cannot make us read, or move, what lies in another.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from server.exchange.folders.door import (
    NAME_CHARACTERS_MAX,
    PROBE,
    PUT_AWAY,
    Entry,
    FolderClosedError,
    NameTakenError,
)

DOOR = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


@contextmanager
def opened(root: Path | None, path: str) -> Iterator["DiskDoor"]:
    """A folder below the root.

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
        yield DiskDoor(folder)
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


class DiskDoor:
    """A folder on our own disk, by the number under which it is open."""

    def __init__(self, folder: int) -> None:
        """Take a folder that is open."""
        self._folder = folder

    def entries(self) -> list[Entry]:
        """The plain files, by name; links and everything else are passed over."""
        found = []
        with os.scandir(self._folder) as listed:
            for one in listed:
                if len(one.name) > NAME_CHARACTERS_MAX or not one.is_file(follow_symlinks=False):
                    continue
                # It may be gone by now; and a name in no letters could not be told to anybody.
                with suppress(FileNotFoundError, UnicodeEncodeError):
                    told = one.stat(follow_symlinks=False)
                    one.name.encode()
                    found.append(Entry(one.name, told.st_size, told.st_mtime_ns))
        return sorted(found, key=lambda entry: entry.name)

    def read_whole(self, entry: Entry) -> bytes | None:
        """What a file holds; None when it is not what was seen, or changes while it is read."""
        try:
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
            file = os.open(entry.name, flags, dir_fd=self._folder)
        except OSError:
            return None
        with os.fdopen(file, "rb") as reader:
            if not stat.S_ISREG(os.fstat(file).st_mode):
                return None
            content = reader.read(entry.size_bytes + 1)
            told = os.fstat(file)
        is_same = (told.st_size, told.st_mtime_ns) == (entry.size_bytes, entry.changed_ns)
        return content if is_same and len(content) == entry.size_bytes else None

    def ready_to_put_away(self) -> None:
        """See that files can be put away, before one is taken in.

        Raises:
            FolderClosedError: they cannot; taken in they would lie there as if they were new.
        """
        try:
            if not os.access(".", os.W_OK, dir_fd=self._folder):
                raise FolderClosedError("folder_not_writable")
            for inner in PUT_AWAY:
                with suppress(FileExistsError):
                    os.mkdir(inner, 0o750, dir_fd=self._folder)
                os.close(open_part(self._folder, inner))
        except OSError as error:
            raise FolderClosedError("folder_not_writable") from error

    def put_away(self, name: str, *, into: str, under: str, report: bytes) -> None:
        """Move a file and lay its report beside it, each whole or not at all."""
        target = open_part(self._folder, into)
        try:
            write_whole(target, f"{under}.report.json", report)
            os.rename(name, under, src_dir_fd=self._folder, dst_dir_fd=target)
        except OSError as error:
            raise FolderClosedError(fault_of(error)) from error
        finally:
            os.close(target)

    def size_of(self, name: str) -> int | None:
        """How large a file is; None: there is none."""
        try:
            return os.stat(name, dir_fd=self._folder, follow_symlinks=False).st_size
        except FileNotFoundError:
            return None

    def try_writing(self) -> None:
        """See that files can be written; what is written for it is taken away again."""
        self.write_part(PROBE, b"")
        os.unlink(PROBE, dir_fd=self._folder)

    def write_part(self, name: str, content: bytes) -> None:
        """Write a file under a temporary name; one that was left there is written anew."""
        try:
            with suppress(FileNotFoundError):
                os.unlink(name, dir_fd=self._folder)
            write(self._folder, name, content)
        except OSError as error:
            raise FolderClosedError(fault_of(error)) from error

    def give_name(self, part: str, name: str) -> None:
        """Give a temporary file its own name: a link, unlike a rename, takes no other's.

        Raises:
            NameTakenError: something has that name; it stays as it is.
        """
        try:
            try:
                os.link(part, name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
            except FileExistsError:
                if not self._are_one(part, name):
                    raise
            os.unlink(part, dir_fd=self._folder)
            os.fsync(self._folder)
        except FileExistsError as error:
            raise NameTakenError(name) from error
        except OSError as error:
            raise FolderClosedError(fault_of(error)) from error

    def _are_one(self, part: str, name: str) -> bool:
        """Whether a file has both names: whoever gave it the second was stopped."""
        one = os.stat(part, dir_fd=self._folder, follow_symlinks=False)
        other = os.stat(name, dir_fd=self._folder, follow_symlinks=False)
        return os.path.samestat(one, other)


def write_whole(folder: int, name: str, content: bytes) -> None:
    """Write a file under a temporary name, then give it its own: nobody reads half of it."""
    growing = f".{name}.tmp"
    write(folder, growing, content)
    os.rename(growing, name, src_dir_fd=folder, dst_dir_fd=folder)


def write(folder: int, name: str, content: bytes) -> None:
    """Write a file, down to the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    file = os.open(name, flags, 0o640, dir_fd=folder)
    with os.fdopen(file, "wb") as writer:
        writer.write(content)
        writer.flush()
        os.fsync(file)


def fault_of(error: OSError) -> str:
    """Why nothing can be written, as a code."""
    is_full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    return "disk_full" if is_full else "folder_not_writable"
