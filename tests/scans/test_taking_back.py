"""取消: the last scan is taken back, on the device, in the books, in the ledger."""

from typing import Any

import pytest

from server.stock.records import Balance, Movement, Reservation
from server.tasks.records import FloorException
from tests.floor import Worker, expect, label, slip_of
from tests.makers import MadeProduct, World
from tests.scans.test_the_first_parcel import on_hand, release, set_up_floor

UNDO = {"command": "X-UNDO"}


@pytest.fixture
def tee(world: World) -> MadeProduct:
    """A cart is loaded for an order of two tees; five lie on the shelf."""
    set_up_floor(world)
    return world.product("TEE-M", stock={"A-01-03": 5})


def picker_with_cart(world: World, *orders: Any) -> Worker:
    """Somebody who has just loaded a cart for these orders."""
    for lines in orders:
        world.order(*lines)
    release(world.office("supervisor"))
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", [f"T-{nth:04d}" for nth in range(1, len(orders) + 1)])
    return picker


def pieces_held(world: World, product_id: int) -> tuple[int, int]:
    """Pieces of a product that balances hold, and that reservations have used."""
    with world.reading() as session:
        held = session.query(Balance).filter_by(product_id=product_id).all()
        used = session.query(Reservation).all()
        return sum(one.held_pieces for one in held), sum(one.used_pieces for one in used)


def causes(world: World) -> list[str]:
    """Why goods moved, in the order of the ledger."""
    with world.reading() as session:
        rows = session.query(Movement).order_by(Movement.id)
        return [row.cause for row in rows if row.cause != "received"]


def test_a_counted_piece_lies_on_the_shelf_again_and_is_held_again(
    world: World, tee: MadeProduct
) -> None:
    picker = picker_with_cart(world, [(tee, 2)])
    picker.scan(place="A-01-03")
    expect(picker.scan(item=tee.jan), accept="PC-36")
    assert on_hand(world, world.place("A-01-03"), tee.id) == 4
    expect(picker.scan(**UNDO), accept="PC-87")
    assert on_hand(world, world.place("A-01-03"), tee.id) == 5
    assert pieces_held(world, tee.id) == (2, 0)
    assert causes(world) == ["picked", "undone_picked"]
    expect(picker.scan(**UNDO), refuse="nothing_to_undo", row="PC-93")
    picker.walk({tee.id: tee.jan})
    assert on_hand(world, world.place("T-0001", kind="tote"), tee.id) == 2


def test_what_went_into_the_tote_is_in_the_hand_again(world: World, tee: MadeProduct) -> None:
    picker = picker_with_cart(world, [(tee, 1)], [(tee, 1)])
    for scanned in ({"place": "A-01-03"}, {"item": tee.jan}, {"tote": "T-0001"}):
        picker.scan(**scanned)
    expect(picker.scan(**UNDO), accept="PC-88")
    assert on_hand(world, world.place("C-01", kind="cart"), tee.id) == 1
    assert on_hand(world, world.place("T-0001", kind="tote"), tee.id) == 0
    picker.walk({tee.id: tee.jan})
    expect(picker.scan(**UNDO), refuse="undo_too_late", row="PC-91")
    assert causes(world) == ["picked", "placed", "undone_placed", "placed", "picked", "placed"]


def test_a_cart_and_its_totes_are_free_again(world: World, tee: MadeProduct) -> None:
    picker = picker_with_cart(world, [(tee, 1)])
    expect(picker.scan(**UNDO), accept="PC-80")
    expect(picker.scan(tote="T-0002"), accept="PC-14")
    picker.walk({tee.id: tee.jan})
    assert on_hand(world, world.place("T-0002", kind="tote"), tee.id) == 1


def test_another_cart_can_be_taken_after_the_wrong_one(world: World, tee: MadeProduct) -> None:
    world.order((tee, 1))
    release(world.office("supervisor"))
    picker = Worker(world.handheld())
    picker.take_next("pick")
    events = [
        picker.event(label(**scanned))
        for scanned in ({"cart": "C-01"}, UNDO, {"cart": "C-02"}, {"tote": "T-0001"}, UNDO)
    ]
    assert [one["verdict"] for one in picker.hand_in(events)] == ["accept"] * 5
    expect(picker.scan(tote="T-0003"), accept="PC-14")
    picker.walk({tee.id: tee.jan})


def test_scans_and_their_undoing_come_in_together_after_hours(
    world: World, tee: MadeProduct
) -> None:
    picker = picker_with_cart(world, [(tee, 2)])
    scans: list[dict[str, str]] = [
        {"place": "A-01-03"},
        {"item": tee.jan},
        {"item": tee.jan},
        UNDO,
        {"item": tee.jan},
        UNDO,
        {"item": tee.jan},
        {"tote": "T-0001"},
    ]
    verdicts = picker.hand_in([picker.event(label(**one)) for one in scans])
    assert all(verdict["agrees"] for verdict in verdicts)
    assert picker.job["step"] == "cart_done"
    assert on_hand(world, world.place("A-01-03"), tee.id) == 3
    assert pieces_held(world, tee.id) == (0, 2)


def test_a_shortage_is_taken_back_while_nobody_has_decided(world: World, tee: MadeProduct) -> None:
    picker = picker_with_cart(world, [(tee, 1)], [(tee, 1)])
    picker.scan(place="A-01-03")
    expect(picker.scan(command="X-SHORT-WRONG"), accept="PC-40")
    with world.reading() as session:
        assert session.query(FloorException).one().detail["reason"] == "wrong"
    expect(picker.scan(**UNDO), accept="PC-92")
    with world.reading() as session:
        assert session.query(FloorException).one().resolution == "withdrawn"
    picker.walk({tee.id: tee.jan})
    assert pieces_held(world, tee.id) == (0, 2)


def test_a_shortage_that_was_decided_stands(world: World, tee: MadeProduct) -> None:
    picker = picker_with_cart(world, [(tee, 1)], [(tee, 1)])
    picker.scan(place="A-01-03")
    picker.scan(command="X-SHORT-NONE")
    with world.reading() as session:
        exception_id = session.query(FloorException).one().id
    decision = {"resolution": "ship_without", "note": ""}
    office = world.office("supervisor")
    assert office.post(f"/exceptions/{exception_id}/resolve", decision).status_code == 204
    verdict = picker.scan(**UNDO)
    expect(verdict, refuse="shortage_is_answered", row="PC-89")
    assert verdict["job"]["step"] == picker.job["step"] == "take_item"


def test_an_item_comes_out_of_the_parcel_and_a_flyer_back_to_its_rack(
    world: World, tee: MadeProduct
) -> None:
    leaflet = world.flyer("WELCOME")
    picker = picker_with_cart(world, [(tee, 2)])
    picker.walk({tee.id: tee.jan})
    packer = Worker(world.tablet())
    packer.take_tote("T-0001")
    packer.scan(item=tee.jan)
    expect(packer.scan(**UNDO), accept="PO-14")
    assert on_hand(world, world.place("T-0001", kind="tote"), tee.id) == 2
    packer.scan(item=leaflet.jan)
    expect(packer.scan(**UNDO), accept="PO-14")
    expect(packer.scan(**UNDO), refuse="nothing_to_undo", row="PO-15")
    events = [
        packer.event(label(**one))
        for one in ({"item": leaflet.jan}, UNDO, {"item": leaflet.jan}, {"item": tee.jan}, UNDO)
    ]
    assert all(one["agrees"] for one in packer.hand_in(events))
    expect(packer.pack({tee.id: tee.jan, leaflet.id: leaflet.jan}, slip_of(7)), accept="PO-23")
    expect(packer.scan(**UNDO), refuse="undo_too_late", row="PO-91")
