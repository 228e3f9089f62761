"""The door: what is wrong with an order is found as it comes in, and put right with one click."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from server import orders, stock
from server.boards.fsck import findings
from server.catalog.records import CarrierContract, ShopSender
from server.exchange.carrier_files import Consignment, Sender, layouts_on, shipped_layouts
from server.exchange.door.decisions import Finding, findings_of, of_cold_goods
from server.exchange.door.jobs import look_again
from server.exchange.door.postal_codes import prefectures_of
from server.orders.records import Order
from tests.exchange.files import shopify_file, shopify_order
from tests.exchange.test_taking_in import bring_in
from tests.makers import Screen, World
from tests.rules.test_rules_and_orders import a_rule, hold, leaf, put_in_force

LAYOUTS = layouts_on("2026-11-27", shipped_layouts())
SENDER = Sender("森商店", "1000005", "東京都", "千代田区丸の内1-1-1", "", "0312345678")
GOOD = Consignment(
    number="S0000000000",
    order_number="1001",
    name="髙﨑 花子",
    kana="タカサキ ハナコ",
    postal_code="1000005",
    prefecture="東京都",
    address="千代田区丸の内1-1-1",
    building="タワー12F",
    phone="09012345678",
    sender=SENDER,
    ships_on="2026-11-27",
)


def found(layout: str | None = None, **told: str) -> list[tuple[str, str, dict[str, str]]]:
    """What is found of a consignment that is good but for this."""
    made = findings_of(replace(GOOD, **told), LAYOUTS.get(layout or ""), "yamato")
    return [(one.code, one.field, dict(one.proposed)) for one in made]


@pytest.mark.parametrize("layout", [None, "yamato_b2", "japanpost_yupri", "clickpost", "generic"])
def test_of_a_good_order_nothing_is_found(layout: str | None) -> None:
    assert found(layout) == []


@pytest.mark.parametrize(
    ("told", "code", "field", "proposed"),
    [
        ({"postal_code": "10000"}, "postal_code_form", "postal_code", {}),
        ({"postal_code": "5300001"}, "postal_code_elsewhere", "postal_code", {}),
        ({"prefecture": ""}, "prefecture_missing", "prefecture", {}),
        (
            {"prefecture": "", "postal_code": "5300001"},
            "prefecture_missing",
            "prefecture",
            {"prefecture": "大阪府"},
        ),
        ({"address": "千代田区丸の内", "building": ""}, "house_number_missing", "address", {}),
        ({"phone": "03-1234"}, "phone_form", "phone", {}),
        ({"phone": "+81 90-1234-5678"}, "phone_form", "phone", {"phone": "09012345678"}),
        ({"name": "𠮷野 一郎"}, "letters", "name", {"name": "吉野 一郎"}),
        ({"name": "花子🍣"}, "letters", "name", {"name": "花子"}),
        ({"building": "Café\u200b 3F"}, "letters", "building", {"building": "Cafe 3F"}),
        ({"address": "か\u3099く町1"}, "letters", "address", {"address": "がく町1"}),
        ({"name": "𠀋太郎"}, "letters", "name", {}),
    ],
)
def test_what_is_wrong_with_an_address_is_said_with_what_to_write_instead(
    told: dict[str, str], code: str, field: str, proposed: dict[str, str]
) -> None:
    assert found(**told) == [(code, field, proposed)]


@pytest.mark.parametrize(
    "address", ["丸の内一丁目二番", "大字無番地", "丸の内１－１", "私書箱", "北三条西四丁目"]
)
def test_a_house_number_is_known_however_it_is_written(address: str) -> None:
    assert found(address=address, building="") == []


def test_what_does_not_fit_the_slip_of_its_carrier_is_found_and_shortened() -> None:
    long = "千代田区丸の内１丁目２番地３号　第二東京国際中央ビルディング西館１２階１２０１号室"
    (only,) = findings_of(
        replace(GOOD, address=long, building="株式会社棚番倉庫内"), LAYOUTS["yamato_b2"], "yamato"
    )
    assert (only.code, only.field, only.is_in_bytes) == ("address_too_long", "address", True)
    assert only.proposed["address"].startswith("千代田区丸の内1-2-3 第二東京国際")
    assert found("yamato_b2", address=long, building="い" * 40) == [
        ("address_too_long", "address", {})
    ]
    assert found(None, address=long, building="い" * 40) == []


def test_what_a_service_does_not_offer_is_found() -> None:
    assert found("yamato_b2", service="nekopos", slot="14-16") == [
        ("day_not_taken", "delivery_date", {"delivery_date": "", "delivery_slot": ""})
    ]
    assert found("yamato_b2", slot="22-24") == [
        ("not_offered", "delivery_slot", {"delivery_slot": ""})
    ]
    assert [code for code, *_ in found("yamato_b2", phone="")] == ["missing"]
    assert found(None, phone="") == []


def test_postal_codes_on_a_border_belong_to_both_sides() -> None:
    assert prefectures_of("101") == ("東京都",)
    assert prefectures_of("685") == ("島根県",)
    assert prefectures_of("817") == ("長崎県",)
    assert prefectures_of("498") == ("愛知県", "三重県")
    assert prefectures_of("008") == ()


def test_a_finding_of_another_text_is_another_finding() -> None:
    assert Finding("letters", "name", "a").key != Finding("letters", "name", "b").key


@pytest.fixture
def office(world: World) -> Screen:
    """The office of a shop that sends by ヤマト, with goods."""
    world.product("TEE-M", stock={"A-01-01": 10})
    shop_id = world.shop_id
    with world.transaction() as session:
        session.add(
            ShopSender(
                shop_id=shop_id,
                name="森商店",
                postal_code="1000005",
                prefecture="東京都",
                address="千代田区丸の内1-1-1",
                phone="0312345678",
                contents="衣料品",
            )
        )
        session.add(
            CarrierContract(
                shop_id=shop_id,
                carrier_code="yamato",
                layout="yamato_b2",
                customer_code="0312345678",
                freight_number="01",
            )
        )
    return world.office()


def come(world: World, *orders: list[dict[str, object]]) -> dict[str, int]:
    """Bring orders in; the ids of all that there are, by number."""
    with world.app.app_context():
        bring_in(shopify_file(*orders))
    with world.reading() as session:
        return {order.external_no: order.id for order in session.query(Order)}


def tee(number: str, **cells: object) -> list[dict[str, object]]:
    """An order for a tee."""
    return shopify_order(number, ("TEE-M", 1), **cells)


def checks(office: Screen, order: int) -> dict[str, object]:
    """What its page shows."""
    answer = office.get(f"/orders/{order}/checks")
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def stage(world: World, order: int) -> tuple[str, str | None]:
    """Where it is, and why it is held."""
    with world.reading() as session:
        found = session.get(Order, order)
        return found.stage, found.hold_reason


def test_a_proposed_text_is_taken_with_one_click_and_the_order_goes_on(
    world: World, office: Screen
) -> None:
    came = come(world, tee("#1"), tee("#2", Shipping_Name="𠮷野 一郎", Shipping_Phone="03-1234"))
    assert stage(world, came["#1"]) == ("reserved", None)
    order = came["#2"]
    assert stage(world, order) == ("held", "at_the_door")
    page = checks(office, order)
    letters, phone = sorted(page["findings"], key=lambda one: one["code"])
    assert (letters["code"], letters["letters"], letters["proposed"]) == (
        "letters",
        "𠮷",
        {"name": "吉野 一郎"},
    )
    path = f"/orders/{order}/checks"
    assert office.post(f"{path}/mend", {"key": phone["key"]}).get_json()["code"] == (
        "nothing_proposed"
    )
    assert office.post(f"{path}/mend", {"key": letters["key"]}).status_code == 204
    again = office.post(f"{path}/mend", {"key": letters["key"]})
    assert (again.status_code, again.get_json()["code"]) == (409, "finding_is_gone")
    assert stage(world, order)[0] == "held"
    assert office.post(f"{path}/let-in", {"keys": [phone["key"]]}).status_code == 204
    assert stage(world, order) == ("reserved", None)
    page = checks(office, order)
    assert [(one["code"], one["is_let_in"]) for one in page["findings"]] == [("phone_form", True)]
    told = [one["kind"] for one in office.get(f"/orders/{order}/history").get_json()["entries"]]
    assert {"order_mended", "order_let_in"} <= set(told)


def test_the_same_once_more_within_a_day_is_held_until_its_twin_is_cancelled(
    world: World, office: Screen
) -> None:
    same = {"Email": "hanako@example.jp"}
    came = come(
        world,
        tee("#1", **same),
        tee("#2", **same, Created_at="2026-11-20 20:15:00 +0900"),
        tee("#3", **same, Created_at="2026-11-22 20:15:00 +0900"),
        shopify_order("#4", ("TEE-M", 2), **same, Created_at="2026-11-20 21:15:00 +0900"),
        tee("#5", **same, Created_at="2026-11-20 22:15:00 +0900", Shipping_Name="母"),
    )
    assert [one for one, order in came.items() if stage(world, order)[0] == "held"] == ["#2"]
    page = checks(office, came["#2"])
    assert [(one["code"], one["text"]) for one in page["findings"]] == [("like_another", "#1")]
    assert {one["external"] for one in page["goes_with"]} == {"#1", "#3", "#4"}
    with world.transaction() as session:
        orders.set_stage(session, [came["#1"]], "cancelled")
        lines = orders.lines_of_orders(session, [came["#1"]])
        stock.let_go_of_lines(session, [line.order_line_id for line in lines])
    with world.app.app_context():
        look_again.work()
    assert stage(world, came["#2"])[0] == "reserved"


def test_what_a_rule_chose_and_the_service_cannot_do_is_found_too(
    world: World, office: Screen
) -> None:
    rule = {
        "name": "ネコポスで",
        "when": {"fact": "order.is_gift", "op": "is", "value": False},
        "then": [{"do": "carrier", "carrier": "yamato", "service": "ネコポス"}],
    }
    saved = office.post("/rules", {"owner": "MORI", "rule": rule}).get_json()
    office.post(f"/rules/{saved['id']}/switch", {"owner": "MORI", "on": True})
    # A letter holds it first; rules are asked when it is let in, and the door looks once more.
    came = come(world, tee("#1"), tee("#2", Notes="", Shipping_Name="𠮷野 一郎"))
    with world.reading() as session:
        assert session.get(Order, came["#1"]).service == "ネコポス"
        assert session.get(Order, came["#2"]).service == "ヤマト宅急便"
    (letters,) = checks(office, came["#2"])["findings"]
    with world.transaction() as session:
        session.get(Order, came["#2"]).delivery_slot = "14時-16時"
    office.post(f"/orders/{came['#2']}/checks/mend", {"key": letters["key"]})
    page = checks(office, came["#2"])
    assert (page["is_held"], [one["code"] for one in page["findings"]]) == (True, ["day_not_taken"])
    office.post(f"/orders/{came['#2']}/checks/mend", {"key": page["findings"][0]["key"]})
    with world.reading() as session:
        assert session.get(Order, came["#2"]).delivery_slot is None
        assert stage_now(session, came["#2"])[0] == "reserved"


def test_a_rule_holds_what_was_changed_while_the_door_held_it_and_the_door_looks_again(
    world: World, office: Screen
) -> None:
    many = leaf("lines.pieces", "at_least", 2)
    put_in_force(office, a_rule("多い", many, hold("個数を確認")))
    order = come(world, tee("#1", Shipping_Phone="03-1234"))["#1"]
    assert stage(world, order) == ("held", "at_the_door")
    for pieces, edition in ((2, 1), (1, 2)):
        body = {"edition": edition, "lines": [{"line_no": 1, "quantity_pieces": pieces}]}
        answer = office.post(f"/orders/{order}/lines", body)
        assert answer.status_code == 200, answer.text
        held_by_the_rule = pieces > 1
        assert stage(world, order) == ("held", "個数を確認" if held_by_the_rule else "at_the_door")
        assert checks(office, order)["is_held"] is not held_by_the_rule
        with world.reading() as session:
            assert findings(session) == []
    with world.app.app_context():
        look_again.work()
    assert stage(world, order) == ("held", "at_the_door")
    (phone,) = checks(office, order)["findings"]
    assert (
        office.post(f"/orders/{order}/checks/let-in", {"keys": [phone["key"]]}).status_code == 204
    )
    assert stage(world, order) == ("reserved", None)


@pytest.mark.parametrize(
    ("temperatures", "service", "code"),
    [
        ({"frozen"}, "宅急便", "not_cooled"),
        ({"frozen"}, "クール宅急便", "not_cooled"),
        ({"frozen"}, "クール宅急便（冷凍）", None),
        ({"chilled"}, "", "not_cooled"),
        ({"chilled"}, "クール便", None),
        ({"chilled"}, "ｸｰﾙ冷凍", "not_cooled"),
        ({"chilled", "frozen"}, "クール冷凍", "cold_mixed"),
    ],
)
def test_a_service_keeps_goods_as_cold_as_they_must_be(
    temperatures: set[str], service: str, code: str | None
) -> None:
    found = of_cold_goods(temperatures, service)
    assert (None if found is None else found.code) == code


def test_cold_goods_wait_for_a_service_that_cools_and_go_on_once_a_rule_chooses_it(
    world: World, office: Screen
) -> None:
    world.product("ICE", stock={"A-01-02": 9}, temperature="frozen")
    cold = leaf("lines.temperatures", "has_any_of", ["frozen"])
    cools = {"do": "carrier", "carrier": "yamato", "service": "クール宅急便 冷凍"}
    came = come(world, shopify_order("#1", ("ICE", 1)), tee("#2"))
    assert stage(world, came["#2"]) == ("reserved", None)
    assert stage(world, came["#1"]) == ("held", "at_the_door")
    (found,) = checks(office, came["#1"])["findings"]
    assert (found["code"], found["temperatures"]) == ("not_cooled", ["frozen"])
    put_in_force(office, a_rule("冷凍はクール", cold, cools))
    with world.app.app_context():
        look_again.work()
    later = come(world, shopify_order("#3", ("ICE", 1), Email="other@example.jp"))["#3"]
    for order in (came["#1"], later):
        with world.reading() as session:
            assert stage_now(session, order) == ("reserved", "クール宅急便 冷凍")


def stage_now(session: Session, order: int) -> tuple[str, str]:
    """Where it is and how it leaves."""
    found = session.get(Order, order)
    return found.stage, found.service
