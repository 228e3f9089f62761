"""A connection is paused and resumed; what was told long ago is swept, what waits is not."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from server.exchange.connections.jobs import sweep_news
from server.exchange.connections.records import News, NewsRetention, Sending, SendingAttempt
from server.foundation import now
from tests.exchange.connections.desk import Desk, Made
from tests.makers import MadeProduct, World

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def tee(world: World) -> MadeProduct:
    return world.product("TEE-M", stock={"A-01-03": 20})


def cancel(desk: Desk, tee: MadeProduct) -> str:
    """An order that is cancelled; its number."""
    order = desk.world.order((tee, 1))
    desk.screen.post(f"/orders/{order.id}/cancel", {"reason": "customer"})
    return order.external


def long_ago(desk: Desk) -> None:
    """A hundred days go by, and the worker looks what can go."""
    with desk.world.transaction() as session:
        then = now() - timedelta(days=100)
        session.execute(update(News).values(at=then))
        session.execute(update(SendingAttempt).values(at=then))
        session.execute(update(NewsRetention).values(swept_at=then))
    with desk.world.app.app_context():
        sweep_news()


def count(desk: Desk, table: type) -> int:
    with desk.world.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def fetched(desk: Desk, made: Made, after: int) -> dict[str, object]:
    answer = desk.world.app.test_client().get(
        "/api/v1/events",
        query_string={"after": after},
        headers={"Authorization": f"Bearer {made.key}"},
    )
    assert answer.status_code == 200, answer.text
    return dict(answer.json)


def test_paused_it_misses_nothing_and_hears_all_of_it_when_it_goes_on(
    desk: Desk, tee: MadeProduct
) -> None:
    made = desk.connect(kinds=["order.cancelled"])
    first = cancel(desk, tee)
    desk.change(made.id, state="paused")
    second = cancel(desk, tee)
    desk.tell()
    assert desk.shop.heard == []
    assert desk.card(made.id)["waiting"] == 2
    desk.test(made.id)
    desk.tell()
    assert desk.shop.kinds() == ["connection.test"]
    desk.change(made.id, state="on")
    desk.tell()
    # Two orders are two subjects: neither waits for the other.
    assert {one.said["data"].get("order") for one in desk.shop.heard[1:]} == {first, second}
    assert len(desk.shop.heard) == 1 + 2


def test_another_address_is_told_what_still_waits(desk: Desk, tee: MadeProduct) -> None:
    made = desk.connect(kinds=["order.cancelled"])
    cancel(desk, tee)
    desk.change(made.id, address=desk.shop.address("/new"), kinds=["stock.available"])
    desk.tell()
    cancel(desk, tee)
    desk.tell()
    assert {one.path for one in desk.shop.heard} == {"/new"}
    assert "order.cancelled" not in desk.shop.kinds("/new")


def test_until_when_the_old_secret_signs_stands_on_the_page(desk: Desk) -> None:
    made = desk.connect()
    assert desk.card(made.id)["old_secret_until"] is None
    desk.screen.post(f"/connections/{made.id}/secret")
    assert desk.card(made.id)["old_secret_until"] is not None


def test_what_was_heard_long_ago_is_swept_and_whoever_fetches_is_told(
    desk: Desk, tee: MadeProduct
) -> None:
    made = desk.connect(kinds=["order.cancelled"])
    for _ in range(3):
        cancel(desk, tee)
    desk.tell()
    assert fetched(desk, made, 0)["missed"] is False
    long_ago(desk)
    assert [count(desk, table) for table in (News, Sending, SendingAttempt)] == [0, 0, 0]
    last = cancel(desk, tee)
    desk.tell()
    assert desk.shop.heard[-1].said["data"]["order"] == last
    assert fetched(desk, made, 1)["missed"] is True
    assert fetched(desk, made, 3)["missed"] is False


def test_what_is_dead_stays_until_somebody_has_answered_it(desk: Desk, tee: MadeProduct) -> None:
    made = desk.connect(kinds=["order.cancelled"])
    desk.shop.answer = lambda _heard: (410, b"gone")
    cancel(desk, tee)
    desk.tell()
    long_ago(desk)
    (dead,) = desk.sendings(made.id)
    assert (dead["state"], desk.card(made.id)["dead"]) == ("dead", 1)
    answer = desk.screen.post(f"/connections/{made.id}/sendings/{dead['id']}/settle")
    assert answer.status_code == 204, answer.text
    assert desk.card(made.id)["dead"] == 0
    assert desk.sendings(made.id)[0]["settled_at"]
    long_ago(desk)
    assert desk.sendings(made.id) == []


def test_failed_attempts_go_earlier_than_what_was_heard(desk: Desk, tee: MadeProduct) -> None:
    made = desk.connect(kinds=["order.cancelled"])
    desk.shop.answer = lambda _heard: (500, b"broken")
    cancel(desk, tee)
    desk.tell()
    desk.shop.answer = lambda _heard: (200, b"ok")
    desk.later()
    desk.tell()
    saved = desk.screen.patch("/connections/retention", {"news_days": 365, "attempts_days": 10})
    assert saved.status_code == 204, saved.text
    long_ago(desk)
    (sending,) = desk.sendings(made.id)
    attempts = desk.sending(made.id, sending["id"])["attempts"]
    assert [one["status"] for one in attempts] == [200]
    kept = desk.screen.get("/connections").json["retention"]
    assert (kept["news_days"], kept["attempts_days"]) == (365, 10)
    too_short = {"news_days": 1, "attempts_days": 10}
    assert desk.screen.patch("/connections/retention", too_short).status_code == 422


def test_a_changed_order_is_told_with_its_lines_and_no_address(
    desk: Desk, tee: MadeProduct
) -> None:
    desk.connect(kinds=["order.changed"])
    order = desk.world.order((tee, 2))
    lines = {"edition": 1, "lines": [{"line_no": 1, "quantity_pieces": 3}]}
    changed = desk.screen.post(f"/orders/{order.id}/lines", lines)
    assert changed.status_code == 200, changed.text
    elsewhere = {
        "edition": changed.json["edition"],
        "prefecture": "北海道",
        "address": "札幌市中央区1-1",
    }
    changed = desk.screen.post(f"/orders/{order.id}/address", elsewhere)
    assert changed.status_code == 200, changed.text
    desk.tell()
    told = [one.said["data"] for one in desk.shop.heard]
    assert [(one["order"], one["what"]) for one in told] == [
        (order.external, "lines"),
        (order.external, "address"),
    ]
    assert told[0]["lines"] == [{"line_no": 1, "sku": "TEE-M", "ordered": 3}]
    assert "address" in told[1]["fields"]
    assert "札幌" not in str(told)
