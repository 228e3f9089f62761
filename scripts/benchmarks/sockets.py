"""A thousand handhelds on their sockets: a lean client of Socket.IO, in a process of its own.

It speaks just enough of Engine.IO 4 and Socket.IO 5 to be let in, to answer pings and to take
pokes, so that the server is measured and not a client library.
"""

import base64
import json
import os
import resource
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import gevent
from gevent import socket as gevent_socket
from gevent.event import Event
from gevent.pool import Pool

from scripts.benchmarks.load import Connection, request_of
from scripts.benchmarks.stage import Picker

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
SHORT, LONG = 126, 127
SECONDS_TO_WAIT = 8.0


@dataclass(eq=False)
class Screen:
    """One screen on its socket: the positions it was poked with, and when."""

    port: int
    cookies: str
    poked: list[tuple[float, int]] = field(default_factory=list)
    position: int = 0
    is_in: bool = False
    _socket: Any = None

    def enter(self) -> None:
        """Connect, and listen from then on."""
        self._socket = gevent_socket.create_connection(("127.0.0.1", self.port))
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            (
                "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n"
                f"Host: 127.0.0.1:{self.port}\r\nOrigin: http://127.0.0.1:{self.port}\r\n"
                f"Cookie: {self.cookies}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
            ).encode()
        )
        kept = b""
        while b"\r\n\r\n" not in kept:
            kept += self._read()
        assert kept.startswith(b"HTTP/1.1 101"), kept[:200]
        entered = Event()
        gevent.spawn(self._listen, kept.partition(b"\r\n\r\n")[2], entered)
        assert entered.wait(30), "the server did not let this screen in"
        self.is_in = True

    def leave(self) -> None:
        """Fall off the network."""
        self.is_in = False
        self._socket.close()

    def _read(self) -> bytes:
        got: bytes = self._socket.recv(65536)
        if not got:
            raise ConnectionError("the server closed a socket")
        return got

    def _listen(self, kept: bytes, entered: Any) -> None:
        try:
            while True:
                while (frame := frame_of(kept)) is None:
                    kept += self._read()
                kind, content, kept = frame
                self._hear(kind, content, entered)
        except (OSError, ConnectionError):
            self.is_in = False

    def _hear(self, kind: int, content: bytes, entered: Any) -> None:
        if kind == PING:
            self._send(content, PONG)
        elif kind != TEXT:
            return
        elif content.startswith(b"0"):
            self._send(b"40", TEXT)
        elif content == b"2":
            self._send(b"3", TEXT)
        elif content.startswith(b"40"):
            entered.set()
        elif content.startswith(b'42["poke"'):
            position = json.loads(content[2:])[1]["position"]
            self.poked.append((time.perf_counter(), position))

    def _send(self, content: bytes, kind: int) -> None:
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[nth % 4] for nth, byte in enumerate(content))
        self._socket.sendall(bytes([0x80 | kind, 0x80 | len(content)]) + mask + masked)


def frame_of(kept: bytes) -> tuple[int, bytes, bytes] | None:
    """The next whole frame from the server (RFC 6455 §5.2), and what follows it."""
    if len(kept) < 2:  # noqa: PLR2004 - the shortest frame
        return None
    length, begin = kept[1] & 0x7F, 2
    if length == SHORT:
        length, begin = int.from_bytes(kept[2:4], "big"), 4
    elif length == LONG:
        length, begin = int.from_bytes(kept[2:10], "big"), 10
    if len(kept) < begin + length or len(kept) < begin:
        return None
    return kept[0] & 0x0F, kept[begin : begin + length], kept[begin + length :]


@dataclass(frozen=True, slots=True)
class Commit:
    """One scan that was committed: by whom, when it was sent and answered, at which position."""

    picker: int
    sent_at: float
    answered_at: float
    position: int


def commit_scans(
    pickers: list[Picker], port: int, seconds: float, per_second: float, begin: int
) -> list[Commit]:
    """Scan at an even pace, each picker in turn."""
    connections = [Connection(port) for _ in pickers]
    commits: list[Commit] = []
    began = time.perf_counter()
    for nth in range(int(seconds * per_second)):
        gevent.sleep(max(0.0, began + nth / per_second - time.perf_counter()))
        who = nth % len(pickers)
        sent_at = time.perf_counter()
        request = request_of(pickers[who], port, begin + nth // len(pickers), 1)
        status, body = connections[who].ask(request)
        answer = json.loads(body)
        assert status == 200, body  # noqa: PLR2004
        assert answer["verdicts"][0]["agrees"], body
        commits.append(Commit(who, sent_at, time.perf_counter(), answer["position"]))
    return commits


def waits(commits: list[Commit], screens: list[Screen], *, own: bool) -> tuple[list[float], int]:
    """Milliseconds from a commit's answer to its poke, and how many never came.

    Args:
        commits: what was committed.
        screens: the pickers' own screens, in their order; or the boards.
        own: whether a commit concerns the screen of its picker alone.
    """
    found: list[float] = []
    missing = 0
    for commit in commits:
        for screen in [screens[commit.picker]] if own else screens:
            at = next((at for at, position in screen.poked if position >= commit.position), None)
            if at is None:
                missing += 1
            else:
                found.append(max(0.0, at - commit.answered_at) * 1000)
    return sorted(found), missing


def catch_up(screen: Screen, head: int) -> tuple[float, int]:
    """Come back and pull what was missed; when it was all there, and how many notices were not."""
    begun = time.perf_counter()
    screen.enter()
    connection = Connection(screen.port)
    got: list[int] = []
    while (got[-1] if got else screen.position) < head:
        after = got[-1] if got else screen.position
        status, body = connection.ask(
            (
                f"GET /api/v1/feed?after={after} HTTP/1.1\r\nHost: 127.0.0.1:{screen.port}\r\n"
                f"Cookie: {screen.cookies}\r\n\r\n"
            ).encode()
        )
        assert status == 200, body  # noqa: PLR2004
        got += [notice["position"] for notice in json.loads(body)["notices"]]
    missed = set(range(screen.position + 1, head + 1)) - set(got)
    return time.perf_counter() - begun, len(missed)


def run(order: dict[str, Any]) -> dict[str, Any]:
    """Connect everybody, scan, watch the pokes; then drop everybody at once and let them return."""
    port = order["port"]
    pickers = [Picker(**picker) for picker in order["pickers"]]
    handhelds = [Screen(port, cookies) for cookies in order["handhelds"]]
    boards = [Screen(port, cookies) for cookies in order["boards"]]
    own = handhelds[: len(pickers)]
    pool = Pool(64)
    begun = time.perf_counter()
    pool.map(Screen.enter, handhelds + boards)
    connected_in = time.perf_counter() - begun
    sys.stdout.write("connected\n")
    sys.stdout.flush()
    sys.stdin.readline()
    commits = commit_scans(pickers, port, order["seconds"], order["per_second"], 0)
    until = time.perf_counter() + SECONDS_TO_WAIT
    last = commits[-1].position
    while time.perf_counter() < until and not all(
        screen.poked and screen.poked[-1][1] >= last for screen in boards
    ):
        gevent.sleep(0.02)
    to_own, missing_own = waits(commits, own, own=True)
    to_boards, missing_boards = waits(commits, boards, own=False)
    for screen in handhelds:
        screen.position = last
        screen.leave()
    begin = int(order["seconds"] * order["per_second"]) // len(pickers) + 1
    missed_while_away = commit_scans(pickers, port, 1.0, order["per_second"], begin)
    head = missed_while_away[-1].position
    begun = time.perf_counter()
    came_back = [gevent.spawn(catch_up, screen, head) for screen in handhelds]
    gevent.joinall(came_back, raise_error=True)
    return {
        "connected_in": connected_in,
        "own": to_own,
        "boards": to_boards,
        "missing": missing_own + missing_boards,
        "back_in": time.perf_counter() - begun,
        "not_caught_up": sum(one.value[1] for one in came_back),
        "commits": len(commits),
        "missed_while_away": len(missed_while_away),
    }


if __name__ == "__main__":
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    print(json.dumps(run(json.loads(sys.stdin.readline()))))
