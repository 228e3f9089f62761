"""Files that go out by themselves, each once, and a carrier's numbers that come back by one."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from server import catalog
from server.boards import findings
from server.exchange.folders import writing_out
from server.exchange.folders.leasing import claim
from server.exchange.folders.looking import look_into, look_into_all
from server.exchange.folders.records import OutFile, OutFolder, WatchedFolder
from server.exchange.folders.servers import Rounds
from server.exchange.folders.writing_out import write_out_here
from server.foundation import now
from server.orders.records import Parcel
from tests.databases import on_sqlite_alone
from tests.exchange.connections.desk import Desk
from tests.exchange.connections.test_telling import shipped
from tests.exchange.sftp_server import SftpServer, running
from tests.exchange.test_folders_on_servers import trusted
from tests.exchange.test_slips import CONSIGNEE, CONTRACT, SENDER, release
from tests.floor import slip_of
from tests.makers import Screen, World


@pytest.fixture
def root(world: World, tmp_path: Path) -> Path:
    """The root, with folders out and in, and a shop that has a contract with Yamato."""
    shop_id = world.shop_id
    with world.transaction() as session:
        catalog.set_sender(session, shop_id, SENDER, [CONTRACT])
    folder = tmp_path / "root"
    for inner in ("b2", "numbers", "stock"):
        (folder / inner).mkdir(parents=True)
    before = world.app.extensions["settings"]
    world.app.extensions["settings"] = replace(before, folders_root=folder)
    yield folder
    world.app.extensions["settings"] = before


@pytest.fixture
def office(world: World, root: Path) -> Screen:
    assert root
    return world.office("administrator")


@pytest.fixture
def there(world: World, root: Path):
    """A server with a folder for the carrier's files."""
    (root / "far" / "b2").mkdir(parents=True)
    with running(root / "far") as server:
        before = world.app.extensions["settings"]
        world.app.extensions["settings"] = replace(
            before, webhook_addresses_allowed=(server.address,)
        )
        yield server


def write_into(office: Screen, **told: Any) -> int:
    body = {"kind": "label_files", "carrier": "yamato", "path": "b2"} | told
    answer = office.post("/out-folders", body)
    assert answer.status_code == 201, answer.json
    return answer.json["id"]


def order(world: World) -> str:
    """An order that is released; its shipment waits for a slip."""
    tee = world.product(f"TEE-{world.app.extensions.setdefault('tees', 0)}", stock={"A-01-03": 5})
    world.app.extensions["tees"] += 1
    world.order((tee, 1), consignee=CONSIGNEE)
    release(world.office("supervisor"))
    return tee.sku


def files(office: Screen) -> None:
    assert office.post("/slips/files", {"carrier": "yamato"}).status_code == 201


def look(world: World) -> None:
    """What the worker does every minute, far away as well."""
    with world.app.app_context():
        look_into_all()
        write_out_here()
    Rounds(world.app).settle()


def out(office: Screen) -> tuple[str | None, list[str]]:
    """The fault of the one folder, and how its files are, the newest first."""
    (folder,) = office.get("/folders").json["out_folders"]
    return folder["fault"], [one["state"] for one in folder["files"]]


def test_a_carriers_file_goes_out_once_and_its_numbers_come_back(world, root, office):
    write_into(office)
    numbers = {"kind": "numbers", "carrier": "yamato", "path": "numbers"}
    assert office.post("/folders", numbers).status_code == 201
    order(world)
    files(office)
    look(world)
    (written,) = (root / "b2").iterdir()
    assert written.name.startswith("yamato_b2-")
    (kept,) = office.get("/slips").json["label_files"]
    assert written.read_bytes() == office.get(f"/slips/files/{kept['id']}.csv").data
    number = written.read_text("cp932").splitlines()[-1].split(",")[0].strip('"')
    written.unlink()
    look(world)
    assert list((root / "b2").iterdir()) == [], "it was fetched, and is not written again"
    assert out(office) == (None, ["written"])

    back = f"お客様管理番号,送り状番号\r\n{number},{slip_of(1)}\r\nS9999999999,{slip_of(2)}\r\n"
    for name in ("a.csv", "b.csv"):
        (root / "numbers" / name).write_bytes(back.encode("cp932"))
        look(world)
        look(world)
    (folder,) = office.get("/folders").json["folders"]
    again, first = folder["files"]
    told = {name: first["report"][name] for name in ("noted", "known", "rejected")}
    assert (told, again["state"]) == ({"noted": 1, "known": 0, "rejected": 1}, "known")
    assert first["report"]["problems"] == [
        {"row": 3, "column": "", "code": "shipment_unknown", "value": slip_of(2)}
    ]


@on_sqlite_alone
def test_a_file_that_is_voided_goes_out_only_as_the_one_in_its_place(world, root, office):
    write_into(office)
    order(world)
    files(office)
    (first,) = office.get("/slips").json["label_files"]
    (root / "b2").rename(root / "away")
    look(world)
    assert out(office) == ("folder_missing", ["waiting"])
    assert office.post(f"/slips/files/{first['id']}/void", {"reason": "x"}).status_code == 204
    files(office)
    (root / "away").rename(root / "b2")
    look(world)
    assert out(office) == (None, ["written", "void"])
    assert len(list((root / "b2").iterdir())) == 1


@on_sqlite_alone
def test_nothing_is_written_over_what_lies_there(world, root, office):
    write_into(office)
    order(world)
    files(office)
    (kept,) = office.get("/slips").json["label_files"]
    taken = root / "b2" / f"{kept['name'].removesuffix('.csv')}-{kept['id']}.csv"
    taken.write_bytes(b"theirs")
    look(world)
    assert out(office) == ("name_taken", ["waiting"])
    assert taken.read_bytes() == b"theirs"
    taken.unlink()
    look(world)
    assert out(office) == (None, ["written"])


@on_sqlite_alone
@pytest.mark.parametrize("stopped_after", ["moving", "written"])
def test_whoever_is_stopped_in_the_middle_writes_it_once(
    world, root, office, monkeypatch, stopped_after
):
    """Stopped before the file has its name, or before that is written down."""
    write_into(office)
    order(world)
    files(office)
    note = writing_out.note

    def stops(due: Any, state: str) -> None:
        if state == stopped_after == "written":
            raise KeyboardInterrupt
        note(due, state)
        if state == stopped_after:
            raise KeyboardInterrupt

    monkeypatch.setattr(writing_out, "note", stops)
    with pytest.raises(KeyboardInterrupt):
        look(world)
    monkeypatch.undo()
    fetched = [one for one in (root / "b2").iterdir() if one.suffix == ".csv"]
    assert len(fetched) == (stopped_after == "written")
    for one in fetched:
        one.unlink()
    with world.transaction() as session:
        session.execute(update(OutFolder).values(leased_until=None))
    look(world)
    assert out(office) == (None, ["written"])
    assert len(list((root / "b2").iterdir())) == (stopped_after == "moving")


@on_sqlite_alone
def test_a_carriers_file_goes_to_a_server_and_one_whose_line_breaks_goes_once(
    world, root, office, there: SftpServer
):
    house = trusted(office, there, owner=None)
    write_into(office, server=house, every_minutes=10)
    order(world)
    there.drops_after_rename = True
    look(world)
    there.drops_after_rename = False
    assert out(office)[0] == "server_does_not_write"
    look(world)
    assert out(office) == (None, ["written"])
    (written,) = (root / "far" / "b2").iterdir()
    assert written.suffix == ".csv"
    assert len(there.renamed) == 1
    there.is_full = True
    (folder,) = office.get("/folders").json["out_folders"]
    tried = office.post(f"/out-folders/{folder['id']}/test").json
    assert tried == {"fault": "server_does_not_write"}


@on_sqlite_alone
def test_the_list_of_stock_is_written_once_a_night_and_a_sandbox_writes_nothing(
    world, root, office, monkeypatch
):
    monkeypatch.setattr(writing_out, "NIGHT_BEGINS_HOUR", 0)
    world.product("TEE-M", stock={"A-01-03": 20})
    told = {"kind": "stock_list", "owner": "MORI", "carrier": None, "path": "stock"}
    write_into(office, shop="mori-main", **told)
    kept = world.app.extensions["settings"]
    world.app.extensions["settings"] = replace(kept, sandbox=True)
    look(world)
    assert list((root / "stock").iterdir()) == []
    world.app.extensions["settings"] = kept
    look(world)
    look(world)
    (written,) = (root / "stock").iterdir()
    assert written.name.startswith("stock-mori-main-")
    assert written.read_text("utf-8-sig").splitlines() == [
        "shop,sku,available",
        "mori-main,TEE-M,20",
    ]


@on_sqlite_alone
def test_what_left_yesterday_is_listed_once(world, root, office, monkeypatch):
    monkeypatch.setattr(writing_out, "NIGHT_BEGINS_HOUR", 0)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    made = world.order((tee, 1), consignee=CONSIGNEE)
    shipped(Desk(world, world.office("supervisor"), None), tee, made.id)
    write_into(
        office, kind="shipped_list", owner="MORI", shop="mori-main", carrier=None, path="stock"
    )
    look(world)
    assert list((root / "stock").iterdir()) == [], "its day is not over"
    day_before = now() - timedelta(days=1)
    with world.transaction() as session:
        session.execute(update(OutFolder).values(made_at=day_before))
        session.execute(update(Parcel).values(handed_over_at=day_before))
    look(world)
    look(world)
    (written,) = (root / "stock").iterdir()
    header, row = written.read_text("utf-8-sig").splitlines()
    assert header == "shop,order,carrier,tracking_no,left_at"
    assert row.startswith(f"mori-main,{made.external},yamato,{slip_of(1)},")


def test_two_workers_never_look_into_one_folder(world, root, office):
    body = {"kind": "products", "owner": "MORI", "path": "stock"}
    folder_id = office.post("/folders", body).json["id"]
    with world.transaction() as session:
        assert claim(session, WatchedFolder, folder_id) == 1
    with world.transaction() as session:
        assert claim(session, WatchedFolder, folder_id) is None
    with world.app.app_context():
        look_into(folder_id)
    (folder,) = office.get("/folders").json["folders"]
    assert folder["looked_at"] is None, "another worker has it"
    with world.transaction() as session:
        session.execute(update(WatchedFolder).values(leased_until=None))
    with world.app.app_context():
        look_into(folder_id)
    assert office.get("/folders").json["folders"][0]["looked_at"]


@on_sqlite_alone
def test_a_file_told_as_written_that_is_not_is_found(world, root, office):
    write_into(office)
    order(world)
    files(office)
    look(world)
    with world.transaction() as session:
        session.execute(update(OutFile).values(sha256=None))
    with world.reading() as session:
        (found,) = findings(session)
    assert found.check == "INV-53"
    with world.transaction() as session:
        session.execute(update(OutFile).values(sha256="0" * 64))
