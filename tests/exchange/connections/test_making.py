"""Connecting a shop's system at the desk."""

import pytest

from server.catalog.records import Owner
from server.exchange.connections.records import Connection
from tests.exchange.connections.desk import Desk
from tests.makers import World


def test_a_system_is_connected_and_its_secrets_are_shown_once(desk: Desk) -> None:
    made = desk.connect()
    assert made.secret.startswith("whsec_")
    card = desk.card(made.id)
    assert (card["owner"], card["shop"], card["state"]) == ("MORI", None, "on")
    assert (card["waiting"], card["dead"], card["heard_at"]) == (0, 0, None)
    everything = desk.screen.get("/connections").text
    assert made.secret not in everything
    assert made.key not in everything


def test_the_key_itself_is_not_kept(desk: Desk) -> None:
    made = desk.connect()
    with desk.world.reading() as session:
        kept = session.get(Connection, made.id)
    assert kept is not None
    assert made.key not in str(vars(kept))


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://127.0.0.1/hooks", "address_not_public"),
        ("https://169.254.169.254/latest/meta-data/", "address_not_public"),
        ("https://localhost:8080/api/v1/orders", "address_not_public"),
        ("http://shop.example/hooks", "address_not_https"),
        ("https://a:b@shop.example/hooks", "address_has_password"),
        ("javascript:alert(1)", "address_unreadable"),
        ("https://no-such-shop.invalid/", "address_unknown"),
    ],
)
def test_an_address_inside_the_house_is_refused(desk: Desk, address: str, code: str) -> None:
    answer = desk.screen.post("/connections", desk.draft(address=address))
    assert (answer.status_code, answer.json["code"]) == (422, code)
    made = desk.connect()
    answer = desk.screen.patch(f"/connections/{made.id}", {"address": address})
    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert desk.card(made.id)["address"] == desk.shop.address()


def test_a_connection_is_changed_switched_off_and_on(desk: Desk) -> None:
    made = desk.connect()
    desk.change(made.id, state="off", name="楽天店", kinds=["stock.available"])
    card = desk.card(made.id)
    assert (card["state"], card["name"], card["kinds"]) == ("off", "楽天店", ["stock.available"])
    with desk.world.reading() as session:
        kept = session.get(Connection, made.id)
        assert kept is not None
        assert kept.listens_from is None
    desk.change(made.id, state="on")
    assert desk.card(made.id)["state"] == "on"


def test_secret_and_key_are_renewed(desk: Desk) -> None:
    made = desk.connect()
    answer = desk.screen.post(f"/connections/{made.id}/secret")
    assert answer.status_code == 201
    assert answer.json["secret"] != made.secret
    answer = desk.screen.post(f"/connections/{made.id}/key")
    assert answer.status_code == 201
    assert answer.json["key"] != made.key


def test_a_shop_of_another_owner_cannot_be_named(desk: Desk, world: World) -> None:
    with world.transaction() as session:
        session.add(Owner(code="KAWA", name="川商店"))
    for owner, shop, code in (
        ("KAWA", "mori-main", "shop_unknown"),
        ("NOBODY", None, "owner_unknown"),
    ):
        answer = desk.screen.post("/connections", desk.draft(owner=owner, shop=shop))
        assert (answer.status_code, answer.json["code"]) == (404, code)


def test_what_is_not_there_is_not_found(desk: Desk) -> None:
    for path in ("secret", "key", "test"):
        answer = desk.screen.post(f"/connections/999/{path}")
        assert (answer.status_code, answer.json["code"]) == (404, "connection_unknown")
    assert desk.screen.patch("/connections/999", {"state": "off"}).status_code == 404
    assert desk.screen.get("/connections/999/sendings").status_code == 404
    made = desk.connect()
    assert desk.screen.get(f"/connections/{made.id}/sendings/999").status_code == 404
    assert desk.screen.post(f"/connections/{made.id}/sendings/999/again").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"kinds": []}, {"kinds": ["order.eaten"]}, {"state": "maybe"}, {"name": ""}, {"secret": "x"}],
)
def test_a_draft_that_says_nothing_sensible_is_refused(
    desk: Desk, wrong: dict[str, object]
) -> None:
    assert desk.screen.post("/connections", desk.draft(**wrong)).status_code == 422


def test_a_test_waits_to_be_sent_and_in_a_sandbox_goes_nowhere(desk: Desk) -> None:
    made, dry = desk.connect(), desk.connect(state="sandbox")
    assert desk.sending(made.id, desk.test(made.id))["state"] == "waiting"
    sending = desk.sending(dry.id, desk.test(dry.id))
    assert sending["state"] == "sandbox"
    assert '"type":"connection.test"' in sending["body"]
