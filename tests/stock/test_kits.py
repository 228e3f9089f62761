"""Kits are sold as one and picked as their parts."""

from typing import Any

import pytest
from sqlalchemy import select

from server import orders, stock
from server.boards.fsck import findings
from server.foundation import now
from server.orders.records import Order, OrderLine
from tests.floor import Worker, expect, slip_of
from tests.makers import MadeProduct, World
from tests.scans.test_the_first_parcel import release, set_up_floor


@pytest.fixture
def tee(world: World) -> MadeProduct:
    set_up_floor(world)
    return world.product("TEE", stock={"A-01-03": 9})


@pytest.fixture
def cup(world: World) -> MadeProduct:
    return world.product("CUP", stock={"A-02-01": 4})


@pytest.fixture
def gift(world: World, tee: MadeProduct, cup: MadeProduct) -> MadeProduct:
    """A gift of two tees and a cup."""
    made = world.product("GIFT")
    assert say(world, "GIFT", ("TEE", 2), ("CUP", 1)) == 204
    return made


def say(world: World, sku: str, *parts: tuple[str, int]) -> int:
    """An administrator says what is in a kit; the status."""
    return told(world, sku, *parts)[0]


def told(world: World, sku: str, *parts: tuple[str, int]) -> tuple[int, Any]:
    """An administrator says what is in a kit; the status, and why not."""
    body = {
        "owner": "MORI",
        "sku": sku,
        "parts": [{"product": part, "pieces": pieces} for part, pieces in parts],
    }
    answer = world.office("administrator").post("/stock/kits", body)
    return answer.status_code, answer.get_json(silent=True)


def bought(world: World, number: str, *lines: tuple[MadeProduct, int, int]) -> int:
    """A shop's order comes in from outside; each line with the price of one."""
    new = orders.NewOrder(
        external_no=number,
        row_digest=number,
        ordered_at=now(),
        ship_by=now(),
        carrier_code=world.carrier,
        service="",
        delivery_date=None,
        delivery_slot=None,
        is_gift=False,
        note="",
        total_yen=0,
        customer_key=number,
        consignee={"name": "客"},
        lines=tuple(
            orders.NewLine(nth, one.id, one.sku, pieces, price)
            for nth, (one, pieces, price) in enumerate(lines, start=1)
        ),
    )
    shop_id, owner_id = world.shop_id, world.owner_id
    with world.transaction() as session:
        taken = orders.take_in(session, [new], shop_id=shop_id, owner_id=owner_id)
        stock.reserve_orders(session, list(taken.values()))
    return taken[number]


def lines_of(world: World, order_id: int) -> list[tuple[int, int, int | None, int]]:
    with world.reading() as session:
        rows = session.execute(
            select(
                OrderLine.product_id,
                OrderLine.quantity_pieces,
                OrderLine.kit_product_id,
                OrderLine.price_yen,
            )
            .where(OrderLine.order_id == order_id)
            .order_by(OrderLine.line_no)
        )
        return [tuple(row) for row in rows]


def for_sale(world: World) -> dict[str, int]:
    assert world.shop_id
    answer = world.office("supervisor").get("/stock/available", shop="mori-main")
    return {one["sku"]: one["pieces"] for one in answer.get_json()["products"]}


def test_an_order_for_a_kit_is_picked_and_packed_as_its_parts(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    order_id = bought(world, "K-1", (gift, 2, 3_000), (tee, 1, 900))
    assert lines_of(world, order_id) == [
        (tee.id, 4, gift.id, 1_500),
        (cup.id, 2, gift.id, 0),
        (tee.id, 1, None, 900),
    ]
    codes = {one.id: one.jan for one in (tee, cup)}
    assert release(world.office("supervisor"))["orders"] == 1
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.walk(codes)
    packer = Worker(world.tablet())
    packer.take_tote("T-0001")
    expect(packer.pack(codes, slip_of(43_000_000_000)), accept="PO-23")
    shown = world.office("supervisor").get(f"/orders/{order_id}").get_json()["line_items"]
    assert [line["kit"] for line in shown] == ["GIFT 商品", "GIFT 商品", None]


def test_a_shop_may_offer_as_many_kits_as_can_be_put_together(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    assert for_sale(world)["GIFT"] == 4
    bought(world, "K-1", (cup, 3, 0))
    assert for_sale(world)["GIFT"] == 1
    world.receive(cup, "A-02-01", 9)
    assert for_sale(world)["GIFT"] == 4
    with world.reading() as session:
        assert findings(session) == []


def test_what_is_no_kit_any_more_is_a_product_like_any_other(
    world: World, tee: MadeProduct, gift: MadeProduct
) -> None:
    assert say(world, "GIFT") == 204
    assert for_sale(world)["GIFT"] == 0
    order_id = bought(world, "K-1", (gift, 1, 0))
    assert lines_of(world, order_id) == [(gift.id, 1, None, 0)]
    assert world.office("supervisor").get("/stock/kits").get_json()["kits"] == []


def test_orders_that_came_in_before_stay_as_they_were(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    order_id = bought(world, "K-1", (gift, 1, 0))
    assert say(world, "GIFT", ("CUP", 3)) == 204
    assert [line[:2] for line in lines_of(world, order_id)] == [(tee.id, 2), (cup.id, 1)]


def test_an_order_that_goes_in_part_tears_no_kit_apart(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    takes_partial(world)
    order_id = bought(world, "K-1", (gift, 5, 3_000), (tee, 1, 900))
    assert lines_of(world, order_id) == [
        (tee.id, 8, gift.id, 1_500),
        (cup.id, 4, gift.id, 0),
        (tee.id, 1, None, 900),
    ]
    assert lines_of(world, branch_of(world, order_id)) == [
        (tee.id, 2, gift.id, 1_500),
        (cup.id, 1, gift.id, 0),
    ]


def test_the_parts_of_a_kit_wait_together_though_one_of_them_lies_there(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    takes_partial(world)
    mug = world.product("MUG", stock={"A-02-02": 1})
    bought(world, "K-1", (cup, 4, 0))
    order_id = bought(world, "K-2", (gift, 1, 3_000), (mug, 1, 900))
    assert lines_of(world, order_id) == [(mug.id, 1, None, 900)]
    assert [line[0] for line in lines_of(world, branch_of(world, order_id))] == [tee.id, cup.id]


def takes_partial(world: World) -> None:
    """The shop lets what is there leave, and the rest wait."""
    assert world.shop_id
    said = world.office().patch("/stock/terms/shops/mori-main", {"takes_partial": True})
    assert said.status_code == 204


def branch_of(world: World, order_id: int) -> int:
    """The order in which the rest waits."""
    with world.reading() as session:
        return session.scalars(select(Order.id).where(Order.split_from_id == order_id)).one()


def test_what_cannot_be_a_kit_says_why(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    world.product("BOX")
    status, why = told(world, "BOX", ("TEE", 1), ("NOBODY", 1))
    assert (status, why["code"], why["detail"]) == (
        422,
        "unknown_product",
        {"products": ["NOBODY"]},
    )
    assert told(world, "BOX", ("GIFT", 1))[1]["code"] == "kit_in_kit"
    assert told(world, "BOX", ("BOX", 1))[1]["code"] == "kit_in_kit"
    assert told(world, "TEE", ("CUP", 1))[1]["code"] == "kit_in_kit"
    world.product("OLD", stock={"A-03-01": 1})
    assert told(world, "OLD", ("TEE", 1))[1]["code"] == "kit_has_stock"
    kits = world.office("supervisor").get("/stock/kits").get_json()["kits"]
    assert [(kit["sku"], [part["pieces"] for part in kit["parts"]]) for kit in kits] == [
        ("GIFT", [2, 1])
    ]
