"""Where things lie in a checkout, and the stamps that say what they were made from.

Every part that setting up makes leaves a stamp with the hash of its sources, so that the next
run takes no time when nothing changed, and goes on where an interrupted one stopped.
"""

import fcntl
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from progress import Progress, TroubleError

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
VAR = Path(os.environ.get("TANABAN_VAR") or ROOT / "var").resolve()
PWA = ROOT / "pwa"
DIST = PWA / "dist"

NETWORK_TROUBLES = re.compile(
    r"name resolution|NewConnectionError|ConnectionError|ConnectTimeout|Max retries|timed out"
    r"|from versions: none|Network is unreachable"
    r"|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT"
)


@contextmanager
def alone() -> Iterator[None]:
    """Let only one set-up work in this checkout at a time; others wait here."""
    folder = os.open(ROOT, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress = Progress("another set-up goes first")
            progress.tick()
            fcntl.flock(folder, fcntl.LOCK_EX)
            progress.end()
        yield
    finally:
        os.close(folder)


def make_var() -> None:
    """Make the folder for everything that belongs to this installation alone."""
    try:
        VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
        (VAR / "start.lock").touch(mode=0o600)
    except OSError as error:
        raise TroubleError(
            f"Tanaban cannot write to {VAR} ({error.strerror}).",
            f'sudo chown -R "$USER" {ROOT}\nor clone the project into a folder of your own.',
        ) from error


def fingerprint(parts: Iterable[Path | str]) -> str:
    """Make one hash out of files and words."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.read_bytes() if isinstance(part, Path) else part.encode()
        digest.update(f"{len(data)}:".encode() + data)
    return digest.hexdigest()


def is_fresh(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text("utf-8").strip() == wanted


def network_advice(output: str) -> str:
    if NETWORK_TROUBLES.search(output):
        return (
            "The package index cannot be reached. Check the network; behind a proxy set\n"
            "https_proxy, with a mirror of your own set PIP_INDEX_URL or npm_config_registry.\n"
            "Then run the same command again: it goes on where it stopped."
        )
    if "No space left" in output:
        return "The disk is full. Tanaban needs about 1 GB to set up."
    return ""
