"""`scripts/bench scans`: scan commits a second, beside the floor that bounds them."""

import json
import subprocess
import sys
from dataclasses import asdict, replace
from typing import Any

from scripts.benchmarks.bare import record_scans, replay
from scripts.benchmarks.load import Outcome
from scripts.benchmarks.stage import (
    ROOT,
    Picker,
    database,
    disk_folder,
    free_port,
    make_app,
    put_pickers_to_work,
    serving,
)
from server.foundation import db

CLIENTS = 16
TO_REACH = {
    "sqlite": {"per_second": 600, "p99": 60, "floor": 0.6, "p50_of_one": 5},
    "postgresql": {"per_second": 400, "p99": 100, "floor": 0.6, "p50_of_one": 5},
}


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


def moved_on(pickers: list[Picker], answers: list[int], batch: int) -> list[Picker]:
    """Pickers after a load: their sequences and revisions went on."""
    return [
        replace(
            picker,
            seq=picker.seq + count * batch,
            revision=picker.revision + count * batch,
        )
        for picker, count in zip(pickers, answers, strict=True)
    ]


def bench_scans(kinds: list[str], seconds: float) -> None:
    """Measure each database and print the ratios."""
    for kind in kinds:
        with disk_folder(kind) as folder, database(kind, folder) as url:
            port = free_port()
            app = make_app(folder, url, port)
            pickers, workers = put_pickers_to_work(app, CLIENTS * 3 + 2)
            groups = [pickers[nth * CLIENTS : (nth + 1) * CLIENTS] for nth in range(3)]
            recorded = record_scans(app, workers[:CLIENTS])
            with app.app_context():
                db.engine.dispose()
            bare_16 = replay(url, recorded, seconds, clients=CLIENTS)
            bare_1 = replay(url, recorded[:1], seconds, clients=1)
            with serving(folder, url, port):
                common = {"port": port, "seconds": seconds}
                load(kind="empty", clients=CLIENTS, port=port, seconds=1)
                empty = load(kind="empty", clients=CLIENTS, **common)
                one = load(kind="scans", batch=1, pickers=[asdict(pickers[-1])], **common)
                many = load(
                    kind="scans", batch=1, pickers=[asdict(one) for one in groups[1]], **common
                )
                tens = load(
                    kind="scans", batch=10, pickers=[asdict(one) for one in groups[2]], **common
                )
            show(kind, empty, bare_1, bare_16, one, many, tens)


def show(  # noqa: PLR0913 - one line of the table for each
    kind: str,
    empty: Outcome,
    bare_1: Outcome,
    bare_16: Outcome,
    one: Outcome,
    many: Outcome,
    tens: Outcome,
) -> None:
    """Print what was measured, and what was to be reached."""
    goal = TO_REACH[kind]
    print(f"\n{kind}")
    print(f"{'':34}{'per s':>9}{'p50 ms':>9}{'p99 ms':>9}{'of bare':>9}{'of empty':>10}")
    rows = [
        ("an empty route, 16 clients", empty, None),
        ("the same statements, bare, 1", bare_1, None),
        ("the same statements, bare, 16", bare_16, None),
        ("scans, 1 client", one, bare_1),
        ("scans, 16 clients", many, bare_16),
        ("scans, 16 clients, 10 at once", tens, bare_16),
    ]
    for name, outcome, bare in rows:
        of_bare = f"{outcome.per_second / bare.per_second:9.2f}" if bare else " " * 9
        of_empty = f"{outcome.per_second / empty.per_second:10.2f}"
        wrong = f"   {outcome.wrong} WRONG" if outcome.wrong else ""
        print(
            f"{name:34}{outcome.per_second:9.0f}{outcome.p50:9.2f}{outcome.p99:9.2f}"
            f"{of_bare}{of_empty}{wrong}"
        )
    reached = {
        f">= {goal['per_second']} scans/s": many.per_second >= goal["per_second"],
        f"p99 <= {goal['p99']} ms": many.p99 <= goal["p99"],
        f">= {goal['floor']} of bare": many.per_second >= goal["floor"] * bare_16.per_second,
        f"p50 of one client <= {goal['p50_of_one']} ms": one.p50 <= goal["p50_of_one"],
    }
    print("  ".join(f"[{'x' if ok else ' '}] {name}" for name, ok in reached.items()))
