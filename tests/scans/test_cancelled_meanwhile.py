"""An order is cancelled while it is on the floor: the next scan says so, and the goods go back."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from server.stock.records import Balance, Reservation
from tests.floor import Worker, expect, label, slip_of
from tests.makers import MadeOrder, MadeProduct, Screen, World
from tests.scans.test_the_first_parcel import on_hand, release, set_up_floor

REASON = {"reason": "customer"}


class Floor:
    """Two orders for one cart: two tees for the first, a tee and a cap for the second."""

    def __init__(self, world: World) -> None:
        """Release them."""
        set_up_floor(world)
        self.world = world
        self.tee: MadeProduct = world.product("TEE-M", stock={"A-01-03": 5})
        self.cap: MadeProduct = world.product("CAP", stock={"A-02-01": 5})
        self.codes = {self.tee.id: self.tee.jan, self.cap.id: self.cap.jan}
        self.first: MadeOrder = world.order((self.tee, 2))
        self.second: MadeOrder = world.order((self.tee, 1), (self.cap, 1))
        self.office: Screen = world.office("supervisor")

    def cancel(self, order: MadeOrder) -> int:
        """The office cancels; the status of the answer."""
        return self.office.post(f"/orders/{order.id}/cancel", REASON).status_code

    def picker(self) -> Worker:
        """Somebody with the loaded cart."""
        release(self.office)
        picker = Worker(self.world.handheld())
        picker.take_next("pick")
        picker.load_cart("C-01", ["T-0001", "T-0002"])
        return picker

    def on(self, place: str, product: MadeProduct, kind: str = "shelf") -> int:
        """Pieces in a place."""
        return on_hand(self.world, self.world.place(place, kind=kind), product.id)

    def put_back(self, worker: Worker) -> None:
        """Follow the screen until nothing goes back any more."""
        while worker.job["step"] == "put_back":
            line = next(
                one for one in worker.job["facts"]["lines"] if one["dropped"] and one["picked"] > 0
            )
            for _ in range(line["picked"]):
                expect(worker.scan(item=self.codes[line["product"]]), accept="PC-73")
            assert worker.scan(place=line["place"].removeprefix("L-"))["verdict"] == "accept"

    def held(self) -> int:
        """Pieces that are held for anybody."""
        with self.world.reading() as session:
            held = sum(one.held_pieces for one in session.query(Balance))
            left = sum(
                one.quantity_pieces - one.used_pieces - one.released_pieces
                for one in session.query(Reservation)
            )
            assert held == left
            return held


@pytest.fixture
def floor(world: World) -> Floor:
    return Floor(world)


def test_before_release_the_goods_are_free_at_once(floor: Floor) -> None:
    assert floor.cancel(floor.first) == 204
    assert floor.world.stage_of(floor.first) == "cancelled"
    assert floor.held() == 2
    assert release(floor.office)["orders"] == 1
    assert floor.cancel(floor.first) == 204


def test_an_order_nobody_knows_cannot_be_cancelled(floor: Floor) -> None:
    assert floor.office.post("/orders/999/cancel", REASON).status_code == 404
    path = f"/orders/{floor.first.id}/cancel"
    assert floor.office.post(path, {"reason": "weather"}).status_code == 422


def test_a_cart_that_nobody_has_begun_leaves_it_out(floor: Floor) -> None:
    release(floor.office)
    assert floor.cancel(floor.first) == 204
    picker = Worker(floor.world.handheld())
    job = picker.take_next("pick")
    assert job["facts"]["totes"] == [None]
    picker.load_cart("C-01", ["T-0001"])
    picker.walk(floor.codes)
    assert floor.world.stage_of(floor.second) == "picked"
    assert floor.held() == 0


def test_a_cart_with_nothing_left_on_it_is_not_walked(floor: Floor) -> None:
    release(floor.office)
    assert (floor.cancel(floor.first), floor.cancel(floor.second)) == (204, 204)
    assert Worker(floor.world.handheld()).open_tasks("pick") == []
    assert floor.held() == 0


def test_what_was_not_picked_yet_falls_off_the_walk(floor: Floor) -> None:
    picker = floor.picker()
    assert floor.cancel(floor.second) == 204
    verdict = picker.scan(place="A-01-03")
    expect(verdict, accept="PC-62")
    assert verdict["agrees"] is False
    assert [line["wanted"] for line in verdict["job"]["facts"]["lines"]] == [2, 0, 0]
    picker.walk(floor.codes)
    assert floor.world.stage_of(floor.first) == "picked"
    assert floor.world.stage_of(floor.second) == "cancelled"
    assert floor.held() == 0


def test_what_is_in_the_tote_goes_back_to_its_place_and_the_walk_goes_on(floor: Floor) -> None:
    picker = floor.picker()
    for scanned in ({"place": "A-01-03"}, {"item": floor.tee.jan}, {"item": floor.tee.jan}):
        picker.scan(**scanned)
    picker.scan(tote="T-0001")
    assert floor.cancel(floor.first) == floor.cancel(floor.first) == 204
    expect(picker.scan(item=floor.tee.jan), accept="PC-63")
    assert picker.job["step"] == "put_back"
    expect(picker.scan(tote="T-0001"), refuse="put_back_first", row="PC-99")
    floor.put_back(picker)
    assert floor.on("A-01-03", floor.tee) == 5
    assert floor.on("T-0001", floor.tee, "tote") == 0
    picker.walk(floor.codes)
    assert floor.world.stage_of(floor.second) == "picked"
    assert floor.held() == 0
    # The tote is free for another cart.
    third = floor.world.order((floor.tee, 1))
    other = Worker(floor.world.handheld())
    release(floor.office)
    other.take_next("pick")
    other.load_cart("C-02", ["T-0001"])
    other.walk(floor.codes)
    assert floor.world.stage_of(third) == "picked"


def test_what_is_in_the_hand_goes_back_too(floor: Floor) -> None:
    picker = floor.picker()
    for scanned in ({"place": "A-01-03"}, {"item": floor.tee.jan}, {"item": floor.tee.jan}):
        picker.scan(**scanned)
    floor.cancel(floor.first)
    expect(picker.scan(tote="T-0001"), accept="PC-66")
    floor.put_back(picker)
    assert floor.on("C-01", floor.tee, "cart") == 0
    picker.walk(floor.codes)
    assert floor.world.stage_of(floor.second) == "picked"


def test_hours_without_network_are_booked_as_they_were_and_then_it_is_said(floor: Floor) -> None:
    picker = floor.picker()
    scans: list[dict[str, str]] = [
        {"place": "A-01-03"},
        {"item": floor.tee.jan},
        {"item": floor.tee.jan},
        {"tote": "T-0001"},
        {"item": floor.tee.jan},
        {"tote": "T-0002"},
        {"place": "A-02-01"},
    ]
    events = [picker.event(label(**one)) for one in scans]
    floor.cancel(floor.first)
    verdicts = picker.hand_in(events)
    assert [one["verdict"] for one in verdicts] == ["accept"] * 7
    assert [one["agrees"] for one in verdicts] == [True] * 6 + [False]
    assert verdicts[-1]["row"] == "PC-60"
    assert floor.on("T-0001", floor.tee, "tote") == 2
    floor.put_back(picker)
    picker.walk(floor.codes)
    assert floor.world.stage_of(floor.second) == "picked"
    assert floor.on("A-01-03", floor.tee) == 4


def test_a_cart_that_came_to_its_end_unheard_is_opened_again(floor: Floor) -> None:
    picker = floor.picker()
    before, last = [], None
    while picker.job["step"] != "cart_done":
        line = picker.job["facts"]["lines"][picker.job["facts"]["at"]]
        texts = {
            "find_place": line["place"].removeprefix("L-"),
            "take_item": floor.codes[line["product"]],
            "put_in_tote": picker.job["facts"]["totes"][line["slot"]],
        }
        kind = {"find_place": "place", "take_item": "item", "put_in_tote": "tote"}
        before.append(picker.event(label(**{kind[picker.job["step"]]: texts[picker.job["step"]]})))
    floor.cancel(floor.first)
    # More is in the journal than is handed in at once.
    body = picker.body(before) | {"unsent": len(before) + 1}
    answer = picker.screen.post("/scans", body)
    assert all(one["agrees"] for one in answer.get_json()["verdicts"]), last
    assert floor.world.stage_of(floor.second) == "picked"
    again = Worker(floor.world.handheld())
    (task,) = again.open_tasks("pick")
    assert (task["lines"], task["pieces"]) == (1, 2)
    assert again.take(task["id"])["step"] == "put_back"
    floor.put_back(again)
    assert again.job["step"] == "cart_done"
    assert floor.world.stage_of(floor.second) == "picked"
    assert floor.on("A-01-03", floor.tee) == 4


def test_a_tote_that_waits_for_packing_goes_back(floor: Floor) -> None:
    picker = floor.picker()
    picker.walk(floor.codes)
    floor.cancel(floor.second)
    again = Worker(floor.world.handheld())
    assert again.take_next("pick")["step"] == "put_back"
    floor.put_back(again)
    assert (floor.on("A-01-03", floor.tee), floor.on("A-02-01", floor.cap)) == (3, 5)
    packer = Worker(floor.world.tablet())
    packer.take_tote("T-0001")
    expect(packer.pack(floor.codes, slip_of(7)), accept="PO-23")


def test_a_parcel_on_the_bench_is_emptied_by_the_next_scan(floor: Floor) -> None:
    leaflet = floor.world.flyer("WELCOME")
    picker = floor.picker()
    picker.walk(floor.codes)
    packer = Worker(floor.world.tablet())
    packer.take_tote("T-0002")
    packer.scan(item=floor.tee.jan)
    packer.scan(item=leaflet.jan)
    assert floor.cancel(floor.second) == 204
    verdict = packer.scan(item=floor.cap.jan)
    expect(verdict, accept="PO-16")
    assert verdict["job"]["step"] == "order_cancelled"
    assert floor.on("T-0002", floor.tee, "tote") == 1
    again = Worker(floor.world.handheld())
    assert again.take_next("pick")["step"] == "put_back"
    floor.put_back(again)
    assert floor.on("A-02-01", floor.cap) == 5
    assert floor.held() == 1  # the leaflet of the other parcel


def test_what_was_packed_without_network_is_told_once_and_comes_out_again(floor: Floor) -> None:
    picker = floor.picker()
    picker.walk(floor.codes)
    packer = Worker(floor.world.tablet())
    packer.take_tote("T-0002")
    scans = ({"item": floor.tee.jan}, {"item": floor.cap.jan}, {"slip": slip_of(7)})
    events = [packer.event(label(**one)) for one in scans]
    floor.cancel(floor.second)
    verdicts = packer.hand_in(events)
    assert [one["row"] for one in verdicts] == ["PO-10", "PO-09", "PO-29"]
    assert packer.job["step"] == "order_cancelled"
    assert floor.on("T-0002", floor.cap, "tote") == 1
    assert floor.world.stage_of(floor.second) == "cancelled"


def test_a_closed_parcel_cannot_be_cancelled(floor: Floor) -> None:
    picker = floor.picker()
    picker.walk(floor.codes)
    packer = Worker(floor.world.tablet())
    packer.take_tote("T-0001")
    packer.pack(floor.codes, slip_of(7))
    answer = floor.office.post(f"/orders/{floor.first.id}/cancel", REASON)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "parcel_closed")
    assert floor.world.stage_of(floor.first) == "packed"


def test_a_shortage_of_a_cancelled_order_needs_no_answer(floor: Floor) -> None:
    picker = floor.picker()
    picker.scan(command="X-SHORT-NONE")
    floor.cancel(floor.first)
    expect(picker.scan(place="A-01-03"), accept="PC-62")
    picker.walk(floor.codes)
    board: Any = floor.office.get("/board").get_json()
    assert board["exceptions"] == []
    assert floor.held() == 0


@pytest.mark.parametrize("attempt", range(3))
def test_of_cancelling_and_closing_at_once_one_wins(floor: Floor, attempt: int) -> None:
    picker = floor.picker()
    picker.walk(floor.codes)
    packer = Worker(floor.world.tablet())
    packer.take_tote("T-0001")
    for _ in range(2):
        packer.scan(item=floor.tee.jan)
    slip = packer.event(label(slip=slip_of(70 + attempt)))
    with ThreadPoolExecutor(2) as both:
        closing = both.submit(packer.hand_in, [slip])
        cancelling = both.submit(floor.cancel, floor.first)
    row, status = closing.result()[0]["row"], cancelling.result()
    assert (row, status) in (("PO-23", 409), ("PO-29", 204))
    stage = floor.world.stage_of(floor.first)
    assert stage == ("packed" if status == 409 else "cancelled")
