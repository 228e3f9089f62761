"""The list of people: added, changed and let go by administrators."""

import pytest

from server import people
from server.people.records import Invitation
from tests.makers import PASSWORD, PIN, World, client_of

API = "/api/v1"


def test_a_new_person_gets_a_badge_that_can_be_printed_and_can_log_in(world: World) -> None:
    office = world.office()
    answer = office.post("/people", {"name": "田中", "role": "picker", "pin": "2718"})
    assert answer.status_code == 201
    label = answer.json["badge_label"]
    assert label.startswith("B-")
    assert label.rpartition("-")[0] == answer.json["badge"]
    handheld = world.device()
    assert handheld.post("/sessions", {"badge": label, "pin": "2718"}).status_code == 200


def test_a_badge_or_a_login_belongs_to_one_person(world: World) -> None:
    office = world.office()
    world.person(badge="B-7K3M9Q", login="sato")
    for field, value in (("badge", "B-7K3M9Q"), ("login", "SATO")):
        answer = office.post("/people", {"name": "x", "role": "picker", field: value})
        assert (answer.status_code, answer.json["detail"]) == (409, {"field": field})


def test_a_person_who_leaves_is_logged_out_at_once(world: World) -> None:
    office, handheld = world.office(), world.handheld()
    answer = office.patch(f"/people/{handheld.person_id}", {"active": False})
    assert answer.json["active"] is False
    assert handheld.get("/me").json["person"] is None
    assert handheld.post("/sessions", {"badge": handheld.badge, "pin": PIN}).status_code == 401


def test_another_role_counts_from_the_next_request_on(world: World) -> None:
    office, supervisor = world.office(), world.office("supervisor")
    assert supervisor.get("/devices").status_code == 200
    office.patch(f"/people/{supervisor.person_id}", {"role": "packer"})
    assert supervisor.get("/devices").status_code == 403


def test_a_new_pin_ends_the_sessions_begun_with_the_old_one(world: World) -> None:
    office, handheld = world.office(), world.handheld()
    office.patch(f"/people/{handheld.person_id}", {"pin": "2718"})
    assert handheld.get("/me").json["person"] is None
    assert handheld.post("/sessions", {"badge": handheld.badge, "pin": "2718"}).status_code == 200


def test_somebody_always_remains_administrator(world: World) -> None:
    office = world.office()
    for change in ({"active": False}, {"role": "picker"}):
        answer = office.patch(f"/people/{office.person_id}", change)
        assert (answer.status_code, answer.json["code"]) == (409, "last_administrator")


@pytest.mark.parametrize("pin", ["0000", "1234", "87654321", "12", "１２８４", "12a4", "123456789"])
def test_a_pin_that_anybody_would_try_first_is_refused(world: World, pin: str) -> None:
    answer = world.office().post("/people", {"name": "x", "role": "picker", "pin": pin})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "more",
    [
        {"id": 1},
        {"pin_hash": "x"},
        {"active": True},
        {"role": "owner"},
        {"language": "fr"},
        {"name": ""},
        {"name": "a\x00b"},
        {"badge": "L-A-01-03"},
        {"password": "short"},
        {"name": 7},
    ],
)
def test_what_a_person_is_not_made_of_is_refused(world: World, more: dict[str, object]) -> None:
    answer = world.office().post("/people", {"name": "x", "role": "picker"} | more)
    assert answer.status_code == 422


def test_there_is_no_changing_a_person_who_does_not_exist(world: World) -> None:
    answer = world.office().patch("/people/999", {"name": "x"})
    assert (answer.status_code, answer.json["code"]) == (404, "person_unknown")


def test_a_pin_does_not_open_the_administration(world: World) -> None:
    handheld = world.handheld("administrator")
    assert handheld.get("/people").status_code == 403


def test_the_one_time_link_makes_the_first_administrator_and_nobody_after(world: World) -> None:
    with world.transaction() as session:
        token = people.invite(session)
    first = client_of(world.app)
    introduction = {"token": token, "name": "森", "login": "mori", "password": PASSWORD}
    answer = first.post(f"{API}/welcome", json=introduction)
    assert answer.json["person"]["role"] == "administrator"
    assert first.get(f"{API}/people").status_code == 200
    second = client_of(world.app).post(f"{API}/welcome", json=introduction | {"login": "other"})
    assert (second.status_code, second.json["code"]) == (404, "link_used")


def test_a_newer_link_or_a_day_makes_a_link_worthless(world: World) -> None:
    with world.transaction() as session:
        replaced = people.invite(session)
        old = people.invite(session)
        session.flush()
        newest = session.query(Invitation).order_by(Invitation.id.desc()).first()
        assert newest is not None
        newest.expires_at = newest.expires_at.replace(year=2020)
    for token in (replaced, old, "made-up"):
        answer = client_of(world.app).post(
            f"{API}/welcome",
            json={"token": token, "name": "森", "login": "mori", "password": PASSWORD},
        )
        assert answer.status_code == 404


def test_a_login_that_is_taken_does_not_use_the_link_up(world: World) -> None:
    world.person("supervisor", login="mori")
    with world.transaction() as session:
        token = people.invite(session)
    introduction = {"token": token, "name": "森", "login": "mori", "password": PASSWORD}
    assert client_of(world.app).post(f"{API}/welcome", json=introduction).status_code == 409
    answer = client_of(world.app).post(f"{API}/welcome", json=introduction | {"login": "mori2"})
    assert answer.status_code == 200
