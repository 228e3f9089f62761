"""What a shop's system has to be able to do; everything else is the same for all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Protocol

FETCHED = "orders/fetched"
"""The topic under which an order is kept that was fetched, and not brought."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What opens the other side."""

    client_id: str
    client_secret: str
    access_token: str
    access_until: datetime | None
    """None: it does not expire by itself."""
    place: str
    """Where, as the other side calls it, our stock lies."""
    notifies_customers: bool
    refresh_token: str = ""
    login_uid: str = ""
    login_state: str = ""
    shops: Mapping[str, str] = field(default_factory=dict)
    """Of several shops behind one account: what the other side calls each, and its code here."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What an answer brought; one is worth nothing without the other."""

    access_token: str
    refresh_token: str


class Keyring(Protocol):
    """The keys of a system that changes them with its answers."""

    turn: Lock
    """Held from reading the keys until those of the answer are remembered."""

    def newest(self) -> Credentials:
        """What opens it now, whoever was given it."""

    def replace(self, used: Credentials, keys: Keys) -> None:
        """Remember the keys that an answer brought."""

    def end_login(self, used: Credentials, keys: Keys | None) -> None:
        """A login has become keys, or was not taken."""


@dataclass(slots=True)
class Line:
    """A way to a shop for one task; all its questions together have so much time."""

    address: str
    credentials: Credentials
    allowed: frozenset[str]
    """`host:port` that may be inside the house."""
    keep_token: Callable[[str, datetime], None]
    """Remembers a token that was given anew, for the tasks to come."""
    ends_at: float
    """By `time.monotonic`."""
    keyring: Keyring


class Headers(Protocol):
    """What stands above a message, by names in any letters."""

    def get(self, key: str, default: str) -> str:
        """What a name says."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a message."""

    external_id: str
    """The same each time this message is brought."""
    topic: str


@dataclass(frozen=True, slots=True)
class Told:
    """An order as a message tells it."""

    external_id: str
    number: str
    """As the shop prints it, as in `#1001`."""
    said_at: datetime
    header: Sequence[str]
    rows: tuple[tuple[str, ...], ...]
    """As the shop's own order file would have it, for the same reader."""
    is_shipped: bool
    """All or part of it has left, by the shop."""
    needs_shipping: bool
    their_shop: str = ""
    """What the other side calls the shop, where several are behind one account."""
    state: str = ""
    """As the other side calls it, where orders are taken by their state."""
    is_held_back: bool = False
    """The other side does not want it sent, whatever it said before."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a message is no order."""

    code: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """An order as it was fetched."""

    external_id: str
    said_at: datetime
    body: bytes
    version: str = ""
    """What this stand of it is called; none: by when it was said."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some orders, the one that was changed first first, and where to go on."""

    orders: Sequence[Fetched]
    after: str | None
    known_until: datetime | None = None
    """All that was changed before is among what was fetched; none: as far as the last one says."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the other side did not do what was asked."""

    status: int | None
    code: str
    answer: str = ""
    wait_seconds: float | None = None
    is_final: bool = False
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The other side did it; `note` says that there was nothing to do, and why."""

    answer: str
    note: str | None = None


class ShopApi(Protocol):
    """One kind of system."""

    @property
    def profile(self) -> str:
        """The layout of order files that reads its rows."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The news that it can be told."""

    @property
    def asks_each(self) -> timedelta:
        """How often it is asked what was changed."""

    @property
    def states(self) -> tuple[str, ...]:
        """Where orders are taken by their state: those in which one may be sent."""

    @property
    def login_page(self) -> str | None:
        """Where a person lets us in; none: nobody has to, and the other side tells by itself."""

    def heading_of(self, headers: Headers) -> Heading | None:
        """What stands above a message; none: it is none."""

    def is_signed(self, headers: Headers, body: bytes, secrets: Sequence[str]) -> bool:
        """Whether these very bytes were signed with one of these secrets."""

    def read(self, topic: str, body: bytes) -> Told | Unread:
        """The order of a message."""

    def orders_since(self, line: Line, since: datetime, after: str | None) -> Page | Fault:
        """Ask for what was changed since."""

    def tell(self, line: Line, kind: str, data: Mapping[str, Any]) -> Done | Fault:
        """Tell one piece of news."""

    def request_of(self, kind: str, data: Mapping[str, Any], place: str) -> str:
        """What would be said, for people to read."""
