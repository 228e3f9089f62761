"""Files that come in from, and go out to, a server by SFTP: a real one, on a real socket."""

import io
from dataclasses import replace
from pathlib import Path

import paramiko
import pytest

from server.exchange.folders import sftp
from server.exchange.folders.servers import Rounds
from tests.databases import on_sqlite_alone
from tests.exchange.files import shopify_file, shopify_order
from tests.exchange.sftp_server import OPENS, SftpServer, running
from tests.exchange.test_watched_folders import names, reports
from tests.makers import Screen, World

ORDERS = shopify_file(shopify_order("#1", ("TEE-M", 1)), shopify_order("#2", ("NO-SUCH", 1)))


@pytest.fixture
def there(world: World, tmp_path: Path):
    """A server that this installation allows, with a folder for orders."""
    assert world.shop_id
    world.product("TEE-M", stock={"A-01-01": 10})
    (tmp_path / "there" / "in" / "orders").mkdir(parents=True)
    before = world.app.extensions["settings"]
    with running(tmp_path / "there") as server:
        world.app.extensions["settings"] = replace(
            before, webhook_addresses_allowed=(server.address,)
        )
        yield server
        world.app.extensions["settings"] = before


@pytest.fixture
def office(world: World, there: SftpServer) -> Screen:
    assert there
    return world.office("administrator")


def note_server(office: Screen, there: SftpServer, **told: object) -> int:
    body = {"owner": "MORI", "name": "森の店", "host": "127.0.0.1", "port": there.port}
    body |= {"user": "tanaban", "password": OPENS} | told
    answer = office.post("/file-servers", body)
    assert answer.status_code == 201, answer.json
    return answer.json["id"]


def trusted(office: Screen, there: SftpServer, **told: object) -> int:
    """A server whose key was compared."""
    server_id = note_server(office, there, **told)
    shown = office.post(f"/file-servers/{server_id}/contact").json
    assert shown == {"fault": None, "host_key": there.fingerprint}
    trust = {"host_key": shown["host_key"]}
    assert office.post(f"/file-servers/{server_id}/trust", trust).status_code == 204
    return server_id


def watch(office: Screen, server_id: int, **told: object):
    body = {"owner": "MORI", "shop": "mori-main", "kind": "orders", "path": "in/orders"}
    return office.post("/folders", body | {"server": server_id} | told)


def look(world: World) -> None:
    Rounds(world.app).settle()


def fault(office: Screen) -> str | None:
    (folder,) = office.get("/folders").json["folders"]
    return folder["fault"]


def test_a_file_comes_from_a_server_once_it_is_whole_and_the_second_time_nothing(
    world, there, office
):
    assert watch(office, trusted(office, there)).status_code == 201
    orders = there.root / "in" / "orders"
    (orders / "受注.csv").write_bytes(ORDERS[:-200])
    (orders / "later.csv.part").write_bytes(ORDERS)
    look(world)
    (orders / "受注.csv").write_bytes(ORDERS)
    look(world)
    assert office.get("/orders").json["total"] == 0, "it grew since the last look"
    look(world)
    assert office.get("/orders").json["total"] == 1
    assert names(orders) == ["done", "error", "later.csv.part"]
    (report,) = reports(orders / "done")
    assert (report["imported"], report["rejected"]) == (1, 1)
    (orders / "again.csv").write_bytes(ORDERS)
    look(world)
    look(world)
    assert office.get("/orders").json["total"] == 1
    assert [one.get("code") for one in reports(orders / "done")] == [None, "file_came_before"]
    (folder,) = office.get("/folders").json["folders"]
    assert (folder["fault"], folder["owner_name"], folder["server_name"]) == (
        None,
        "森商店",
        "森の店",
    )


@on_sqlite_alone
def test_a_server_hears_no_password_before_a_person_has_compared_its_key(world, there, office):
    server_id = note_server(office, there)
    watch(office, server_id)
    look(world)
    assert (fault(office), there.passwords) == ("host_key_not_known", [])
    office.post(f"/file-servers/{server_id}/contact")
    assert there.passwords == []
    other = "SHA256:" + "a" * 43
    office.post(f"/file-servers/{server_id}/trust", {"host_key": other})
    look(world)
    assert (fault(office), there.passwords) == ("host_key_changed", [])
    assert "s3cret" not in office.get("/folders").text


@on_sqlite_alone
def test_a_private_key_opens_and_a_locked_one_is_refused(world, there, office):
    there.client_key = paramiko.ECDSAKey.generate()
    written = {}
    for word in (None, "locked"):
        text = io.StringIO()
        there.client_key.write_private_key(text, password=word)
        written[word] = text.getvalue()
    watch(office, trusted(office, there, password="", private_key=written[None]))
    (there.root / "in" / "orders" / "a.csv").write_bytes(ORDERS)
    look(world)
    look(world)
    assert office.get("/orders").json["total"] == 1
    body = {"name": "x", "host": "h.example", "user": "u", "private_key": written["locked"]}
    assert office.post("/file-servers", body).json["code"] == "private_key_locked"
    body["private_key"] = "no key"
    assert office.post("/file-servers", body).json["code"] == "private_key_unreadable"


@on_sqlite_alone
def test_whatever_is_wrong_with_a_server_is_said_and_nothing_comes_in(
    world, there, office, monkeypatch
):
    for name in ("CONNECT_SECONDS", "ANSWER_SECONDS", "FILE_SECONDS", "LISTING_SECONDS"):
        monkeypatch.setattr(sftp, name, 0.5)
    server_id = trusted(office, there)
    watch(office, server_id)
    (there.root / "in" / "orders" / "a.csv").write_bytes(ORDERS)
    look(world)
    there.is_full = True
    look(world)
    assert fault(office) == "server_does_not_write"
    there.is_full = False
    there.stalled_reads.clear()
    look(world)
    assert fault(office) == "server_too_slow"
    there.stalled_reads.set()
    there.is_silent = True
    look(world)
    assert fault(office) == "server_too_slow"
    there.is_silent = False
    for change, code in (
        ({"password": "wrong"}, "login_refused"),
        ({"password": OPENS, "host": "127.0.0.2"}, "host_key_not_known"),
    ):
        assert office.patch(f"/file-servers/{server_id}", change).status_code == 204
        look(world)
        assert fault(office) == code
    shown = office.post(f"/file-servers/{server_id}/contact").json
    assert shown == {"fault": "server_address_refused", "host_key": None}
    assert office.get("/orders").json["total"] == 0
    assert names(there.root / "in" / "orders") == ["a.csv", "done", "error"]


@on_sqlite_alone
def test_a_file_that_could_not_be_put_away_is_in_once(world, there, office):
    watch(office, trusted(office, there))
    orders = there.root / "in" / "orders"
    (orders / "a.csv").write_bytes(ORDERS)
    look(world)
    there.drops_after_rename = True
    look(world)
    assert fault(office) == "server_does_not_write"
    assert names(orders) == ["a.csv", "done", "error"]
    there.drops_after_rename = False
    look(world)
    look(world)
    (folder,) = office.get("/folders").json["folders"]
    assert [one["state"] for one in folder["files"]] == ["taken"]
    assert names(orders) == ["done", "error"]


@on_sqlite_alone
def test_a_folder_of_one_owner_lies_on_no_server_of_another(world, there, office):
    house = note_server(office, there, owner=None)
    mori = note_server(office, there)
    assert watch(office, house).json["code"] == "server_of_other"
    numbers = {"kind": "numbers", "owner": None, "shop": None, "carrier": world.carrier}
    assert watch(office, mori, **numbers).json["code"] == "server_of_other"
    assert watch(office, house, **numbers).status_code == 201
    out = {"kind": "label_files", "carrier": world.carrier, "server": house}
    into = office.post("/out-folders", out | {"path": "in/orders"})
    assert into.json["code"] == "folder_is_watched"
    assert office.post(f"/file-servers/{house}/remove").status_code == 204
    (folder,) = office.get("/folders").json["folders"]
    assert folder["is_on"] is False
