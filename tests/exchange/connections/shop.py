"""A shop's system: a real HTTP server on this machine that keeps what it was told."""

import base64
import hashlib
import hmac
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import orjson


@dataclass(frozen=True)
class Heard:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> dict[str, Any]:
        """What the body says."""
        said: dict[str, Any] = orjson.loads(self.body)
        return said

    def is_signed_with(self, secret: str) -> bool:
        """Whether one of its signatures is of this secret, as Standard Webhooks has it."""
        signed = (
            f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode()
            + self.body
        )
        key = base64.b64decode(secret.removeprefix("whsec_"))
        wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        return f"v1,{wanted}" in self.headers["webhook-signature"].split(" ")


Answer = Callable[[Heard], tuple[int, bytes]]


@dataclass
class Shop:
    """What it heard, and how it answers."""

    port: int = 0
    heard: list[Heard] = field(default_factory=list)
    answer: Answer = lambda _heard: (200, b"ok")
    open: threading.Event = field(default_factory=threading.Event)
    """While it is closed, the shop reads what comes and does not answer."""
    leave: Callable[[], None] = lambda: None
    """Nobody listens there any more."""

    @property
    def host(self) -> str:
        """As the settings allow it."""
        return f"127.0.0.1:{self.port}"

    def address(self, path: str = "/hooks") -> str:
        """Where it is told."""
        return f"http://{self.host}{path}"

    def kinds(self, path: str = "/hooks") -> list[str]:
        """The kinds of what it heard, in the order in which it heard them."""
        return [one.said["type"] for one in self.heard if one.path == path]


@contextmanager
def running_shop(port: int = 0, *, safely: ssl.SSLContext | None = None) -> Iterator[Shop]:
    """A shop that answers at once until somebody closes it, at a port or any that is free.

    Args:
        port: where; any that is free when left out.
        safely: with which certificate it speaks https; without one it speaks http.
    """
    shop = Shop()
    shop.open.set()

    class Counter(BaseHTTPRequestHandler):
        """Hears one request."""

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) < length:
                return  # whoever told it was killed in mid-sentence
            names = {name.lower(): value for name, value in self.headers.items()}
            heard = Heard(self.path, names, body)
            shop.heard.append(heard)
            shop.open.wait()
            status, content = shop.answer(heard)
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", content.decode())
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Stay quiet."""

    class Server(ThreadingHTTPServer):
        """Lets go of whoever still waits when the test ends."""

        daemon_threads = True
        block_on_close = False
        request_queue_size = 128

        def handle_error(self, request: Any, client_address: Any) -> None:
            """Whoever waited too long has hung up; that is what some tests are about."""

    server = Server(("127.0.0.1", port), Counter)
    shop.port = server.server_address[1]
    if safely is not None:
        server.socket = safely.wrap_socket(server.socket, server_side=True)
    shop.leave = server.server_close
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield shop
    finally:
        shop.open.set()
        server.shutdown()
        thread.join()
        server.server_close()
