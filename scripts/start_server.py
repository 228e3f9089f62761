"""Set up what is missing, serve until Ctrl-C, and leave nothing behind."""

import argparse
import contextlib
import fcntl
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from address import Address, read_address
from checkout import BIN, ROOT, VAR, alone, make_var
from children import Child
from prepare_pwa import build_pwa, node_command, pwa_is_built, pwa_packages_meanwhile
from prepare_python import prepare_python, prepare_venv
from progress import Progress, TroubleError, run, tell_trouble
from settings_file import read_settings, write_first_settings

READY_WITHIN_SECONDS = 60
STOP_WITHIN_SECONDS = 15
LOGS = VAR / "log"
STARTED_BEFORE = VAR / "started-before"
"""Laid once the first start is through: from then on the demo is never loaded by itself."""


def main() -> int:
    """Start Tanaban; answer 0 when a person stopped it."""
    options = read_options()
    signal.signal(signal.SIGTERM, stop_like_ctrl_c)
    signal.signal(signal.SIGHUP, stop_like_ctrl_c)
    try:
        make_var()
        with the_only_start():
            address = read_address(options, read_settings())
            address.refuse_if_taken()
            environment = prepare(address)
            fill(environment, is_empty=options.empty)
            serve(address, environment)
    except TroubleError as trouble:
        tell_trouble(trouble)
        return 1
    except PermissionError as error:
        tell_trouble(TroubleError(f"No permission: {error}", f'sudo chown -R "$USER" {ROOT}'))
        return 1
    except KeyboardInterrupt:
        print("\nStopped before it was up. The next start goes on from here.")
        return 130
    return 0


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/start",
        description="Starts Tanaban from this checkout; sets up what is missing first.",
        epilog="The first start loads a demo warehouse to try. Everything it makes is in var/; "
        "var/settings.env holds what this installation sets.",
    )
    parser.add_argument("--empty", action="store_true", help="first start: no demo warehouse")
    parser.add_argument("--host", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (8080)")
    parser.add_argument("--certificate", metavar="FILE", help="TLS certificate chain, PEM")
    parser.add_argument("--key", metavar="FILE", help="its private key, PEM")
    return parser.parse_args()


def stop_like_ctrl_c(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextlib.contextmanager
def the_only_start() -> Iterator[None]:
    """Refuse a second server on the same database."""
    with (VAR / "start.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise TroubleError(
                f"Tanaban already runs from this folder (process {lock.read().strip()})."
            ) from error
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def prepare(address: Address) -> dict[str, str]:
    """Have everything there that serving takes; answer the environment of the children."""
    print("Tanaban たなばん", flush=True)
    with alone():
        prepare_venv()
        if pwa_is_built():
            prepare_python(for_development=False)
        else:
            with pwa_packages_meanwhile(node_command(), for_development=False):
                prepare_python(for_development=False)
            build_pwa()
    keep_a_secret(VAR / "secret.key")
    write_first_settings()
    return {**read_settings(), **os.environ, **address.environment()}


def keep_a_secret(path: Path) -> None:
    """Make the key that signs sessions and links, for this installation alone."""
    with contextlib.suppress(FileExistsError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))


def fill(environment: dict[str, str], *, is_empty: bool) -> None:
    """Bring the database to the newest shape and, the first time, a warehouse into it."""
    flask = BIN / "flask"
    run("database", [flask, "db", "upgrade"], folder=ROOT, environment=environment)
    if STARTED_BEFORE.exists():
        return
    if not is_empty:
        run("demo warehouse", [flask, "demo", "load"], folder=ROOT, environment=environment)
    STARTED_BEFORE.touch()


def serve(address: Address, environment: dict[str, str]) -> None:
    """Run the server and the background worker until a person or a failure ends it."""
    server = Child(
        "server",
        [BIN / "gunicorn", "--config", "gunicorn.conf.py", "wsgi:app"],
        LOGS / "server.log",
    )
    worker = Child("worker", [BIN / "flask", "worker", "run"], LOGS / "worker.log")
    failed: Child | None = None
    try:
        for child in (server, worker):
            child.start(environment)
        welcome = subprocess.Popen(
            [BIN / "flask", "welcome"], cwd=ROOT, env=environment, stdout=subprocess.PIPE
        )
        wait_until_it_answers(address, (server, worker))
        print(welcome.communicate()[0].decode())
        print(f"\nOpen {address.origin}   Logs: {LOGS}   Stop: Ctrl-C", flush=True)
        failed = watch(server, worker)
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
    finally:
        stop((server, worker))
    if failed:
        raise ended(failed)
    print("Stopped.")


def wait_until_it_answers(address: Address, children: tuple[Child, ...]) -> None:
    progress = Progress("server")
    while not address.answers():
        progress.tick()
        time.sleep(0.1)
        for child in children:
            if child.status() is not None:
                progress.end("!!")
                raise ended(child)
        if progress.seconds() > READY_WITHIN_SECONDS:
            progress.end("!!")
            raise TroubleError(
                f"The server does not answer at {address.origin}/healthz.",
                f"Look into {LOGS / 'server.log'}",
            )
    progress.end()


def watch(*children: Child) -> Child:
    """Wait until one of them ends by itself."""
    while True:
        for child in children:
            if child.status() is not None:
                return child
        time.sleep(0.5)


def ended(child: Child) -> TroubleError:
    """Put the end of a child into words; read it once the child has been stopped."""
    child.stop(STOP_WITHIN_SECONDS)
    words = "\n".join(f"     {line}" for line in child.last_words)
    return TroubleError(
        f"The {child.name} ended by itself (exit status {child.status()}). Last words:\n{words}",
        f"The whole log is in {child.log}",
    )


def stop(children: tuple[Child, ...]) -> None:
    """Stop the server first, so that nothing new comes in; a second Ctrl-C does not hurt."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        if not child.stop(STOP_WITHIN_SECONDS):
            print(f"The {child.name} did not stop within {STOP_WITHIN_SECONDS} s: ended.")


if __name__ == "__main__":
    sys.exit(main())
