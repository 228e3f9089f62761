"""The demo's day: the same seed and moment give the same bytes, and all of it holds together."""

import csv
import io
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from scripts.demo_warehouse.crew import crew
from scripts.demo_warehouse.layout import (
    AISLES,
    VIRTUAL,
    front,
    shelves,
    steps_from_packing_mm,
    virtual,
)
from scripts.demo_warehouse.order_files import (
    NEXT_ENGINE,
    SHOPIFY,
    next_engine_file,
    shopify_file,
    spoiled,
)
from scripts.demo_warehouse.orders import DemoOrder, last_cutoff, orders_until
from scripts.demo_warehouse.products import demo_products
from scripts.demo_warehouse.shops import FLYERS, SHOPS
from scripts.demo_warehouse.stocking import stock_of_the_day
from server.exchange.order_files import BrokenOrder, FileRefused, OrderDraft, read_orders, recognise
from server.vocabulary import label_of, read

JAPAN = ZoneInfo("Asia/Tokyo")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=JAPAN)
TODAY = date(2026, 11, 24)


def day(seed: int = 7, now: datetime = NOON) -> list[DemoOrder]:
    """The 400 orders up to a moment."""
    return orders_until(now, seed=seed, count=400)


def of_shop(code: str, orders: list[DemoOrder]) -> list[DemoOrder]:
    """The orders of one shop."""
    return [order for order in orders if order.shop.code == code]


def read_file(content: bytes) -> list[OrderDraft | BrokenOrder]:
    """What the house reads in a file."""
    recognised = recognise(content)
    assert not isinstance(recognised, FileRefused)
    file = read_orders(content, recognised)
    assert not isinstance(file, FileRefused)
    return list(file.orders())


def test_the_same_seed_and_moment_give_the_same_bytes() -> None:
    for shop in ("honoshizuku", "nunoma"):
        assert shopify_file(of_shop(shop, day())) == shopify_file(of_shop(shop, day()))
    yamasato = of_shop("yamasato", day())
    assert next_engine_file(yamasato) == next_engine_file(of_shop("yamasato", day()))
    assert stock_of_the_day(7, TODAY) == stock_of_the_day(7, TODAY)
    assert [one.badge for one in crew(7)] == [one.badge for one in crew(7)]


def test_another_seed_gives_another_day() -> None:
    assert shopify_file(of_shop("nunoma", day(7))) != shopify_file(of_shop("nunoma", day(8)))
    assert stock_of_the_day(7, TODAY) != stock_of_the_day(8, TODAY)


def test_who_orders_what_does_not_hang_on_the_hour() -> None:
    night, evening = (
        {
            shop.code: [
                (order.lines, order.customer.name, order.note)
                for order in of_shop(shop.code, day(now=NOON + timedelta(hours=hours)))
            ]
            for shop in SHOPS
        }
        for hours in (-11, 8)
    )
    assert night == evening


def test_a_pin_is_new_every_time_and_never_the_first_anybody_would_try() -> None:
    pins = [member.pin for _ in range(20) for member in crew(7)]
    assert len(set(pins)) > 100
    assert all(len(pin) == 4 and pin.isascii() and pin.isdigit() for pin in pins)
    assert not {"0000", "1111", "1234", "9876"} & set(pins)


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_at_any_hour_the_orders_are_of_the_last_day_and_most_can_leave_in_time(hour: int) -> None:
    now = NOON.replace(hour=hour, minute=10)
    orders = day(now=now)
    assert len(orders) == 400
    carriers = {name: code for shop in SHOPS for code, name, _ in shop.carriers}
    late = 0
    for order in orders:
        assert now - timedelta(days=1) <= order.ordered_at <= now
        late += order.ordered_at <= last_cutoff(carriers[order.carrier], now)
    assert late <= 20


def test_half_of_the_orders_have_one_line_and_none_more_than_eight() -> None:
    lines = Counter(len(order.lines) for order in day())
    assert 160 <= lines[1] <= 240
    assert max(lines) <= 8
    assert sum(count for size, count in lines.items() if size >= 4) >= 40


def test_some_customers_come_back() -> None:
    bought = Counter((order.shop.code, order.customer.mail) for order in day())
    assert 20 <= sum(count > 1 for count in bought.values()) <= 80


def test_customers_live_all_over_japan_and_nobody_has_their_number() -> None:
    customers = [order.customer for order in day()]
    assert len({customer.prefecture for customer in customers}) >= 40
    assert all("-0000-" in customer.phone for customer in customers)
    assert any(character in customer.surname for customer in customers for character in "髙﨑𠮷")


@pytest.mark.parametrize("shop", ["honoshizuku", "nunoma"])
def test_a_shopify_file_has_79_columns_and_reads_clean(shop: str) -> None:
    orders = of_shop(shop, day())
    content = shopify_file(orders)
    assert len(SHOPIFY) == len(next(csv.reader(io.StringIO(content.decode())))) == 79
    drafts = read_file(content)
    assert len(drafts) == len(orders)
    for draft, order in zip(drafts, orders, strict=True):
        assert isinstance(draft, OrderDraft)
        assert draft.standing is None
        assert draft.total_yen == order.total_yen
        assert draft.consignee.prefecture == order.customer.prefecture
        assert [line.sku for line in draft.lines] == [line.product.sku for line in order.lines]


def test_the_next_engine_file_is_cp932_and_reads_clean() -> None:
    orders = of_shop("yamasato", day())
    content = next_engine_file(orders)
    assert len(NEXT_ENGINE) == 41
    content.decode("cp932")
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    drafts = read_file(content)
    assert len(drafts) == len(orders)
    for draft, order in zip(drafts, orders, strict=True):
        assert isinstance(draft, OrderDraft)
        assert draft.consignee.prefecture == order.customer.prefecture
        assert draft.is_gift == order.is_gift
        assert draft.delivery_slot == order.slot
        assert [line.quantity_pieces for line in draft.lines] == [
            line.pieces for line in order.lines
        ]


def test_three_orders_of_the_file_to_try_are_spoiled() -> None:
    orders = orders_until(NOON, seed=7, count=40, shops=SHOPS[:1], first=5001)
    drafts = read_file(spoiled(shopify_file(orders), orders))
    broken = [draft for draft in drafts if isinstance(draft, BrokenOrder)]
    assert {problem.code for draft in broken for problem in draft.problems} == {
        "quantity_unreadable",
        "consignee_missing",
    }
    skus = {product.sku for product in demo_products()}
    unknown = [
        draft
        for draft in drafts
        if isinstance(draft, OrderDraft) and any(line.sku not in skus for line in draft.lines)
    ]
    assert (len(drafts), len(broken), len(unknown)) == (40, 2, 1)
    assert sum(len(draft.rows) for draft in broken + unknown) == 3


def test_the_floor_has_twelve_aisles_and_a_serpentine_through_all_of_them() -> None:
    places = shelves()
    assert [place.walk_order for place in places] == list(range(1, len(places) + 1))
    assert "".join(dict.fromkeys(place.aisle for place in places)) == AISLES
    for one, following in pairwise(places):
        assert abs(one.y_mm - following.y_mm) <= 1200, "the walk never jumps along an aisle"


def test_every_place_label_reads_back_as_what_it_is() -> None:
    kinds = dict.fromkeys(("shelf", "rack", "dock", "quarantine"), "place")
    places = [*shelves(), *front()]
    assert len({place.code for place in places}) == len(places)
    for place in places:
        scan = read(label_of(place.code))[0]
        assert (scan.kind, scan.code) == (kinds.get(place.kind, place.kind), place.code)
    counted = Counter(place.kind for place in places)
    assert (counted["station"], counted["cart"], counted["rack"]) == (6, 4, 6)
    assert counted["tote"] >= 60
    assert tuple(place.code for place in virtual()) == VIRTUAL


def test_what_sells_fast_lies_near() -> None:
    spots = {spot.code: spot for spot in shelves()}
    appeal = {product.sku: product.goods.appeal for product in demo_products()}
    near: list[int] = []
    far: list[int] = []
    for lying in stock_of_the_day(7, TODAY):
        if lying.sku in appeal:
            steps = steps_from_packing_mm(spots[lying.place])
            (near if steps < 15_000 else far).append(appeal[lying.sku])
    assert sum(near) / len(near) > 1.5 * sum(far) / len(far)


def test_each_shelf_holds_one_lot_of_one_product() -> None:
    lying = stock_of_the_day(7, TODAY)
    assert len({one.place for one in lying}) == len(lying)
    assert all(one.pieces > 0 for one in lying)


def test_lots_and_expiry_days_stand_on_what_has_them() -> None:
    families = {product.sku: product.goods.family for product in demo_products()}
    for one in stock_of_the_day(7, TODAY):
        if one.sku in families:
            assert bool(one.lot) == families[one.sku].has_lots
            assert (one.expires_on is not None) == (families[one.sku].keeps_days > 0)
            assert one.expires_on is None or one.expires_on > TODAY.isoformat()


def test_some_things_are_sold_out_and_every_flyer_is_there() -> None:
    here = {one.sku for one in stock_of_the_day(7, TODAY)}
    assert len({product.sku for product in demo_products()} - here) == 12
    assert {flyer.code for flyer in FLYERS} <= here
