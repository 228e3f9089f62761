"""ネクストエンジン: asked every few minutes, and told what left (https://developer.next-engine.com).

Nobody is told there by webhook. A person lets us in on its login page; after that every answer may
bring other keys, which take the place of the old ones before anything else is done with the answer.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from server.exchange.shop_apis.frame import Done, Fault, Headers, Heading, Line, Page, Told, Unread
from server.exchange.shop_apis.next_engine import fetching, reading, telling


class NextEngine:
    """An account of ネクストエンジン, with one shop or several behind it."""

    profile = "next_engine"
    kinds = ("shipment.shipped",)
    asks_each = timedelta(minutes=3)
    states = reading.TO_SHIP
    login_page = "https://base.next-engine.org/users/sign_in/"

    def heading_of(self, _headers: Headers) -> Heading | None:
        """It brings nothing."""
        return None

    def is_signed(self, _headers: Headers, _body: bytes, _secrets: Sequence[str]) -> bool:
        """It brings nothing, so nobody who comes is it."""
        return False

    def read(self, topic: str, body: bytes) -> Told | Unread:
        """A slip (受注伝票) that was fetched."""
        return reading.read(topic, body)

    def orders_since(self, line: Line, since: datetime, after: str | None) -> Page | Fault:
        """Slips that were changed since, they or one of their lines."""
        return fetching.orders_since(line, since, after)

    def tell(self, line: Line, kind: str, data: Mapping[str, Any]) -> Done | Fault:
        """A parcel that left, or a test."""
        return telling.tell(line, kind, data)

    def request_of(self, kind: str, data: Mapping[str, Any], _place: str) -> str:
        """What would be sent; the slip is looked for first."""
        return telling.request_of(kind, data)
