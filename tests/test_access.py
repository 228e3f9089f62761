"""Who may use which route: every route of the application, tried as everybody.

The table below is written by hand and compared with what the routes declare, so that a door is
never opened by accident. The matrix is then tried, not read off the declarations.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.app import create_app
from server.app.safety import refuse_unsafe_application
from server.settings import UnsafeSettings
from tests.databases import on_sqlite_alone
from tests.makers import PASSWORD, PIN, Screen, World, client_of

STAFF = "picker packer supervisor administrator"
LEADERS = "supervisor administrator"
AT_A_DESK = "supervisor@desk administrator@desk"

WHO_MAY = {
    "GET /": "anyone",
    "GET /<path:path>": "anyone",
    "GET /api/<path:path>": "anyone",
    "POST /api/<path:path>": "anyone",
    "PUT /api/<path:path>": "anyone",
    "PATCH /api/<path:path>": "anyone",
    "DELETE /api/<path:path>": "anyone",
    "GET /docs": "anyone",
    "GET /docs/reference.css": "anyone",
    "GET /healthz": "anyone",
    "GET /openapi.json": LEADERS,
    "GET /api/v1/board": f"device {STAFF}",
    "POST /api/v1/breaks": STAFF,
    "GET /api/v1/campaigns": LEADERS,
    "POST /api/v1/campaigns": AT_A_DESK,
    "GET /api/v1/campaigns/calendar": LEADERS,
    "POST /api/v1/campaigns/<int:campaign_id>": AT_A_DESK,
    "POST /api/v1/campaigns/<int:campaign_id>/switch": AT_A_DESK,
    "GET /api/v1/campaigns/<int:campaign_id>/report": LEADERS,
    "GET /api/v1/campaigns/<int:campaign_id>/letter": LEADERS,
    "GET /api/v1/letters/<string:shipment>/prints": "packer supervisor administrator",
    "GET /api/v1/letters/<string:shipment>": "packer supervisor administrator",
    "POST /api/v1/campaigns/redemptions": "key",
    "POST /api/v1/campaigns/redemptions/desk": AT_A_DESK,
    "POST /api/v1/campaigns/redemptions/file": AT_A_DESK,
    "POST /api/v1/campaigns/check": LEADERS,
    "POST /api/v1/campaigns/dry-run": AT_A_DESK,
    "GET /api/v1/carriers": STAFF,
    "GET /api/v1/connections": AT_A_DESK,
    "POST /api/v1/connections": AT_A_DESK,
    "PATCH /api/v1/connections/<int:connection_id>": AT_A_DESK,
    "POST /api/v1/connections/<int:connection_id>/remove": AT_A_DESK,
    "POST /api/v1/connections/<int:connection_id>/key": AT_A_DESK,
    "POST /api/v1/connections/<int:connection_id>/secret": AT_A_DESK,
    "POST /api/v1/connections/<int:connection_id>/test": AT_A_DESK,
    "GET /api/v1/connections/<int:connection_id>/sendings": AT_A_DESK,
    "GET /api/v1/connections/<int:connection_id>/sendings/<int:sending_id>": AT_A_DESK,
    "POST /api/v1/connections/<int:connection_id>/sendings/<int:sending_id>/again": AT_A_DESK,
    "POST /api/v1/shop-messages/<string:system>/<int:connection_id>": "signed",
    "GET /api/v1/shop-connections": AT_A_DESK,
    "POST /api/v1/shop-connections": AT_A_DESK,
    "PATCH /api/v1/shop-connections/<int:connection_id>": AT_A_DESK,
    "POST /api/v1/shop-connections/<int:connection_id>/remove": AT_A_DESK,
    "POST /api/v1/shop-connections/<int:connection_id>/login": AT_A_DESK,
    "POST /api/v1/shop-connections/<int:connection_id>/fetch": AT_A_DESK,
    "GET /api/v1/shop-connections/<int:connection_id>/messages": AT_A_DESK,
    "GET /api/v1/shop-connections/<int:connection_id>/messages/<int:message_id>": AT_A_DESK,
    "POST /api/v1/shop-connections/<int:connection_id>/messages/<int:message_id>/again": AT_A_DESK,
    "GET /api/v1/devices": LEADERS,
    "POST /api/v1/devices/<int:device_id>/revoke": AT_A_DESK,
    "POST /api/v1/devices/me/self-test": "device",
    "POST /api/v1/devices/enrol": "anyone",
    "POST /api/v1/enrolments": AT_A_DESK,
    "POST /api/v1/orders/<int:order_id>/cancel": LEADERS,
    "POST /api/v1/orders/<int:order_id>/address": AT_A_DESK,
    "POST /api/v1/orders/<int:order_id>/lines": AT_A_DESK,
    "GET /api/v1/shop-orders": "key",
    "POST /api/v1/shop-orders": "key",
    "POST /api/v1/exceptions/<int:exception_id>/resolve": LEADERS,
    "GET /api/v1/exceptions/<int:exception_id>/photo": LEADERS,
    "POST /api/v1/scans/<string:event_id>/photo": "device",
    "POST /api/v1/connections/<int:connection_id>/sendings/<int:sending_id>/settle": AT_A_DESK,
    "PATCH /api/v1/connections/retention": AT_A_DESK,
    "GET /api/v1/stock-list": "key",
    "GET /api/v1/connections/<int:connection_id>/stock-comparisons": AT_A_DESK,
    "POST /api/v1/connections/<int:connection_id>/stock-comparisons/now": AT_A_DESK,
    "GET /api/v1/connections/<int:connection_id>/stock.csv": AT_A_DESK,
    "POST /api/v1/connections/<int:connection_id>/stock-comparisons/all": AT_A_DESK,
    "GET /api/v1/order-formats": AT_A_DESK,
    "POST /api/v1/order-formats": AT_A_DESK,
    "GET /api/v1/order-formats/<int:format_id>": AT_A_DESK,
    "POST /api/v1/order-formats/<int:format_id>/versions": AT_A_DESK,
    "POST /api/v1/order-formats/<int:format_id>/retire": AT_A_DESK,
    "GET /api/v1/order-formats/<int:format_id>/export": AT_A_DESK,
    "POST /api/v1/order-formats/trial": AT_A_DESK,
    "POST /api/v1/order-formats/read": AT_A_DESK,
    "GET /api/v1/events": "key",
    "GET /api/v1/feed": f"device {STAFF}",
    "GET /api/v1/handovers": "packer supervisor administrator",
    "POST /api/v1/handovers": "packer supervisor administrator",
    "GET /api/v1/imports": LEADERS,
    "POST /api/v1/imports": AT_A_DESK,
    "GET /api/v1/imports/<int:import_id>": LEADERS,
    "POST /api/v1/imports/<int:import_id>/confirm": AT_A_DESK,
    "GET /api/v1/imports/<int:import_id>/rejected.csv": AT_A_DESK,
    "GET /api/v1/imports/<int:import_id>/rows": AT_A_DESK,
    "POST /api/v1/counts/zones": LEADERS,
    "GET /api/v1/stock/available": LEADERS,
    "GET /api/v1/stock/blocks": LEADERS,
    "POST /api/v1/stock/blocks": LEADERS,
    "POST /api/v1/stock/blocks/<int:block_id>/free": LEADERS,
    "GET /api/v1/stock/kits": LEADERS,
    "POST /api/v1/stock/kits": "administrator",
    "POST /api/v1/stock/kits/<int:product_id>/assemblies": LEADERS,
    "GET /api/v1/stock/assemblies": LEADERS,
    "DELETE /api/v1/stock/assemblies/<int:task_id>": LEADERS,
    "GET /api/v1/stock/faces": LEADERS,
    "POST /api/v1/stock/faces": LEADERS,
    "DELETE /api/v1/stock/faces/<int:place_id>/<int:product_id>": LEADERS,
    "GET /api/v1/products/serials": LEADERS,
    "POST /api/v1/products/serials": LEADERS,
    "GET /api/v1/products/measures": LEADERS,
    "POST /api/v1/products/measures": LEADERS,
    "GET /api/v1/carriers/limits": LEADERS,
    "POST /api/v1/carriers/limits": LEADERS,
    "DELETE /api/v1/products/serials/<int:product_id>": LEADERS,
    "GET /api/v1/stock/terms": LEADERS,
    "GET /api/v1/stock/terms/customers": LEADERS,
    "POST /api/v1/stock/terms/customers": "administrator",
    "PATCH /api/v1/stock/terms/customers/<int:terms_id>": "administrator",
    "POST /api/v1/stock/terms/customers/<int:terms_id>/end": "administrator",
    "PATCH /api/v1/stock/terms/products/<int:product_id>": "administrator",
    "PATCH /api/v1/stock/terms/shops/<code>": "administrator",
    "GET /api/v1/labels": LEADERS,
    "GET /api/v1/labels/choices": LEADERS,
    "GET /api/v1/labels/count": LEADERS,
    "POST /api/v1/labels/own-codes": LEADERS,
    "GET /api/v1/look-up": f"device {STAFF}",
    "GET /api/v1/me": "anyone",
    "GET /api/v1/messages": "device",
    "POST /api/v1/messages": LEADERS,
    "POST /api/v1/messages/<int:message_id>/read": "device",
    "GET /api/v1/messages/sent": LEADERS,
    "GET /api/v1/orders": LEADERS,
    "GET /api/v1/orders/<int:order_id>": LEADERS,
    "GET /api/v1/orders/<int:order_id>/history": LEADERS,
    "GET /api/v1/orders/<int:order_id>/rules": AT_A_DESK,
    "POST /api/v1/orders/<int:order_id>/let-go": AT_A_DESK,
    "GET /api/v1/orders/<int:order_id>/checks": AT_A_DESK,
    "POST /api/v1/orders/<int:order_id>/checks/let-in": AT_A_DESK,
    "POST /api/v1/orders/<int:order_id>/checks/mend": AT_A_DESK,
    "POST /api/v1/orders/reserve": LEADERS,
    "GET /api/v1/people": "administrator@desk",
    "POST /api/v1/people": "administrator@desk",
    "PATCH /api/v1/people/<int:person_id>": "administrator@desk",
    "GET /api/v1/products/<int:product_id>/picture": f"device {STAFF}",
    "GET /api/v1/rules": LEADERS,
    "POST /api/v1/rules": AT_A_DESK,
    "GET /api/v1/rules/language": LEADERS,
    "GET /api/v1/rules/<int:rule_id>/versions": LEADERS,
    "POST /api/v1/rules/<int:rule_id>": AT_A_DESK,
    "POST /api/v1/rules/<int:rule_id>/switch": AT_A_DESK,
    "POST /api/v1/rules/check": LEADERS,
    "POST /api/v1/rules/count": LEADERS,
    "POST /api/v1/rules/dry-run": AT_A_DESK,
    "GET /api/v1/rules/export": LEADERS,
    "POST /api/v1/rules/import": AT_A_DESK,
    "POST /api/v1/scans": "device",
    "GET /api/v1/segments": AT_A_DESK,
    "POST /api/v1/segments/files": AT_A_DESK,
    "POST /api/v1/segments/end": AT_A_DESK,
    "POST /api/v1/sessions": "device",
    "DELETE /api/v1/sessions/current": STAFF,
    "POST /api/v1/sessions/office": "anyone",
    "GET /api/v1/shops": STAFF,
    "GET /api/v1/slips": AT_A_DESK,
    "GET /api/v1/slips/pools": AT_A_DESK,
    "POST /api/v1/slips/pools": AT_A_DESK,
    "POST /api/v1/slips/pools/<int:pool_id>/close": AT_A_DESK,
    "GET /api/v1/stock": LEADERS,
    "GET /api/v1/stock.csv": AT_A_DESK,
    "GET /api/v1/stock/movements": LEADERS,
    "GET /api/v1/stock/movements.csv": AT_A_DESK,
    "POST /api/v1/slips/files": AT_A_DESK,
    "GET /api/v1/slips/files/<int:label_file_id>.csv": AT_A_DESK,
    "POST /api/v1/slips/files/<int:label_file_id>/void": AT_A_DESK,
    "POST /api/v1/slips/numbers": AT_A_DESK,
    "GET /api/v1/slips/senders": AT_A_DESK,
    "POST /api/v1/slips/senders/<shop>": AT_A_DESK,
    "GET /api/v1/tasks": f"device {STAFF}",
    "POST /api/v1/tasks/<int:task_id>/claim": STAFF,
    "GET /api/v1/tasks/<int:task_id>/job": "device",
    "POST /api/v1/tasks/<int:task_id>/release": STAFF,
    "POST /api/v1/tasks/<int:task_id>/urgent": LEADERS,
    "POST /api/v1/tasks/ahead": "picker supervisor administrator",
    "POST /api/v1/tasks/wanted": "picker supervisor administrator",
    "POST /api/v1/tasks/start": STAFF,
    "POST /api/v1/tasks/claim": "packer supervisor administrator",
    "POST /api/v1/counts": LEADERS,
    "GET /api/v1/notices": AT_A_DESK,
    "POST /api/v1/notices": AT_A_DESK,
    "POST /api/v1/notices/files": AT_A_DESK,
    "GET /api/v1/masters": AT_A_DESK,
    "GET /api/v1/folders": AT_A_DESK,
    "POST /api/v1/folders": "administrator@desk",
    "PATCH /api/v1/folders/<int:folder_id>": "administrator@desk",
    "POST /api/v1/folders/<int:folder_id>/test": AT_A_DESK,
    "POST /api/v1/out-folders": "administrator@desk",
    "PATCH /api/v1/out-folders/<int:folder_id>": "administrator@desk",
    "POST /api/v1/out-folders/<int:folder_id>/test": AT_A_DESK,
    "POST /api/v1/file-servers": "administrator@desk",
    "PATCH /api/v1/file-servers/<int:server_id>": "administrator@desk",
    "POST /api/v1/file-servers/<int:server_id>/contact": "administrator@desk",
    "POST /api/v1/file-servers/<int:server_id>/trust": "administrator@desk",
    "POST /api/v1/file-servers/<int:server_id>/remove": "administrator@desk",
    "POST /api/v1/products/files": AT_A_DESK,
    "POST /api/v1/customers/files": AT_A_DESK,
    "POST /api/v1/shop-products/files": "key",
    "POST /api/v1/shop-customers/files": "key",
    "POST /api/v1/notices/<int:notice_id>/close": AT_A_DESK,
    "GET /api/v1/waves": LEADERS,
    "POST /api/v1/waves": LEADERS,
    "POST /api/v1/waves/preview": LEADERS,
    "POST /api/v1/welcome": "anyone",
}
TAKES_FILES = {
    "POST /api/v1/campaigns/redemptions/file",
    "POST /api/v1/imports",
    "POST /api/v1/customers/files",
    "POST /api/v1/order-formats/read",
    "POST /api/v1/order-formats/trial",
    "POST /api/v1/notices/files",
    "POST /api/v1/products/files",
    "POST /api/v1/scans/<string:event_id>/photo",
    "POST /api/v1/segments/files",
    "POST /api/v1/shop-customers/files",
    "POST /api/v1/shop-products/files",
    "POST /api/v1/slips/numbers",
}
CLOSED = {"login_needed", "device_unknown", "key_unknown", "not_allowed", "signature_wrong"}


def doors(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Method, rule, and an address with ids that nothing has; logging out comes last."""
    found = [
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]
    for method, rule in sorted(found, key=lambda door: ("sessions/current" in door[1], door)):
        yield method, rule, re.sub("<int:[a-z_]+>", "999999", rule).replace("<path:path>", "x/y")


def unsafe_doors(app: Flask) -> Iterator[tuple[str, str]]:
    """The doors behind which something happens."""
    for method, rule, address in doors(app):
        if method != "GET":
            yield f"{method} {rule}", address


def doors_of_pages(app: Flask) -> Iterator[tuple[str, str]]:
    """Those of them that cookies open; a system that shows its key is no page."""
    return ((door, address) for door, address in unsafe_doors(app) if WHO_MAY[door] != "key")


def visitors(world: World) -> dict[str, tuple[Screen, set[str]]]:
    """Everybody who may stand before a door, and the words of the table that mean them."""
    everybody: dict[str, tuple[Screen, set[str]]] = {
        "a stranger": (Screen(client_of(world.app)), set()),
        "a device with nobody": (world.device(), {"device"}),
    }
    for role in STAFF.split():
        everybody[f"a {role} on the floor"] = (world.handheld(role), {"device", role})
    for role in LEADERS.split():
        everybody[f"a {role} at a desk"] = (world.office(role), {role, f"{role}@desk"})
    return everybody


@on_sqlite_alone
def test_every_route_declares_what_the_table_says(served: Flask) -> None:
    declared = {
        f"{method} {rule}": served.view_functions[endpoint].__dict__["access"].describe()
        for method, rule, endpoint in (
            (method, rule.rule, rule.endpoint)
            for rule in served.url_map.iter_rules()
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        )
    }
    written = {
        door: ", ".join(word.replace("@desk", " (office)") for word in who.split())
        for door, who in WHO_MAY.items()
    }
    assert declared == written


@on_sqlite_alone
def test_every_door_opens_for_whom_it_should_and_for_nobody_else(world: World) -> None:
    wrong = []
    for name, (screen, words) in visitors(world).items():
        for method, rule, address in doors(world.app):
            who_may = set(WHO_MAY[f"{method} {rule}"].split())
            should_open = "anyone" in who_may or bool(words & who_may)
            answer = screen.client.open(
                address, method=method, buffered=True, **body_of(f"{method} {rule}")
            )
            code = answer.json["code"] if answer.is_json and answer.status_code >= 400 else None
            opened = not (answer.status_code in {401, 403} and code in CLOSED)
            if opened != should_open or answer.status_code >= 500:
                wrong.append(f"{name}: {method} {rule} answered {answer.status_code} {code}")
    assert not wrong, "\n".join(wrong)


def body_of(door: str) -> dict[str, object]:
    """An empty body of the kind this door takes."""
    if door.startswith("GET"):
        return {}
    if door in TAKES_FILES:
        return {"data": {}, "content_type": "multipart/form-data"}
    return {"json": {}}


@on_sqlite_alone
def test_an_id_that_no_row_can_have_is_not_found(world: World) -> None:
    office = world.office()
    for method, rule, _ in doors(world.app):
        if "<int:" in rule:
            address = re.sub("<int:[a-z_]+>", "9" * 30, rule)
            answer = office.client.open(address, method=method, **body_of(f"{method} {rule}"))
            assert answer.status_code == 404, rule


@on_sqlite_alone
def test_a_form_of_another_site_cannot_do_anything(world: World) -> None:
    office = world.office().client
    for door, address in unsafe_doors(world.app):
        method = door.partition(" ")[0]
        for kind in ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data"):
            if kind == "multipart/form-data" and door in TAKES_FILES:
                continue
            answer = office.open(address, method=method, data=b"a=b", content_type=kind)
            assert answer.status_code == 415, (door, kind)
        untold = office.open(address, method=method, data=b"{}")
        assert untold.status_code == 415, door


@on_sqlite_alone
@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://localhost.evil.example", "http://localhost:81"],
)
def test_a_request_from_another_site_is_refused(world: World, origin: str) -> None:
    office = world.office().client
    for door, address in doors_of_pages(world.app):
        answer = office.open(
            address, method=door.partition(" ")[0], json={}, headers={"Origin": origin}
        )
        assert (answer.status_code, answer.json["code"]) == (403, "foreign_origin"), door


@on_sqlite_alone
def test_a_request_must_say_where_it_comes_from(world: World) -> None:
    client = world.app.test_client()
    for door, address in doors_of_pages(world.app):
        answer = client.open(address, method=door.partition(" ")[0], json={})
        # A system with a key is no browser.
        codes = {"key": "key_unknown", "signed": "signature_wrong"}
        code = codes.get(WHO_MAY[door], "foreign_origin")
        assert answer.json["code"] == code, door
    answer = client.post("/api/v1/welcome", json={}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 422
    answer = client.post("/api/v1/welcome", json={}, headers={"Sec-Fetch-Site": "same-site"})
    assert answer.status_code == 403


@on_sqlite_alone
def test_the_servers_own_names_are_its_only_names(client: FlaskClient) -> None:
    for host in ("evil.example", "localhost.evil.example"):
        answer = client.get("/healthz", headers={"Host": host})
        assert (answer.status_code, answer.json["code"]) == (400, "host_unknown")
    assert client.get("/healthz", headers={"Host": "127.0.0.1"}).status_code == 200


@on_sqlite_alone
def test_over_https_cookies_are_bound_to_this_host_and_never_sent_in_the_clear(
    world: World, tmp_path: Path
) -> None:
    settings = world.app.extensions["settings"]
    code = world.office().post("/enrolments", {"kind": "handheld"}).json["code"]
    world.person(badge="B-7K3M9Q")
    secure = create_app(
        replace(settings, public_origins=("https://tanaban.example",), keeping=tmp_path)
    )
    client = client_of(secure)
    there = {"base_url": "https://tanaban.example"}
    enrolled = client.post("/api/v1/devices/enrol", json={"code": code}, **there)
    login = client.post("/api/v1/sessions", json={"badge": "B-7K3M9Q", "pin": PIN}, **there)
    for answer, name in ((enrolled, "device"), (login, "session")):
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith(f"__Host-tanaban_{name}=")
        for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
            assert f"; {part}" in cookie
        assert "Domain" not in cookie
    assert "max-age" in login.headers["Strict-Transport-Security"]
    close(secure)


def test_a_revocation_reaches_every_process_within_two_seconds(
    world: World, tmp_path: Path
) -> None:
    handheld, office = world.device(), world.office()
    elsewhere = create_app(replace(world.app.extensions["settings"], keeping=tmp_path))
    cookie = handheld.client.get_cookie("tanaban_device")
    assert cookie is not None
    client = client_of(elsewhere)
    client.set_cookie("tanaban_device", cookie.value)
    assert client.get("/api/v1/feed?after=0").status_code == 200
    office.post(f"/devices/{handheld.device_id}/revoke")
    assert handheld.get("/feed", after=0).status_code == 401
    began = time.monotonic()
    while client.get("/api/v1/feed?after=0").status_code == 200:
        assert time.monotonic() - began < 2.5
    close(elsewhere)


def close(app: Flask) -> None:
    """Let go of the connections of an application of a test."""
    from server.foundation import db  # noqa: PLC0415 - only here

    with app.app_context():
        db.engine.dispose()


@on_sqlite_alone
def test_who_hammers_at_a_login_is_slowed_down_whatever_name_is_tried(world: World) -> None:
    client = client_of(world.app)
    answers = [
        client.post("/api/v1/sessions/office", json={"login": f"u{nth}", "password": PASSWORD})
        for nth in range(21)
    ]
    assert [answer.status_code for answer in answers] == [401] * 20 + [429]
    assert answers[-1].json["code"] == "too_many_requests"


@on_sqlite_alone
def test_a_route_without_a_declared_access_keeps_the_server_from_starting(
    world: World, tmp_path: Path
) -> None:
    app = create_app(replace(world.app.extensions["settings"], keeping=tmp_path))
    app.add_url_rule("/forgotten", "forgotten", lambda: "open to all")
    with pytest.raises(UnsafeSettings, match="/forgotten"):
        refuse_unsafe_application(app)


@on_sqlite_alone
def test_debug_mode_keeps_the_server_from_starting(world: World, tmp_path: Path) -> None:
    app = create_app(replace(world.app.extensions["settings"], keeping=tmp_path))
    app.debug = True
    with pytest.raises(UnsafeSettings, match="Debug"):
        refuse_unsafe_application(app)
