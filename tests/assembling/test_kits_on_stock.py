"""Kits are put together on stock, by scans, and leave as they lie there."""

from typing import Any

import pytest
from sqlalchemy import delete, select, update

from server import orders, stock
from server.assembling.records import AssemblyJob, LoosePart
from server.boards.fsck import findings
from server.catalog.records import Barcode
from server.foundation.sets import table_of
from server.places import Place
from server.stock.records import Balance
from server.tasks.records import FloorException, Task
from tests.floor import Worker, expect, slip_of
from tests.makers import MadeProduct, World
from tests.scans.test_the_first_parcel import release, set_up_floor
from tests.stock.test_kits import bought, for_sale, lines_of, say


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
    world.place("A-03-01")
    assert say(world, "GIFT", ("TEE", 2), ("CUP", 1)) == 204
    return made


def asked(world: World, gift: MadeProduct, kits: int) -> tuple[int, Any]:
    """A supervisor asks for kits; the status, and what was said."""
    answer = world.office("supervisor").post(f"/stock/kits/{gift.id}/assemblies", {"kits": kits})
    return answer.status_code, answer.get_json()


def at_work(world: World, gift: MadeProduct, kits: int) -> Worker:
    """Somebody takes up the task to put so many kits together."""
    status, _ = asked(world, gift, kits)
    assert status == 201
    worker = Worker(world.handheld())
    worker.take_next("assemble")
    return worker


def fetch(worker: Worker, place: str, part: MadeProduct, pieces: int) -> dict[str, Any]:
    """Parts are taken from their shelf: the place, one of them, and how many."""
    expect(worker.scan(place=place), accept="AS-03")
    verdict = worker.scan(item=part.jan)
    return verdict if pieces == 1 else worker.scan(pieces=str(pieces))


def lying(world: World, product: MadeProduct) -> dict[str, tuple[int, int]]:
    """Where pieces of a product lie, and how many of them are held."""
    with world.reading() as session:
        rows = session.execute(
            select(Place.code, Balance.on_hand_pieces, Balance.held_pieces)
            .join(Place, Place.id == Balance.place_id)
            .where(Balance.product_id == product.id, Balance.on_hand_pieces != 0)
            .order_by(Place.code)
        )
        return {code: (on_hand, held) for code, on_hand, held in rows}


def test_kits_are_put_together_by_scans_and_leave_as_one_article(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    assert for_sale(world)["GIFT"] == 4
    status, said = asked(world, gift, 6)
    assert (status, said["kits"], said["asked"]) == (201, 4, 6)
    assert for_sale(world)["GIFT"] == 0
    worker = Worker(world.handheld())
    worker.take_next("assemble")
    expect(fetch(worker, "A-01-03", tee, 8), accept="AS-24")
    expect(fetch(worker, "A-02-01", cup, 4), accept="AS-21")
    assert worker.job["step"] == "make_kits"
    expect(worker.scan(item=tee.jan), refuse="kit_expected")
    expect(worker.scan(item=gift.jan), accept="AS-42")
    expect(worker.scan(pieces="5"), refuse="more_kits_than_parts")
    expect(worker.scan(pieces="3"), accept="AS-45")
    expect(worker.scan(place="A-09-09"), refuse="place_unknown")
    expect(worker.scan(place="A-03-01"), accept="AS-52")
    assert for_sale(world)["GIFT"] == 3
    expect(worker.scan(item=gift.jan), accept="AS-42")
    expect(worker.scan(place="A-03-01"), accept="AS-51")
    assert lying(world, gift) == {"ASSEMBLED": (-4, 0), "L-A-03-01": (4, 0)}
    assert lying(world, tee) == {"ASSEMBLED": (8, 0), "L-A-01-03": (1, 0), "SUPPLIER": (-9, 0)}

    order_id = bought(world, "K-1", (gift, 3, 3_000))
    assert lines_of(world, order_id) == [(gift.id, 3, gift.id, 3_000)]
    assert release(world.office("supervisor"))["orders"] == 1
    codes = {gift.id: gift.jan}
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.walk(codes)
    packer = Worker(world.tablet())
    packer.take_tote("T-0001")
    expect(packer.pack(codes, slip_of(43_000_000_000)), accept="PO-23")
    assert lying(world, gift)["L-A-03-01"] == (1, 0)


def test_of_an_order_finished_kits_go_first_and_the_rest_is_picked_as_parts(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    worker = at_work(world, gift, 2)
    fetch(worker, "A-01-03", tee, 4)
    fetch(worker, "A-02-01", cup, 2)
    worker.scan(item=gift.jan)
    worker.scan(pieces="2")
    expect(worker.scan(place="A-03-01"), accept="AS-51")
    assert for_sale(world)["GIFT"] == 4
    order_id = bought(world, "K-1", (gift, 3, 3_000), (tee, 1, 900))
    assert lines_of(world, order_id) == [
        (tee.id, 2, gift.id, 1_500),
        (cup.id, 1, gift.id, 0),
        (tee.id, 1, None, 900),
        (gift.id, 2, gift.id, 3_000),
    ]
    assert for_sale(world)["GIFT"] == 1


def test_what_is_not_on_the_shelf_makes_fewer_kits_and_the_rest_goes_back(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    worker = at_work(world, gift, 3)
    fetch(worker, "A-01-03", tee, 6)
    expect(worker.scan(place="A-02-01"), accept="AS-03")
    expect(worker.scan(item=cup.jan), accept="AS-19")
    expect(worker.scan(command="X-SHORT-NONE"), accept="AS-28")
    expect(worker.scan(item=gift.jan), accept="AS-42")
    expect(worker.scan(item=gift.jan), refuse="more_kits_than_parts")
    expect(worker.scan(place="A-03-01"), accept="AS-50")
    expect(worker.scan(item=tee.jan), refuse="place_first")
    expect(worker.scan(place="A-02-01"), refuse="nothing_goes_there")
    expect(worker.scan(place="A-01-03"), accept="AS-65")
    expect(worker.scan(item=tee.jan), accept="AS-80")
    assert lying(world, tee)["L-A-01-03"] == (4, 0)
    expect(worker.scan(pieces="4"), accept="AS-83")
    assert worker.job["step"] == "assembly_done"
    assert lying(world, tee)["L-A-01-03"] == (7, 0)
    assert lying(world, cup)["L-A-02-01"] == (1, 0)
    assert lying(world, gift)["L-A-03-01"] == (1, 0)
    counts = Worker(world.handheld()).open_tasks("count")
    assert [(one["place"], one["reason"]) for one in counts] == [("A-02-01", "short_pick")]


def test_who_stops_brings_everything_back_and_nothing_is_held_any_more(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    worker = at_work(world, gift, 2)
    fetch(worker, "A-01-03", tee, 4)
    expect(worker.scan(command="X-UNDO"), accept="AS-08")
    assert lying(world, tee)["L-A-01-03"] == (8, 3)
    expect(worker.scan(command="X-DONE"), accept="AS-34")
    expect(worker.scan(place="A-01-03"), accept="AS-65")
    expect(worker.scan(item=tee.jan), accept="AS-77")
    assert lying(world, tee) == {"L-A-01-03": (9, 0), "SUPPLIER": (-9, 0)}
    assert lying(world, cup)["L-A-02-01"] == (4, 0)
    assert for_sale(world)["GIFT"] == 4


def test_a_piece_that_is_gone_from_the_bench_is_looked_for(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    worker = at_work(world, gift, 1)
    fetch(worker, "A-01-03", tee, 2)
    worker.scan(command="X-DONE")
    worker.scan(place="A-01-03")
    expect(worker.scan(item=tee.jan), accept="AS-80")
    expect(worker.scan(command="X-SHORT-NONE"), accept="AS-89")
    assert lying(world, tee)["DISCREPANCY"] == (1, 0)
    assert [one["place"] for one in worker.open_tasks("count")] == ["A-01-03"]


def test_kits_that_were_promised_are_not_taken_up_again(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    worker = at_work(world, gift, 3)
    fetch(worker, "A-01-03", tee, 6)
    fetch(worker, "A-02-01", cup, 3)
    worker.scan(item=gift.jan)
    expect(worker.scan(place="A-03-01"), accept="AS-52")
    expect(worker.scan(command="X-UNDO"), accept="AS-58")
    assert "L-A-03-01" not in lying(world, gift)
    expect(worker.scan(place="A-03-01"), accept="AS-52")
    bought(world, "K-1", (gift, 1, 3_000))
    expect(worker.scan(command="X-UNDO"), refuse="kits_are_promised")


def test_a_kit_expires_with_the_first_of_its_parts(
    world: World, tee: MadeProduct, cup: MadeProduct
) -> None:
    shelves = {cup: world.place("A-02-02"), tee: world.place("A-01-04")}
    with world.transaction() as session:
        stock.receive(
            session,
            [
                stock.Delivery(shelves[cup], cup.id, 2, "L1", "2030-05-01"),
                stock.Delivery(shelves[tee], tee.id, 1, "T1", "2030-04-01"),
            ],
            person_id=None,
        )
    world.place("A-03-01")
    gift = world.product("GIFT")
    assert say(world, "GIFT", ("TEE", 1), ("CUP", 1)) == 204
    worker = at_work(world, gift, 1)
    fetch(worker, "A-01-04", tee, 1)
    fetch(worker, "A-02-02", cup, 1)
    worker.scan(item=gift.jan)
    expect(worker.scan(place="A-03-01"), accept="AS-51")
    with world.reading() as session:
        days = session.scalars(
            select(Balance.expires_on).where(
                Balance.product_id == gift.id, Balance.on_hand_pieces > 0
            )
        ).all()
    assert days == ["2030-04-01"]


def test_who_decides_about_an_order_sees_it_as_it_came_in(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    def seen(number: str, kits: int) -> list[tuple[int, int, int, int | None]]:
        order_id = bought(world, number, (tee, 1, 900), (gift, kits, 3_000))
        with world.reading() as session:
            (whole,) = orders.whole_orders(session, [order_id])
        return [
            (one.product_id, one.quantity_pieces, one.price_yen, one.kit_product_id)
            for one in whole.lines
        ]

    worker = at_work(world, gift, 2)
    fetch(worker, "A-01-03", tee, 4)
    fetch(worker, "A-02-01", cup, 2)
    worker.scan(item=gift.jan)
    expect(worker.scan(place="A-03-01"), accept="AS-52")
    assert seen("K-1", 2) == [
        (tee.id, 1, 900, None),
        (tee.id, 4, 1_500, gift.id),
        (cup.id, 2, 0, gift.id),
    ]
    worker.scan(item=gift.jan)
    expect(worker.scan(place="A-03-01"), accept="AS-51")
    assert seen("K-2", 1) == [
        (tee.id, 1, 900, None),
        (tee.id, 2, 1_500, gift.id),
        (cup.id, 1, 0, gift.id),
    ]


def test_a_count_waits_for_parts_that_may_be_on_their_way_to_the_bench(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    worker = at_work(world, gift, 2)
    counter = Worker(world.handheld())
    counter.start("count", place="A-01-03")
    counter.scan(place="A-01-03")
    counter.scan(item=tee.jan)
    counter.scan(pieces="5")
    assert counter.scan(command="X-DONE")["verdict"] == "accept"
    with world.reading() as session:
        waits = session.execute(
            select(Task.stage, Task.reason).where(Task.kind == "count", Task.stage == "waiting")
        ).all()
    assert waits == [("waiting", "on_the_way")]
    fetch(worker, "A-01-03", tee, 4)
    assert lying(world, tee)["L-A-01-03"] == (5, 0)


def test_a_supervisor_is_told_of_kits_that_a_blocked_lot_would_go_into(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    worker = at_work(world, gift, 2)
    (held,) = worker.screen.get("/look-up", code=tee.jan).get_json()["held_for"]
    assert (held["order"], held["task"], held["pieces"]) == (None, "GIFT", 4)
    told = {"product": tee.id, "lot": "", "reason": "recall", "note": ""}
    assert world.office("supervisor").post("/stock/blocks", told).status_code == 200
    with world.reading() as session:
        found = session.execute(
            select(FloorException.kind, FloorException.quantity_pieces, FloorException.task_id)
        ).all()
    assert [row[:2] for row in found] == [("lot_blocked", 4)]


def test_what_nobody_has_begun_is_called_off_and_its_parts_are_free(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    office = world.office("supervisor")
    first, second = asked(world, gift, 1)[1]["task"], asked(world, gift, 2)[1]["task"]
    worker = Worker(world.handheld())
    worker.take(first)
    shown = office.get("/stock/assemblies").get_json()
    assert shown["kits"] == [{"kit": gift.id, "finished_pieces": 0, "possible_kits": 1}]
    assert [(one["task"], one["wanted_kits"], one["stage"]) for one in shown["assemblies"]] == [
        (first, 1, "claimed"),
        (second, 2, "open"),
    ]
    assert office.delete(f"/stock/assemblies/{first}").get_json()["code"] == "assembly_is_begun"
    assert office.delete(f"/stock/assemblies/{second}").status_code == 204
    assert lying(world, tee)["L-A-01-03"] == (9, 2)
    assert office.delete("/stock/assemblies/999").get_json()["code"] == "assembly_unknown"


def test_what_cannot_be_put_together_says_why(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    assert asked(world, tee, 1)[1]["code"] == "no_kit"
    assert asked(world, gift, 0)[0] == 422
    bought(world, "K-1", (cup, 4, 0))
    status, said = asked(world, gift, 1)
    assert (status, said["code"]) == (409, "no_parts")
    with world.reading() as session:
        assert session.scalars(select(AssemblyJob.id)).all() == []
        assert findings(session) == []


def test_kits_out_of_nothing_are_found(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    worker = at_work(world, gift, 2)
    fetch(worker, "A-01-03", tee, 4)
    fetch(worker, "A-02-01", cup, 2)
    worker.scan(item=gift.jan)
    worker.scan(pieces="2")
    worker.scan(place="A-03-01")

    def say_made(kits: int) -> None:
        with world.transaction() as session:
            session.execute(update(AssemblyJob).values(made_kits=kits))

    say_made(1)
    with world.reading() as session:
        found = {one.check for one in findings(session)}
    say_made(2)
    assert found == {"INV-37a", "INV-37b"}


def finished(world: World, gift: MadeProduct, kits: int) -> None:
    """So many kits lie put together on a shelf."""
    shelf = world.place("A-03-01")
    with world.transaction() as session:
        delivery = stock.Delivery(shelf, gift.id, kits)
        stock.receive(session, [delivery], person_id=None)


def to_take_apart(world: World, gift: MadeProduct, kits: int) -> Any:
    """A supervisor wants finished kits taken apart."""
    body = {"kits": kits, "apart": True}
    return world.office("supervisor").post(f"/stock/kits/{gift.id}/assemblies", body)


def test_finished_kits_are_taken_apart_and_their_parts_lie_on_shelves(
    world: World, tee: MadeProduct, cup: MadeProduct, gift: MadeProduct
) -> None:
    finished(world, gift, 3)
    answer = to_take_apart(world, gift, 5)
    assert (answer.status_code, answer.get_json()["kits"]) == (201, 3)
    (shown,) = world.office("supervisor").get("/stock/assemblies").get_json()["assemblies"]
    assert shown["apart"] is True
    worker = Worker(world.handheld())
    worker.take_next("assemble")
    expect(worker.scan(place="A-03-01"), accept="AS-03")
    expect(worker.scan(item=tee.jan), refuse="other_item")
    expect(worker.scan(item=gift.jan), accept="AS-19")
    expect(worker.scan(pieces="2"), accept="AS-25")
    expect(worker.scan(command="X-DONE"), accept="KA-05")
    assert lying(world, gift)["L-A-03-01"] == (1, 1)
    expect(worker.scan(item=gift.jan), refuse="part_expected")
    expect(worker.scan(item=tee.jan), accept="KA-10")
    expect(worker.scan(pieces="5"), refuse="more_parts_than_kits")
    expect(worker.scan(item=cup.jan), refuse="lay_these_first")
    expect(worker.scan(pieces="4"), accept="KA-13")
    expect(worker.scan(command="X-UNDO"), accept="KA-24")
    expect(worker.scan(pieces="4"), accept="KA-13")
    expect(worker.scan(place="A-09-09"), refuse="place_unknown")
    expect(worker.scan(place="A-01-03"), accept="KA-19")
    assert lying(world, tee)["L-A-01-03"] == (13, 0)
    expect(worker.scan(item=cup.jan), accept="KA-10")
    expect(worker.scan(place="A-02-01"), accept="KA-19")
    # One cup was not in its box.
    expect(worker.scan(command="X-DONE"), accept="KA-23")
    assert lying(world, cup) == {
        "ASSEMBLED": (-2, 0),
        "L-A-02-01": (5, 0),
        "LOSS": (1, 0),
        "SUPPLIER": (-4, 0),
    }
    assert lying(world, gift)["L-A-03-01"] == (1, 0)
    assert for_sale(world)["GIFT"] == 1 + 5
    with world.reading() as session:
        columns = (FloorException.kind, FloorException.product_id, FloorException.quantity_pieces)
        told_id, *told = session.execute(select(FloorException.id, *columns)).one()
    assert told == ["parts_missing", cup.id, 1]
    answer = world.office("supervisor").post(
        f"/exceptions/{told_id}/resolve", {"resolution": "dismiss", "note": "箱は未開封だった"}
    )
    assert answer.status_code == 204

    with world.transaction() as session:
        session.execute(update(LoosePart).values(laid_pieces=LoosePart.laid_pieces + 1))
    with world.reading() as session:
        assert {one.check for one in findings(session)} == {"INV-37b", "INV-42"}
    with world.transaction() as session:
        session.execute(update(LoosePart).values(laid_pieces=LoosePart.laid_pieces - 1))


def test_what_cannot_be_taken_apart_says_why(
    world: World, tee: MadeProduct, gift: MadeProduct
) -> None:
    answer = to_take_apart(world, gift, 1)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "no_finished_kits")
    box = world.product("BOX")
    with world.transaction() as session:
        session.execute(delete(table_of(Barcode)).where(Barcode.product_id == box.id))
    jar = world.product("JAR")
    assert say(world, "JAR", ("BOX", 1), ("TEE", 1)) == 204
    finished(world, jar, 1)
    answer = to_take_apart(world, jar, 1)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "part_has_no_label")
