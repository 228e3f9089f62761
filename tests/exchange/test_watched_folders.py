"""Files that come in by themselves from watched folders, on a real disk."""

import os
import zipfile
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from sqlalchemy import delete, insert

from server.boards import findings
from server.exchange.folders.looking import look_into_all
from server.exchange.folders.records import FolderFile
from server.foundation import now
from tests.exchange.files import shopify_file, shopify_order
from tests.makers import Screen, World

on_sqlite_alone = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ORDERS = shopify_file(shopify_order("#1", ("TEE-M", 1)), shopify_order("#2", ("NO-SUCH", 1)))


@pytest.fixture
def root(world: World, tmp_path: Path) -> Path:
    """The root that the operator has set, with a folder for the shop's orders."""
    assert world.shop_id
    world.product("TEE-M", stock={"A-01-01": 10})
    folder = tmp_path / "root"
    (folder / "mori" / "orders").mkdir(parents=True)
    before = world.app.extensions["settings"]
    world.app.extensions["settings"] = replace(before, folders_root=folder, import_bytes_max=9_000)
    yield folder
    world.app.extensions["settings"] = before


@pytest.fixture
def office(world: World, root: Path) -> Screen:
    assert root
    return world.office("administrator")


def watch(office: Screen, **told: str):
    body = {"owner": "MORI", "shop": "mori-main", "kind": "orders", "path": "mori/orders"} | told
    return office.post("/folders", body)


def look(world: World) -> None:
    """What the worker does every minute."""
    with world.app.app_context():
        look_into_all()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def reports(folder: Path) -> list[dict]:
    return [orjson.loads(path.read_bytes()) for path in sorted(folder.glob("*.report.json"))]


def brought(office: Screen) -> list[tuple[str, str]]:
    (folder,) = office.get("/folders").json["folders"]
    return [(one["name"], one["state"]) for one in folder["files"]]


def test_a_file_comes_in_once_it_is_whole_and_the_second_time_nothing(world, root, office):
    assert watch(office).status_code == 201
    orders = root / "mori" / "orders"
    (orders / "受注.csv").write_bytes(ORDERS[:-200])
    look(world)
    (orders / "受注.csv").write_bytes(ORDERS)
    look(world)
    assert office.get("/orders").json["total"] == 0, "it grew since the last look"
    look(world)
    assert office.get("/orders").json["total"] == 1
    assert names(orders) == ["done", "error"]
    (report,) = reports(orders / "done")
    assert (report["file"], report["imported"], report["rejected"]) == ("受注.csv", 1, 1)
    assert report["problems"][0]["code"] == "unknown_product"
    (orders / "again.csv").write_bytes(ORDERS)
    look(world)
    look(world)
    assert office.get("/orders").json["total"] == 1
    assert brought(office) == [("again.csv", "known"), ("受注.csv", "taken")]
    assert [one.get("code") for one in reports(orders / "done")] == [None, "file_came_before"]


@on_sqlite_alone
def test_temporary_names_links_and_folders_are_left_alone(world, root, office):
    watch(office)
    orders = root / "mori" / "orders"
    secret = root.parent / "secret.csv"
    secret.write_bytes(ORDERS)
    (orders / "linked.csv").symlink_to(secret)
    (orders / "inner").mkdir()
    for name in (".hidden.csv", "orders.csv.part", "orders.csv.filepart", "orders.csv~", "a.tmp"):
        (orders / name).write_bytes(ORDERS)
    os.mkfifo(orders / "pipe.csv")
    before = names(orders)
    look(world)
    look(world)
    assert office.get("/orders").json["total"] == 0
    assert names(orders) == sorted([*before, "done", "error"])
    assert secret.read_bytes() == ORDERS


@on_sqlite_alone
def test_a_file_that_is_no_good_lies_in_error_with_the_reason(world, root, office):
    watch(office)
    orders = root / "mori" / "orders"
    (orders / "a.csv").write_bytes(b"")
    (orders / "b.csv").write_bytes("商品,数量\r\n".encode("utf-16"))
    with (orders / "c.csv").open("wb") as large:
        large.truncate(2_000_000_000)
    with zipfile.ZipFile(orders / "d.csv", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("orders.csv", bytes(1_000_000))
    look(world)
    look(world)
    assert {one["file"]: one["code"] for one in reports(orders / "error")} == {
        "a.csv": "file_is_empty",
        "b.csv": "encoding_is_utf16",
        "c.csv": "too_large",
        "d.csv": "file_is_binary",
    }
    assert len(names(orders / "error")) == 8
    look(world)
    assert len(brought(office)) == 4


@on_sqlite_alone
def test_products_and_notices_come_by_folders_too(world, root, office):
    for kind, content in (
        ("products", "商品コード,商品名\r\nTEA,緑茶\r\n"),
        ("notices", "入荷予定番号,入荷予定日,商品コード,数量\r\nPO-1,2099-01-05,TEE-M,4\r\n"),
    ):
        (root / kind).mkdir()
        assert watch(office, kind=kind, path=kind).status_code == 201
        (root / kind / "file.csv").write_text(content, "utf-8")
    look(world)
    look(world)
    assert reports(root / "products" / "done")[0]["new"] == 1
    assert reports(root / "notices" / "done")[0]["taken"] == ["PO-1"]


@on_sqlite_alone
def test_nothing_outside_the_root_is_watched(world, root, office):
    for path in ("../secret", "/etc", "mori/../../x", "mori//x", ".ssh", "mori/done", "a" * 201):
        assert watch(office, path=path).status_code == 422, path
    (root.parent / "outside").mkdir()
    (root / "linked").symlink_to(root.parent / "outside")
    watch(office, path="linked/inner")
    watch(office, path="gone")
    look(world)
    faults = {one["path"]: one["fault"] for one in office.get("/folders").json["folders"]}
    assert faults == {"linked/inner": "folder_is_no_folder", "gone": "folder_missing"}


@on_sqlite_alone
def test_the_test_button_tells_what_lies_there_and_takes_nothing(world, root, office):
    folder_id = watch(office).json["id"]
    (root / "mori" / "orders" / "受注.csv").write_bytes(ORDERS)
    (root / "mori" / "orders" / "受注2.csv.part").write_bytes(ORDERS)
    assert office.post(f"/folders/{folder_id}/test").json == {
        "fault": None,
        "waiting": ["受注.csv"],
        "passed_over": ["受注2.csv.part"],
    }
    assert office.patch(f"/folders/{folder_id}", {"is_on": False}).status_code == 204
    look(world)
    look(world)
    assert office.get("/orders").json["total"] == 0


@on_sqlite_alone
def test_orders_told_as_taken_that_nobody_brings_in_are_found(world, root, office):
    folder_id = watch(office).json["id"]
    told = {"watched_folder_id": folder_id, "name": "x", "size_bytes": 1, "changed_ns": 1}
    told |= {"state": "taken", "report": {}, "seen_at": now(), "ended_at": now()}
    with world.transaction() as session:
        session.execute(insert(FolderFile).values(**told))
    with world.reading() as session:
        (found,) = findings(session)
    assert (found.check, found.rows[0][1]) == ("INV-46", "x")
    with world.transaction() as session:
        session.execute(delete(FolderFile))
