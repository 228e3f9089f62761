"""Sixteen at once want the last pieces: nobody gets what another was promised."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from server import stock
from server.stock.records import Balance, Movement, Reservation
from tests.makers import MadeOrder, World
from tests.stock.races import Races

WORKERS = 16
PIECES = 8


def test_sixteen_reserve_the_last_eight_pieces_and_eight_get_them(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-01": PIECES // 2, "A-01-02": PIECES // 2})
    orders = [world.order((tee, 1), is_reserved=False) for _ in range(WORKERS)]
    barrier = Barrier(WORKERS)

    def reserve(order: MadeOrder) -> bool:
        barrier.wait()
        with world.transaction() as session:
            return stock.reserve_orders(session, [order.id])[order.id]

    with ThreadPoolExecutor(WORKERS) as pool:
        reserved = list(pool.map(reserve, orders))
    assert sum(reserved) == PIECES
    with world.reading() as session:
        held = session.scalar(select(func.sum(Reservation.quantity_pieces)))
        over = session.scalars(
            select(Balance.id).where(
                ~Balance.is_virtual, Balance.held_pieces > Balance.on_hand_pieces
            )
        ).all()
    assert held == PIECES
    assert over == []


def test_sixteen_take_the_last_eight_pieces_and_the_others_are_booked_as_missing(
    world: World,
) -> None:
    tee = world.product("TEE-M", stock={"A-01-01": PIECES})
    shelf, cart = world.place("A-01-01"), world.place("C-01", kind="cart")
    barrier = Barrier(WORKERS)

    def take(_nth: int) -> int:
        barrier.wait()
        with world.transaction() as session:
            move = stock.Move(
                source_place_id=shelf,
                target_place_id=cart,
                product_id=tee.id,
                quantity_pieces=1,
                cause="picked",
            )
            return len(stock.move(session, [move]))

    with ThreadPoolExecutor(WORKERS) as pool:
        out_of_book = sum(pool.map(take, range(WORKERS)))
    assert out_of_book == WORKERS - PIECES
    with world.reading() as session:
        left = session.scalar(select(Balance.on_hand_pieces).where(Balance.place_id == shelf))
        on_cart = session.scalar(select(Balance.on_hand_pieces).where(Balance.place_id == cart))
        moved = session.scalar(
            select(func.sum(Movement.quantity_pieces)).where(Movement.cause == "picked")
        )
    assert (left, on_cart, moved) == (0, WORKERS, WORKERS)


def test_what_is_held_for_one_cannot_be_taken_by_another(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-01": 1})
    shelf, cart = world.place("A-01-01"), world.place("C-01", kind="cart")
    world.order((tee, 1))
    with world.transaction() as session:
        move = stock.Move(
            source_place_id=shelf,
            target_place_id=cart,
            product_id=tee.id,
            quantity_pieces=1,
            cause="picked",
        )
        assert len(stock.move(session, [move])) == 1


def test_an_order_that_is_reserved_twice_holds_its_stock_once(world: World) -> None:
    tee = world.product("TEE-M", stock={"A-01-01": 5})
    world.order((tee, 2))
    office = world.office("supervisor")
    assert office.post("/orders/reserve").get_json() == {"reserved": 0, "waiting": 0}
    with world.reading() as session:
        assert session.scalar(select(func.sum(Balance.held_pieces))) == 2


def test_sixteen_at_once_promise_take_let_go_and_carry(world: World) -> None:
    races = Races(world, seed=1)
    races.run(12)
    assert races.rounds == 12
