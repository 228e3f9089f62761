"""The sockets of screens: let in by cookie, put into rooms by the server, poked, not heard."""

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import orjson
from flask import Flask, request
from flask_socketio import ConnectionRefusedError as Refusal
from flask_socketio import SocketIO, emit, join_room
from gevent.monkey import is_module_patched

from server.foundation import Told, doorkeeper, head, moment_text, now, reading
from server.live.decisions import pokes_of, rooms_at_entry
from server.live.tail import Tail
from server.settings import Settings

Environ = dict[str, Any]
WsgiApp = Callable[[Environ, Any], Iterable[bytes]]


class SocketJson:
    """JSON for Socket.IO by orjson."""

    @staticmethod
    def dumps(value: Any, **_: Any) -> str:
        """Write."""
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(content: str | bytes, **_: Any) -> Any:
        """Read."""
        return orjson.loads(content)


def install_live(app: Flask, settings: Settings) -> SocketIO:
    """Open the socket door."""
    socketio = SocketIO(
        app,
        async_mode="gevent" if is_module_patched("threading") else "threading",
        transports=["websocket"],
        async_handlers=False,
        manage_session=False,
        json=SocketJson,
        cors_allowed_origins=sorted(settings.accepted_origins),
        ping_interval=25,
        ping_timeout=20,
        max_http_buffer_size=10_000,
    )
    app.wsgi_app = without_compression(app.wsgi_app)  # type: ignore[method-assign,assignment]
    follower = Follower(app, socketio)

    @socketio.on("connect")  # type: ignore[untyped-decorator]
    def enter(_auth: object = None) -> None:
        who = doorkeeper().identify(request.cookies)
        if who.device_id is None and who.person_id is None:
            raise Refusal("login_needed")
        for room in rooms_at_entry(who.role, who.device_id, who.device_kind):
            join_room(room)
        if who.session_id is not None:
            join_room(f"session:{who.session_id}")
        follower.begin()
        with reading() as session:
            position, epoch = head(session)
        # Whoever comes back is told at once how far the feed has gone meanwhile.
        emit("head", {"position": position, "epoch": epoch, "server_time": moment_text(now())})

    return socketio


class Follower:
    """Follows the outbox once somebody listens, and pokes."""

    def __init__(self, app: Flask, socketio: SocketIO) -> None:
        """Prepare."""
        self._socketio = socketio
        self._tail = Tail(app, tell=self.tell, say_head=self.say_head)
        self._lock = threading.Lock()
        self._has_begun = False

    def begin(self) -> None:
        """Follow from now on; the first listener of a process begins it."""
        with self._lock:
            if self._has_begun:
                return
            self._has_begun = True
        self._socketio.start_background_task(self._tail.run)

    def tell(self, notices: Sequence[Told], position: int) -> None:
        """Poke every room that the notices concern, once; show out who is not let in any more."""
        for room, topics in pokes_of(notices).items():
            self._socketio.emit("poke", {"position": position, "topics": topics}, to=room)
        for notice in notices:
            if notice.kind == "device_revoked":
                self._show_out(notice.topic)
            if notice.kind == "session_ended" and "session" in notice.body:
                self._show_out(f"session:{notice.body['session']}")

    def say_head(self, position: int, epoch: str, server_time: str) -> None:
        """Tell everybody how far the feed is, so that a lost poke is found out."""
        self._socketio.emit(
            "head", {"position": position, "epoch": epoch, "server_time": server_time}
        )

    def _show_out(self, room: str) -> None:
        """Close the sockets of a room."""
        server = self._socketio.server
        for sid, _ in list(server.manager.get_participants("/", room)):
            server.disconnect(sid)


def without_compression(wsgi_app: WsgiApp) -> WsgiApp:
    """Do not offer per-message compression: it would cost 94 KiB for each socket."""

    def serve(environ: Environ, start_response: Any) -> Iterable[bytes]:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return wsgi_app(environ, start_response)

    return serve
