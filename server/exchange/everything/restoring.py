"""Taking an archive back into an empty Tanaban, whole or not at all."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import orjson
from sqlalchemy import Column, Table, bindparam, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from server.exchange.connections.actions import new_secret
from server.exchange.everything.checking import ArchiveRefused, OpenArchive
from server.exchange.everything.describing import type_of
from server.exchange.everything.which import (
    LEFT_OUT,
    NEW_WITH_EACH_LIFE,
    SECRETS,
    columns_of,
    tables,
)
from server.exchange.everything.writing import BLOBS_AT_ONCE, ROWS_AT_ONCE, is_blob
from server.foundation import Record, dialect_of, hash_token, new_token, time_ordered_id

BEGUN_WITH = ("feed_head", "news_readers")
"""An empty database has a row in these, which says that nothing has happened yet."""

Cell = Callable[[str], Any]
Filler = Callable[[], Any]


def restore(
    session: Session,
    archive: OpenArchive,
    told: Callable[[str, int], None] = lambda _table, _rows: None,
) -> None:
    """Write every row of an archive that was looked at; nothing stays when one cannot be written.

    Args:
        session: the open transaction.
        archive: a whole one, of this revision, undamaged.
        told: hears of each table when it is written, with its rows.

    Raises:
        ArchiveRefused: the database is not empty, or a row cannot be written.
    """
    refuse_full(session)
    for table in reversed(Record.metadata.sorted_tables):
        if table.name in LEFT_OUT or table.name in BEGUN_WITH:
            session.execute(delete(table))
    if dialect_of(session) == "sqlite":
        session.execute(text("PRAGMA defer_foreign_keys=ON"))
    for table in tables(of_one_owner=False):
        try:
            rows = write_rows(session, archive, table)
            point_at_each_other(session, archive, table)
            count_on_from(session, table)
        except (DBAPIError, ValueError, OverflowError) as error:
            reason = error.orig if isinstance(error, DBAPIError) else error
            raise ArchiveRefused(f"tables/{table.name}.csv cannot be written: {reason}") from error
        if rows != archive.manifest.files[f"tables/{table.name}.csv"].get("rows"):
            raise ArchiveRefused(f"tables/{table.name}.csv has {rows} rows; the manifest has not.")
        told(table.name, rows)


def refuse_full(session: Session) -> None:
    """Refuse a database in which something has happened.

    Raises:
        ArchiveRefused: it names the first table that is not empty.
    """
    for table in tables(of_one_owner=False):
        if table.name in BEGUN_WITH:
            position = session.scalar(select(func.max(table.c.position)))
            is_full = bool(position)
        else:
            is_full = session.execute(select(*table.primary_key).limit(1)).first() is not None
        if is_full:
            raise ArchiveRefused(
                f"This Tanaban is not empty: there are {table.name}. "
                "An archive is restored into a new database only."
            )


def write_rows(session: Session, archive: OpenArchive, table: Table) -> int:
    """Write the rows of a table; how many there were."""
    columns = columns_of(table, with_secrets=archive.manifest.with_secrets)
    itself = {column.name for column in points_at_itself(table)}
    readers = [reader_of(column, archive) for column in columns]
    fillers = fillers_of(table, archive)
    written = 0
    at_once = BLOBS_AT_ONCE if any(map(is_blob, columns)) else ROWS_AT_ONCE
    for some in parts(archive.rows(table), at_once):
        rows = [
            {
                column.name: None
                if column.name in itself
                else value_of(column, read, cell, written + nth)
                for column, read, cell in zip(columns, readers, row, strict=True)
            }
            | {name: fill() for name, fill in fillers.items()}
            for nth, row in enumerate(some, start=1)
        ]
        session.execute(insert(table), rows)
        written += len(rows)
    return written


def parts(rows: Iterable[list[str | None]], at_once: int) -> Iterator[list[list[str | None]]]:
    """Rows, so many at once."""
    coming = iter(rows)
    while some := list(islice(coming, at_once)):
        yield some


def value_of(column: Column[Any], read: Cell, cell: str | None, row: int) -> Any:
    """What a cell says.

    Raises:
        ValueError: it says nothing that such a column may hold.
    """
    if cell is None and column.nullable:
        return None
    try:
        if cell is None:
            raise ValueError("nothing")  # noqa: TRY301 - told like any other wrong cell
        return read(cell)
    except (ValueError, KeyError) as error:
        raise ValueError(f"row {row}, column {column.name}: {error}") from error


def reader_of(column: Column[Any], archive: OpenArchive) -> Cell:
    """How the cells of a column are read."""
    readers: dict[str, Cell] = {
        "moment": moment_of,
        "flag": {"true": True, "false": False}.__getitem__,
        "number": int,
        "json": orjson.loads,
        "text": str,
        "file": archive.content,
    }
    return readers[type_of(column)]


def moment_of(cell: str) -> datetime:
    """A moment as it was written.

    Raises:
        ValueError: it is none, or does not know its offset.
    """
    moment = datetime.fromisoformat(cell)
    if moment.tzinfo is None:
        raise ValueError(f"{cell} has no offset")
    return moment


def fillers_of(table: Table, archive: OpenArchive) -> dict[str, Filler]:
    """What stands in the columns that are not in an archive: secrets that nobody knows."""
    unknown: dict[str, Filler] = {
        "epoch": lambda: str(time_ordered_id()),
        "secret": new_secret,
        "state": lambda: "off",
    }
    out = [
        column
        for column in table.columns
        if (table.name, column.name) in NEW_WITH_EACH_LIFE
        or (not archive.manifest.with_secrets and (table.name, column.name) in SECRETS)
    ]
    return {
        column.name: (lambda: None)
        if column.nullable
        else unknown.get(column.name, lambda: hash_token(new_token()))
        for column in out
    }


def points_at_itself(table: Table) -> list[Column[Any]]:
    """The columns that point at another row of the same table."""
    return [
        column
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]


def point_at_each_other(session: Session, archive: OpenArchive, table: Table) -> None:
    """Now that all rows of a table are there, let them point at each other."""
    names = [one.name for one in columns_of(table, with_secrets=archive.manifest.with_secrets)]
    for column in points_at_itself(table):
        (key,) = table.primary_key
        at, at_key = names.index(column.name), names.index(key.name)
        pointing = (row for row in archive.rows(table) if row[at] is not None)
        statement = update(table).where(key == bindparam("row")).values({column: bindparam("to")})
        for some in parts(pointing, ROWS_AT_ONCE):
            session.execute(
                statement,
                [{"row": int(row[at_key] or ""), "to": int(row[at] or "")} for row in some],
            )


def count_on_from(session: Session, table: Table) -> None:
    """Let PostgreSQL give the next row the number after the last; SQLite does so by itself."""
    counted = table.autoincrement_column
    if dialect_of(session) == "sqlite" or counted is None:
        return
    last = session.scalar(select(func.max(counted)))
    if last is not None:
        session.execute(
            text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"),
            {"table": table.name, "column": counted.name, "last": last},
        )
