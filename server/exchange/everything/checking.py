"""Looking at an archive before anything of it is believed. Nothing is unpacked to a disk."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import orjson
from sqlalchemy import Table

from server.exchange.everything.cells import NotCsv, rows_of
from server.exchange.everything.which import columns_of, tables
from server.exchange.everything.writing import FORMAT, MANIFEST, VERSION

MANIFEST_BYTES_MAX = 256 * 1024 * 1024
LINE_BYTES_MAX = 64 * 1024 * 1024
READ_BYTES = 1024 * 1024
GROWS_BY_MAX = 400
"""Tables shrink to a twentieth, rarely more; what grows beyond this was made to fill a disk."""
SMALL_BYTES = 1024 * 1024
IS_ENCRYPTED = 0x1


class ArchiveRefused(Exception):  # noqa: N818 - it says what is so
    """An archive is not taken; the message says what is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself."""

    revision: str
    owner: str | None
    with_secrets: bool
    files: dict[str, dict[str, Any]]


class OpenArchive:
    """An archive whose contents are what its manifest says."""

    def __init__(self, path: Path) -> None:
        """Open it and look at everything but the contents.

        Raises:
            ArchiveRefused: it is no archive of ours, or was made to do harm.
        """
        try:
            self._zip = ZipFile(path)
        except (BadZipFile, OSError) as error:
            raise ArchiveRefused(f"{path.name} is not a zip archive, or was cut off.") from error
        try:
            self._entries = entries_of(self._zip, path.stat().st_size)
            self.manifest = manifest_of(self._zip, self._entries)
        except ArchiveRefused:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        """Keep it open for a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._zip.close()

    def refuse_damaged(self) -> None:
        """Read every file once and hold it against the manifest.

        Raises:
            ArchiveRefused: a file is not what was written.
        """
        for name, said in self.manifest.files.items():
            seen = hashlib.sha256()
            try:
                with self.open(name) as file:
                    while part := file.read(READ_BYTES):
                        seen.update(part)
            except (BadZipFile, OSError, EOFError) as error:
                raise ArchiveRefused(f"{name} is damaged: {error}") from error
            if seen.hexdigest() != said["sha256"]:
                raise ArchiveRefused(
                    f"{name} is not what was written: its SHA-256 is not that of the manifest."
                )

    def open(self, name: str) -> IO[bytes]:
        """A file of the archive."""
        return self._zip.open(self._entries[name])

    def content(self, name: str) -> bytes:
        """A whole file.

        Raises:
            ArchiveRefused: there is none of this name.
        """
        if name not in self.manifest.files:
            raise ArchiveRefused(f"{name} is named by a table and not in the archive.")
        with self.open(name) as file:
            return file.read()

    def rows(self, table: Table) -> Iterator[list[str | None]]:
        """The rows of a table's file, without its heading.

        Raises:
            ArchiveRefused: the file is not a table of this revision.
        """
        name = f"tables/{table.name}.csv"
        columns = columns_of(table, with_secrets=self.manifest.with_secrets)
        wanted = [column.name for column in columns]
        with self.open(name) as file:
            rows = rows_of(iter(lambda: file.readline(LINE_BYTES_MAX), b""))
            try:
                heading = next(rows, [])
                if heading != wanted:
                    raise ArchiveRefused(f"{name} does not have the columns {', '.join(wanted)}.")
                for number, row in enumerate(rows, start=1):
                    if len(row) != len(wanted):
                        raise ArchiveRefused(f"{name}, row {number}: {len(row)} cells")
                    yield row
            except NotCsv as error:
                raise ArchiveRefused(f"{name}: {error}") from error


def entries_of(archive: ZipFile, size: int) -> dict[str, ZipInfo]:
    """The files of an archive by name.

    Raises:
        ArchiveRefused: two have one name, a name leads outside, or one would grow beyond reason.
    """
    entries: dict[str, ZipInfo] = {}
    for info in archive.infolist():
        refuse_harmful(info)
        if info.filename in entries:
            raise ArchiveRefused(f"{info.filename} is in the archive twice.")
        entries[info.filename] = info
    if sum(info.compress_size for info in entries.values()) > size:
        raise ArchiveRefused("Files of the archive lie over each other: a zip bomb.")
    return entries


def refuse_harmful(info: ZipInfo) -> None:
    """Look at one file's heading.

    Raises:
        ArchiveRefused: it was not written by an export.
    """
    parts = info.filename.split("/")
    if info.filename.startswith("/") or "\\" in info.filename or {"", ".", ".."} & set(parts):
        raise ArchiveRefused(f"{info.filename!r} is a name that leads outside the archive.")
    if info.flag_bits & IS_ENCRYPTED or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ArchiveRefused(f"{info.filename} is packed in a way that no export writes.")
    if info.file_size > SMALL_BYTES and info.file_size > GROWS_BY_MAX * info.compress_size:
        raise ArchiveRefused(
            f"{info.filename} would grow from {info.compress_size} to {info.file_size} bytes: "
            "a zip bomb."
        )


def manifest_of(archive: ZipFile, entries: dict[str, ZipInfo]) -> Manifest:
    """The manifest, held against the names and sizes of what is there.

    Raises:
        ArchiveRefused: it is missing or says something else.
    """
    if MANIFEST not in entries or entries[MANIFEST].file_size > MANIFEST_BYTES_MAX:
        raise ArchiveRefused(f"There is no {MANIFEST}: this is not an archive of everything.")
    try:
        said = orjson.loads(archive.read(entries[MANIFEST]))
        files = {one["name"]: one for one in said["files"]}
        sizes = {name: one["bytes"] for name, one in files.items()}
        sums = [one["sha256"] for one in files.values()]
        manifest = Manifest(said["revision"], said["owner"], said["with_secrets"], files)
        is_ours = (said["format"], said["version"]) == (FORMAT, VERSION) and len(sums) == len(files)
    except (BadZipFile, ValueError, KeyError, TypeError) as error:
        raise ArchiveRefused(f"{MANIFEST} cannot be read: {error!r}") from error
    if not is_ours:
        raise ArchiveRefused(f"{MANIFEST} is not of {FORMAT} {VERSION}.")
    is_there = {name: one.file_size for name, one in entries.items() if name != MANIFEST}
    for name in sorted(is_there.keys() ^ sizes.keys()):
        where = "in the manifest only" if name in sizes else "not in the manifest"
        raise ArchiveRefused(f"{name} is {where}.")
    for name, size in sizes.items():
        if is_there[name] != size:
            raise ArchiveRefused(f"{name} has {is_there[name]} bytes in place of {size}.")
    return manifest


def refuse_other_house(manifest: Manifest, revision: str) -> None:
    """Refuse what this program cannot take back.

    Raises:
        ArchiveRefused: it is of one owner, or of another revision.
    """
    if manifest.owner is not None:
        raise ArchiveRefused(
            f"This archive holds owner {manifest.owner} only. It is for other systems; "
            "only an archive of the whole warehouse can be restored."
        )
    if manifest.revision != revision:
        raise ArchiveRefused(
            f"This archive is of revision {manifest.revision}, this program of {revision}. "
            "Restore it with the version of Tanaban that wrote it, then run flask db upgrade."
        )
    for table in tables(of_one_owner=False):
        if f"tables/{table.name}.csv" not in manifest.files:
            raise ArchiveRefused(f"tables/{table.name}.csv is missing.")
