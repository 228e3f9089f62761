"""Every night what a shop believes is compared with the book, and what differs is told again."""

from typing import Any

import pytest
from sqlalchemy import update

from server.exchange.connections.records import Sending
from server.exchange.stock_lists import jobs
from server.foundation import today, work_off_jobs
from tests.exchange.connections.desk import Desk, Made
from tests.makers import MadeProduct, World

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def tee(world: World) -> MadeProduct:
    return world.product("TEE-M", stock={"A-01-03": 20})


def compared(desk: Desk, made: Made) -> dict[str, Any]:
    """Compare now; what the page shows."""
    answer = desk.screen.post(f"/connections/{made.id}/stock-comparisons/now")
    assert answer.status_code == 204, answer.text
    work_off_jobs(desk.world.app)
    return dict(desk.screen.get(f"/connections/{made.id}/stock-comparisons").json)


def causes(shown: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (one["sku"], one["shop"], one["told_pieces"], one["now_pieces"], one["cause"])
        for one in shown["differences"]
    ]


def test_what_was_heard_as_it_is_differs_in_nothing(desk: Desk, tee: MadeProduct) -> None:
    made = desk.connect(kinds=["stock.available"])
    desk.world.receive(tee, "A-01-03", 5)
    desk.tell()
    shown = compared(desk, made)
    assert causes(shown) == []
    assert shown["comparisons"][0]["products"] == 1
    assert shown["comparisons"][0]["ended_at"]
    desk.tell()
    assert len(desk.shop.heard) == 1


def test_what_was_never_told_or_missed_is_told_once_more(desk: Desk, tee: MadeProduct) -> None:
    desk.world.receive(tee, "A-01-03", 1)
    made = desk.connect(kinds=["stock.available"])
    desk.tell()
    assert causes(compared(desk, made)) == [("TEE-M", "mori-main", None, 21, "never_told")]
    desk.tell()
    assert desk.shop.heard[-1].said["data"]["shops"] == {"mori-main": 21}
    desk.change(made.id, state="off")
    desk.world.receive(tee, "A-01-03", 1)
    desk.tell()
    refused = desk.screen.post(f"/connections/{made.id}/stock-comparisons/now")
    assert (refused.status_code, refused.json["code"]) == (409, "hears_no_stock")
    desk.change(made.id, state="on")
    assert causes(compared(desk, made)) == [("TEE-M", "mori-main", 21, 22, "missed")]
    desk.tell()
    assert desk.shop.heard[-1].said["data"]["shops"] == {"mori-main": 22}
    assert causes(compared(desk, made)) == []


def test_the_cause_says_where_a_number_is(desk: Desk, tee: MadeProduct) -> None:
    made = desk.connect(kinds=["stock.available"])
    desk.shop.answer = lambda _heard: (500, b"")
    desk.world.receive(tee, "A-01-03", 1)
    desk.tell()
    assert causes(compared(desk, made))[0][-1] == "under_way"
    with desk.world.transaction() as session:
        session.execute(update(Sending).values(state="dead", ended_at=Sending.made_at))
    desk.shop.answer = lambda _heard: (200, b"")
    shown = compared(desk, made)
    assert (causes(shown)[0][-1], shown["comparisons"][0]["told_again"]) == ("dead", 1)
    desk.later()
    desk.tell()
    assert causes(compared(desk, made)) == []


def test_paused_or_in_a_sandbox_nothing_goes_out(desk: Desk, tee: MadeProduct) -> None:
    desk.world.receive(tee, "A-01-03", 1)
    dry = desk.connect(kinds=["stock.available"], state="sandbox")
    still = desk.connect(kinds=["stock.available"], state="paused")
    assert causes(compared(desk, dry))[0][-1] == "never_told"
    compared(desk, still)
    desk.tell()
    assert desk.shop.heard == []
    assert desk.card(still.id)["waiting"] == 1


def test_at_night_each_connection_is_compared_once(desk: Desk, tee: MadeProduct) -> None:
    made = desk.connect(kinds=["stock.available"])
    desk.connect(kinds=["order.cancelled"])
    desk.world.receive(tee, "A-01-03", 1)
    for _ in range(2):
        with desk.world.app.app_context():
            jobs.compare_those_not_compared(today())
    shown = desk.screen.get(f"/connections/{made.id}/stock-comparisons").json
    assert len(shown["comparisons"]) == 1


def test_the_whole_list_is_fetched_with_a_cursor_and_saved_as_a_file(
    desk: Desk, tee: MadeProduct
) -> None:
    cap = desk.world.product("CAP", stock={"A-01-04": 3})
    desk.world.shop("mori-two")
    whole, one = (desk.connect(shop=shop, kinds=["stock.available"]) for shop in (None, "mori-two"))
    for product in (tee, cap):
        desk.world.receive(product, "A-01-03", 1)

    def fetched(made: Made, after: int = 0) -> dict[str, Any]:
        answer = desk.world.app.test_client().get(
            "/api/v1/stock-list",
            query_string={"after": after},
            headers={"Authorization": f"Bearer {made.key}"},
        )
        assert answer.status_code == 200, answer.text
        return dict(answer.json)

    listed = fetched(whole)
    assert [(row["sku"], row["shops"]) for row in listed["products"]] == [
        ("TEE-M", {"mori-main": 21, "mori-two": 21}),
        ("CAP", {"mori-main": 4, "mori-two": 4}),
    ]
    assert fetched(whole, listed["after"])["more"] is False
    assert fetched(one)["products"][0]["shops"] == {"mori-two": 21}
    file = desk.screen.get(f"/connections/{one.id}/stock.csv").data.decode("utf-8-sig")
    assert file.splitlines() == ["shop,sku,available", "mori-two,TEE-M,21", "mori-two,CAP,4"]
    assert desk.screen.get("/stock-list").status_code == 401
