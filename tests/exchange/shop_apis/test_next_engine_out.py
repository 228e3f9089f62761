"""An account of ネクストエンジン is told what left; a slip is never written over."""

from collections.abc import Callable

import pytest

from server.catalog.records import Barcode, Product
from tests.exchange.connections.test_telling import shipped
from tests.exchange.shop_apis.desk import AccountDesk
from tests.exchange.shop_apis.next_engine_account import slip_json
from tests.exchange.shop_apis.test_telling_out import card, states
from tests.floor import slip_of
from tests.makers import MadeProduct

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
TRACKING = "receive_order_delivery_cut_form_id"
STATUS = "receive_order_order_status_id"
UPDATE, SHIP = "/api_v1_receiveorder_base/update", "/api_v1_receiveorder_base/shipped"


@pytest.fixture
def left(office: AccountDesk) -> Callable[..., int]:
    """An order of the account comes in and leaves; the connection's id."""

    def leave(**connection: object) -> int:
        account = office.let_in(**connection)
        office.shop.slips.append(
            slip_json(5501, "240001", ("TEE-M", 2), receive_order_delivery_name="ヤマト宅急便")
        )
        office.read()
        with office.world.reading() as session:
            product_id = session.query(Product.id).filter_by(sku="TEE-M").scalar()
            jan = session.query(Barcode.code).filter_by(product_id=product_id).limit(1).scalar()
        shipped(office.news, MadeProduct(product_id, "TEE-M", jan), 0)
        office.shop.asked.clear()
        return account

    return leave


def stands(desk: AccountDesk) -> tuple[str, str]:
    """The state and number of the slip there."""
    slip = desk.shop.slip("240001")
    return slip[STATUS], slip[TRACKING]


def test_a_parcel_that_left_is_told_with_its_number_and_shipped(
    office: AccountDesk, left: Callable[..., int]
) -> None:
    account = left()
    office.news.tell()
    assert stands(office) == ("50", slip_of(1))
    assert [path for path in office.shop.asked if "search" not in path] == [UPDATE, SHIP]
    assert states(office, account) == [("shipment.shipped", "heard", 200, None)]
    office.fetch(account)
    assert office.became(account)[-1] == ("passed", "already_shipped")


def test_an_order_of_another_shop_of_the_account_is_told_on_the_slip_of_that_shop(
    office: AccountDesk, left: Callable[..., int]
) -> None:
    office.world.shop("mori-rakuten")
    behind = [
        {"their_code": "1", "shop": "mori-rakuten"},
        {"their_code": "2", "shop": "mori-main"},
    ]
    account = left(behind=behind)
    office.shop.slips.insert(0, slip_json(5901, "240001", receive_order_shop_id="2"))
    office.news.tell()
    told = {one["base"]["receive_order_id"]: one["base"][TRACKING] for one in office.shop.slips}
    assert told == {"5501": slip_of(1), "5901": ""}
    assert states(office, account) == [("shipment.shipped", "heard", 200, None)]
    # Told of that shop before, the books stay as they are when it is taken away.
    office.change(account, behind=behind[1:])


def test_who_wrote_the_slip_meanwhile_is_not_written_over(
    office: AccountDesk, left: Callable[..., int]
) -> None:
    account = left()
    note = {"receive_order_note": "お急ぎ"}
    office.shop.somebody_writes += [lambda: office.shop.changed("240001", 5, **note)] * 2
    office.news.tell()
    assert stands(office) == ("50", slip_of(1))
    assert office.shop.slip("240001")["receive_order_note"] == "お急ぎ"
    assert states(office, account) == [("shipment.shipped", "heard", 200, None)]


@pytest.mark.parametrize(
    ("cells", "state", "fault"),
    [
        ({TRACKING: "999-typed-there"}, "dead", "other_number_there"),
        ({"receive_order_cancel_type_id": "1"}, "dead", "cancelled_there"),
        ({STATUS: "30"}, "waiting", "not_to_ship_there"),
    ],
)
def test_what_somebody_else_decided_there_stays(
    office: AccountDesk, left: Callable[..., int], cells: dict[str, str], state: str, fault: str
) -> None:
    account = left()
    office.shop.somebody_writes.append(lambda: office.shop.changed("240001", 5, **cells))
    office.news.tell()
    assert UPDATE in office.shop.asked
    assert SHIP not in office.shop.asked
    assert office.shop.slip("240001") | cells == office.shop.slip("240001")
    assert states(office, account) == [("shipment.shipped", state, 422, fault)]


def test_a_parcel_whose_answers_were_lost_is_told_once(
    office: AccountDesk, left: Callable[..., int]
) -> None:
    account = left()
    for lost in (UPDATE, SHIP, None):
        office.shop.loses_answer_to = lost
        office.news.tell()
        office.news.later()
    assert stands(office) == ("50", slip_of(1))
    assert [path for path in office.shop.asked if "search" not in path] == [UPDATE, SHIP]
    assert states(office, account)[0][1] == "heard"


def test_being_busy_maintenance_and_counting_are_waited_out(
    office: AccountDesk, left: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    account = left()
    busy = b'{"result":"error","code":"003002","message":"\xe9\x81\x8e\xe8\xb2\xa0\xe8\x8d\xb7"}'
    for answer, expected in (
        ((200, {}, busy), (503, "shop_busy")),
        ((429, {"Retry-After": "3"}, b"slow down"), (429, "too_many_requests")),
        ((503, {}, b"<html>maintenance</html>"), (503, "shop_failed")),
        ((200, {}, b"<html>maintenance</html>"), (502, "answer_unreadable")),
        ((500, {}, b'{"result":"error","code":"999999","message":""}'), (500, "shop_failed")),
    ):
        office.shop.answers.append(answer)
        office.news.tell()
        assert states(office, account) == [("shipment.shipped", "waiting", *expected)]
        office.news.later()
    office.shop.refuses = "棚卸中のため更新できません"
    office.news.tell()
    assert states(office, account) == [("shipment.shipped", "waiting", 422, "shop_refuses")]
    whole = office.news.sending(account, office.news.sendings(account)[0]["id"])
    assert "棚卸中" in whole["attempts"][-1]["answer"]
    office.news.later()
    monkeypatch.setattr("server.exchange.shop_apis.next_engine.asking.QUESTION_SECONDS_MAX", 0.2)
    office.shop.open.clear()
    office.news.tell()
    assert states(office, account) == [("shipment.shipped", "waiting", None, "too_slow")]
    office.shop.open.set()
    office.shop.refuses = ""
    office.news.later()
    office.news.tell()
    assert stands(office) == ("50", slip_of(1))
    assert card(office, account)["rests_until"] is None


def test_worn_out_keys_keep_what_waits_until_somebody_logs_in(
    office: AccountDesk, left: Callable[..., int]
) -> None:
    account = left()
    office.shop.is_access_expired = office.shop.is_refresh_expired = True
    office.news.tell()
    (sending,) = office.news.sendings(account)
    assert (sending["state"], sending["tries"], sending["fault"]) == ("waiting", 0, "login_needed")
    assert card(office, account)["trouble"] == "login_needed"
    office.shop.logins["uid-1"] = "state-1"
    office.log_in(account)
    office.read()
    assert card(office, account)["trouble"] is None
    office.news.tell()
    assert stands(office) == ("50", slip_of(1))


def test_the_test_button_names_the_shops_of_the_account(office: AccountDesk) -> None:
    account = office.let_in()
    office.news.test(account)
    office.news.tell()
    whole = office.news.sending(account, office.news.sendings(account)[0]["id"])
    assert whole["attempts"][-1]["answer"] == "1 楽天店, 2 本店"


def test_a_sandbox_writes_nothing_and_shows_what_it_would_have_written(
    office: AccountDesk, left: Callable[..., int]
) -> None:
    account = left(state="sandbox")
    office.news.tell()
    assert office.shop.asked == []
    assert stands(office) == ("20", "")
    (sending,) = office.news.sendings(account)
    request = office.news.sending(account, sending["id"])["request"]
    assert sending["state"] == "sandbox"
    assert slip_of(1) in request
    assert "240001" in request
