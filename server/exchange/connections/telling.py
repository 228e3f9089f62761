"""Telling shops at once: one thread that reads and writes the books, many that wait for answers.

Every answer is waited for in a thread of its own, so a shop that is slow keeps only its own lanes
busy. All that has to be remembered stands in the database: a worker that is stopped at any moment
goes on where it was.
"""

import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from random import SystemRandom

from flask import Flask
from sqlalchemy import select
from structlog import get_logger

from server.exchange.connections.composing import NEWSWORTHY, NOTICES_MAX, read_on
from server.exchange.connections.posting import Attempt, Parcelled, post
from server.exchange.connections.records import NewsReader
from server.exchange.connections.sending import take_due, write_down
from server.exchange.connections.systems import way_to
from server.exchange.connections.targets import allowed_addresses
from server.foundation import head, notices_after, now, reading, transaction

LOOK_SECONDS = 0.1
"""How often the feed is looked at for what other processes have committed: one row is read."""
DUE_SECONDS = 1.0
"""How often it is asked what became due by itself, with nothing new in the feed."""
AWAY_SECONDS = 1.0
UNREAD_MAX = 5_000
"""How many notices without news are passed before it is written down how far was read."""
THREADS_MAX = 400
WAKING = {"sending_wanted", "connection_changed"}
"""After these something may be due that was not."""


class Teller:
    """Reads the feed on, sends what is due and writes down what became of it."""

    def __init__(self, app: Flask) -> None:
        """Prepare; `run` it in a thread, or `settle` here and now."""
        self._app = app
        self._results: queue.SimpleQueue[tuple[Parcelled, Attempt]] = queue.SimpleQueue()
        self._woken = threading.Event()
        self._threads = ThreadPoolExecutor(THREADS_MAX, thread_name_prefix="telling")
        self._chance = SystemRandom()
        self._under_way = 0
        self._seen = self._written = -1
        self._look_at = 0.0

    def run(self) -> None:
        """Tell for as long as the process lives; a database that is away is waited for."""
        with self._app.app_context():
            while True:
                self._woken.wait(LOOK_SECONDS)
                self._woken.clear()
                try:
                    self.step()
                except Exception as fault:  # noqa: BLE001 - nobody would be told anything any more
                    get_logger("tanaban").warning("telling_stopped", fault=type(fault).__name__)
                    time.sleep(AWAY_SECONDS)

    def settle(self) -> None:
        """Do all that is due now, and wait until it is done."""
        self._look_at = 0.0
        self.step()
        while self._under_way:
            self._woken.wait()
            self._woken.clear()
            self._look_at = 0.0
            self.step()

    def step(self) -> None:
        """Look once: what came back, what is new, what is due."""
        results = self._fetched()
        is_new = self._is_news()
        if results or is_new or time.monotonic() >= self._look_at:
            self._turn(results, is_new=is_new)
            self._look_at = time.monotonic() + DUE_SECONDS

    def _turn(self, results: list[tuple[Parcelled, Attempt]], *, is_new: bool) -> None:
        """One transaction for all there is to write, and off with what is due."""
        settings = self._app.extensions["settings"]
        try:
            with transaction() as session:
                if results:
                    write_down(session, results, chance=self._chance)
                seen = read_on(session) if is_new else self._written
                due = [] if settings.sandbox else take_due(session)
        except BaseException:
            for result in results:
                self._results.put(result)
            raise
        self._under_way += len(due) - len(results)
        if is_new:
            self._seen = self._written = seen
            self._woken.set()
        for parcelled in due:
            self._threads.submit(self._attempt, parcelled, allowed_addresses())

    def _is_news(self) -> bool:
        """Whether shops have to be told anything of what has happened since the last look.

        What is no news is passed in memory: a scan does not cost a second commit. How far that was
        is written down now and then, so that a restart need not look at all of it again.
        """
        with reading() as session:
            if self._seen < 0:
                position = session.scalar(select(NewsReader.position).where(NewsReader.id == 1))
                self._seen = self._written = head(session)[0] if position is None else position
            notices = notices_after(session, self._seen, limit=NOTICES_MAX)
        if not notices:
            return False
        kinds = {notice.kind for notice in notices}
        if not kinds.isdisjoint(WAKING):
            self._look_at = 0.0
        position = notices[-1].position
        if kinds.isdisjoint(NEWSWORTHY) and position - self._written < UNREAD_MAX:
            self._seen = position
            return False
        return True

    def _fetched(self) -> list[tuple[Parcelled, Attempt]]:
        """What came back since the last look."""
        found = []
        while not self._results.empty():
            found.append(self._results.get_nowait())
        return found

    def _attempt(self, parcelled: Parcelled, allowed: frozenset[str]) -> None:
        """Send one, in a thread of its own."""
        try:
            way = way_to(parcelled.system)
            if way is None:
                attempt = post(parcelled, allowed=allowed, moment=int(now().timestamp()))
            else:
                with self._app.app_context():
                    attempt = way.tell(parcelled, allowed)
        except Exception as fault:  # noqa: BLE001 - it has to be written down as an attempt
            get_logger("tanaban").warning("attempt_failed", fault=type(fault).__name__)
            attempt = Attempt(0, None, "our_fault", "")
        self._results.put((parcelled, attempt))
        self._woken.set()
