"""Tells sockets what concerns them, and how far they should have come."""

import heapq
import math
import random
import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from flask import Flask

from server.foundation import Told, moment_text, now
from server.live.decisions import BOARDS, FLOOR, STATIONS, Poke, pokes_of
from server.live.tail import Tail

HEAD_SECONDS = 5.0
PACES: Mapping[str, float] = {BOARDS: 0.05, FLOOR: 0.25, STATIONS: 0.25}
"""Rooms with many sockets: what concerns them within this time, in seconds, is one poke."""


class Sockets(Protocol):
    """What is done with sockets, as Socket.IO does it."""

    def emit(self, event: str, *args: Any, to: str) -> None:
        """Send an event to a room or a socket."""

    def show_out(self, room: str) -> None:
        """Close every socket of a room."""


class Follower:
    """Follows the outbox, and tells every socket of this process what concerns it."""

    def __init__(self, app: Flask, sockets: Sockets) -> None:
        """Prepare."""
        self.tail = Tail(app, tell=self.tell, beat=self.beat)
        self._sockets = sockets
        self._last: dict[str, int] = {}
        """Room → the last position that concerned it, of those read here."""
        self._read_from = 0
        self._rooms: dict[str, tuple[str, ...]] = {}
        """Socket → what it hears."""
        self._heads: list[tuple[float, str]] = []
        """When to tell which socket where the feed is; spread out, so that nobody waits for it."""
        self._held: dict[str, Poke] = {}
        """Pokes that wait, by room."""
        self._poked_until: dict[str, float] = {}

    def begin(self) -> None:
        """Begin at the head of the feed; what was before may concern anybody."""
        self.tail.begin()
        self._read_from = self.tail.position

    def enter(self, sid: str, rooms: Collection[str]) -> None:
        """Tell a socket that came in where the feed is, now and from time to time."""
        self._rooms[sid] = tuple(rooms)
        self._say_head(sid)
        first = time.monotonic() + random.uniform(0, HEAD_SECONDS)  # noqa: S311 - guards nothing
        heapq.heappush(self._heads, (first, sid))

    def leave(self, sid: str) -> None:
        """A socket is gone."""
        self._rooms.pop(sid, None)

    def tell(self, notices: Sequence[Told]) -> None:
        """Poke every room that the notices concern, once; show out who is not let in any more."""
        for room, poke in pokes_of(notices).items():
            self._last[room] = poke.position
            held = self._held.pop(room, None)
            self._held[room] = poke if held is None else held.and_then(poke)
        for notice in notices:
            if notice.kind == "device_revoked":
                self._sockets.show_out(notice.topic)
            if notice.kind == "session_ended" and "session" in notice.body:
                self._sockets.show_out(f"session:{notice.body['session']}")

    def beat(self) -> float:
        """Do what is due: poke rooms, say heads; in how many seconds the next poke is due."""
        moment = time.monotonic()
        for room in [one for one in self._held if self._poked_until.get(one, 0.0) <= moment]:
            self._poke(room, self._held.pop(room))
            if room in PACES:
                self._poked_until[room] = moment + PACES[room]
        while self._heads and self._heads[0][0] <= moment:
            _, sid = self._heads[0]
            if sid in self._rooms:
                self._say_head(sid)
                heapq.heapreplace(self._heads, (moment + HEAD_SECONDS, sid))
            else:
                heapq.heappop(self._heads)
        return min((self._poked_until[room] - moment for room in self._held), default=math.inf)

    def _poke(self, room: str, poke: Poke) -> None:
        self._sockets.emit("poke", {"position": poke.position, "topics": poke.topics}, to=room)

    def _say_head(self, sid: str) -> None:
        """Tell a socket how far it should have come, so that a lost poke is found out.

        `position` is the last that concerned it; whoever has come that far has missed nothing up to
        `reached`, and need not ask.
        """
        last = (self._last.get(room, self._read_from) for room in self._rooms.get(sid, (FLOOR,)))
        self._sockets.emit(
            "head",
            {
                "position": max(last),
                "reached": self.tail.position,
                "epoch": self.tail.epoch,
                "server_time": moment_text(now()),
            },
            to=sid,
        )
