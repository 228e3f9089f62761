"""What a shop of Shopify's is told: parcels that left, numbers that may be sold, a test."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson

from server.exchange.connections.decisions import TEST
from server.exchange.shop_apis.frame import Done, Fault, Line
from server.exchange.shop_apis.shopify.asking import ask, user_errors

ROOM = Path(__file__).resolve().parent
OPEN = ("OPEN", "IN_PROGRESS")
NEEDED = (
    "read_orders",
    "write_inventory",
    "read_products",
    "write_merchant_managed_fulfillment_orders",
)
"""What the app has to be allowed for everything that we do there."""

FIND_ORDER = """
query FindOrder($query: String!) {
  orders(first: 3, query: $query) {
    nodes {
      name
      fulfillments(first: 20) { trackingInfo(first: 5) { number } }
      fulfillmentOrders(first: 5) {
        nodes { id status lineItems(first: 50) { nodes { id sku remainingQuantity } } }
      }
    }
  }
}
"""
SHIP = """
mutation Ship($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { id status }
    userErrors { field message }
  }
}
"""
FIND_GOODS = """
query FindGoods($query: String!) {
  productVariants(first: 10, query: $query) { nodes { sku inventoryItem { id } } }
}
"""
SET_STOCK = """
mutation SetStock($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { createdAt }
    userErrors { code field message }
  }
}
"""
TRY = """
query TryOut { shop { name } currentAppInstallation { accessScopes { handle } } }
"""

Data = Mapping[str, Any]


def tell(line: Line, kind: str, data: Data) -> Done | Fault:
    """Tell one piece of news; told twice it is done once."""
    try:
        if kind == TEST:
            return try_out(line)
        if kind == "shipment.shipped":
            return ship(line, data)
        return set_stock(line, data)
    except (KeyError, TypeError, AttributeError):
        return Fault(502, "answer_unreadable")


def try_out(line: Line) -> Done | Fault:
    """Whether the shop answers, and lets the app do what it has to."""
    said = ask(line, TRY, {})
    if isinstance(said, Fault):
        return said
    scopes = {one["handle"] for one in said["currentAppInstallation"]["accessScopes"]}
    missing = [one for one in NEEDED if one not in scopes]
    if missing:
        return Fault(403, "scope_missing", ", ".join(missing), trouble="scope_missing")
    return Done(str(said["shop"]["name"]))


def ship(line: Line, data: Data) -> Done | Fault:
    """Say that a parcel has left: what it holds, its number and who brings it."""
    number = shop_number(data)
    said = ask(line, FIND_ORDER, {"query": f"name:{quoted(number)}"})
    if isinstance(said, Fault):
        return said
    order = next((one for one in said["orders"]["nodes"] if one["name"] == number), None)
    if order is None:
        return Fault(422, "order_unknown_there", number, is_final=True)
    known = {info["number"] for parcel in order["fulfillments"] for info in parcel["trackingInfo"]}
    if data["tracking_no"] in known:
        return Done(str(data["tracking_no"]), note="was_told_before")
    parts = parts_to_ship(order["fulfillmentOrders"]["nodes"], data["lines"])
    if not parts:
        return Done(number, note="nothing_left_there")
    fulfilment = fulfilment_of(data, parts, notifies=line.credentials.notifies_customers)
    made = ask(line, SHIP, {"fulfillment": fulfilment})
    if isinstance(made, Fault):
        return made
    return user_errors(made["fulfillmentCreate"]) or Done(
        str(made["fulfillmentCreate"]["fulfillment"]["id"])
    )


def parts_to_ship(orders: Sequence[Data], lines: Sequence[Data]) -> list[Data]:
    """Which pieces of which fulfilment orders left with a parcel.

    What the shop knows by another code than we (a kit of ours is picked as its parts) is not found
    piece by piece; then all that is still to be sent left.
    """
    still = [one for one in orders if one["status"] in OPEN]
    wanted: dict[str, int] = {}
    for line in lines:
        wanted[line["sku"]] = wanted.get(line["sku"], 0) + line["shipped"]
    parts: list[Data] = []
    for order in still:
        pieces = []
        for item in order["lineItems"]["nodes"]:
            taken = min(wanted.get(item["sku"] or "", 0), item["remainingQuantity"])
            if taken > 0:
                wanted[item["sku"]] -= taken
                pieces.append({"id": item["id"], "quantity": taken})
        if pieces:
            parts.append({"fulfillmentOrderId": order["id"], "fulfillmentOrderLineItems": pieces})
    if any(wanted.values()):
        left = [one for one in still if any(has_left(item) for item in one["lineItems"]["nodes"])]
        return [{"fulfillmentOrderId": one["id"]} for one in left]
    return parts


def has_left(item: Data) -> bool:
    """Whether something of a line is still to be sent."""
    return bool(item["remainingQuantity"] > 0)


def fulfilment_of(data: Data, parts: Sequence[Data], *, notifies: bool) -> dict[str, Any]:
    """A parcel as Shopify is told of it."""
    return {
        "lineItemsByFulfillmentOrder": parts,
        "notifyCustomer": notifies,
        "trackingInfo": {
            "number": data["tracking_no"],
            "company": companies().get(data["carrier"], data["carrier"]),
        },
    }


@lru_cache
def companies() -> dict[str, str]:
    """Carrier of ours → as Shopify knows it, so that its tracking page is linked."""
    found: dict[str, str] = json.loads((ROOM / "companies.json").read_text("utf-8"))
    return found


def set_stock(line: Line, data: Data) -> Done | Fault:
    """Say how many pieces may be sold; the number itself, so that saying it twice is one."""
    if not line.credentials.place:
        return Fault(422, "place_missing", trouble="place_missing")
    said = ask(line, FIND_GOODS, {"query": f"sku:{quoted(data['sku'])}"})
    if isinstance(said, Fault):
        return said
    found = [one for one in said["productVariants"]["nodes"] if one["sku"] == data["sku"]]
    if not found:
        return Done(str(data["sku"]), note="not_sold_there")
    items = [one["inventoryItem"]["id"] for one in found]
    stock = stock_of(items, data, line.credentials.place)
    made = ask(line, SET_STOCK, {"input": stock, "key": str(uuid4())})
    if isinstance(made, Fault):
        return made
    return user_errors(made["inventorySetQuantities"]) or Done(str(pieces_of(data)))


def stock_of(items: Sequence[str], data: Data, place: str) -> dict[str, Any]:
    """A number of pieces as Shopify is told it; whatever it had before counts no more."""
    return {
        "name": "available",
        "reason": "correction",
        "quantities": [
            {
                "inventoryItemId": item,
                "locationId": gid("Location", place),
                "quantity": pieces_of(data),
                "changeFromQuantity": None,
            }
            for item in items
        ],
    }


def pieces_of(data: Data) -> int:
    """How many pieces this shop may sell; never less than none."""
    return max(0, int(data["pieces"]))


def shop_number(data: Data) -> str:
    """The order's number there; what leaves apart from it is known by it, too."""
    return str(data["order"]).partition("/")[0]


def quoted(words: str) -> str:
    """A text as their search takes it, whatever stands in it."""
    return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'"


def gid(noun: str, number: str) -> str:
    """An id as GraphQL has it."""
    return number if number.startswith("gid://") else f"gid://shopify/{noun}/{number}"


def request_of(kind: str, data: Data, place: str) -> str:
    """What would be said; what only the shop knows stands there by our names."""
    if kind == TEST:
        said: dict[str, Any] = {"query": "shop, currentAppInstallation"}
    elif kind == "shipment.shipped":
        pieces = [{"sku": one["sku"], "quantity": one["shipped"]} for one in data["lines"]]
        parts = [{"order": shop_number(data), "fulfillmentOrderLineItems": pieces}]
        said = {"mutation": "fulfillmentCreate", **fulfilment_of(data, parts, notifies=False)}
        del said["notifyCustomer"]
    else:
        items = [f"sku:{data['sku']}"]
        said = {"mutation": "inventorySetQuantities", **stock_of(items, data, place)}
    return orjson.dumps(said, option=orjson.OPT_INDENT_2).decode()
