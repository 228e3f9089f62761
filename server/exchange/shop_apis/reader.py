"""Takes in what shops tell, all the time, and fetches what never came."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait

from flask import Flask
from sqlalchemy.exc import OperationalError
from structlog import get_logger

from server.exchange.connections.targets import allowed_addresses
from server.exchange.shop_apis.catching_up import Due, catch_up, everything_due, leave_alone
from server.exchange.shop_apis.taking_in import Waiting, give_up, take_in, waiting_messages
from server.foundation import now, reading

LOOK_SECONDS = 0.2
"""How often it is looked whether something has come; one row of a small index is read."""
FETCH_SECONDS = 1.0
AWAY_SECONDS = 1.0
AT_ONCE = 10
"""With one commit: others wait for it hardly longer than for one."""
LOOKED_AT = 50
QUIET_SECONDS = 0.3
BURST_SECONDS_MAX = 5.0
"""While more and more comes it is only kept, so that every answer is quick; but not for longer."""
SHOPS_AT_ONCE = 8
"""Whose shop hangs keeps one of these busy, and nobody waits for it."""


class Reader:
    """Takes messages in one after the other, the oldest first; fetches in threads of its own."""

    def __init__(self, app: Flask) -> None:
        """Prepare; `run` it in a thread, or `settle` here and now."""
        self._app = app
        self._fetchers = ThreadPoolExecutor(SHOPS_AT_ONCE, thread_name_prefix="fetching")
        self._fetching: dict[int, Future[None]] = {}
        self._look_at = 0.0
        self._pause = threading.Event()

    def run(self) -> None:
        """Read for as long as the process lives; a database that is away is waited for."""
        with self._app.app_context():
            while True:
                try:
                    if not self.step(is_patient=True):
                        self._pause.wait(LOOK_SECONDS)
                except Exception as fault:  # noqa: BLE001 - nothing would come in any more
                    get_logger("tanaban").warning("reading_stopped", fault=type(fault).__name__)
                    time.sleep(AWAY_SECONDS)

    def settle(self) -> None:
        """Do all that is due now, and wait until it is done."""
        is_sandbox = self._app.extensions["settings"].sandbox
        with self._app.app_context():
            while True:
                self._look_at = 0.0
                came = self.step()
                wait(list(self._fetching.values()))
                if not came and not self.step() and (is_sandbox or not everything_due()):
                    return

    def step(self, *, is_patient: bool = False) -> int:
        """Fetch where that is due, and take in some of what waits; how many that were.

        Args:
            is_patient: let a burst end first.
        """
        if time.monotonic() >= self._look_at:
            self._look_at = time.monotonic() + FETCH_SECONDS
            self._fetch()
        with reading() as session:
            waiting = waiting_messages(session, LOOKED_AT)
        if not waiting or (is_patient and is_burst(waiting)):
            return 0
        ids = [one.id for one in waiting]
        for start in range(0, len(ids), AT_ONCE):
            self._take_in(ids[start : start + AT_ONCE])
        return len(ids)

    def _take_in(self, message_ids: Sequence[int]) -> None:
        """Take some in; what is wrong with one is no trouble of the others."""
        try:
            take_in(message_ids)
        except OperationalError:
            raise
        except Exception as fault:  # noqa: BLE001 - it is written down, and a person sees it
            if len(message_ids) > 1:
                for message_id in message_ids:
                    self._take_in([message_id])
                return
            get_logger("tanaban").warning(
                "message_failed", message=message_ids[0], fault=type(fault).__name__
            )
            give_up(message_ids[0])

    def _fetch(self) -> None:
        """Ask every shop of which it is time; in a house that sends nothing out, none."""
        if self._app.extensions["settings"].sandbox:
            return
        allowed = allowed_addresses()
        for due in everything_due():
            busy = self._fetching.get(due.connection_id)
            if busy is None or busy.done():
                work = self._fetchers.submit(self._catch_up, due, allowed)
                self._fetching[due.connection_id] = work

    def _catch_up(self, due: Due, allowed: frozenset[str]) -> None:
        """Ask one shop, in a thread of its own."""
        with self._app.app_context():
            try:
                catch_up(due, allowed)
            except Exception as fault:  # noqa: BLE001 - it is tried again, and a person sees it
                get_logger("tanaban").warning("fetching_failed", fault=type(fault).__name__)
                leave_alone(due.connection_id)


def is_burst(waiting: Sequence[Waiting]) -> bool:
    """Whether more is just coming, and the first of it has not waited for long."""
    moment = now()
    is_coming = (moment - waiting[-1].came_at).total_seconds() < QUIET_SECONDS
    return is_coming and (moment - waiting[0].came_at).total_seconds() < BURST_SECONDS_MAX
