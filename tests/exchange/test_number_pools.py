"""連番: numbers printed ahead, given out in order and never twice."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select, update

from server import orders
from server.boards.fsck import findings
from server.catalog.records import Owner
from server.foundation import head, notices_after
from server.orders.records import NumberPool, Shipment, Slip
from tests.exchange.test_slips import order_for, release, waiting
from tests.floor import Worker, expect, slip_of
from tests.makers import MadeProduct, Screen, World

FIRST = 44_441_375_870


@pytest.fixture
def tee(world: World) -> MadeProduct:
    return world.product("TEE-M", stock={"A-01-03": 20})


@pytest.fixture
def office(world: World) -> Screen:
    assert world.shop_id
    return world.office("supervisor")


def number(nth: int) -> str:
    return orders.slip_number(FIRST + nth)


def add(office: Screen, first: str, last: str, **more: Any) -> Any:
    body = {"owner": "MORI", "carrier": "yamato", "first": first, "last": last, "tell_at_left": 2}
    return office.post("/slips/pools", body | more)


def pools(office: Screen) -> list[dict[str, Any]]:
    answer = office.get("/slips/pools")
    assert answer.status_code == 200, answer.text
    return answer.json["pools"]


def given(world: World) -> list[str]:
    with world.reading() as session:
        return list(session.scalars(select(Slip.tracking_no).order_by(Slip.id)))


def give(world: World, shipment_id: int) -> str | None:
    with world.transaction() as session:
        return orders.number_from_pool(session, shipment_id)


def shipments(world: World, office: Screen, tee: MadeProduct, count: int) -> list[int]:
    for _ in range(count):
        order_for(world, tee)
    release(office)
    with world.reading() as session:
        return list(session.scalars(select(Shipment.id).order_by(Shipment.id)))


def test_a_parcel_gets_the_next_number_when_its_packing_begins_and_takes_no_other(
    world, office, tee
):
    assert add(office, number(0), number(9)).status_code == 201
    for place, kind in (("C-01", "cart"), ("T-0001", "tote")):
        world.place(place, kind=kind)
    order_for(world, tee)
    release(office)
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.walk({tee.id: tee.jan})
    packer = Worker(world.tablet())
    packer.take_tote("T-0001")
    assert packer.job["facts"]["slip_expected"] == number(0)
    packer.scan(item=tee.jan)
    expect(packer.scan(slip=number(1)), refuse="other_slip")
    expect(packer.scan(slip=number(0)), accept="PO-23")
    assert [(pool["next"], pool["left"]) for pool in pools(office)] == [(number(1), 9)]


def test_numbers_go_out_in_order_and_each_shipment_has_one(world, office, tee):
    add(office, number(0), number(9))
    ids = shipments(world, office, tee, 3)
    assert [give(world, one) for one in ids] == [number(0), number(1), number(2)]
    assert [give(world, one) for one in ids] == [None, None, None]


def test_people_are_told_before_a_box_is_empty_and_then_the_carriers_file_is_the_way(
    world, office, tee
):
    add(office, number(0), number(2), tell_at_left=1)
    ids = shipments(world, office, tee, 4)
    assert waiting(office)["stuck"] == []
    with world.reading() as session:
        before, _ = head(session)
    assert [give(world, one) for one in ids] == [number(0), number(1), number(2), None]
    with world.reading() as session:
        told = [
            (notice.kind, notice.body["left"])
            for notice in notices_after(session, before)
            if notice.topic.startswith("number_pool:")
        ]
    assert told == [("number_pool_low", 1), ("number_pool_dry", 0)]
    (pool,) = pools(office)
    assert (pool["left"], pool["next"]) == (0, None)
    # The fourth waits for a file again: its shop only lacks a sender here.
    assert [one["problems"][0]["code"] for one in waiting(office)["stuck"]] == ["no_sender"]


def test_the_next_box_begins_where_the_first_ends(world, office, tee):
    add(office, number(0), number(0))
    add(office, number(5), number(6))
    ids = shipments(world, office, tee, 3)
    assert [give(world, one) for one in ids] == [number(0), number(5), number(6)]


def test_a_number_that_somebody_typed_before_is_passed_over(world, office, tee):
    ids = shipments(world, office, tee, 2)
    with world.transaction() as session:
        orders.note_slips(session, [(ids[1], "yamato", number(0))])
    add(office, number(0), number(9))
    assert give(world, ids[0]) == number(1)


def test_a_closed_box_gives_nothing_and_its_numbers_stay_taken(world, office, tee):
    made = add(office, number(0), number(9)).json["id"]
    (one,) = shipments(world, office, tee, 1)
    assert office.post(f"/slips/pools/{made}/close", {}).status_code == 204
    again = office.post(f"/slips/pools/{made}/close", {})
    assert (again.status_code, again.json["code"]) == (409, "pool_is_closed")
    assert give(world, one) is None
    assert add(office, number(9), number(12)).json["code"] == "range_overlaps"


def test_another_owners_parcels_get_none_of_these(world, office, tee):
    with world.transaction() as session:
        session.add(Owner(code="KITA", name="北商店"))
    assert add(office, number(0), number(9), owner="KITA").status_code == 201
    (one,) = shipments(world, office, tee, 1)
    assert give(world, one) is None


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"first": slip_of(1)[:-1] + "9"}, 422, "number_invalid"),
        ({"first": number(5), "last": number(4)}, 422, "range_is_empty"),
        ({"owner": "NOBODY"}, 404, "owner_unknown"),
        ({"carrier": "nobody"}, 404, "carrier_unknown"),
    ],
)
def test_a_box_that_makes_no_sense_is_refused_with_its_reason(office, wrong, status, code):
    answer = add(office, **({"first": number(0), "last": number(9)} | wrong))
    assert (answer.status_code, answer.json["code"]) == (status, code)


@pytest.mark.parametrize("attempt", range(3))
def test_packers_at_once_never_get_one_number_twice(world, office, tee, attempt):
    add(office, number(0), number(3))
    add(office, number(10), number(11))
    ids = shipments(world, office, tee, 8)
    with ThreadPoolExecutor(8) as packers:
        told = list(packers.map(lambda one: give(world, one), ids))
    numbers = [one for one in told if one is not None]
    assert sorted(numbers) == [number(nth) for nth in (0, 1, 2, 3, 10, 11)]
    assert sorted(given(world)) == sorted(numbers)


@pytest.mark.parametrize("attempt", range(2))
def test_two_desks_at_once_add_a_box_once(world, office, attempt):
    desks = [office, world.office("supervisor")]
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda desk: add(desk, number(0), number(9)), desks))
    assert sorted(answer.status_code for answer in answers) == [201, 409]


def test_fsck_finds_a_number_that_was_given_to_nobody(world, office, tee):
    add(office, number(0), number(9))
    with world.transaction() as session:
        session.execute(update(NumberPool).values(next_serial=FIRST + 1))
    with world.reading() as session:
        (found,) = findings(session)
    assert (found.check, found.rows[0][0]) == ("INV-31", "given_and_nobodys")
    with world.transaction() as session:
        session.execute(update(NumberPool).values(next_serial=FIRST))


def test_fsck_finds_numbers_of_another_owner(world, office, tee):
    add(office, number(0), number(9))
    (one,) = shipments(world, office, tee, 1)
    give(world, one)
    with world.transaction() as session:
        owner = Owner(code="KITA", name="北商店")
        session.add(owner)
        session.flush()
        session.execute(update(NumberPool).values(owner_id=owner.id))
    with world.reading() as session:
        (found,) = findings(session)
    assert (found.check, found.rows[0][0]) == ("INV-31", "other_owner")
    with world.transaction() as session:
        session.execute(update(NumberPool).values(owner_id=world.owner_id))
