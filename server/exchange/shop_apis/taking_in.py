"""What a shop told becomes orders, by the same door as files; the worker does it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server import catalog, changing, orders
from server.changing import By
from server.exchange.actions import LetIn, Shop, let_in, settle_orders, shop_for
from server.exchange.connections.records import Connection, ConnectionShop
from server.exchange.decisions import Settled, outcomes_of_rejected, printable_number
from server.exchange.order_files import BrokenOrder, OrderDraft, profiles, read_one
from server.exchange.shop_apis.decisions import (
    CANCELLED,
    NOT_YET,
    SHIPPED,
    Became,
    Said,
    became_of,
    mark_of,
)
from server.exchange.shop_apis.frame import Told, Unread
from server.exchange.shop_apis.records import ShopAccess, ShopMessage, ShopOrder
from server.exchange.shop_apis.systems import SYSTEMS
from server.foundation import announce, now, reading, table_of, transaction

ID_CHARACTERS_MAX = 60


@dataclass(frozen=True, slots=True)
class Kept:
    """A message that waits, and whose it is."""

    id: int
    connection_id: int
    connection_name: str
    system: str
    shop_id: int
    taken_states: Sequence[str]
    topic: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Read:
    """An order of a message, as the door takes it."""

    told: Told
    draft: OrderDraft | BrokenOrder
    said: Said

    @property
    def is_cancelled(self) -> bool:
        """Whether the shop has cancelled it."""
        return self.draft.standing == CANCELLED


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits, and since when."""

    id: int
    came_at: datetime


def waiting_messages(session: Session, limit: int) -> list[Waiting]:
    """What waits, the oldest first; what a connection that is off was told waits on."""
    rows = session.execute(
        select(ShopMessage.id, ShopMessage.came_at)
        .join(Connection, Connection.id == ShopMessage.connection_id)
        .where(ShopMessage.state == "waiting", Connection.state != "off")
        .order_by(ShopMessage.id)
        .limit(limit)
    )
    return [Waiting(*row) for row in rows]


def take_in(message_ids: Sequence[int]) -> None:
    """Take some messages in, with one commit; looked up and read beforehand.

    Raises:
        Exception: the books are as they were before.
    """
    with reading() as session:
        found = [kept_message(session, message_id) for message_id in message_ids]
        kept = [one for one in found if one is not None]
        behind = {id_: shops_behind(session, id_) for id_ in {one.connection_id for one in kept}}
        wanted = {one.shop_id for one in kept}.union(*(of.values() for of in behind.values()))
        shops = {shop_id: shop_of(session, shop_id) for shop_id in wanted}
    read = [read_message(one) for one in kept]
    with transaction() as session:
        # Two things that a shop said of one order are never taken in at once.
        held = sorted({one.connection_id for one in kept})
        hold = select(ShopAccess.connection_id).where(ShopAccess.connection_id.in_(held))
        session.execute(hold.order_by(ShopAccess.connection_id).with_for_update())
        for one, order in zip(kept, read, strict=True):
            if kept_message(session, one.id) is None:
                continue
            if isinstance(order, Became):
                write_down(session, one, None, order)
                continue
            shop_id = shop_id_of(one, order.told, behind[one.connection_id])
            shop = None if shop_id is None else shops[shop_id]
            write_down(session, one, order, took_in(session, one, shop, order))


def shops_behind(session: Session, connection_id: int) -> dict[str, int]:
    """The shops behind a connection, by what the other side calls them."""
    rows = session.execute(
        select(ConnectionShop.their_code, ConnectionShop.shop_id).where(
            ConnectionShop.connection_id == connection_id, ConnectionShop.removed_at.is_(None)
        )
    )
    return {row.their_code: row.shop_id for row in rows}


def shop_id_of(kept: Kept, told: Told, behind: Mapping[str, int]) -> int | None:
    """Whose an order is; None: of a shop that is not among those of the connection."""
    return behind.get(told.their_shop) if behind else kept.shop_id


def read_message(kept: Kept) -> Read | Became:
    """The order of a message, or what becomes of one that tells of none."""
    api = SYSTEMS[kept.system]
    told = api.read(kept.topic, kept.body)
    if isinstance(told, Unread):
        return Became("passed" if told.code == "topic_not_ours" else "rejected", told.code)
    if len(told.external_id) > ID_CHARACTERS_MAX:
        return Became("rejected", "order_unreadable")
    return as_read(told, api.profile)


def as_read(told: Told, profile: str) -> Read:
    """An order as the reader of files reads it."""
    draft = read_one(profiles()[profile], told.header, told.rows)
    return Read(told, draft, Said(told.said_at, mark_of(draft, told.rows)))


def took_in(session: Session, kept: Kept, shop: Shop | None, read: Read) -> Became:
    """Let an order be as the shop says it now, unless it has said something newer before."""
    last = last_said(session, kept.connection_id, read.told.external_id)
    if last is not None and read.said.is_older_than(last):
        return Became("passed", "older_than_known")
    if shop is None:
        became = Became("passed", "shop_not_ours")
    else:
        became = as_it_stands(session, kept, shop, read)
    note_said(session, kept.connection_id, read.told.external_id, read.said)
    return became


def as_it_stands(session: Session, kept: Kept, shop: Shop, read: Read) -> Became:
    """Let an order be as its shop says it."""
    known = orders.known_orders(session, shop.card.id, [read.draft.external_no])
    order_id = known[read.draft.external_no].id if known else None
    if read.is_cancelled:
        return cancelled(session, order_id)
    if order_id is not None and read.told.is_shipped:
        return Became("passed", SHIPPED, order_id)
    if read.told.is_held_back:
        return Became("passed" if order_id is None else "rejected", NOT_YET, order_id)
    if order_id is None and not read.told.needs_shipping:
        return Became("passed", "nothing_to_ship")
    is_not_asked_for = bool(kept.taken_states) and read.told.state not in kept.taken_states
    if order_id is None and is_not_asked_for:
        return Became("passed", SHIPPED if read.told.is_shipped else NOT_YET)
    return through_the_door(session, kept, shop, read)


def cancelled(session: Session, order_id: int | None) -> Became:
    """Cancel an order wherever it is; one that never came in stays out."""
    if order_id is None:
        return Became("passed", CANCELLED)
    if orders.is_split(session, order_id):
        return Became("rejected", "order_is_split", order_id)
    outcome = changing.cancel_order(session, order_id, reason="customer", person_id=None)
    if outcome == "cancelled":
        return Became("done", "order_cancelled", order_id)
    return Became("rejected", outcome, order_id)


def through_the_door(session: Session, kept: Kept, shop: Shop, read: Read) -> Became:
    """Checks, rules and reservation are those of every order."""
    settled = settle_orders(session, shop.card, [read.draft], may_change=True)
    channel = SYSTEMS[kept.system].profile
    let = let_in(session, shop, settled, channel, By(system=kept.connection_name))
    (one,) = let.settled
    return became_of(one.verdict, code_of(one), order_id_of(let, one), detail_of(one))


def order_id_of(let: LetIn, one: Settled) -> int | None:
    """The order that it is now."""
    return let.written.get(one.order.external_no, one.order_id)


def code_of(one: Settled) -> str | None:
    """Why it stays out: as a whole, or for the first thing that is wrong with it."""
    if one.verdict != "rejected":
        return None
    return outcomes_of_rejected(one)[0].code if one.code is None else one.code


def detail_of(one: Settled) -> dict[str, str]:
    """What is wrong where; never more of the order than that."""
    if not one.problems:
        return {}
    problem = one.problems[0]
    shown = {"column": problem.column, "value": problem.value}
    return {name: text for name, text in shown.items() if text}


def shop_of(session: Session, shop_id: int) -> Shop:
    """The shop that a connection is for."""
    card = next(one for one in catalog.shops(session) if one.id == shop_id)
    secret: str = current_app.extensions["settings"].secret_key
    return shop_for(session, card, secret.encode())


def kept_message(session: Session, message_id: int) -> Kept | None:
    """A message that still waits."""
    row = session.execute(
        select(
            ShopMessage.id,
            ShopMessage.connection_id,
            Connection.name,
            Connection.system,
            Connection.shop_id,
            ShopAccess.taken_states,
            ShopMessage.topic,
            ShopMessage.body,
        )
        .join(Connection, Connection.id == ShopMessage.connection_id)
        .join(ShopAccess, ShopAccess.connection_id == ShopMessage.connection_id)
        .where(ShopMessage.id == message_id, ShopMessage.state == "waiting")
    ).one_or_none()
    if row is None:
        return None
    assert row.shop_id is not None, "a shop by its API is one shop"
    return Kept(
        row.id,
        row.connection_id,
        row.name,
        row.system,
        row.shop_id,
        row.taken_states,
        row.topic,
        row.body,
    )


def last_said(session: Session, connection_id: int, external_id: str) -> Said | None:
    """What the shop said last of an order."""
    row = session.execute(
        select(ShopOrder.said_at, ShopOrder.mark).where(
            ShopOrder.connection_id == connection_id, ShopOrder.shop_order_id == external_id
        )
    ).one_or_none()
    return None if row is None else Said(*row)


def note_said(session: Session, connection_id: int, external_id: str, said: Said) -> None:
    """Remember what the shop said last of an order."""
    session.merge(
        ShopOrder(
            connection_id=connection_id,
            shop_order_id=external_id,
            said_at=said.at,
            mark=said.mark,
        )
    )


def write_down(session: Session, kept: Kept, read: Read | None, became: Became) -> None:
    """What became of a message."""
    said_at: datetime | None = None if read is None else read.said.at
    session.execute(
        update(table_of(ShopMessage))
        .where(ShopMessage.id == kept.id)
        .values(
            state=became.state,
            code=became.code,
            detail=became.detail,
            order_id=became.order_id,
            shop_order_id="" if read is None else read.told.external_id,
            external_no="" if read is None else printable_number(read.draft.external_no),
            said_at=said_at,
            done_at=now(),
        )
    )
    if became.state == "rejected":
        announce(
            session,
            topic=f"connection:{kept.connection_id}",
            kind="shop_message_rejected",
            body={"message": kept.id, "code": became.code},
        )


def give_up(message_id: int) -> None:
    """Something is wrong on our side: the others go on, and a person can run it again."""
    with transaction() as session:
        session.execute(
            update(table_of(ShopMessage))
            .where(ShopMessage.id == message_id, ShopMessage.state == "waiting")
            .values(state="failed", code="our_fault", done_at=now())
        )
