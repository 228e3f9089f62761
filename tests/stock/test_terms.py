"""What shops and products ask of goods, blocked lots, and what is for sale at every moment."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from server import stock
from server.foundation import notices_about, now, today
from server.orders.records import Order, OrderLine
from server.stock.records import Balance, Reservation
from tests.makers import MadeOrder, MadeProduct, World


def day(days: int) -> str:
    """A day from today, warehouse time."""
    return (now() + timedelta(days=days, hours=9)).date().isoformat()


def lay(world: World, product: MadeProduct, place: str, pieces: int, lot: str, good: int) -> None:
    """Put goods of a lot on a shelf that are good for so many days."""
    place_id = world.place(place)
    with world.transaction() as session:
        delivery = stock.Delivery(place_id, product.id, pieces, lot, day(good))
        stock.receive(session, [delivery], person_id=None)


def held_lots(world: World, order: MadeOrder) -> list[tuple[str, int]]:
    """The lots held for an order, and how many pieces of each."""
    with world.reading() as session:
        rows = session.execute(
            select(Balance.lot, Reservation.quantity_pieces)
            .join(Reservation, Reservation.stock_id == Balance.id)
            .where(
                Reservation.order_line_id.in_(order.lines),
                Reservation.released_pieces < Reservation.quantity_pieces,
            )
            .order_by(Balance.lot)
        )
        return [(lot, pieces) for lot, pieces in rows]


def told(world: World, product: MadeProduct) -> list[dict[str, Any]]:
    """What was told about the stock of a product, in its order."""
    with world.reading() as session:
        return [
            one.body
            for one in notices_about(session, f"stock:{product.id}")
            if one.kind == "available_changed"
        ]


def test_a_shop_that_wants_thirty_days_gets_the_later_lot(world: World) -> None:
    jam = world.product("JAM", has_lots=True, expires=True)
    lay(world, jam, "A-01-01", 5, "SOON", 20)
    lay(world, jam, "A-01-02", 5, "LATE", 90)
    strict = world.shop("strict")
    admin = world.office()
    assert admin.patch("/stock/terms/shops/strict", {"least_days_left": 30}).status_code == 204
    assert held_lots(world, world.order((jam, 2), shop_id=strict)) == [("LATE", 2)]
    assert held_lots(world, world.order((jam, 2))) == [("SOON", 2)]


def test_goods_are_promised_to_nobody_from_their_last_days_on(world: World) -> None:
    jam = world.product("JAM", has_lots=True, expires=True)
    lay(world, jam, "A-01-01", 5, "SOON", 7)
    admin = world.office()
    assert admin.patch(f"/stock/terms/products/{jam.id}", {"blocked_days": 7}).status_code == 204
    assert told(world, jam)[-1]["pieces"] == 0
    assert world.stage_of(world.order((jam, 1))) == "waiting"
    assert admin.patch(f"/stock/terms/products/{jam.id}", {"blocked_days": 6}).status_code == 204
    assert told(world, jam)[-1]["pieces"] == 5


def test_a_line_of_a_shop_that_keeps_one_lot_is_never_mixed(world: World) -> None:
    jam = world.product("JAM", has_lots=True, expires=True)
    lay(world, jam, "A-01-01", 2, "A", 30)
    lay(world, jam, "A-01-02", 4, "B", 60)
    careful = world.shop("careful")
    world.office().patch("/stock/terms/shops/careful", {"keeps_one_lot": True})
    assert held_lots(world, world.order((jam, 3), shop_id=careful)) == [("B", 3)]
    assert held_lots(world, world.order((jam, 3))) == [("A", 2), ("B", 1)]


def test_an_order_in_part_leaves_and_the_rest_waits_as_an_order_of_its_own(world: World) -> None:
    tee = world.product("TEE", stock={"A-01-01": 2})
    cup = world.product("CUP")
    bit_by_bit = world.shop("bit-by-bit")
    world.office().patch("/stock/terms/shops/bit-by-bit", {"takes_partial": True})
    order = world.order((tee, 3), (cup, 1), shop_id=bit_by_bit, total_yen=4000)
    assert world.stage_of(order) == "reserved"
    with world.reading() as session:
        rest = session.scalars(select(Order).where(Order.split_from_id == order.id)).one()
        lines = session.execute(
            select(OrderLine.order_id, OrderLine.product_id, OrderLine.quantity_pieces).order_by(
                OrderLine.order_id, OrderLine.product_id
            )
        ).all()
        assert (rest.external_no, rest.stage) == (f"{order.external}/2", "waiting")
        assert lines == [(order.id, tee.id, 2), (rest.id, tee.id, 1), (rest.id, cup.id, 1)]
    world.receive(tee, "A-01-01", 1)
    assert world.office().post("/orders/reserve").get_json() == {"reserved": 1, "waiting": 0}
    with world.reading() as session:
        stages = session.execute(
            select(Order.external_no, Order.stage).order_by(Order.external_no)
        ).all()
    number = order.external
    assert stages == [(number, "reserved"), (f"{number}/2", "reserved"), (f"{number}/3", "waiting")]


def test_nothing_at_all_is_no_part(world: World) -> None:
    tee = world.product("TEE")
    bit_by_bit = world.shop("bit-by-bit")
    world.office().patch("/stock/terms/shops/bit-by-bit", {"takes_partial": True})
    order = world.order((tee, 3), shop_id=bit_by_bit)
    assert world.stage_of(order) == "waiting"
    with world.reading() as session:
        assert session.scalars(select(Order.id)).all() == [order.id]


def test_each_shop_hears_what_it_may_sell_the_moment_it_changes(world: World) -> None:
    first, second = world.shop_id, world.shop("second")
    admin = world.office()
    admin.patch("/stock/terms/shops/second", {"safety_pieces": 2})
    tee = world.product("TEE", stock={"A-01-01": 5})
    assert told(world, tee)[-1] == {"pieces": 5, "shops": {str(first): 5, str(second): 3}}
    world.order((tee, 4))
    assert told(world, tee)[-1] == {"pieces": 1, "shops": {str(first): 1, str(second): 0}}
    admin.patch(f"/stock/terms/products/{tee.id}", {"safety_pieces": 1})
    assert told(world, tee)[-1] == {"pieces": 1, "shops": {str(first): 0, str(second): 0}}
    answer = admin.get("/stock/available", shop="second").get_json()
    assert answer == {"products": [{"product": tee.id, "sku": "TEE", "pieces": 0}], "next": None}


def test_a_picker_at_work_changes_nothing_that_is_for_sale(world: World) -> None:
    tee = world.product("TEE", stock={"A-01-01": 5})
    world.order((tee, 2))
    before = len(told(world, tee))
    shelf, cart = world.place("A-01-01"), world.place("C-01", kind="cart")
    with world.transaction() as session:
        reservation_id = session.scalars(select(Reservation.id)).one()
        move = stock.Move(shelf, cart, tee.id, 2, "picked", reservation_id=reservation_id)
        assert stock.move(session, [move]) == []
    assert len(told(world, tee)) == before


def test_a_blocked_lot_is_promised_to_nobody_until_it_is_freed(world: World) -> None:
    jam = world.product("JAM", has_lots=True, expires=True)
    lay(world, jam, "A-01-01", 2, "BAD", 30)
    lay(world, jam, "A-01-02", 1, "GOOD", 60)
    first, second = world.order((jam, 1)), world.order((jam, 1))
    assert held_lots(world, first) == [("BAD", 1)]
    office = world.office("supervisor")
    body = {"product": jam.id, "lot": "BAD", "reason": "recall", "note": "メーカー回収"}
    done = office.post("/stock/blocks", body).get_json()
    assert (done["promised_elsewhere"], done["waiting"], done["on_the_floor"]) == (1, 1, 0)
    assert (held_lots(world, first), held_lots(world, second)) == ([("GOOD", 1)], [])
    assert world.stage_of(second) == "waiting"
    assert told(world, jam)[-1]["pieces"] == 0
    again = office.post("/stock/blocks", body)
    assert (again.status_code, again.get_json()["code"]) == (409, "already_blocked")
    (row,) = office.get("/stock/blocks").get_json()["blocks"]
    assert (row["sku"], row["lot"], row["reason"]) == ("JAM", "BAD", "recall")
    assert office.post(f"/stock/blocks/{done['id']}/free").status_code == 204
    assert held_lots(world, second) == [("BAD", 1)]
    assert told(world, jam)[-1]["pieces"] == 1
    assert office.post(f"/stock/blocks/{done['id']}/free").status_code == 404


def test_a_new_day_makes_goods_too_old_and_the_count_of_the_hour_tells_it(world: World) -> None:
    jam = world.product("JAM", has_lots=True, expires=True)
    lay(world, jam, "A-01-01", 5, "SOON", 1)
    with world.reading() as session:
        assert stock.free_for_sale(session, [jam.id], day=today()) == {jam.id: 5}
        assert stock.free_for_sale(session, [jam.id], day=day(1)) == {}
    with world.transaction() as session:
        assert stock.tell_available(session, [jam.id]) == 0
