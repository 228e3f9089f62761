"""Goods that come back: what may, where it lies then, and who is told."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from server import stock, tasks
from server.boards.fsck import findings
from server.foundation import today
from server.foundation.outbox import notices_about
from server.orders.records import Shipment
from server.places import virtual_place_ids
from server.returning.records import ReturnedLine, ReturnJob
from server.stock.records import Balance, Movement
from server.vocabulary import label_of
from tests.floor import Worker, expect, slip_of
from tests.makers import MadeOrder, MadeProduct, World
from tests.receiving.test_receipts import on, tasks_of
from tests.scans.test_the_first_parcel import release, set_up_floor

SLIP = 41_000_000_000


def shipped(world: World, *orders: MadeOrder, products: list[MadeProduct]) -> list[str]:
    """Orders are picked, packed and taken by the driver; the slips on their parcels."""
    codes = {one.id: one.jan for one in products}
    totes = [f"T-{nth:04d}" for nth, _ in enumerate(orders, start=1)]
    for tote in totes:
        world.place(tote, kind="tote")
    office = world.office("supervisor")
    assert release(office)["orders"] == len(orders)
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", totes)
    picker.walk(codes)
    packer = Worker(world.tablet())
    slips = []
    for nth, tote in enumerate(totes, start=1):
        packer.take_tote(tote)
        slips.append(slip_of(SLIP + nth))
        expect(packer.pack(codes, slips[-1]), accept="PO-23")
    assert office.post("/handovers", {"carrier": "yamato"}).status_code == 200
    return slips


@pytest.fixture
def tee(world: World) -> MadeProduct:
    set_up_floor(world)
    return world.product("TEE-M", stock={"A-01-03": 20})


@pytest.fixture
def slip(world: World, tee: MadeProduct) -> str:
    """The slip of a parcel of three tees that the driver took."""
    return shipped(world, world.order((tee, 3)), products=[tee])[0]


def taker(world: World, **scanned: str) -> Worker:
    """Somebody takes up a return with a scan."""
    worker = Worker(world.handheld())
    worker.start("return", **scanned)
    return worker


def end(worker: Worker, reason: str = "X-UNWANTED") -> None:
    """All is scanned, and why it came back is said."""
    expect(worker.scan(command="X-DONE"), accept="RT-13")
    expect(worker.scan(command=reason), accept="RT-41")


def causes(world: World) -> dict[str, int]:
    """Pieces that came from customers, by cause."""
    with world.reading() as session:
        customer = virtual_place_ids(session)["CUSTOMER"]
        rows = session.execute(
            select(Movement.cause, Movement.quantity_pieces).where(
                Movement.source_place_id == customer
            )
        )
        return dict(rows.all())


def broken(world: World) -> set[str]:
    with world.reading() as session:
        return {one.check for one in findings(session)}


def test_good_ones_come_back_to_the_dock_and_are_laid_to_be_put_away(
    world: World, tee: MadeProduct, slip: str
) -> None:
    worker = taker(world, slip=slip)
    assert worker.job["facts"]["shipped"] == [
        {"product": tee.id, "lot": None, "expires_on": None, "pieces": 3, "serials": None}
    ]
    expect(worker.scan(item=tee.jan), accept="RT-07")
    expect(worker.scan(pieces="2"), accept="RT-10")
    expect(worker.scan(command="X-DONE"), accept="RT-13")
    assert on(world, "IN-01", "dock") == {}
    expect(worker.scan(command="X-UNDELIVERED"), accept="RT-41")
    assert on(world, "IN-01", "dock") == {("TEE-M", ""): 2}
    assert tasks_of(world, "put_away") == [("IN-01", "received", 2)]
    assert causes(world) == {"returned": 2}


def test_the_grade_decides_where_goods_go(world: World, tee: MadeProduct, slip: str) -> None:
    worker = taker(world, slip=slip)
    worker.scan(item=tee.jan)
    expect(worker.scan(command="X-DAMAGED"), accept="RT-11")
    worker.scan(item=tee.jan)
    expect(worker.scan(command="X-HELD"), accept="RT-11")
    worker.scan(item=tee.jan)
    end(worker, "X-DEFECT")
    assert on(world, "IN-01", "dock") == {("TEE-M", ""): 1}
    assert on(world, "HOLD-01", "quarantine") == {("TEE-M", ""): 1}
    assert causes(world) == {"returned": 1, "returned_damaged": 1, "returned_held": 1}
    apart = world.place("HOLD-01", kind="quarantine")
    with world.reading() as session:
        (told,) = tasks.open_exceptions_at(session, apart)
    assert (told.kind, told.quantity_pieces) == ("returned_held", 1)
    answer = world.office("supervisor").post(
        f"/exceptions/{told.id}/resolve", {"resolution": "dismiss", "note": ""}
    )
    assert answer.status_code == 204


def test_what_waits_is_promised_what_comes_back(world: World, tee: MadeProduct) -> None:
    (slip,) = shipped(world, world.order((tee, 20)), products=[tee])
    waiting = world.order((tee, 2))
    assert world.stage_of(waiting) == "waiting"
    worker = taker(world, slip=slip)
    worker.scan(item=tee.jan)
    worker.scan(pieces="2")
    end(worker)
    assert world.stage_of(waiting) == "reserved"


def test_a_return_begins_by_the_slip_the_packing_slip_or_the_order(
    world: World, tee: MadeProduct
) -> None:
    order = world.order((tee, 2))
    (slip,) = shipped(world, order, products=[tee])
    with world.reading() as session:
        shipment = session.scalars(select(Shipment.number)).one()
    assert taker(world, slip=slip).job["facts"]["order"] == order.external
    worker = Worker(world.handheld())
    for raw in (order.external, f" {order.external.lower()} ", label_of(f"S-{shipment[1:]}")):
        answer = worker.screen.post("/tasks/start", {"kind": "return", "raw": raw})
        # Somebody else has it in the hand: the order was found.
        assert answer.get_json()["code"] == "task_taken", answer.text


def test_what_begins_no_return_says_why(world: World, tee: MadeProduct) -> None:
    waiting = world.order((tee, 1))
    worker = Worker(world.handheld())
    assert worker.turned_down("return", raw="NOBODY-1") == "order_unknown"
    assert worker.turned_down("return", slip=slip_of(SLIP)) == "order_unknown"
    assert worker.turned_down("return", raw="") == "order_unknown"
    assert worker.turned_down("return", raw=waiting.external) == "order_not_shipped"


def test_no_more_comes_back_than_was_sent_however_often(
    world: World, tee: MadeProduct, slip: str
) -> None:
    worker = taker(world, slip=slip)
    worker.scan(item=tee.jan)
    expect(worker.scan(pieces="4"), refuse="more_than_was_shipped")
    expect(worker.scan(pieces="2"), accept="RT-10")
    end(worker)
    again = taker(world, slip=slip)
    assert [one["pieces"] for one in again.job["facts"]["shipped"]] == [1]
    expect(again.scan(item=tee.jan), accept="RT-07")
    expect(again.scan(item=tee.jan), refuse="more_than_was_shipped")
    end(again)
    assert again.turned_down("return", slip=slip) == "all_came_back"


def test_goods_of_another_order_stay_out(world: World, tee: MadeProduct) -> None:
    cap = world.product("CAP", stock={"A-02-01": 5})
    slips = shipped(world, world.order((tee, 1)), world.order((cap, 1)), products=[tee, cap])
    worker = taker(world, slip=slips[0])
    expect(worker.scan(item=cap.jan), refuse="not_of_this_order")


def test_the_lot_that_was_sent_comes_back_with_its_day(world: World) -> None:
    set_up_floor(world)
    miso = world.product("MISO", has_lots=True, expires=True)
    soon = (date.fromisoformat(today()) + timedelta(days=200)).isoformat()
    later = (date.fromisoformat(today()) + timedelta(days=300)).isoformat()
    shelf = world.place("A-03-01")
    for lot, day in (("M1", soon), ("M2", later)):
        with world.transaction() as session:
            stock.receive(
                session,
                [stock.Delivery(shelf, miso.id, 2, lot=lot, expires_on=day)],
                person_id=None,
            )
    (slip,) = shipped(world, world.order((miso, 3)), products=[miso])
    worker = taker(world, slip=slip)
    assert [(one["lot"], one["pieces"]) for one in worker.job["facts"]["shipped"]] == [
        ("M1", 2),
        ("M2", 1),
    ]
    expect(worker.scan(item=miso.jan), accept="RT-05")
    expect(worker.scan(lot="M3"), refuse="lot_was_not_shipped")
    expect(worker.scan(lot="M2"), accept="RT-30")
    end(worker)
    assert on(world, "IN-01", "dock") == {("MISO", "M2"): 1}
    with world.reading() as session:
        dock = select(Balance.expires_on).where(
            Balance.place_id == worker_dock(session), Balance.lot == "M2"
        )
        assert session.scalars(dock).one() == later


def worker_dock(session: Any) -> int:
    return session.scalars(select(ReturnJob.place_id)).one()  # type: ignore[no-any-return]


def test_two_at_once_take_up_one_return(world: World, tee: MadeProduct, slip: str) -> None:
    taker(world, slip=slip)
    other = Worker(world.handheld())
    answer = other.screen.post("/tasks/start", {"kind": "return", "raw": slip})
    assert answer.get_json()["code"] == "task_taken"


def test_the_same_scan_sent_twice_books_the_return_once(
    world: World, tee: MadeProduct, slip: str
) -> None:
    worker = taker(world, slip=slip)
    worker.scan(item=tee.jan)
    end(worker)
    repeated = worker.screen.post("/scans", worker.body(worker.sent[-1:]))
    assert repeated.get_json()["verdicts"][0]["replayed"] is True
    assert on(world, "IN-01", "dock") == {("TEE-M", ""): 1}


def test_the_shop_is_told_and_the_order_says_it(world: World, tee: MadeProduct, slip: str) -> None:
    worker = taker(world, slip=slip)
    worker.scan(item=tee.jan)
    end(worker, "X-WRONG")
    with world.reading() as session:
        order_id = session.scalars(select(ReturnJob.order_id)).one()
        told = list(notices_about(session, f"order:{order_id}"))
    (said,) = [one for one in told if one.kind == "goods_returned"]
    assert (said.body["reason"], said.body["pieces"]) == ("wrong_goods", 1)
    line = {"product": tee.id, "lot": None, "grade": "good", "pieces": 1, "serials": None}
    assert said.body["lines"] == [line]


def test_the_books_are_held_against_returns(world: World, tee: MadeProduct, slip: str) -> None:
    worker = taker(world, slip=slip)
    worker.scan(item=tee.jan)
    end(worker)
    assert broken(world) == set()
    with world.transaction() as session:
        session.execute(update(ReturnedLine).values(pieces=4))
    assert {"INV-26a", "INV-26b"} <= broken(world)
    with world.transaction() as session:
        session.execute(update(ReturnedLine).values(pieces=1, grade="held"))
    assert broken(world) == {"INV-26b"}
    with world.transaction() as session:
        session.execute(update(ReturnedLine).values(grade="good"))
