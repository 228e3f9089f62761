"""From a released wave to parcels on the truck, scan by scan, over the real API."""

from datetime import timedelta
from typing import Any

import pytest

from server.foundation import now
from server.stock.records import Balance
from tests.floor import Worker, expect, label, slip_of
from tests.makers import Screen, World

ALL: dict[str, Any] = {
    "shops": [],
    "carriers": [],
    "ship_by_before": None,
    "totes_per_cart": 4,
    "carts_max": None,
}


def set_up_floor(world: World) -> None:
    """Carts and totes."""
    for code in ("C-01", "C-02"):
        world.place(code, kind="cart")
    for number in range(1, 7):
        world.place(f"T-{number:04d}", kind="tote")


def release(office: Screen, **choice: Any) -> dict[str, Any]:
    """Release what fits."""
    answer = office.post("/waves", ALL | choice)
    assert answer.status_code == 201, answer.text
    wave: dict[str, Any] = answer.get_json()
    return wave


def on_hand(world: World, place_id: int, product_id: int) -> int:
    """Pieces of a product in a place."""
    with world.reading() as session:
        found = (
            session.query(Balance).filter_by(place_id=place_id, product_id=product_id).one_or_none()
        )
        return 0 if found is None else found.on_hand_pieces


def test_two_orders_go_by_scans_from_the_shelf_to_the_truck(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    cap = world.product("CAP", stock={"A-02-01": 5})
    leaflet = world.flyer("WELCOME")
    codes = {one.id: one.jan for one in (tee, cap, leaflet)}
    first = world.order((tee, 2), (cap, 1))
    second = world.order((tee, 1))
    office = world.office("supervisor")
    assert release(office)["orders"] == 2
    assert world.stage_of(first) == "released"

    picker = Worker(world.handheld())
    picker.take_next("pick")
    assert world.stage_of(first) == "released"
    picker.load_cart("C-01", ["T-0001", "T-0002"])
    assert world.stage_of(first) == "picking"
    picker.walk(codes)
    assert world.stage_of(first) == "picked"
    assert on_hand(world, world.place("A-01-03"), tee.id) == 2
    assert on_hand(world, world.place("T-0001", kind="tote"), tee.id) == 2

    packer = Worker(world.tablet())
    for number, tote in enumerate(("T-0001", "T-0002"), start=1):
        job = packer.take_tote(tote)
        assert [flyer["reason_ja"] for flyer in job["flyers"]] == ["全員に"]
        expect(packer.pack(codes, slip_of(40_000_000_000 + number)), accept="PO-23")
    assert world.stage_of(first) == world.stage_of(second) == "packed"
    assert on_hand(world, world.place("T-0001", kind="tote"), tee.id) == 0

    waiting = office.get("/handovers").get_json()["carriers"]
    assert [(row["carrier"], row["parcels"]) for row in waiting] == [("yamato", 2)]
    assert office.post("/handovers", {"carrier": "yamato"}).get_json()["parcels"] == 2
    assert world.stage_of(first) == world.stage_of(second) == "shipped"
    assert office.post("/handovers", {"carrier": "yamato"}).status_code == 409


def test_every_refusal_changes_nothing_and_the_right_scan_goes_on(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    other = world.product("TEE-L", stock={"A-01-04": 5})
    world.order((tee, 2))
    release(world.office("supervisor"))
    picker = Worker(world.handheld())
    picker.take_next("pick")
    expect(picker.scan(place="A-01-03"), refuse="cart_expected")
    picker.scan(cart="C-01")
    expect(picker.scan(tote="T-9999"), refuse="tote_unknown")
    picker.scan(tote="T-0001")
    before = picker.job["facts"]
    expect(picker.scan(item=tee.jan), refuse="place_first")
    expect(picker.scan(place="A-01-04"), refuse="other_place")
    assert picker.job["facts"] == before
    picker.scan(place="A-01-03")
    assert picker.scan(item=other.jan)["verdict"] == "ask_server"
    expect(picker.scan(item=other.jan), refuse="other_item")
    picker.scan(item=tee.jan)
    picker.scan(item=tee.jan)
    expect(picker.scan(item=tee.jan), refuse="too_many")
    expect(picker.scan(tote="T-0002"), refuse="other_tote")
    assert picker.scan(tote="T-0001")["step"] == "cart_done"
    expect(picker.scan(tote="T-0001"), refuse="job_is_done")


def test_a_tote_on_one_cart_is_refused_on_another(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.order((tee, 1))
    world.order((tee, 1))
    release(world.office("supervisor"), totes_per_cart=1)
    first, second = Worker(world.handheld()), Worker(world.handheld())
    first.take_next("pick")
    second.take_next("pick")
    first.scan(cart="C-01")
    expect(second.scan(cart="C-01"), refuse="cart_in_use")
    second.scan(cart="C-02")
    first.scan(tote="T-0001")
    expect(second.scan(tote="T-0001"), refuse="tote_in_use")


def test_an_order_without_stock_waits_and_is_not_released(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 1})
    full = world.order((tee, 1))
    empty = world.order((tee, 1))
    office = world.office("supervisor")
    preview = office.post("/waves/preview", ALL).get_json()
    assert (preview["orders"], preview["without_stock"]) == (1, 1)
    release(office)
    assert (world.stage_of(full), world.stage_of(empty)) == ("released", "waiting")
    world.receive(tee, "A-01-03", 1)
    assert office.post("/orders/reserve").get_json() == {"reserved": 1, "waiting": 0}
    assert world.stage_of(empty) == "reserved"


def test_one_task_is_taken_by_exactly_one(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.order((tee, 1))
    release(world.office("supervisor"))
    fast, slow = Worker(world.handheld()), Worker(world.handheld())
    task = slow.open_tasks("pick")[0]["id"]
    fast.take(task)
    answer = slow.screen.post(f"/tasks/{task}/claim")
    assert answer.status_code == 409
    assert answer.get_json()["code"] == "task_taken"
    assert answer.get_json()["detail"]["by"].startswith("picker")
    assert slow.open_tasks("pick") == []
    assert fast.take(task)["task"]["lease"] == 1, "whoever has it keeps the lease"


@pytest.mark.parametrize(
    ("reason", "resolution", "left"),
    [("NONE", "ship_without", 3), ("UNREADABLE", "put_in_tote", 3)],
)
def test_a_short_pick_waits_for_the_supervisor_and_then_goes_on(
    world: World, reason: str, resolution: str, left: int
) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    cap = world.product("CAP", stock={"A-02-01": 5})
    codes = {one.id: one.jan for one in (tee, cap)}
    order = world.order((tee, 2), (cap, 1))
    office = world.office("supervisor")
    release(office)
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.scan(place="A-01-03")
    picker.scan(item=tee.jan)
    expect(picker.scan(command=f"X-SHORT-{reason}"), accept="PC-42")
    picker.scan(tote="T-0001")
    picker.walk(codes)
    assert world.stage_of(order) == "held"
    packer = Worker(world.tablet())
    turned_down = packer.screen.post("/tasks/claim", {"kind": "pack", "tote": "T-0001"})
    assert turned_down.get_json()["code"] == "task_held"

    (exception,) = office.get("/board").get_json()["exceptions"]
    assert (exception["kind"], exception["quantity_pieces"]) == ("short_pick", 1)
    assert exception["order_number"] == order.external
    path = f"/exceptions/{exception['id']}/resolve"
    assert office.post(path, {"resolution": resolution, "note": "見た"}).status_code == 204
    assert office.post(path, {"resolution": resolution, "note": ""}).status_code == 409
    assert world.stage_of(order) == "picked"
    assert on_hand(world, world.place("A-01-03"), tee.id) == left
    packer.take_tote("T-0001")
    expect(packer.pack(codes, slip_of(1)), accept="PO-23")
    assert world.stage_of(order) == "packed"


def test_an_order_of_which_nothing_was_there_is_cancelled_not_shipped_empty(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    order = world.order((tee, 1))
    office = world.office("supervisor")
    release(office)
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    expect(picker.scan(command="X-SHORT-NONE"), accept="PC-23")
    (exception,) = office.get("/board").get_json()["exceptions"]
    body = {"resolution": "ship_without", "note": ""}
    office.post(f"/exceptions/{exception['id']}/resolve", body)
    assert world.stage_of(order) == "cancelled"


def test_a_parcel_set_aside_comes_back_when_its_flyer_is_waived(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.flyer("WELCOME")
    order = world.order((tee, 1))
    office = world.office("supervisor")
    release(office)
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.walk({tee.id: tee.jan})
    packer = Worker(world.tablet())
    packer.take_tote("T-0001")
    packer.scan(item=tee.jan)
    expect(packer.scan(slip=slip_of(1)), refuse="contents_incomplete")
    assert packer.scan(command="X-ASIDE")["step"] == "set_aside"
    assert world.stage_of(order) == "held"
    (exception,) = office.get("/board").get_json()["exceptions"]
    body = {"resolution": "waive_flyer", "note": "チラシ切れ"}
    assert office.post(f"/exceptions/{exception['id']}/resolve", body).status_code == 204
    job = packer.take_tote("T-0001")
    assert (job["step"], job["facts"]["flyers"]) == ("scan_slip", [])
    expect(packer.scan(slip=slip_of(1)), accept="PO-23")
    assert world.stage_of(order) == "packed"


def test_a_flyer_that_is_missing_at_the_bench_is_replaced_by_its_substitute_with_a_reason(
    world: World,
) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    second = world.product("SECOND", kind="flyer")
    world.flyer("WELCOME", substitute_id=second.id)
    world.order((tee, 1))
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
    (exception,) = office.get("/board").get_json()["exceptions"]
    path = f"/exceptions/{exception['id']}/resolve"

    def refused(note: str) -> str:
        answer = office.post(path, {"resolution": "substitute_flyer", "note": note})
        assert answer.status_code == 409, answer.text
        return str(answer.get_json()["code"])

    assert refused(" ") == "reason_missing"
    assert refused("棚に無い") == "no_substitute"
    world.receive(second, "F-SECOND", 3)
    body = {"resolution": "substitute_flyer", "note": "棚に無い"}
    assert office.post(path, body).status_code == 204
    job = packer.take_tote("T-0001")
    assert [one["product"] for one in job["facts"]["flyers"]] == [second.id]
    expect(packer.scan(item=second.jan), accept="PO-07")
    expect(packer.scan(slip=slip_of(1)), accept="PO-23")
    assert world.lying_in("F-SECOND") == {("SECOND", ""): 2}
    assert world.lying_in("F-WELCOME") == {("WELCOME", ""): 100}


def test_the_supervisor_reads_why_a_parcel_was_put_aside(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.order((tee, 1))
    world.order((tee, 1))
    office = world.office("supervisor")
    release(office)
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001", "T-0002"])
    picker.walk({tee.id: tee.jan})
    packer = Worker(world.tablet())
    for tote, reason in (("T-0001", "item_damaged"), ("T-0002", "nonsense")):
        packer.take_tote(tote)
        aside = packer.event(label(command="X-ASIDE"), payload={"reason": reason})
        (verdict,) = packer.hand_in([aside])
        assert verdict["verdict"] == "accept", verdict
    told = [each["detail"]["reason"] for each in office.get("/board").get_json()["exceptions"]]
    assert sorted(told, key=str) == [None, "item_damaged"]


def test_one_slip_closes_one_parcel_only(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    world.order((tee, 1))
    world.order((tee, 1))
    release(world.office("supervisor"))
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001", "T-0002"])
    picker.walk({tee.id: tee.jan})
    packer = Worker(world.tablet())
    packer.take_tote("T-0001")
    packer.pack({tee.id: tee.jan}, slip_of(7))
    packer.take_tote("T-0002")
    expect(packer.pack({tee.id: tee.jan}, slip_of(7)), refuse="slip_already_used")
    expect(packer.scan(slip=slip_of(8)), accept="PO-23")


def test_the_most_urgent_cut_off_is_walked_first(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    late = world.order((tee, 1), ship_by=now() + timedelta(hours=9))
    soon = world.order((tee, 1), ship_by=now() + timedelta(hours=1))
    release(world.office("supervisor"), totes_per_cart=1)
    picker = Worker(world.handheld())
    job = picker.take_next("pick")
    assert [slot["order"] for slot in job["slots"]] == [soon.external]
    assert world.stage_of(late) == "released"


def test_the_history_tells_who_scanned_what_with_which_device_and_row(world: World) -> None:
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    order = world.order((tee, 1))
    office = world.office("supervisor")
    release(office)
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.scan(place="A-01-04")
    picker.walk({tee.id: tee.jan})
    entries = office.get(f"/orders/{order.id}/history").get_json()["entries"]
    scans = [entry for entry in entries if entry["kind"] == "scan"]
    assert [(entry["row"], entry["verdict"]) for entry in scans] == [
        ("PC-22", "refuse"),
        ("PC-21", "accept"),
        ("PC-35", "accept"),
        ("PC-51", "accept"),
    ]
    assert all(entry["person"] and entry["device"] for entry in scans)
    assert all(entry["table"] == "pick_cart" for entry in scans)
