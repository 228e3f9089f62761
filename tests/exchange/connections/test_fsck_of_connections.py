"""fsck finds what connections must never do."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, update

from server import orders
from server.boards import findings
from server.catalog.records import Owner
from server.exchange.connections.records import (
    Connection,
    News,
    NewsReader,
    Sending,
    SendingAttempt,
)
from server.foundation import announce, table_of
from server.orders.records import Shipment
from tests.exchange.connections.desk import Desk


@pytest.fixture
def heard(desk: Desk) -> Iterator[int]:
    """A connection that has heard a test."""
    made = desk.connect()
    desk.test(made.id)
    desk.tell()
    yield made.id
    with desk.world.transaction() as session:
        for record in (SendingAttempt, Sending, News, Connection):
            session.execute(delete(table_of(record)))


def found(desk: Desk) -> set[str]:
    with desk.world.reading() as session:
        return {one.check for one in findings(session)}


def test_told_to_another_owner(desk: Desk, heard: int) -> None:
    assert found(desk) == set()
    with desk.world.transaction() as session:
        other = Owner(code="KAWA", name="川商店")
        session.add(other)
        session.flush()
        session.execute(update(News).values(owner_id=other.id))
    assert found(desk) == {"INV-32"}


def test_heard_and_never_answered(desk: Desk, heard: int) -> None:
    with desk.world.transaction() as session:
        session.execute(update(SendingAttempt).values(status=500))
    assert found(desk) == {"INV-33"}


def test_ended_and_still_waiting(desk: Desk, heard: int) -> None:
    with desk.world.transaction() as session:
        session.execute(update(Sending).values(state="waiting"))
    assert found(desk) == {"INV-33"}


def test_left_and_never_told(desk: Desk, heard: int) -> None:
    order = desk.world.order((desk.world.product(stock={"A-01-03": 1}), 1))
    desk.tell()
    with desk.world.transaction() as session:
        (shipment_id,) = orders.make_shipments(session, [order.id]).values()
        announce(session, topic=f"shipment:{shipment_id}", kind="shipment_handed_over")
    assert "INV-34" not in found(desk)
    with desk.world.transaction() as session:
        session.execute(update(NewsReader).values(position=NewsReader.position + 5))
    assert "INV-34" in found(desk)
    with desk.world.transaction() as session:
        session.execute(delete(table_of(Shipment)))
