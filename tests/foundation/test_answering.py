"""Every answer: one shape for errors, safe headers, limits on what is taken."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.databases import on_sqlite_alone
from tests.makers import World

pytestmark = on_sqlite_alone

ADDRESSES = ("/", "/pack", "/healthz", "/api/v1/me", "/api/v1/people", "/api/v1/nothing", "/x.js")


def test_every_answer_carries_the_safe_headers(client: FlaskClient) -> None:
    for address in ADDRESSES:
        headers = client.get(address, buffered=True).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, address
        assert "frame-ancestors 'none'" in policy
        # The decoder of camera pictures is WebAssembly; nothing else may be compiled.
        assert "unsafe" not in policy.replace("'wasm-unsafe-eval'", "")
        assert "*" not in policy
        assert "connect-src 'self' ws://127.0.0.1 ws://localhost;" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=(self)" in headers["Permissions-Policy"]
        assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    ("method", "path", "more", "status", "code"),
    [
        ("GET", "/api/v1/nothing", {}, 404, "not_found"),
        ("GET", "/missing.js", {}, 404, "not_found"),
        ("PUT", "/api/v1/me", {"json": {}}, 405, "method_not_allowed"),
        ("GET", "/api/v1/people", {}, 401, "login_needed"),
        ("POST", "/api/v1/welcome", {"json": {}}, 422, "validation_failed"),
        ("POST", "/api/v1/welcome", {"json": [1]}, 422, "validation_failed"),
        ("POST", "/api/v1/welcome", {"json": None}, 422, "validation_failed"),
    ],
)
def test_every_error_has_the_one_shape(
    client: FlaskClient,
    method: str,
    path: str,
    more: dict[str, object],
    status: int,
    code: str,
) -> None:
    answer = client.open(path, method=method, **more)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert set(answer.json) == {"code", "message", "detail"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"token": NaN}',
        b"\xff\xfe",
        b'{"a":' * 2000 + b"1" + b"}" * 2000,
        b'{"token": "\\ud800"}',
        b'"text"',
    ],
)
def test_a_body_that_is_no_json_object_is_told_so(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/api/v1/welcome", data=body, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert answer.json["code"] in {"request_unreadable", "validation_failed"}


def test_bytes_that_are_no_text_are_not_taken_for_no_body_at_all(client: FlaskClient) -> None:
    for body in (b"\xff\xfe", b"$k\xff"):
        answer = client.post("/api/v1/welcome", data=body, content_type="application/json")
        assert (answer.status_code, answer.json["code"]) == (400, "request_unreadable")


def test_a_body_of_more_than_a_megabyte_is_not_read(client: FlaskClient) -> None:
    answer = client.post("/api/v1/welcome", data=b" " * 1_000_001, content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")


def test_an_unknown_question_is_an_error_and_no_noise(world: World) -> None:
    answer = world.office().get("/orders", pagesize=3)
    assert (answer.status_code, answer.json["code"]) == (422, "validation_failed")


def test_a_fault_of_ours_is_answered_without_its_insides(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(_session: object) -> None:
        raise RuntimeError("the insides: secret-4711")

    monkeypatch.setattr("server.people.routes.head", break_down)
    answer = client.get("/api/v1/me")
    assert (answer.status_code, answer.json["code"]) == (500, "server_fault")
    assert answer.json["detail"]["request_id"]
    assert "4711" not in answer.text


def test_health_is_told_to_anyone(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert (answer.json["status"], answer.json["database"]) == ("ok", "ok")


def test_an_address_of_the_application_is_its_page_and_never_from_a_cache(
    client: FlaskClient,
) -> None:
    for address in ("/", "/pack", "/board", "/office/orders/12", "/enrol", "/welcome"):
        answer = client.get(address, buffered=True)
        assert (answer.status_code, answer.mimetype) == (200, "text/html"), address
        assert answer.headers["Cache-Control"] == "no-cache"


def test_files_with_a_hash_in_their_name_may_be_kept_for_ever_and_workers_never(
    app: Flask, client: FlaskClient
) -> None:
    build: Path = app.extensions["settings"].pwa
    (build / "assets").mkdir(exist_ok=True)
    for name in ("assets/index-DzX3k9_a.js", "service_worker.js"):
        (build / name).write_text("1")
    kept = client.get("/assets/index-DzX3k9_a.js", buffered=True)
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/service_worker.js", buffered=True).headers["Cache-Control"] == "no-cache"


def test_a_browser_gets_the_smallest_copy_that_it_takes(app: Flask, client: FlaskClient) -> None:
    build: Path = app.extensions["settings"].pwa
    (build / "work.js").write_text("whole")
    (build / "work.js.gz").write_text("zipped")
    for takes, content, encoding in (
        ("gzip, deflate, br", "zipped", "gzip"),
        ("identity", "whole", None),
        ("gzip;q=0", "whole", None),
    ):
        answer = client.get("/work.js", headers={"Accept-Encoding": takes}, buffered=True)
        assert (answer.text, answer.headers.get("Content-Encoding")) == (content, encoding)
        assert answer.mimetype == "text/javascript"
        assert "Accept-Encoding" in answer.vary


@pytest.mark.parametrize(
    "path", ["/../secret.key", "/..%2fsecret.key", "/%2e%2e/secret.key", "/assets/..\\..\\x.js"]
)
def test_nothing_outside_the_build_is_handed_out(
    app: Flask, client: FlaskClient, path: str
) -> None:
    (app.extensions["settings"].keeping / "secret.key").write_text("hidden")
    answer = client.get(path, buffered=True)
    assert b"hidden" not in answer.data


def test_the_api_can_be_read_by_people_and_by_programs(world: World) -> None:
    office = world.office("supervisor").client
    spec = office.get("/openapi.json").json
    assert spec["paths"]["/api/v1/people"]["get"]["x-access"] == "administrator (office)"
    page = office.get("/docs").text
    assert "/api/v1/scans" in page
    assert "<script" not in page
    assert 'style="' not in page


def test_whoever_is_not_logged_in_is_told_where_to_do_so(client: FlaskClient) -> None:
    answer = client.get("/docs")
    assert answer.status_code == 401
    assert "/api/v1/" not in answer.text
