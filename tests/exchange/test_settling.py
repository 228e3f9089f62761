"""What is to be done with an order of a file, and what becomes of its rows."""

import pytest

from server.exchange.decisions import (
    Known,
    Product,
    carrier_of,
    key_of,
    outcomes_of,
    settle,
)
from server.exchange.order_files import Customer
from server.vocabulary import without_formula
from tests.exchange.files import next_engine_file, next_engine_order, shopify_file, shopify_order
from tests.exchange.test_recognising import read

PRODUCTS = {"TEE-M": Product(1, 1), "CAP": Product(2, 1), "CASE": Product(3, 12)}
CARRIERS = (
    ("yamato", ("ヤマト", "クロネコ")),
    ("nekopos", ("ネコポス", "ヤマト ネコポス")),
    ("sagawa", ("佐川急便", "SAGAWA", "")),
)


def settled(*lines, known=None, **cells):
    (order,) = read(shopify_file(shopify_order("#1001", *lines, **cells))).orders()
    return settle(order, known, PRODUCTS)


def digest(*lines, **cells):
    (order,) = read(shopify_file(shopify_order("#1001", *lines, **cells))).orders()
    return order.digest


def test_a_new_order_comes_in_with_its_products():
    one = settled(("TEE-M", 2), ("CASE", 1))
    assert one.verdict == "new"
    assert one.products == (Product(1, 1), Product(3, 12))
    assert [
        (outcome.row, outcome.outcome, outcome.order_id) for outcome in outcomes_of(one, 7)
    ] == [
        (2, "imported", 7),
        (3, "imported", 7),
    ]


def test_an_unknown_product_is_named_and_keeps_the_order_out():
    one = settled(("TEE-M", 2), ("TEE-XXL", 1))
    first, second = outcomes_of(one)
    assert (first.code, first.detail) == ("order_rejected_with_another_row", {"row": 3})
    assert (second.code, second.column, second.detail) == (
        "unknown_product",
        "Lineitem sku",
        {"value": "TEE-XXL"},
    )


def test_more_pieces_than_make_sense_are_refused():
    (outcome,) = outcomes_of(settled(("CASE", 99_999)))
    assert outcome.code == "quantity_too_large"


def test_an_order_that_came_in_before_is_a_duplicate():
    one = settled(("TEE-M", 2), known=Known(7, digest(("TEE-M", 2))))
    assert [(outcome.outcome, outcome.order_id) for outcome in outcomes_of(one)] == [
        ("duplicate", 7)
    ]


def test_an_order_that_came_in_before_is_a_duplicate_even_when_its_product_is_gone():
    one = settled(("GONE", 2), known=Known(7, digest(("GONE", 2))))
    assert one.verdict == "duplicate"


def test_an_order_that_changed_since_it_came_in_is_a_visible_conflict():
    (outcome,) = outcomes_of(settled(("TEE-M", 3), known=Known(7, digest(("TEE-M", 2)))))
    assert (outcome.outcome, outcome.code, outcome.order_id) == (
        "rejected",
        "changed_after_import",
        7,
    )


def test_a_cancel_after_import_is_a_visible_conflict():
    one = settled(("TEE-M", 2), known=Known(7, digest(("TEE-M", 2))), Cancelled_at="2026-11-21")
    assert outcomes_of(one)[0].code == "cancelled_after_import"


def test_an_order_that_was_shipped_since_it_came_in_is_a_duplicate():
    one = settled(
        ("TEE-M", 2), known=Known(7, digest(("TEE-M", 2))), Fulfillment_Status="fulfilled"
    )
    assert one.verdict == "duplicate"


def test_a_cancelled_order_says_so_rather_than_that_its_address_is_missing():
    one = settled(("?", "?"), Cancelled_at="2026-11-21", Shipping_Name="")
    assert [outcome.code for outcome in outcomes_of(one)] == ["order_is_cancelled"]


def test_rows_pasted_twice_are_duplicates_of_the_first():
    order = shopify_order("#1001", ("TEE-M", 2))
    (read_order,) = read(shopify_file(order, order)).orders()
    assert [
        (outcome.row, outcome.outcome, outcome.code)
        for outcome in outcomes_of(settle(read_order, None, PRODUCTS), 7)
    ] == [(2, "imported", None), (3, "duplicate", "repeated_in_file")]


def test_a_line_that_is_not_shipped_is_imported_and_says_why():
    one, two = shopify_order("#1001", ("TEE-M", 1), ("", 1))
    (order,) = read(shopify_file([one, two | {"Lineitem requires shipping": "false"}])).orders()
    outcomes = outcomes_of(settle(order, None, PRODUCTS), 7)
    assert [(outcome.outcome, outcome.code) for outcome in outcomes] == [
        ("imported", None),
        ("imported", "needs_no_shipping"),
    ]


def test_an_order_number_that_cannot_be_kept_is_left_out_of_the_outcome():
    for number in ("1" * 101, "10\x0001"):
        (order,) = read(next_engine_file(next_engine_order(number))).orders()
        (outcome,) = outcomes_of(settle(order, None, PRODUCTS))
        assert (outcome.outcome, outcome.external_no) == ("rejected", "")


@pytest.mark.parametrize(
    ("text", "carrier"),
    [
        ("ヤマト運輸 宅急便(東京)", "yamato"),
        ("ﾔﾏﾄ 宅急便", "yamato"),
        ("ヤマト　ネコポス", "nekopos"),
        ("Sagawa Express", "sagawa"),
        ("普通郵便", None),
        ("", None),
    ],
)
def test_a_carrier_is_known_by_what_shops_call_it(text, carrier):
    assert carrier_of(text, CARRIERS) == carrier


def test_a_customer_is_known_again_however_the_mail_is_written():
    one = Customer(mail="Hanako@Example.jp", phone="0312345678", name="花子")
    other = Customer(mail=" ｈａｎａｋｏ@example.JP", phone="", name="はなこ")
    assert key_of(one, b"secret") == key_of(other, b"secret")
    assert key_of(one, b"secret") != key_of(one, b"another secret")


def test_a_customer_without_mail_is_known_by_phone_and_else_by_name_and_postal_code():
    by_phone = Customer(phone="03-1234-5678", name="花子", postal_code="1000001")
    assert key_of(by_phone, b"s") == key_of(Customer(phone="0312345678"), b"s")
    by_name = Customer(name="山田 花子", postal_code="1000001")
    assert key_of(by_name, b"s") == key_of(Customer(name="山田　花子", postal_code="1000001"), b"s")
    assert key_of(by_name, b"s") != key_of(Customer(name="山田 花子"), b"s")


@pytest.mark.parametrize("cell", ["=1+1", "+81", "-1", "@SUM", "\tx", "\rx", "＝1", "＠x"])
def test_no_cell_is_taken_for_a_formula(cell):
    assert without_formula(cell) == f"'{cell}"
    assert without_formula(f"x{cell}") == f"x{cell}"
