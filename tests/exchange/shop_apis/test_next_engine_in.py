"""An account of ネクストエンジン is asked for its slips: each comes in once, as it is now."""

import os
import signal
import time
from random import Random

import pytest
from sqlalchemy import select, update

from server.boards.fsck import findings
from server.catalog.records import Owner, Shop
from server.exchange import desk as file_desk
from server.exchange.shop_apis.reader import Reader
from server.exchange.shop_apis.records import ShopAccess
from server.orders.records import Order
from tests.exchange.files import next_engine_file, next_engine_order
from tests.exchange.shop_apis.desk import AccountDesk
from tests.exchange.shop_apis.next_engine_account import slip_json, written
from tests.exchange.shop_apis.test_orders_in import books
from tests.killed import begun_apart, was_killed

on_sqlite_alone = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def keys_of(desk: AccountDesk) -> tuple[str, str]:
    """The keys that are remembered."""
    with desk.world.reading() as session:
        access = session.scalars(select(ShopAccess)).one()
        return access.access_token, access.refresh_token


def test_slips_come_in_once_whatever_their_order_and_end_as_they_were_said_last(
    office: AccountDesk,
) -> None:
    chance = Random(51)
    account = office.let_in()
    numbers = [f"24000{nth}" for nth in range(1, 7)]
    office.shop.slips += [
        slip_json(nth, number, ("TEE-M", 1), seconds_ago=5600 - nth)
        for nth, number in enumerate(numbers, 5501)
    ]
    for seconds_ago in (80, 60, 40):
        chance.shuffle(office.shop.slips)
        office.fetch(account)
        moved = {"receive_order_consignee_address1": f"大阪府堺市{seconds_ago}"}
        for number in numbers[:5]:
            office.shop.changed(number, seconds_ago, **moved)
    office.shop.changed(numbers[5], 30, receive_order_cancel_type_id="1")
    added = slip_json(5501, numbers[0], ("TEE-M", 1), ("CAP", 2), seconds_ago=20)
    first = next(one for one in office.shop.slips if one["number"] == numbers[0])
    first["rows"] = added["rows"]
    for _ in range(3):
        office.fetch(account)
    last = "堺市40"
    assert books(office) == [
        (numbers[0], "reserved", last, [("CAP", 2), ("TEE-M", 1)]),
        *[(number, "reserved", last, [("TEE-M", 1)]) for number in numbers[1:5]],
        (numbers[5], "cancelled", "大阪市北区梅田1-1", [("TEE-M", 1)]),
    ]
    assert [one["times"] for one in office.messages(account)] == [1] * len(office.messages(account))
    assert len(office.messages(account)) == 6 + 5 + 5 + 5 + 1


@on_sqlite_alone
def test_a_file_of_the_same_slips_afterwards_changes_nothing(office: AccountDesk) -> None:
    account = office.let_in()
    slip = slip_json(5501, "240001", ("TEE-M", 2), ("CAP", 1), receive_order_note="置き配可")
    slip["option"] |= {
        "receive_order_option_message": "ありがとう",
        "receive_order_option_noshi": "内祝",
    }
    office.shop.slips.append(slip)
    office.read()
    assert office.became(account) == [("done", "order_new")]
    same = next_engine_order("240001", ("TEE-M", 2), ("CAP", 1))
    for row in same:
        row |= {"備考": "置き配可", "メッセージ": "ありがとう", "のし": "内祝", "顧客区分": ""}
    with office.world.app.app_context():
        preview = file_desk.hand_in(
            shop="mori-main", name="orders.csv", content=next_engine_file(same)
        )
    assert isinstance(preview, file_desk.Preview)
    assert (preview.orders_new, preview.orders_duplicate) == (0, 1)


@on_sqlite_alone
def test_only_what_waits_for_shipping_comes_in_and_what_is_taken_back_is_looked_at(
    office: AccountDesk,
) -> None:
    account = office.let_in()
    for nth, status in enumerate(("2", "20", "30", "50"), 5501):
        slip = slip_json(nth, f"24{status}", receive_order_order_status_id=status)
        office.shop.slips.append(slip)
    split = slip_json(5511, "2420", receive_order_divide_from_order_id="5502")
    several = slip_json(5512, "2499", receive_order_multi_delivery_parent_flag="1")
    office.shop.slips += [split, several]
    office.read()
    assert [order[0] for order in books(office)] == ["2420", "2420@5511"]
    assert sorted(office.became(account)) == [
        ("done", "order_new"),
        ("done", "order_new"),
        ("passed", "already_shipped"),
        ("passed", "not_to_ship_yet"),
        ("passed", "not_to_ship_yet"),
        ("rejected", "several_places"),
    ]
    # Printed there it is the same order; taken back for a look, somebody has to look here, too.
    for status, became in (("40", ("done", "order_same")), ("2", ("rejected", "not_to_ship_yet"))):
        office.shop.slips[1]["base"] |= {
            "receive_order_order_status_id": status,
            "receive_order_last_modified_null_safe_date": written(0 if status == "2" else 5),
        }
        office.fetch(account)
        assert office.became(account)[-1] == became
    # A line that is cancelled, without a word of its slip.
    office.shop.slips[4]["rows"] += slip_json(5511, "2420", ("CAP", 1))["rows"]
    office.shop.slips[4]["rows"][0] |= {
        "receive_order_row_cancel_flag": "1",
        "changed": written(),
    }
    office.fetch(account)
    assert books(office)[1][3] == [("CAP", 1)]


@on_sqlite_alone
def test_several_shops_behind_one_account_are_told_apart(office: AccountDesk) -> None:
    office.world.shop("mori-rakuten")
    behind = [
        {"their_code": "1", "shop": "mori-rakuten"},
        {"their_code": "2", "shop": "mori-main"},
    ]
    wrong: list[tuple[dict[str, object], str]] = [
        ({"behind": behind[:1]}, "own_shop_not_behind"),
        ({"behind": [behind[1], behind[0] | {"their_code": "2"}]}, "shop_twice"),
        ({"taken_states": ["21"]}, "option_not_for_system"),
        ({"access_token": "typed"}, "option_not_for_system"),
        ({"system": "shopify", "taken_states": [], "behind": behind}, "option_not_for_system"),
        ({"client_id": ""}, "no_key_to_shop"),
    ]
    for other, code in wrong:
        answer = office.screen.post("/shop-connections", office.draft(**other))
        assert (answer.status_code, answer.json["code"]) == (422, code)
    account = office.let_in(behind=behind)
    for nth, shop in enumerate(("1", "2", "9"), 5501):
        office.shop.slips.append(slip_json(nth, f"24-{shop}", receive_order_shop_id=shop))
    office.read()
    with office.world.reading() as session:
        orders = select(Order.external_no, Shop.code).join(Shop, Shop.id == Order.shop_id)
        came = {tuple(row) for row in session.execute(orders)}
    assert came == {("24-1", "mori-rakuten"), ("24-2", "mori-main")}
    assert max(office.became(account)) == ("passed", "shop_not_ours")
    # A change that says nothing of shops leaves them; one without any leaves only its own.
    office.change(account, name="森商店")
    assert office.card(account)["behind"] == behind
    office.change(account, behind=behind[1:])
    assert office.card(account)["behind"] == behind[1:]
    with office.world.transaction() as session:
        other = Owner(code="KAWA", name="川商店")
        session.add(other)
        session.flush()
        session.execute(update(Shop).where(Shop.code == "mori-rakuten").values(owner_id=other.id))
    with office.world.reading() as session:
        assert "INV-51" in {one.check for one in findings(session)}
    with office.world.transaction() as session:
        session.execute(update(Shop).values(owner_id=office.world.owner_id))


@on_sqlite_alone
def test_of_very_many_slips_none_is_passed_over(
    office: AccountDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetching = "server.exchange.shop_apis.next_engine.fetching"
    monkeypatch.setattr(f"{fetching}.ROWS_MAX", 4)
    monkeypatch.setattr(f"{fetching}.OVERLAP_ROWS", 1)
    monkeypatch.setattr(f"{fetching}.SLIPS_AT_ONCE", 3)
    account = office.let_in()
    # Some spread over hours, and some changed within one second, as 一括更新 does it.
    office.shop.slips += [
        slip_json(5500 + nth, f"24{nth:04}", seconds_ago=7_000 - 300 * min(nth, 12))
        for nth in range(20)
    ]
    office.shop.slips.append(slip_json(5600, "24-same", *[("CAP", 2)] * 2, seconds_ago=500))
    office.read()
    assert len(books(office)) == 21
    assert books(office)[0][3] == [("CAP", 2), ("CAP", 2)], "two lines that say the same are two"
    assert office.card(account)["fetch_fault"] is None
    asked = len(office.shop.asked)
    office.fetch(account)
    assert len(office.shop.asked) == asked + 1, "nothing was changed: one question"


@on_sqlite_alone
def test_keys_that_an_answer_brings_outlive_a_worker_that_is_killed_before_it_uses_them(
    office: AccountDesk,
) -> None:
    account = office.let_in()
    office.read()
    assert keys_of(office) == ("ne-access-1", "ne-refresh-1")
    office.shop.slips.append(slip_json(5501, "240001"))
    office.shop.is_access_expired = True
    office.shop.hangs_after = len(office.shop.asked) + 1
    office.screen.post(f"/shop-connections/{account}/fetch")
    with office.world.app.app_context():
        worker = begun_apart(lambda: Reader(office.world.app).settle())
    while office.shop.asked[-1] != "hangs":
        time.sleep(0.01)
    os.kill(worker, signal.SIGKILL)
    assert was_killed(worker)
    assert books(office) == []
    assert (
        keys_of(office)
        == ("ne-access-2", "ne-refresh-2")
        == (
            office.shop.access,
            office.shop.refresh,
        )
    )
    office.shop.hangs_after = None
    office.shop.open.set()
    office.fetch(account)
    assert [order[0] for order in books(office)] == ["240001"]


@on_sqlite_alone
def test_a_lost_key_a_late_login_and_a_worn_out_key_ask_for_a_login(office: AccountDesk) -> None:
    account = office.connect()
    office.read()
    assert office.news.card(account)["trouble"] == "login_needed"
    assert office.shop.asked == [], "there is nothing to ask with"
    assert office.card(account)["login_at"].startswith("https://base.next-engine.org/")
    office.log_in(account, state="too-late")
    office.read()
    assert office.card(account)["fetch_fault"] == "login_needed"
    for break_it in ("worn out", "lost", None):
        office.shop.logins["uid-1"] = "state-1"
        office.log_in(account)
        office.read()
        assert office.news.card(account)["trouble"] is None
        assert office.card(account)["fetch_fault"] is None
        office.shop.is_access_expired = break_it is not None
        office.shop.is_refresh_expired = break_it == "worn out"
        if break_it == "lost":
            office.shop.loses_answer_to = "/api_v1_receiveorder_row/search"
        office.fetch(account)
        if break_it == "lost":
            assert office.card(account)["fetch_fault"] == "nobody_there"
            office.fetch(account)
        expected = None if break_it is None else "login_needed"
        assert office.news.card(account)["trouble"] == expected
    office.shop.slips.append(slip_json(5501, "240001"))
    office.fetch(account)
    assert len(books(office)) == 1


@on_sqlite_alone
def test_nobody_brings_slips_and_no_page_shows_a_key(office: AccountDesk) -> None:
    account = office.let_in()
    office.read()
    path = f"/api/v1/shop-messages/next_engine/{account}"
    assert office.world.app.test_client().post(path, json={}).status_code == 401
    assert office.card(account)["refused_at"] is None
    said = office.screen.get("/shop-connections").text
    assert office.card(account)["has_token"]
    assert not any(word in said for word in ("ne-access", "ne-refresh", "ne_secret", "state-1"))
    office.change(account, name="別の名", client_id="ne-app")
    assert keys_of(office) == ("ne-access-1", "ne-refresh-1"), "a name is no reason for a login"
    answer = office.screen.post(
        f"/shop-connections/{account + 1}/login", {"uid": "u", "state": "s"}
    )
    assert answer.status_code == 404
    assert office.screen.post(f"/shop-connections/{account}/remove").status_code == 204
    assert keys_of(office) == ("", "")
