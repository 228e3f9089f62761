"""Writing an archive: one view of the database, row by row, so that its size does not matter."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import orjson
from sqlalchemy import Column, LargeBinary, Select, String, Table, collate, func, select
from sqlalchemy.orm import Session

from server import catalog
from server.exchange.everything.cells import BYTE_ORDER_MARK, line_of, quoted
from server.exchange.everything.describing import readme, structure, type_of
from server.exchange.everything.which import columns_of, rows_of_owner, tables
from server.foundation import dialect_of, moment_text

FORMAT = "tanaban-everything"
VERSION = 1
MANIFEST = "manifest.json"
ROWS_AT_ONCE = 1000
BLOBS_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an archive is to hold."""

    revision: str
    made_at: datetime
    owner_code: str | None = None
    with_secrets: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """One file of an archive."""

    name: str
    rows: int | None
    """Of a table; none for any other file."""
    bytes: int
    sha256: str


class NoSuchOwner(Exception):  # noqa: N818 - it says what is so
    """There is no owner of this code."""


class Ledgered:
    """A file that is being written, and what was written."""

    def __init__(self, inner: Any) -> None:
        """Begin with nothing written."""
        self._inner = inner
        self._hash = hashlib.sha256()
        self.written = 0

    def write(self, content: bytes) -> None:
        """Write on."""
        self._hash.update(content)
        self.written += len(content)
        self._inner.write(content)

    def entry(self, name: str, rows: int | None = None) -> Written:
        """What stands in the manifest about it."""
        return Written(name, rows, self.written, self._hash.hexdigest())


class Archive:
    """A zip file, written one file after the other."""

    def __init__(self, path: Path, made_at: datetime) -> None:
        """Begin an archive that only its maker may read: it names customers."""
        path.touch(mode=0o600)
        self._zip = ZipFile(path, "w", ZIP_DEFLATED, compresslevel=6)
        self._date = made_at.astimezone(UTC).timetuple()[:6]
        self.files: list[Written] = []

    @contextmanager
    def file(self, name: str, *, is_packed_already: bool = False) -> Iterator[Ledgered]:
        """Write one file."""
        info = ZipInfo(name, self._date)
        info.compress_type = ZIP_STORED if is_packed_already else ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        with self._zip.open(info, "w", force_zip64=True) as inner:
            yield Ledgered(inner)

    def add(self, name: str, content: bytes, *, is_packed_already: bool = False) -> None:
        """Write a file that is at hand."""
        with self.file(name, is_packed_already=is_packed_already) as file:
            file.write(content)
        self.files.append(file.entry(name))

    def close(self) -> None:
        """Nothing more follows."""
        self._zip.close()


def write_archive(
    session: Session,
    path: Path,
    wanted: Wanted,
    told: Callable[[str, int], None] = lambda _table, _rows: None,
) -> list[Written]:
    """Write everything, or everything of one owner, into a new file.

    Args:
        session: one unchanging view of the database.
        path: the file, which is not there yet.
        wanted: what it is to hold.
        told: hears of each table when it is written, with its rows.

    Raises:
        NoSuchOwner: nothing was written then.
    """
    owner_id = None if wanted.owner_code is None else owner_of(session, wanted.owner_code)
    chosen = tables(of_one_owner=owner_id is not None)
    archive = Archive(path, wanted.made_at)
    for table in chosen:
        written = write_table(session, archive, table, wanted, owner_id)
        archive.files.append(written)
        told(table.name, written.rows or 0)
    for table in chosen:
        write_blobs(session, archive, table, owner_id)
    page = readme(chosen, owner_code=wanted.owner_code, with_secrets=wanted.with_secrets)
    archive.add("README.md", page.encode())
    archive.add("structure.json", pretty(structure(chosen, with_secrets=wanted.with_secrets)))
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "revision": wanted.revision,
        "made_at": moment_text(wanted.made_at),
        "owner": wanted.owner_code,
        "with_secrets": wanted.with_secrets,
        "files": [asdict(one) for one in archive.files],
    }
    with archive.file(MANIFEST) as file:
        file.write(pretty(manifest))
    archive.close()
    return archive.files


def owner_of(session: Session, code: str) -> int:
    """The id of an owner.

    Raises:
        NoSuchOwner: with the codes that there are.
    """
    codes = {one.code: one.id for one in catalog.owners(session)}
    if code not in codes:
        raise NoSuchOwner(f"There is no owner {code}. There are: {', '.join(sorted(codes))}.")
    return codes[code]


def write_table(
    session: Session, archive: Archive, table: Table, wanted: Wanted, owner_id: int | None
) -> Written:
    """Write a table's file."""
    name = f"tables/{table.name}.csv"
    columns = columns_of(table, with_secrets=wanted.with_secrets)
    blobs = {column.name for column in columns if is_blob(column)}
    # Of what is in a file of its own only whether it is there is asked here.
    asked = [func.length(one).label(one.name) if one.name in blobs else one for one in columns]
    keys = [column.label(f"key of the row {column.name}") for column in table.primary_key]
    query = in_order(session, table, [*asked, *keys], owner_id)
    writers = [cell_of(column) for column in columns]
    own = len(columns)
    rows = 0
    with archive.file(name) as file:
        file.write(BYTE_ORDER_MARK.encode())
        file.write(line_of([quoted(column.name) for column in columns]))
        streamed = session.execute(query, execution_options={"yield_per": ROWS_AT_ONCE})
        for some in streamed.partitions():
            lines = (
                line_of(
                    [
                        ""
                        if value is None
                        else quoted(path_of(table, row[own:]))
                        if column.name in blobs
                        else write(value)
                        for column, write, value in zip(columns, writers, row, strict=False)
                    ]
                )
                for row in some
            )
            file.write(b"".join(lines))
            rows += len(some)
    return file.entry(name, rows)


def write_blobs(session: Session, archive: Archive, table: Table, owner_id: int | None) -> None:
    """Write what of a table is in files of their own."""
    for column in filter(is_blob, table.columns):
        keys = list(table.primary_key)
        query = in_order(session, table, [column, *keys], owner_id).where(column.is_not(None))
        streamed = session.execute(query, execution_options={"yield_per": BLOBS_AT_ONCE})
        for content, *key in streamed:
            is_packed = bytes(content[:3]) in (b"\xff\xd8\xff", b"\x89PN", b"RIF")
            archive.add(path_of(table, key), bytes(content), is_packed_already=is_packed)


def in_order(
    session: Session, table: Table, columns: list[Any], owner_id: int | None
) -> Select[Any]:
    """The question for a table's rows, in the same order on every database."""
    asked = select(*columns) if owner_id is None else rows_of_owner(table, columns, owner_id)
    by_letters = dialect_of(session) != "sqlite"
    return asked.order_by(
        *(
            collate(key, "C") if by_letters and isinstance(key.type, String) else key
            for key in table.primary_key
        )
    )


def is_blob(column: Column[Any]) -> bool:
    """Whether a column holds files."""
    return isinstance(column.type, LargeBinary)


def path_of(table: Table, key: Any) -> str:
    """Where a row's file is in the archive."""
    return f"files/{table.name}/{'-'.join(str(part) for part in key)}"


def cell_of(column: Column[Any]) -> Callable[[Any], str]:
    """How the values of a column are written."""
    writers: dict[str, Callable[[Any], str]] = {
        "moment": lambda moment: moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "flag": lambda flag: "true" if flag else "false",
        "number": str,
        "json": lambda value: quoted(orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()),
        "text": quoted,
        "file": str,
    }
    return writers[type_of(column)]


def pretty(value: Any) -> bytes:
    """JSON that a person can read."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
