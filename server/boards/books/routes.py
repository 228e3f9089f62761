"""The office's doors to the books of stock."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask import Response, jsonify, stream_with_context
from sqlalchemy.orm import Session

from server import catalog
from server.boards.books.files import movements_file, stock_file
from server.boards.books.lying import Asked
from server.boards.books.movements import Ledger, movements_page
from server.boards.books.schemas import (
    MovementsAnswer,
    MovementsFilter,
    MovementsQuery,
    StockAnswer,
    StockFilter,
    StockQuery,
)
from server.boards.books.views import stock_page
from server.foundation import RoomRoutes, allow, now, reading, refuse

routes = RoomRoutes("books", "What lies where, now and then, and how it came there.")


@routes.get("/stock")
@allow.people("supervisor", "administrator")
@routes.arguments(StockQuery, location="query")
@routes.response(200, StockAnswer)
@routes.alt_response(400, description="`cursor_unknown` or `moment_in_future`")
def show_stock(query: dict[str, Any]) -> Response:
    """One page of stock by product, place, lot or owner, or of what is old, rests or expires.

    With `at`, as the ledger says it lay at that moment.
    """
    asked = asked_of(query)
    with reading() as session:
        body = stock_page(
            session, query["view"], asked, after=query["after"], most=query["page_size"]
        )
        owners = catalog.owners(session)
    if body is None:
        refuse(400, "cursor_unknown", "`after` is no cursor of this list. Begin without one.")
    body["owners"] = [{"code": owner.code, "name": owner.name} for owner in owners]
    return jsonify(body)


@routes.get("/stock.csv")
@allow.office("supervisor", "administrator")
@routes.arguments(StockFilter, location="query")
@routes.response(200, content_type="text/csv")
@routes.alt_response(400, description="`moment_in_future`")
def download_stock(query: dict[str, Any]) -> Response:
    """The whole of a list of stock, for a spreadsheet."""
    asked = asked_of(query)
    return as_file(lambda session: stock_file(session, query["view"], asked), query["view"])


@routes.get("/stock/movements")
@allow.people("supervisor", "administrator")
@routes.arguments(MovementsQuery, location="query")
@routes.response(200, MovementsAnswer)
def show_movements(query: dict[str, Any]) -> Response:
    """What moved, of a product, in a place or of a lot, and who, what and which order caused it."""
    with reading() as session:
        body = movements_page(
            session, ledger_of(query), after=query["after"], most=query["page_size"]
        )
    return jsonify(body)


@routes.get("/stock/movements.csv")
@allow.office("supervisor", "administrator")
@routes.arguments(MovementsFilter, location="query")
@routes.response(200, content_type="text/csv")
def download_movements(query: dict[str, Any]) -> Response:
    """All of these movements, for a spreadsheet."""
    return as_file(lambda session: movements_file(session, ledger_of(query)), "movements")


def asked_of(query: Mapping[str, Any]) -> Asked:
    """Which part of the stock a query means; what has not been yet is refused."""
    moment = now()
    if query["at"] is not None and query["at"] > moment:
        refuse(400, "moment_in_future", "`at` has not been yet. Ask for a moment that is past.")
    return Asked(
        as_of=query["at"] or moment,
        is_past=query["at"] is not None,
        word=query["q"],
        owner=query["owner"],
        kind=query["kind"],
        days=query["days"],
        bucket=query["bucket"],
    )


def ledger_of(query: Mapping[str, Any]) -> Ledger:
    """Which lines of the ledger a query means."""
    return Ledger(query["product"], query["place"], query["lot"], query["owner"], query["until"])


def as_file(lines: Callable[[Session], Iterator[str]], name: str) -> Response:
    """A file that is sent while it is read."""

    def pieces() -> Iterator[str]:
        with reading() as session:
            yield from lines(session)

    return Response(
        stream_with_context(pieces()),
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename=stock-{name}.csv"},
    )
