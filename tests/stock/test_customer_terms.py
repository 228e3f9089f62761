"""お客様ごとの決まり: a customer asks more of goods than its shop; it gets that, or waits."""

from typing import Any

import pytest

from server.foundation import notices_about
from server.vocabulary import customer_key
from tests.floor import Worker
from tests.makers import MadeOrder, MadeProduct, Screen, World
from tests.scans.test_the_first_parcel import release, set_up_floor
from tests.stock.test_terms import held_lots, lay

MAIL = "shiire@tsukinofune.example"


@pytest.fixture
def jam(world: World) -> MadeProduct:
    """A jam in two lots."""
    jam = world.product("JAM", has_lots=True, expires=True)
    lay(world, jam, "A-01-01", 3, "SOON", 20)
    lay(world, jam, "B-01-01", 9, "LATE", 90)
    return jam


def ask(world: World, **terms: Any) -> Screen:
    """Let the customer with this mail ask something."""
    office = world.office()
    owner = next(one["code"] for one in owners_of(world, office))
    body = {"owner": owner, "contact": MAIL, "name": "月の舟", **terms}
    answer = office.post("/stock/terms/customers", body)
    assert answer.status_code == 204, answer.text
    return office


def owners_of(world: World, office: Screen) -> list[dict[str, str]]:
    """The owners the page offers."""
    assert world.shop_id
    found: list[dict[str, str]] = office.get("/stock/terms/customers").get_json()["owners"]
    return found


def order(world: World, *lines: tuple[MadeProduct, int], **more: Any) -> MadeOrder:
    """An order of the customer, with its mail in another spelling."""
    secret = world.app.extensions["settings"].secret_key.encode()
    key = customer_key(secret, mail=f" {MAIL.upper()}", phone="0312345678")
    return world.order(*lines, customer_key=key, **more)


def said(world: World, one: MadeOrder) -> list[str]:
    """What its history says."""
    with world.reading() as session:
        return [notice.kind for notice in notices_about(session, f"order:{one.id}")]


def test_a_customer_that_wants_thirty_days_gets_the_later_lot_in_every_shop_of_its_owner(
    world: World, jam: MadeProduct
) -> None:
    ask(world, least_days_left=30)
    assert held_lots(world, order(world, (jam, 1))) == [("LATE", 1)]
    assert held_lots(world, order(world, (jam, 1), shop_id=world.shop("other"))) == [("LATE", 1)]
    assert held_lots(world, world.order((jam, 1))) == [("SOON", 1)]


def test_a_customer_never_gets_older_goods_than_it_got_last(world: World, jam: MadeProduct) -> None:
    pot = world.product("POT", stock={"A-01-02": 1})
    first = order(world, (jam, 4), is_reserved=False)
    office = ask(world, least_days_left=30, never_older=True)
    assert office.post("/orders/reserve").get_json() == {"reserved": 1, "waiting": 0}
    assert held_lots(world, first) == [("LATE", 4)]
    (row,) = office.get("/stock/terms/customers").get_json()["customers"]
    path = f"/stock/terms/customers/{row['id']}"
    assert office.patch(path, {"least_days_left": 0}).status_code == 204
    assert held_lots(world, order(world, (jam, 1), (pot, 1))) == [("", 1), ("LATE", 1)]
    assert held_lots(world, world.order((jam, 1))) == [("SOON", 1)]
    assert office.post(f"{path}/end").status_code == 204
    assert held_lots(world, order(world, (jam, 1))) == [("SOON", 1)]
    assert office.post(f"{path}/end").get_json()["code"] == "customer_unknown"


def test_that_only_the_customers_terms_make_an_order_wait_is_said(
    world: World, jam: MadeProduct
) -> None:
    ask(world, least_days_left=365)
    assert said(world, order(world, (jam, 1)))[-1] == "order_waits_for_terms"
    assert said(world, order(world, (jam, 99)))[-1] == "order_waits_for_stock"
    assert said(world, world.order((jam, 99)))[-1] == "order_waits_for_stock"


def test_a_line_that_keeps_one_lot_is_healed_from_that_lot_or_a_supervisor_is_asked(
    world: World, jam: MadeProduct
) -> None:
    set_up_floor(world)
    lay(world, jam, "C-01-01", 1, "SOON", 20)
    ask(world, keeps_one_lot=True)
    one = order(world, (jam, 3))
    assert held_lots(world, one) == [("SOON", 3)]
    # What came since expires first, and is of another lot.
    lay(world, jam, "C-01-02", 5, "SOONER", 10)
    release(world.office("supervisor"))
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    picker.scan(place="A-01-01")
    picker.scan(item=jam.jan)
    picker.scan(item=jam.jan)
    picker.scan(command="X-SHORT-NONE")
    assert picker.hear() is not None
    picker.scan(tote="T-0001")
    line = picker.job["facts"]["lines"][picker.job["facts"]["at"]]
    assert (line["place"], line["lot"]) == ("L-C-01-01", "SOON")


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"owner": "nobody"}, 404, "owner_unknown"),
        ({"contact": "山田様"}, 422, "contact_unreadable"),
        ({"least_days_left": -1}, 422, "validation_failed"),
    ],
)
def test_terms_that_cannot_be_are_refused(
    world: World, changed: dict[str, Any], status: int, code: str
) -> None:
    office = world.office()
    (owner, *_) = owners_of(world, office)
    body = {"owner": owner["code"], "contact": "03-1234-5678", "name": "月の舟"} | changed
    answer = office.post("/stock/terms/customers", body)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
