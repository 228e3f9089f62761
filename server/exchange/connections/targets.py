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
    try:
        answers = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return BadAddress("address_unknown")
    numbers = [str(answer[4][0]) for answer in answers]
    if not numbers:
        return BadAddress("address_unknown")
    is_allowed = f"{target.host}:{target.port}" in allowed
    if not is_allowed and not all(is_public(number) for number in numbers):
        return BadAddress("address_not_public")
    return Found(target, numbers[0])
