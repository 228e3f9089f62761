"""Tell a person what is going on, how long it has taken, and what to do when it fails."""

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

HEARTBEAT_SECONDS = 10
LINES_SHOWN_AFTER_FAILURE = 30
WIDTH = 34
COLOURS = re.compile(r"\x1b\[[0-9;]*m")

Reader = Callable[[str], str | None]
"""Reads one line of a program's output; answers what to show of it, or nothing."""


class TroubleError(Exception):
    """Something a person has to mend; the advice says how."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(what)
        self.advice = advice


class Progress:
    """One line on the screen for one piece of work."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.detail = ""
        self.begun = time.monotonic()
        self._live = sys.stdout.isatty()
        self._last_said = self.begun

    def seconds(self) -> float:
        return time.monotonic() - self.begun

    def tick(self) -> None:
        """Show that it still goes on: in place on a terminal, now and then in a log."""
        if self._live:
            self._write(f"\r\x1b[2K  ·  {self._line(self.detail)}")
        elif time.monotonic() - self._last_said >= HEARTBEAT_SECONDS:
            self._last_said = time.monotonic()
            self._write(f"  ·  {self._line(self.detail)}\n")

    def end(self, mark: str = "ok", note: str = "") -> None:
        clear = "\r\x1b[2K" if self._live else ""
        self._write(f"{clear}  {mark:<2} {self._line(note)}\n")

    def _line(self, rest: str) -> str:
        return f"{self.title:<{WIDTH}} {self.seconds():6.1f} s  {rest[:60]}".rstrip()

    def _write(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()


class Work:
    """A program at work, with a progress line once somebody waits for it to finish."""

    def __init__(
        self,
        title: str,
        command: Sequence[str | Path],
        *,
        folder: Path,
        environment: Mapping[str, str] | None = None,
        reader: Reader | None = None,
    ) -> None:
        self.progress = Progress(title)
        self.output: list[str] = []
        self._reader = reader
        self._program = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env=None if environment is None else dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing running behind when something else went wrong."""
        if self._program.poll() is None:
            self._program.terminate()
            self._program.wait()

    def finish(self, advice: Callable[[str], str] | None = None) -> str:
        """Wait for the end; the output is shown only if it failed."""
        while self._reading.is_alive():
            self.progress.tick()
            self._reading.join(0.2)
        status = self._program.wait()
        output = "\n".join(self.output)
        if status != 0:
            self.progress.end("!!", f"exit status {status}")
            tail = "\n".join(f"     {line}" for line in self.output[-LINES_SHOWN_AFTER_FAILURE:])
            told = advice(output) if advice else ""
            raise TroubleError(f"{self.progress.title} failed:\n{tail}", told)
        self.progress.end()
        return output

    def _read(self) -> None:
        assert self._program.stdout is not None
        for raw in self._program.stdout:
            line = COLOURS.sub("", raw.rstrip())
            self.output.append(line)
            shown = self._reader(line) if self._reader else None
            self.progress.detail = self.progress.detail if shown is None else shown


def run(
    title: str,
    command: Sequence[str | Path],
    *,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    reader: Reader | None = None,
    advice: Callable[[str], str] | None = None,
) -> str:
    """Run a program with a progress line; its output is shown only if it fails."""
    with Work(title, command, folder=folder, environment=environment, reader=reader) as work:
        return work.finish(advice)


def tell_trouble(trouble: TroubleError) -> None:
    """Print what is wrong and what to do about it."""
    print(f"\n{trouble}", file=sys.stderr)
    if trouble.advice:
        print("\nWhat to do:", file=sys.stderr)
        for line in trouble.advice.splitlines():
            print(f"  {line}", file=sys.stderr)
