"""A shop of Shopify's is told of parcels and stock, whatever is wrong with it meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from server.boards.fsck import findings
from server.catalog.records import Barcode, Product
from server.exchange.connections.records import Connection
from server.exchange.shop_apis.records import ShopAccess, ShopMessage, ShopOrder
from server.foundation import now
from tests.exchange.connections.test_telling import shipped
from tests.exchange.shop_apis.desk import ShopDesk
from tests.exchange.shop_apis.shopify_shop import order_json
from tests.floor import slip_of
from tests.makers import MadeProduct

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def tee(desk: ShopDesk) -> MadeProduct:
    with desk.world.reading() as session:
        product_id = session.query(Product.id).filter_by(sku="TEE-M").scalar()
        jan = session.query(Barcode.code).filter_by(product_id=product_id).limit(1).scalar()
    return MadeProduct(product_id, "TEE-M", jan)


def states(desk: ShopDesk, shop: int) -> list[tuple[Any, ...]]:
    """What became of each piece of news, the oldest first."""
    sendings = reversed(desk.news.sendings(shop))
    return [(one["kind"], one["state"], one["status"], one["fault"]) for one in sendings]


def card(desk: ShopDesk, shop: int) -> dict[str, Any]:
    return desk.news.card(shop)


def sent(desk: ShopDesk, tee: MadeProduct, *, number: int = 1001) -> None:
    """An order of the shop comes in and leaves."""
    desk.shop.orders.append(order_json(number, ("TEE-M", 2)))
    (shop,) = desk.screen.get("/shop-connections").json["shops"]
    desk.deliver(shop["connection_id"], desk.shop.orders[-1], topic="orders/create")
    desk.read()
    shipped(desk.news, tee, 0)


def test_a_parcel_that_left_is_told_with_its_number_and_company(
    desk: ShopDesk, tee: MadeProduct
) -> None:
    shop = desk.connect(kinds=["shipment.shipped"])
    sent(desk, tee)
    desk.news.tell()
    (parcel,) = desk.shop.fulfilments
    assert (parcel["order"], parcel["number"], parcel["company"]) == (
        "#1001",
        slip_of(1),
        "Yamato (JA)",
    )
    assert list(parcel["pieces"].values()) == [2]
    assert states(desk, shop) == [("shipment.shipped", "heard", 200, None)]
    # The shop tells of it in its turn: nothing is to be done any more.
    told = order_json(1001, ("TEE-M", 2), updated=90, fulfillment_status="fulfilled")
    desk.deliver(shop, told)
    desk.read()
    assert desk.became(shop)[-1] == ("passed", "already_shipped")


def test_a_parcel_whose_answer_was_lost_is_told_once(desk: ShopDesk, tee: MadeProduct) -> None:
    shop = desk.connect(kinds=["shipment.shipped"])
    sent(desk, tee)
    desk.shop.loses_answers = 1
    desk.news.tell()
    assert states(desk, shop) == [("shipment.shipped", "waiting", None, "nobody_there")]
    desk.news.later()
    desk.news.tell()
    assert len(desk.shop.fulfilments) == 1
    assert states(desk, shop) == [("shipment.shipped", "heard", 200, "was_told_before")]


def test_stock_is_told_at_once_and_once_for_many_changes(desk: ShopDesk, tee: MadeProduct) -> None:
    shop = desk.connect(kinds=["stock.available"])
    mug = desk.world.product("MUG", stock={"A-01-05": 1})
    for _ in range(5):
        desk.world.receive(tee, "A-01-03", 1)
    desk.world.receive(mug, "A-01-05", 1)
    desk.news.tell()
    assert desk.shop.stock == {"TEE-M": 25}
    assert desk.shop.asked.count("SetStock") == 1
    assert desk.shop.asked.count("token") == 1, "two who tell beside each other share a token"
    assert set(states(desk, shop)) == {
        ("stock.available", "heard", 200, None),
        ("stock.available", "heard", 200, "not_sold_there"),
    }


def test_429_points_5xx_and_silence_are_waited_out(desk: ShopDesk, tee: MadeProduct) -> None:
    shop = desk.connect(kinds=["stock.available"])
    faults = [
        ((429, {"Retry-After": "2.0"}, b"slow down"), (429, "too_many_requests")),
        ((503, {}, b"maintenance"), (503, "shop_failed")),
        ((200, {}, b"<html>"), (502, "answer_unreadable")),
    ]
    desk.news.test(shop)
    desk.news.tell()
    desk.world.receive(tee, "A-01-03", 1)
    for answer, expected in faults:
        desk.shop.answers.append(answer)
        desk.news.tell()
        assert states(desk, shop)[-1] == ("stock.available", "waiting", *expected)
        assert card(desk, shop)["rests_until"] is not None
        desk.news.later()
    desk.shop.points = 40.0
    desk.news.tell()
    assert states(desk, shop)[-1] == ("stock.available", "waiting", 429, "too_many_requests")
    desk.news.later()
    desk.news.tell()
    assert desk.shop.stock == {"TEE-M": 21}
    assert card(desk, shop)["rests_until"] is None


def test_a_shop_that_hangs_is_cut_off(
    desk: ShopDesk, tee: MadeProduct, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = desk.connect(kinds=["stock.available"], client_id="", access_token="shpat_1")
    monkeypatch.setattr("server.exchange.shop_apis.shopify.asking.QUESTION_SECONDS_MAX", 0.2)
    desk.shop.open.clear()
    desk.world.receive(tee, "A-01-03", 1)
    desk.news.tell()
    assert states(desk, shop) == [("stock.available", "waiting", None, "too_slow")]
    desk.shop.open.set()


def test_a_token_that_expired_is_renewed_and_one_that_was_revoked_says_what_to_do(
    desk: ShopDesk, tee: MadeProduct
) -> None:
    shop = desk.connect(kinds=["stock.available"])
    desk.world.receive(tee, "A-01-03", 1)
    desk.news.tell()
    assert desk.shop.asked.count("token") == 1
    desk.shop.token = "revoked by the shop"
    desk.world.receive(tee, "A-01-03", 1)
    desk.news.tell()
    assert desk.shop.asked.count("token") == 2
    with desk.world.transaction() as session:
        session.execute(update(ShopAccess).values(access_until=now() + timedelta(minutes=1)))
    desk.shop.is_app_known = False
    desk.world.receive(tee, "A-01-03", 1)
    desk.news.tell()
    assert card(desk, shop)["trouble"] == "app_refused"
    sending = desk.news.sendings(shop)[0]
    assert (sending["state"], sending["tries"], sending["fault"]) == ("waiting", 0, "app_refused")
    desk.read()
    assert desk.card(shop)["fetch_fault"] == "app_refused"
    desk.shop.is_app_known = True
    desk.change(shop, client_id="app-1")
    desk.news.tell()
    assert desk.shop.stock == {"TEE-M": 23}
    assert card(desk, shop)["trouble"] is None


def test_a_typed_token_that_is_refused_waits_for_a_better_one(
    desk: ShopDesk, tee: MadeProduct
) -> None:
    shop = desk.connect(kinds=["stock.available"], client_id="", access_token="wrong")
    desk.world.receive(tee, "A-01-03", 1)
    desk.news.tell()
    assert card(desk, shop)["trouble"] == "token_refused"
    desk.change(shop, access_token="shpat_1")
    desk.news.tell()
    assert desk.shop.stock == {"TEE-M": 21}


def test_the_test_button_says_what_the_app_may_not_do(desk: ShopDesk) -> None:
    shop = desk.connect()
    desk.shop.scopes = ("read_orders", "read_products")
    desk.news.test(shop)
    desk.news.tell()
    whole = desk.news.sending(shop, desk.news.sendings(shop)[0]["id"])
    assert whole["attempts"][-1]["fault"] == "scope_missing"
    assert "write_inventory" in whole["attempts"][-1]["answer"]
    assert card(desk, shop)["trouble"] == "scope_missing"


def test_a_sandbox_says_nothing_and_shows_what_it_would_have_said(
    desk: ShopDesk, tee: MadeProduct
) -> None:
    shop = desk.connect(state="sandbox")
    sent(desk, tee)
    asked = list(desk.shop.asked)
    desk.news.tell()
    assert desk.shop.asked == asked
    assert {one[1] for one in states(desk, shop)} == {"sandbox"}
    requests = {
        one["kind"]: desk.news.sending(shop, one["id"])["request"]
        for one in desk.news.sendings(shop)
    }
    assert slip_of(1) in requests["shipment.shipped"]
    assert '"quantity": 1' in requests["stock.available"]


def test_orders_whose_webhook_never_came_are_fetched_in_pages(desk: ShopDesk) -> None:
    shop = desk.connect()
    with desk.world.transaction() as session:
        long_ago = now() - timedelta(days=30)
        session.execute(update(ShopAccess).values(fetched_until=long_ago))
    desk.shop.page_size = 2
    desk.shop.orders += [order_json(1001 + nth, updated=nth) for nth in range(5)]
    desk.deliver(shop, desk.shop.orders[0])
    desk.shop.answers.append((500, {}, b""))
    desk.read()
    assert desk.card(shop)["fetch_fault"] == "shop_failed"
    assert desk.screen.post(f"/shop-connections/{shop}/fetch").status_code == 204
    desk.read()
    assert desk.became(shop) == [("done", "order_new")] * 5
    assert desk.shop.asked.count("ChangedOrders") == 3
    assert desk.card(shop)["fetch_fault"] is None
    # The same orders by webhook and fetched once more: they are what they are.
    for order in desk.shop.orders:
        desk.deliver(shop, order)
    desk.screen.post(f"/shop-connections/{shop}/fetch")
    desk.read()
    assert set(desk.became(shop)) == {("done", "order_new"), ("done", "order_same")}
    assert len(desk.messages(shop)) == 9


def test_fsck_finds_what_was_not_answered_for(desk: ShopDesk) -> None:
    shop = desk.connect()
    desk.deliver(shop, order_json(1001))
    desk.read()
    with desk.world.transaction() as session:
        session.execute(update(ShopMessage).values(order_id=None))
        session.execute(update(ShopOrder).values(said_at=now() - timedelta(days=3_000)))
    with desk.world.reading() as session:
        found = {one.check for one in findings(session)}
    assert {"INV-45a", "INV-45b"} <= found
    with desk.world.transaction() as session:
        session.query(ShopMessage).delete()
        session.execute(update(Connection).values(state="off", listens_from=None))
