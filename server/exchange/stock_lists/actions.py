"""Comparing what a connection heard with what its shops may offer, and telling it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from server import catalog
from server.exchange.connections.actions import hold_reader, write_news, write_sendings
from server.exchange.connections.composing import overtake
from server.exchange.stock_lists.decisions import TOLD_AGAIN, cause_of, differs
from server.exchange.stock_lists.queries import (
    STOCK,
    Hearer,
    LastTold,
    OnList,
    last_told,
    list_after,
)
from server.exchange.stock_lists.records import StockComparison, StockDifference
from server.foundation import announce, head, now, table_of, today

AT_ONCE = 500
"""So many products of one transaction."""
KEPT = 30
"""So many comparisons of a connection."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How far a comparison is."""

    after: int | None
    """The cursor behind which it goes on; none: it is done."""


def want_all(session: Session, connection_id: int) -> None:
    """Have a connection told all that may be sold, once; the worker goes on until it is done.

    One that is under way ends here: what it has told may have changed while nobody listened.
    """
    session.execute(
        update(table_of(StockComparison))
        .where(
            StockComparison.connection_id == connection_id,
            StockComparison.tells_all,
            StockComparison.ended_at.is_(None),
        )
        .values(ended_at=now())
    )
    begin_comparison(session, connection_id, tells_all=True)


def begin_comparison(session: Session, connection_id: int, *, tells_all: bool = False) -> int:
    """Begin to compare a connection, and let go of comparisons of long ago; its id."""
    old = session.scalars(
        select(StockComparison.id)
        .where(StockComparison.connection_id == connection_id)
        .order_by(StockComparison.id.desc())
        .offset(KEPT - 1)
    ).all()
    if old:
        differences = table_of(StockDifference)
        session.execute(delete(differences).where(differences.c.comparison_id.in_(old)))
        session.execute(delete(table_of(StockComparison)).where(StockComparison.id.in_(old)))
    return session.scalars(
        insert(table_of(StockComparison))
        .values(
            connection_id=connection_id,
            day=today(),
            began_at=now(),
            products=0,
            differences=0,
            told_again=0,
            tells_all=tells_all,
            reached=0,
        )
        .returning(StockComparison.id)
    ).one()


def compare_some(session: Session, comparison_id: int, hearer: Hearer, *, after: int) -> Compared:
    """Compare the next products of a connection, note every difference, and tell it again.

    Whoever reads the feed for news waits meanwhile, so that no newer number is overtaken by ours.
    """
    hold_reader(session)
    comparison = table_of(StockComparison)
    state = session.execute(
        select(comparison.c.tells_all, comparison.c.reached, comparison.c.ended_at).where(
            comparison.c.id == comparison_id
        )
    ).one()
    if state.ended_at is not None or state.reached != after:
        # Another worker goes on with it, or it was begun anew.
        return Compared(None)
    listed, further = list_after(
        session, hearer.owner_id, hearer.shop_id, after=after, most=AT_ONCE
    )
    told = last_told(session, hearer.id, [one.product_id for one in listed])
    shops = {shop.id: shop.code for shop in catalog.shops(session)}
    rows = [row for one in listed for row in differences_in(one, told, shops)]
    if rows:
        session.execute(
            insert(table_of(StockDifference)),
            [{"comparison_id": comparison_id, **row} for row in rows],
        )
    again = {row["product_id"] for row in rows if row["cause"] in TOLD_AGAIN}
    if state.tells_all:
        again = {one.product_id for one in listed}
    if hearer.state == "sandbox":
        again = set()
    tell_again(session, hearer, [one for one in listed if one.product_id in again], shops)
    session.execute(
        update(comparison)
        .where(StockComparison.id == comparison_id)
        .values(
            products=comparison.c.products + len(listed),
            differences=comparison.c.differences + len(rows),
            told_again=comparison.c.told_again + len(again),
            reached=after if further is None else further,
            ended_at=now() if further is None else None,
        )
    )
    if further is None:
        announce(session, topic=f"connection:{hearer.id}", kind="stock_compared")
    return Compared(further)


def differences_in(
    one: OnList, told: Mapping[int, LastTold], shops: Mapping[int, str]
) -> list[dict[str, Any]]:
    """Where shops believe another number of a product."""
    last = told.get(one.product_id, LastTold())
    believed = last.shops or {}
    return [
        {
            "product_id": one.product_id,
            "shop_id": shop_id,
            "told_pieces": believed.get(shops[shop_id]),
            "now_pieces": pieces,
            "cause": cause_of(last.state),
        }
        for shop_id, pieces in one.shops.items()
        if differs(believed.get(shops[shop_id]), pieces)
    ]


def tell_again(
    session: Session, hearer: Hearer, listed: Sequence[OnList], shops: Mapping[int, str]
) -> None:
    """Tell a connection the numbers of these products, whatever it was told before."""
    position, _ = head(session)
    written = write_news(
        session,
        [
            {
                "owner_id": hearer.owner_id,
                "shop_id": None,
                "connection_id": hearer.id,
                "kind": STOCK,
                "subject": f"product:{one.product_id}",
                "position": None,
                "data": {
                    "sku": one.sku,
                    "pieces": one.free_pieces,
                    "shops": {shops[shop_id]: pieces for shop_id, pieces in one.shops.items()},
                    "position": position,
                },
            }
            for one in listed
        ],
    )
    wanted = [(news, hearer.id, hearer.state) for news in written]
    overtake(session, wanted)
    write_sendings(session, wanted)
    if wanted:
        announce(session, topic=f"connection:{hearer.id}", kind="sending_wanted")
