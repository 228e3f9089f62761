"""What is asked about lists of stock: what shops may offer, what they heard, how they differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server import catalog, stock
from server.exchange.connections.records import Connection, News, Sending
from server.exchange.stock_lists.records import StockComparison, StockDifference

STOCK = "stock.available"
DIFFERENCES_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Hearer:
    """A connection that hears what may be sold."""

    id: int
    owner_id: int
    shop_id: int | None
    state: str


@dataclass(frozen=True, slots=True)
class OnList:
    """A product with what each shop may offer of it."""

    product_id: int
    sku: str
    free_pieces: int
    shops: dict[int, int]


@dataclass(frozen=True, slots=True)
class LastTold:
    """What a connection was told of a product last, and what it heard last."""

    state: str | None = None
    shops: Mapping[str, int] | None = None
    """Shop's code → pieces, as it heard them."""


@dataclass(frozen=True, slots=True)
class ComparisonCard:
    """A comparison as a page shows it."""

    id: int
    day: str
    began_at: datetime
    ended_at: datetime | None
    products: int
    differences: int
    told_again: int
    tells_all: bool


@dataclass(frozen=True, slots=True)
class DifferenceCard:
    """A difference as a page shows it."""

    sku: str
    name: str
    shop: str
    told_pieces: int | None
    now_pieces: int
    cause: str


def hearers(session: Session) -> list[Hearer]:
    """The connections that hear what may be sold and are not off."""
    rows = session.execute(
        select(
            Connection.id,
            Connection.owner_id,
            Connection.shop_id,
            Connection.state,
            Connection.kinds,
        )
        .where(Connection.state != "off")
        .order_by(Connection.id)
    )
    return [
        Hearer(row.id, row.owner_id, row.shop_id, row.state) for row in rows if STOCK in row.kinds
    ]


def list_after(
    session: Session, owner_id: int, shop_id: int | None, *, after: int, most: int
) -> tuple[list[OnList], int | None]:
    """The products of an owner behind a cursor with what its shops may offer, and the next cursor.

    Args:
        session: an open session.
        owner_id: whose products.
        shop_id: only what this shop may offer; None: each shop of the owner.
        after: the cursor, from 0.
        most: how many products are looked at; of several owners some may be others'.
    """
    pieces = stock.available_now(session, after=after, most=most)
    if not pieces:
        return [], None
    cards = catalog.product_cards(session, sorted(pieces))
    mine = {one: number for one, number in pieces.items() if cards[one].owner_id == owner_id}
    offered = stock.offers(session, mine) if mine else {}
    found = [
        OnList(
            product_id,
            cards[product_id].sku,
            number,
            {
                one.shop_id: one.pieces
                for one in offered[product_id]
                if shop_id in {None, one.shop_id}
            },
        )
        for product_id, number in sorted(mine.items())
    ]
    return found, max(pieces)


def last_told(
    session: Session, connection_id: int, product_ids: Sequence[int]
) -> dict[int, LastTold]:
    """Of each product what became of the last number for a connection, and which one it heard."""
    subjects = [f"product:{product_id}" for product_id in product_ids]
    newest = (
        select(
            Sending.subject,
            func.max(Sending.id).label("last"),
            func.max(Sending.id).filter(Sending.state == "heard").label("heard"),
        )
        .where(Sending.connection_id == connection_id, Sending.subject.in_(subjects))
        .group_by(Sending.subject)
        .subquery()
    )
    last = session.execute(
        select(newest.c.subject, Sending.state).join(newest, newest.c.last == Sending.id)
    )
    bodies = session.execute(
        select(newest.c.subject, News.body)
        .join(Sending, newest.c.heard == Sending.id)
        .join(News, News.id == Sending.news_id)
    )
    heard = {row.subject: orjson.loads(row.body)["data"]["shops"] for row in bodies}
    return {
        int(row.subject.partition(":")[2]): LastTold(row.state, heard.get(row.subject))
        for row in last
    }


def wanted_whole(session: Session) -> list[tuple[int, int, int]]:
    """Connections that are being told everything: which, by which comparison, and how far it is."""
    rows = session.execute(
        select(StockComparison.connection_id, StockComparison.id, StockComparison.reached)
        .where(StockComparison.tells_all, StockComparison.ended_at.is_(None))
        .order_by(StockComparison.id)
    )
    return [(row.connection_id, row.id, row.reached) for row in rows]


def comparisons_of(session: Session, connection_id: int, *, most: int) -> list[ComparisonCard]:
    """The last comparisons of a connection, the newest first."""
    rows = session.execute(
        select(
            StockComparison.id,
            StockComparison.day,
            StockComparison.began_at,
            StockComparison.ended_at,
            StockComparison.products,
            StockComparison.differences,
            StockComparison.told_again,
            StockComparison.tells_all,
        )
        .where(StockComparison.connection_id == connection_id)
        .order_by(StockComparison.id.desc())
        .limit(most)
    )
    return [ComparisonCard(*row) for row in rows]


def differences_of(session: Session, comparison_id: int) -> list[DifferenceCard]:
    """Where a connection differed, by product and shop."""
    rows: Sequence[Any] = session.execute(
        select(
            StockDifference.product_id,
            StockDifference.shop_id,
            StockDifference.told_pieces,
            StockDifference.now_pieces,
            StockDifference.cause,
        )
        .where(StockDifference.comparison_id == comparison_id)
        .order_by(StockDifference.product_id, StockDifference.shop_id)
        .limit(DIFFERENCES_SHOWN)
    ).all()
    cards = catalog.product_cards(session, sorted({row.product_id for row in rows}))
    shops = {shop.id: shop.code for shop in catalog.shops(session)}
    return [
        DifferenceCard(
            cards[row.product_id].sku,
            cards[row.product_id].name,
            shops[row.shop_id],
            row.told_pieces,
            row.now_pieces,
            row.cause,
        )
        for row in rows
    ]
