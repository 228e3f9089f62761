"""Rules and real orders: what they do, what they keep, and that asking twice is asking once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from server import rules
from server.boards.fsck_fitting import closed_unconfirmed
from server.catalog.records import Carrier, Owner, Shop
from server.foundation import now, today, work_off_jobs
from server.orders.records import Order
from server.packing.records import PackJob
from server.rules.jobs import rule_what_waits
from server.rules.language.conditions import read_condition
from server.rules.language.sense import is_never
from server.rules.records import OrderRuling, RuleVerdict
from tests.exchange.files import shopify_file, shopify_order
from tests.floor import Worker, expect, slip_of
from tests.makers import MadeOrder, Screen, World


def leaf(fact: str, op: str, value: Any) -> dict[str, Any]:
    """A question."""
    return {"fact": fact, "op": op, "value": value}


CHOICE: dict[str, Any] = {
    "shops": [],
    "carriers": [],
    "ship_by_before": None,
    "totes_per_cart": 4,
    "carts_max": None,
}
GIFT = leaf("order.is_gift", "is", True)
WAITS = leaf("order.stock", "is", "waiting")
BIG = leaf("order.total_yen", "at_least", 10_000)


def a_rule(name: str, when: Any, *then: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A rule as data."""
    return {"name": name, "when": when, "then": list(then), **more}


def hold(reason: str = "要確認") -> dict[str, Any]:
    """Hold the order."""
    return {"do": "hold", "reason": reason}


def put_in_force(office: Screen, rule: dict[str, Any]) -> int:
    """Save a rule and switch it on."""
    saved = office.post("/rules", {"owner": "MORI", "rule": rule})
    assert saved.status_code == 201, saved.json
    switched = office.post(f"/rules/{saved.json['id']}/switch", {"owner": "MORI", "on": True})
    assert switched.status_code == 204
    return int(saved.json["id"])


def ask(world: World, order: MadeOrder, moment: str = "import") -> None:
    """Ask the rules, as an import does."""
    with world.transaction() as session:
        rules.apply(session, [order.id], moment)


def order_now(world: World, order: MadeOrder) -> Order:
    """An order as it is."""
    with world.reading() as session:
        found = session.get(Order, order.id)
        assert found is not None
        session.expunge_all()
        return found


def verdicts(world: World, order: MadeOrder) -> list[RuleVerdict]:
    """What was said about it."""
    with world.reading() as session:
        found = session.query(RuleVerdict).filter_by(order_id=order.id).order_by("id").all()
        session.expunge_all()
        return found


@pytest.fixture
def office(world: World) -> Screen:
    """A desk in a house with goods and a second carrier."""
    world.shop_id  # noqa: B018 - opens the shop
    with world.transaction() as session:
        session.add(
            Carrier(
                code="sagawa",
                name="佐川急便",
                name_en="Sagawa",
                cutoff_time="16:00",
                aliases=[],
                valid_from="2020-01-01",
            )
        )
    return world.office()


def test_a_rule_holds_an_order_and_a_person_lets_it_go_once(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    rule_id = put_in_force(office, a_rule("ギフトは確認", GIFT, hold("ギフトの内容を確認")))
    order = world.order((tea, 1), is_gift=True)
    plain = world.order((tea, 1))
    ask(world, order)
    ask(world, plain)
    assert world.stage_of(plain) == "reserved"
    held = order_now(world, order)
    assert (held.stage, held.hold_reason) == ("held", "ギフトの内容を確認")
    released = office.post("/waves", CHOICE)
    assert released.json["orders"] == 1
    assert office.post(f"/orders/{order.id}/let-go").status_code == 204
    assert world.stage_of(order) == "reserved"
    again = office.post(f"/orders/{order.id}/let-go")
    assert (again.status_code, again.json["code"]) == (409, "not_held_by_rule")
    ask(world, order, "release")
    assert world.stage_of(order) == "reserved"
    why = office.get(f"/orders/{order.id}/rules").json
    assert [one["moment"] for one in why["verdicts"]] == ["import"]
    (fired,) = why["verdicts"][0]["fired"]
    assert (fired["rule"], fired["version"], fired["name"]) == (rule_id, 1, "ギフトは確認")


def test_orders_of_a_file_are_ruled_as_they_come_in(world: World, office: Screen) -> None:
    world.product("TEA", stock={"A-01-01": 9})
    put_in_force(office, a_rule("多い", leaf("lines.pieces", "at_least", 3), hold("点数を確認")))
    file = shopify_file(shopify_order("#1", ("TEA", 4)), shopify_order("#2", ("TEA", 1)))
    body = {"shop": "mori-main", "file": (BytesIO(file), "a.csv")}
    preview = office.client.post("/api/v1/imports", data=body, content_type="multipart/form-data")
    office.post(f"/imports/{preview.json['id']}/confirm")
    work_off(world)
    rows = {one["external"]: one for one in office.get("/orders").json["orders"]}
    assert (rows["#1"]["stage"], rows["#1"]["hold_reason"]) == ("held", "点数を確認")
    assert rows["#2"]["stage"] == "reserved"
    why = office.get(f"/orders/{rows['#1']['id']}/rules").json
    assert [one["moment"] for one in why["verdicts"]] == ["import"]


def test_asking_again_gives_the_same_and_writes_nothing(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    put_in_force(
        office,
        a_rule(
            "大口は佐川",
            BIG,
            {"do": "carrier", "carrier": "sagawa", "service": "飛脚"},
            {"do": "tag", "tag": "大口"},
            {"do": "urgent"},
        ),
    )
    order = world.order((tea, 1), total_yen=12_000, service="宅急便")
    ask(world, order)
    first = order_now(world, order)
    assert (first.carrier_code, first.service) == ("sagawa", "飛脚")
    for moment in ("change", "release", "release"):
        ask(world, order, moment)
    again = order_now(world, order)
    assert (again.revision, again.ship_by) == (first.revision, first.ship_by)
    assert len(verdicts(world, order)) == 1
    with world.reading() as session:
        marks = rules.marks_of(session, [order.id])[order.id]
    assert (marks.is_urgent, marks.tags) == (True, ("大口",))
    (row,) = office.get("/orders").json["orders"]
    assert (row["is_urgent"], row["tags"]) == (True, ["大口"])


def test_another_result_is_written_down_and_the_order_is_as_without_the_rule(
    world: World, office: Screen
) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    rule_id = put_in_force(
        office, a_rule("佐川で", BIG, {"do": "carrier", "carrier": "sagawa", "service": ""})
    )
    order = world.order((tea, 1), total_yen=12_000, service="宅急便")
    before = order_now(world, order)
    ask(world, order)
    office.post(f"/rules/{rule_id}/switch", {"owner": "MORI", "on": False})
    work_off(world)
    after = order_now(world, order)
    assert (after.carrier_code, after.service, after.ship_by) == (
        before.carrier_code,
        "宅急便",
        before.ship_by,
    )
    assert [one.is_other for one in verdicts(world, order)] == [False, True]
    kinds = [one["kind"] for one in office.get(f"/orders/{order.id}/history").json["entries"]]
    assert [one for one in kinds if one.startswith("order_ruled")] == [
        "order_ruled",
        "order_ruled_anew",
    ]


def work_off(world: World) -> None:
    """Do what waits for the worker."""
    with world.app.app_context():
        work_off_jobs(world.app)


def test_a_saved_version_reaches_the_orders_that_wait(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    rule = a_rule("確認", GIFT, hold("古い理由"))
    rule_id = put_in_force(office, rule)
    order = world.order((tea, 1), is_gift=True)
    work_off(world)
    assert order_now(world, order).hold_reason == "古い理由"
    rule["then"] = [hold("新しい理由")]
    body = {"owner": "MORI", "rule": rule, "on_version": 1}
    saved = office.post(f"/rules/{rule_id}", body)
    assert (saved.status_code, saved.json["version"]) == (201, 2)
    work_off(world)
    assert order_now(world, order).hold_reason == "新しい理由"
    assert [one.fired[0]["version"] for one in verdicts(world, order)] == [1, 2]
    stale = office.post(f"/rules/{rule_id}", body)
    assert (stale.status_code, stale.json["code"]) == (409, "rule_changed_meanwhile")
    same = office.post(f"/rules/{rule_id}", {**body, "on_version": 2})
    assert same.json["version"] == 2
    numbers = [one["number"] for one in office.get(f"/rules/{rule_id}/versions").json["versions"]]
    assert numbers == [2, 1]


def test_what_waits_is_asked_again_when_its_facts_are_other(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 1})
    put_in_force(office, a_rule("入荷待ちに印", WAITS, {"do": "tag", "tag": "入荷待ち"}))
    order, other = world.order((tea, 2)), world.order((tea, 1))
    with world.app.app_context():
        rule_what_waits()
    assert [one.fired != [] for one in verdicts(world, order)] == [True]
    world.receive(tea, "A-01-01", 5)
    assert office.post("/orders/reserve").json["reserved"] == 1
    for _ in range(2):
        with world.app.app_context():
            rule_what_waits()
    assert [one.is_other for one in verdicts(world, order)] == [False, True]
    assert [one.is_other for one in verdicts(world, other)] == [False]
    with world.reading() as session:
        assert rules.marks_of(session, [order.id, other.id]) == {}


RANDOM_RULES = st.fixed_dictionaries(
    {
        "name": st.just("任意"),
        "when": st.recursive(
            st.sampled_from(
                [
                    GIFT,
                    BIG,
                    leaf("order.total_yen", "between", [3_000, 9_000]),
                    leaf("order.note", "matches", "の.|ギ"),
                    leaf("lines.pieces", "multiple_of", 2),
                    {"some_line": leaf("line.pieces", "at_least", 2)},
                    leaf("customer.purchase_number", "at_most", 1),
                ]
            ),
            lambda inner: st.one_of(
                st.lists(inner, min_size=1, max_size=3).map(lambda some: {"all": some}),
                st.lists(inner, min_size=1, max_size=3).map(lambda some: {"any": some}),
                inner.map(lambda one: {"not": one}),
            ),
            max_leaves=5,
        ).filter(lambda when: not is_never(read_condition(when)[0])),
        "then": st.lists(
            st.sampled_from(
                [
                    {"do": "tag", "tag": "甲"},
                    {"do": "urgent"},
                    {"do": "carrier", "carrier": "sagawa", "service": "飛脚"},
                    hold("任意"),
                ]
            ),
            min_size=1,
            max_size=3,
            unique_by=lambda action: action["do"],
        ),
        "priority": st.integers(-2, 2),
    }
)


@given(st.data())
@settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)
def test_whatever_the_rule_is_a_dry_run_is_the_real_run(
    world: World, office: Screen, data: st.DataObject
) -> None:
    if not office.get("/orders").json["orders"]:
        tea = world.product("TEA", stock={"A-01-01": 99})
        put_in_force(office, a_rule("高額", BIG, {"do": "tag", "tag": "高額"}, hold("高額")))
        for nth in range(9):
            note = ("", "のし", "ｷﾞﾌﾄ")[nth % 3]
            world.order((tea, nth % 4 + 1), is_gift=nth % 2 == 0, total_yen=nth * 1_500, note=note)
        work_off(world)
    rule = data.draw(RANDOM_RULES)
    before = rulings(world)
    tried = office.post("/rules/dry-run", {"owner": "MORI", "rule": rule, "last": 10})
    assert tried.status_code == 200, tried.json
    rule_id = put_in_force(office, rule)
    work_off(world)
    after = rulings(world)
    others = {order for order in after if after[order] != before[order]}
    assert len(others) == tried.json["changed"]
    assert others == {one["order"] for one in tried.json["examples"] if one["changed"]}
    office.post(f"/rules/{rule_id}/switch", {"owner": "MORI", "on": False})
    work_off(world)
    assert rulings(world) == before


def rulings(world: World) -> dict[int, tuple[Any, ...]]:
    """What rules have made of every order."""
    with world.reading() as session:
        orders = session.query(Order).order_by(Order.id).all()
        marks = rules.marks_of(session, [order.id for order in orders])
        return {
            order.id: (
                order.stage,
                order.hold_reason,
                order.carrier_code,
                order.service,
                order.ship_by,
                marks.get(order.id),
            )
            for order in orders
        }


def test_a_wrong_version_is_refused_and_the_working_one_goes_on(
    world: World, office: Screen
) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    rule_id = put_in_force(office, a_rule("確認", GIFT, hold()))
    wrong = a_rule(
        "",
        {"all": [BIG, leaf("order.total_yen", "at_most", 5)]},
        {"do": "carrier", "carrier": "zeppelin", "service": ""},
        hold(),
        {"do": "release"},
        {"do": "explode"},
        valid_from="2026-12-24",
        valid_until="2026-12-01",
        priority="high",
        colour="red",
    )
    refused = office.post(f"/rules/{rule_id}", {"owner": "MORI", "rule": wrong, "on_version": 1})
    assert (refused.status_code, refused.json["code"]) == (422, "rule_wrong")
    assert {(one["path"], one["code"]) for one in refused.json["detail"]["problems"]} == {
        ("name", "value_missing"),
        ("when", "never_matches"),
        ("then.0.carrier", "carrier_unknown"),
        ("then.2", "written_twice"),
        ("then.3.do", "action_unknown"),
        ("valid_until", "window_ends_before_it_begins"),
        ("priority", "value_not_a_number"),
        ("colour", "word_unknown"),
    }
    order = world.order((tea, 1), is_gift=True)
    ask(world, order)
    assert world.stage_of(order) == "held"


def test_who_is_first_writes_and_both_are_shown_at_saving(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    first = put_in_force(office, a_rule("保留", BIG, hold(), priority=5))
    let = office.post(
        "/rules", {"owner": "MORI", "rule": a_rule("通す", GIFT, {"do": "release"}, priority=9)}
    )
    assert let.json["conflicts"] == [
        {"rule_id": first, "name": "保留", "slot": "hold", "this_wins": True}
    ]
    apart = office.post(
        "/rules/check",
        {
            "owner": "MORI",
            "rule": a_rule("小口", leaf("order.total_yen", "at_most", 9_999), {"do": "release"}),
        },
    )
    assert apart.json["conflicts"] == []
    everything = office.post(
        "/rules/check", {"owner": "MORI", "rule": a_rule("全部", {"all": []}, hold("x"))}
    )
    assert [one["code"] for one in everything.json["warnings"]] == ["matches_everything"]
    office.post(f"/rules/{let.json['id']}/switch", {"owner": "MORI", "on": True})
    order = world.order((tea, 1), is_gift=True, total_yen=20_000)
    ask(world, order)
    assert world.stage_of(order) == "reserved"
    fired = verdicts(world, order)[0].fired
    assert [(one["rule"], bool(one["overruled"])) for one in fired] == [
        (let.json["id"], False),
        (first, True),
    ]


def test_stop_here_and_exclusive_groups(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    one = put_in_force(
        office, a_rule("一", GIFT, {"do": "tag", "tag": "A"}, group="包装", priority=9)
    )
    two = put_in_force(
        office, a_rule("二", GIFT, {"do": "tag", "tag": "B"}, group="包装", priority=8)
    )
    stop = put_in_force(
        office, a_rule("止", GIFT, {"do": "tag", "tag": "C"}, stops=True, priority=7)
    )
    late = put_in_force(office, a_rule("後", GIFT, {"do": "tag", "tag": "D"}))
    order = world.order((tea, 1), is_gift=True)
    ask(world, order)
    with world.reading() as session:
        ruling = session.get(OrderRuling, order.id)
        assert ruling is not None
        assert ruling.tags == ["A", "C"]
    fired = [(one["rule"], one["kept_out"], one["by"]) for one in verdicts(world, order)[0].fired]
    assert fired == [
        (one, None, None),
        (two, "group", one),
        (stop, None, None),
        (late, "stopped", stop),
    ]


def test_the_window_is_the_orders_own_day(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    put_in_force(
        office,
        a_rule("今日から", GIFT, hold(), valid_from=today(), valid_until=today()),
    )
    old = world.order((tea, 1), is_gift=True, ordered_at=now() - timedelta(days=2))
    new = world.order((tea, 1), is_gift=True)
    for order in (old, new):
        ask(world, order, "release")
    assert (world.stage_of(old), world.stage_of(new)) == ("reserved", "held")
    (rule,) = office.get(f"/orders/{old.id}/rules").json["rules"]
    assert (rule["matches"], rule["is_in_window"]) == (False, False)


def test_what_waits_for_stock_waits_on_and_can_be_cancelled(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 1})
    put_in_force(office, a_rule("確認", GIFT, hold()))
    waiting = world.order((tea, 5), is_gift=True)
    reserved = world.order((tea, 1), is_gift=True)
    for order in (waiting, reserved):
        ask(world, order)
    assert office.post(f"/orders/{waiting.id}/let-go").status_code == 204
    assert world.stage_of(waiting) == "waiting"
    cancelled = office.post(f"/orders/{reserved.id}/cancel", {"reason": "customer"})
    assert cancelled.status_code == 204
    assert world.stage_of(reserved) == "cancelled"
    ask(world, reserved, "change")
    assert world.stage_of(reserved) == "cancelled"


def test_what_is_on_the_floor_is_left_alone(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    order = world.order((tea, 1), is_gift=True)
    assert office.post("/waves", CHOICE).status_code == 201
    put_in_force(office, a_rule("確認", GIFT, hold()))
    work_off(world)
    ask(world, order, "change")
    assert world.stage_of(order) == "released"
    assert verdicts(world, order) == []


def test_rules_are_asked_before_release_and_the_urgent_cart_comes_first(
    world: World, office: Screen
) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    put_in_force(office, a_rule("急ぎ", BIG, {"do": "urgent"}))
    put_in_force(office, a_rule("佐川", BIG, {"do": "carrier", "carrier": "sagawa"}))
    plain = world.order((tea, 1), ship_by=now() + timedelta(hours=1))
    big = world.order((tea, 1), total_yen=10_000)
    assert office.post("/waves", CHOICE | {"totes_per_cart": 1}).json["orders"] == 2
    rows = office.get("/tasks", kind="pick").json["tasks"]
    assert [one["carrier"] for one in rows] == ["sagawa", "yamato"], rows
    assert {world.stage_of(plain), world.stage_of(big)} == {"released"}


def tell(kind: str, text: str) -> dict[str, Any]:
    """An instruction for the packer."""
    return {"do": "instruct", "kind": kind, "text": text}


def test_picker_and_packer_are_told_and_the_packer_confirms(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    put_in_force(office, a_rule("緩衝材", BIG, {"do": "instruct", "text": "緩衝材を二重に"}))
    put_in_force(
        office,
        a_rule("のし", BIG, tell("noshi", "御祝"), {"do": "tell_picker", "text": "箱のまま取る"}),
    )
    order = world.order((tea, 1), total_yen=10_000, note="のしなし")
    cart, job, packer = at_the_bench(world, office, tea)
    assert cart["slots"][0]["message"] == "箱のまま取る"
    assert job["order"]["note"] == "のしなし"
    assert job["order"]["instructions"] == [
        {"kind": "care", "text": "緩衝材を二重に"},
        {"kind": "noshi", "text": "御祝"},
    ]
    expect(packer.scan(item=tea.jan), accept="PO-09")
    expect(packer.scan(slip=slip_of(1)), refuse="instructions_unconfirmed", row="PO-64")
    expect(packer.scan(command="X-CONFIRM"), accept="PO-63")
    expect(packer.scan(command="X-CONFIRM"), accept="PO-63")
    expect(packer.scan(slip=slip_of(1)), accept="PO-23")
    history = office.get(f"/orders/{order.id}/history").json["entries"]
    assert sum(one["kind"] == "instructions_confirmed" for one in history) == 1


def test_a_page_of_before_confirms_with_its_next_scan_also_a_refused_one(
    world: World, office: Screen
) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    put_in_force(office, a_rule("のし", BIG, tell("noshi", "御祝")))
    order = world.order((tea, 1), total_yen=10_000)
    _, _, packer = at_the_bench(world, office, tea)
    wrong = packer.event("4900000000000", payload={"instructions": "confirmed"})
    for _ in range(2):
        packer.hand_in([wrong])
    packer.hand_in([packer.event(tea.jan), packer.event(slip_of(1))])
    assert world.stage_of(order) == "packed"
    history = office.get(f"/orders/{order.id}/history").json["entries"]
    assert sum(one["kind"] == "instructions_confirmed" for one in history) == 1


def test_fsck_shows_a_parcel_that_was_closed_unconfirmed(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    world.order((tea, 1))
    _, _, packer = at_the_bench(world, office, tea)
    packer.scan(item=tea.jan)
    packer.scan(slip=slip_of(1))
    with world.transaction() as session:
        session.execute(update(PackJob).values(unconfirmed=True))
        assert len(session.execute(closed_unconfirmed()).all()) == 1
        session.execute(update(PackJob).values(unconfirmed=False))


def test_two_rules_about_the_noshi_of_one_parcel_meet(world: World, office: Screen) -> None:
    first = put_in_force(office, a_rule("御祝", GIFT, tell("noshi", "御祝"), tell("care", "割物")))
    second = a_rule("内祝", BIG, tell("noshi", "内祝"), tell("care", "天地無用"))
    checked = office.post("/rules/check", {"owner": "MORI", "rule": second}).json
    assert [(one["rule_id"], one["slot"]) for one in checked["conflicts"]] == [
        (first, "instruct:noshi")
    ]
    wrong = a_rule("?", BIG, tell("bow", "赤"))
    checked = office.post("/rules/check", {"owner": "MORI", "rule": wrong}).json
    assert [(one["path"], one["code"]) for one in checked["problems"]] == [
        ("then.0.kind", "choice_unknown")
    ]


def test_a_group_rides_on_carts_of_its_own(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    put_in_force(office, a_rule("ギフトはまとめる", GIFT, {"do": "group", "group": "ギフト"}))
    made = [world.order((tea, 1), is_gift=nth % 2 == 0) for nth in range(4)]
    for order in made:
        ask(world, order)
    assert office.post("/waves/preview", CHOICE).json["carts"] == 2
    assert office.post("/waves", CHOICE).json["carts"] == 2
    rows = office.get("/tasks", kind="pick").json["tasks"]
    assert [one["shipments"] for one in rows] == [2, 2]


def test_a_dry_run_is_the_real_run(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 99})
    put_in_force(office, a_rule("高額", BIG, {"do": "tag", "tag": "高額"}, priority=5))
    made = [world.order((tea, 1), is_gift=nth % 3 == 0, total_yen=nth * 2_000) for nth in range(12)]
    draft = a_rule("ギフト保留", {"all": [GIFT, {"not": BIG}]}, hold("確認"))
    tried = office.post("/rules/dry-run", {"owner": "MORI", "rule": draft, "last": 100}).json
    assert (tried["orders"], tried["matched"], tried["changed"]) == (12, 2, 2)
    example = next(one for one in tried["examples"] if one["order"] == made[3].id)
    assert example["after"] == [{"slot": "hold", "do": "hold", "value": "確認"}]
    assert [(one["fact"], one["actual"]) for one in example["asked"]] == [
        ("order.is_gift", True),
        ("order.total_yen", 6_000),
    ]
    assert all(world.stage_of(order) == "reserved" for order in made)
    put_in_force(office, draft)
    work_off(world)
    held = {order.id for order in made if world.stage_of(order) == "held"}
    assert held == {one["order"] for one in tried["examples"] if one["changed"]}
    after = office.post("/rules/dry-run", {"owner": "MORI", "rule": draft, "last": 100}).json
    assert after["matched"] == 2


def test_two_versions_side_by_side(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 99})
    for yen in (4_000, 6_000, 12_000):
        world.order((tea, 1), total_yen=yen)
    rule_id = put_in_force(office, a_rule("高額", BIG, hold()))
    lower = a_rule("高額", leaf("order.total_yen", "at_least", 5_000), hold())
    body = {"owner": "MORI", "rule": lower, "rule_id": rule_id, "against": 1, "last": 10}
    tried = office.post("/rules/dry-run", body).json
    names = ("matched", "matched_before", "matched_both", "changed")
    assert [tried[name] for name in names] == [2, 1, 1, 1]
    missing = office.post("/rules/dry-run", body | {"against": 9})
    assert (missing.status_code, missing.json["code"]) == (404, "version_unknown")


def test_workers_who_ask_at_once_say_it_once(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 99})
    put_in_force(office, a_rule("ギフト", GIFT, hold(), {"do": "tag", "tag": "贈"}))
    made = [world.order((tea, 1), is_gift=nth % 2 == 0) for nth in range(20)]
    ids = [order.id for order in made]

    def ask_all(nth: int) -> None:
        with world.transaction() as session:
            rules.apply(session, ids[nth:] + ids[:nth], "change")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask_all, range(8)))
    assert [len(verdicts(world, order)) for order in made] == [1] * 20
    assert [world.stage_of(order) for order in made] == ["held", "reserved"] * 10


def test_the_count_says_it_of_every_part(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 99})
    for nth in range(4):
        world.order((tea, 1), total_yen=12_000 * (nth % 2), is_gift=nth == 1)
    when = {"all": [BIG, {"any": [GIFT, leaf("order.note", "contains", "のし")]}]}
    counted = office.post("/rules/count", {"owner": "MORI", "when": when}).json
    assert (counted["orders"], counted["matches"]) == (4, 1)
    assert {one["path"]: one["matches"] for one in counted["parts"]} == {
        "when": 1,
        "when.all.0": 2,
        "when.all.1": 1,
        "when.all.1.any.0": 1,
        "when.all.1.any.1": 0,
    }
    wrong = office.post("/rules/count", {"owner": "MORI", "when": {"any": []}})
    assert wrong.json["detail"]["problems"][0]["code"] == "block_empty"


def test_why_it_did_not_match(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    put_in_force(office, a_rule("リピーター", leaf("customer.purchase_number", "is", 2), hold()))
    first = world.order((tea, 1), customer_key="k", total_yen=3_000)
    second = world.order((tea, 1), customer_key="k", purchase_number=2)
    (rule,) = office.get(f"/orders/{first.id}/rules").json["rules"]
    assert not rule["matches"]
    (asked,) = rule["asked"]
    assert (asked["fact"], asked["value"], asked["actual"]) == ("customer.purchase_number", 2, 1)
    assert office.get(f"/orders/{second.id}/rules").json["rules"][0]["matches"]
    spent = {"owner": "MORI", "when": leaf("customer.spent_before_yen", "is", 3_000)}
    assert office.post("/rules/count", spent).json["matches"] == 1


def test_an_owner_is_a_wall(world: World, office: Screen) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    with world.transaction() as session:
        other = Owner(code="KAWA", name="川商店")
        session.add(other)
        session.flush()
        session.add(Shop(owner_id=other.id, code="kawa", name="川", carrier_code="yamato"))
        other_id = other.id
    rule_id = put_in_force(office, a_rule("森だけ", GIFT, hold()))
    order = world.order((tea, 1), is_gift=True)
    with world.transaction() as session:
        session.execute(update(Order).where(Order.id == order.id).values(owner_id=other_id))
    ask(world, order)
    assert world.stage_of(order) == "reserved"
    assert office.get("/rules", owner="KAWA").json["rules"] == []
    assert office.get("/rules").json["owner"] == "KAWA"
    nobody = office.post("/rules", {"rule": a_rule("x", GIFT, hold())})
    assert (nobody.status_code, nobody.json["code"]) == (404, "owner_unknown")
    assert office.get(f"/rules/{rule_id}/versions", owner="KAWA").status_code == 404
    for path, body in (
        ("/switch", {"on": False}),
        ("", {"rule": a_rule("x", GIFT, hold()), "on_version": 1}),
    ):
        assert office.post(f"/rules/{rule_id}{path}", {"owner": "KAWA"} | body).status_code == 404
    counted = office.post("/rules/count", {"owner": "MORI", "when": {"all": []}}).json
    assert counted["orders"] == 0
    foreign = a_rule("x", leaf("order.shop", "is", "kawa"), hold())
    refused = office.post("/rules", {"owner": "MORI", "rule": foreign})
    assert refused.json["detail"]["problems"][0]["code"] == "choice_unknown"


def test_rules_go_out_and_come_in_whole_or_not_at_all(world: World, office: Screen) -> None:
    put_in_force(office, a_rule("一", GIFT, hold(), priority=3))
    file = office.get("/rules/export").json
    taken = office.post("/rules/import", {"owner": "MORI", "file": file})
    assert taken.status_code == 201
    cards = office.get("/rules").json["rules"]
    assert [(one["on"], one["rule"]) for one in cards] == [
        (True, file["rules"][0]),
        (False, file["rules"][0]),
    ]
    file["rules"].append(a_rule("二", leaf("order.colour", "is", "red"), hold()))
    refused = office.post("/rules/import", {"owner": "MORI", "file": file})
    assert refused.json["detail"]["problems"] == [
        {
            "path": "rules.1.when.fact",
            "code": "fact_unknown",
            "detail": {"fact": "order.colour"},
        }
    ]
    assert len(office.get("/rules").json["rules"]) == 2


def test_every_fact_is_told_of_a_real_order(world: World, office: Screen) -> None:
    sides = {"length_mm": 300, "width_mm": 620, "height_mm": 40}
    tea = world.product(
        "TEA", stock={"A-01-01": 9}, temperature="frozen", tags=["割れ物", "ﾍﾞｽﾄ"], **sides
    )
    consignee = {
        "name": "客",
        "postal_code": "900-0001",
        "prefecture": "沖縄県",
        "address": "那覇市港町1",
        "phone": "098",
    }
    world.order((tea, 2), consignee=consignee, delivery_date=today(), note="ｷﾞﾌﾄです")
    holds = {
        "all": [
            leaf("destination.region", "is", "okinawa"),
            leaf("destination.address", "contains", "那覇市"),
            leaf("destination.has_phone", "is", True),
            leaf("destination.postal_code", "begins_with", "900"),
            leaf("order.note", "matches", "ギフト"),
            leaf("order.stock", "is", "reserved"),
            leaf("order.age_days", "at_most", 1),
            leaf("delivery.days_away", "at_most", 0),
            leaf("lines.pieces", "is", 2),
            leaf("lines.skus", "has_only", ["tea"]),
            leaf("customer.is_first", "is", True),
            {"fact": "parcel.weight_grams", "op": "is_empty"},
            {"fact": "customer.days_since_last", "op": "is_empty"},
            {"some_line": leaf("line.pieces", "at_least", 2)},
            {"some_line": leaf("line.temperature", "is", "frozen")},
            {"some_line": leaf("line.tags", "has_any_of", ["割れ物"])},
            leaf("lines.tags", "has_all_of", ["割れ物", "ベスト"]),
            leaf("lines.temperatures", "has_only", ["frozen"]),
            leaf("parcel.longest_mm", "is", 620),
        ]
    }
    counted = office.post("/rules/count", {"owner": "MORI", "when": holds}).json
    assert [one["path"] for one in counted["parts"] if not one["matches"]] == []
    language = office.get("/rules/language").json
    assert {one["code"] for one in language["carriers"]} == {"yamato", "sagawa"}
    suggested = {one["fact"]: one["suggestions"] for one in language["facts"]}
    assert suggested["line.tags"] == suggested["lines.tags"] == ["割れ物", "ﾍﾞｽﾄ"]


def test_a_rule_is_asked_when_packing_begins_and_when_the_box_is_closed(
    world: World, office: Screen
) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    put_in_force(office, a_rule("御祝", BIG, tell("noshi", "御祝"), {"do": "tag", "tag": "大口"}))
    late = [tell("noshi", "内祝"), tell("care", "二重に"), {"do": "notify", "text": "梱包中"}]
    put_in_force(office, a_rule("梱包", BIG, *late, at="packing"))
    mail = {"do": "mail", "subject": "{order} 発送", "text": "{name}様\n{tracking_no}"}
    put_in_force(office, a_rule("発送", BIG, mail, {"do": "tag", "tag": "連絡"}, at="close"))
    order = world.order((tea, 1), total_yen=10_000, external_no="#7", consignee={"name": "森"})
    ask(world, order)
    _, job, packer = at_the_bench(world, office, tea)
    assert job["order"]["instructions"] == [
        {"kind": "noshi", "text": "御祝"},
        {"kind": "care", "text": "二重に"},
    ]
    (said,) = [one for one in verdicts(world, order) if one.moment == "packing"]
    assert said.fired[0]["overruled"][0]["value"] == ["noshi", "内祝"]
    assert packer.scan(command="X-CONFIRM")["verdict"] == "accept"
    packer.pack({tea.id: tea.jan}, slip_of(1))
    assert [one.moment for one in verdicts(world, order)] == ["import", "packing", "close"]
    assert office.get("/orders").json["orders"][0]["tags"] == ["大口", "連絡"]
    why = office.get(f"/orders/{order.id}/rules").json
    assert why["mails"] == [{"subject": "#7 発送", "text": f"森様\n{slip_of(1)}"}]
    entries = office.get(f"/orders/{order.id}/history").json["entries"]
    told = [one["text_params"]["text"] for one in entries if one["kind"] == "order_noticed"]
    assert told == ["梱包中"]


def at_the_bench(
    world: World, office: Screen, tea: Any
) -> tuple[dict[str, Any], dict[str, Any], Worker]:
    """Release the order, fetch its goods, and open its tote: both jobs and the packer."""
    for code, kind in (("C-01", "cart"), ("T-0001", "tote"), ("N-01", "station")):
        world.place(code, kind=kind)
    assert office.post("/waves", CHOICE).status_code == 201
    picker, packer = Worker(world.handheld("picker")), Worker(world.tablet("packer"))
    cart = picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.walk({tea.id: tea.jan})
    return cart, packer.take_tote("T-0001"), packer


def test_what_is_too_late_is_refused_at_saving(office: Screen) -> None:
    to_sagawa = {"do": "carrier", "carrier": "sagawa", "service": ""}
    for at, wrong in (("packing", [1, 2]), ("close", [0, 1, 2])):
        rule = a_rule("遅い", BIG, tell("care", "箱"), to_sagawa, hold(), at=at)
        refused = office.post("/rules", {"owner": "MORI", "rule": rule})
        assert (refused.status_code, refused.json["code"]) == (422, "rule_wrong")
        found = refused.json["detail"]["problems"]
        assert [(one["path"], one["code"]) for one in found] == [
            (f"then.{nth}", "too_late") for nth in wrong
        ]
    mail = {"do": "mail", "subject": "x", "text": "{age}"}
    checked = office.post("/rules/check", {"owner": "MORI", "rule": a_rule("?", BIG, mail, at="x")})
    assert [(one["path"], one["code"]) for one in checked.json["problems"]] == [
        ("at", "choice_unknown"),
        ("then.0.text", "placeholder_unknown"),
    ]


def listed(office: Screen, text: str) -> Any:
    """Hand in a file of segments."""
    body = {"owner": "MORI", "file": (BytesIO(text.encode()), "vip.csv")}
    return office.client.post(
        "/api/v1/segments/files", data=body, content_type="multipart/form-data"
    )


def test_a_list_of_customers_is_asked_for_and_each_unknown_row_is_told(
    world: World, office: Screen
) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    known = world.order((tea, 1), customer_key="k", external_no="#1")
    other = world.order((tea, 1), external_no="#2")
    file = "受注番号,メールアドレス,セグメント\n#1,,VIP\n#9,,VIP\n,a@example.jp,VIP\n,,VIP\n#2,,\n"
    taken = listed(office, file).json
    assert (taken["listed"], [one["customers"] for one in taken["segments"]]) == (2, [2])
    assert [(one["row"], one["code"]) for one in taken["problems"]] == [
        (3, "order_unknown"),
        (4, "customer_unknown"),
        (5, "customer_missing"),
        (6, "cell_missing"),
    ]
    put_in_force(
        office, a_rule("VIP", leaf("customer.segments", "has_any_of", ["VIP"]), {"do": "urgent"})
    )
    for order in (known, other):
        ask(world, order)
    with world.reading() as session:
        assert list(rules.marks_of(session, [known.id, other.id])) == [known.id]
    assert listed(office, "名前,セグメント\n森,VIP\n").json["code"] == "missing_column"
    assert office.post("/segments/end", {"owner": "MORI", "segment": "VIP"}).status_code == 204
    assert office.get("/segments", owner="MORI").json["segments"] == []


def test_what_a_file_says_of_payment_and_subscription_is_asked_for(
    world: World, office: Screen
) -> None:
    world.product("TEA", stock={"A-01-01": 9})
    header = "order_number,ordered_at,payment,subscription_number,customer_rank,consignee_name"
    rows = "1,2026-11-20 10:00,代金引換,3,ゴールド,森,東京都港区1,TEA,1"
    file = f"{header},consignee_address,sku,quantity\n{rows}\n".encode()
    body = {"shop": "mori-main", "file": (BytesIO(file), "a.csv")}
    preview = office.client.post("/api/v1/imports", data=body, content_type="multipart/form-data")
    office.post(f"/imports/{preview.json['id']}/confirm")
    work_off(world)
    when = {
        "all": [
            leaf("order.channel", "is", "tanaban"),
            leaf("order.payment", "contains", "代金引換"),
            leaf("order.subscription_number", "is", 3),
            leaf("customer.rank", "is", "ゴールド"),
            leaf("customer.open_orders", "is", 0),
            leaf("order.short_pieces", "is", 0),
            {"fact": "delivery.weekday", "op": "is_empty"},
            {"fact": "lines.sets", "op": "is_empty"},
            {"fact": "customer.last_ordered_on", "op": "is_empty"},
        ]
    }
    counted = office.post("/rules/count", {"owner": "MORI", "when": when}).json
    assert [one["path"] for one in counted["parts"] if not one["matches"]] == []
    facts = {one["fact"]: one for one in office.get("/rules/language").json["facts"]}
    assert facts["order.payment"]["suggestions"] == ["代金引換"]


def test_rules_lay_flyers_in_leave_them_out_and_take_others_in_their_place(
    world: World, office: Screen
) -> None:
    tea = world.product("TEA", stock={"A-01-01": 9})
    for code in ("GUIDE", "SALE"):
        world.flyer(code)
    for code in ("CARD", "NEW"):
        world.product(code, kind="flyer", stock={"L-F-09": 5})
    wishes = [
        {"do": "flyer_in", "flyer": "CARD"},
        {"do": "flyer_out", "flyer": "SALE"},
        {"do": "flyer_instead", "flyer": "GUIDE", "instead": "NEW"},
    ]
    put_in_force(office, a_rule("ギフトの同梱", GIFT, *wishes))
    gift, plain = world.order((tea, 1), is_gift=True), world.order((tea, 1))
    assert office.post("/waves", CHOICE).status_code == 201

    def laid_in(order: MadeOrder) -> list[str]:
        page = office.get(f"/orders/{order.id}").json
        return sorted(one["name"] for one in page["flyers"])

    assert laid_in(gift) == ["CARD 商品", "NEW 商品"]
    assert laid_in(plain) == ["GUIDE 商品", "SALE 商品"]
    clash = a_rule("逆", GIFT, {"do": "flyer_out", "flyer": "CARD"})
    checked = office.post("/rules/check", {"owner": "MORI", "rule": clash}).json
    assert [one["slot"] for one in checked["conflicts"]] == ["flyer:CARD"]
    gone = a_rule("?", GIFT, {"do": "flyer_in", "flyer": "GONE"})
    checked = office.post("/rules/check", {"owner": "MORI", "rule": gone}).json
    assert [one["code"] for one in checked["problems"]] == ["flyer_unknown"]
