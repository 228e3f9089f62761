"""`scripts/bench live`: how soon every screen knows, and how soon a thousand are back."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from flask import Flask

from scripts.benchmarks.machine import cpu_seconds, memory_bytes, say_load
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
from server import devices
from server.foundation import announce, db, head, notices_after, reading, transaction
from server.live.decisions import BOARDS, FLOOR, rooms_of
from tests.makers import World

PICKERS = 20
BOARD_SCREENS = 10
SCANS_PER_SECOND = 20
MISSED = 20
"""Notices that every screen has missed when it comes back."""
TO_REACH = {"own": 30, "boards": 150, "back": 5}


class Screens:
    """The process with the screens in it; told what to do line by line."""

    def __init__(self, order: dict[str, Any]) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "scripts.benchmarks.screens"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        self._say(order)

    def _say(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("the screens broke down; what they said stands above")
        said: dict[str, Any] = json.loads(answer)
        return said

    def do(self, what: str, **how: Any) -> dict[str, Any]:
        """Have something done, and wait for it."""
        return self._say({"do": what, **how})

    def end(self) -> None:
        """No more screens."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one floor of screens saw."""

    handhelds: int
    connected_seconds: float
    socket_kib: float
    scans: dict[str, Any]
    server_cpu_percent: float
    back: dict[str, Any]
    missed: int
    """Notices that a screen should know and does not, after everything."""


def bench_live(kinds: list[str], handhelds: list[int], seconds: float) -> None:
    """Measure each database with each number of handhelds, and print what came of it."""
    for kind in kinds:
        begun_at = say_load()
        found = [measure(kind, count, seconds) for count in handhelds]
        print(f"\n{kind}; {begun_at} before, {say_load().removeprefix('load average ')} after")
        show(found)


def measure(kind: str, handhelds: int, seconds: float) -> Measured:
    """One floor of screens: they come in, hear scans, lose the network and come back."""
    with disk_folder(f"live-{kind}") as folder, database(kind, folder) as house:
        port = free_port()
        app = make_app(folder, house.url, port)
        pickers, _ = put_pickers_to_work(World(app), PICKERS)
        order = {
            "port": port,
            "pickers": [asdict(one) for one in pickers],
            "handhelds": [
                *({"device": one.device, "cookies": cookies_of(one)} for one in pickers),
                *enrolled(app, "handheld", handhelds - PICKERS),
            ],
            "boards": enrolled(app, "board", BOARD_SCREENS),
        }
        begun_at = position_of_feed(app)
        with serving(folder, house.url, port) as server, gathered(order) as screens:
            alone = memory_bytes(server)
            connected = screens.do("connect")
            each = (memory_bytes(server) - alone) / (handhelds + BOARD_SCREENS) / 1024
            before = cpu_seconds(server)
            scans = screens.do("scan", seconds=seconds, rate=SCANS_PER_SECOND)
            percent = (cpu_seconds(server) - before) / seconds * 100
            screens.do("drop")
            miss_something(app)
            back = screens.do("come_back", up_to=position_of_feed(app))
            missed = count_missed(app, begun_at, screens.do("known"), order)
        with app.app_context():
            db.engine.dispose()
    return Measured(handhelds, connected["seconds"], each, scans, percent, back, missed)


@contextmanager
def gathered(order: dict[str, Any]) -> Iterator[Screens]:
    """Screens, for a while."""
    screens = Screens(order)
    try:
        yield screens
    finally:
        screens.end()


def cookies_of(picker: Picker) -> str:
    """The cookies of a device that somebody is logged in on."""
    return f"tanaban_device={picker.device_cookie}; tanaban_session={picker.session_cookie}"


def enrolled(app: Flask, kind: str, count: int) -> list[dict[str, Any]]:
    """So many devices more."""
    with app.app_context(), transaction() as session:
        made = [devices.enrol(session, kind=kind) for _ in range(count)]
    return [
        {"device": one.device_id, "cookies": f"tanaban_device={one.credential}"} for one in made
    ]


def position_of_feed(app: Flask) -> int:
    """Where the feed is."""
    with app.app_context(), reading() as session:
        return head(session)[0]


def miss_something(app: Flask) -> None:
    """Tasks are opened while no screen is there."""
    for nth in range(MISSED):
        with app.app_context(), transaction() as session:
            announce(session, topic=f"task:{nth + 1}", kind="task_opened", body={"kind": "pick"})


def count_missed(app: Flask, since: int, known: dict[str, list[int]], order: dict[str, Any]) -> int:
    """How many notices did not come to a screen that they concern."""
    with app.app_context(), reading() as session:
        notices = notices_after(session, since, limit=1_000_000)
    by_room: dict[str, set[int]] = {}
    for notice in notices:
        for room in rooms_of(notice):
            by_room.setdefault(room, set()).add(notice.position)
    rooms = {one["device"]: (FLOOR, f"device:{one['device']}") for one in order["handhelds"]}
    rooms |= {one["device"]: (BOARDS,) for one in order["boards"]}
    missed = 0
    for device, heard in rooms.items():
        wanted: set[int] = set().union(*(by_room.get(room, set()) for room in heard))
        missed += len(wanted.symmetric_difference(known[str(device)]))
    return missed


def show(found: list[Measured]) -> None:
    """Print what was measured, and what was to be reached."""
    lines: list[tuple[str, list[str]]] = [
        ("handhelds", [str(one.handhelds) for one in found]),
        ("boards", [str(BOARD_SCREENS) for _ in found]),
        ("all came in, s", [f"{one.connected_seconds:.2f}" for one in found]),
        ("memory of a socket, KiB", [f"{one.socket_kib:.0f}" for one in found]),
        ("scans", [str(one.scans["scans"]) for one in found]),
        ("server's processor, %", [f"{one.server_cpu_percent:.0f}" for one in found]),
        ("own device p50, ms", [f"{one.scans['own']['p50']:.1f}" for one in found]),
        ("own device p99, ms", [f"{one.scans['own']['p99']:.1f}" for one in found]),
        ("every board p50, ms", [f"{one.scans['boards']['p50']:.1f}" for one in found]),
        ("every board p99, ms", [f"{one.scans['boards']['p99']:.1f}" for one in found]),
        ("pulls of the feed", [str(one.scans["pulls"]) for one in found]),
        ("all back and caught up, s", [f"{one.back['all']:.2f}" for one in found]),
        ("one back and caught up p50, ms", [f"{one.back['each']['p50']:.0f}" for one in found]),
        ("missed or doubled notices", [str(one.missed) for one in found]),
        ("wrong answers", [str(one.scans["wrong"]) for one in found]),
    ]
    for title, figures in lines:
        print(f"{title:34}" + "".join(f"{figure:>10}" for figure in figures))
    reached = {
        f"own device p99 <= {TO_REACH['own']} ms": all(
            one.scans["own"]["p99"] <= TO_REACH["own"] for one in found
        ),
        f"every board p99 <= {TO_REACH['boards']} ms": all(
            one.scans["boards"]["p99"] <= TO_REACH["boards"] for one in found
        ),
        f"all back <= {TO_REACH['back']} s": all(
            one.back["all"] <= TO_REACH["back"] for one in found
        ),
        "nothing missed": not any(
            one.missed
            or one.scans["wrong"]
            or one.scans["unheard_own"]
            or one.scans["unheard_boards"]
            for one in found
        ),
    }
    print("  ".join(f"[{'x' if ok else ' '}] {name}" for name, ok in reached.items()))
