"""A shop of Shopify's: a real HTTP server on this machine that speaks the documented protocol.

Webhooks are signed as Shopify signs them; Admin GraphQL has pages, a leaking bucket of points,
tokens that expire and are revoked, 429, 5xx, and answers that never come.
"""

import base64
import copy
import hashlib
import hmac
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs

import orjson

PATH = "/admin/api/2026-04/graphql.json"
SECRET = "shpss_of_the_app"
SCOPES = (
    "read_orders",
    "read_products",
    "write_inventory",
    "write_merchant_managed_fulfillment_orders",
)
Json = dict[str, Any]


def signature(body: bytes, secret: str = SECRET) -> str:
    """As Shopify signs a webhook."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


@dataclass
class ShopifyShop:
    """What it holds, what it was told, and how it answers."""

    port: int = 0
    token: str = "shpat_1"
    expires_in: int = 86_399
    tokens: Iterator[int] = field(default_factory=lambda: count(2))
    is_app_known: bool = True
    scopes: tuple[str, ...] = SCOPES
    orders: list[Json] = field(default_factory=list)
    """As a webhook tells them."""
    skus: tuple[str, ...] = ("TEE-M", "CAP")
    stock: dict[str, int] = field(default_factory=dict)
    fulfilments: list[Json] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    """Taken before anything else, one for each question: status, headers, body."""
    points: float = 1000.0
    asked: list[str] = field(default_factory=list)
    """The names of the questions, in their order."""
    page_size: int = 10
    open: threading.Event = field(default_factory=threading.Event)
    loses_answers: int = 0
    """So many changes are made and their answers lost."""

    @property
    def host(self) -> str:
        """As the settings allow it."""
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://{self.host}"

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, Json]:
        """The answer to one question."""
        if path == "/admin/oauth/access_token":
            return self.give_token({k: v[0] for k, v in parse_qs(body.decode()).items()})
        if path != PATH:
            return 404, {"errors": "Not Found"}
        if headers.get("x-shopify-access-token") != self.token:
            return 401, {"errors": "[API] Invalid API key or access token"}
        asked = orjson.loads(body)
        name = re.search(r"(?:query|mutation) (\w+)", asked["query"])
        assert name is not None
        self.asked.append(name[1])
        cost = {
            "requestedQueryCost": 100,
            "actualQueryCost": None,
            "throttleStatus": {
                "maximumAvailable": 1000.0,
                "currentlyAvailable": self.points,
                "restoreRate": 100.0,
            },
        }
        if self.points < 100:
            self.points = 1000.0
            errors = [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}]
            return 200, {"errors": errors, "extensions": {"cost": cost}}
        said = getattr(self, "on" + re.sub("([A-Z])", r"_\1", name[1]).lower())(asked["variables"])
        return 200, {"data": said, "extensions": {"cost": cost}}

    def give_token(self, asked: dict[str, str]) -> tuple[int, Json]:
        """The client credentials grant."""
        self.asked.append("token")
        known = asked == {
            "grant_type": "client_credentials",
            "client_id": "app-1",
            "client_secret": SECRET,
        }
        if not known or not self.is_app_known:
            return 400, {"error": "invalid_client"}
        self.token = f"shpat_{next(self.tokens)}"
        return 200, {"access_token": self.token, "expires_in": self.expires_in, "scope": ""}

    def on_try_out(self, _asked: Json) -> Json:
        """Who it is, and what the app may do."""
        scopes = [{"handle": one} for one in self.scopes]
        return {
            "shop": {"name": "森商店"},
            "currentAppInstallation": {"accessScopes": scopes},
        }

    def on_changed_orders(self, asked: Json) -> Json:
        """A page of orders, the one that was changed first first."""
        found = re.fullmatch(r"updated_at:>='(.+)'", asked["query"])
        assert found is not None
        since = datetime.fromisoformat(found[1])
        changed = sorted(
            (o for o in self.orders if datetime.fromisoformat(o["updated_at"]) >= since),
            key=lambda o: datetime.fromisoformat(o["updated_at"]),
        )
        start = int(asked["after"] or 0)
        end = start + self.page_size
        return {
            "orders": {
                "pageInfo": {"hasNextPage": end < len(changed), "endCursor": str(end)},
                "nodes": [node_of(one) for one in changed[start:end]],
            }
        }

    def on_find_order(self, asked: Json) -> Json:
        """An order by its name, with what is still to be sent."""
        name = asked["query"].removeprefix("name:").strip("'")
        return {"orders": {"nodes": [self.parcels_of(o) for o in self.orders if o["name"] == name]}}

    def parcels_of(self, order: Json) -> Json:
        """An order's parcels and what is left of it."""
        mine = [one for one in self.fulfilments if one["order"] == order["name"]]
        sent: dict[str, int] = {}
        for parcel in mine:
            for item, pieces in parcel["pieces"].items():
                sent[item] = sent.get(item, 0) + pieces
        items = [
            {
                "id": f"gid://shopify/FulfillmentOrderLineItem/{line['id']}",
                "sku": line["sku"],
                "remainingQuantity": line["quantity"] - sent.get(str(line["id"]), 0),
            }
            for line in order["line_items"]
        ]
        is_open = any(item["remainingQuantity"] for item in items)
        return {
            "name": order["name"],
            "fulfillments": [{"trackingInfo": [{"number": one["number"]}]} for one in mine],
            "fulfillmentOrders": {
                "nodes": [
                    {
                        "id": f"gid://shopify/FulfillmentOrder/{order['id']}",
                        "status": "OPEN" if is_open else "CLOSED",
                        "lineItems": {"nodes": items},
                    }
                ]
            },
        }

    def on_ship(self, asked: Json) -> Json:
        """Note a parcel."""
        told = asked["fulfillment"]
        (part,) = told["lineItemsByFulfillmentOrder"]
        order_id = part["fulfillmentOrderId"].rpartition("/")[2]
        order = next(one for one in self.orders if str(one["id"]) == order_id)
        pieces = {
            one["id"].rpartition("/")[2]: one["quantity"]
            for one in part.get("fulfillmentOrderLineItems", [])
        } or {str(line["id"]): line["quantity"] for line in order["line_items"]}
        left = {
            item["id"].rpartition("/")[2]: item["remainingQuantity"]
            for item in self.parcels_of(order)["fulfillmentOrders"]["nodes"][0]["lineItems"][
                "nodes"
            ]
        }
        if any(pieces[item] > left[item] for item in pieces):
            error = {"field": ["fulfillment"], "message": "Invalid fulfillment order line item"}
            return {"fulfillmentCreate": {"fulfillment": None, "userErrors": [error]}}
        info = told["trackingInfo"]
        self.fulfilments.append({"order": order["name"], "pieces": pieces, **info})
        done = {"id": "gid://shopify/Fulfillment/1", "status": "SUCCESS"}
        return {"fulfillmentCreate": {"fulfillment": done, "userErrors": []}}

    def on_find_goods(self, asked: Json) -> Json:
        """The variants of a SKU."""
        sku = asked["query"].removeprefix("sku:").strip("'")
        nodes = [
            {"sku": one, "inventoryItem": {"id": f"gid://shopify/InventoryItem/{one}"}}
            for one in self.skus
            if one == sku
        ]
        return {"productVariants": {"nodes": nodes}}

    def on_set_stock(self, asked: Json) -> Json:
        """Set what is available."""
        assert asked["key"]
        told = asked["input"]
        assert told["name"] == "available"
        for one in told["quantities"]:
            assert one["locationId"] == "gid://shopify/Location/77"
            assert one["changeFromQuantity"] is None
            self.stock[one["inventoryItemId"].rpartition("/")[2]] = one["quantity"]
        return {"inventorySetQuantities": {"inventoryAdjustmentGroup": {}, "userErrors": []}}


def order_json(number: int, *lines: tuple[str, int], updated: int = 0, **more: Any) -> Json:
    """An order as a webhook tells it, changed so many seconds after it was made."""
    minutes, seconds = divmod(updated, 60)
    return {
        "id": 4_500_000_000 + number,
        "name": f"#{number}",
        "email": f"customer-{number}@example.jp",
        "phone": None,
        "created_at": "2026-11-20T09:15:00+09:00",
        "updated_at": f"2026-11-20T09:{15 + minutes:02}:{seconds:02}+09:00",
        "cancelled_at": None,
        "financial_status": "paid",
        "fulfillment_status": None,
        "current_total_price": "3960",
        "payment_gateway_names": ["shopify_payments"],
        "discount_codes": [],
        "note": None,
        "shipping_lines": [{"title": "ヤマト宅急便", "code": "standard"}],
        "shipping_address": {
            "name": "髙﨑 花子",
            "company": None,
            "zip": "100-0005",
            "province": "東京都",
            "province_code": "JP-13",
            "city": "千代田区",
            "address1": "丸の内1-1-1",
            "address2": "タワー12F",
            "phone": "+81 90-1234-5678",
            "country_code": "JP",
        },
        "billing_address": {"phone": None},
        "line_items": [
            {
                "id": 9_000_000 + number * 10 + nth,
                "sku": sku,
                "name": f"品 {sku}",
                "quantity": pieces,
                "current_quantity": pieces,
                "price": "1980",
                "requires_shipping": True,
                "fulfillment_status": None,
            }
            for nth, (sku, pieces) in enumerate(lines or (("TEE-M", 1),))
        ],
    } | more


def with_address(order: Json, **parts: str) -> Json:
    """The same order to another address."""
    other = copy.deepcopy(order)
    other["shipping_address"] |= parts
    return other


def node_of(order: Json) -> Json:
    """The same order as GraphQL tells it."""
    address = order["shipping_address"]

    def money(amount: str) -> Json:
        return {"shopMoney": {"amount": f"{amount}.0"}}

    lines = [
        {
            "sku": line["sku"],
            "name": line["name"],
            "currentQuantity": line["current_quantity"],
            "unfulfilledQuantity": line["current_quantity"],
            "requiresShipping": line["requires_shipping"],
            "originalUnitPriceSet": money(line["price"]),
        }
        for line in order["line_items"]
    ]
    return {
        "legacyResourceId": str(order["id"]),
        "name": order["name"],
        "email": order["email"],
        "phone": order["phone"],
        "note": order["note"],
        "createdAt": order["created_at"].replace("09:15:00+09:00", "00:15:00Z"),
        "updatedAt": order["updated_at"],
        "cancelledAt": order["cancelled_at"],
        "displayFinancialStatus": order["financial_status"].upper(),
        "displayFulfillmentStatus": "UNFULFILLED",
        "paymentGatewayNames": order["payment_gateway_names"],
        "discountCodes": [one["code"] for one in order["discount_codes"]],
        "currentTotalPriceSet": money(order["current_total_price"]),
        "shippingLine": {"title": order["shipping_lines"][0]["title"]},
        "billingAddress": order["billing_address"],
        "shippingAddress": {
            name: address[name]
            for name in (
                "name",
                "company",
                "zip",
                "province",
                "city",
                "address1",
                "address2",
                "phone",
            )
        }
        | {"provinceCode": address["province_code"]},
        "lineItems": {"pageInfo": {"hasNextPage": False}, "nodes": lines},
    }


@contextmanager
def running_shopify(port: int = 0) -> Iterator[ShopifyShop]:
    """A shop that answers until somebody closes it, at a port or any that is free."""
    shop = ShopifyShop()
    shop.open.set()

    class Counter(BaseHTTPRequestHandler):
        """Answers one question."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            shop.open.wait()
            if shop.answers:
                status, more, content = shop.answers.pop(0)
            else:
                status, said = shop.answer(self.path, headers, body)
                more, content = {}, orjson.dumps(said)
            if shop.loses_answers and shop.asked[-1:] == ["Ship"]:
                shop.loses_answers -= 1
                return
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Stay quiet."""

    class Server(ThreadingHTTPServer):
        """Lets go of whoever still waits when the test ends."""

        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None:
            """Whoever waited too long has hung up."""

    server = Server(("127.0.0.1", port), Counter)
    shop.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield shop
    finally:
        shop.open.set()
        server.shutdown()
        thread.join()
        server.server_close()
