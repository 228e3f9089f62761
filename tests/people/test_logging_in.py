"""Logging in: an enrolled device, a badge and its PIN; a password at a desk."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from server.foundation import hash_token, now
from server.people.records import FailedLogins, WorkSession
from server.vocabulary import label_of
from tests.makers import PASSWORD, PIN, World, client_of

API = "/api/v1"


def test_a_badge_and_its_pin_log_a_picker_in_on_an_enrolled_device(world: World) -> None:
    handheld = world.device()
    person_id = world.person("picker", badge="B-7K3M9Q", name="佐藤")
    answer = handheld.post("/sessions", {"badge": label_of("B-7K3M9Q"), "pin": PIN})
    assert answer.status_code == 200
    assert answer.json["person"] == {
        "id": person_id,
        "name": "佐藤",
        "role": "picker",
        "language": "ja",
    }
    me = handheld.get("/me").json
    assert me["person"]["id"] == person_id
    assert me["session"] == answer.json["session"]
    assert me["device"]["id"] == handheld.device_id


def test_a_badge_is_known_by_its_label_and_by_its_code_as_scanners_send_them(world: World) -> None:
    handheld = world.device()
    world.person(badge="B-7K3M9Q")
    for sent in (label_of("B-7K3M9Q"), "B-7K3M9Q", " ｂ-7k3m9q\r\n"):
        assert handheld.post("/sessions", {"badge": sent, "pin": PIN}).status_code == 200, sent


def test_a_browser_that_is_no_device_cannot_log_in_by_badge(world: World) -> None:
    world.person(badge="B-7K3M9Q")
    answer = client_of(world.app).post(f"{API}/sessions", json={"badge": "B-7K3M9Q", "pin": PIN})
    assert (answer.status_code, answer.json["code"]) == (401, "device_unknown")


def test_only_a_badge_logs_in_never_a_product_a_place_or_a_command(world: World) -> None:
    handheld = world.device()
    world.person(badge="B-7K3M9Q")
    for sent in ("4901234567894", label_of("L-A-01-03"), label_of("X-ASIDE"), "B-7K3M9Q-A", "　"):
        answer = handheld.post("/sessions", {"badge": sent, "pin": PIN})
        assert (answer.status_code, answer.json["code"]) == (422, "badge_expected"), sent
    assert handheld.get("/me").json["person"] is None


def test_an_unknown_badge_and_a_wrong_pin_are_told_apart_by_nobody(world: World) -> None:
    handheld = world.device()
    world.person(badge="B-7K3M9Q")
    wrong_pin = handheld.post("/sessions", {"badge": "B-7K3M9Q", "pin": "0000"})
    unknown = handheld.post("/sessions", {"badge": "B-NOBODY", "pin": PIN})
    assert wrong_pin.status_code == unknown.status_code == 401
    assert wrong_pin.json == unknown.json


def test_five_failures_lock_a_badge_on_every_device_and_the_right_pin_waits(world: World) -> None:
    first, second = world.device(), world.device()
    world.person(badge="B-7K3M9Q")
    for _ in range(5):
        assert first.post("/sessions", {"badge": "B-7K3M9Q", "pin": "0000"}).status_code == 401
    answer = second.post("/sessions", {"badge": "B-7K3M9Q", "pin": PIN})
    assert (answer.status_code, answer.json["code"]) == (429, "login_locked")
    assert 50 <= answer.json["detail"]["seconds"] <= 61


def test_a_device_on_which_badges_are_tried_out_is_locked_too(world: World) -> None:
    handheld = world.device()
    world.person(badge="B-7K3M9Q")
    for nth in range(5):
        assert handheld.post("/sessions", {"badge": f"B-TRY{nth}", "pin": PIN}).status_code == 401
    answer = handheld.post("/sessions", {"badge": "B-7K3M9Q", "pin": PIN})
    assert answer.json["code"] == "login_locked"
    other = world.device()
    assert other.post("/sessions", {"badge": "B-7K3M9Q", "pin": PIN}).status_code == 200


def test_a_lock_does_not_tell_whether_the_badge_exists(world: World) -> None:
    world.person(badge="B-7K3M9Q")
    for badge in ("B-7K3M9Q", "B-NOBODY"):
        answers = [
            world.device().post("/sessions", {"badge": badge, "pin": "0000"}) for _ in range(6)
        ]
        assert [answer.status_code for answer in answers] == [401] * 5 + [429], badge


def test_after_waiting_the_right_pin_opens_and_clears_the_count(world: World) -> None:
    handheld = world.device()
    world.person(badge="B-7K3M9Q")
    for _ in range(5):
        handheld.post("/sessions", {"badge": "B-7K3M9Q", "pin": "0000"})
    with world.transaction() as session:
        for row in session.query(FailedLogins):
            row.locked_until = now() - timedelta(seconds=1)
    assert handheld.post("/sessions", {"badge": "B-7K3M9Q", "pin": PIN}).status_code == 200
    with world.reading() as session:
        assert {row.failures for row in session.query(FailedLogins)} == {0}


def test_twenty_guesses_sent_at_once_are_not_twenty_tries(world: World) -> None:
    handhelds = [world.device() for _ in range(20)]
    world.person(badge="B-7K3M9Q")
    with ThreadPoolExecutor(8) as threads:
        answers = list(
            threads.map(
                lambda handheld: handheld.post("/sessions", {"badge": "B-7K3M9Q", "pin": "0000"}),
                handhelds,
            )
        )
    statuses = [answer.status_code for answer in answers]
    assert statuses.count(401) == 5
    assert statuses.count(429) == 15


def test_the_next_person_on_a_device_ends_the_session_of_the_last(world: World) -> None:
    handheld = world.handheld()
    first_session = handheld.session
    world.person(badge="B-NEXT")
    answer = handheld.post("/sessions", {"badge": "B-NEXT", "pin": PIN})
    assert answer.json["session"] != first_session
    with world.reading() as session:
        first = session.query(WorkSession).filter_by(public_id=first_session).one()
        assert first.ended_at is not None


def test_a_session_is_worth_nothing_on_another_device(world: World) -> None:
    thief, owner = world.device(), world.handheld()
    cookie = owner.client.get_cookie("tanaban_session")
    assert cookie is not None
    thief.client.set_cookie("tanaban_session", cookie.value)
    assert thief.get("/me").json["person"] is None


def test_a_login_gives_a_new_token_and_the_old_one_dies(world: World) -> None:
    office = world.office("supervisor")
    before = office.client.get_cookie("tanaban_session")
    assert before is not None
    world.person("supervisor", login="mori", password=PASSWORD)
    office.post("/sessions/office", {"login": "mori", "password": PASSWORD})
    after = office.client.get_cookie("tanaban_session")
    assert after is not None
    assert after.value != before.value
    old = client_of(world.app)
    old.set_cookie("tanaban_session", before.value)
    assert old.get(f"{API}/devices").status_code == 401


def test_a_token_planted_before_the_login_is_not_the_one_after_it(world: World) -> None:
    world.person("supervisor", login="mori")
    victim = client_of(world.app)
    victim.set_cookie("tanaban_session", "planted-by-somebody-else")
    victim.post(f"{API}/sessions/office", json={"login": "mori", "password": PASSWORD})
    planted = client_of(world.app)
    planted.set_cookie("tanaban_session", "planted-by-somebody-else")
    assert planted.get(f"{API}/devices").status_code == 401
    assert victim.get(f"{API}/devices").status_code == 200


def test_logging_out_kills_the_session_on_the_server(world: World) -> None:
    handheld = world.handheld()
    token = handheld.client.get_cookie("tanaban_session")
    assert token is not None
    assert handheld.delete("/sessions/current").status_code == 204
    assert handheld.client.get_cookie("tanaban_session") is None
    handheld.client.set_cookie("tanaban_session", token.value)
    assert handheld.get("/me").json["person"] is None


def test_logging_out_ends_nobody_elses_session(world: World) -> None:
    leaving, staying, at_desk = world.handheld(), world.handheld(), world.office()
    leaving.delete("/sessions/current")
    assert staying.get("/me").json["person"] is not None
    assert at_desk.get("/me").json["person"] is not None


def test_a_floor_session_ends_after_a_long_shift(world: World) -> None:
    handheld = world.handheld()
    with world.transaction() as session:
        row = session.query(WorkSession).one()
        assert row.expires_at - row.started_at == timedelta(hours=16)
        row.expires_at = now() - timedelta(seconds=1)
    assert handheld.get("/me").json["person"] is None


def test_a_session_at_a_desk_lasts_on_while_it_is_used_but_not_longer_than_a_week(
    world: World,
) -> None:
    office = world.office()
    used_at = now()
    with world.transaction() as session:
        session.query(WorkSession).one().expires_at = used_at + timedelta(hours=1)
    assert office.get("/people").status_code == 200
    with world.transaction() as session:
        row = session.query(WorkSession).one()
        assert row.expires_at >= used_at + timedelta(hours=12)
        row.started_at = used_at - timedelta(days=7)
        row.expires_at = used_at + timedelta(hours=1)
    with world.app.app_context():
        world.app.extensions["doorkeeper"].forget()
    assert office.get("/people").status_code == 200
    with world.reading() as session:
        assert session.query(WorkSession).one().expires_at == used_at + timedelta(hours=1)


def test_pickers_and_packers_do_not_come_in_at_a_desk(world: World) -> None:
    for role in ("picker", "packer"):
        world.person(role, login=role, password=PASSWORD)
        answer = client_of(world.app).post(
            f"{API}/sessions/office", json={"login": role, "password": PASSWORD}
        )
        assert (answer.status_code, answer.json["code"]) == (403, "not_for_office")


def test_a_login_name_is_found_however_it_is_typed(world: World) -> None:
    world.person("administrator", login="Mori", password=PASSWORD)
    answer = client_of(world.app).post(
        f"{API}/sessions/office", json={"login": "ＭＯＲＩ ", "password": PASSWORD}
    )
    assert answer.status_code == 200


def test_secrets_are_kept_as_hashes_only(world: World) -> None:
    handheld = world.handheld()
    token = handheld.client.get_cookie("tanaban_session")
    assert token is not None
    with world.reading() as session:
        assert session.query(WorkSession).one().token_hash == hash_token(token.value)


def test_login_and_logout_are_told_in_the_feed(world: World) -> None:
    handheld = world.handheld()
    handheld.delete("/sessions/current")
    with world.reading() as session:
        from server.foundation import notices_about  # noqa: PLC0415

        told = notices_about(session, f"person:{handheld.person_id}")
    assert [notice.kind for notice in told] == ["person_hired", "session_started", "session_ended"]
    assert all("name" not in notice.body for notice in told)
