"""Whom a notice concerns. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

BOARDS = "boards"
FLOOR = "floor"
STATIONS = "stations"
FLOOR_KINDS = frozenset(
    {
        "task_opened",
        "task_claimed",
        "task_finished",
        "task_held",
        "task_hurried",
        "wave_released",
        "message_to_all",
    }
)
STATION_KINDS = frozenset({"letters_printed", "parcel_closed", "shipment_handed_over"})
TOPICS_MAX = 100


class Notice(Protocol):
    """The part of a notice that decides whom it concerns."""

    @property
    def position(self) -> int:
        """Where it stands in the feed."""

    @property
    def topic(self) -> str:
        """Whom it is about."""

    @property
    def kind(self) -> str:
        """What happened."""

    @property
    def body(self) -> Mapping[str, Any]:
        """Who did it, with what."""


@dataclass(frozen=True, slots=True)
class Poke:
    """What a room is told: there is news up to this position, about these topics."""

    position: int
    topics: tuple[str, ...]

    def and_then(self, later: "Poke") -> "Poke":
        """Both in one."""
        return Poke(later.position, few(dict.fromkeys((*self.topics, *later.topics))))


def rooms_of(notice: Notice) -> list[str]:
    """The socket rooms a notice concerns: boards see all, a device what it has in hand."""
    rooms = [BOARDS]
    if notice.kind in FLOOR_KINDS:
        rooms.append(FLOOR)
    if notice.kind in STATION_KINDS:
        rooms.append(STATIONS)
    device = notice.body.get("device")
    if isinstance(device, int):
        rooms.append(f"device:{device}")
    if notice.topic.startswith("device:"):
        rooms.append(notice.topic)
    return rooms


def kinds_heard(rooms: Collection[str]) -> frozenset[str] | None:
    """The kinds of notices that concern everybody in these rooms; None when that is all kinds."""
    if BOARDS in rooms:
        return None
    heard = FLOOR_KINDS if FLOOR in rooms else frozenset[str]()
    return heard | STATION_KINDS if STATIONS in rooms else heard


def concerns(notice: Notice, kinds: Collection[str] | None, device_id: int | None) -> bool:
    """Whether a notice is for whoever hears these kinds at this device.

    `foundation.notices_after` asks the database the same.
    """
    return (
        kinds is None
        or notice.kind in kinds
        or (
            device_id is not None
            and (notice.topic == f"device:{device_id}" or notice.body.get("device") == device_id)
        )
    )


def pokes_of(notices: Iterable[Notice]) -> dict[str, Poke]:
    """What to poke each room with, each topic once, in order."""
    topics: dict[str, dict[str, None]] = {}
    positions: dict[str, int] = {}
    for notice in notices:
        for room in rooms_of(notice):
            topics.setdefault(room, {})[notice.topic] = None
            positions[room] = notice.position
    return {room: Poke(positions[room], few(found)) for room, found in topics.items()}


def few(topics: Collection[str]) -> tuple[str, ...]:
    """Topics as they are told; instead of too many it is `*`: look at everything again."""
    return tuple(topics) if len(topics) <= TOPICS_MAX else ("*",)


def rooms_at_entry(role: str | None, device_id: int | None, device_kind: str | None) -> list[str]:
    """The rooms a socket is put into, by who it is and never by what it asks for."""
    rooms = [FLOOR]
    if device_id is not None:
        rooms.append(f"device:{device_id}")
    if device_kind == "tablet" or role == "packer":
        rooms.append(STATIONS)
    if device_kind == "board" or role in ("supervisor", "administrator"):
        rooms.append(BOARDS)
    return rooms
