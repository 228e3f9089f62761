"""The socket door, on a real server: who gets in, who hears what, who is shown out."""

import os
import socket as sockets
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, Queue
from typing import Any, Self

import pytest
import requests
import socketio
from flask import Flask

from server.app import create_app
from server.foundation import db
from tests.conftest import settings_for
from tests.makers import Screen, World

ROOT = Path(__file__).parent.parent.parent
SECONDS_MAX = 20


@dataclass(frozen=True)
class House:
    """A gunicorn on a port of its own, and an application on the same database."""

    origin: str
    world: World

    def listener(self, screen: Screen | None, *, origin: str | None = None) -> "Listener":
        """A socket that opens with the cookies of a screen."""
        return Listener(self.origin, cookies_of(screen), origin or self.origin)

    def post(self, screen: Screen, path: str, body: Any) -> requests.Response:
        """Do something through the running server."""
        return requests.post(
            f"{self.origin}/api/v1{path}",
            json=body,
            headers={"Origin": self.origin, "Cookie": cookies_of(screen)},
            timeout=SECONDS_MAX,
        )


class Listener:
    """A Socket.IO client that keeps what it hears."""

    def __init__(self, origin: str, cookies: str, claimed_origin: str) -> None:
        """Prepare."""
        self._origin = origin
        self._cookies = cookies
        self.heard: Queue[tuple[str, Any]] = Queue()
        self.client = socketio.Client(
            reconnection=False, websocket_extra_options={"origin": claimed_origin}
        )
        for name in ("poke", "head", "disconnect"):
            self.client.on(name, self._keep(name))

    def _keep(self, name: str) -> Any:
        return lambda *said: self.heard.put((name, said[0] if said else None))

    def __enter__(self) -> Self:
        self.client.connect(
            self._origin,
            headers={"Cookie": self._cookies},
            transports=["websocket"],
            wait_timeout=SECONDS_MAX,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.client.disconnect()

    def hears(self, name: str, *, within: float = SECONDS_MAX) -> Any:
        """The next message of this name."""
        until = time.monotonic() + within
        while True:
            found, said = self.heard.get(timeout=max(0.01, until - time.monotonic()))
            if found == name:
                return said

    def pokes(self, *, seconds: float) -> list[Any]:
        """Every poke of the next seconds; the first may be about the device's own enrolment."""
        until = time.monotonic() + seconds
        heard = []
        with suppress(Empty):
            while True:
                heard.append(self.hears("poke", within=until - time.monotonic()))
        return heard


def cookies_of(screen: Screen | None) -> str:
    """The cookies a screen holds, as a header."""
    if screen is None:
        return ""
    found = {name: screen.client.get_cookie(name) for name in ("tanaban_device", "tanaban_session")}
    return "; ".join(f"{name}={cookie.value}" for name, cookie in found.items() if cookie)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server that runs, as an operator starts it."""
    folder = tmp_path_factory.mktemp("house")
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "TANABAN_VAR": str(folder),
        "TANABAN_PORT": str(port),
        "TANABAN_HOST": "127.0.0.1",
        "PUBLIC_ORIGIN": origin,
        "LOG_LEVEL": "WARNING",
    }
    environment.pop("DATABASE_URL", None)
    subprocess.run(
        [sys.executable, "-m", "flask", "db", "upgrade"], cwd=ROOT, env=environment, check=True
    )
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "wsgi:app"],
        cwd=ROOT,
        env=environment,
    )
    try:
        wait_until_it_answers(origin, server)
        app = beside(folder, origin)
        yield House(origin, World(app))
        with app.app_context():
            db.engine.dispose()
    finally:
        server.terminate()
        server.wait(SECONDS_MAX)


def beside(folder: Path, origin: str) -> Flask:
    """An application on the database of the running server, to make people and devices with."""
    settings = settings_for(folder, f"sqlite:///{folder / 'tanaban.sqlite3'}")
    return create_app(replace(settings, public_origins=(origin,)))


def free_port() -> int:
    """A port that nobody listens on."""
    with sockets.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_it_answers(origin: str, server: "subprocess.Popen[bytes]") -> None:
    """Wait for the server's word that it is well."""
    until = time.monotonic() + 60
    while True:
        assert server.poll() is None, "the server ended by itself"
        try:
            with urllib.request.urlopen(f"{origin}/healthz", timeout=5):
                return
        except OSError:
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)


def test_a_device_and_a_person_at_a_desk_are_told_where_the_feed_is(house: House) -> None:
    for screen in (house.world.device(), house.world.office("supervisor")):
        with house.listener(screen) as listener:
            head = listener.hears("head")
            assert head["position"] >= 0
            assert head["epoch"]


@pytest.mark.parametrize("cookies", ["", "tanaban_session=made-up", "tanaban_device=made-up"])
def test_a_stranger_is_not_let_in(house: House, cookies: str) -> None:
    stranger = Listener(house.origin, cookies, house.origin)
    with pytest.raises(socketio.exceptions.ConnectionError):
        stranger.__enter__()


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null"])
def test_a_page_of_another_site_cannot_open_a_socket_with_our_cookies(
    house: House, origin: str
) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        house.listener(house.world.device(), origin=origin).__enter__()


def test_a_board_hears_of_a_change_within_a_second(house: House) -> None:
    office = house.world.office()
    with house.listener(house.world.device("board")) as board:
        board.hears("head")
        code = house.post(office, "/enrolments", {"kind": "handheld"}).json()["code"]
        house.post(office, "/devices/enrol", {"code": code})
        poke = board.hears("poke")
    assert poke["topics"][0].startswith("device:")
    assert poke["position"] > 0


def test_a_handheld_does_not_hear_what_concerns_others(house: House) -> None:
    other = house.world.device()
    office = house.world.office()
    with house.listener(house.world.device()) as handheld:
        handheld.hears("head")
        house.post(office, f"/devices/{other.device_id}/revoke", None)
        topics = {topic for poke in handheld.pokes(seconds=1) for topic in poke["topics"]}
        assert f"device:{other.device_id}" not in topics


def test_a_revoked_device_is_shown_out_within_two_seconds(house: House) -> None:
    lost, office = house.world.device(), house.world.office()
    with house.listener(lost) as listener:
        listener.hears("head")
        assert house.post(office, f"/devices/{lost.device_id}/revoke", None).status_code == 204
        listener.hears("disconnect", within=2)


def test_who_logs_out_is_shown_out_of_the_desks_socket(house: House) -> None:
    office = house.world.office("supervisor")
    with house.listener(office) as listener:
        listener.hears("head")
        answer = requests.delete(
            f"{house.origin}/api/v1/sessions/current",
            headers={"Origin": house.origin, "Cookie": cookies_of(office)},
            timeout=SECONDS_MAX,
        )
        assert answer.status_code == 204
        listener.hears("disconnect", within=2)


def test_junk_on_the_socket_harms_nobody(house: House) -> None:
    with (
        house.listener(house.world.device()) as noisy,
        house.listener(house.world.device()) as quiet,
    ):
        for number in range(200):
            noisy.client.emit(f"junk{number}", {"x": "y" * number})
        noisy.client.emit("poke", {"position": 10**9, "topics": ["*"]})
        assert quiet.hears("head")
        assert all(poke["position"] < 10**9 for poke in quiet.pokes(seconds=0.5))
