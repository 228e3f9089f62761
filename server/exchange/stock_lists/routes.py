"""The desk for lists of stock, and the door for shops' systems that fetch them."""

from typing import Any

from flask import Response

from server import catalog
from server.exchange.connections.queries import address_of
from server.exchange.stock_lists import jobs
from server.exchange.stock_lists.actions import want_all
from server.exchange.stock_lists.files import AT_ONCE, whole_list
from server.exchange.stock_lists.queries import (
    ComparisonCard,
    Hearer,
    comparisons_of,
    differences_of,
    hearers,
    list_after,
)
from server.exchange.stock_lists.schemas import (
    ComparisonsAnswer,
    StockListAnswer,
    StockListQuery,
)
from server.foundation import RoomRoutes, allow, head, key_holder, reading, refuse, transaction

routes = RoomRoutes("stock_lists", "Lists of what may be sold, for shops that compare.")

UNKNOWN = "connection_unknown"
COMPARISONS_SHOWN = 14
HEARS_NO_STOCK = "hears_no_stock"


@routes.get("/stock-list")
@allow.key
@routes.arguments(StockListQuery, location="query")
@routes.response(200, StockListAnswer)
@routes.alt_response(401, description="key_unknown")
def fetch_list(query: dict[str, int]) -> dict[str, Any]:
    """All products with what the key's shop, or each shop of its owner, may offer.

    Begin with `after=0` and go on with the `after` of each answer while `more` says so.
    """
    key = key_holder()
    with reading() as session:
        position, _ = head(session)
        shops = {shop.id: shop.code for shop in catalog.shops(session)}
        listed, further = list_after(
            session, key.owner_id, key.shop_id, after=query["after"], most=AT_ONCE
        )
    return {
        "products": [
            {
                "sku": one.sku,
                "pieces": one.free_pieces,
                "shops": {shops[shop_id]: pieces for shop_id, pieces in one.shops.items()},
            }
            for one in listed
        ],
        "after": query["after"] if further is None else further,
        "more": further is not None,
        "position": position,
    }


@routes.get("/connections/<int:connection_id>/stock-comparisons")
@allow.office("supervisor", "administrator")
@routes.response(200, ComparisonsAnswer)
@routes.alt_response(404, description=UNKNOWN)
def show_comparisons(connection_id: int) -> dict[str, Any]:
    """The last comparisons of a connection, and where it differed in the newest."""
    with reading() as session:
        if address_of(session, connection_id) is None:
            refuse(404, UNKNOWN, "There is no such connection.")
        hears = any(one.id == connection_id for one in hearers(session))
        cards: list[ComparisonCard] = comparisons_of(session, connection_id, most=COMPARISONS_SHOWN)
        differences = differences_of(session, cards[0].id) if cards else []
    return {"comparisons": cards, "differences": differences, "hears_stock": hears}


@routes.post("/connections/<int:connection_id>/stock-comparisons/now")
@allow.office("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description=UNKNOWN)
@routes.alt_response(409, description=HEARS_NO_STOCK)
def compare_now(connection_id: int) -> Response:
    """Let the worker compare now what a connection has heard, and tell it again what differs."""
    jobs.compare_now.later(connection_id=known_hearer(connection_id).id)
    return Response(status=204)


@routes.post("/connections/<int:connection_id>/stock-comparisons/all")
@allow.office("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description=UNKNOWN)
@routes.alt_response(409, description=HEARS_NO_STOCK)
def tell_all(connection_id: int) -> Response:
    """Let the worker tell a connection all that may be sold, whatever it has heard."""
    hearer = known_hearer(connection_id)
    with transaction() as session:
        want_all(session, hearer.id)
    jobs.tell_all_that_is_wanted.later()
    return Response(status=204)


@routes.get("/connections/<int:connection_id>/stock.csv")
@allow.office("supervisor", "administrator")
@routes.response(200, content_type="text/csv")
@routes.alt_response(404, description=UNKNOWN)
@routes.alt_response(409, description=HEARS_NO_STOCK)
def download_list(connection_id: int) -> Response:
    """The whole list as a file: one row for each product and shop."""
    hearer = known_hearer(connection_id)
    content = whole_list(hearer.owner_id, hearer.shop_id)
    name = f"attachment; filename=stock-{connection_id}.csv"
    return Response(content, mimetype="text/csv", headers={"Content-Disposition": name})


def known_hearer(connection_id: int) -> Hearer:
    """A connection that hears what may be sold, or the answer that it does not."""
    with reading() as session:
        if address_of(session, connection_id) is None:
            refuse(404, UNKNOWN, "There is no such connection.")
        found = next((one for one in hearers(session) if one.id == connection_id), None)
    if found is None:
        refuse(409, HEARS_NO_STOCK, "This connection is off, or does not hear what may be sold.")
    return found
