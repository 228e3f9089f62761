"""An order goes elsewhere, or wants other goods, at every stage."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from server import catalog, orders
from server.catalog.records import Carrier, Shop
from server.changing.decisions import lines_of_torn_kits
from server.orders.records import Order, Shipment
from server.tasks.records import Task
from tests.exchange.test_slips import CONTRACT, SENDER, bring_back, slip_of, waiting, write
from tests.floor import Worker, expect, label
from tests.makers import MadeOrder, Screen, World
from tests.rules.test_rules_and_orders import a_rule, hold, leaf, put_in_force
from tests.scans.test_cancelled_meanwhile import Floor
from tests.scans.test_the_first_parcel import release

HOME = {
    "name": "髙橋 一郎",
    "kana": "タカハシ イチロウ",
    "postal_code": "530-0001",
    "prefecture": "大阪府",
    "address": "大阪市北区梅田1-1-3",
    "phone": "090-1234-5678",
}
OFFICE = {
    "postal_code": "〒060-0001",
    "prefecture": "北海道",
    "address": "札幌市中央区北一条西2-1",
    "building": "時計台ビル 3F",
}
OKINAWA = {"postal_code": "900-0001", "prefecture": "沖縄県", "address": "那覇市港町1-1"}


class Desk(Floor):
    """The two orders of the floor, of which the first goes to somebody's home."""

    def __init__(self, world: World) -> None:
        """Say who sends, and where the first order goes."""
        super().__init__(world)
        with world.transaction() as session:
            catalog.set_sender(session, world.shop_id, SENDER, [CONTRACT])
            for order in session.query(Order):
                order.consignee = dict(HOME)

    def edition(self, order: MadeOrder) -> int:
        """How often it was changed, and 1."""
        edition: int = self.page(order)["edition"]
        return edition

    def page(self, order: MadeOrder) -> dict[str, Any]:
        """The order as the office sees it."""
        answer = self.office.get(f"/orders/{order.id}")
        assert answer.status_code == 200, answer.text
        page: dict[str, Any] = answer.get_json()
        return page

    def send_to(self, order: MadeOrder, edition: int | None = None, **address: str) -> Any:
        """Change its address; the answer."""
        body = address | {"edition": edition or self.edition(order)}
        return self.office.post(f"/orders/{order.id}/address", body)

    def want(self, order: MadeOrder, *lines: dict[str, Any], edition: int | None = None) -> Any:
        """Change its lines; the answer."""
        body = {"edition": edition or self.edition(order), "lines": list(lines)}
        return self.office.post(f"/orders/{order.id}/lines", body)

    def lines(self, order: MadeOrder) -> list[tuple[str, int, int]]:
        """Its lines: SKU, pieces, and how many of them are promised."""
        return [
            (one["sku"], one["quantity_pieces"], one["reserved_pieces"])
            for one in self.page(order)["line_items"]
        ]

    def deeds(self, order: MadeOrder) -> list[dict[str, Any]]:
        """How its history tells of changes."""
        entries = self.office.get(f"/orders/{order.id}/history").get_json()["entries"]
        return [one for one in entries if one["kind"] == "order_changed"]

    def pack(self, tote: str, order: MadeOrder, slip: str) -> None:
        """Pick the next cart, pack one tote of it, close the parcel."""
        packer = Worker(self.world.tablet())
        packer.take_tote(tote)
        expect(packer.pack(self.codes, slip), accept="PO-23")
        assert self.world.stage_of(order) == "packed"


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


def kept(line_no: int, pieces: int) -> dict[str, Any]:
    return {"line_no": line_no, "quantity_pieces": pieces}


def added(sku: str, pieces: int) -> dict[str, Any]:
    return {"sku": sku, "quantity_pieces": pieces}


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["code"]


def test_before_release_an_address_is_changed_once_and_by_whom(desk: Desk) -> None:
    answer = desk.send_to(desk.first, 1, **OFFICE)
    assert answer.get_json() == {"edition": 2, "changed": True}
    consignee = desk.page(desk.first)["consignee"]
    assert (consignee["name"], consignee["kana"]) == (HOME["name"], HOME["kana"])
    assert (consignee["postal_code"], consignee["building"]) == ("0600001", "時計台ビル 3F")
    # The same once more, even by who has not seen it: it is so already.
    assert desk.send_to(desk.first, 1, **OFFICE).get_json() == {"edition": 2, "changed": False}
    assert refused(desk.send_to(desk.first, 1, name="別人")) == (409, "order_changed_meanwhile")
    (deed,) = desk.deeds(desk.first)
    assert deed["person"] is not None
    assert deed["text_params"]["fields"] == ["postal_code", "prefecture", "address", "building"]
    assert "札幌" not in str(deed)


@pytest.mark.parametrize(
    ("address", "field", "code"),
    [
        ({"name": " "}, "name", "name_missing"),
        ({"name": "山田\x07"}, "name", "control_character"),
        ({"postal_code": "530-00"}, "postal_code", "postal_code_wrong"),
        ({"prefecture": "大阪"}, "prefecture", "prefecture_unknown"),
        ({"address": "東京都港区1-1"}, "address", "prefecture_disagrees"),
        ({"address": ""}, "address", "address_missing"),
        ({"phone": "12"}, "phone", "phone_wrong"),
        ({"building": "あ" * 201}, "building", "cell_too_long"),
    ],
)
def test_an_address_that_nobody_can_deliver_to_is_refused(
    desk: Desk, address: dict[str, str], field: str, code: str
) -> None:
    answer = desk.send_to(desk.first, **address)
    assert refused(answer) == (422, "address_wrong")
    assert answer.get_json()["detail"]["problems"] == [{"field": field, "code": code}]
    assert desk.edition(desk.first) == 1


def test_on_the_bench_the_label_is_void_and_the_old_slip_is_refused(desk: Desk) -> None:
    release(desk.office)
    ((number, *_), _) = write(desk.office)
    bring_back(desk.office, (number, slip_of(1)))
    picker = Worker(desk.world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001", "T-0002"])
    picker.walk(desk.codes)
    packer = Worker(desk.world.tablet())
    packer.take_tote("T-0001")
    for _ in range(2):
        packer.scan(item=desk.tee.jan)
    assert packer.job["facts"]["slip_expected"] == slip_of(1)
    assert desk.send_to(desk.first, **OFFICE).status_code == 200
    expect(packer.scan(slip=slip_of(1)), refuse="slip_already_used", row="PO-21")
    assert packer.job["facts"]["slip_expected"] == ""
    assert packer.job["facts"]["slips_elsewhere"] == [slip_of(1)]
    # What was printed under the old address nobody shall stick on, known or not.
    expect(packer.scan(slip=slip_of(2)), refuse="other_slip", row="PO-22")
    told = bring_back(desk.office, (number, slip_of(2)))
    assert told["rows"][0]["code"] == "label_is_void"
    assert waiting(desk.office)["ready"] == 1
    (row,) = write(desk.office)
    assert (row[0], row[11]) == (number, "北海道札幌市中央区北一条西2-1")
    bring_back(desk.office, (number, slip_of(3)))
    expect(packer.scan(slip=slip_of(3)), accept="PO-23")
    assert refused(desk.send_to(desk.first, **OKINAWA)) == (409, "order_closed")
    history = desk.office.get(f"/orders/{desk.first.id}/history").get_json()["entries"]
    assert [one["text_params"]["reason"] for one in history if one["kind"] == "label_voided"] == [
        "address_changed"
    ]
    # The other label of the file is good, and the file can still be voided for it alone.
    files = desk.office.get("/slips").get_json()["label_files"]
    voided = desk.office.post(f"/slips/files/{files[-1]['id']}/void", {"reason": "紙詰まり"})
    assert voided.status_code == 204


@pytest.mark.parametrize("attempt", range(2))
def test_of_sending_elsewhere_and_closing_at_once_one_wins(desk: Desk, attempt: int) -> None:
    release(desk.office)
    ((number, *_), _) = write(desk.office)
    bring_back(desk.office, (number, slip_of(attempt)))
    picker = Worker(desk.world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001", "T-0002"])
    picker.walk(desk.codes)
    packer = Worker(desk.world.tablet())
    packer.take_tote("T-0001")
    for _ in range(2):
        packer.scan(item=desk.tee.jan)
    slip = packer.event(label(slip=slip_of(attempt)))
    edition = desk.edition(desk.first)
    with ThreadPoolExecutor(2) as both:
        closing = both.submit(packer.hand_in, [slip])
        changing = both.submit(desk.send_to, desk.first, edition, **OFFICE)
    row, status = closing.result()[0]["row"], changing.result().status_code
    assert (row, status) in (("PO-23", 409), ("PO-21", 200))


def test_rules_decide_again_who_brings_it_before_and_after_release(desk: Desk) -> None:
    with desk.world.transaction() as session:
        session.add(
            Carrier(
                code="japanpost",
                name="日本郵便",
                name_en="Japan Post",
                cutoff_time="20:00",
                aliases=[],
                valid_from="2020-01-01",
            )
        )
    administrator = desk.world.office("administrator")
    far = leaf("destination.prefecture", "is", "沖縄県")
    by_post = {"do": "carrier", "carrier": "japanpost"}
    put_in_force(administrator, a_rule("沖縄はゆうパック", far, by_post))
    assert desk.send_to(desk.first, **OKINAWA).status_code == 200
    assert desk.page(desk.first)["carrier"] == "japanpost"
    release(desk.office)
    assert desk.send_to(desk.first, **OFFICE).status_code == 200
    assert desk.send_to(desk.second, **OKINAWA).status_code == 200
    with desk.world.reading() as session:
        shipments = dict(session.query(Shipment.order_id, Shipment.carrier_code).all())
        packs = dict(
            session.query(Shipment.order_id, Task.carrier_code)
            .join(Task, Task.shipment_id == Shipment.id)
            .filter(Task.kind == "pack")
            .all()
        )
    assert shipments == packs == {desk.first.id: "yamato", desk.second.id: "japanpost"}


def test_before_release_lines_are_changed_and_promised_again(desk: Desk) -> None:
    other = desk.world.product("MUG", stock={"A-03-01": 2})
    edition = desk.edition(desk.second)
    answer = desk.want(desk.second, kept(1, 3), added("MUG", 1))
    assert answer.get_json() == {"edition": edition + 1, "changed": True}
    assert desk.lines(desk.second) == [("TEE-M", 3, 3), ("MUG", 1, 1)]
    assert desk.held() == 2 + 3 + 1
    assert [one["text_params"]["lines"] for one in desk.deeds(desk.second)] == [
        "TEE-M 1→3  CAP 1→0  MUG 0→1"
    ]
    again = desk.want(desk.second, kept(1, 3), added("MUG", 1), edition=edition)
    assert again.get_json() == {"edition": edition + 1, "changed": False}
    # More than there is: it waits; fewer again: it does not.
    assert desk.want(desk.second, added(other.sku, 3)).status_code == 200
    assert desk.world.stage_of(desk.second) == "waiting"
    assert desk.want(desk.second, added(other.sku, 2)).status_code == 200
    assert desk.world.stage_of(desk.second) == "reserved"
    assert refused(desk.want(desk.second)) == (409, "no_lines_left")
    assert refused(desk.want(desk.second, kept(1, 1))) == (409, "line_unknown")
    wrong = desk.want(desk.second, added("NOTHING", 1))
    assert refused(wrong) == (422, "lines_wrong")
    assert wrong.get_json()["detail"]["problems"] == [
        {"line": 0, "code": "unknown_product", "value": "NOTHING"}
    ]


def test_a_kit_comes_as_its_parts_and_a_rule_that_holds_is_asked_again(desk: Desk) -> None:
    administrator = desk.world.office("administrator")
    desk.world.product("SET")
    with desk.world.transaction() as session:
        parts = {desk.tee.id: 2, desk.cap.id: 1}
        kit_id = catalog.match_codes(session, desk.world.owner_id, ["SET"])["SET"].product_id
        catalog.write_kit(session, kit_id, parts)
    many = leaf("lines.pieces", "at_least", 2)
    put_in_force(administrator, a_rule("確認", many, hold()))
    assert desk.want(desk.second, added("SET", 1)).status_code == 200
    assert desk.world.stage_of(desk.second) == "held"
    assert desk.lines(desk.second) == [("TEE-M", 2, 2), ("CAP", 1, 1)]
    assert desk.want(desk.second, kept(4, 1)).status_code == 200
    assert desk.world.stage_of(desk.second) == "reserved"


def test_parts_of_a_kit_that_is_whole_no_more_are_goods_by_themselves() -> None:
    tees = orders.Part(1, 7, "SET", 4, 100, kit_product_id=9, kit_pieces=2)
    caps = orders.Part(2, 8, "SET", 2, 0, kit_product_id=9, kit_pieces=1)
    again = orders.Part(3, 7, "SET", 2, 100, kit_product_id=9, kit_pieces=2)
    order = [tees, caps, again]
    assert lines_of_torn_kits(order, {1: 4, 2: 2, 3: 2}) == set()
    assert lines_of_torn_kits(order, {1: 2, 2: 1, 3: 2}) == set()
    assert lines_of_torn_kits(order, {1: 4, 3: 2}) == {1, 2}
    assert lines_of_torn_kits(order, {1: 4, 2: 2, 3: 1}) == {3}


def test_a_cart_that_nobody_has_begun_leaves_it_out(desk: Desk) -> None:
    release(desk.office)
    assert desk.want(desk.first, kept(1, 1)).status_code == 200
    assert desk.world.stage_of(desk.first) == "reserved"
    picker = Worker(desk.world.handheld())
    assert picker.take_next("pick")["facts"]["totes"] == [None]
    assert desk.held() == 2 + 1


def test_in_the_walk_the_picker_stops_puts_back_and_it_is_released_again(desk: Desk) -> None:
    desk.world.receive(desk.tee, "A-01-03", 1)
    picker = desk.picker()
    for scanned in ({"place": "A-01-03"}, {"item": desk.tee.jan}, {"item": desk.tee.jan}):
        picker.scan(**scanned)
    picker.scan(tote="T-0001")
    assert desk.want(desk.first, kept(1, 1), added("CAP", 1)).status_code == 200
    assert desk.lines(desk.first) == [("TEE-M", 1, 1), ("CAP", 1, 1)]
    # It goes out again before the first cart has heard anything.
    assert release(desk.office)["orders"] == 1
    expect(picker.scan(item=desk.tee.jan), accept="PC-63")
    desk.put_back(picker)
    picker.walk(desk.codes)
    assert desk.world.stage_of(desk.second) == "picked"
    assert desk.world.stage_of(desk.first) == "released"
    other = Worker(desk.world.handheld())
    other.take_next("pick")
    other.load_cart("C-02", ["T-0001"])
    other.walk(desk.codes)
    assert desk.held() == 0
    desk.pack("T-0001", desk.first, slip_of(7))
    assert desk.on("A-01-03", desk.tee) == 4
    assert refused(desk.want(desk.first, kept(1, 2))) == (409, "order_closed")
    assert refused(desk.want(desk.second, kept(9, 2), edition=9)) == (
        409,
        "order_changed_meanwhile",
    )


def test_what_was_short_is_wanted_no_more_and_nothing_is_held_for_it(desk: Desk) -> None:
    picker = desk.picker()
    picker.scan(command="X-SHORT-NONE")
    picker.walk(desk.codes)
    assert desk.page(desk.first)["hold_reason"] == "short_pick"
    assert desk.want(desk.first, added("CAP", 2)).status_code == 200
    assert (desk.world.stage_of(desk.first), desk.held()) == ("reserved", 2)
    assert desk.office.get("/board").get_json()["exceptions"] == []


def test_on_the_bench_the_parcel_is_emptied_and_goes_back(desk: Desk) -> None:
    picker = desk.picker()
    picker.walk(desk.codes)
    packer = Worker(desk.world.tablet())
    packer.take_tote("T-0002")
    packer.scan(item=desk.tee.jan)
    assert desk.want(desk.second, kept(1, 1)).status_code == 200
    verdict = packer.scan(item=desk.cap.jan)
    expect(verdict, accept="PO-16")
    assert verdict["job"]["step"] == "order_cancelled"
    again = Worker(desk.world.handheld())
    assert again.take_next("pick")["step"] == "put_back"
    desk.put_back(again)
    assert (desk.on("A-02-01", desk.cap), desk.world.stage_of(desk.second)) == (5, "reserved")
    release(desk.office)
    again.take_next("pick")
    again.load_cart("C-01", ["T-0002"])
    again.walk(desk.codes)
    desk.pack("T-0002", desk.second, slip_of(8))


def test_what_waits_for_packing_goes_back_at_once(desk: Desk) -> None:
    picker = desk.picker()
    picker.walk(desk.codes)
    assert desk.want(desk.second, kept(2, 1)).status_code == 200
    again = Worker(desk.world.handheld())
    assert again.take_next("pick")["step"] == "put_back"
    desk.put_back(again)
    assert desk.lines(desk.second) == [("CAP", 1, 1)]
    assert desk.cancel(desk.second) == 204
    assert refused(desk.send_to(desk.second, **OFFICE)) == (409, "order_is_cancelled")


def test_a_system_changes_what_is_its_shops_and_nothing_else(desk: Desk) -> None:
    administrator = desk.world.office("administrator")
    code = shop_code(desk.world)
    key = key_of(administrator, code)
    other_shop = desk.world.shop("mori-second")
    elsewhere = desk.world.order((desk.tee, 1), shop_id=other_shop)
    told = {"shop": code, "order": desk.second.external, "edition": 1}
    body = told | {"consignee": OFFICE, "lines": [kept(1, 1), added("CAP", 2)]}
    answer = shown(desk.world, key, body)
    assert answer.get_json() == {"edition": 3, "changed": True}
    assert shown(desk.world, key, body).get_json() == {"edition": 3, "changed": False}
    asked = desk.world.app.test_client().get(
        "/api/v1/shop-orders",
        query_string={"shop": code, "order": desk.second.external},
        headers={"Authorization": f"Bearer {key}"},
    )
    assert asked.get_json() == {
        "shop": code,
        "order": desk.second.external,
        "stage": "reserved",
        "edition": 3,
        "lines": [
            {"line_no": 1, "sku": "TEE-M", "quantity_pieces": 1},
            {"line_no": 3, "sku": "CAP", "quantity_pieces": 2},
        ],
    }
    # All of it or nothing.
    half = told | {"edition": 3, "consignee": OKINAWA, "lines": [added("NOTHING", 1)]}
    assert refused(shown(desk.world, key, half)) == (422, "lines_wrong")
    assert desk.page(desk.second)["consignee"]["prefecture"] == "北海道"
    foreign = told | {"shop": "mori-second", "order": elsewhere.external, "consignee": OFFICE}
    assert refused(shown(desk.world, key, foreign)) == (404, "order_unknown")
    assert refused(shown(desk.world, "wrong", body)) == (401, "key_unknown")
    assert [one["text_params"].get("system") for one in desk.deeds(desk.second)] == ["本店"] * 2


def shop_code(world: World) -> str:
    """The code of the shop that orders come from."""
    with world.reading() as session:
        return session.query(Shop.code).filter_by(id=world.shop_id).scalar()


def key_of(administrator: Screen, shop: str) -> str:
    """The key of a connection of that shop alone."""
    made = administrator.post(
        "/connections",
        {
            "owner": "MORI",
            "shop": shop,
            "name": "本店",
            "address": "https://93.184.216.34/hook",
            "kinds": ["order.cancelled"],
            "state": "sandbox",
        },
    )
    assert made.status_code == 201, made.text
    key: str = made.get_json()["key"]
    return key


def shown(world: World, key: str, body: dict[str, Any]) -> Any:
    """What a system hears that shows its key, and is no page of ours."""
    return world.app.test_client().post(
        "/api/v1/shop-orders", json=body, headers={"Authorization": f"Bearer {key}"}
    )
