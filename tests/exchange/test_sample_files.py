"""One file of each shop system, read as that system writes it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.exchange.order_files import (
    BrokenOrder,
    FileRefused,
    OrderDraft,
    OrderFile,
    read_orders,
    recognise,
)

SAMPLES = Path(__file__).parent / "samples"
NINE_FIFTEEN = datetime(2026, 11, 20, 0, 15, tzinfo=UTC)

Orders = dict[str, OrderDraft | BrokenOrder]


def sample(name: str) -> tuple[OrderFile, Orders]:
    content = (SAMPLES / name).read_bytes()
    recognised = recognise(content)
    assert not isinstance(recognised, FileRefused), recognised
    file = read_orders(content, recognised)
    assert isinstance(file, OrderFile), file
    return file, {order.external_no: order for order in file.orders()}


def goods(order: OrderDraft | BrokenOrder) -> list[tuple[str, int]]:
    assert isinstance(order, OrderDraft), order
    return [(line.sku, line.quantity_pieces) for line in order.lines_to_pick]


@pytest.mark.parametrize(
    ("name", "profile", "encoding", "delimiter"),
    [
        ("rakuten.csv", "rakuten", "cp932", ","),
        ("yahoo.csv", "yahoo", "cp932", ","),
        ("amazon.txt", "amazon", "cp932", "\t"),
        ("base.csv", "base", "cp932", ","),
        ("stores.csv", "stores", "cp932", ","),
        ("ec_cube.csv", "ec_cube", "cp932", ","),
        ("tanaban.csv", "tanaban", "utf-8", ","),
        ("tanaban.json", "tanaban", "utf-8", ","),
    ],
)
def test_each_file_is_told_by_its_header_and_every_row_is_in_one_order(
    name, profile, encoding, delimiter
):
    file, orders = sample(name)
    how = file.recognised
    assert (how.profile.id, how.encoding.name, how.delimiter) == (profile, encoding, delimiter)
    rows = [row for order in orders.values() for row in order.rows]
    assert sorted(rows) == list(range(2, file.rows + 2))


def test_rakuten_sends_one_order_to_two_addresses():
    _, orders = sample("rakuten.csv")
    first = orders["338888-20261120-0000001-1"]
    second = orders["338888-20261120-0000001-2"]
    assert isinstance(first, OrderDraft)
    assert isinstance(second, OrderDraft)
    assert goods(first) == [("TEE-M", 2), ("CAP", 1)]
    assert goods(second) == [("TEE-M", 1)]
    assert first.consignee.as_told() == {
        "name": "髙橋 花子",
        "kana": "タカハシ ハナコ",
        "postal_code": "0600001",
        "prefecture": "北海道",
        "address": "札幌市中央区北一条西2-1 時計台ビル3F",
        "phone": "0112310001",
    }
    assert (second.consignee.name, second.consignee.prefecture) == ("德永 濵子", "大阪府")
    assert (first.ordered_at, first.delivery_date) == (NINE_FIFTEEN, "2026-11-25")
    assert (first.delivery_slot, first.is_gift) == ("14時-16時", True)
    assert "玄関前" in first.note
    assert "御歳暮" in second.note


def test_rakuten_tells_what_is_cancelled_and_keeps_the_number_of_an_order_with_one_address():
    _, orders = sample("rakuten.csv")
    only = orders["338888-20261120-0000002"]
    assert goods(only) == [("CAP", 1)]
    assert only.delivery_slot == "午前中"
    assert only.standing is None
    assert orders["338888-20261120-0000003"].standing == "order_is_cancelled"


def test_yahoo_goes_by_payment_and_standing():
    _, orders = sample("yahoo.csv")
    paid = orders["tanaban-10000001"]
    assert goods(paid) == [("TEE-M", 2), ("CAP", 1)]
    assert paid.consignee.address == "千代田区丸の内1-1-1"
    assert (paid.delivery_slot, paid.ordered_at) == ("14:00-16:00", NINE_FIFTEEN)
    assert [orders[f"tanaban-1000000{nth}"].standing for nth in (1, 2, 3, 4)] == [
        None,
        "order_is_cancelled",
        "not_paid_yet",
        None,
    ]


def test_amazon_leaves_out_what_was_shipped_before():
    _, orders = sample("amazon.txt")
    order = orders["250-1234567-1234567"]
    assert goods(order) == [("TEE-M", 2)]
    assert [line.left_out for line in order.lines] == [None, "already_shipped"]
    consignee = order.consignee
    assert (consignee.prefecture, consignee.address) == ("東京都", "千代田区丸の内1-1-1")
    assert (consignee.building, consignee.phone) == ("タワー12F", "09012345678")


def test_base_picks_goods_and_no_options():
    _, orders = sample("base.csv")
    order = orders["6F1A2B3C4D5E6F70"]
    assert goods(order) == [("TEE-M", 2), ("CAP", 1)]
    assert (order.consignee.name, order.consignee.building) == ("德永 濵子", "棚番ビル①")
    assert orders["6F1A2B3C4D5E6F71"].standing == "order_is_cancelled"


def test_stores_falls_back_on_the_barcode():
    _, orders = sample("stores.csv")
    assert goods(orders["1000000001"]) == [("TEE-M", 2), ("CAP", 1)]
    assert orders["1000000002"].standing == "not_paid_yet"
    assert orders["1000000003"].standing == "order_is_cancelled"


def test_ec_cube_picks_goods_only_and_each_shipment_by_itself():
    _, orders = sample("ec_cube.csv")
    assert goods(orders["41-51"]) == [("TEE-M", 2)]
    assert goods(orders["41-52"]) == [("CAP", 1)]
    assert orders["41-51"].consignee.kana == "タカハシ ハナコ"
    assert orders["41-52"].consignee.address == "大阪市北区梅田"
    # Fees of the order as a whole go nowhere; they are accounted for with its first shipment.
    assert orders["41-51"].rows == (2, 4, 5, 6)
    assert orders["42"].standing == "order_is_cancelled"


def test_our_own_csv_and_json_say_the_same():
    _, by_csv = sample("tanaban.csv")
    _, by_json = sample("tanaban.json")
    assert goods(by_csv["W-1"]) == [("TEE-M", 2), ("CAP", 1)]
    assert by_csv["W-1"].digest == by_json["W-1"].digest
    assert {order.standing for order in (by_csv["W-2"], by_json["W-2"])} == {"order_is_cancelled"}


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b'{"orders": [', "1:13"),
        (b'{"orders": {}}', "orders"),
        (b'{"orders": [7]}', "orders[0]"),
        (b'[{"order_number": "1", "oops": 1}]', "orders[0].oops"),
        (b'[{"order_number": "1", "consignee": {"name": {}}}]', "orders[0].consignee.name"),
        (b'[{"order_number": "1", "lines": [{"sku": ["A"]}]}]', "orders[0].lines[0].sku"),
    ],
)
def test_json_that_says_something_else_is_refused_with_the_place(content, where):
    assert recognise(content) == FileRefused("json_unreadable", {"where": where})


def test_a_file_of_yahoo_without_its_items_says_what_is_missing():
    header = b"OrderId,OrderTime,ShipName,ShipCity,ShipAddress1,ShipZipCode,ShipPrefecture\r\n"
    refused = recognise(header + b"1,2026/11/20,a,b,c,d,e\r\n")
    assert isinstance(refused, FileRefused)
    assert refused.detail["profile"] == "yahoo"
    assert refused.detail["columns"] == ["SubCode", "Quantity"]
