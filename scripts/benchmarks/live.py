"""`scripts/bench live`: how long the news takes to every screen, and how fast everybody is back."""

import json
import subprocess
import sys
from dataclasses import asdict
from typing import Any

from scripts.benchmarks.machine import memory_bytes, say_load
from scripts.benchmarks.stage import (
    ROOT,
    database,
    disk_folder,
    free_port,
    make_app,
    put_pickers_to_work,
    serving,
)
from server import devices, people
from server.foundation import db, now, transaction

PICKERS = 20
BOARDS = 10
PER_SECOND = 20
OWN_P99_MS, BOARDS_P99_MS, BACK_SECONDS = 30, 150, 5


def enrol_crowd(app: Any, kind: str, count: int) -> list[str]:
    """So many devices of a kind; their cookies."""
    with app.app_context(), transaction() as session:
        return [
            f"tanaban_device={devices.enrol(session, kind=kind).credential}" for _ in range(count)
        ]


def seat_supervisor(app: Any) -> str:
    """A supervisor at a desk, who sees the boards; the cookie."""
    with app.app_context(), transaction() as session:
        person_id = people.hire(session, name="bench", role="supervisor", language="ja")
        begun = people.begin_office_session(session, person_id=person_id, at=now())
    return f"tanaban_session={begun.token}"


def bench_live(kind: str, crowds: list[int], seconds: float) -> None:
    """Measure each crowd of handhelds on a server of its own."""
    for crowd in crowds:
        with disk_folder(f"live-{kind}") as folder, database(kind, folder) as house:
            port = free_port()
            app = make_app(folder, house.url, port)
            pickers, _ = put_pickers_to_work(app, PICKERS)
            own = [
                f"tanaban_device={one.device_cookie}; tanaban_session={one.session_cookie}"
                for one in pickers
            ]
            others = enrol_crowd(app, "handheld", crowd - PICKERS)
            boards = [seat_supervisor(app) for _ in range(BOARDS)]
            with app.app_context():
                db.engine.dispose()
            with serving(folder, house.url, port) as server:
                before = memory_bytes(server)
                order = {
                    "port": port,
                    "pickers": [asdict(one) for one in pickers],
                    "handhelds": own + others,
                    "boards": boards,
                    "seconds": seconds,
                    "per_second": PER_SECOND,
                }
                outcome, during = watch(order, server)
            show(kind, crowd, outcome, (during - before) / (crowd + BOARDS))


def watch(order: dict[str, Any], server: int) -> tuple[dict[str, Any], int]:
    """Run the crowd in a process of its own; what it saw, and the server's memory meanwhile."""
    with subprocess.Popen(
        [sys.executable, "-m", "scripts.benchmarks.sockets"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as crowd:
        assert crowd.stdin is not None
        assert crowd.stdout is not None
        crowd.stdin.write(json.dumps(order) + "\n")
        crowd.stdin.flush()
        assert crowd.stdout.readline() == "connected\n", "the crowd could not connect"
        during = memory_bytes(server)
        crowd.stdin.write("go\n")
        crowd.stdin.flush()
        return json.loads(crowd.stdout.readline()), during


def percentile(sorted_ms: list[float], share: float) -> float:
    """The value that this share of all stays below."""
    return sorted_ms[min(len(sorted_ms) - 1, int(len(sorted_ms) * share))]


def show(kind: str, crowd: int, outcome: dict[str, Any], bytes_each: float) -> None:
    """Print what was measured, and what was to be reached."""
    own, boards = outcome["own"], outcome["boards"]
    print(f"\n{kind}, {crowd} handhelds and {BOARDS} boards; {say_load()}")
    print(
        f"connected in {outcome['connected_in']:.1f} s, {bytes_each / 1024:.0f} KiB a socket; "
        f"{outcome['commits']} scans at {PER_SECOND} a second"
    )
    for name, found in (("commit to own handheld", own), ("commit to every board", boards)):
        p50, p99 = percentile(found, 0.5), percentile(found, 0.99)
        print(f"{name:26} p50 {p50:7.1f} ms   p99 {p99:7.1f} ms   worst {found[-1]:7.1f} ms")
    print(
        f"{crowd} back at once, {outcome['missed_while_away']} scans later: "
        f"all caught up in {outcome['back_in']:.1f} s"
    )
    reached = {
        f"own p99 <= {OWN_P99_MS} ms": percentile(own, 0.99) <= OWN_P99_MS,
        f"boards p99 <= {BOARDS_P99_MS} ms": percentile(boards, 0.99) <= BOARDS_P99_MS,
        f"back in <= {BACK_SECONDS} s": outcome["back_in"] <= BACK_SECONDS,
        "nothing missed": outcome["missing"] == 0 and outcome["not_caught_up"] == 0,
    }
    print("  ".join(f"[{'x' if ok else ' '}] {name}" for name, ok in reached.items()))
