"""Tell a person what is going on, how long it has taken, and what to do when it fails."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

HEARTBEAT_SECONDS = 10
LINES_SHOWN_AFTER_FAILURE = 30
WIDTH = 34

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
    progress = Progress(title)
    output: list[str] = []
    program = subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env=None if environment is None else dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )

    def read() -> None:
        assert program.stdout is not None
        for line in program.stdout:
            output.append(line.rstrip())
            shown = reader(line.rstrip()) if reader else None
            progress.detail = progress.detail if shown is None else shown

    reading = threading.Thread(target=read, daemon=True)
    reading.start()
    try:
        while reading.is_alive():
            progress.tick()
            reading.join(0.2)
        status = program.wait()
    except BaseException:
        program.terminate()
        program.wait()
        raise
    if status != 0:
        progress.end("!!", f"exit status {status}")
        tail = "\n".join(f"     {line}" for line in output[-LINES_SHOWN_AFTER_FAILURE:])
        raise TroubleError(f"{title} failed:\n{tail}", advice("\n".join(output)) if advice else "")
    progress.end()
    return "\n".join(output)


def tell_trouble(trouble: TroubleError) -> None:
    """Print what is wrong and what to do about it."""
    print(f"\n{trouble}", file=sys.stderr)
    if trouble.advice:
        print("\nWhat to do:", file=sys.stderr)
        for line in trouble.advice.splitlines():
            print(f"  {line}", file=sys.stderr)
