"""Shopify: webhooks in, Admin GraphQL out (https://shopify.dev/docs/api/admin-graphql)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from server.exchange.shop_apis.frame import Done, Fault, Headers, Heading, Line, Page, Told, Unread
from server.exchange.shop_apis.shopify import fetching, reading, signing, telling


class Shopify:
    """A shop of Shopify's."""

    profile = "shopify"
    kinds = ("shipment.shipped", "stock.available")
    asks_each = timedelta(minutes=10)
    states = ()
    login_page = None

    def heading_of(self, headers: Headers) -> Heading | None:
        """The webhook's id and topic."""
        return signing.heading_of(headers)

    def is_signed(self, headers: Headers, body: bytes, secrets: Sequence[str]) -> bool:
        """Whether the app's secret signed these bytes."""
        return signing.is_signed(headers, body, secrets)

    def read(self, topic: str, body: bytes) -> Told | Unread:
        """The order of a webhook, or one that was fetched."""
        return reading.read(topic, body)

    def orders_since(self, line: Line, since: datetime, after: str | None) -> Page | Fault:
        """A page of orders that were changed since."""
        return fetching.orders_since(line, since, after)

    def tell(self, line: Line, kind: str, data: Mapping[str, Any]) -> Done | Fault:
        """A parcel that left, a number that may be sold, or a test."""
        return telling.tell(line, kind, data)

    def request_of(self, kind: str, data: Mapping[str, Any], place: str) -> str:
        """The mutation as it would be sent; ids of theirs are asked for first."""
        return telling.request_of(kind, data, place)
