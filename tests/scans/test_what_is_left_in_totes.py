"""Goods that a tote still holds when nobody needs it any more are put away before it goes on."""

from typing import Any

from server import stock
from server.tasks.records import FloorException, Task
from tests.floor import Worker, expect, slip_of
from tests.makers import World
from tests.scans.test_the_first_parcel import release, set_up_floor


def open_exception(world: World) -> int:
    """What a supervisor has to decide."""
    with world.reading() as session:
        found: int = session.query(FloorException).filter_by(resolved_at=None).one().id
        return found


def put_aways(world: World) -> list[tuple[str, int]]:
    """The tasks to put away what was left: stage, pieces."""
    with world.reading() as session:
        rows = session.query(Task).filter_by(kind="put_away").order_by(Task.id)
        return [(one.stage, one.pieces) for one in rows]


def decide(office: Any, world: World, resolution: str) -> None:
    """A supervisor decides."""
    body = {"resolution": resolution, "note": ""}
    answer = office.post(f"/exceptions/{open_exception(world)}/resolve", body)
    assert answer.status_code == 204, answer.text


def test_what_a_supervisor_found_for_a_cancelled_order_is_put_away(world: World) -> None:
    set_up_floor(world)
    cup = world.product("CUP", stock={"A-01-04": 1})
    order = world.order((cup, 1))
    office = world.office("supervisor")
    release(office)
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.scan(place="A-01-04")
    expect(picker.scan(command="X-SHORT-NONE"), accept="PC-39")
    decide(office, world, "put_in_tote")
    assert office.post(f"/orders/{order.id}/cancel", {"reason": "customer"}).status_code == 204
    picker.take_next("pick")
    assert put_aways(world) == [("open", 1)]
    worker = Worker(world.handheld())
    worker.take_next("put_away")
    expect(worker.scan(item=cup.jan), accept="MV-07")
    expect(worker.scan(place="A-01-04"), accept="MV-47")
    assert world.lying_in("A-01-04") == {("CUP", ""): 1}
    another = world.order((cup, 1))
    release(office)
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.walk({cup.id: cup.jan})
    assert world.stage_of(another) == "picked"


def test_what_a_parcel_left_without_is_put_away(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE", stock={"A-01-03": 2})
    world.order((tee, 2))
    office = world.office("supervisor")
    release(office)
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.walk({tee.id: tee.jan})
    packer = Worker(world.tablet())
    packer.take_tote("T-0001")
    packer.scan(item=tee.jan)
    packer.scan(command="X-ASIDE")
    decide(office, world, "ship_without")
    packer.take_tote("T-0001")
    assert packer.scan(slip=slip_of(1))["verdict"] == "accept"
    assert put_aways(world) == [("open", 1)]
    with world.reading() as session:
        (left,) = stock.contents_of(session, [world.place("T-0001", kind="tote")])
    assert left.quantity_pieces == 1
