"""Following the outbox, in every process by itself."""

import threading
import time
from collections.abc import Callable, Sequence

from flask import Flask
from structlog import get_logger

from server.foundation import Told, head, notices_after, reading

GROUP_SECONDS = 0.01
"""What follows a commit so closely is told together with the next."""
LOOK_SECONDS = 0.1
"""How often a process looks for what others have committed; its own commits wake it at once."""
AWAY_SECONDS = 1.0
"""How long to leave a database alone that is away."""
NOTICES_MAX = 2_000

Tell = Callable[[Sequence[Told]], None]


class Tail:
    """Reads what is new in the outbox and has it told."""

    def __init__(self, app: Flask, *, tell: Tell, beat: Callable[[], float]) -> None:
        """Prepare to follow; `begin` and then `run`.

        Args:
            app: whose database.
            tell: is told what is new, in order.
            beat: is called ten times a second or more often, as it asks: it answers in how many
                seconds it wants to be called again.
        """
        self._app = app
        self._tell = tell
        self._beat = beat
        self._woken = threading.Event()
        self.position = 0
        self.epoch = ""

    def wake(self) -> None:
        """Something was committed."""
        self._woken.set()

    def begin(self) -> None:
        """Begin at the head: whoever was told nothing yet finds out by comparing positions."""
        with self._app.app_context(), reading() as session:
            self.position, self.epoch = head(session)

    def run(self) -> None:
        """Follow for as long as the process lives; a database that is away is waited for."""
        wanted_in = 0.0
        with self._app.app_context():
            while True:
                self._woken.wait(min(LOOK_SECONDS, max(0.0, wanted_in)))
                self._woken.clear()
                try:
                    self._follow()
                    wanted_in = self._beat()
                except Exception as fault:  # noqa: BLE001 - nobody would hear anything any more
                    get_logger("tanaban").warning("feed_unreadable", fault=type(fault).__name__)
                    time.sleep(AWAY_SECONDS)
                time.sleep(GROUP_SECONDS)

    def _follow(self) -> None:
        """Have everything told that is new."""
        while True:
            with reading() as session:
                notices = notices_after(session, self.position, limit=NOTICES_MAX)
            if notices:
                self.position = notices[-1].position
                self._tell(notices)
            if len(notices) < NOTICES_MAX:
                return
