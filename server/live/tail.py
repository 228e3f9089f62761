"""Following the outbox, in every process by itself."""

import threading
import time
from collections.abc import Callable, Sequence

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from structlog import get_logger

from server.foundation import Told, after_commit, head, moment_text, notices_after, now, reading

GROUP_SECONDS = 0.015
"""Pokes of one burst go out together."""
LOOK_SECONDS = 0.1
"""How often a process looks for what others have committed; its own commits wake it at once."""
HEAD_SECONDS = 5.0
NOTICES_MAX = 2_000

Tell = Callable[[Sequence[Told], int], None]
SayHead = Callable[[int, str, str], None]


class Tail:
    """Reads what is new in the outbox and has it told."""

    def __init__(self, app: Flask, *, tell: Tell, say_head: SayHead) -> None:
        """Prepare to follow; `run` begins."""
        self._app = app
        self._tell = tell
        self._say_head = say_head
        self._woken = threading.Event()
        self._position = 0
        self._epoch = ""

    def wake(self) -> None:
        """Something was committed here."""
        self._woken.set()

    def run(self) -> None:
        """Follow for as long as the process lives; a database that is away is waited for."""
        after_commit(self.wake)
        next_head = 0.0
        with self._app.app_context():
            while True:
                try:
                    self._look()
                    if time.monotonic() >= next_head:
                        next_head = time.monotonic() + HEAD_SECONDS
                        self._say_head(self._position, self._epoch, moment_text(now()))
                except SQLAlchemyError as fault:
                    get_logger("tanaban").warning("feed_unreadable", fault=type(fault).__name__)
                    time.sleep(1)

    def _look(self) -> None:
        """Wait for news, a tenth of a second at the most, and tell it."""
        if self._epoch == "":
            with reading() as session:
                self._position, self._epoch = head(session)
        self._woken.wait(LOOK_SECONDS)
        self._woken.clear()
        self._follow()

    def _follow(self) -> None:
        """Tell everything that is new."""
        while True:
            with reading() as session:
                notices = notices_after(session, self._position, limit=NOTICES_MAX)
            if not notices:
                return
            self._position = notices[-1].position
            self._tell(notices, self._position)
            time.sleep(GROUP_SECONDS)
