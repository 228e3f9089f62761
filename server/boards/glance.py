"""One look for all boards: however many screens hang on the walls, the database is asked once."""

import threading
import time
from collections.abc import Callable
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from server.foundation import head, reading

FRESH_SECONDS = 0.2
"""A look this young is shown to the next who asks, whatever has happened since."""
AGEING_SECONDS = 5.0
"""Nothing happened, but countdowns, idle people and silent devices age all the same."""


class Glance:
    """Keeps the newest look at the board, for each application."""

    def __init__(self, look: Callable[[Session], dict[str, Any]]) -> None:
        """Say how to look."""
        self._look = look
        self._lock = threading.Lock()

    def now(self) -> dict[str, Any]:
        """The board, at most a fifth of a second old."""
        kept: dict[str, Any] = current_app.extensions.setdefault("board_glance", {})
        with self._lock:
            age = time.monotonic() - kept.get("at", 0.0)
            if "board" in kept and age < FRESH_SECONDS:
                return kept["board"]  # type: ignore[no-any-return]
            with reading() as session:
                position, _ = head(session)
                is_same = "board" in kept and kept["board"]["position"] == position
                if not (is_same and age < AGEING_SECONDS):
                    kept["board"] = self._look(session)
                    kept["at"] = time.monotonic()
            return kept["board"]  # type: ignore[no-any-return]
