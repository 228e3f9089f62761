"""Orders that were changed, page by page, the one that was changed first first."""

from datetime import UTC, datetime
from typing import Any

import orjson

from server.exchange.shop_apis.frame import Fault, Fetched, Line, Page
from server.exchange.shop_apis.shopify.asking import ask
from server.exchange.shop_apis.shopify.reading import AstrayError, moment

ORDERS = """
query ChangedOrders($query: String!, $after: String) {
  orders(first: 10, after: $after, sortKey: UPDATED_AT, query: $query) {
    pageInfo { hasNextPage endCursor }
    nodes {
      legacyResourceId name email phone note createdAt updatedAt cancelledAt
      displayFinancialStatus displayFulfillmentStatus paymentGatewayNames discountCodes
      currentTotalPriceSet { shopMoney { amount } }
      shippingLine { title }
      billingAddress { phone }
      shippingAddress { name company zip province provinceCode city address1 address2 phone }
      lineItems(first: 50) {
        pageInfo { hasNextPage }
        nodes {
          sku name currentQuantity unfulfilledQuantity requiresShipping
          originalUnitPriceSet { shopMoney { amount } }
        }
      }
    }
  }
}
"""
"""Ten orders of fifty lines stay below what one question may cost."""


def orders_since(line: Line, since: datetime, after: str | None) -> Page | Fault:
    """A page of orders that were changed since."""
    asked = f"updated_at:>='{since.astimezone(UTC).isoformat(timespec='seconds')}'"
    said = ask(line, ORDERS, {"query": asked, "after": after})
    if isinstance(said, Fault):
        return said
    try:
        found = said["orders"]
        more = found["pageInfo"]["endCursor"] if found["pageInfo"]["hasNextPage"] else None
        return Page([fetched(node) for node in found["nodes"]], more)
    except (KeyError, TypeError, AstrayError):
        return Fault(502, "answer_unreadable")


def fetched(node: Any) -> Fetched:
    """An order of a page."""
    return Fetched(
        str(node["legacyResourceId"]), moment(str(node["updatedAt"])), orjson.dumps(node)
    )
