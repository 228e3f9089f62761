"""From the feed to news: what happened, in the words of shops, once for each owner it concerns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server import catalog, orders
from server.exchange.connections.actions import (
    Written,
    hold_reader,
    write_news,
    write_sendings,
)
from server.exchange.connections.records import Connection, ConnectionShop, NewsReader, Sending
from server.foundation import Told, moment_text, notices_after, now, table_of

NEWSWORTHY = {
    "shipment_handed_over": "shipment.shipped",
    "order_cancelled": "order.cancelled",
    "order_short": "order.short",
    "order_split": "order.short",
    "goods_returned": "order.returned",
    "available_changed": "stock.available",
    "order_noticed": "order.noticed",
    "order_changed": "order.changed",
    "order_mended": "order.changed",
    "order_ships_otherwise": "order.changed",
}
SAID = {"order_cancelled": "reason", "order_noticed": "text"}
"""What these notices say is all there is to tell."""
CHANGED = ("order_changed", "order_mended", "order_ships_otherwise")
NOTICES_MAX = 2_000

Draft = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listener:
    """A connection that is not off."""

    id: int
    owner_id: int
    shop_ids: frozenset[int]
    """Only these shops' orders; none: the orders of all shops of the owner."""
    kinds: frozenset[str]
    state: str
    listens_from: int

    def wants(self, draft: Draft) -> bool:
        """Whether it hears of this; what is not of one shop concerns all of an owner's."""
        return (
            draft["owner_id"] == self.owner_id
            and draft["kind"] in self.kinds
            and draft["position"] > self.listens_from
            and (not self.shop_ids or draft["shop_id"] in {None, *self.shop_ids})
        )


def read_on(session: Session) -> int:
    """Write down the news of the next notices, with a sending for each who wants them.

    It is one transaction with how far was read, so that a worker that is stopped at any moment
    has told everything once when it goes on.

    Returns:
        The position up to which the feed is read now.
    """
    position = hold_reader(session)
    notices = notices_after(session, position, limit=NOTICES_MAX)
    if not notices:
        return position
    listeners = listeners_of(session)
    drafts = [
        draft
        for draft in drafts_of(session, notices)
        if any(listener.wants(draft) for listener in listeners)
    ]
    written = write_news(session, drafts)
    wanted = [
        (news, listener.id, listener.state)
        for draft, news in zip(drafts, written, strict=True)
        for listener in listeners
        if listener.wants(draft)
    ]
    overtake(session, wanted)
    write_sendings(session, wanted)
    session.execute(
        update(table_of(NewsReader)).where(NewsReader.id == 1).values(position=notices[-1].position)
    )
    return notices[-1].position


def listeners_of(session: Session) -> list[Listener]:
    """Who hears of anything at all."""
    rows = session.execute(
        select(
            Connection.id,
            Connection.owner_id,
            Connection.shop_id,
            Connection.kinds,
            Connection.state,
            Connection.listens_from,
        )
        .where(Connection.listens_from.is_not(None))
        .order_by(Connection.id)
    )
    behind = session.execute(
        select(ConnectionShop.connection_id, ConnectionShop.shop_id).where(
            ConnectionShop.removed_at.is_(None)
        )
    ).all()
    return [
        Listener(
            row.id,
            row.owner_id,
            frozenset(one.shop_id for one in behind if one.connection_id == row.id)
            or frozenset({row.shop_id} - {None}),
            frozenset(row.kinds),
            row.state,
            position,
        )
        for row in rows
        if (position := row.listens_from) is not None
    ]


def overtake(session: Session, wanted: Sequence[tuple[Written, int, str]]) -> None:
    """A number of goods that waits is not worth sending when a newer one is there."""
    stock = [
        (news.subject, connection_id)
        for news, connection_id, _ in wanted
        if news.subject.startswith("product:")
    ]
    if not stock:
        return
    session.execute(
        update(table_of(Sending))
        .where(
            Sending.connection_id.in_(sorted({connection_id for _, connection_id in stock})),
            Sending.subject.in_(sorted({subject for subject, _ in stock})),
            Sending.state == "waiting",
        )
        .values(state="overtaken", ended_at=now())
    )


def drafts_of(session: Session, notices: Sequence[Told]) -> list[Draft]:
    """What of these notices is news; of each product only the newest number, in its place."""
    last = newest_of_each(notices)
    parcels = orders.told_parcels(session, ids_of(last.values(), "shipment"))
    order_ids = ids_of(last.values(), "order") | {one.order_id for one in parcels.values()}
    order_ids |= {one.body["order"] for one in last.values() if one.kind == "order_split"}
    told = orders.told_orders(session, order_ids)
    shops = {shop.id: shop.code for shop in catalog.shops(session)}
    products = ids_of(last.values(), "stock")
    products |= {line["product"] for line in returned_lines(last.values())}
    goods = catalog.product_cards(session, sorted(products))
    drafts: list[Draft] = []
    for notice in last.values():
        subject_id = int(notice.topic.partition(":")[2])
        if notice.kind == "available_changed":
            draft = available(notice, goods[subject_id], shops)
        elif notice.kind == "shipment_handed_over":
            parcel = parcels[subject_id]
            draft = shipped(told[parcel.order_id], parcel, shops)
        elif word := SAID.get(notice.kind):
            draft = about_order(told[subject_id], shops, {word: notice.body[word]})
        elif notice.kind == "goods_returned":
            draft = returned(notice, told[subject_id], goods, shops)
        elif notice.kind in CHANGED:
            draft = changed(notice, told[subject_id], shops)
        else:
            draft = short(told[subject_id], told.get(notice.body.get("order", 0)), shops)
        drafts.append(draft | {"kind": NEWSWORTHY[notice.kind], "position": notice.position})
    return drafts


def newest_of_each(notices: Sequence[Told]) -> dict[str | tuple[str, str] | int, Told]:
    """What is news; of each product the newest number, and what a rule wants told once."""
    last: dict[str | tuple[str, str] | int, Told] = {}
    for notice in notices:
        if notice.kind in NEWSWORTHY:
            about = about_what(notice)
            last.pop(about, None)
            last[about] = notice
    return last


def about_what(notice: Told) -> str | tuple[str, str] | int:
    """What a newer notice would overtake; its own position where nothing may."""
    if notice.kind == "available_changed":
        return notice.topic
    if notice.kind == "order_noticed":
        return notice.topic, str(notice.body["text"])
    return notice.position


def ids_of(notices: Any, noun: str) -> set[int]:
    """The ids of everything of one noun that notices are about."""
    topics = (notice.topic.partition(":") for notice in notices)
    return {int(number) for found, _, number in topics if found == noun}


def returned_lines(notices: Iterable[Told]) -> Iterator[dict[str, Any]]:
    """The lines of every return among notices."""
    for notice in notices:
        if notice.kind == "goods_returned":
            yield from notice.body["lines"]


def about_order(order: orders.ToldOrder, shops: dict[int, str], more: dict[str, Any]) -> Draft:
    """News of an order."""
    return {
        "owner_id": order.owner_id,
        "shop_id": order.shop_id,
        "connection_id": None,
        "subject": f"order:{order.id}",
        "data": {"shop": shops[order.shop_id], "order": order.external_no, **more},
    }


def shipped(order: orders.ToldOrder, parcel: orders.ToldParcel, shops: dict[int, str]) -> Draft:
    """A parcel has left."""
    return about_order(
        order,
        shops,
        {
            "shipment": parcel.shipment_number,
            "carrier": parcel.carrier_code,
            "tracking_no": parcel.tracking_no,
            "shipped_at": moment_text(parcel.left_at),
            "lines": [
                {
                    "line_no": line.line_no,
                    "sku": line.sku,
                    "ordered": line.ordered_pieces,
                    "shipped": line.ordered_pieces - line.short_pieces,
                    "serials": list(line.serials),
                }
                for line in order.lines
            ],
        },
    )


def short(order: orders.ToldOrder, rest: orders.ToldOrder | None, shops: dict[int, str]) -> Draft:
    """Pieces of an order do not leave with it: they follow as another order, or not at all."""
    missing = (
        [(line, line.ordered_pieces) for line in rest.lines]
        if rest is not None
        else [(line, line.short_pieces) for line in order.lines if line.short_pieces]
    )
    return about_order(
        order,
        shops,
        {
            "follows_as": None if rest is None else rest.external_no,
            "lines": [
                {"line_no": line.line_no, "sku": line.sku, "missing": pieces}
                for line, pieces in missing
            ],
        },
    )


def returned(
    notice: Told,
    order: orders.ToldOrder,
    goods: Mapping[int, catalog.ProductCard],
    shops: dict[int, str],
) -> Draft:
    """Goods of an order came back: how many of each in which grade, and why."""
    return about_order(
        order,
        shops,
        {
            "reason": notice.body["reason"],
            "lines": [
                {
                    "sku": goods[line["product"]].sku,
                    "lot": line["lot"],
                    "grade": line["grade"],
                    "pieces": line["pieces"],
                }
                for line in notice.body["lines"]
            ],
        },
    )


def changed(notice: Told, order: orders.ToldOrder, shops: dict[int, str]) -> Draft:
    """An order is another one than the shop knows: which part of it, and its lines as they are.

    Of an address only the names of its parts are told, never what they say.
    """
    is_by_rule = notice.kind == "order_ships_otherwise"
    said = notice.body
    return about_order(
        order,
        shops,
        {
            "what": "carrier" if is_by_rule else said.get("what", "address"),
            "fields": said.get("fields", []),
            "edition": said.get("edition"),
            "carrier": said["carrier"] if is_by_rule else None,
            "service": said["service"] if is_by_rule else None,
            "lines": [
                {"line_no": line.line_no, "sku": line.sku, "ordered": line.ordered_pieces}
                for line in order.lines
            ],
        },
    )


def available(notice: Told, product: catalog.ProductCard, shops: dict[int, str]) -> Draft:
    """Another number of a product may be offered."""
    return {
        "owner_id": product.owner_id,
        "shop_id": None,
        "connection_id": None,
        "subject": f"product:{product.id}",
        "data": {
            "sku": product.sku,
            "pieces": notice.body["pieces"],
            "shops": {
                shops[int(shop_id)]: pieces for shop_id, pieces in notice.body["shops"].items()
            },
            "position": notice.position,
        },
    }
