"""One attempt: a signed POST to the very number that was looked at, and what came back."""

import contextlib
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from server.exchange.connections.decisions import BadAddress, fault_of_tls, signature_of
from server.exchange.connections.targets import Found, find
from server.settings import VERSION

CONNECT_SECONDS_MAX = 5.0
ATTEMPT_SECONDS_MAX = 12.0
"""From the first look at the name to the answer; whoever drips is cut off then."""
ANSWER_BYTES_KEPT = 400


@dataclass(frozen=True, slots=True)
class Parcelled:
    """What is sent where."""

    sending_id: int
    connection_id: int
    address: str
    secrets: list[str]
    public_id: str
    body: str
    tries: int
    """How many attempts there will have been with this one."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What it came to."""

    milliseconds: int
    status: int | None
    fault: str | None
    answer: str


def post(parcelled: Parcelled, *, allowed: frozenset[str], moment: int) -> Attempt:
    """Send it once. Nothing is followed: a redirect is an answer like any other that is no yes.

    Args:
        parcelled: what is sent where.
        allowed: `host:port` that may be private or without https.
        moment: this moment in seconds, for the signature.
    """
    began = time.monotonic()
    status: int | None = None
    fault: str | None = None
    answer = ""
    found = find(parcelled.address, allowed)
    if isinstance(found, BadAddress):
        fault = found.code
    else:
        try:
            status, answer = exchanged(found, parcelled, moment)
        except ssl.SSLError as error:
            fault = fault_of_tls(getattr(error, "verify_code", None))
        except TimeoutError:
            fault = "too_slow"
        except (OSError, HTTPException):
            is_late = time.monotonic() - began >= ATTEMPT_SECONDS_MAX
            fault = "too_slow" if is_late else "nobody_there"
    return Attempt(round((time.monotonic() - began) * 1000), status, fault, answer)


def exchanged(found: Found, parcelled: Parcelled, moment: int) -> tuple[int, str]:
    """Say it and hear the answer; how it begins is enough.

    Raises:
        OSError: nobody there, or too slow.
        http.client.HTTPException: the answer is no HTTP.
    """
    target = found.target
    line = socket.create_connection((found.number, target.port), timeout=CONNECT_SECONDS_MAX)
    # A timeout of a socket counts from byte to byte; this one counts all of them together.
    cut = threading.Timer(ATTEMPT_SECONDS_MAX, cut_off, [line])
    cut.daemon = True
    cut.start()
    try:
        if target.scheme == "https":
            context = ssl.create_default_context()
            line = context.wrap_socket(line, server_hostname=target.host)
        line.settimeout(ATTEMPT_SECONDS_MAX)
        connection = HTTPConnection(target.host, target.port)
        connection.sock = line
        body = parcelled.body.encode()
        connection.request("POST", target.path, body, headers_of(found, parcelled, moment))
        response = connection.getresponse()
        return response.status, shown(response.read(ANSWER_BYTES_KEPT))
    finally:
        cut.cancel()
        line.close()


def cut_off(line: socket.socket) -> None:
    """End a line whatever goes on there."""
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def headers_of(found: Found, parcelled: Parcelled, moment: int) -> dict[str, str]:
    """What stands above the body, as Standard Webhooks has it."""
    return {
        "Host": found.target.host_header,
        "Content-Type": "application/json",
        "User-Agent": f"Tanaban/{VERSION}",
        "Connection": "close",
        "webhook-id": parcelled.public_id,
        "webhook-timestamp": str(moment),
        "webhook-signature": signature_of(
            parcelled.secrets,
            public_id=parcelled.public_id,
            moment=moment,
            body=parcelled.body.encode(),
        ),
    }


def shown(answer: bytes) -> str:
    """How an answer began, as text that a page can show."""
    text = answer.decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else " " for letter in text)
