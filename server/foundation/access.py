"""Who stands at the door, and which doors open for them.

Every route declares who may use it; a route that declares nothing keeps the server from starting.
A device is known by a long-lived cookie, a person by a session cookie; the database keeps only
hashes of both. A floor session opens doors only together with the device it was begun on.
"""

import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from flask import Flask, Response, after_this_request, current_app, g, request

from server.foundation.errors import refuse

ROLES = ("picker", "packer", "supervisor", "administrator")
REMEMBERED_SECONDS = 2.0
"""How long a process may go on trusting what it looked up: a revoked device is out this soon."""
REMEMBERED_MAX = 10_000
DEVICE_COOKIE_SECONDS = 400 * 24 * 3600
TOKEN_CHARACTERS_MAX = 128

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """An enrolled device that was not revoked."""

    device_id: int
    code: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class KnownSession:
    """A session that has begun and not ended."""

    public_id: str
    kind: str
    person_id: int
    role: str
    device_id: int | None


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key of a system of an owner: it opens what is that owner's, and nothing else."""

    connection_id: int
    owner_id: int
    shop_id: int | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who asks: a device, a person, both or nobody."""

    device_id: int | None = None
    device_code: str | None = None
    device_kind: str | None = None
    device_name: str | None = None
    person_id: int | None = None
    role: str | None = None
    session_id: str | None = None
    """The public id of the session, as devices and events call it."""
    session_kind: str | None = None
    """`floor` (badge and PIN) or `office` (password)."""

    @property
    def device(self) -> int:
        """The device's id, behind a door that only devices open."""
        assert self.device_id is not None, "this route needs @allow.device"
        return self.device_id

    @property
    def person(self) -> int:
        """The person's id, behind a door that only people open."""
        assert self.person_id is not None, "this route needs @allow.people"
        return self.person_id


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use one route."""

    anyone: bool = False
    device: bool = False
    roles: frozenset[str] = frozenset()
    office_only: bool = False
    """A PIN is not enough: the person came in with a password."""
    key: bool = False
    """A system that shows its key as `Authorization: Bearer`, and no person or device."""
    signed: bool = False
    """A system that signs what it sends; the view looks at the signature before anything else."""

    def __call__(self, view: View) -> View:
        """Declare it on a view; put the decorator below the route."""
        view.__dict__["access"] = self
        return view

    def admits(self, who: Identity) -> bool:
        """Whether this identity may pass."""
        if self.anyone or (self.device and who.device_id is not None):
            return True
        return who.role in self.roles and (not self.office_only or who.session_kind == "office")

    def describe(self) -> str:
        """For the API's page, as in `device, picker`."""
        if self.anyone or self.key or self.signed:
            return "anyone" if self.anyone else "key" if self.key else "signed"
        people = [role for role in ROLES if role in self.roles]
        where = " (office)" if self.office_only else ""
        return ", ".join(
            (["device"] if self.device else []) + [f"{role}{where}" for role in people]
        )


class Allow:
    """The words in which a route says who may use it."""

    anyone = Access(anyone=True)
    device = Access(device=True)
    staff = Access(roles=frozenset(ROLES))
    key = Access(key=True)
    signed = Access(signed=True)
    device_or_staff = Access(device=True, roles=frozenset(ROLES))

    @staticmethod
    def people(*roles: str) -> Access:
        """People of these roles, logged in by badge or by password."""
        assert set(roles) <= set(ROLES), roles
        return Access(roles=frozenset(roles))

    @staticmethod
    def office(*roles: str) -> Access:
        """People of these roles who came in with a password."""
        return replace(Allow.people(*roles), office_only=True)


allow = Allow()

FindDevice = Callable[[str], KnownDevice | None]
FindSession = Callable[[str], KnownSession | None]
_find_device: list[FindDevice] = []
_find_session: list[FindSession] = []
FindKey = Callable[[str], KnownKey | None]
_find_key: list[FindKey] = []


def keys_are_found_by(find: FindKey) -> FindKey:
    """Register how a system is found by the hash of its key."""
    _find_key[:] = [find]
    return find


def devices_are_found_by(find: FindDevice) -> FindDevice:
    """Register how a device is found by the hash of its credential."""
    _find_device[:] = [find]
    return find


def sessions_are_found_by(find: FindSession) -> FindSession:
    """Register how a live session is found by the hash of its token."""
    _find_session[:] = [find]
    return find


class Doorkeeper:
    """Remembers, for two seconds, whom it has just let in."""

    def __init__(self, *, is_https: bool) -> None:
        """Open the doors; over https the cookies are bound to the host."""
        prefix = "__Host-" if is_https else ""
        self.is_https = is_https
        self.device_cookie = f"{prefix}tanaban_device"
        self.session_cookie = f"{prefix}tanaban_session"
        self._remembered: dict[tuple[str | None, str | None], tuple[float, Identity]] = {}

    def identify(self, cookies: Mapping[str, str]) -> Identity:
        """Who holds these cookies. Strangers are not remembered: they cost no memory."""
        shown = (cookies.get(self.device_cookie), cookies.get(self.session_cookie))
        moment = time.monotonic()
        remembered = self._remembered.get(shown)
        if remembered is not None and remembered[0] > moment:
            return remembered[1]
        device, session = found(shown[0], _find_device[0]), found(shown[1], _find_session[0])
        who = identity_of(device, session)
        if (device or session) and max(len(token or "") for token in shown) <= TOKEN_CHARACTERS_MAX:
            if len(self._remembered) >= REMEMBERED_MAX:
                self._remembered.clear()
            # Not all of a shift at once: who came together would be looked up together for ever.
            early = (who.device_id or who.person_id or 0) % 16 / 16
            self._remembered[shown] = (moment + REMEMBERED_SECONDS - early, who)
        return who

    def forget(self) -> None:
        """Look everybody up again; after a revocation, a logout or a change of role."""
        self._remembered.clear()


Known = TypeVar("Known", KnownDevice, KnownSession, KnownKey)


def key_shown() -> KnownKey:
    """Whose key the current request shows, behind a door that only keys open."""
    known = found(request.headers.get("Authorization", "").removeprefix("Bearer "), _find_key[0])
    if known is None:
        refuse(401, "key_unknown", "Send the key of a connection: Authorization: Bearer ….")
    return known


def found(token: str | None, find: Callable[[str], Known | None]) -> Known | None:
    """Who has this token, by its hash; nobody without one."""
    if not token or len(token) > TOKEN_CHARACTERS_MAX:
        return None
    return find(hash_token(token))


def identity_of(device: KnownDevice | None, session: KnownSession | None) -> Identity:
    """A device and a session together; a floor session counts on its own device only."""
    device_id = device.device_id if device else None
    if session and session.device_id is not None and session.device_id != device_id:
        session = None
    return Identity(
        device_id=device_id,
        device_code=device.code if device else None,
        device_kind=device.kind if device else None,
        device_name=device.name if device else None,
        person_id=session.person_id if session else None,
        role=session.role if session else None,
        session_id=session.public_id if session else None,
        session_kind=session.kind if session else None,
    )


def new_token() -> str:
    """256 bits that nobody can guess, for a cookie or a link."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What the database keeps of a token. It is random, so a plain hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def doorkeeper() -> Doorkeeper:
    """The doorkeeper of this application."""
    keeper: Doorkeeper = current_app.extensions["doorkeeper"]
    return keeper


def identity() -> Identity:
    """Who makes the current request (or opened the current socket)."""
    who: Identity | None = g.get("identity")
    if who is None:
        who = g.identity = doorkeeper().identify(request.cookies)
    return who


def key_holder() -> KnownKey:
    """The system that asks, behind a door that only keys open."""
    key: KnownKey = g.key
    return key


def install_access(app: Flask, *, is_https: bool) -> None:
    """Stand a doorkeeper at every route."""
    app.extensions["doorkeeper"] = Doorkeeper(is_https=is_https)

    @app.before_request
    def check_access() -> None:
        if request.endpoint is None:
            return
        access: Access = app.view_functions[request.endpoint].__dict__["access"]
        if access.key:
            g.key = key_shown()
        if access.key or access.signed:
            return
        who = identity()
        if access.admits(who):
            return
        if not access.roles:
            refuse(401, "device_unknown", "This device is not enrolled, or was revoked.")
        if who.person_id is None:
            refuse(401, "login_needed", "Nobody is logged in here.")
        refuse(403, "not_allowed", f"This is for {access.describe()}.")


def routes_without_access(app: Flask) -> list[str]:
    """Every rule whose view does not say who may use it; such an application must not start."""
    return [
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if not isinstance(app.view_functions[rule.endpoint].__dict__.get("access"), Access)
    ]


def give_device_cookie(token: str) -> None:
    """Let the device of this request come back as itself, for as long as browsers keep a cookie."""
    give_cookie(doorkeeper().device_cookie, token, seconds=DEVICE_COOKIE_SECONDS)


def keep_device_cookie() -> None:
    """Let the cookie of this request last anew: a device in use never has to be enrolled again."""
    give_device_cookie(request.cookies[doorkeeper().device_cookie])


def give_session_cookie(token: str, *, seconds: int) -> None:
    """Let the person of this request go on without logging in again."""
    give_cookie(doorkeeper().session_cookie, token, seconds=seconds)


def take_session_cookie() -> None:
    """End the session on the browser's side."""
    give_cookie(doorkeeper().session_cookie, "", seconds=0)


def give_cookie(name: str, value: str, *, seconds: int) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send."""
    keeper = doorkeeper()

    @after_this_request
    def set_cookie(response: Response) -> Response:
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            path="/",
            secure=keeper.is_https,
            httponly=True,
            samesite="Strict",
        )
        return response
