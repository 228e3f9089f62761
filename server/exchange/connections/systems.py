"""Systems of shops that are told by their own API, in place of a webhook."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from server.exchange.connections.posting import Attempt, Parcelled


@dataclass(frozen=True, slots=True)
class Way:
    """How one kind of system is told."""

    tell: Callable[[Parcelled, frozenset[str]], Attempt]
    """Tell one piece of news; the second is `host:port` that may be inside the house."""
    request_of: Callable[[int, str, dict[str, Any]], str]
    """What would be said to a connection of a kind of news and its data, for people to read."""
    begins_to_hear: Callable[[Session, int, frozenset[str]], None]
    """Called in the transaction in which a connection begins to hear these kinds of news."""


_ways: dict[str, Way] = {}


def tell_by(system: str, way: Way) -> None:
    """Register how a system is told."""
    _ways[system] = way


def way_to(system: str) -> Way | None:
    """How a system is told; none: by webhook."""
    return _ways.get(system)
