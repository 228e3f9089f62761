"""The load: so many clients, each a picker who scans the next piece when the last is answered.

A process of its own on plain sockets, so that the server's process is measured and not this one.
Only addresses of this machine, for a bounded time.
"""

import json
import os
import socket
import statistics
import sys
import time
import uuid
from dataclasses import asdict, dataclass
from typing import Any

import gevent
from gevent import socket as gevent_socket

from scripts.benchmarks.stage import Picker


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a load saw: scans a second, milliseconds to the answer, and wrong answers."""

    per_second: float
    p50: float
    p99: float
    wrong: int
    scans: int


class Connection:
    """One kept-alive connection that posts and reads answers."""

    def __init__(self, port: int) -> None:
        """Connect to this machine."""
        self._socket = gevent_socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._kept = b""

    def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send a request; status and body of its answer."""
        self._socket.sendall(request)
        while b"\r\n\r\n" not in self._kept:
            self._read()
        head, _, rest = self._kept.partition(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length")
        )
        self._kept = rest
        while len(self._kept) < length:
            self._read()
        body, self._kept = self._kept[:length], self._kept[length:]
        return int(head[9:12]), body

    def _read(self) -> None:
        got = self._socket.recv(65536)
        if not got:
            raise ConnectionError("the server closed the connection")
        self._kept += got


def request_of(picker: Picker, port: int, nth: int, batch: int) -> bytes:
    """The next hand-in of a picker: `batch` scans of the next pieces."""
    moment = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
    events = [
        {
            "event_id": event_id(),
            "incarnation": picker.incarnation,
            "seq": picker.seq + nth * batch + one,
            "session": picker.session,
            "actor": picker.person,
            "device_time": moment,
            "task": picker.task,
            "lease": picker.lease,
            "revision": picker.revision + nth * batch + one,
            "kind": "scan",
            "raw": picker.jan,
            "via": "keys",
            "table_revision": picker.table_revision,
            "row": "PC-36",
            "verdict": "accept",
            "payload": {},
        }
        for one in range(batch)
    ]
    body = json.dumps(
        {
            "device_time": moment,
            "app_version": "bench",
            "battery": 80,
            "unsent": 0,
            "events": events,
        }
    ).encode()
    cookies = f"tanaban_device={picker.device_cookie}; tanaban_session={picker.session_cookie}"
    return (
        f"POST /api/v1/scans HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Origin: http://127.0.0.1:{port}\r\nCookie: {cookies}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def event_id() -> str:
    """A UUIDv7, as a handheld makes it."""
    value = (time.time_ns() // 1_000_000 << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    return str(uuid.UUID(int=(value & ~(0x3 << 62)) | (0x2 << 62)))


def scan_on(
    picker: Picker, port: int, seconds: float, batch: int, taken: list[float], wrong: list[bytes]
) -> None:
    """One client for so many seconds."""
    connection = Connection(port)
    until = time.perf_counter() + seconds
    nth = 0
    while (begun := time.perf_counter()) < until:
        status, body = connection.ask(request_of(picker, port, nth, batch))
        taken.append(time.perf_counter() - begun)
        nth += 1
        if status != 200 or body.count(b'"PC-36"') != batch or b'"agrees":false' in body:  # noqa: PLR2004
            wrong.append(body)


def get_on(port: int, seconds: float, taken: list[float], wrong: list[bytes]) -> None:
    """One client that only asks for the empty route."""
    connection = Connection(port)
    request = f"GET /empty HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    until = time.perf_counter() + seconds
    while (begun := time.perf_counter()) < until:
        status, body = connection.ask(request)
        taken.append(time.perf_counter() - begun)
        if status != 200:  # noqa: PLR2004
            wrong.append(body)


def run(order: dict[str, Any]) -> Outcome:
    """Run a load to its end."""
    taken: list[float] = []
    wrong: list[bytes] = []
    begun = time.perf_counter()
    if order["kind"] == "scans":
        pickers = [Picker(**picker) for picker in order["pickers"]]
        clients = [
            gevent.spawn(
                scan_on, one, order["port"], order["seconds"], order["batch"], taken, wrong
            )
            for one in pickers
        ]
    else:
        clients = [
            gevent.spawn(get_on, order["port"], order["seconds"], taken, wrong)
            for _ in range(order["clients"])
        ]
    gevent.joinall(clients, raise_error=True)
    lasted = time.perf_counter() - begun
    if wrong:
        sys.stderr.write(f"not right: {wrong[0][:400]!r}\n")
    taken.sort()
    scans = len(taken) * order.get("batch", 1)
    return Outcome(
        per_second=scans / lasted,
        p50=statistics.median(taken) * 1000,
        p99=taken[min(len(taken) - 1, int(len(taken) * 0.99))] * 1000,
        wrong=len(wrong),
        scans=scans,
    )


if __name__ == "__main__":
    print(json.dumps(asdict(run(json.load(sys.stdin)))))
