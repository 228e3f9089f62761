"""Where an address leads: asked when it is written down, and again each time before it is used."""

import socket
from dataclasses import dataclass

from flask import current_app

from server.exchange.connections.decisions import BadAddress, Target, is_public, target_of
from server.settings import Settings


@dataclass(frozen=True, slots=True)
class Found:
    """A target and the number that was looked at; only this number is connected to."""

    target: Target
    number: str


def allowed_addresses() -> frozenset[str]:
    """`host:port` that this installation allows though they are not public, or not https."""
    settings: Settings = current_app.extensions["settings"]
    return frozenset(settings.webhook_addresses_allowed)


def find(address: str, allowed: frozenset[str]) -> Found | BadAddress:
    """Look an address up. All its numbers must be public, so that no order of answers matters.

    A name can lead elsewhere a moment later; so whoever connects takes the number from here and
    never asks for the name again.
    """
    target = target_of(address, allowed=allowed)
    if isinstance(target, BadAddress):
        return target
    numbers = numbers_of(target.host, target.port)
    if not numbers:
        return BadAddress("address_unknown")
    if not may_connect(target.host, target.port, numbers, allowed):
        return BadAddress("address_not_public")
    return Found(target, numbers[0])


def number_of(host: str, port: int, allowed: frozenset[str]) -> str | None:
    """The number to connect to, of a host that is asked for files; None: it may not be."""
    numbers = numbers_of(host, port)
    return numbers[0] if numbers and may_connect(host, port, numbers, allowed) else None


def numbers_of(host: str, port: int) -> list[str]:
    """What a name leads to now; nothing, where nobody knows it."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(answer[4][0]) for answer in answers]


def may_connect(host: str, port: int, numbers: list[str], allowed: frozenset[str]) -> bool:
    """Whether all numbers are public, or this installation allows the host by name."""
    return f"{host}:{port}" in allowed or all(is_public(number) for number in numbers)
