"""The databases that tests run on, each as good as new before every test."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pytest

from server.foundation import Record, db
from tests.servers import Postgres

AS_NEW = "as_new"
"""The schema that keeps what a new database holds."""
PATIENCE_SECONDS = 10
"""For whoever still holds a row that has to go; who takes longer is shut out."""


on_sqlite_alone = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""For what a second database would only make slower: no SQL in it differs from database to
database, it waits for no lock, and what it writes is written by tests that run on both."""


class Database(Protocol):
    """A database that is as good as new before each test."""

    url: str

    def renew(self) -> None:
        """Make it new: every table, the feed open, nothing else."""


@dataclass(frozen=True)
class SqliteDatabase:
    """A file, copied from a template."""

    folder: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'tanaban.sqlite3'}"

    def renew(self) -> None:
        db.engine.dispose()
        path = self.folder / "tanaban.sqlite3"
        # New files, not new contents: who still has the old ones open keeps them.
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self.folder / "template.sqlite3", path)


class PostgresDatabase:
    """A database that stays, and with it the connections, which know their tables and plans.

    A connection to a new database learns its eighty tables first, which takes longer than most
    tests; so only the rows go, of the tables that have any.
    """

    def __init__(self, server: Postgres, name: str, fill: Callable[[str], None]) -> None:
        """Create and fill it; what it holds then is what it will hold before each test."""
        server.command(f"CREATE DATABASE {name}")
        self.url = server.url(name)
        fill(self.url)
        self._connection: psycopg.Connection[Any] = psycopg.connect(
            host=str(server.folder), user="postgres", dbname=name, autocommit=True
        )
        tables = [table.name for table in Record.metadata.sorted_tables]
        self._look = " UNION ALL ".join(
            f"(SELECT '{table}' FROM public.{table} LIMIT 1)" for table in tables
        )
        # Rows go and come in any order, whichever points at which.
        self._run("SET session_replication_role = replica", f"CREATE SCHEMA {AS_NEW}")
        self._run(f"SET lock_timeout = '{PATIENCE_SECONDS}s'")
        self._kept = self._tables_with_rows()
        self._run(
            *(f"CREATE TABLE {AS_NEW}.{one} AS TABLE public.{one}" for one in self._kept),
        )

    def renew(self) -> None:
        self._shut_out("state <> 'idle'")
        try:
            self._put_back()
        except psycopg.errors.LockNotAvailable:
            self._shut_out("true")
            self._put_back()

    def close(self) -> None:
        """Leave it as it is: it goes with its server."""
        self._connection.close()

    def _put_back(self) -> None:
        written = self._tables_with_rows()
        numbered = self._connection.execute(
            "SELECT format('%I.%I', schemaname, sequencename) FROM pg_sequences"
            " WHERE last_value IS NOT NULL"
        ).fetchall()
        with self._connection.transaction():
            self._run(
                *(f"DELETE FROM public.{one}" for one in written),
                *(f"INSERT INTO public.{one} TABLE {AS_NEW}.{one}" for one in self._kept),
                *(f"ALTER SEQUENCE {one} RESTART" for (one,) in numbered),
            )

    def _tables_with_rows(self) -> list[str]:
        return [one for (one,) in self._connection.execute(self._look, prepare=True)]

    def _shut_out(self, which: str) -> None:
        """End connections that others left amid something; ours would wait for them, or worse."""
        ended = self._connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE "
            "datname = current_database() AND backend_type = 'client backend' "
            f"AND pid <> pg_backend_pid() AND {which}"
        ).fetchall()
        if ended:
            db.engine.dispose()

    def _run(self, *statements: str) -> None:
        if statements:
            self._connection.execute("; ".join(statements))
