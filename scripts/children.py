"""The programs that make up a running Tanaban: started together, watched, stopped in order."""

import logging
import shutil
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path

from checkout import ROOT

LOG_BYTES_MAX = 10_000_000
LOGS_KEPT = 3
LINES_REMEMBERED = 25


class Child:
    """One program; what it says goes to its log file, and its last words are remembered."""

    def __init__(self, name: str, command: Sequence[str | Path], log: Path) -> None:
        self.name = name
        self.log = log
        self.last_words: deque[str] = deque(maxlen=LINES_REMEMBERED)
        self._command = [str(part) for part in command]
        self._program: subprocess.Popen[str] | None = None
        self._listening: threading.Thread | None = None

    def start(self, environment: Mapping[str, str]) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only us; it dies with us."""
        guard = ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []
        self._program = subprocess.Popen(
            [*guard, *self._command],
            cwd=ROOT,
            env=dict(environment) | {"PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def status(self) -> int | None:
        """Return its exit status once it has ended."""
        return None if self._program is None else self._program.poll()

    def stop(self, patience_seconds: float) -> bool:
        """Ask it to finish what it has in hand; end it when that takes too long."""
        if self._program is None or self._listening is None:
            return True
        if self._program.poll() is None:
            self._program.send_signal(signal.SIGTERM)
        try:
            self._program.wait(patience_seconds)
        except subprocess.TimeoutExpired:
            self._program.kill()
            self._program.wait()
            return False
        finally:
            self._listening.join(1)
        return True

    def _listen(self) -> None:
        assert self._program is not None
        assert self._program.stdout is not None
        self.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        paper = RotatingFileHandler(
            self.log, maxBytes=LOG_BYTES_MAX, backupCount=LOGS_KEPT, encoding="utf-8"
        )
        for line in self._program.stdout:
            self.last_words.append(line.rstrip())
            paper.emit(_as_record(line.rstrip()))
        paper.close()


def _as_record(line: str) -> logging.LogRecord:
    return logging.LogRecord("", logging.INFO, "", 0, line, None, None)
