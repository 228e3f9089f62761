"""A question to a system out there: to the very number that was looked at, and not for ever."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from server.exchange.connections.decisions import BadAddress, fault_of_tls
from server.exchange.connections.targets import Found, find

CONNECT_SECONDS_MAX = 5.0


@dataclass(frozen=True, slots=True)
class Question:
    """A POST."""

    address: str
    body: bytes
    headers: Mapping[str, str]
    seconds: float
    """From the first byte to the last; whoever drips is cut off then."""
    bytes_max: int
    """So much of the answer is read."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    """By their names in small letters."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Why nothing came back: nobody_there, too_slow, not_public …."""

    fault: str


def ask(question: Question, *, allowed: frozenset[str]) -> Answered | Unanswered:
    """Ask once. Nothing is followed: a redirect is an answer like any other that is no yes.

    Args:
        question: what is asked where.
        allowed: `host:port` that may be private or without https.
    """
    began = time.monotonic()
    found = find(question.address, allowed)
    if isinstance(found, BadAddress):
        return Unanswered(found.code)
    try:
        return exchanged(found, question)
    except ssl.SSLError as error:
        return Unanswered(fault_of_tls(getattr(error, "verify_code", None)))
    except TimeoutError:
        return Unanswered("too_slow")
    except (OSError, HTTPException):
        is_late = time.monotonic() - began >= question.seconds
        return Unanswered("too_slow" if is_late else "nobody_there")


def exchanged(found: Found, question: Question) -> Answered:
    """Say it and hear the answer; how it begins is enough.

    Raises:
        OSError: nobody there, or too slow.
        http.client.HTTPException: the answer is no HTTP.
    """
    target = found.target
    line = socket.create_connection((found.number, target.port), timeout=CONNECT_SECONDS_MAX)
    # A timeout of a socket counts from byte to byte; this one counts all of them together.
    cut = threading.Timer(question.seconds, cut_off, [line])
    cut.daemon = True
    cut.start()
    try:
        if target.scheme == "https":
            context = ssl.create_default_context()
            line = context.wrap_socket(line, server_hostname=target.host)
        line.settimeout(question.seconds)
        connection = HTTPConnection(target.host, target.port)
        connection.sock = line
        headers = {"Host": target.host_header, "Connection": "close", **question.headers}
        connection.request("POST", target.path, question.body, headers)
        response = connection.getresponse()
        told = {name.lower(): value for name, value in response.getheaders()}
        return Answered(response.status, told, response.read(question.bytes_max))
    finally:
        cut.cancel()
        line.close()


def cut_off(line: socket.socket) -> None:
    """End a line whatever goes on there."""
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
