"""An order of Shopify's JSON as the rows of Shopify's own order file. Pure.

So one reader stands behind file, webhook and poll, and an order that comes by two of them is one.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

from server.exchange.shop_apis.frame import FETCHED, Told, Unread

TOPICS = ("orders/create", "orders/updated", "orders/cancelled", "orders/paid", FETCHED)
ORDER = (
    "Name",
    "Email",
    "Phone",
    "Financial Status",
    "Fulfillment Status",
    "Cancelled at",
    "Created at",
    "Total",
    "Shipping Method",
    "Payment Method",
    "Notes",
    "Billing Phone",
    "Shipping Name",
    "Shipping Company",
    "Shipping Zip",
    "Shipping Province",
    "Shipping Province Name",
    "Shipping City",
    "Shipping Address1",
    "Shipping Address2",
    "Shipping Phone",
)
LINE = (
    "Lineitem sku",
    "Lineitem name",
    "Lineitem quantity",
    "Lineitem price",
    "Lineitem requires shipping",
    "Lineitem fulfillment status",
)
HEADER = ORDER + LINE

Json = Mapping[str, Any]


class AstrayError(Exception):
    """Something of the order is not where Shopify says it is."""


def read(topic: str, body: bytes) -> Told | Unread:
    """The order of a message."""
    if topic not in TOPICS:
        return Unread("topic_not_ours")
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        return Unread("json_unreadable")
    try:
        return told(said, fetched(said) if topic == FETCHED else brought(said))
    except AstrayError:
        return Unread("order_unreadable")
    except OverflowError:
        return Unread("too_many_lines")


def told(said: Json, cells: tuple[Mapping[str, str], list[Mapping[str, str]]]) -> Told:
    """What is said of an order, with its rows.

    Raises:
        AstrayError: it does not say which order it is, or when that was said.
    """
    order, lines = cells
    external_id = text(said, "legacyResourceId") or text(said, "id")
    if not external_id or not order["Name"]:
        raise AstrayError
    first = tuple(order.get(name, "") for name in ORDER)
    blank = (order["Name"], *[""] * (len(ORDER) - 1))
    rows = tuple(
        (first if nth == 0 else blank) + tuple(line.get(name, "") for name in LINE)
        for nth, line in enumerate(lines or [{}])
    )
    return Told(
        external_id=external_id,
        number=order["Name"],
        said_at=moment(text(said, "updatedAt") or text(said, "updated_at")),
        header=HEADER,
        rows=rows,
        is_shipped=order["Fulfillment Status"] in {"fulfilled", "partial"},
        needs_shipping=any(line["Lineitem requires shipping"] == "true" for line in lines),
    )


def brought(said: Any) -> tuple[Mapping[str, str], list[Mapping[str, str]]]:
    """The cells of an order as a webhook brings it."""
    cells = {
        "Name": text(said, "name"),
        "Email": text(said, "email"),
        "Phone": text(said, "phone"),
        "Financial Status": text(said, "financial_status"),
        "Fulfillment Status": text(said, "fulfillment_status"),
        "Cancelled at": text(said, "cancelled_at"),
        "Created at": text(said, "created_at"),
        "Total": text(said, "current_total_price") or text(said, "total_price"),
        "Shipping Method": text(first(said, "shipping_lines"), "title"),
        "Payment Method": " + ".join(map(str, listed(said, "payment_gateway_names"))),
        "Discount Code": ", ".join(text(one, "code") for one in listed(said, "discount_codes")),
        "Notes": text(said, "note"),
        **address_cells(part(said, "shipping_address"), "province_code"),
        "Billing Phone": text(part(said, "billing_address"), "phone"),
    }
    lines = [
        {
            "Lineitem sku": text(line, "sku"),
            "Lineitem name": text(line, "name"),
            "Lineitem quantity": text(line, "current_quantity") or text(line, "quantity"),
            "Lineitem price": text(line, "price"),
            "Lineitem requires shipping": text(line, "requires_shipping"),
            "Lineitem fulfillment status": text(line, "fulfillment_status"),
        }
        for line in listed(said, "line_items")
    ]
    return cells, standing(lines)


def fetched(said: Any) -> tuple[Mapping[str, str], list[Mapping[str, str]]]:
    """The cells of an order as it is fetched."""
    cells = {
        "Name": text(said, "name"),
        "Email": text(said, "email"),
        "Phone": text(said, "phone"),
        "Financial Status": text(said, "displayFinancialStatus").lower(),
        "Fulfillment Status": FULFILLED.get(text(said, "displayFulfillmentStatus"), ""),
        "Cancelled at": text(said, "cancelledAt"),
        "Created at": text(said, "createdAt"),
        "Total": amount(part(said, "currentTotalPriceSet")),
        "Shipping Method": text(part(said, "shippingLine"), "title"),
        "Payment Method": " + ".join(map(str, listed(said, "paymentGatewayNames"))),
        "Discount Code": ", ".join(map(str, listed(said, "discountCodes"))),
        "Notes": text(said, "note"),
        **address_cells(part(said, "shippingAddress"), "provinceCode"),
        "Billing Phone": text(part(said, "billingAddress"), "phone"),
    }
    told_lines = part(said, "lineItems")
    if part(told_lines, "pageInfo").get("hasNextPage"):
        raise OverflowError
    lines = [
        {
            "Lineitem sku": text(line, "sku"),
            "Lineitem name": text(line, "name"),
            "Lineitem quantity": text(line, "currentQuantity"),
            "Lineitem price": amount(part(line, "originalUnitPriceSet")),
            "Lineitem requires shipping": text(line, "requiresShipping"),
            "Lineitem fulfillment status": fulfilment_of(line),
        }
        for line in listed(told_lines, "nodes")
    ]
    return cells, standing(lines)


FULFILLED = {"FULFILLED": "fulfilled", "PARTIALLY_FULFILLED": "partial"}


def standing(lines: list[dict[str, str]]) -> list[Mapping[str, str]]:
    """The lines that the customer still wants; one that was taken out has none left."""
    return [line for line in lines if line["Lineitem quantity"] != "0"]


def fulfilment_of(line: Json) -> str:
    """How much of a line has left, in the words of the file."""
    left, wanted = text(line, "unfulfilledQuantity"), text(line, "currentQuantity")
    if left == wanted:
        return ""
    return "fulfilled" if left == "0" else "partial"


def address_cells(address: Json, province_code: str) -> dict[str, str]:
    """Where it goes."""
    return {
        "Shipping Name": text(address, "name"),
        "Shipping Company": text(address, "company"),
        "Shipping Zip": text(address, "zip"),
        "Shipping Province": text(address, province_code),
        "Shipping Province Name": text(address, "province"),
        "Shipping City": text(address, "city"),
        "Shipping Address1": text(address, "address1"),
        "Shipping Address2": text(address, "address2"),
        "Shipping Phone": text(address, "phone"),
    }


def amount(money: Json) -> str:
    """An amount in the shop's own money."""
    return text(part(money, "shopMoney"), "amount")


def text(said: Any, name: str) -> str:
    """A plain value as a file would write it; nothing for none.

    Raises:
        AstrayError: it is no plain value, or stands in nothing that has names.
    """
    if not isinstance(said, Mapping):
        raise AstrayError
    value = said.get(name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    raise AstrayError


def part(said: Any, name: str) -> Json:
    """What has names of its own; empty where there is none."""
    found = said.get(name) if isinstance(said, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def listed(said: Any, name: str) -> Sequence[Any]:
    """A list; empty where there is none."""
    found = said.get(name) if isinstance(said, Mapping) else None
    return found if isinstance(found, list) else []


def first(said: Any, name: str) -> Json:
    """The first of a list."""
    found = listed(said, name)
    return found[0] if found and isinstance(found[0], Mapping) else {}


def moment(said: str) -> datetime:
    """When something was said, with its offset.

    Raises:
        AstrayError: it is no moment.
    """
    try:
        found = datetime.fromisoformat(said)
    except ValueError as error:
        raise AstrayError from error
    if found.tzinfo is None:
        raise AstrayError
    return found
