"""Whom a notice concerns. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

BOARDS = "boards"
FLOOR = "floor"
FLOOR_KINDS = frozenset(
    {"task_opened", "task_claimed", "task_finished", "task_held", "wave_released"}
)
TOPICS_MAX = 100


class Notice(Protocol):
    """The part of a notice that decides whom it concerns."""

    @property
    def topic(self) -> str:
        """Whom it is about."""

    @property
    def kind(self) -> str:
        """What happened."""

    @property
    def body(self) -> Mapping[str, Any]:
        """Who did it, with what."""


def rooms_of(notice: Notice) -> list[str]:
    """The socket rooms a notice concerns: boards see all, a device what it has in hand."""
    rooms = [BOARDS]
    if notice.kind in FLOOR_KINDS:
        rooms.append(FLOOR)
    device = notice.body.get("device")
    if isinstance(device, int):
        rooms.append(f"device:{device}")
    if notice.topic.startswith("device:"):
        rooms.append(notice.topic)
    return rooms


def pokes_of(notices: Iterable[Notice]) -> dict[str, list[str]]:
    """The topics to poke each room with, each topic once, in order.

    A room with more than `TOPICS_MAX` topics is told `*`: look at everything again.
    """
    topics: dict[str, dict[str, None]] = {}
    for notice in notices:
        for room in rooms_of(notice):
            topics.setdefault(room, {})[notice.topic] = None
    return {
        room: list(found) if len(found) <= TOPICS_MAX else ["*"] for room, found in topics.items()
    }


def rooms_at_entry(role: str | None, device_id: int | None, device_kind: str | None) -> list[str]:
    """The rooms a socket is put into, by who it is and never by what it asks for."""
    rooms = [FLOOR]
    if device_id is not None:
        rooms.append(f"device:{device_id}")
    if device_kind == "board" or role in ("supervisor", "administrator"):
        rooms.append(BOARDS)
    return rooms
