"""Our own order file tells of an order again, with another address or other lines."""

import json
from typing import Any

from tests.exchange.test_taking_in import all_orders, bring_in, codes_of, outcome_of, shop
from tests.exchange.test_taking_in import hand_in as look_at
from tests.makers import MadeOrder

__all__ = ["shop"]

HOME = {
    "name": "髙橋 一郎",
    "postal_code": "530-0001",
    "prefecture": "大阪府",
    "address": "大阪市北区梅田1-1-3",
}
AWAY = HOME | {"postal_code": "060-0001", "prefecture": "北海道", "address": "札幌市中央区1-1"}


def told(*lines: tuple[str, int], to: dict[str, str] = HOME, **more: Any) -> bytes:
    """One order as the shop's system tells of it now."""
    order = {
        "order_number": "T-1",
        "ordered_at": "2026-11-20T10:00:00+09:00",
        "carrier": "ヤマト 宅急便",
        "total_yen": 1000,
        "consignee": to,
        "lines": [{"sku": sku, "quantity": pieces, "price_yen": 500} for sku, pieces in lines],
    }
    return json.dumps({"orders": [order | more]}).encode()


def test_an_order_told_otherwise_is_changed_once(shop):
    first, second = told(("TEE-M", 2)), told(("TEE-M", 1), ("CAP", 1), to=AWAY, total_yen=900)
    bring_in(first)
    preview = look_at(second)
    assert (preview.orders_changed, preview.orders_new, preview.rows_rejected) == (1, 0, 0)
    card = bring_in(second)
    assert outcome_of(card) == (2, 0, 0)
    assert codes_of(card) == {2: "order_changed", 3: "order_changed"}
    (order,) = all_orders()
    assert (order.consignee["prefecture"], order.stage, order.total_yen) == (
        "北海道",
        "reserved",
        900,
    )
    assert order.edition == order.edition_of_file == 3
    assert outcome_of(bring_in(second)) == (0, 2, 0)
    # The file of before is old, whoever finds it in a folder.
    assert codes_of(bring_in(first)) == {2: "changed_after_import"}
    # What else is different somebody has to look at.
    note = told(("TEE-M", 1), to=AWAY, note="急ぎ")
    assert codes_of(bring_in(note)) == {2: "changed_after_import"}
    assert codes_of(bring_in(told(("NOTHING", 1)))) == {2: "unknown_product"}
    assert all_orders()[0].edition == 3


def test_what_was_changed_by_hand_or_is_closed_no_file_writes_over(shop):
    bring_in(told(("TEE-M", 2)))
    (order,) = all_orders()
    made = MadeOrder(order.id, order.external_no, [])
    office = shop.office("supervisor")
    by_hand = office.post(f"/orders/{made.id}/address", {"edition": 1, "building": "3F"})
    assert by_hand.status_code == 200
    assert codes_of(bring_in(told(("TEE-M", 2), to=AWAY))) == {2: "changed_after_import"}
    assert all_orders()[0].consignee["building"] == "3F"
