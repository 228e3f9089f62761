"""A shop of Shopify's tells of its orders: each comes in once, as it was said last."""

from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from server.exchange import desk as file_desk
from server.orders.records import Order, OrderLine
from tests.exchange.files import shopify_file, shopify_order
from tests.exchange.shop_apis.desk import ShopDesk
from tests.exchange.shop_apis.shopify_shop import order_json, with_address

on_sqlite_alone = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def books(desk: ShopDesk) -> list[tuple[Any, ...]]:
    """Every order, as it is to be picked and sent."""
    with desk.world.reading() as session:
        orders = session.scalars(select(Order).order_by(Order.external_no)).all()
        lines = session.scalars(
            select(OrderLine).where(OrderLine.withdrawn_at.is_(None)).order_by(OrderLine.line_no)
        ).all()
        return [
            (
                order.external_no,
                order.stage,
                order.consignee.get("address"),
                sorted(
                    (line.external_sku, line.quantity_pieces)
                    for line in lines
                    if line.order_id == order.id
                ),
            )
            for order in orders
        ]


def test_an_order_comes_in_by_webhook_and_stock_is_held_for_it(desk: ShopDesk) -> None:
    shop = desk.connect()
    order = order_json(1001, ("TEE-M", 2), ("CAP", 1))
    assert desk.deliver(shop, order, topic="orders/create").status_code == 200
    assert books(desk) == []
    desk.read()
    assert books(desk) == [("#1001", "reserved", "千代田区丸の内1-1-1", [("CAP", 1), ("TEE-M", 2)])]
    (message,) = desk.messages(shop)
    assert (message["state"], message["code"]) == ("done", "order_new")
    assert message["external_no"] == "#1001"
    whole = desk.screen.get(f"/shop-connections/{shop}/messages/{message['id']}").json
    assert '"name":"#1001"' in whole["body"]


def test_in_any_order_and_five_times_each_it_ends_as_the_shop_said_it_last(
    desk: ShopDesk,
) -> None:
    shop = desk.connect()
    chance = Random(45)
    told = []
    for number in range(1001, 1007):
        made = order_json(number, ("TEE-M", 1))
        moved = with_address(order_json(number, ("TEE-M", 1), updated=5), address1="有楽町2-2")
        more = with_address(
            order_json(number, ("TEE-M", 1), ("CAP", 1), updated=9), address1="有楽町2-2"
        )
        mine = [("orders/create", made), ("orders/updated", moved), ("orders/updated", more)]
        if number == 1006:
            gone = more | {"cancelled_at": "2026-11-20T09:15:09+09:00"}
            mine = [("orders/updated", gone), ("orders/create", made), ("orders/cancelled", gone)]
        turns = mine * 5
        chance.shuffle(turns)
        told += turns if number != 1006 else mine * 5
    for topic, order in told:
        assert desk.deliver(shop, order, topic=topic).status_code == 200
        if chance.random() < 0.2:
            desk.read()
    desk.read()
    assert books(desk) == [
        (f"#{number}", "reserved", "千代田区有楽町2-2", [("CAP", 1), ("TEE-M", 1)])
        for number in range(1001, 1006)
    ]
    assert sum(one["times"] for one in desk.messages(shop)) == len(told)
    assert len(desk.messages(shop)) == 18


def test_a_cancelled_order_lets_go_of_its_goods(desk: ShopDesk) -> None:
    shop = desk.connect()
    desk.deliver(shop, order_json(1001), topic="orders/create")
    desk.read()
    gone = order_json(1001, updated=60, cancelled_at="2026-11-20T09:16:00+09:00")
    desk.deliver(shop, gone, topic="orders/cancelled")
    desk.deliver(shop, order_json(1001, updated=30))
    desk.read()
    assert [order[:2] for order in books(desk)] == [("#1001", "cancelled")]
    assert desk.became(shop)[1:] == [("done", "order_cancelled"), ("passed", "older_than_known")]


@on_sqlite_alone
def test_what_is_not_paid_or_not_sent_stays_out_until_it_is(desk: ShopDesk) -> None:
    shop = desk.connect()
    desk.deliver(shop, order_json(1001, financial_status="pending"), topic="orders/create")
    digital = order_json(1002)
    digital["line_items"][0]["requires_shipping"] = False
    desk.deliver(shop, digital | {"shipping_address": None})
    desk.deliver(shop, order_json(1003), topic="products/update")
    desk.read()
    assert books(desk) == []
    desk.deliver(shop, order_json(1001, updated=40), topic="orders/paid")
    desk.read()
    assert [order[0] for order in books(desk)] == ["#1001"]
    assert desk.became(shop) == [
        ("passed", "not_paid_yet"),
        ("passed", "nothing_to_ship"),
        ("passed", "topic_not_ours"),
        ("done", "order_new"),
    ]


@on_sqlite_alone
def test_what_the_door_refuses_is_run_again_once_the_product_is_known(desk: ShopDesk) -> None:
    shop = desk.connect()
    desk.deliver(shop, order_json(1001, ("MUG", 1)))
    desk.deliver(shop, b'{"id": 1, "name": "#9", "updated_at": "yesterday"}')
    desk.deliver(shop, b"{")
    desk.read()
    assert desk.became(shop) == [
        ("rejected", "unknown_product"),
        ("rejected", "order_unreadable"),
        ("rejected", "json_unreadable"),
    ]
    message = desk.messages(shop)[0]
    assert message["detail"]["value"] == "MUG"
    assert desk.card(shop)["went_wrong"] == 3
    desk.world.product("MUG", stock={"A-01-05": 3})
    again = f"/shop-connections/{shop}/messages/{message['id']}/again"
    assert desk.screen.post(again).status_code == 204
    desk.read()
    assert [order[0] for order in books(desk)] == ["#1001"]
    desk.screen.post(again)
    desk.read()
    assert desk.became(shop)[0] == ("done", "order_same")


@on_sqlite_alone
def test_a_file_of_the_same_orders_afterwards_changes_nothing(desk: ShopDesk) -> None:
    shop = desk.connect()
    desk.deliver(shop, order_json(1001, ("TEE-M", 2)))
    desk.read()
    file = shopify_file(shopify_order("#1001", ("TEE-M", 2)))
    with desk.world.app.app_context():
        preview = file_desk.hand_in(shop="mori-main", name="orders.csv", content=file)
    assert isinstance(preview, file_desk.Preview)
    assert (preview.orders_new, preview.orders_duplicate) == (0, 1)


@on_sqlite_alone
def test_a_wrong_signature_is_refused_and_leaves_no_trace_but_its_time(
    desk: ShopDesk, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = desk.connect()
    order = order_json(1001)
    refused = [
        desk.deliver(shop, order, secret="other"),
        desk.deliver(shop + 1, order),
        desk.world.app.test_client().post(
            f"/api/v1/shop-messages/shopify/{shop}", json=order, headers={"X-Shopify-Topic": "x"}
        ),
    ]
    assert [(one.status_code, one.json["code"]) for one in refused] == [
        (401, "signature_wrong")
    ] * 3
    assert desk.messages(shop) == []
    assert desk.card(shop)["refused_at"] is not None
    out = capsys.readouterr()
    said = out.out + out.err + caplog.text + "".join(one.text for one in refused)
    assert "shpss" not in said
    assert "丸の内" not in said


@on_sqlite_alone
def test_after_the_secret_was_renewed_both_count_for_a_day(desk: ShopDesk) -> None:
    shop = desk.connect()
    desk.change(shop, client_secret="shpss_new")
    assert desk.deliver(shop, order_json(1001)).status_code == 200
    assert desk.deliver(shop, order_json(1002), secret="shpss_new").status_code == 200
    desk.change(shop, client_secret="shpss_newer")
    assert desk.deliver(shop, order_json(1003)).status_code == 401


@on_sqlite_alone
def test_what_a_paused_connection_is_told_waits_and_a_removed_one_hears_nothing(
    desk: ShopDesk,
) -> None:
    shop = desk.connect()
    desk.change(shop, state="off")
    assert desk.deliver(shop, order_json(1001)).status_code == 200
    desk.read()
    assert desk.card(shop)["waiting"] == 1
    desk.change(shop, state="on")
    desk.read()
    assert [order[0] for order in books(desk)] == ["#1001"]
    assert desk.screen.post(f"/shop-connections/{shop}/remove").status_code == 204
    assert desk.deliver(shop, order_json(1002)).status_code == 401
    assert desk.screen.get("/shop-connections").json["shops"] == []
    assert desk.screen.get("/connections").json["connections"] == []


@on_sqlite_alone
def test_no_page_shows_a_secret_again(desk: ShopDesk) -> None:
    desk.connect(access_token="shpat_typed")
    said = desk.screen.get("/shop-connections").text + desk.screen.get("/connections").text
    assert "shpss" not in said
    assert "shpat" not in said
    assert '"client_id":"app-1"' in said


@on_sqlite_alone
def test_a_shop_that_nothing_opens_or_that_lies_inside_is_refused(desk: ShopDesk) -> None:
    for other, code in (
        ({"client_id": ""}, "no_key_to_shop"),
        ({"address": "https://169.254.169.254/"}, "address_not_public"),
        ({"kinds": ["order.short"]}, "kind_not_for_system"),
    ):
        answer = desk.screen.post("/shop-connections", desk.draft(**other))
        assert (answer.status_code, answer.json["code"]) == (422, code)
