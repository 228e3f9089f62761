"""Orders whose message never came are fetched: what was changed since the last time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.exchange.connections.decisions import BACK_OFF_SECONDS
from server.exchange.connections.records import Connection
from server.exchange.shop_apis.access import line_to
from server.exchange.shop_apis.frame import FETCHED, Fault, Fetched, Page
from server.exchange.shop_apis.keeping import Message, keep
from server.exchange.shop_apis.records import ShopAccess, ShopMessage, ShopOrder
from server.exchange.shop_apis.systems import SYSTEMS
from server.foundation import now, reading, table_of, transaction

LATEST = timedelta(minutes=10)
"""However often it did not answer, a shop is asked again by then."""
OVERLAP = timedelta(minutes=2)
"""What is being written there may be seen a little later."""
HEALED = ("login_needed", "token_refused", "app_refused", "shop_closed", "shop_unknown")
"""What is over when the shop answers a question; whether it lets us write is another matter."""
PAGES_MAX = 50
"""Of one task; the next one goes on where it was."""


@dataclass(frozen=True, slots=True)
class Due:
    """A connection whose orders are to be fetched."""

    connection_id: int
    system: str
    address: str
    since: datetime


def due_to_fetch(session: Session) -> list[Due]:
    """Whose orders are to be fetched now; nothing is asked of whom a person has to put right."""
    rows = session.execute(
        select(Connection.id, Connection.system, Connection.address, ShopAccess.fetched_until)
        .join(ShopAccess, ShopAccess.connection_id == Connection.id)
        .where(
            Connection.removed_at.is_(None),
            Connection.state != "off",
            ShopAccess.fetch_due_at <= now(),
        )
        .order_by(Connection.id)
    )
    return [Due(*row) for row in rows]


def catch_up(due: Due, allowed: frozenset[str]) -> None:
    """Fetch what was changed; a task that breaks off anywhere goes on there."""
    api, line = SYSTEMS[due.system], line_to(due.connection_id, due.address, allowed)
    began, after = now(), None
    for _ in range(PAGES_MAX):
        page = api.orders_since(line, due.since - OVERLAP, after)
        if isinstance(page, Fault):
            with transaction() as session:
                note_fault(session, due.connection_id, page)
            return
        with transaction() as session:
            keep_page(session, due, page, began if page.after is None else None)
        if page.after is None:
            return
        after = page.after


def keep_page(session: Session, due: Due, page: Page, ended: datetime | None) -> None:
    """Keep what of a page is news, with how far all is known now.

    Args:
        session: the open transaction.
        due: whose orders they are.
        page: some of them.
        ended: when the question for the last page was begun, if it was the last one.
    """
    connection_id = due.connection_id
    known = last_said(session, connection_id, [one.external_id for one in page.orders])
    seen = versions_seen(session, connection_id, page)
    for one in page.orders:
        is_newer = one.external_id not in known or known[one.external_id] < one.said_at
        message = message_of(connection_id, one)
        if is_newer and message.external_id not in seen:
            keep(session, message)
    said_last = max((one.said_at for one in page.orders), default=None)
    reached = ended or page.known_until or said_last
    moment = now()
    values = {} if reached is None else {"fetched_until": reached}
    session.execute(
        update(table_of(ShopAccess))
        .where(ShopAccess.connection_id == connection_id)
        .values(
            **values,
            fetched_at=moment,
            fetch_due_at=moment if ended is None else moment + SYSTEMS[due.system].asks_each,
            fetch_fault=None,
            fetch_failures=0,
        )
    )
    get_well(session, connection_id)


def get_well(session: Session, connection_id: int) -> None:
    """The shop answers: what waited for that goes out at once."""
    session.execute(
        update(table_of(Connection))
        .where(Connection.id == connection_id, Connection.trouble.in_(HEALED))
        .values(trouble=None, failures_in_a_row=0, rests_until=None)
    )


def message_of(connection_id: int, order: Fetched) -> Message:
    """An order that was fetched, as a message; fetched twice it is one."""
    external_id = f"{order.external_id}@{order.version or order.said_at.isoformat()}"
    return Message(connection_id, external_id, "fetched", FETCHED, order.body)


def versions_seen(session: Session, connection_id: int, page: Page) -> set[str]:
    """Which of a page are known as they stand: who is only asked says the same time and again."""
    named = [message_of(connection_id, one).external_id for one in page.orders if one.version]
    rows = session.scalars(
        select(ShopMessage.external_id).where(
            ShopMessage.connection_id == connection_id, ShopMessage.external_id.in_(named)
        )
    )
    return set(rows)


def last_said(session: Session, connection_id: int, order_ids: list[str]) -> dict[str, datetime]:
    """When the shop last said anything of these orders, of those of which it did."""
    rows = session.execute(
        select(ShopOrder.shop_order_id, ShopOrder.said_at).where(
            ShopOrder.connection_id == connection_id, ShopOrder.shop_order_id.in_(order_ids)
        )
    )
    return {row.shop_order_id: row.said_at for row in rows}


def note_fault(session: Session, connection_id: int, fault: Fault) -> None:
    """The shop did not answer as it should: once more later, later each time."""
    failures = session.scalars(
        select(ShopAccess.fetch_failures).where(ShopAccess.connection_id == connection_id)
    ).one()
    rest = BACK_OFF_SECONDS[min(failures, len(BACK_OFF_SECONDS) - 1)]
    seconds = rest if fault.wait_seconds is None else max(1.0, fault.wait_seconds)
    moment = now()
    session.execute(
        update(table_of(ShopAccess))
        .where(ShopAccess.connection_id == connection_id)
        .values(
            fetched_at=moment,
            fetch_due_at=moment + min(timedelta(seconds=seconds), LATEST),
            fetch_fault=fault.code,
            fetch_failures=failures + 1,
        )
    )
    if fault.trouble is not None:
        session.execute(
            update(table_of(Connection))
            .where(Connection.id == connection_id)
            .values(trouble=fault.trouble)
        )


def leave_alone(connection_id: int) -> None:
    """Something is wrong on our side: it is tried again in a while, and the others go on."""
    with transaction() as session:
        note_fault(session, connection_id, Fault(None, "our_fault"))


def everything_due() -> list[Due]:
    """Whose orders are to be fetched now."""
    with reading() as session:
        return due_to_fetch(session)
