"""Serial numbers: asked for piece by piece, never twice out of the house, told with the parcel."""

import pytest
from sqlalchemy import select

from server import orders
from server.boards.fsck import findings
from server.catalog.records import Owner
from server.foundation.sets import table_of
from server.orders.records import PackedSerial
from server.packing.records import PackLine
from server.returning.records import ReturnedLine
from tests.floor import Worker, expect, slip_of
from tests.makers import MadeOrder, MadeProduct, World
from tests.scans.test_the_first_parcel import release, set_up_floor


@pytest.fixture
def drill(world: World) -> MadeProduct:
    set_up_floor(world)
    world.place("IN-01", kind="dock")
    return world.product("DRILL", stock={"A-01-03": 20}, wants_serial=True)


def on_the_bench(world: World, drill: MadeProduct, *orders: MadeOrder) -> Worker:
    """A packer before whom the totes of these orders stand, T-0001 and on."""
    totes = [f"T-{nth:04d}" for nth, _ in enumerate(orders, start=1)]
    assert release(world.office("supervisor"))["orders"] == len(orders)
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", totes)
    picker.walk({drill.id: drill.jan})
    return Worker(world.tablet())


def gs1(product: MadeProduct, serial: str) -> str:
    """What the maker prints: product and serial number in one code."""
    return f"]C1010{product.jan}21{serial}"


def serials_out(world: World) -> list[str]:
    """The serial numbers that are in parcels now."""
    with world.reading() as session:
        out = PackedSerial.came_back_at.is_(None)
        return sorted(session.scalars(select(PackedSerial.serial).where(out)))


def test_each_piece_leaves_under_its_serial_number(world: World, drill: MadeProduct) -> None:
    order = world.order((drill, 3))
    packer = on_the_bench(world, drill, order)
    packer.take_tote("T-0001")
    expect(packer.scan(item=drill.jan), accept="PO-42")
    expect(packer.scan(raw=drill.jan), refuse="label_is_no_serial", row="PO-33")
    expect(packer.scan(raw="ｓｎ－１"), accept="PO-45")
    expect(packer.scan(raw=gs1(drill, "SN-2")), accept="PO-41")
    expect(packer.scan(raw=gs1(drill, "SN-2")), refuse="serial_twice")
    expect(packer.scan(command="X-UNDO"), accept="PO-14")
    assert serials_out(world) == ["SN-1"]
    expect(packer.scan(raw=gs1(drill, "SN-2")), accept="PO-41")
    packer.scan(item=drill.jan)
    expect(packer.scan(raw="SN-3"), accept="PO-44")
    expect(packer.scan(command="X-UNDO"), accept="PO-49")
    expect(packer.scan(raw="SN-4"), accept="PO-44")
    expect(packer.scan(slip=slip_of(43_000_000_001)), accept="PO-23")
    assert serials_out(world) == ["SN-1", "SN-2", "SN-4"]

    office = world.office("supervisor")
    (line,) = office.get(f"/orders/{order.id}").get_json()["line_items"]
    assert line["serials"] == ["SN-1", "SN-2", "SN-4"]
    with world.reading() as session:
        told = orders.told_orders(session, [order.id])[order.id]
    assert [line.serials for line in told.lines] == [("SN-1", "SN-2", "SN-4")]
    found = packer.screen.get("/look-up", code="sn-4").get_json()
    assert (found["kind"], found["code"]) == ("serial", "SN-4")
    assert [one["sku"] for one in found["products"]] == ["DRILL"]
    assert found["shipment"]["order"] == order.external


def test_what_the_house_knows_as_something_else_is_no_serial_number(
    world: World, drill: MadeProduct
) -> None:
    other = world.product("CAP", stock={"A-02-01": 1})
    packer = on_the_bench(world, drill, world.order((drill, 1)), world.order((drill, 1)))
    packer.take_tote("T-0001")
    packer.scan(item=drill.jan)
    for raw in (other.jan, other.sku):
        expect(packer.scan(raw=raw), refuse="label_is_no_serial", row="PO-38")
    packer.scan(raw="SN-1")
    slip = slip_of(43_000_000_001)
    packer.scan(slip=slip)
    packer.take_tote("T-0002")
    packer.scan(item=drill.jan)
    expect(packer.scan(raw=f"a{slip}b"), refuse="label_is_no_serial", row="PO-38")
    expect(packer.scan(raw="SN-1"), refuse="serial_already_out", row="PO-39")
    # Typed by hand it says itself what it is.
    expect(packer.scan(raw=f"]C121{other.jan}"), accept="PO-44")


def test_several_scans_of_one_hand_in_know_of_each_other(world: World, drill: MadeProduct) -> None:
    packer = on_the_bench(world, drill, world.order((drill, 2)))
    packer.take_tote("T-0001")
    raws = [drill.jan, "SN-1", "X-UNDO-A", "SN-2", drill.jan, "SN-1"]
    verdicts = packer.hand_in([packer.event(raw) for raw in raws])
    assert [one["row"] for one in verdicts] == [
        *("PO-42", "PO-45", "PO-43"),
        *("PO-45", "PO-42", "PO-44"),
    ]
    assert serials_out(world) == ["SN-1", "SN-2"]
    # The next who takes it up finds what was recorded, in the order of the scans.
    assert packer.job["facts"]["items"][0]["serials"] == ["SN-2", "SN-1"]


def test_a_parcel_that_is_taken_apart_sets_its_serial_numbers_free(
    world: World, drill: MadeProduct
) -> None:
    order = world.order((drill, 2))
    packer = on_the_bench(world, drill, order)
    packer.take_tote("T-0001")
    packer.scan(raw=gs1(drill, "SN-1"))
    packer.scan(item=drill.jan)
    office = world.office("supervisor")
    assert office.post(f"/orders/{order.id}/cancel", {"reason": "customer"}).status_code == 204
    with world.reading() as session:
        assert findings(session) == [], "until the packer hears of it, the piece lies in the box"
    expect(packer.scan(raw="SN-2"), accept="PO-30")
    assert serials_out(world) == []


def test_what_came_back_may_leave_again(world: World, drill: MadeProduct) -> None:
    first, second = world.order((drill, 2)), world.order((drill, 2))
    packer = on_the_bench(world, drill, first, second)
    slips = [slip_of(43_000_000_000 + nth) for nth in (1, 2)]
    packer.take_tote("T-0001")
    for serial in ("SN-1", "SN-2"):
        packer.scan(raw=gs1(drill, serial))
    packer.scan(slip=slips[0])
    assert world.office("supervisor").post("/handovers", {"carrier": "yamato"}).status_code == 200
    packer.take_tote("T-0002")
    expect(packer.scan(raw=gs1(drill, "SN-2")), refuse="serial_already_out", row="PO-19")
    taker = Worker(world.handheld())
    taker.start("return", slip=slips[0])
    taker.scan(item=drill.jan)
    expect(taker.scan(raw="SN-2"), accept="RT-59")
    # It lies before somebody, but nothing is booked yet.
    expect(packer.scan(raw=gs1(drill, "SN-2")), refuse="serial_already_out", row="PO-19")
    expect(taker.scan(command="X-DONE"), accept="RT-13")
    expect(taker.scan(command="X-UNWANTED"), accept="RT-41")
    assert serials_out(world) == ["SN-1"]
    expect(packer.scan(raw=gs1(drill, "SN-1")), refuse="serial_already_out", row="PO-19")
    expect(packer.scan(raw=gs1(drill, "SN-2")), accept="PO-41")
    assert serials_out(world) == ["SN-1", "SN-2"]


def test_which_pieces_came_back_is_asked_one_by_one(world: World, drill: MadeProduct) -> None:
    packer = on_the_bench(world, drill, world.order((drill, 3)), world.order((drill, 1)))
    packer.take_tote("T-0001")
    for serial in ("SN-1", "SN-2", "SN-3"):
        packer.scan(raw=gs1(drill, serial))
    slip = slip_of(43_000_000_001)
    packer.scan(slip=slip)
    packer.take_tote("T-0002")
    packer.scan(raw=gs1(drill, "SN-4"))
    packer.scan(slip=slip_of(43_000_000_002))
    assert world.office("supervisor").post("/handovers", {"carrier": "yamato"}).status_code == 200
    taker = Worker(world.handheld())
    taker.start("return", slip=slip)
    expect(taker.scan(item=drill.jan), accept="RT-45")
    expect(taker.scan(raw="SN-4"), refuse="serial_was_not_shipped", row="RT-56")
    expect(taker.scan(raw="ｓｎ－１"), accept="RT-59")
    expect(taker.scan(raw=gs1(drill, "SN-1")), refuse="serial_is_scanned", row="RT-47")
    expect(taker.scan(raw=gs1(drill, "SN-9")), refuse="serial_was_not_shipped", row="RT-46")
    expect(taker.scan(pieces="2"), refuse="one_piece_one_serial", row="RT-48")
    taker.scan(command="X-DAMAGED")
    raws = [gs1(drill, "SN-2"), "X-UNDO-A", gs1(drill, "SN-3"), "X-DONE-W", "X-DEFECT-W"]
    taker.hand_in([taker.event(raw) for raw in raws])
    assert serials_out(world) == ["SN-2", "SN-4"]
    found = packer.screen.get("/look-up", code="SN-3").get_json()
    assert found["came_back_at"] is not None
    again = Worker(world.handheld())
    again.start("return", slip=slip)
    (sent,) = again.job["facts"]["shipped"]
    assert (sent["pieces"], sent["serials"]) == (1, ["SN-2"])
    expect(again.scan(raw=gs1(drill, "SN-3")), refuse="serial_was_not_shipped")

    with world.transaction() as session:
        session.execute(table_of(ReturnedLine).update().values(serials=["SN-9"]))
    with world.reading() as session:
        assert {one.check for one in findings(session)} == {"INV-41"}
    with world.transaction() as session:
        session.execute(table_of(ReturnedLine).update().values(serials=None))


def test_the_office_says_which_goods_want_it_and_an_open_parcel_stays_as_it_was(
    world: World, drill: MadeProduct
) -> None:
    office = world.office("supervisor")
    (listed,) = office.get("/products/serials").get_json()["products"]
    assert (listed["product"], listed["sku"]) == (drill.id, "DRILL")
    packer = on_the_bench(world, drill, world.order((drill, 1)), world.order((drill, 1)))
    packer.take_tote("T-0001")
    assert office.delete(f"/products/serials/{drill.id}").status_code == 204
    assert office.get("/products/serials").get_json()["products"] == []
    expect(packer.scan(item=drill.jan), accept="PO-42")
    packer.scan(raw="SN-1")
    packer.scan(slip=slip_of(43_000_000_001))
    packer.take_tote("T-0002")
    expect(packer.scan(item=drill.jan), accept="PO-09")

    leaflet = world.flyer("WELCOME")
    with world.reading() as session:
        (owner,) = session.scalars(select(Owner.code))
    for product, status, code in (
        (leaflet.jan, 422, "flyers_have_no_serial"),
        ("NOTHING", 404, "product_unknown"),
    ):
        answer = office.post("/products/serials", {"owner": owner, "product": product})
        assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    answer = office.post("/products/serials", {"owner": owner, "product": drill.jan})
    assert answer.status_code == 204
    assert len(office.get("/products/serials").get_json()["products"]) == 1


def test_a_parcel_that_lacks_a_serial_number_is_found(world: World, drill: MadeProduct) -> None:
    packer = on_the_bench(world, drill, world.order((drill, 1)))
    packer.take_tote("T-0001")
    packer.scan(raw=gs1(drill, "SN-1"))
    packer.scan(slip=slip_of(43_000_000_001))
    with world.transaction() as session:
        session.execute(table_of(PackedSerial).delete())
    with world.reading() as session:
        assert {one.check for one in findings(session)} == {"INV-35a"}
    with world.transaction() as session:
        session.execute(table_of(PackLine).update().values(wants_serial=False))
