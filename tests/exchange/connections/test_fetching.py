"""Fetching the same events with a cursor, to compare or where nobody can be called."""

from typing import Any

import pytest

from server.catalog.records import Owner
from tests.exchange.connections.desk import Desk, Made
from tests.makers import MadeProduct, World


@pytest.fixture
def tee(world: World) -> MadeProduct:
    return world.product("TEE-M", stock={"A-01-03": 20})


def fetch(desk: Desk, made: Made, **query: int) -> Any:
    answer = desk.world.app.test_client().get(
        "/api/v1/events", query_string=query, headers={"Authorization": f"Bearer {made.key}"}
    )
    assert answer.status_code == 200, answer.text
    return answer.json


def test_what_was_told_is_fetched_word_for_word_in_pages(desk: Desk, tee: MadeProduct) -> None:
    made = desk.connect()
    desk.test(made.id)
    for _ in range(3):
        desk.world.receive(tee, "A-01-03", 1)
        desk.tell()
    told = [one.said for one in desk.shop.heard if one.said["type"] != "connection.test"]
    first = fetch(desk, made, limit=2)
    assert first["events"] == told[:2]
    assert first["more"]
    rest = fetch(desk, made, after=first["after"])
    assert rest["events"] == told[2:]
    assert not rest["more"]
    assert fetch(desk, made, after=rest["after"])["after"] == rest["after"]


def test_a_key_opens_its_owners_events_only(desk: Desk, tee: MadeProduct) -> None:
    with desk.world.transaction() as session:
        session.add(Owner(code="KAWA", name="川商店"))
    mine, other = desk.connect(), desk.connect(owner="KAWA")
    desk.world.receive(tee, "A-01-03", 1)
    desk.tell()
    assert len(fetch(desk, mine)["events"]) == 1
    assert fetch(desk, other)["events"] == []


def test_a_key_of_one_shop_opens_its_orders_only(desk: Desk, tee: MadeProduct) -> None:
    second = desk.world.shop("mori-two")
    whole, one = desk.connect(), desk.connect(shop="mori-two")
    for order in (desk.world.order((tee, 1)), desk.world.order((tee, 1), shop_id=second)):
        desk.screen.post(f"/orders/{order.id}/cancel", {"reason": "customer"})
    desk.tell()

    def cancelled(made: Made) -> list[str]:
        events = fetch(desk, made)["events"]
        return [each["data"]["shop"] for each in events if each["type"] == "order.cancelled"]

    assert cancelled(whole) == ["mori-main", "mori-two"]
    assert cancelled(one) == ["mori-two"]


def test_a_key_that_was_renewed_or_switched_off_opens_nothing(desk: Desk) -> None:
    made = desk.connect()
    client = desk.world.app.test_client()

    def answered(key: str) -> int:
        headers = {"Authorization": f"Bearer {key}"}
        return client.get("/api/v1/events", headers=headers).status_code

    assert answered(made.key) == 200
    new = desk.screen.post(f"/connections/{made.id}/key").json["key"]
    assert (answered(made.key), answered(new), answered(""), answered("x" * 500)) == (
        401,
        200,
        401,
        401,
    )
    desk.change(made.id, state="off")
    assert answered(new) == 401


def test_a_person_who_is_logged_in_has_no_key(desk: Desk) -> None:
    assert desk.screen.get("/events").status_code == 401
