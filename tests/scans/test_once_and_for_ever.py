"""Nothing acknowledged is lost, nothing happens twice, and nobody waits behind a poisoned scan."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import event as sql_event
from sqlalchemy import func, select

from server import stock
from server.foundation import db
from server.picking.records import PickLine
from server.scans.actions import accept_one_by_one
from server.scans.decisions import FIELDS, read_submission
from server.scans.records import DeviceEvent, EventVerdict
from server.scans.schemas import EventBody
from server.stock.records import Movement
from tests.floor import Worker, expect, label
from tests.makers import MadeProduct, World
from tests.scans.test_the_first_parcel import release, set_up_floor


def at_the_shelf(world: World, *, pieces: int = 10) -> tuple[Worker, MadeProduct]:
    """A picker who stands before a shelf, with the place scanned."""
    set_up_floor(world)
    tee = world.product("TEE-M", stock={"A-01-03": 20})
    world.order((tee, pieces))
    release(world.office("supervisor"))
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.scan(place="A-01-03")
    return picker, tee


def picked(world: World) -> int:
    """Pieces picked by the lines' own count."""
    with world.reading() as session:
        return int(session.scalar(select(func.sum(PickLine.picked_pieces))) or 0)


def moved(world: World) -> int:
    """Pieces picked by the ledger."""
    with world.reading() as session:
        return int(
            session.scalar(
                select(func.sum(Movement.quantity_pieces)).where(Movement.cause == "picked")
            )
            or 0
        )


def test_the_same_scan_sent_twice_moves_stock_once(world: World) -> None:
    picker, tee = at_the_shelf(world)
    event = picker.event(tee.jan)
    (first,) = picker.hand_in([event])
    (again,) = picker.hand_in([event])
    assert (first["replayed"], again["replayed"]) == (False, True)
    same = ("verdict", "row", "because", "step", "revision", "agrees", "receipt")
    assert [first[key] for key in same] == [again[key] for key in same]
    assert picked(world) == moved(world) == 1


def test_a_refused_scan_is_kept_and_refused_the_same_for_ever(world: World) -> None:
    picker, _ = at_the_shelf(world)
    event = picker.event(label(place="A-09-09"))
    (first,) = picker.hand_in([event])
    expect(first, refuse="other_place")
    (again,) = picker.hand_in([event])
    expect(again, refuse="other_place", row=first["row"])
    with world.reading() as session:
        assert session.get(DeviceEvent, event["event_id"]) is not None


def test_the_same_batch_eight_times_at_once_counts_once(world: World) -> None:
    picker, tee = at_the_shelf(world)
    body = picker.body([picker.event(tee.jan) for _ in range(5)])
    clients = [world.app.test_client() for _ in range(8)]
    for client in clients:
        client.environ_base["HTTP_ORIGIN"] = world.app.extensions["settings"].public_origin
        client._cookies = picker.screen.client._cookies
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda one: one.post("/api/v1/scans", json=body), clients))
    assert [answer.status_code for answer in answers] == [200] * 8
    verdicts = [answer.get_json()["verdicts"] for answer in answers]
    assert {json.dumps([one["row"] for one in given]) for given in verdicts} == {
        json.dumps(["PC-36"] * 5)
    }
    fresh = [one for given in verdicts for one in given if not one["replayed"]]
    assert len(fresh) == 5
    assert picked(world) == moved(world) == 5


def test_another_scan_under_a_used_id_is_refused(world: World) -> None:
    picker, tee = at_the_shelf(world)
    event = picker.event(tee.jan)
    picker.hand_in([event])
    (verdict,) = picker.hand_in([event | {"raw": "4901234567894"}])
    expect(verdict, refuse="event_id_reused", row="SV-06")
    assert picked(world) == 1


def test_a_sequence_number_used_by_another_scan_is_refused(world: World) -> None:
    picker, tee = at_the_shelf(world)
    event = picker.event(tee.jan)
    picker.hand_in([event])
    (verdict,) = picker.hand_in([picker.event(tee.jan) | {"seq": event["seq"]}])
    expect(verdict, refuse="sequence_reused", row="SV-07")
    assert picked(world) == 1


@pytest.mark.parametrize(
    "poison",
    [
        None,
        7,
        {},
        {"event_id": "no uuid"},
        {"raw": "x" * 501},
        {"raw": "\x00"},
        {"payload": {"reason": ["\x00"]}},
        {"seq": -1},
        {"seq": True},
        {"lease": 2**31},
        {"device_time": "yesterday"},
        {"device_time": "2026-11-23T10:00:00"},
        {"kind": "prayer"},
        {"row": "DROP TABLE"},
        {"unknown": 1},
    ],
)
def test_a_malformed_event_in_the_middle_does_not_stop_the_others(
    world: World, poison: Any
) -> None:
    picker, tee = at_the_shelf(world)
    before, after = picker.event(tee.jan), picker.event(tee.jan)
    broken = poison
    if isinstance(poison, dict) and poison:
        broken = {**before, "event_id": "01a208b1-cf9e-7f9a-a96c-edc760540000"} | poison
    verdicts = picker.hand_in([before, broken, after])
    assert [one["row"] for one in verdicts] == ["PC-36", "SV-04", "PC-36"]
    assert picked(world) == 2


def test_a_scan_that_breaks_the_server_is_kept_and_the_others_go_through(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    picker, tee = at_the_shelf(world)
    events = [picker.event(tee.jan) for _ in range(3)]
    real = stock.move

    def breaks(session: Any, moves: Any) -> Any:
        if any(one.event_id == events[1]["event_id"] for one in moves):
            raise ZeroDivisionError
        return real(session, moves)

    monkeypatch.setattr(stock, "move", breaks)
    verdicts = picker.hand_in(events)
    assert [one["row"] for one in verdicts] == ["PC-36", "SV-08", "PC-36"]
    assert picked(world) == moved(world) == 2
    (again,) = picker.hand_in([events[1]])
    assert (again["row"], again["replayed"]) == ("SV-08", True)
    board = world.office("supervisor").get("/board").get_json()
    assert [one["kind"] for one in board["exceptions"]] == ["server_fault"]


def test_a_scan_of_somebody_who_was_not_logged_in_is_refused(world: World) -> None:
    picker, tee = at_the_shelf(world)
    stranger = world.person("picker")
    (verdict,) = picker.hand_in([picker.event(tee.jan, actor=stranger)])
    expect(verdict, refuse="session_unknown", row="SV-05")
    assert picked(world) == 0


def test_a_scan_for_no_task_is_refused(world: World) -> None:
    picker, tee = at_the_shelf(world)
    (verdict,) = picker.hand_in([picker.event(tee.jan, task=999_999)])
    expect(verdict, refuse="task_unknown", row="SV-01")


def test_a_device_that_lost_its_task_is_told_and_a_supervisor_too(world: World) -> None:
    picker, tee = at_the_shelf(world)
    office = world.office("supervisor")
    task = picker.job["task"]["id"]
    assert office.post(f"/tasks/{task}/release").status_code == 204
    other = Worker(world.handheld())
    other.take(task)
    (verdict,) = picker.hand_in([picker.event(tee.jan)])
    expect(verdict, refuse="lease_is_stale", row="SV-02")
    assert picked(world) == 0
    kinds = [one["kind"] for one in office.get("/board").get_json()["exceptions"]]
    assert kinds == ["stale_scan"]
    expect(other.scan(item=tee.jan), accept="PC-36")


def test_scans_made_before_a_logout_come_in_after_it(world: World) -> None:
    picker, tee = at_the_shelf(world)
    event = picker.event(tee.jan)
    assert picker.screen.delete("/sessions/current").status_code == 204
    (verdict,) = picker.hand_in([event])
    expect(verdict, accept="PC-36")


def test_where_device_and_server_differ_the_server_says_where_the_job_stands(world: World) -> None:
    picker, tee = at_the_shelf(world)
    missed = picker.event(tee.jan)
    (verdict,) = picker.hand_in([picker.event(tee.jan) | {"row": "PC-35", "seq": missed["seq"]}])
    assert (verdict["row"], verdict["agrees"]) == ("PC-36", False)
    assert verdict["job"]["facts"]["lines"][0]["picked"] == 1
    assert verdict["job"]["step"] == "take_item"


def test_a_mismatch_at_the_same_revision_is_counted(world: World) -> None:
    picker, tee = at_the_shelf(world)
    (verdict,) = picker.hand_in([picker.event(tee.jan) | {"row": "PC-35"}])
    with world.reading() as session:
        stored = session.get(EventVerdict, verdict["event_id"])
        assert stored is not None
        assert stored.mismatch


def test_a_pick_that_the_book_cannot_cover_is_booked_from_discrepancy(world: World) -> None:
    _, tee = at_the_shelf(world)
    shelf = world.place("A-01-03")
    loss = world.place("LOSS", kind="virtual")
    with world.transaction() as session:
        free = stock.Move(
            source_place_id=shelf,
            target_place_id=loss,
            product_id=tee.id,
            quantity_pieces=10,
            cause="corrected",
            target_is_virtual=True,
        )
        assert stock.move(session, [free]) == []
        assert stock.move(session, [free]) != [], "what is held for the picker cannot be lost twice"


def test_a_hole_in_the_sequence_holds_the_high_water_until_it_is_filled(world: World) -> None:
    picker, tee = at_the_shelf(world)
    first, second, third = (picker.event(tee.jan) for _ in range(3))
    answer = picker.screen.post("/scans", picker.body([second, third])).get_json()
    assert answer["high_water"] == first["seq"] - 1
    answer = picker.screen.post("/scans", picker.body([first])).get_json()
    assert answer["high_water"] == third["seq"]
    assert picked(world) == 3


@pytest.mark.parametrize("events", [1, 10])
def test_one_scan_and_ten_scans_cost_the_same_handful_of_statements(
    world: World, events: int
) -> None:
    picker, tee = at_the_shelf(world, pieces=12)
    picker.scan(item=tee.jan)
    made = [picker.event(tee.jan) for _ in range(events)]
    statements: list[str] = []
    with world.app.app_context():
        engine = db.engine

    def count(*args: Any) -> None:
        statements.append(args[2])

    sql_event.listen(engine, "before_cursor_execute", count)
    try:
        verdicts = picker.hand_in(made)
    finally:
        sql_event.remove(engine, "before_cursor_execute", count)
    assert {one["row"] for one in verdicts} == {"PC-36"}
    counted = [one for one in statements if not one.startswith(("BEGIN", "PRAGMA"))]
    assert len(counted) <= 20, "\n".join(counted)


@pytest.mark.parametrize(
    "content", [b"", b"no json", b"[]", b"{}", b'{"events": 7, "app_version": "1"}']
)
def test_an_unreadable_envelope_is_refused_whole(world: World, content: bytes) -> None:
    answer = world.handheld().client.post(
        "/api/v1/scans", data=content, content_type="application/json"
    )
    assert answer.status_code == 422
    assert answer.get_json()["code"] == "validation_failed"


def test_fifty_one_events_at_once_are_too_many(world: World) -> None:
    picker, tee = at_the_shelf(world)
    event = picker.event(tee.jan)
    answer = picker.screen.post("/scans", picker.body([event] * 51))
    assert answer.status_code == 422


def test_the_document_of_an_event_and_its_reader_name_the_same_fields() -> None:
    assert set(EventBody().fields) == FIELDS


def test_a_submission_taken_in_event_by_event_ends_the_same(world: World) -> None:
    picker, tee = at_the_shelf(world)
    body = json.dumps(picker.body([picker.event(tee.jan), 7, picker.event(tee.jan)])).encode()
    assert picker.screen.device_id is not None
    with world.app.app_context():
        handed = accept_one_by_one(read_submission(body, picker.screen.device_id))
    assert [one.row for one in handed.verdicts] == ["PC-36", "SV-04", "PC-36"]
    assert picked(world) == 2
