"""A floor full of screens: each a socket that listens, and pulls the feed when it is behind.

A process of its own on plain sockets, so that a thousand of them cost little beside the server they
measure. It does what the process that started it says, line by line, and answers with JSON.
"""

import bisect
import itertools
import json
import math
import socket
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gevent
from gevent import socket as gevent_socket
from gevent.event import Event
from gevent.lock import BoundedSemaphore

from scripts.benchmarks.load import Connection, request_of
from scripts.benchmarks.stage import Picker

Commits = list[tuple[int, float]]
"""Positions in the feed in their order, with a moment for each, seconds since 1970."""
TEXT, CLOSE = 0x1, 0x8
SHORT_FRAME_MAX = 125
LONG_FRAME, VERY_LONG_FRAME = 126, 127
SWITCHED, OK = 101, 200
PATIENCE_SECONDS = 60
PULL_NOTICES = 500
FILES_AT_ONCE = 200
"""How many connections are being made at any one time; a thousand at once overrun the backlog."""


class Line:
    """One WebSocket, as far as Socket.IO needs it: text frames, unbroken."""

    def __init__(self, port: int, cookies: str) -> None:
        """Connect and switch protocols.

        Raises:
            ConnectionError: the server does not let us in.
        """
        self._socket = gevent_socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._kept = b""
        self._socket.sendall(
            (
                "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
                f"Host: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
                f"Cookie: {cookies}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
            ).encode()
        )
        while b"\r\n\r\n" not in self._kept:
            self._more()
        head, _, self._kept = self._kept.partition(b"\r\n\r\n")
        if int(head[9:12]) != SWITCHED:
            raise ConnectionError(head.decode("ascii", "replace"))

    def _more(self) -> None:
        got = self._socket.recv(65536)
        if not got:
            raise ConnectionError("the server closed the socket")
        self._kept += got

    def _take(self, count: int) -> bytes:
        while len(self._kept) < count:
            self._more()
        taken, self._kept = self._kept[:count], self._kept[count:]
        return taken

    def receive(self) -> str:
        """The next text.

        Raises:
            ConnectionError: the server has closed the socket.
        """
        while True:
            first, second = self._take(2)
            length = second & 0x7F
            if length == LONG_FRAME:
                length = int.from_bytes(self._take(2), "big")
            elif length == VERY_LONG_FRAME:
                length = int.from_bytes(self._take(8), "big")
            content = self._take(length)
            if first & 0xF == TEXT:
                return content.decode()
            if first & 0xF == CLOSE:
                raise ConnectionError("the server closed the socket")

    def send(self, text: str) -> None:
        """Send a short text; the mask that a client must use is all zeros."""
        content = text.encode()
        assert len(content) <= SHORT_FRAME_MAX
        self._socket.sendall(bytes((0x80 | TEXT, 0x80 | len(content), 0, 0, 0, 0)) + content)

    def close(self) -> None:
        """Break off, as a handheld that leaves the network does."""
        self._socket.close()


@dataclass(frozen=True, slots=True)
class Noticed:
    """A notice that a screen has pulled."""

    position: int
    device: int | None


class Screen:
    """A handheld or a board: follows the feed as the PWA does."""

    def __init__(self, port: int, device: int, cookies: str) -> None:
        """Not connected yet."""
        self.device = device
        self._port = port
        self._cookies = cookies
        self._line: Line | None = None
        self._http: Connection | None = None
        self._listening: gevent.Greenlet | None = None
        self.came_in = Event()
        self.cursor: int | None = None
        self.told = 0
        self.pokes: list[tuple[int, float]] = []
        self.notices: list[Noticed] = []
        self.pulls = 0
        self._is_pulling = False
        self._goal = 0
        self._has_arrived = Event()

    def connect(self, gate: BoundedSemaphore) -> None:
        """Open the socket, and be told where the feed is."""
        self.came_in.clear()
        with gate:
            self._line = Line(self._port, self._cookies)
        assert self._line.receive().startswith("0"), "the server opens first"
        self._line.send("40")
        self._listening = gevent.spawn(self._listen, self._line)
        if not self.came_in.wait(PATIENCE_SECONDS):
            raise ConnectionError(f"device {self.device} was told nothing")

    def drop(self) -> None:
        """Lose the network."""
        if self._listening is not None:
            self._listening.kill()
        if self._line is not None:
            self._line.close()
        self._line = None

    def _listen(self, line: Line) -> None:
        while True:
            text = line.receive()
            if text == "2":
                line.send("3")
            elif text.startswith("42"):
                self._hear(*json.loads(text[2:]))
            elif text.startswith("44"):
                raise ConnectionError(text)

    def _hear(self, event: str, said: dict[str, Any]) -> None:
        if event == "poke":
            self.pokes.append((said["position"], time.time()))
        elif self.cursor is None or (not self._is_pulling and self.cursor >= said["position"]):
            self._stand_at(max(self.cursor or 0, said["reached"]))
        self.told = max(self.told, said["position"])
        self.came_in.set()
        if not self._is_pulling and self.cursor is not None and self.cursor < self.told:
            self._is_pulling = True
            gevent.spawn(self._pull)

    def _pull(self) -> None:
        while self.cursor is not None and self.cursor < self.told:
            page = self._page(self.cursor)
            assert not page["reset"], "nobody here is that far behind"
            self.notices += [
                Noticed(one["position"], one["body"].get("device")) for one in page["notices"]
            ]
            self._stand_at(page["position"])
        self._is_pulling = False

    def _stand_at(self, position: int) -> None:
        self.cursor = position
        if position >= self._goal:
            self._has_arrived.set()

    def arrive_at(self, position: int) -> None:
        """Wait until this screen knows everything up to a position.

        Raises:
            TimeoutError: it does not, within a minute.
        """
        self._goal = position
        self._has_arrived.clear()
        if (self.cursor or 0) < position and not self._has_arrived.wait(PATIENCE_SECONDS):
            raise TimeoutError(f"device {self.device} stands at {self.cursor}, not {position}")

    def _page(self, after: int) -> dict[str, Any]:
        self.pulls += 1
        if self._http is None:
            self._http = Connection(self._port)
        status, body = self._http.ask(
            (
                f"GET /api/v1/feed?after={after}&limit={PULL_NOTICES} HTTP/1.1\r\n"
                f"Host: 127.0.0.1:{self._port}\r\nCookie: {self._cookies}\r\n\r\n"
            ).encode()
        )
        assert status == OK, body
        page: dict[str, Any] = json.loads(body)
        return page

    def delays(self, commits: Commits, *, own_only: bool) -> list[float]:
        """Milliseconds from the commit of each notice to the poke that told of it."""
        return [
            (after(self.pokes, notice.position) - after(commits, notice.position)) * 1000
            for notice in self.notices
            if notice.position > commits[0][0] and (not own_only or notice.device == self.device)
        ]


def after(moments: Commits, position: int) -> float:
    """The moment of the first that reached this position; for ever, when none did."""
    nth = bisect.bisect_left(moments, (position, 0.0))
    return moments[nth][1] if nth < len(moments) else math.inf


class Floor:
    """All screens, and the people who scan."""

    def __init__(self, order: dict[str, Any]) -> None:
        """Know them."""
        self.port: int = order["port"]
        self.pickers = [Picker(**one) for one in order["pickers"]]
        self.handhelds = [
            Screen(self.port, one["device"], one["cookies"]) for one in order["handhelds"]
        ]
        self.boards = [Screen(self.port, one["device"], one["cookies"]) for one in order["boards"]]
        self._gate = BoundedSemaphore(FILES_AT_ONCE)

    def connect(self) -> dict[str, Any]:
        """Let all come in at once."""
        begun = time.perf_counter()
        in_turn([gevent.spawn(one.connect, self._gate) for one in (*self.handhelds, *self.boards)])
        return {"seconds": time.perf_counter() - begun}

    def scan(self, *, seconds: float, rate: float) -> dict[str, Any]:
        """Have the pickers scan `rate` times a second, all together; how soon was it known."""
        begun_at = max(one.told for one in self.boards)
        told: list[int] = []
        wrong: list[bytes] = []
        pulls_before = sum(one.pulls for one in self.handhelds)
        in_turn(
            [
                gevent.spawn(self._scan_on, picker, nth, seconds, rate, told, wrong)
                for nth, picker in enumerate(self.pickers)
            ]
        )
        for one in (*self.handhelds[: len(self.pickers)], *self.boards):
            one.arrive_at(max(told))
        commits = [(begun_at, 0.0), *self._commits()]
        own = [
            delay
            for one in self.handhelds[: len(self.pickers)]
            for delay in one.delays(commits, own_only=True)
        ]
        boards = [one.delays(commits, own_only=False) for one in self.boards]
        return {
            "scans": len(told),
            "wrong": len(wrong),
            "own": spread(own),
            "boards": spread(list(itertools.chain(*boards))),
            "unheard_own": len(told) - len(own),
            "unheard_boards": sum(len(told) - len(one) for one in boards),
            "pulls": sum(one.pulls for one in self.handhelds) - pulls_before,
        }

    def _commits(self) -> Commits:
        """What the server committed, in order."""
        ask = f"GET /commits HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n"
        _, body = Connection(self.port).ask(ask.encode())
        return sorted((position, at) for position, at in json.loads(body))

    def _scan_on(
        self,
        picker: Picker,
        nth: int,
        seconds: float,
        rate: float,
        told: list[int],
        wrong: list[bytes],
    ) -> None:
        """One picker scans in the rhythm of all."""
        connection = Connection(self.port)
        each = len(self.pickers) / rate
        begun = time.perf_counter()
        for turn in range(int(seconds / each)):
            due = begun + (turn + nth / len(self.pickers)) * each
            gevent.sleep(max(0.0, due - time.perf_counter()))
            status, body = connection.ask(request_of(picker, self.port, turn, 1))
            if status == OK and b'"PC-36"' in body:
                told.append(json.loads(body)["position"])
            else:
                wrong.append(body)

    def drop(self) -> dict[str, Any]:
        """The network goes away."""
        for one in (*self.handhelds, *self.boards):
            one.drop()
        return {}

    def come_back(self, *, up_to: int) -> dict[str, Any]:
        """The network is back: all come in at once, and catch up to a position."""
        begun = time.perf_counter()
        seconds: list[float] = []

        def come(one: Screen) -> None:
            one.connect(self._gate)
            one.arrive_at(up_to)
            seconds.append((time.perf_counter() - begun) * 1000)

        in_turn([gevent.spawn(come, one) for one in (*self.handhelds, *self.boards)])
        return {"all": max(seconds) / 1000, "each": spread(seconds)}

    def known(self) -> dict[str, list[int]]:
        """What each device has pulled so far: positions."""
        return {
            str(one.device): sorted(notice.position for notice in one.notices)
            for one in (*self.handhelds, *self.boards)
        }


def in_turn(greenlets: Sequence[gevent.Greenlet]) -> None:
    """Wait for all; the first that failed is raised."""
    gevent.joinall(greenlets, raise_error=True)


def spread(milliseconds: list[float]) -> dict[str, float]:
    """The middle, the slowest of a hundred and the slowest of all."""
    ordered = sorted(milliseconds) or [math.inf]
    return {
        "p50": statistics.median(ordered),
        "p99": ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))],
        "max": ordered[-1],
    }


def main() -> None:
    """Do what is said, line by line."""
    floor = Floor(json.loads(sys.stdin.readline()))
    print(json.dumps({"handhelds": len(floor.handhelds)}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        answer = getattr(floor, order.pop("do"))(**order)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
