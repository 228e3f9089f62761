"""Shops are told at once, signed, in order, once more when they did not answer, and never lost."""

import threading

import pytest

from server import orders, rules, shipping
from server.catalog.records import Owner, Shop
from server.exchange.connections.decisions import TRIES_MAX
from server.exchange.connections.telling import Teller
from tests.exchange.connections.desk import Desk
from tests.exchange.connections.shop import Heard
from tests.floor import Worker, slip_of
from tests.makers import MadeProduct, World


@pytest.fixture
def tee(world: World) -> MadeProduct:
    return world.product("TEE-M", stock={"A-01-03": 20})


def receive(desk: Desk, tee: MadeProduct, *pieces: int) -> None:
    for each in pieces:
        desk.world.receive(tee, "A-01-03", each)


def test_what_is_for_sale_is_told_at_once_and_signed(desk: Desk, tee: MadeProduct) -> None:
    made = desk.connect()
    receive(desk, tee, 5)
    desk.tell()
    (heard,) = desk.shop.heard
    assert heard.is_signed_with(made.secret)
    assert not heard.is_signed_with("whsec_b3RoZXI=")
    assert heard.headers["webhook-id"] == heard.said["id"]
    assert heard.said["type"] == "stock.available"
    assert heard.said["data"]["sku"] == "TEE-M"
    assert heard.said["data"]["shops"] == {"mori-main": 25}
    (sending,) = desk.sendings(made.id)
    assert (sending["state"], sending["status"], sending["about"]) == ("heard", 200, "TEE-M")
    whole = desk.sending(made.id, sending["id"])
    assert whole["body"].encode() == heard.body
    assert [one["answer"] for one in whole["attempts"]] == ["ok"]
    desk.tell()
    assert len(desk.shop.heard) == 1


def test_what_rules_want_told_is_told_once_each(desk: Desk, tee: MadeProduct) -> None:
    desk.connect(kinds=["order.noticed"])
    office = desk.world.office()
    when = {"fact": "lines.pieces", "op": "at_least", "value": 2}
    then = [{"do": "notify", "text": text} for text in ("大口です", "確認中")]
    rule = {"name": "大口", "when": when, "then": then}
    saved = office.post("/rules", {"owner": "MORI", "rule": rule}).json["id"]
    office.post(f"/rules/{saved}/switch", {"owner": "MORI", "on": True})
    order = desk.world.order((tee, 2))
    for moment in ("import", "release"):
        with desk.world.transaction() as session:
            rules.apply(session, [order.id], moment)
    desk.tell()
    assert [one.said["data"] for one in desk.shop.heard] == [
        {"shop": "mori-main", "order": order.external, "text": text}
        for text in ("大口です", "確認中")
    ]


def test_many_changes_of_one_product_are_one_number(desk: Desk, tee: MadeProduct) -> None:
    desk.connect()
    receive(desk, tee, 1, 1, 1)
    desk.tell()
    assert [one.said["data"]["pieces"] for one in desk.shop.heard] == [23]


def test_a_number_that_still_waits_is_overtaken_by_the_newer(desk: Desk, tee: MadeProduct) -> None:
    made = desk.connect()
    desk.shop.answer = lambda _heard: (503, b"closed")
    receive(desk, tee, 1)
    desk.tell()
    desk.shop.answer = lambda _heard: (200, b"")
    receive(desk, tee, 1)
    desk.tell()
    desk.later()
    desk.tell()
    assert [one.said["data"]["pieces"] for one in desk.shop.heard] == [21, 22]
    assert [one["state"] for one in desk.sendings(made.id)] == ["heard", "overtaken"]


def test_a_parcel_that_left_is_told_with_its_number_and_lines(desk: Desk, tee: MadeProduct) -> None:
    desk.connect(kinds=["shipment.shipped"])
    order = desk.world.order((tee, 2))
    shipped(desk, tee, order.id)
    desk.tell()
    (heard,) = desk.shop.heard
    told = heard.said["data"]
    assert (told["shop"], told["order"], told["carrier"]) == (
        "mori-main",
        order.external,
        "yamato",
    )
    assert told["tracking_no"] == slip_of(1)
    assert [(line["ordered"], line["shipped"]) for line in told["lines"]] == [(2, 2)]
    assert told["shipped_at"]


def shipped(desk: Desk, tee: MadeProduct, order_id: int) -> None:
    """Release, pick, pack and hand over everything there is."""
    answer = desk.screen.post(
        "/waves",
        {
            "shops": [],
            "carriers": [],
            "ship_by_before": None,
            "totes_per_cart": 8,
            "carts_max": None,
        },
    )
    assert answer.status_code == 201, answer.text
    codes = {tee.id: tee.jan}
    for kind, code in (("cart", "C-01"), ("tote", "T-0001"), ("station", "W-01")):
        desk.world.place(code, kind=kind)
    picker = Worker(desk.world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.walk(codes)
    packer = Worker(desk.world.tablet())
    packer.take_tote("T-0001")
    packer.pack(codes, slip_of(1))
    with desk.world.transaction() as session:
        assert shipping.hand_over(session, "yamato", person_id=desk.screen.person_id or 1).parcels


def test_every_return_of_an_order_is_told_with_its_grades(desk: Desk, tee: MadeProduct) -> None:
    desk.connect(kinds=["order.returned"])
    order = desk.world.order((tee, 2))
    shipped(desk, tee, order.id)
    desk.world.place("IN-01", kind="dock")
    for grades, reason in ((("X-DAMAGED",), "X-DEFECT"), ((), "X-UNWANTED")):
        worker = Worker(desk.world.handheld())
        worker.start("return", slip=slip_of(1))
        for grade in grades:
            worker.scan(command=grade)
        worker.scan(item=tee.jan)
        worker.scan(command="X-DONE")
        worker.scan(command=reason)
    desk.tell()
    told = [one.said["data"] for one in desk.shop.heard]
    assert [one["order"] for one in told] == [order.external] * 2
    assert [one["lines"] for one in told] == [
        [{"sku": "TEE-M", "lot": None, "grade": grade, "pieces": 1}]
        for grade in ("damaged", "good")
    ]


def test_a_cancelled_order_is_told_with_its_reason(desk: Desk, tee: MadeProduct) -> None:
    desk.connect(kinds=["order.cancelled"])
    order = desk.world.order((tee, 1))
    answer = desk.screen.post(f"/orders/{order.id}/cancel", {"reason": "customer"})
    assert answer.status_code < 300, answer.text
    desk.tell()
    (heard,) = desk.shop.heard
    assert heard.said["data"] == {
        "shop": "mori-main",
        "order": order.external,
        "reason": "customer",
    }


def test_what_leaves_without_pieces_or_in_two_is_told_as_short(
    desk: Desk, tee: MadeProduct
) -> None:
    desk.connect(kinds=["order.short"])
    order = desk.world.order((tee, 5), is_reserved=False)
    with desk.world.transaction() as session:
        orders.split_off(session, order.id, {order.lines[0]: 2})
    desk.tell()
    (heard,) = desk.shop.heard
    assert heard.said["data"]["follows_as"] == f"{order.external}/2"
    assert [line["missing"] for line in heard.said["data"]["lines"]] == [2]


def test_nobody_hears_of_another_owners_goods(desk: Desk, tee: MadeProduct) -> None:
    with desk.world.transaction() as session:
        other = Owner(code="KAWA", name="川商店")
        session.add(other)
        session.flush()
        session.add(Shop(owner_id=other.id, code="kawa", name="川", carrier_code="yamato"))
    desk.connect(owner="KAWA", address=desk.shop.address("/kawa"))
    desk.connect(address=desk.shop.address("/mori"))
    receive(desk, tee, 1)
    desk.tell()
    assert [one.path for one in desk.shop.heard] == ["/mori"]


def test_a_connection_of_one_shop_hears_of_its_orders_only(desk: Desk, tee: MadeProduct) -> None:
    second = desk.world.shop("mori-two")
    desk.connect(shop="mori-two", kinds=["order.cancelled"])
    for order in (desk.world.order((tee, 1)), desk.world.order((tee, 1), shop_id=second)):
        desk.screen.post(f"/orders/{order.id}/cancel", {"reason": "customer"})
    desk.tell()
    assert [one.said["data"]["shop"] for one in desk.shop.heard] == ["mori-two"]


def test_it_is_tried_again_under_the_same_id_until_it_is_heard(
    desk: Desk, tee: MadeProduct
) -> None:
    made = desk.connect()
    answers = iter([(500, b"oh"), (302, b"http://127.0.0.1/"), (404, b""), (200, b"")])
    desk.shop.answer = lambda _heard: next(answers)
    receive(desk, tee, 1)
    for _ in range(5):
        desk.tell()
        desk.later()
    assert len(desk.shop.heard) == 4
    assert len({one.headers["webhook-id"] for one in desk.shop.heard}) == 1
    assert len({one.body for one in desk.shop.heard}) == 1
    (sending,) = desk.sendings(made.id)
    assert sending["state"] == "heard"
    attempts = desk.sending(made.id, sending["id"])["attempts"]
    assert [one["status"] for one in attempts] == [500, 302, 404, 200]
    assert desk.card(made.id)["failed_attempts"] == 3


def test_before_its_time_it_is_not_tried_again(desk: Desk, tee: MadeProduct) -> None:
    desk.connect()
    desk.shop.answer = lambda _heard: (500, b"")
    receive(desk, tee, 1)
    desk.tell()
    desk.tell()
    assert len(desk.shop.heard) == 1


def test_after_the_last_attempt_it_is_dead_and_can_be_sent_again(
    desk: Desk, tee: MadeProduct
) -> None:
    made = desk.connect()
    desk.shop.answer = lambda _heard: (500, b"")
    receive(desk, tee, 1)
    for _ in range(TRIES_MAX + 1):
        desk.tell()
        desk.later()
    assert len(desk.shop.heard) == TRIES_MAX
    (sending,) = desk.sendings(made.id, state="dead")
    assert desk.card(made.id)["dead"] == 1
    desk.shop.answer = lambda _heard: (200, b"")
    again = desk.screen.post(f"/connections/{made.id}/sendings/{sending['id']}/again")
    assert again.status_code == 204
    desk.tell()
    assert desk.sending(made.id, sending["id"])["state"] == "heard"
    assert desk.shop.heard[-1].headers["webhook-id"] == sending["public_id"]


def test_one_shop_that_does_not_answer_blocks_no_other(desk: Desk, tee: MadeProduct) -> None:
    slow = desk.connect(address=desk.shop.address("/slow"))
    desk.connect(address=desk.shop.address("/fast"))
    may_go = threading.Event()
    all_fast = threading.Event()

    def answer(heard: Heard) -> tuple[int, bytes]:
        if heard.path == "/slow":
            may_go.wait()
        elif len(desk.shop.kinds("/fast")) == 8:
            all_fast.set()
        return 200, b""

    desk.shop.answer = answer
    goods = [desk.world.product(stock={"A-01-04": 1}) for _ in range(8)]
    assert goods
    with desk.world.app.app_context():
        teller = Teller(desk.world.app)
        thread = threading.Thread(target=settle, args=(desk, teller))
        thread.start()
        assert all_fast.wait(20)
        assert len(desk.shop.kinds("/slow")) <= 4
        may_go.set()
        thread.join()
    assert {one["state"] for one in desk.sendings(slow.id)} == {"heard"}


def settle(desk: Desk, teller: Teller) -> None:
    with desk.world.app.app_context():
        teller.settle()


def test_where_nobody_is_one_sending_finds_out_and_the_rest_waits(
    desk: Desk, tee: MadeProduct
) -> None:
    made = desk.connect()
    desk.shop.answer = lambda _heard: (503, b"")
    receive(desk, tee, 1)
    desk.tell()
    assert desk.card(made.id)["rests_until"] is not None
    for _ in range(6):
        desk.world.product(stock={"A-01-04": 1})
    desk.tell()
    assert len(desk.shop.heard) == 1
    desk.later()
    desk.tell()
    assert len(desk.shop.heard) == 2
    desk.shop.answer = lambda _heard: (200, b"")
    desk.later()
    desk.tell()
    assert desk.card(made.id)["waiting"] == 0


def test_who_says_gone_is_switched_off(desk: Desk, tee: MadeProduct) -> None:
    made = desk.connect()
    desk.shop.answer = lambda _heard: (410, b"")
    receive(desk, tee, 1)
    desk.tell()
    assert desk.card(made.id)["state"] == "off"
    receive(desk, tee, 1)
    desk.tell()
    assert len(desk.shop.heard) == 1


def test_in_a_sandbox_everything_is_made_and_nothing_is_sent(desk: Desk, tee: MadeProduct) -> None:
    made = desk.connect(state="sandbox")
    receive(desk, tee, 1)
    desk.test(made.id)
    desk.tell()
    assert desk.shop.heard == []
    assert {one["state"] for one in desk.sendings(made.id)} == {"sandbox"}


def test_a_test_reaches_the_shop_also_while_it_is_off(desk: Desk, tee: MadeProduct) -> None:
    made = desk.connect(state="off")
    receive(desk, tee, 1)
    sending = desk.test(made.id)
    desk.tell()
    assert desk.shop.kinds() == ["connection.test"]
    assert desk.sending(made.id, sending)["state"] == "heard"


def test_after_a_new_secret_both_sign(desk: Desk) -> None:
    made = desk.connect()
    new = desk.screen.post(f"/connections/{made.id}/secret").json["secret"]
    desk.test(made.id)
    desk.tell()
    (heard,) = desk.shop.heard
    assert heard.is_signed_with(made.secret)
    assert heard.is_signed_with(new)


def test_a_worker_that_was_stopped_in_the_middle_is_taken_up_again(
    desk: Desk, tee: MadeProduct, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk.connect()
    receive(desk, tee, 1)
    with monkeypatch.context() as killed:
        killed.setattr(Teller, "_attempt", lambda *_: None)
        with desk.world.app.app_context():
            Teller(desk.world.app).step()
    (sending,) = desk.sendings(made.id)
    assert sending["state"] == "sending"
    desk.tell()
    assert desk.shop.heard == []
    desk.later()
    desk.tell()
    assert desk.sendings(made.id)[0]["state"] == "heard"


def test_an_address_that_leads_inside_by_now_is_not_called(desk: Desk, tee: MadeProduct) -> None:
    """The name was public when it was written down; it was pointed inside afterwards."""
    made = desk.connect()
    allowed = desk.world.app.extensions["settings"]
    desk.world.app.extensions["settings"] = allowed.__class__(
        **{
            name: getattr(allowed, name)
            for name in allowed.__slots__
            if name != "webhook_addresses_allowed"
        }
    )
    receive(desk, tee, 1)
    desk.tell()
    assert desk.shop.heard == []
    (sending,) = desk.sendings(made.id)
    assert (sending["state"], sending["fault"]) == ("waiting", "address_not_https")


def test_how_an_answer_begins_is_kept_as_text_that_can_be_shown(desk: Desk) -> None:
    made = desk.connect()
    sending = desk.test(made.id)
    desk.shop.answer = lambda _heard: (200, b"\x00\xff<b>" + b"x" * 10_000)
    desk.tell()
    (attempt,) = desk.sending(made.id, sending)["attempts"]
    assert attempt["status"] == 200
    assert len(attempt["answer"]) <= 400
    assert "\x00" not in attempt["answer"]


def test_a_port_where_nobody_listens_is_a_fault_that_is_said(desk: Desk) -> None:
    made = desk.connect()
    sending = desk.test(made.id)
    desk.shop.leave()
    desk.tell()
    (attempt,) = desk.sending(made.id, sending)["attempts"]
    assert (attempt["status"], attempt["fault"]) == (None, "nobody_there")
