"""A warehouse for measuring: pickers before full shelves, on a real disk, behind a real server."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from server.app import create_app
from server.settings import Settings
from tests.floor import Worker
from tests.makers import World
from tests.servers import running_postgres

ROOT = Path(__file__).resolve().parent.parent.parent
DISK = Path("/var/tmp")  # noqa: S108 - each run makes a folder of its own in it
SECRET = "0123456789abcdef-benchmarks-only-ghijklmnop"  # noqa: S105 - of a server for a minute
LINES = 25
PIECES = 1_000_000


@dataclass(frozen=True, slots=True)
class Picker:
    """A picker in front of a shelf, as a load generator has to know them."""

    device: int
    device_cookie: str
    session_cookie: str
    session: str
    person: int
    incarnation: str
    seq: int
    task: int
    lease: int
    revision: int
    jan: str
    table_revision: int


@dataclass(frozen=True, slots=True)
class Database:
    """An empty database, and the process it runs in, if it has one of its own."""

    url: str
    pid: int | None


@contextlib.contextmanager
def disk_folder(name: str) -> Iterator[Path]:
    """A folder on the disk that the product would use, not in memory."""
    parent = ROOT / "var"
    parent.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"bench-{name}-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def database(kind: str, folder: Path) -> Iterator[Database]:
    """An empty database of this kind with its data on the disk."""
    if kind == "sqlite":
        yield Database(f"sqlite:///{folder / 'tanaban.sqlite3'}", None)
        return
    # PostgreSQL's own user cannot reach the folder of the product.
    with running_postgres(DISK) as server:
        server.command("CREATE DATABASE bench")
        pid = int((server.folder / "data" / "postmaster.pid").read_text("ascii").split()[0])
        yield Database(server.url("bench"), pid)


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def make_app(folder: Path, url: str, port: int) -> Flask:
    """The application as the server will run it, with every table laid."""
    settings = Settings(
        database_url=url,
        secret_key=SECRET,
        public_origins=(f"http://127.0.0.1:{port}",),
        log_level="ERROR",
        keeping=folder,
    )
    app = create_app(settings)
    with app.app_context():
        upgrade()
    return app


def put_pickers_to_work(world: World, count: int) -> tuple[list[Picker], list[Worker]]:
    """So many pickers, each with a cart of 25 lines, the place of the first one scanned."""
    products = [
        world.product(f"P-{nth}", stock={f"A-{nth:02d}-01": PIECES * count}) for nth in range(LINES)
    ]
    for _ in range(count):
        world.order(*((product, PIECES) for product in products))
    office = world.office("supervisor")
    for nth in range(1, count + 1):
        world.place(f"C-{nth:03d}", kind="cart")
        world.place(f"T-{nth:04d}", kind="tote")
    choice = {
        "shops": [],
        "carriers": [],
        "ship_by_before": None,
        "totes_per_cart": 1,
        "carts_max": None,
    }
    released = office.post("/waves", choice)
    assert released.status_code == 201, released.text  # noqa: PLR2004 - made
    jans = {product.id: product.jan for product in products}
    pickers, workers = [], []
    for nth in range(1, count + 1):
        worker = Worker(world.handheld())
        worker.take_next("pick")
        worker.load_cart(f"C-{nth:03d}", [f"T-{nth:04d}"])
        line = worker.job["facts"]["lines"][0]
        worker.scan(place=line["place"].removeprefix("L-"))
        workers.append(worker)
        pickers.append(picker_of(worker, jans[line["product"]]))
    return pickers, workers


def picker_of(worker: Worker, jan: str) -> Picker:
    """What the load generator needs of a worker."""
    screen = worker.screen
    device, session = (
        screen.client.get_cookie(name) for name in ("tanaban_device", "tanaban_session")
    )
    assert device is not None
    assert session is not None
    assert screen.device_id is not None
    assert screen.session is not None
    assert screen.person_id is not None
    return Picker(
        device=screen.device_id,
        device_cookie=device.value,
        session_cookie=session.value,
        session=screen.session,
        person=screen.person_id,
        incarnation=worker.incarnation,
        seq=len(worker.sent),
        task=worker.job["task"]["id"],
        lease=worker.job["task"]["lease"],
        revision=worker.job["revision"],
        jan=jan,
        table_revision=worker.flow.revision,
    )


@contextlib.contextmanager
def serving(folder: Path, url: str, port: int) -> Iterator[int]:
    """The real server on this database; its process id."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "TANABAN_VAR": str(folder),
        "TANABAN_HOST": "127.0.0.1",
        "TANABAN_PORT": str(port),
        "PUBLIC_ORIGIN": f"http://127.0.0.1:{port}",
        "SECRET_KEY": SECRET,
        "LOG_LEVEL": "ERROR",
    }
    gunicorn = Path(sys.executable).parent / "gunicorn"
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [gunicorn, "--config", "gunicorn.conf.py", "scripts.benchmarks.wsgi:app"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_until_it_answers(port, server, folder / "server.log")
        yield server.pid
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def wait_until_it_answers(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait for /healthz.

    Raises:
        RuntimeError: the server has stopped; says what it logged.
    """
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(log.read_text("utf-8"))
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
            return
        time.sleep(0.1)
    raise RuntimeError(log.read_text("utf-8"))
