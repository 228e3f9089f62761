"""The floor: the very statements of a scan, replayed by a bare driver, one durable commit a scan.

Two scans of each picker are recorded. What differs between the two (ids, positions, moments) is
what changes from scan to scan; everything else is replayed as it was.
"""

import sqlite3
import statistics
import threading
import time
import uuid
from dataclasses import dataclass
from itertools import count
from typing import Any

import orjson
import psycopg
from flask import Flask
from sqlalchemy import event, make_url

from scripts.benchmarks.load import Outcome
from server.foundation import db
from tests.floor import Worker

Parameters = Any
BEGINNINGS = count(1)
ID_LENGTHS = (36, 64)
"""The length of a UUID and of a hash."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as the driver got it in two scans."""

    sql: str
    first: Parameters
    second: Parameters
    is_many: bool


def record_scans(app: Flask, workers: list[Worker]) -> list[list[Statement]]:
    """The statements of one scan of each worker, with what changes from one scan to the next."""
    seen: list[tuple[str, Parameters, bool]] = []

    def note(_c: Any, _cursor: Any, sql: str, given: Any, _x: Any, is_many: bool) -> None:  # noqa: FBT001
        if not sql.startswith(("BEGIN", "PRAGMA", "COMMIT")):
            seen.append((sql, given, is_many))

    with app.app_context():
        engine = db.engine
    recorded = []
    for worker in workers:
        line = worker.job["facts"]["lines"][0]
        jan = next(
            code for code, one in worker.job["codes"].items() if one["product"] == line["product"]
        )
        worker.scan(item=jan)
        first: list[tuple[str, Parameters, bool]] = []
        second = list(first)
        # Now and then the door looks somebody up; that belongs to no scan.
        while not first or [sql for sql, _, _ in first] != [sql for sql, _, _ in second]:
            seen.clear()
            event.listen(engine, "before_cursor_execute", note)
            worker.scan(item=jan)
            event.remove(engine, "before_cursor_execute", note)
            first, second = second, list(seen)
        recorded.append(
            [
                Statement(sql, given, other, is_many)
                for (sql, given, is_many), (_, other, _) in zip(first, second, strict=True)
            ]
        )
    return recorded


class Next:
    """What changes from scan to scan, made anew: ids are new, counters go on."""

    def __init__(self) -> None:
        """Begin far beyond what was recorded."""
        self.nth = 0
        self._ids: dict[str, str] = {}

    def turn(self) -> None:
        """The next scan."""
        self.nth += 1
        self._ids.clear()

    def of(self, first: Any, second: Any) -> Any:
        """The value of a parameter in this scan."""
        if first == second:
            return first
        if isinstance(first, dict):
            return {key: self.of(value, second[key]) for key, value in first.items()}
        if isinstance(first, list | tuple):
            return type(first)(self.of(*pair) for pair in zip(first, second, strict=True))
        if isinstance(first, str):
            return self.of_text(first, second)
        if isinstance(first, int) and not isinstance(first, bool):
            return second + (second - first) * self.nth
        return second

    def of_text(self, first: str, second: str) -> str:
        """The same for a text: rows in JSON, an id, or what stays as it was."""
        if first.startswith("["):
            return orjson.dumps(self.of(orjson.loads(first), orjson.loads(second))).decode()
        if len(first) in ID_LENGTHS:
            return self._ids.setdefault(second, (uuid.uuid4().hex * 2)[: len(first)])
        return second


def replay(url: str, recorded: list[list[Statement]], seconds: float) -> Outcome:
    """Replay the scan of each worker from a thread of its own; nothing is judged."""
    taken: list[float] = []
    lane = threading.Lock()
    # Sequence numbers that no other replay has used.
    first_turn = next(BEGINNINGS) * 50_000
    # SQLite has one writer at a time, whatever the number of clients.
    shared: Any = connect(url) if url.startswith("sqlite") else None
    begun = time.perf_counter()
    until = begun + seconds

    def client(statements: list[Statement]) -> None:
        turn = Next()
        turn.nth = first_turn
        connection: Any = shared or connect(url)
        while time.perf_counter() < until:
            turn.turn()
            start = time.perf_counter()
            if shared is not None:
                with lane:
                    scan(connection, statements, turn)
            else:
                scan(connection, statements, turn)
            taken.append(time.perf_counter() - start)

    threads = [threading.Thread(target=client, args=(one,)) for one in recorded]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lasted = time.perf_counter() - begun
    taken.sort()
    return Outcome(
        per_second=len(taken) / lasted,
        p50=statistics.median(taken) * 1000,
        p99=taken[int(len(taken) * 0.99)] * 1000,
        wrong=0,
        scans=len(taken),
    )


def scan(connection: Any, statements: list[Statement], turn: Next) -> None:
    """One scan: its statements and one durable commit."""
    position = 0
    is_sqlite = isinstance(connection, sqlite3.Connection)
    cursor = connection.cursor()
    cursor.execute("BEGIN IMMEDIATE" if is_sqlite else "BEGIN")
    for statement in statements:
        given = turn.of(statement.first, statement.second)
        if "INTO notices" in statement.sql:
            given = with_position(given, position)
        if statement.is_many:
            cursor.executemany(statement.sql, given)
        else:
            cursor.execute(statement.sql, given)
            found = cursor.fetchall() if cursor.description is not None else []
            if "UPDATE feed_head" in statement.sql:
                position = found[0][0]
    cursor.execute("COMMIT")


def with_position(given: Any, position: int) -> Any:
    """A notice takes the position that the feed has just given."""
    if isinstance(given, tuple):
        return (position, *given[1:])
    if isinstance(given, list):
        return [with_position(one, position) for one in given]
    rows = {name: orjson.loads(value) for name, value in given.items() if name.startswith("given")}
    return given | {
        name: orjson.dumps([{**row, "position": position} for row in found]).decode()
        for name, found in rows.items()
        if "topic" in found[0]
    }


def connect(url: str) -> Any:
    """A bare connection with the durability of the product."""
    parsed = make_url(url)
    if url.startswith("sqlite"):
        connection = sqlite3.connect(parsed.database or "", check_same_thread=False)
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA cache_size=-32000")
        return connection
    return psycopg.connect(
        host=str(parsed.query["host"]),
        user=parsed.username,
        dbname=parsed.database,
        autocommit=True,
    )
