"""What comes out of kits goes back to its shelf lot by lot."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from server import stock
from server.foundation import now
from server.stock.records import Balance
from tests.assembling.test_kits_on_stock import finished, to_take_apart
from tests.floor import Worker, expect
from tests.makers import MadeProduct, World
from tests.scans.test_the_first_parcel import set_up_floor
from tests.stock.test_kits import say

KNOWN_DAY = f"{now() + timedelta(days=200):%Y-%m-%d}"
NEW_DAY = f"{now() + timedelta(days=300):%Y-%m-%d}"


@pytest.fixture
def jam(world: World) -> MadeProduct:
    """A jam by lots, of which the house knows one: three lie on a shelf."""
    set_up_floor(world)
    made = world.product("JAM", has_lots=True, expires=True)
    shelf = world.place("A-01-03")
    with world.transaction() as session:
        stock.receive(session, [stock.Delivery(shelf, made.id, 3, "L1", KNOWN_DAY)], person_id=None)
    return made


@pytest.fixture
def worker(world: World, jam: MadeProduct) -> Worker:
    """Somebody has fetched two kits of a jam each, and has them open at the bench."""
    gift = world.product("GIFT")
    assert say(world, "GIFT", ("JAM", 1)) == 204
    finished(world, gift, 2)
    assert to_take_apart(world, gift, 2).status_code == 201
    worker = Worker(world.handheld())
    worker.take_next("assemble")
    expect(worker.scan(place="A-03-01"), accept="AS-03")
    worker.scan(item=gift.jan)
    expect(worker.scan(pieces="2"), accept="KA-03")
    return worker


def on_shelves(world: World, product: MadeProduct) -> dict[tuple[str, str | None], int]:
    """How many pieces of each lot, with its day, lie where people pick them."""
    with world.reading() as session:
        rows = session.execute(
            select(Balance.lot, Balance.expires_on, Balance.on_hand_pieces).where(
                Balance.product_id == product.id,
                Balance.place_id == world.place("A-01-03"),
                Balance.on_hand_pieces > 0,
            )
        )
        return {(lot, day): pieces for lot, day, pieces in rows}


def test_each_lot_goes_back_with_its_day_known_or_typed(
    world: World, jam: MadeProduct, worker: Worker
) -> None:
    expect(worker.scan(item=jam.jan), accept="KA-29")
    expect(worker.scan(place="A-01-03"), refuse="lot_expected")
    expect(worker.scan(lot="L1"), accept="KA-44")
    expect(worker.scan(raw=f"]C101{jam.jan.zfill(14)}10N7"), refuse="lay_these_first")
    expect(worker.scan(place="A-01-03"), accept="KA-19")
    assert on_shelves(world, jam) == {("L1", KNOWN_DAY): 4}

    expect(worker.scan(raw=f"]C101{jam.jan.zfill(14)}10N7"), accept="KA-30")
    expect(worker.scan(day=NEW_DAY.replace("-", "")), accept="KA-62")
    expect(worker.scan(place="A-01-03"), accept="KA-18")
    assert on_shelves(world, jam) == {("L1", KNOWN_DAY): 4, ("N7", NEW_DAY): 1}


def test_who_takes_the_job_over_is_asked_for_the_same_lot(
    world: World, jam: MadeProduct, worker: Worker
) -> None:
    expect(worker.scan(item=jam.jan), accept="KA-29")
    expect(worker.scan(lot="N7"), accept="KA-41")
    worker.job = worker.screen.get(f"/tasks/{worker.job['task']['id']}/job").get_json()
    assert worker.job["step"] == "say_day"
    expect(worker.scan(command="X-UNDO"), accept="KA-65")
    expect(worker.scan(command="X-BACK"), accept="KA-54")
    expect(worker.scan(command="X-DONE"), accept="KA-23")
    assert on_shelves(world, jam) == {("L1", KNOWN_DAY): 3}
