"""Enrolling devices, and locking them out."""

from datetime import timedelta

from server.devices.records import Device, Enrolment
from server.foundation import hash_token, notices_about, now
from tests.makers import World, client_of

API = "/api/v1"


def test_a_code_shown_in_the_office_lets_one_device_in_once(world: World) -> None:
    office = world.office("supervisor")
    opened = office.post("/enrolments", {"kind": "handheld", "name": "1号機"}).json
    assert opened["url"] == f"http://localhost/enrol#{opened['code']}"
    assert opened["qr_svg"].startswith("<svg")
    handheld = client_of(world.app)
    answer = handheld.post(f"{API}/devices/enrol", json={"code": opened["code"]})
    assert answer.status_code == 201
    device = answer.json["device"]
    assert (device["kind"], device["name"]) == ("handheld", "1号機")
    assert device["code"].startswith("HT-")
    assert handheld.get(f"{API}/me").json["device"] == device
    again = client_of(world.app).post(f"{API}/devices/enrol", json={"code": opened["code"]})
    assert (again.status_code, again.json["code"]) == (404, "enrolment_unknown")


def test_a_code_may_be_typed_with_small_letters_and_gaps(world: World) -> None:
    code = world.office().post("/enrolments", {"kind": "tablet"}).json["code"]
    typed = f" {code[:6].lower()}-{code[6:]} "
    answer = client_of(world.app).post(
        f"{API}/devices/enrol", json={"code": typed, "name": "梱包1"}
    )
    assert answer.json["device"]["name"] == "梱包1"


def test_a_code_is_worthless_after_its_hour(world: World) -> None:
    code = world.office().post("/enrolments", {"kind": "board"}).json["code"]
    with world.transaction() as session:
        row = session.query(Enrolment).one()
        assert timedelta(minutes=55) < row.expires_at - now() <= timedelta(hours=1)
        row.expires_at = now() - timedelta(seconds=1)
    answer = client_of(world.app).post(f"{API}/devices/enrol", json={"code": code})
    assert answer.status_code == 404


def test_the_database_knows_neither_codes_nor_credentials(world: World) -> None:
    code = world.office().post("/enrolments", {"kind": "handheld"}).json["code"]
    handheld = client_of(world.app)
    handheld.post(f"{API}/devices/enrol", json={"code": code})
    credential = handheld.get_cookie("tanaban_device")
    assert credential is not None
    with world.reading() as session:
        assert session.query(Enrolment).one().code_hash == hash_token(code)
        assert session.query(Device).one().credential_hash == hash_token(credential.value)


def test_a_device_cookie_lasts_as_long_as_browsers_allow_and_no_script_reads_it(
    world: World,
) -> None:
    code = world.office().post("/enrolments", {"kind": "handheld"}).json["code"]
    answer = client_of(world.app).post(f"{API}/devices/enrol", json={"code": code})
    cookie = answer.headers["Set-Cookie"]
    assert f"Max-Age={400 * 24 * 3600}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_a_device_in_use_keeps_its_cookie_and_a_stranger_is_given_none(world: World) -> None:
    handheld = world.device()
    cookie = handheld.get("/me").headers["Set-Cookie"]
    assert f"Max-Age={400 * 24 * 3600}" in cookie
    assert "Set-Cookie" not in client_of(world.app).get(f"{API}/me").headers


def test_a_revoked_device_is_out_and_so_is_whoever_held_it(world: World) -> None:
    office, handheld = world.office("supervisor"), world.handheld()
    assert handheld.get("/me").json["person"] is not None
    assert office.post(f"/devices/{handheld.device_id}/revoke").status_code == 204
    me = handheld.get("/me").json
    assert (me["device"], me["person"]) == (None, None)
    with world.reading() as session:
        told = [notice.kind for notice in notices_about(session, f"device:{handheld.device_id}")]
    assert told == ["device_enrolled", "device_revoked"]


def test_revoking_twice_is_told_once_and_an_unknown_device_is_not_found(world: World) -> None:
    office, handheld = world.office(), world.device()
    for _ in range(2):
        assert office.post(f"/devices/{handheld.device_id}/revoke").status_code == 204
    with world.reading() as session:
        assert len(notices_about(session, f"device:{handheld.device_id}")) == 2
    assert office.post("/devices/999/revoke").status_code == 404


def test_supervisors_see_every_device_and_how_it_is(world: World) -> None:
    handheld = world.device()
    with world.transaction() as session:
        row = session.get(Device, handheld.device_id)
        assert row is not None
        row.battery_percent, row.unsent_events, row.last_seen_at = 15, 3, now()
    listed = world.office("supervisor").get("/devices").json["devices"]
    assert [(one["battery_percent"], one["unsent_events"]) for one in listed] == [(15, 3)]
    assert listed[0]["revoked_at"] is None
