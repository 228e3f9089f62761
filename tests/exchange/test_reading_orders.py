"""From the rows of a file to orders, and what is said of rows that are no good."""

from datetime import UTC, datetime
from typing import Any

import pytest

from server.exchange.order_files import BrokenOrder
from server.exchange.order_files.drafts import OrderDraft
from tests.exchange.files import (
    NEXT_ENGINE_HEADER,
    SHOPIFY_HEADER,
    next_engine_file,
    next_engine_order,
    shopify_file,
    shopify_order,
    write,
)
from tests.exchange.test_recognising import only_order, read


def codes(content: bytes) -> dict[int, str]:
    """Row → what is wrong with it, for the rows of broken orders that say so themselves."""
    return {
        problem.row: problem.code
        for order in read(content).orders()
        if isinstance(order, BrokenOrder)
        for problem in order.problems
    }


def only_problem(content: bytes) -> tuple[str, str]:
    """Column and code of the one problem of a file with one order."""
    (order,) = read(content).orders()
    assert isinstance(order, BrokenOrder), order
    (problem,) = order.problems
    return problem.column, problem.code


def with_cell(column: str, value: Any) -> bytes:
    """A file of one good order with one other cell."""
    maker, file = (
        (shopify_order, shopify_file)
        if column in SHOPIFY_HEADER
        else (next_engine_order, next_engine_file)
    )
    (row,) = maker("1001")
    return file([row | {column: value}])


def test_a_shopify_order_is_read_whole():
    order = only_order(shopify_file(shopify_order("#1001", ("TEE-M", 2), ("CAP", 1), Notes="急ぎ")))
    assert order.external_no == "#1001"
    assert order.ordered_at == datetime(2026, 11, 20, 0, 15, tzinfo=UTC)
    assert [(line.row, line.line_no, line.sku, line.quantity_pieces) for line in order.lines] == [
        (2, 1, "TEE-M", 2),
        (3, 2, "CAP", 1),
    ]
    consignee = order.consignee
    assert (consignee.name, consignee.postal_code) == ("髙﨑 花子", "1000005")
    assert (consignee.prefecture, consignee.address) == ("東京都", "千代田区丸の内1-1-1")
    assert (consignee.building, consignee.phone) == ("タワー12F", "09012345678")
    assert (order.carrier, order.note, order.total_yen) == ("ヤマト宅急便", "急ぎ", 3960)
    assert (order.customer.mail, order.standing) == ("customer-1001@example.jp", None)


def test_a_next_engine_order_is_read_whole():
    order = only_order(
        next_engine_file(
            next_engine_order(
                "A-1",
                ("TEE-M", 2),
                ("CAP", 1),
                日付指定="2026/11/25",
                ギフトフラグ="1",
                備考="不在時宅配BOX",
                のし="御祝",
            )
        )
    )
    assert order.ordered_at == datetime(2026, 11, 20, 0, 15, tzinfo=UTC)
    assert [(line.row, line.sku, line.quantity_pieces) for line in order.lines] == [
        (2, "TEE-M", 2),
        (3, "CAP", 1),
    ]
    consignee = order.consignee
    assert (consignee.name, consignee.kana) == ("德永 濵子", "トクナガ ハマコ")
    assert (consignee.prefecture, consignee.address) == ("大阪府", "大阪市北区梅田1-1")
    assert (consignee.building, consignee.phone) == ("㈱棚番ビル①", "0661234567")
    assert (order.delivery_date, order.delivery_slot) == ("2026-11-25", "14時-16時")
    assert (order.is_gift, order.note) == (True, "不在時宅配BOX\n御祝")


def test_an_order_without_an_address_of_its_own_goes_to_who_ordered():
    order = only_order(
        next_engine_file(
            next_engine_order("A-1", 発送先名="", 発送先住所１="", 発送先住所２="", 発送郵便番号="")
        )
    )
    assert order.consignee.name == "髙橋 﨑太郎"
    assert (order.consignee.prefecture, order.consignee.postal_code) == ("東京都", "1500001")


def test_an_address_is_never_mixed_from_two_people():
    content = next_engine_file(next_engine_order("A-1", 発送先名="", 発送郵便番号=""))
    assert only_problem(content) == ("発送先名", "consignee_missing")


def test_the_earliest_purchase_comes_first_whichever_way_the_shop_sorts():
    file = read(
        shopify_file(
            shopify_order("#1003", Created_at="2026-11-20 12:00:00 +0900"),
            shopify_order("#1002", Created_at="2026-11-20 11:00:00 +0900"),
            shopify_order("#1001", Created_at="2026-11-20 01:30:00 +0000"),
        )
    )
    assert [order.external_no for order in file.orders()] == ["#1001", "#1002", "#1003"]


def test_rows_of_one_order_may_lie_apart():
    one = next_engine_order("A-1", ("TEE-M", 1), ("CAP", 1))
    file = read(next_engine_file(one[:1], next_engine_order("A-2"), one[1:]))
    assert [order.rows for order in file.orders()] == [(2, 4), (3,)]


def test_a_file_that_somebody_sorted_by_product_is_still_read():
    rows = shopify_order("#1001", ("TEE-M", 2), ("CAP", 1))
    order = only_order(write(SHOPIFY_HEADER, reversed(rows), encoding="utf-8"))
    assert [(line.row, line.sku) for line in order.lines] == [(3, "TEE-M"), (2, "CAP")]


@pytest.mark.parametrize(
    ("written", "quantity_pieces"),
    [("3", 3), ("３", 3), (" 3 ", 3), ("+3", 3), ("3.0", 3), ("1,200", 1200), ('="12"', 12)],
)
def test_a_quantity_is_read_as_people_write_it(written, quantity_pieces):
    assert only_order(with_cell("受注数量", written)).lines[0].quantity_pieces == quantity_pieces


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0", "quantity_not_positive"),
        ("０", "quantity_not_positive"),
        ("-1", "quantity_not_positive"),
        ("－２", "quantity_not_positive"),
        ("", "quantity_unreadable"),
        ("二", "quantity_unreadable"),
        ("1.5", "quantity_unreadable"),
        ("1e3", "quantity_unreadable"),
        ("=1+1", "quantity_unreadable"),
        ("1,2", "quantity_unreadable"),
        ("٣", "quantity_unreadable"),
        ("100000", "quantity_too_large"),
        ("9" * 30, "quantity_unreadable"),
    ],
)
def test_a_quantity_that_makes_no_sense_keeps_the_order_out(written, code):
    assert only_problem(with_cell("Lineitem quantity", written)) == ("Lineitem quantity", code)


@pytest.mark.parametrize(
    "written",
    [
        "2026/11/20 09:15:00",
        "2026-11-20T09:15:00+09:00",
        "2026/11/20 9:15",
        "２０２６/１１/２０ 9:15",
        "2026-11-20 00:15:00 UTC",
        "2026-11-20 00:15:00Z",
        "2026年11月20日 9:15",
    ],
)
def test_a_moment_is_read_as_systems_and_spreadsheets_write_it(written):
    order = only_order(with_cell("受注日", written))
    assert order.ordered_at == datetime(2026, 11, 20, 0, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2026/02/30",
        "2026/13/01",
        "昨日",
        "20/11/2026",
        "2026/11/20 25:00",
        "2026/11/20 9:15 +9900",
        "1900/01/00",
        "9999/12/31",
        "2026/11/20x",
    ],
)
def test_a_moment_that_cannot_be_read_keeps_the_order_out(written):
    assert only_problem(with_cell("受注日", written)) == ("受注日", "date_unreadable")


@pytest.mark.parametrize("written", ["46346.39", "46346"])
def test_a_day_that_a_spreadsheet_counts_is_told_as_that(written):
    cell = with_cell("受注日", written)
    assert only_problem(cell) == ("受注日", "date_is_a_serial_number")


def test_a_delivery_day_that_cannot_be_read_keeps_the_order_out():
    assert only_problem(with_cell("日付指定", "なるはや")) == ("日付指定", "date_unreadable")
    assert only_order(with_cell("日付指定", "0000/00/00")).delivery_date is None


@pytest.mark.parametrize("column", ["Name", "Lineitem sku", "Shipping Phone", "商品コード"])
@pytest.mark.parametrize("written", ["4.90123E+12", "4.9E+12", "５E+12"])
def test_a_code_whose_digits_excel_has_eaten_keeps_the_order_out(column, written):
    assert only_problem(with_cell(column, written)) == (column, "number_damaged_by_spreadsheet")


def test_zeros_that_excel_dropped_are_put_back():
    order = only_order(
        next_engine_file(next_engine_order("A-1", 発送郵便番号="600001", 発送電話番号="9012345678"))
    )
    assert (order.consignee.postal_code, order.consignee.phone) == ("0600001", "09012345678")


def test_a_foreign_address_stays_as_it_is():
    order = only_order(
        shopify_file(
            shopify_order(
                "#1001",
                Shipping_Zip="SW1A 1AA",
                Shipping_Province="ENG",
                Shipping_Phone="+44 20 7946 0018",
            )
        )
    )
    assert order.consignee.postal_code == "SW1A 1AA"
    assert (order.consignee.prefecture, order.consignee.phone) == ("ENG", "+44 20 7946 0018")


def test_a_formula_in_a_cell_is_text():
    formula = '=HYPERLINK("http://example.com","棚")'
    assert only_order(with_cell("Shipping Name", formula)).consignee.name == formula


def test_a_cell_kept_as_text_by_a_formula_is_what_it_shows():
    assert only_order(with_cell("商品コード", '="0049"')).lines[0].sku == "0049"
    assert only_order(with_cell("商品コード", "'0049")).lines[0].sku == "0049"


@pytest.mark.parametrize("column", ["Name", "Lineitem sku", "Shipping Name", "Notes"])
def test_a_nul_byte_keeps_the_order_out(column):
    content = with_cell(column, "1001\0x")
    assert only_problem(content) == (column, "control_character")


def test_what_does_not_fit_is_refused_and_never_cut_off():
    assert only_problem(with_cell("Notes", "長" * 1001)) == ("Notes", "cell_too_long")
    assert only_problem(with_cell("Name", "1" * 101)) == ("Name", "cell_too_long")
    assert len(only_order(with_cell("Notes", "長" * 1000)).note) == 1000


def test_a_row_without_order_number_is_refused_alone():
    content = next_engine_file(
        next_engine_order("A-1"), next_engine_order(""), next_engine_order("A-3")
    )
    assert codes(content) == {3: "missing_order_number"}


def test_a_line_without_order_number_keeps_the_order_above_out():
    rows = shopify_order("#1001", ("TEE-M", 1), ("CAP", 1))
    content = shopify_file([rows[0], rows[1] | {"Name": ""}], shopify_order("#1002"))
    assert codes(content) == {3: "missing_order_number"}
    assert [order.rows for order in read(content).orders()] == [(2, 3), (4,)]


def test_one_bad_row_keeps_its_whole_order_out_and_no_other():
    content = shopify_file(
        shopify_order("#1001"),
        shopify_order("#1002", ("TEE-M", "many"), ("CAP", 1)),
        shopify_order("#1003"),
    )
    first, bad, last = read(content).orders()
    assert isinstance(first, OrderDraft)
    assert isinstance(last, OrderDraft)
    assert (bad.external_no, bad.rows) == ("#1002", (3, 4))
    assert codes(content) == {3: "quantity_unreadable"}


def test_all_that_is_wrong_with_an_order_is_said_at_once():
    content = shopify_file(
        shopify_order(
            "#1001", ("", 1), ("CAP", "x"), Created_at="?", Shipping_Address1="", Shipping_City=""
        )
    )
    (order,) = read(content).orders()
    assert {(problem.row, problem.column, problem.code) for problem in order.problems} == {
        (2, "Created at", "date_unreadable"),
        (2, "Shipping City", "consignee_missing"),
        (2, "Lineitem sku", "product_code_missing"),
        (3, "Lineitem quantity", "quantity_unreadable"),
    }


def test_shifted_cells_are_noticed():
    header, one, two, three = shopify_file(
        shopify_order("#1001"), shopify_order("#1002"), shopify_order("#1003"), line_end="\n"
    ).splitlines()
    too_many = b",".join(two.rpartition("タワー12F".encode()))
    too_few = three.replace(b",JPY,", b",", 1)
    content = b"\n".join([header, one, too_many, too_few, b""])
    assert codes(content) == {3: "too_many_cells", 4: "too_few_cells"}
    assert next(read(content).orders()).rows == (2,)


def test_blank_columns_behind_the_last_one_do_not_matter():
    header, one = shopify_file(shopify_order("#1001"), line_end="\n").splitlines()
    assert only_order(header + b",,\n" + one + b",,\n").external_no == "#1001"


def test_a_half_written_last_row_keeps_its_order_out():
    content = shopify_file(
        shopify_order("#1001"), shopify_order("#1002", ("TEE-M", 1), ("CAP", 1)), line_end="\n"
    )
    lines = content.splitlines()
    for cut in range(1, len(lines[3])):
        broken = b"\n".join([*lines[:3], lines[3][:cut]])
        assert [type(order) for order in read(broken).orders()] == [OrderDraft, BrokenOrder], cut
        assert codes(broken) == {4: "row_half_written"}


def test_a_file_cut_anywhere_never_lets_an_incomplete_order_in():
    content = next_engine_file(
        next_engine_order("A-1"),
        next_engine_order("A-12", ("TEE-M", 12), ("CAP", 1)),
        encoding="utf-8",
        line_end="\n",
    )
    whole = {order.external_no: order.digest for order in read(content).orders()}
    last_row = content.rstrip().rindex(b"\n") + 1
    for cut in range(last_row + 1, len(content) - 5):
        for order in read(content[:cut]).orders():
            if isinstance(order, OrderDraft):
                assert whole[order.external_no] == order.digest, cut


def test_a_quote_that_never_closes_costs_one_row():
    rows = [next_engine_order(f"A-{n}") for n in range(1, 6)]
    lines = next_engine_file(*rows, line_end="\n").splitlines(keepends=True)
    lines[3] = lines[3].replace("德永".encode("cp932"), '"德永'.encode("cp932"))
    content = b"".join(lines)
    assert codes(content) == {4: "quote_not_closed"}
    assert [order.rows for order in read(content).orders()] == [(2,), (3,), (5,), (6,), (4,)]


def test_many_quotes_that_never_close_do_not_take_for_ever():
    header = ",".join(NEXT_ENGINE_HEADER) + "\n"
    content = (header + 'a""","\n' * 20_000).encode("cp932")
    file = read(content)
    assert sum(len(order.rows) for order in file.orders()) == file.rows == 20_000


def test_a_cell_longer_than_any_cell_costs_one_row():
    rows = next_engine_order("A-1") + next_engine_order("A-2") + next_engine_order("A-3")
    rows[1]["備考"] = "長" * 200_000
    content = write(NEXT_ENGINE_HEADER, rows, encoding="cp932")
    assert codes(content) == {3: "cell_too_long"}


def test_an_order_with_too_many_rows_is_refused():
    content = next_engine_file(next_engine_order("A-1", *((f"S-{n}", 1) for n in range(1001))))
    assert codes(content) == {2: "too_many_rows_for_one_order"}


@pytest.mark.parametrize("times", [2, 3])
def test_a_file_pasted_twice_brings_each_order_once(times):
    orders = [shopify_order("#1001", ("TEE-M", 2), ("CAP", 1)), shopify_order("#1002")]
    first, second = read(shopify_file(*orders * times)).orders()
    assert (first.rows, first.repeated_rows[:2], len(first.lines)) == ((2, 3), (5, 6), 2)
    assert len(second.repeated_rows) == times - 1


def test_a_next_engine_file_pasted_twice_brings_each_order_once():
    orders = [next_engine_order("A-1", ("TEE-M", 2), ("CAP", 1)), next_engine_order("A-2")]
    first, second = read(next_engine_file(*orders * 2)).orders()
    assert (first.rows, first.repeated_rows, len(first.lines)) == ((2, 3), (5, 6), 2)
    assert (second.rows, second.repeated_rows) == ((4,), (7,))


def test_one_order_pasted_twice_with_different_lines_is_refused():
    content = shopify_file(
        shopify_order("#1001", ("TEE-M", 2)), shopify_order("#1001", ("TEE-M", 1))
    )
    assert codes(content) == {3: "order_repeated_differently"}


def test_the_same_row_twice_is_for_the_shop_to_explain():
    content = next_engine_file(next_engine_order("A-1", ("TEE-M", 1), ("TEE-M", 1)))
    assert codes(content) == {3: "row_repeated"}


def test_shopify_may_list_one_product_on_two_lines():
    order = only_order(
        shopify_file(shopify_order("#1001", ("TEE-M", 1), ("TEE-M", 1), ("TEE-M", 1)))
    )
    assert [line.quantity_pieces for line in order.lines] == [1, 1, 1]


def test_rows_of_an_order_that_go_to_two_addresses_are_refused():
    one, two = next_engine_order("A-1", ("TEE-M", 1), ("CAP", 1))
    content = next_engine_file([one, two | {"発送先名": "別の 人"}])
    assert codes(content) == {3: "rows_disagree"}


@pytest.mark.parametrize(
    ("cells", "standing"),
    [
        ({}, None),
        ({"Cancelled at": "2026-11-20 10:00:00 +0900"}, "order_is_cancelled"),
        ({"Financial Status": "refunded"}, "order_is_cancelled"),
        ({"Financial Status": "voided"}, "order_is_cancelled"),
        ({"Financial Status": "pending"}, "not_paid_yet"),
        ({"Financial Status": "pending", "Payment Method": "代金引換"}, None),
        ({"Financial Status": "pending", "Payment Method": "Cash on Delivery (COD)"}, None),
        ({"Financial Status": "authorized"}, None),
        ({"Financial Status": "partially_refunded"}, None),
        ({"Financial Status": "mystery"}, "payment_status_unknown"),
        ({"Financial Status": ""}, "payment_status_unknown"),
        ({"Fulfillment Status": "fulfilled"}, "already_shipped"),
        ({"Lineitem requires shipping": "false"}, "nothing_to_ship"),
        ({"Lineitem fulfillment status": "fulfilled"}, "already_shipped"),
    ],
)
def test_a_shopify_order_stands_as_the_shop_says(cells, standing):
    (row,) = shopify_order("#1001")
    assert only_order(shopify_file([row | cells])).standing == standing


def test_an_order_that_the_shop_has_shipped_already_stands_so():
    assert only_order(with_cell("出荷済フラグ", "1")).standing == "already_shipped"


def test_lines_that_need_no_shipping_are_left_out_of_picking():
    one, two, three = shopify_order("#1001", ("TEE-M", 1), ("", 1), ("CAP", 1))
    order = only_order(
        shopify_file(
            [
                one,
                two | {"Lineitem requires shipping": "false"},
                three | {"Lineitem fulfillment status": "fulfilled"},
            ]
        )
    )
    assert [line.left_out for line in order.lines] == [None, "needs_no_shipping", "already_shipped"]
    assert [line.sku for line in order.lines_to_pick] == ["TEE-M"]


def test_a_line_of_which_a_part_was_shipped_is_for_a_person_to_decide():
    content = with_cell("Lineitem fulfillment status", "partial")
    assert only_problem(content) == ("Lineitem quantity", "line_partly_shipped")


def test_a_row_with_further_taxes_only_is_no_line():
    rows = shopify_order("#1001", ("TEE-M", 1))
    order = only_order(shopify_file([*rows, {"Name": "#1001", "Tax 1 Name": "消費税"}]))
    assert (order.rows, len(order.lines)) == ((2, 3), 1)


def test_what_shops_change_while_they_ship_does_not_make_another_order():
    (row,) = shopify_order("#1001")
    before = only_order(shopify_file([row]))
    after = only_order(
        shopify_file(
            [
                row
                | {
                    "Fulfillment Status": "fulfilled",
                    "Fulfilled at": "2026-11-21",
                    "Lineitem fulfillment status": "fulfilled",
                    "Tags": "発送済",
                }
            ]
        )
    )
    assert before.digest == after.digest


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Lineitem quantity", "2"),
        ("Lineitem sku", "CAP"),
        ("Shipping Address1", "丸の内2"),
        ("Shipping Method", "ネコポス"),
        ("Notes", "急ぎ"),
        ("Total", "1"),
    ],
)
def test_what_changes_the_parcel_makes_another_order(column, value):
    (row,) = shopify_order("#1001")
    before = only_order(shopify_file([row]))
    assert only_order(shopify_file([row | {column: value}])).digest != before.digest


def test_a_draft_shows_no_customer_in_logs():
    shown = repr(only_order(shopify_file(shopify_order("#1001"))))
    assert "髙﨑" not in shown
    assert "example.jp" not in shown


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_all_accounted_for():
    header = ["店舗伝票番号", "受注日", "発送先名", "発送先住所１", "商品コード", "受注数量"]
    (row,) = next_engine_order("A-1")
    rows = (row | {"店舗伝票番号": f"A-{n // 2}", "商品コード": f"SKU-{n}"} for n in range(100_000))
    file = read(write(header, rows, encoding="cp932"))
    assert file.rows == 100_000
    assert sum(len(order.rows) for order in file.orders()) == 100_000
