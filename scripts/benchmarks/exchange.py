"""How soon shops hear: from the commit of an event to its webhook, read by fifty shops.

The worker is the real one, in a process of its own; the shops are one stand-in server on this
machine, so what it costs to be fifty shops is in the figure as well.
"""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from scripts.benchmarks.machine import say_load
from scripts.benchmarks.stage import ROOT, SECRET, database, disk_folder, free_port, make_app
from server.exchange.connections.actions import make_connection
from server.foundation import db, transaction
from tests.exchange.connections.shop import Heard, running_shop
from tests.makers import World

SHOPS = 50
P99_SECONDS_MAX = 1.0
PATIENCE_SECONDS = 20.0


def bench_exchange(kinds: list[str], events: int) -> bool:
    """Measure on each database; whether the goal is reached everywhere."""
    reached = [measured(kind, events) for kind in kinds]
    return all(reached)


def measured(kind: str, events: int) -> bool:
    """Change the stock of a product, wait until every shop has heard it, and again."""
    arrived: queue.SimpleQueue[float] = queue.SimpleQueue()

    def hear(_heard: Heard) -> tuple[int, bytes]:
        arrived.put(time.perf_counter())
        return 200, b"ok"

    with (
        disk_folder("exchange") as folder,
        database(kind, folder) as house,
        running_shop() as shop,
    ):
        shop.answer = hear
        app = make_app(folder, house.url, free_port())
        world = World(app)
        tee = world.product(stock={"A-01-01": 1})
        owner_id = world.owner_id
        with app.app_context(), transaction() as session:
            for nth in range(SHOPS):
                make_connection(
                    session,
                    owner_id=owner_id,
                    person_id=None,
                    shop_id=None,
                    name=f"shop {nth}",
                    address=shop.address(f"/{nth}"),
                    kinds=["stock.available"],
                )
        seconds: list[float] = []
        with working(folder, house.url, shop.host):
            for _ in range(events + 1):
                world.receive(tee, "A-01-01", 1)
                committed = time.perf_counter()
                heard = [arrived.get(timeout=PATIENCE_SECONDS) for _ in range(SHOPS)]
                seconds += [moment - committed for moment in heard]
        with app.app_context():
            db.engine.dispose()
    return told(kind, sorted(seconds[SHOPS:]), doubled=arrived.qsize())


@contextlib.contextmanager
def working(folder: Path, url: str, allowed: str) -> Iterator[None]:
    """The real worker on this database."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "TANABAN_VAR": str(folder),
        "SECRET_KEY": SECRET,
        "LOG_LEVEL": "ERROR",
        "WEBHOOK_ADDRESSES_ALLOWED": allowed,
    }
    flask = Path(sys.executable).parent / "flask"
    with (folder / "worker.log").open("wb") as log:
        worker = subprocess.Popen(
            [flask, "worker", "run"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGTERM)
        worker.wait(timeout=30)


def told(kind: str, seconds: list[float], *, doubled: int) -> bool:
    """Say what came out; the first event, while the worker starts, is not counted."""
    median = seconds[len(seconds) // 2]
    late = seconds[len(seconds) * 99 // 100]
    is_good = late <= P99_SECONDS_MAX and not doubled
    goal = P99_SECONDS_MAX * 1000
    print(
        f"{kind}: {len(seconds)} webhooks to {SHOPS} shops, from event to webhook "
        f"p50 {median * 1000:.0f} ms, p99 {late * 1000:.0f} ms (goal {goal:.0f}), "
        f"worst {seconds[-1] * 1000:.0f} ms, doubled {doubled}; {say_load()}"
    )
    return is_good
