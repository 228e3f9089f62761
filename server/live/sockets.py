"""The sockets of screens: let in by cookie, put into rooms by the server, poked, not heard."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

import orjson
from flask import Flask
from flask_socketio import SocketIO
from gevent.monkey import is_module_patched
from socketio import Manager
from socketio.exceptions import ConnectionRefusedError as Refusal
from werkzeug.http import parse_cookie

from server.foundation import after_commit, doorkeeper
from server.live.bell import Bell
from server.live.decisions import rooms_at_entry
from server.live.follower import Follower
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
        client_manager=Rooms(),
    )
    app.wsgi_app = without_compression(app.wsgi_app)  # type: ignore[method-assign,assignment]
    follower = Follower(app, Door(socketio))
    app.extensions["tail"] = follower.tail
    bell = Bell(settings.redis_url) if settings.redis_url else None
    if bell is not None:
        after_commit(bell.ring)
    begin = Once(lambda: follow(socketio, follower, bell))

    # Told to Socket.IO's own server: Flask would open a request for each socket that comes or goes.
    sockets = socketio.server

    @sockets.on("connect")  # type: ignore[untyped-decorator]
    def enter(sid: str, environ: Environ, _auth: object = None) -> None:
        with app.app_context():
            who = doorkeeper().identify(parse_cookie(environ))
            if who.device_id is None and who.person_id is None:
                raise Refusal("login_needed")
            begin()
        rooms = rooms_at_entry(who.role, who.device_id, who.device_kind)
        if who.session_id is not None:
            rooms.append(f"session:{who.session_id}")
        for room in rooms:
            sockets.enter_room(sid, room)
        follower.enter(sid, rooms)

    @sockets.on("disconnect")  # type: ignore[untyped-decorator]
    def leave(sid: str, _reason: object = None) -> None:
        follower.leave(sid)

    return socketio


def follow(socketio: SocketIO, follower: Follower, bell: Bell | None) -> None:
    """Follow the outbox from now on, woken by our commits and, by the bell, by those of others."""
    after_commit(follower.tail.wake)
    follower.begin()
    socketio.start_background_task(follower.tail.run)
    if bell is not None:
        socketio.start_background_task(bell.listen, follower.tail.wake)


class Rooms(Manager):  # type: ignore[misc] # Socket.IO has no types
    """Knows of each socket the rooms it is in.

    Socket.IO's own looks through every room there is for each socket that goes; when the network
    fails, a thousand handhelds go together, and each is a room.
    """

    def __init__(self) -> None:
        """Nobody is in."""
        super().__init__()
        self._rooms_of: dict[str, list[str | None]] = {}

    def basic_enter_room(
        self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None
    ) -> None:
        """Let a socket into a room."""
        super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)
        self._rooms_of.setdefault(sid, []).append(room)

    def basic_disconnect(self, sid: str, namespace: str, **_: object) -> None:
        """Let go of a socket."""
        for room in self._rooms_of.pop(sid, ()):
            self.basic_leave_room(sid, namespace, room)
        self.callbacks.pop(sid, None)
        for pending in (self.pending_connect, self.pending_disconnect):
            if sid in pending.get(namespace, ()):
                pending[namespace].remove(sid)


class Once:
    """Does something at the first call; whoever calls meanwhile waits until it is done."""

    def __init__(self, do: Callable[[], None]) -> None:
        """Say what."""
        self._do = do
        self._lock = threading.Lock()
        self._is_done = False

    def __call__(self) -> None:
        """Do it, unless it is done."""
        if self._is_done:
            return
        with self._lock:
            if not self._is_done:
                self._do()
                self._is_done = True


class Door:
    """What Socket.IO does with the sockets of this process."""

    def __init__(self, socketio: SocketIO) -> None:
        """Take Socket.IO."""
        self._socketio = socketio

    def emit(self, event: str, *args: Any, to: str) -> None:
        """Send an event to a room or a socket."""
        self._socketio.emit(event, *args, to=to)

    def show_out(self, room: str) -> None:
        """Close every socket of a room."""
        server = self._socketio.server
        for sid, _ in list(server.manager.get_participants("/", room)):
            server.disconnect(sid)


def without_compression(wsgi_app: WsgiApp) -> WsgiApp:
    """Do not offer per-message compression: it would cost 94 KiB for each socket."""

    def serve(environ: Environ, start_response: Any) -> Iterable[bytes]:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return wsgi_app(environ, start_response)

    return serve
