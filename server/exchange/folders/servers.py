"""Going round the folders on servers, each in a thread of its own.

A server that hangs would hold up the queue of everybody; here it holds up itself.
"""

import threading
import time
from datetime import timedelta

from flask import Flask
from sqlalchemy import or_, select
from structlog import get_logger

from server.exchange.folders.leasing import Kind
from server.exchange.folders.looking import look_into
from server.exchange.folders.records import OutFolder, WatchedFolder
from server.exchange.folders.writing_out import write_out
from server.foundation import now, reading

EACH = timedelta(minutes=1)
PAUSE_SECONDS = 5.0
THREADS_MAX = 8

Folder = tuple[Kind, int]


class Rounds:
    """Looks into folders on servers that were not looked into for a minute."""

    def __init__(self, app: Flask) -> None:
        """Prepare; `run` it in a thread, or `settle` here and now."""
        self._app = app
        self._under_way: dict[Folder, threading.Thread] = {}

    def run(self) -> None:
        """Go round for as long as the process lives; a database that is away is waited for."""
        with self._app.app_context():
            while True:
                try:
                    self.begin(each=EACH)
                except Exception as fault:  # noqa: BLE001 - no folder would be looked into any more
                    get_logger("tanaban").warning("rounds_stopped", fault=type(fault).__name__)
                time.sleep(PAUSE_SECONDS)

    def settle(self) -> None:
        """Look into all of them now, and wait until it is done."""
        with self._app.app_context():
            self.begin(each=timedelta(0))
        for one in list(self._under_way.values()):
            one.join()

    def begin(self, *, each: timedelta) -> None:
        """Begin to look into folders that are due and that nobody here looks into.

        The threads end with the process: a worker that is to stop waits for no server, and what it
        was about goes on at the next look.
        """
        self._under_way = {one: it for one, it in self._under_way.items() if it.is_alive()}
        due = [one for one in self._due(each) if one not in self._under_way]
        for one in due[: THREADS_MAX - len(self._under_way)]:
            it = threading.Thread(target=self._look, args=[one], name="folders", daemon=True)
            self._under_way[one] = it
            it.start()

    def _due(self, each: timedelta) -> list[Folder]:
        kinds: tuple[Kind, ...] = (WatchedFolder, OutFolder)
        with reading() as session:
            return [
                (kind, folder_id)
                for kind in kinds
                for folder_id in session.scalars(
                    select(kind.id).where(
                        kind.is_on,
                        kind.file_server_id.is_not(None),
                        or_(kind.looked_at.is_(None), kind.looked_at <= now() - each),
                    )
                )
            ]

    def _look(self, one: Folder) -> None:
        kind, folder_id = one
        with self._app.app_context():
            look = look_into if kind is WatchedFolder else write_out
            look(folder_id)
