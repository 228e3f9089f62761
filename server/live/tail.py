"""Following the outbox, in every process by itself."""

import threading
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter

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
KEPT_MAX = 4_000
"""How many of the newest notices are kept: who was away for minutes needs no others."""

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
        self._kept: list[Told] = []
        self._kept_from: int | None = None

    def wake(self) -> None:
        """Something was committed."""
        self._woken.set()

    def begin(self) -> None:
        """Begin at the head: whoever was told nothing yet finds out by comparing positions."""
        with self._app.app_context(), reading() as session:
            self.position, self.epoch = head(session)
        self._kept_from = self.position

    def since(self, position: int) -> Sequence[Told] | None:
        """What became true after a position, as far as this process has followed, oldest first.

        When the network comes back, a thousand devices ask for the same at once.

        Returns:
            None when it is not all kept here; then the database knows.
        """
        if self._kept_from is None or not self._kept_from <= position <= self.position:
            return None
        return self._kept[bisect_right(self._kept, position, key=attrgetter("position")) :]

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
                self._keep(notices)
                self.position = notices[-1].position
                self._tell(notices)
            if len(notices) < NOTICES_MAX:
                return

    def _keep(self, notices: Sequence[Told]) -> None:
        """Keep the newest; drop the older half now and then, not one by one."""
        self._kept += notices
        if len(self._kept) > 2 * KEPT_MAX:
            self._kept_from = self._kept[-KEPT_MAX - 1].position
            self._kept = self._kept[-KEPT_MAX:]
