"""What an office and a shop of Shopify's, or an account of ネクストエンジン, do with each other."""

from dataclasses import dataclass
from typing import Any

import orjson
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.exchange.shop_apis.reader import Reader
from tests.exchange.connections.desk import Desk
from tests.exchange.shop_apis.next_engine_account import CLIENT_SECRET, NextEngineAccount
from tests.exchange.shop_apis.shopify_shop import SECRET, ShopifyShop, signature
from tests.makers import Screen, World


@dataclass(frozen=True)
class ShopDesk:
    """A supervisor who connects a shop."""

    world: World
    screen: Screen
    shop: ShopifyShop

    def draft(self, **other: Any) -> dict[str, Any]:
        """A connection as it is typed."""
        return {
            "owner": "MORI",
            "shop": "mori-main",
            "system": "shopify",
            "name": "森商店 Shopify",
            "address": self.shop.address,
            "kinds": ["shipment.shipped", "stock.available"],
            "state": "on",
            "client_id": "app-1",
            "client_secret": SECRET,
            "place": "77",
        } | other

    def connect(self, **other: Any) -> int:
        """Connect it; the connection's id."""
        answer = self.screen.post("/shop-connections", self.draft(**other))
        assert answer.status_code == 201, answer.text
        return int(answer.json["id"])

    def change(self, connection_id: int, **changes: Any) -> None:
        """Change it."""
        answer = self.screen.patch(f"/shop-connections/{connection_id}", changes)
        assert answer.status_code == 204, answer.text

    def card(self, connection_id: int) -> dict[str, Any]:
        """How it is."""
        answer = self.screen.get("/shop-connections")
        (card,) = (o for o in answer.json["shops"] if o["connection_id"] == connection_id)
        return dict(card)

    def deliver(
        self,
        connection_id: int,
        order: Any,
        *,
        topic: str = "orders/updated",
        webhook_id: str | None = None,
        secret: str = SECRET,
    ) -> TestResponse:
        """The shop tells of an order by webhook."""
        body = order if isinstance(order, bytes) else orjson.dumps(order)
        client: FlaskClient = self.world.app.test_client()
        return client.post(
            f"/api/v1/shop-messages/shopify/{connection_id}",
            data=body,
            content_type="application/json",
            headers={
                "X-Shopify-Topic": topic,
                "X-Shopify-Webhook-Id": webhook_id or signature(body + topic.encode()),
                "X-Shopify-Hmac-SHA256": signature(body, secret),
                "X-Shopify-Shop-Domain": "mori.myshopify.com",
            },
        )

    def read(self) -> None:
        """Let the worker take in all that came, and fetch what is due."""
        Reader(self.world.app).settle()

    def messages(self, connection_id: int, **query: Any) -> list[dict[str, Any]]:
        """What the shop told, the oldest first."""
        answer = self.screen.get(f"/shop-connections/{connection_id}/messages", **query)
        assert answer.status_code == 200, answer.text
        return list(reversed(answer.json["messages"]))

    def became(self, connection_id: int) -> list[tuple[str, str]]:
        """What became of each message, the oldest first."""
        return [(one["state"], one["code"]) for one in self.messages(connection_id)]

    @property
    def news(self) -> Desk:
        """The same supervisor, at what goes out."""
        return Desk(self.world, self.screen, None)  # type: ignore[arg-type] # asks no shop


@dataclass(frozen=True)
class AccountDesk(ShopDesk):
    """A supervisor who connects an account of ネクストエンジン."""

    shop: NextEngineAccount  # type: ignore[assignment] # asked by the same questions

    def draft(self, **other: Any) -> dict[str, Any]:
        """A connection as it is typed."""
        return {
            "owner": "MORI",
            "shop": "mori-main",
            "system": "next_engine",
            "name": "森商店 NE",
            "address": self.shop.address,
            "kinds": ["shipment.shipped"],
            "state": "on",
            "client_id": "ne-app",
            "client_secret": CLIENT_SECRET,
            "taken_states": ["20"],
        } | other

    def log_in(self, connection_id: int, uid: str = "uid-1", state: str = "state-1") -> None:
        """Come back from the login page with what it says."""
        login = {"uid": uid, "state": state}
        answer = self.screen.post(f"/shop-connections/{connection_id}/login", login)
        assert answer.status_code == 204, answer.text

    def let_in(self, **other: Any) -> int:
        """Connect it and log in; the connection's id."""
        made = self.connect(**other)
        self.log_in(made)
        return made

    def fetch(self, connection_id: int) -> None:
        """今すぐ取り込む, and wait until it is done."""
        assert self.screen.post(f"/shop-connections/{connection_id}/fetch").status_code == 204
        self.read()
