"""One database, one transaction for each entrance. SQLite embedded, PostgreSQL for many machines.

Only entrances (routes, commands, jobs) open a transaction; actions take the session and never
commit.
"""

import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Engine,
    Integer,
    MetaData,
    event,
    text,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator, TypeEngine

from server.foundation.memory import remember_what_was_committed
from server.foundation.patience import in_native_thread
from server.foundation.prepared import listen_to_postgresql

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

BigId = BigInteger().with_variant(Integer(), "sqlite")
"""An id: 64 bits on PostgreSQL, SQLite's own row id on SQLite."""


class UtcTime(TypeDecorator[datetime]):
    """A moment, aware and in UTC: timestamptz on PostgreSQL, integer microseconds on SQLite.

    SQLite would drop the offset of a datetime in silence, so it is given a number instead.

    Raises:
        ValueError: when a naive datetime is stored.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of this database."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Write a moment; refuse one that does not know its offset."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"a moment needs an offset: {value!r}"
            raise ValueError(message)
        if dialect.name == "sqlite":
            return (value - EPOCH) // timedelta(microseconds=1)
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read a moment back in UTC."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return EPOCH + timedelta(microseconds=int(value))
        moment: datetime = value
        return moment.astimezone(UTC)


class Record(DeclarativeBase):
    """Every table of every room."""

    registry = registry(
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
        type_annotation_map={datetime: UtcTime},
    )


db = SQLAlchemy(model_class=Record, disable_autonaming=True)


class WriteLane:
    """The one lane into an SQLite file: one writer at a time, in this process and beside it.

    SQLite lets a second writer wait by polling, and a greenlet that waits inside BEGIN IMMEDIATE
    would stop the whole process; so writers queue here, before they begin. PostgreSQL needs none.
    """

    def __init__(self, lock_path: Path | None) -> None:
        """Open the lane; `lock_path` is shared by all processes, None where no lane is needed."""
        self._threads = threading.RLock()
        self._depth = 0
        self._file = (
            None if lock_path is None else os.open(lock_path, os.O_RDWR | os.O_CREAT, 0o600)
        )

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lane; entering twice from the same writer is a mistake of the caller."""
        if self._file is None:
            yield
            return
        with self._threads:
            assert self._depth == 0, "a transaction inside a transaction"
            self._depth += 1
            try:
                try:
                    fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    in_native_thread(fcntl.flock, self._file, fcntl.LOCK_EX)
                try:
                    yield
                finally:
                    fcntl.flock(self._file, fcntl.LOCK_UN)
            finally:
                self._depth -= 1


def prepare_sqlite_connection(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Make an SQLite connection durable: what is acknowledged survives the power cut."""
    raw: Any = connection
    raw.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "temp_store=MEMORY",
        "cache_size=-32000",
        "wal_autocheckpoint=4000",
    ):
        raw.execute(f"PRAGMA {pragma}").close()


def write_json(value: Any) -> str:
    """JSON for a column."""
    return orjson.dumps(value).decode()


def install_database(app: Flask, *, url: str, lane_path: Path | None) -> None:
    """Connect the application to its database and set what durability needs.

    Args:
        app: the application.
        url: an SQLAlchemy URL (`sqlite:///…` or `postgresql://…`).
        lane_path: the lock file that SQLite writers of all processes share.
    """
    is_sqlite = url.startswith("sqlite")
    options: dict[str, Any] = (
        {"connect_args": {"check_same_thread": False}, "pool_size": 8, "max_overflow": 8}
        if is_sqlite
        else {"pool_size": 8, "max_overflow": 4, "pool_pre_ping": False}
    )
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    options |= {"json_serializer": write_json, "json_deserializer": orjson.loads}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    app.extensions["write_lane"] = WriteLane(lane_path if is_sqlite else None)
    with app.app_context():
        engine = db.engine
        if is_sqlite:
            listen_to_sqlite(engine)
        else:
            listen_to_postgresql(engine)
        # At PostgreSQL's READ COMMITTED every question sees the newest state by itself, so a
        # transaction around questions would cost two more messages and promise nothing.
        reads = {"is_reading": True} | ({} if is_sqlite else {"isolation_level": "AUTOCOMMIT"})
        app.extensions["reading_engine"] = engine.execution_options(**reads)


def listen_to_sqlite(engine: Engine) -> None:
    """Begin SQLite transactions as what they are, and commit them off the event loop."""
    event.listen(engine, "connect", prepare_sqlite_connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        is_reading = connection.get_execution_options().get("is_reading", False)
        connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")

    @event.listens_for(engine, "commit")
    def commit(connection: Any) -> None:
        if not connection.get_execution_options().get("is_reading", False):
            # The fsync of a commit takes milliseconds: others read their requests meanwhile.
            # Afterwards the driver's own commit finds no transaction and does nothing.
            in_native_thread(connection.connection.driver_connection.execute, "COMMIT")


BeforeCommit = Callable[[Session], None]
AfterCommit = Callable[[], None]
_before_commit: list[BeforeCommit] = []
_after_commit: list[AfterCommit] = []


def before_commit(step: BeforeCommit) -> BeforeCommit:
    """Register what every transaction does as it ends.

    Those of upper floors come first, for the rooms below them may have to write what they did: the
    outbox takes its positions last of all.
    """
    _before_commit.append(step)
    return step


def after_commit(step: AfterCommit) -> AfterCommit:
    """Register who is told, once, that something was committed."""
    if step not in _after_commit:
        _after_commit.append(step)
    return step


@contextmanager
def transaction() -> Iterator[Session]:
    """All or nothing, durable when it returns. For entrances only.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: nothing was written then.
    """
    lane: WriteLane = current_app.extensions["write_lane"]
    with lane.held(), Session(db.engine, expire_on_commit=False) as session:
        try:
            yield session
            session.flush()
            for step in reversed(_before_commit):
                step(session)
            session.commit()
        except BaseException:
            session.rollback()
            raise
        remember_what_was_committed(session)
    for told in _after_commit:
        told()


@contextmanager
def reading() -> Iterator[Session]:
    """A view of the database that writes nothing and waits for no writer."""
    with Session(current_app.extensions["reading_engine"], expire_on_commit=False) as session:
        yield session
        session.rollback()


@contextmanager
def snapshot() -> Iterator[Session]:
    """The database as it is at one moment, however long it is looked at; waits for no writer."""
    wanted: dict[str, Any] = {"is_reading": True}
    if db.engine.dialect.name != "sqlite":
        wanted |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with Session(db.engine.execution_options(**wanted), expire_on_commit=False) as session:
        yield session
        session.rollback()


def durable_settings_missing(session: Session) -> list[str]:
    """Name each database setting that would let an acknowledged scan be lost; empty is good."""
    if session.get_bind().dialect.name == "sqlite":
        wanted = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
        found = {name: str(session.execute(text(f"PRAGMA {name}")).scalar()) for name in wanted}
    else:
        wanted = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
        found = {name: str(session.execute(text(f"SHOW {name}")).scalar()) for name in wanted}
    return [f"{name}={found[name]}" for name, value in wanted.items() if found[name] != value]
