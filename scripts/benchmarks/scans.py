"""`scripts/bench scans`: scan commits a second, beside the floor that bounds them."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from scripts.benchmarks.bare import record_scans, replay
from scripts.benchmarks.load import Outcome
from scripts.benchmarks.machine import cpu_seconds, say_load
from scripts.benchmarks.stage import (
    ROOT,
    Database,
    database,
    disk_folder,
    free_port,
    make_app,
    put_pickers_to_work,
    serving,
)
from server.foundation import db
from tests.makers import World

CLIENTS = 16
BATCH = 10
TO_REACH = {
    "sqlite": {"per_second": 600, "p99": 60, "floor": 0.6, "p50_of_one": 5},
    "postgresql": {"per_second": 400, "p99": 100, "floor": 0.6, "p50_of_one": 5},
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a load saw, and the milliseconds of processor time that a scan took."""

    outcome: Outcome
    server_cpu: float = 0.0
    database_cpu: float = 0.0


def bench_scans(kinds: list[str], seconds: float) -> None:
    """Measure each database and print the ratios."""
    for kind in kinds:
        with disk_folder(kind) as folder, database(kind, folder) as house:
            port = free_port()
            app = make_app(folder, house.url, port)
            pickers, workers = put_pickers_to_work(World(app), CLIENTS * 3 + 2)
            recorded = record_scans(app, workers[:CLIENTS])
            with app.app_context():
                db.engine.dispose()

            def bare(clients: int, house: Database = house, recorded: Any = recorded) -> Measured:
                return measured(
                    lambda: replay(house.url, recorded[:clients], seconds), None, house.pid
                )

            begun_at = say_load()
            rows = {"bare_16": bare(CLIENTS), "bare_1": bare(1)}
            with serving(folder, house.url, port) as server:

                def loaded(server: int = server, house: Database = house, **order: Any) -> Measured:
                    return measured(lambda: load(**order), server, house.pid)

                common = {"port": port, "seconds": seconds}
                load(kind="empty", clients=CLIENTS, port=port, seconds=1)
                rows["empty"] = loaded(kind="empty", clients=CLIENTS, **common)
                groups = [
                    [asdict(one) for one in pickers[nth * CLIENTS : (nth + 1) * CLIENTS]]
                    for nth in range(3)
                ]
                alone = [asdict(pickers[-1])]
                rows["one"] = loaded(kind="scans", batch=1, pickers=alone, **common)
                rows["many"] = loaded(kind="scans", batch=1, pickers=groups[1], **common)
                rows["tens"] = loaded(kind="scans", batch=BATCH, pickers=groups[2], **common)
            print(f"\n{kind}; {begun_at} before, {say_load().removeprefix('load average ')} after")
            show(rows, TO_REACH[kind])


def measured(run: Callable[[], Outcome], server: int | None, database_pid: int | None) -> Measured:
    """Run a load, and see what it took."""
    pids = (server, database_pid)
    before = [cpu_seconds(pid) if pid else 0.0 for pid in pids]
    outcome = run()
    after = [cpu_seconds(pid) if pid else 0.0 for pid in pids]
    took = [(end - start) * 1000 for start, end in zip(before, after, strict=True)]
    scans = max(1, outcome.scans)
    return Measured(outcome, took[0] / scans, took[1] / scans)


def load(**order: Any) -> Outcome:
    """Run a load in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "scripts.benchmarks.load"],
        input=json.dumps(order).encode(),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        check=True,
    )
    return Outcome(**json.loads(done.stdout))


def show(rows: dict[str, Measured], goal: dict[str, float]) -> None:
    """Print what was measured, and what was to be reached."""
    titles = ("per s", "p50 ms", "p99 ms", "of bare", "of empty", "cpu ms", "db cpu ms")
    print(f"{'':34}" + "".join(f"{title:>10}" for title in titles))
    lines = [
        ("an empty route, 16 clients", "empty", None),
        ("the same statements, bare, 1", "bare_1", None),
        ("the same statements, bare, 16", "bare_16", None),
        ("scans, 1 client", "one", "bare_1"),
        ("scans, 16 clients", "many", "bare_16"),
        (f"scans, 16 clients, {BATCH} at once", "tens", "bare_16"),
    ]
    for title, name, floor in lines:
        row = rows[name]
        outcome = row.outcome
        bare = rows[floor].outcome.per_second if floor else 0.0
        figures = (
            f"{outcome.per_second:.0f}",
            f"{outcome.p50:.2f}",
            f"{outcome.p99:.2f}",
            f"{outcome.per_second / bare:.2f}" if bare else "",
            f"{outcome.per_second / rows['empty'].outcome.per_second:.2f}",
            f"{row.server_cpu:.2f}" if row.server_cpu else "",
            f"{row.database_cpu:.2f}" if row.database_cpu else "",
        )
        wrong = f"   {outcome.wrong} WRONG" if outcome.wrong else ""
        print(f"{title:34}" + "".join(f"{figure:>10}" for figure in figures) + wrong)
    many, one = rows["many"].outcome, rows["one"].outcome
    floor_of_many = many.per_second / rows["bare_16"].outcome.per_second
    reached = {
        f">= {goal['per_second']} scans/s": many.per_second >= goal["per_second"],
        f"p99 <= {goal['p99']} ms": many.p99 <= goal["p99"],
        f">= {goal['floor']} of bare": floor_of_many >= goal["floor"],
        f"p50 of one client <= {goal['p50_of_one']} ms": one.p50 <= goal["p50_of_one"],
        "no wrong answer": not any(row.outcome.wrong for row in rows.values()),
    }
    print("  ".join(f"[{'x' if ok else ' '}] {name}" for name, ok in reached.items()))
