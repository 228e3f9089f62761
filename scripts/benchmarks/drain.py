"""What was scanned without a network comes in: 5,000 scans from one handheld, and from fifty each.

The handhelds are threads that hand in as the courier does: the oldest first, fifty at a time, the
next when the last is answered. Every scan must be answered once, as accepted.
"""

import http.client
import json
import threading
import time

from scripts.benchmarks.load import request_of
from scripts.benchmarks.machine import say_load
from scripts.benchmarks.stage import (
    Picker,
    database,
    disk_folder,
    free_port,
    make_app,
    put_pickers_to_work,
    serving,
)
from server.foundation import db
from server.scans.decisions import EVENTS_MAX
from tests.makers import World

EVENTS = 5_000
HANDHELDS = 50
SECONDS_MAX = {1: 60.0, HANDHELDS: 120.0}


def bench_drain(kind: str = "sqlite") -> bool:
    """Measure both returns to the network; whether every scan came in, once, and in time."""
    with disk_folder(kind) as folder, database(kind, folder) as house:
        port = free_port()
        app = make_app(folder, house.url, port)
        pickers, _workers = put_pickers_to_work(World(app), HANDHELDS + 1)
        with app.app_context():
            db.engine.dispose()
        print(f"\n{EVENTS} scans each, made without a network; {kind}; {say_load()}")
        with serving(folder, house.url, port):
            return all([drained(pickers[:1], port), drained(pickers[1:], port)])


def drained(pickers: list[Picker], port: int) -> bool:
    """Hand all of it in from these handhelds at once, and say how long it took."""
    accepted = [0] * len(pickers)

    def hand_in(nth: int) -> None:
        accepted[nth] = hand_in_all(pickers[nth], port, EVENTS)

    threads = [threading.Thread(target=hand_in, args=(nth,)) for nth in range(len(pickers))]
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - begin
    is_whole = sum(accepted) == EVENTS * len(pickers)
    is_reached = is_whole and seconds <= SECONDS_MAX[len(pickers)]
    print(
        f"[{'x' if is_reached else ' '}] from {len(pickers)} at once: {sum(accepted)} accepted in "
        f"{seconds:.1f} s (<= {SECONDS_MAX[len(pickers)]:.0f} s), "
        f"{sum(accepted) / seconds:.0f} a second"
    )
    return is_reached


def hand_in_all(picker: Picker, port: int, events: int) -> int:
    """One handheld hands its journal in; how many scans were accepted for the first time."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    accepted = 0
    for nth in range(events // EVENTS_MAX):
        head, body = request_of(picker, port, nth, EVENTS_MAX).split(b"\r\n\r\n", 1)
        named = (one.split(": ", 1) for one in head.decode().split("\r\n")[1:])
        line.request("POST", "/api/v1/scans", body, dict(named))
        answer = line.getresponse()
        said = json.loads(answer.read())
        assert answer.status == http.HTTPStatus.OK, said
        accepted += sum(
            one["verdict"] == "accept" and not one["replayed"] for one in said["verdicts"]
        )
    line.close()
    return accepted


if __name__ == "__main__":
    bench_drain()
