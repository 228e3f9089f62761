"""Receiving by scans: what is booked where, and what follows from it."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from server import receiving, tasks
from server.boards.fsck import findings
from server.catalog.records import Barcode, Owner, Product
from server.foundation import now, today
from server.receiving.records import NoticeLine, ReceivedLine
from server.stock.records import Balance, Movement, Reservation
from server.tasks.records import Task
from tests.floor import Worker, expect
from tests.makers import MadeProduct, World, jan_of
from tests.scans.test_the_first_parcel import release

DONE, PART = {"command": "X-DONE"}, {"command": "X-PART"}
TOMORROW = (date.fromisoformat(today()) + timedelta(days=1)).isoformat()


@pytest.fixture
def tee(world: World) -> MadeProduct:
    return world.product("TEE-M")


@pytest.fixture
def miso(world: World) -> MadeProduct:
    return world.product("MISO", has_lots=True, expires=True)


def announce(world: World, number: str, *lines: tuple[MadeProduct, int]) -> int:
    """An owner announces goods for tomorrow; the notice."""
    assert world.owner_id
    assert world.warehouse_id
    answer = world.office("supervisor").post(
        "/notices",
        {
            "owner": "MORI",
            "number": number,
            "expected_on": TOMORROW,
            "lines": [{"product": one.sku, "pieces": pieces} for one, pieces in lines],
        },
    )
    assert answer.status_code == 201, answer.text
    notice_id: int = answer.get_json()["id"]
    return notice_id


def notice(world: World, number: str) -> dict[str, Any]:
    """A notice as the office sees it."""
    office = world.office("supervisor")
    for stage in ("open", "ended"):
        for found in office.get("/notices", stage=stage).get_json()["notices"]:
            if found["number"] == number:
                told: dict[str, Any] = found
                return told
    raise AssertionError(number)


def on(world: World, place: str, kind: str) -> dict[tuple[str, str], int]:
    """What the book says lies at a dock or apart."""
    place_id = world.place(place, kind=kind)
    with world.reading() as session:
        rows = session.execute(
            select(Product.sku, Balance.lot, Balance.on_hand_pieces)
            .join(Product, Product.id == Balance.product_id)
            .where(Balance.place_id == place_id, Balance.on_hand_pieces != 0)
        )
        return {(row.sku, row.lot): row.on_hand_pieces for row in rows}


def tasks_of(world: World, kind: str) -> list[tuple[str, str, int]]:
    """The tasks of a kind that are to be done: number, reason, pieces."""
    with world.reading() as session:
        rows = session.execute(
            select(Task.number, Task.reason, Task.pieces)
            .where(Task.kind == kind, Task.stage.not_in(("done", "cancelled")))
            .order_by(Task.id)
        )
        return [tuple(row) for row in rows]


def exceptions(world: World) -> list[tasks.OpenException]:
    """What waits for a supervisor about the dock."""
    place_id = world.place("IN-01", kind="dock")
    with world.reading() as session:
        return tasks.open_exceptions_at(session, place_id)


def receiver(world: World, **scanned: str) -> Worker:
    """Somebody begins a receipt with a scan."""
    assert world.warehouse_id
    worker = Worker(world.handheld())
    worker.start("receive", **scanned)
    return worker


def test_announced_goods_come_in_and_are_laid_to_be_put_away(
    world: World, tee: MadeProduct
) -> None:
    announce(world, "PO-1", (tee, 24))
    assert tasks_of(world, "receive") == [("PO-1", "announced", 24)]
    worker = receiver(world, raw="PO-1")
    assert worker.job["facts"]["expected"] == [{"product": tee.id, "pieces": 24}]
    expect(worker.scan(item=tee.jan), accept="RC-11")
    expect(worker.scan(pieces="24"), accept="RC-14")
    assert on(world, "IN-01", "dock") == {}
    expect(worker.scan(**DONE), accept="RC-19")
    assert on(world, "IN-01", "dock") == {("TEE-M", ""): 24}
    assert tasks_of(world, "put_away") == [("IN-01", "received", 24)]
    assert notice(world, "PO-1")["stage"] == "closed"
    assert exceptions(world) == []


def test_the_movement_says_by_which_scan_row_and_person_goods_came(
    world: World, tee: MadeProduct
) -> None:
    announce(world, "PO-1", (tee, 1))
    worker = receiver(world, raw="PO-1")
    worker.scan(item=tee.jan)
    worker.scan(**DONE)
    with world.reading() as session:
        movement = session.scalars(select(Movement)).one()
        told = (movement.cause, movement.row, movement.person_id, movement.event_id)
    assert told == ("received", "RC-19", worker.screen.person_id, worker.sent[-1]["event_id"])


def test_a_receipt_begins_by_the_goods_it_is_about(world: World, tee: MadeProduct) -> None:
    cap = world.product("CAP")
    announce(world, "PO-1", (cap, 1))
    announce(world, "PO-2", (tee, 5))
    assert receiver(world, item=tee.jan).job["facts"]["notice"] == "PO-2"


def test_what_begins_no_receipt_says_why(world: World, tee: MadeProduct) -> None:
    world.place("IN-01", kind="dock")
    world.place("A-01-03")
    worker = Worker(world.handheld())
    assert worker.turned_down("receive", raw="PO-99") == "notice_unknown"
    assert worker.turned_down("receive", item=tee.jan) == "notice_unknown"
    assert worker.turned_down("receive", place="A-01-03") == "no_dock"
    assert worker.turned_down("receive", place="Z-99-99") == "place_unknown"
    assert worker.turned_down("receive", raw="L-IN-01-0") == "label_misread"


def test_goods_that_nobody_announced_come_in_at_the_dock_that_is_scanned(
    world: World, tee: MadeProduct
) -> None:
    world.place("IN-02", kind="dock")
    worker = receiver(world, place="IN-02")
    assert worker.job["facts"]["notice"] is None
    asked = worker.scan(item=tee.jan)
    assert (asked["verdict"], asked["row"]) == ("ask_server", "RC-02")
    expect(worker.scan(item=tee.jan), accept="RC-11")
    expect(worker.scan(**DONE), accept="RC-19")
    assert on(world, "IN-02", "dock") == {("TEE-M", ""): 1}


def test_lot_and_day_are_said_by_hand_and_kept(world: World, miso: MadeProduct) -> None:
    announce(world, "PO-1", (miso, 6))
    worker = receiver(world, raw="PO-1")
    expect(worker.scan(item=miso.jan), accept="RC-06")
    expect(worker.scan(lot="M26B"), accept="RC-46")
    expect(worker.scan(day="20200101"), refuse="expired_goods")
    expect(worker.scan(day="20990101"), refuse="day_too_far")
    expect(worker.scan(day="20330430"), accept="RC-73")
    expect(worker.scan(pieces="6"), accept="RC-14")
    expect(worker.scan(**DONE), accept="RC-19")
    assert on(world, "IN-01", "dock") == {("MISO", "M26B"): 6}
    with world.reading() as session:
        days = set(session.scalars(select(Balance.expires_on).where(Balance.on_hand_pieces > 0)))
    assert days == {"2033-04-30"}


def test_the_day_of_a_lot_that_lies_here_is_known(world: World, miso: MadeProduct) -> None:
    test_lot_and_day_are_said_by_hand_and_kept(world, miso)
    announce(world, "PO-2", (miso, 1))
    worker = receiver(world, raw="PO-2")
    expect(worker.scan(item=miso.jan), accept="RC-06")
    expect(worker.scan(lot="M26B"), accept="RC-51")
    expect(worker.scan(**DONE), accept="RC-19")
    assert on(world, "IN-01", "dock") == {("MISO", "M26B"): 7}


def test_damaged_goods_lie_apart_and_are_told(world: World, tee: MadeProduct) -> None:
    announce(world, "PO-1", (tee, 3))
    worker = receiver(world, raw="PO-1")
    worker.scan(item=tee.jan)
    worker.scan(pieces="2")
    expect(worker.scan(command="X-DAMAGED"), accept="RC-15")
    expect(worker.scan(item=tee.jan), accept="RC-11")
    expect(worker.scan(**DONE), accept="RC-19")
    assert on(world, "IN-01", "dock") == {("TEE-M", ""): 2}
    assert on(world, "HOLD-01", "quarantine") == {("TEE-M", ""): 1}
    (told,) = exceptions(world)
    assert told.kind == "notice_differs"
    assert told.detail["lines"] == [
        {
            "product": tee.id,
            "name": "TEE-M 商品",
            "expected": 3,
            "received": 3,
            "damaged": 1,
        }
    ]


def test_less_more_and_other_than_announced_are_told_when_the_notice_is_closed(
    world: World, tee: MadeProduct
) -> None:
    cap, bag = world.product("CAP"), world.product("BAG")
    announce(world, "PO-1", (tee, 3), (cap, 2))
    worker = receiver(world, raw="PO-1")
    worker.scan(item=tee.jan)
    worker.scan(pieces="5")
    assert worker.scan(item=bag.jan)["verdict"] == "ask_server"
    expect(worker.scan(item=bag.jan), accept="RC-05")
    expect(worker.scan(item=bag.jan), accept="RC-38")
    expect(worker.scan(**DONE), accept="RC-19")
    (told,) = exceptions(world)
    assert (told.kind, told.quantity_pieces) == ("notice_differs", 2 + 2 + 1)
    said = [(one["name"], one["expected"], one["received"]) for one in told.detail["lines"]]
    assert said == [("TEE-M 商品", 3, 5), ("CAP 商品", 2, 0), ("BAG 商品", 0, 1)]
    assert on(world, "IN-01", "dock") == {("TEE-M", ""): 5, ("BAG", ""): 1}
    answer = world.office("supervisor").post(
        f"/exceptions/{told.id}/resolve", {"resolution": "dismiss", "note": ""}
    )
    assert answer.status_code == 204


def test_the_rest_of_a_notice_may_come_another_day(world: World, tee: MadeProduct) -> None:
    announce(world, "PO-1", (tee, 10))
    worker = receiver(world, raw="PO-1")
    worker.scan(item=tee.jan)
    worker.scan(pieces="4")
    expect(worker.scan(**PART), accept="RC-18")
    assert exceptions(world) == []
    assert tasks_of(world, "receive") == [("PO-1", "rest_of_notice", 6)]
    again = receiver(world, raw="PO-1")
    assert again.job["facts"]["expected"] == [{"product": tee.id, "pieces": 6}]
    again.scan(item=tee.jan)
    again.scan(pieces="6")
    expect(again.scan(**PART), accept="RC-18")
    assert notice(world, "PO-1")["stage"] == "closed"
    assert tasks_of(world, "receive") == []
    assert on(world, "IN-01", "dock") == {("TEE-M", ""): 10}


def test_an_order_that_waits_is_promised_what_comes_in(world: World, tee: MadeProduct) -> None:
    first, second = world.order((tee, 2)), world.order((tee, 5))
    assert (world.stage_of(first), world.stage_of(second)) == ("waiting", "waiting")
    worker = receiver(world, raw="")
    worker.scan(item=tee.jan)
    worker.scan(item=tee.jan)
    worker.scan(pieces="3")
    expect(worker.scan(**DONE), accept="RC-19")
    assert (world.stage_of(first), world.stage_of(second)) == ("reserved", "waiting")
    with world.reading() as session:
        held = session.scalars(select(Reservation.quantity_pieces)).all()
    assert held == [2]
    # What is promised stays for the picker; the rest is put away.
    assert tasks_of(world, "put_away") == [("IN-01", "received", 1)]


def test_goods_that_nobody_knows_are_reported(world: World) -> None:
    worker = receiver(world, raw="")
    expect(worker.scan(command="X-UNKNOWN"), accept="RC-16")
    (told,) = exceptions(world)
    assert (told.kind, told.detail) == ("unknown_goods", {"notice": None})
    expect(worker.scan(**DONE), accept="RC-19")
    assert tasks_of(world, "put_away") == []


def test_goods_of_another_owner_stay_out(world: World, tee: MadeProduct) -> None:
    announce(world, "PO-1", (tee, 1))
    jan = jan_of(999_999)
    with world.transaction() as session:
        other = Owner(code="UMI", name="海商店")
        session.add(other)
        session.flush()
        cup = Product(owner_id=other.id, sku="CUP", name="カップ", created_at=now())
        session.add(cup)
        session.flush()
        session.add(Barcode(owner_id=other.id, product_id=cup.id, code=f"0{jan}", raw=jan))
    worker = receiver(world, raw="PO-1")
    assert worker.scan(item=jan)["verdict"] == "ask_server"
    expect(worker.scan(item=jan), refuse="other_owner", row="RC-03")


def test_a_receipt_goes_on_where_another_left_it(world: World, tee: MadeProduct) -> None:
    announce(world, "PO-1", (tee, 3))
    first = receiver(world, raw="PO-1")
    first.scan(item=tee.jan)
    answer = first.screen.post(f"/tasks/{first.job['task']['id']}/release")
    # Goods that were counted are in no book yet: only a supervisor takes them out of a hand.
    assert (answer.status_code, answer.get_json()["code"]) == (409, "goods_on_cart")
    supervisor = world.office("supervisor")
    assert supervisor.post(f"/tasks/{first.job['task']['id']}/release").status_code == 204
    second = receiver(world, raw="PO-1")
    assert [line["pieces"] for line in second.job["facts"]["lines"]] == [1]


def test_a_notice_that_is_announced_again_replaces_the_first(
    world: World, tee: MadeProduct
) -> None:
    assert announce(world, "PO-1", (tee, 3)) == announce(world, "PO-1", (tee, 8))
    assert tasks_of(world, "receive") == [("PO-1", "announced", 8)]
    assert [line["expected"] for line in notice(world, "PO-1")["lines"]] == [8]


def test_a_notice_of_which_goods_have_come_stands(world: World, tee: MadeProduct) -> None:
    announce(world, "PO-1", (tee, 3))
    worker = receiver(world, raw="PO-1")
    worker.scan(item=tee.jan)
    worker.scan(**DONE)
    answer = world.office("supervisor").post(
        "/notices",
        {
            "owner": "MORI",
            "number": "PO-1",
            "expected_on": TOMORROW,
            "lines": [{"product": tee.sku, "pieces": 9}],
        },
    )
    assert (answer.status_code, answer.get_json()["code"]) == (409, "notice_arrived")


def test_a_notice_that_never_comes_is_withdrawn(world: World, tee: MadeProduct) -> None:
    notice_id = announce(world, "PO-1", (tee, 3))
    office = world.office("supervisor")
    assert office.post(f"/notices/{notice_id}/close").status_code == 204
    assert notice(world, "PO-1")["stage"] == "cancelled"
    assert tasks_of(world, "receive") == []
    again = office.post(f"/notices/{notice_id}/close")
    assert (again.status_code, again.get_json()["code"]) == (409, "notice_closed")
    assert office.post("/notices/999/close").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"owner": "NOBODY"}, 404, "owner_unknown"),
        ({"lines": [{"product": "NOTHING", "pieces": 1}]}, 422, "unknown_product"),
        ({"lines": [{"product": "TEE-M", "pieces": -1}]}, 422, "validation_failed"),
        ({"lines": [{"product": "TEE-M", "pieces": 1_000_000}]}, 422, "validation_failed"),
        ({"lines": [{"product": "TEE-M", "pieces": 999_999}] * 2}, 422, "quantity_too_large"),
        ({"expected_on": "2026-02-30"}, 422, "validation_failed"),
        ({"number": "X" * 21}, 422, "validation_failed"),
        ({"lines": []}, 422, "validation_failed"),
    ],
)
def test_a_notice_that_cannot_be_says_why(
    world: World, tee: MadeProduct, wrong: dict[str, Any], status: int, code: str
) -> None:
    assert world.warehouse_id
    body = {
        "owner": "MORI",
        "number": "PO-1",
        "expected_on": TOMORROW,
        "lines": [{"product": tee.sku, "pieces": 1}],
    }
    answer = world.office("supervisor").post("/notices", body | wrong)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code), answer.text
    assert tasks_of(world, "receive") == []


def hand_in(world: World, text: str, *, encoding: str = "cp932") -> Any:
    """The office hands a file of notices in."""
    office = world.office("supervisor")
    return office.client.post(
        "/api/v1/notices/files",
        data={"owner": "MORI", "file": (io.BytesIO(text.encode(encoding)), "予定.csv")},
        content_type="multipart/form-data",
    )


def test_a_file_announces_whole_notices_and_names_every_faulty_row(
    world: World, tee: MadeProduct, miso: MadeProduct
) -> None:
    assert world.warehouse_id
    text = (
        "入荷予定番号,入荷予定日,仕入先,商品コード,数量\r\n"
        f"PO-1,2027/01/05,丸山織物,{tee.sku},10\r\n"
        f"PO-1,2027/01/05,丸山織物,{tee.jan},2\r\n"
        f"PO-2,2027/01/06,味噌蔵,{miso.sku},-3\r\n"
        f"PO-3,2027/02/30,味噌蔵,{miso.sku},3\r\n"
        "PO-4,2027/01/07,味噌蔵,知らない品,3\r\n"
        f"PO-5,2027/01/07,味噌蔵,{miso.sku},１２\r\n"
        f"PO-5,2027/01/08,味噌蔵,{tee.sku},1\r\n"
    )
    answer = hand_in(world, text)
    assert answer.status_code == 200, answer.text
    told = answer.get_json()
    assert told["taken"] == ["PO-1"]
    assert [(one["row"], one["code"], one["value"]) for one in told["problems"]] == [
        (4, "quantity_not_positive", "-3"),
        (5, "date_unreadable", "2027/02/30"),
        (6, "unknown_product", "知らない品"),
        (8, "day_differs", "2027-01-08"),
    ]
    assert notice(world, "PO-1")["supplier"] == "丸山織物"
    assert [line["expected"] for line in notice(world, "PO-1")["lines"]] == [12]
    again = hand_in(world, text, encoding="utf-8-sig")
    assert again.get_json()["taken"] == ["PO-1"]
    assert [line["expected"] for line in notice(world, "PO-1")["lines"]] == [12]


@pytest.mark.parametrize("broken", ['PO-2,2027/01/05,"丸山織物', ",2027/01/05,丸山織物,CAP,3"])
def test_a_row_that_does_not_say_whose_it_is_holds_every_notice_back(
    world: World, tee: MadeProduct, broken: str
) -> None:
    assert world.warehouse_id
    header = "入荷予定番号,入荷予定日,仕入先,商品コード,数量"
    answer = hand_in(world, f"{header}\r\nPO-1,2027/01/05,丸山織物,{tee.sku},10\r\n{broken}\r\n")
    told = answer.get_json()
    is_told = '"' in broken
    assert told["taken"] == (["PO-1"] if is_told else [])
    assert {one["row"] for one in told["problems"]} == {3}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file_is_empty"),
        ("なまえ,かず\r\n紅茶,3\r\n", "missing_column"),
    ],
)
def test_a_file_that_announces_nothing_says_why(world: World, text: str, code: str) -> None:
    assert world.owner_id
    answer = hand_in(world, text)
    assert (answer.status_code, answer.get_json()["code"]) == (422, code)


def test_goods_without_lots_expire_by_the_earliest_day_in_a_place(world: World) -> None:
    salt = world.product("SALT", expires=True)
    announce(world, "PO-1", (salt, 2))
    worker = receiver(world, raw="PO-1")
    for day in ("20330401", "20330301"):
        expect(worker.scan(item=salt.jan), accept="RC-07")
        expect(worker.scan(day=day), accept="RC-73")
    expect(worker.scan(**DONE), accept="RC-19")
    assert on(world, "IN-01", "dock") == {("SALT", ""): 2}
    with world.reading() as session:
        days = set(session.scalars(select(Balance.expires_on).where(Balance.on_hand_pieces > 0)))
    assert days == {"2033-03-01"}


def test_the_books_are_held_against_receipts_and_notices(world: World, tee: MadeProduct) -> None:
    announce(world, "PO-1", (tee, 2))
    worker = receiver(world, raw="PO-1")
    worker.scan(item=tee.jan)
    expect(worker.scan(**DONE), accept="RC-19")

    def broken() -> set[str]:
        with world.reading() as session:
            return {one.check for one in findings(session)}

    assert broken() == set()
    for table, wrong in ((NoticeLine, "INV-25a"), (ReceivedLine, "INV-25b")):
        column = "received_pieces" if table is NoticeLine else "pieces"
        with world.transaction() as session:
            session.execute(update(table).values({column: 7}))
        assert wrong in broken()
        with world.transaction() as session:
            session.execute(update(table).values({column: 1}))
    assert broken() == set()


def test_a_waiting_order_is_picked_at_the_dock(world: World, tee: MadeProduct) -> None:
    world.place("C-01", kind="cart")
    world.place("T-0001", kind="tote")
    order = world.order((tee, 1))
    worker = receiver(world, raw="")
    worker.scan(item=tee.jan)
    worker.scan(item=tee.jan)
    expect(worker.scan(**DONE), accept="RC-19")
    assert tasks_of(world, "put_away") == []
    release(world.office("supervisor"))
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    assert picker.job["facts"]["lines"][0]["place"] == "L-IN-01"
    picker.walk({tee.id: tee.jan})
    assert picker.job["step"] == "cart_done"
    assert on(world, "IN-01", "dock") == {}
    assert world.stage_of(order) == "picked"


def test_two_desks_announce_one_notice_once(world: World, tee: MadeProduct) -> None:
    assert world.warehouse_id
    announced = receiving.Announced(world.owner_id, "PO-1", TOMORROW, {tee.id: 3})

    def hand_in_once(_nth: int) -> int | receiving.NotAnnounced:
        with world.transaction() as session:
            return receiving.expect_goods(session, announced)

    with ThreadPoolExecutor(8) as desks:
        made = set(desks.map(hand_in_once, range(8)))
    assert len(made) == 1
    assert tasks_of(world, "receive") == [("PO-1", "announced", 3)]


def test_a_house_without_a_warehouse_says_so(world: World, tee: MadeProduct) -> None:
    worker = Worker(world.handheld())
    assert worker.turned_down("receive", raw="") == "no_dock"
    answer = world.office("supervisor").post(
        "/notices",
        {
            "owner": "MORI",
            "number": "PO-1",
            "expected_on": TOMORROW,
            "lines": [{"product": tee.sku, "pieces": 1}],
        },
    )
    assert (answer.status_code, answer.get_json()["code"]) == (409, "no_warehouse")
    text = f"入荷予定番号,入荷予定日,商品コード,数量\r\nPO-1,2027/01/05,{tee.sku},10\r\n"
    assert [one["code"] for one in hand_in(world, text).get_json()["problems"]] == ["no_warehouse"]
