"""Everything exports, and comes back: the same files again, on the same database or the other."""

import json
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import flask_migrate
import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, insert, select, text, update

from server.app import create_app
from server.boards import findings
from server.catalog.records import Owner, Product, ProductPicture, Shop
from server.exchange.connections.records import Connection
from server.exchange.everything.cells import line_of, quoted, rows_of
from server.exchange.everything.checking import ArchiveRefused, OpenArchive, refuse_other_house
from server.exchange.everything.restoring import restore
from server.exchange.everything.which import (
    FOR_EVERY_OWNER,
    HOW_THE_HOUSE_WORKS,
    LEFT_OUT,
    OWNED_BY,
    SECRETS,
)
from server.exchange.everything.writing import MANIFEST, Wanted, write_archive
from server.foundation import Record, db, now, reading, snapshot, transaction
from server.foundation.migrations import newest_revision
from server.orders.records import Order
from server.people.records import Person
from tests.conftest import fill_template, settings_for
from tests.databases import on_sqlite_alone
from tests.floor import Worker, slip_of
from tests.makers import World

AWAY = "tanaban_away"
NASTY = '一行目,"引用"\r\n二行目\n\n\t\\N ""=1+1 𠮷🍣\ufeff'
NO_SECRET = {"body_hash", "row_digest", "digest", "sha256"}
"""Columns that sound like secrets and are sums over contents."""


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """Another, empty Tanaban, on either database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'away.sqlite3'}"
    else:
        server = request.getfixturevalue("postgres")
        server.command(f"CREATE DATABASE {AWAY}")
        url = server.url(AWAY)
    fill_template(tmp_path, url)
    app = create_app(settings_for(tmp_path, url))
    yield app
    with app.app_context():
        db.engine.dispose()
    if request.param != "sqlite":
        server.command(f"DROP DATABASE {AWAY} WITH (FORCE)")


def busy_day(world: World) -> None:
    """Goods, an order that left, one that waits, pictures, a connection, odd names."""
    for number in (1, 2):
        world.place(f"T-{number:04d}", kind="tote")
    world.place("C-01", kind="cart")
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    leaflet = world.flyer("WELCOME")
    whole = world.order((tee, 2), note=NASTY, delivery_slot="", consignee={"name": NASTY, "b": 1.5})
    rest = world.order((tee, 90))
    office = world.office("supervisor")
    everything = {"shops": [], "carriers": [], "ship_by_before": None, "carts_max": None}
    assert office.post("/waves", everything | {"totes_per_cart": 2}).status_code == 201
    picker = Worker(world.handheld())
    picker.take_next("pick")
    picker.load_cart("C-01", ["T-0001"])
    codes = {one.id: one.jan for one in (tee, leaflet)}
    picker.walk(codes)
    packer = Worker(world.tablet())
    packer.take_tote("T-0001")
    packer.pack(codes, slip_of(40_000_000_001))
    assert office.post("/handovers", {"carrier": "yamato"}).status_code == 200
    with world.transaction() as session:
        # The older one points at the younger: keys are free to point either way.
        session.execute(update(Order).where(Order.id == whole.id).values(split_from_id=rest.id))
        session.add(ProductPicture(product_id=tee.id, media_type="x/y", content=b"", digest="0"))
        session.add(
            ProductPicture(
                product_id=leaflet.id, media_type="image/png", content=bytes(range(256)), digest="1"
            )
        )
        session.execute(update(Product).where(Product.id == tee.id).values(variant=NASTY[:60]))
        session.add(
            Connection(
                owner_id=world.owner_id,
                name="森商店",
                address="https://shop.example.jp/hook",
                kinds=["order.cancelled"],
                state="sandbox",
                secret="whsec_c2VjcmV0",
                key_hash="f" * 64,
                listens_from=0,
                made_at=now(),
            )
        )


def kind_of(app: Flask) -> str:
    """Which database it keeps its rows in."""
    with app.app_context():
        return db.engine.dialect.name


def export(world: Flask, path: Path, **wanted: object) -> dict[str, bytes]:
    """Write an archive; its files."""
    with world.app_context(), snapshot() as session:
        write_archive(session, path, Wanted(newest_revision(), now(), **wanted))
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def bring_back(app: Flask, path: Path) -> None:
    """Restore an archive, as the command does."""
    with app.app_context(), OpenArchive(path) as archive:
        refuse_other_house(archive.manifest, newest_revision())
        archive.refuse_damaged()
        with transaction() as session:
            restore(session, archive)


def data_of(files: dict[str, bytes]) -> dict[str, bytes]:
    """All but the manifest, which says when it was made."""
    return {name: content for name, content in files.items() if name != MANIFEST}


def test_what_is_restored_exports_the_same_again_and_its_books_are_whole(
    world: World, elsewhere: Flask, tmp_path: Path
) -> None:
    busy_day(world)
    # With its secrets a house moves on to PostgreSQL and back; without them it is copied.
    with_secrets = kind_of(world.app) != kind_of(elsewhere)
    first = export(world.app, tmp_path / "first.zip", with_secrets=with_secrets)
    bring_back(elsewhere, tmp_path / "first.zip")
    again = export(elsewhere, tmp_path / "again.zip", with_secrets=with_secrets)
    assert data_of(first) == data_of(again)
    assert json.loads(first[MANIFEST])["files"] == json.loads(again[MANIFEST])["files"]
    with elsewhere.app_context(), reading() as session:
        assert findings(session) == []
        person = session.scalars(select(Person).limit(1)).one()
        assert (person.pin_hash is not None) == with_secrets
        connection = session.scalars(select(Connection)).one()
        assert connection.state == ("sandbox" if with_secrets else "off")
        assert (connection.secret == "whsec_c2VjcmV0") == with_secrets
    # Work goes on with new numbers, in a feed of another life.
    restored = World(elsewhere)
    with restored.transaction() as session:
        session.add(Owner(code="NEXT", name="次"))
    with world.reading() as here, restored.reading() as there:
        epoch = text("SELECT epoch FROM feed_head")
        assert here.scalar(epoch) != there.scalar(epoch)


@on_sqlite_alone
def test_no_secret_is_in_the_files_unless_it_is_asked_for(world: World, tmp_path: Path) -> None:
    busy_day(world)
    with world.reading() as session:
        kept = session.execute(text("SELECT pin_hash, token_hash FROM people, work_sessions")).all()
        secrets = {value.encode() for row in kept for value in row if value}
    assert secrets
    files = b"".join(export(world.app, tmp_path / "open.zip").values())
    assert not [secret for secret in (*secrets, b"whsec_", b"f" * 64) if secret in files]
    files = b"".join(export(world.app, tmp_path / "closed.zip", with_secrets=True).values())
    assert all(secret in files for secret in secrets)


def test_an_owners_archive_holds_nothing_of_another_owner(world: World, tmp_path: Path) -> None:
    busy_day(world)
    with world.transaction() as session:
        other = Owner(code="OTHER", name="他荷主")
        session.add(other)
        session.flush()
        shop = Shop(owner_id=other.id, code="other-shop", name="他店舗", carrier_code="yamato")
        goods = Product(owner_id=other.id, sku="OTHER-1", name="他社の品", created_at=now())
        session.add_all([shop, goods])
        session.flush()
        session.execute(
            insert(Record.metadata.tables["product_pictures"]).values(
                product_id=goods.id, media_type="x/y", content=b"other picture", digest="2"
            )
        )
    mine = export(world.app, tmp_path / "mine.zip", owner_code="MORI")
    text_of_mine = b"".join(mine.values()).decode("utf-8", "replace")
    assert "OTHER" not in text_of_mine
    assert "他" not in text_of_mine
    assert "other-shop" not in text_of_mine
    assert "other picture" not in text_of_mine
    assert mine["tables/orders.csv"].count(b"M-0") == 2
    assert mine["tables/movements.csv"].count(b"handed_over") == 1
    assert "tables/people.csv" not in mine
    theirs = export(world.app, tmp_path / "theirs.zip", owner_code="OTHER")
    assert {name for name in theirs if name.startswith("files/")} == {
        f"files/product_pictures/{goods.id}"
    }
    assert theirs["tables/orders.csv"].count(b"\n") == 1
    with OpenArchive(tmp_path / "mine.zip") as archive, pytest.raises(ArchiveRefused, match="MORI"):
        refuse_other_house(archive.manifest, newest_revision())


@on_sqlite_alone
@pytest.mark.parametrize("elsewhere", ["sqlite"], indirect=True)
def test_what_is_not_as_it_was_written_changes_nothing(
    world: World, elsewhere: Flask, tmp_path: Path
) -> None:
    world.product("TEE-M", stock={"A-01-03": 5})
    good = export(world.app, tmp_path / "good.zip")
    orders = good["tables/orders.csv"]
    products = good["tables/products.csv"]

    def with_files(**more: bytes | None) -> Path:
        path = tmp_path / "bad.zip"
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, content in (
                good | {k.replace("__", "/"): v for k, v in more.items()}
            ).items():
                if content is not None:
                    archive.writestr(name, content)
        return path

    manifest = json.loads(good[MANIFEST])
    for said, files in {
        "not what was written": {"tables__products.csv": products.replace(b"TEE-M", b"TEE-L")},
        "bytes in place of": {"tables__products.csv": products + b"\n"},
        "not in the manifest": {"tables__more.csv": b""},
        "in the manifest only": {"tables__orders.csv": None},
        "leads outside": {"..__..__etc__passwd": b"root"},
        "zip bomb": {"tables__orders.csv": orders + b" " * 50_000_000},
        "no manifest.json": {MANIFEST: None},
        "cannot be read": {MANIFEST: b"[]"},
        "is of revision 20010101": {MANIFEST: json.dumps(manifest | {"revision": "20010101"})},
    }.items():
        with pytest.raises(ArchiveRefused, match=said):
            bring_back(elsewhere, with_files(**files))  # type: ignore[arg-type]
    cut_off = tmp_path / "cut.zip"
    cut_off.write_bytes((tmp_path / "good.zip").read_bytes()[:-100])
    with pytest.raises(ArchiveRefused, match="cut off"):
        bring_back(elsewhere, cut_off)
    with elsewhere.app_context(), reading() as session:
        assert session.scalar(select(func.count()).select_from(Product)) == 0
    bring_back(elsewhere, tmp_path / "good.zip")
    with pytest.raises(ArchiveRefused, match="not empty"):
        bring_back(elsewhere, tmp_path / "good.zip")


def test_every_table_and_every_secret_has_been_decided_about() -> None:
    """Whoever adds a table says whose it is; whoever adds a secret says that it is one."""
    decided = [*OWNED_BY, *FOR_EVERY_OWNER, *HOW_THE_HOUSE_WORKS, *LEFT_OUT]
    assert sorted(decided) == sorted(Record.metadata.tables)
    like_secrets = {
        (table.name, column.name)
        for table in Record.metadata.sorted_tables
        for column in table.columns
        if table.name not in LEFT_OUT
        and column.name not in NO_SECRET
        and any(word in column.name for word in ("hash", "secret", "token", "password"))
    }
    assert like_secrets - {("connections", "old_secret_until")} <= SECRETS


@given(st.lists(st.one_of(st.none(), st.text()), min_size=1))
def test_any_text_and_none_come_back_from_a_line(cells: list[str | None]) -> None:
    heading = line_of([quoted("a")])
    line = line_of(["" if cell is None else quoted(cell) for cell in cells])
    broken = [part + b"\n" for part in line.split(b"\n")][:-1]
    assert list(rows_of([heading, *broken])) == [["a"], cells]


def test_the_command_line_writes_an_archive_and_takes_it_back(tmp_path: Path) -> None:
    houses = []
    for name in ("here", "there"):
        folder = tmp_path / name
        folder.mkdir()
        url = f"sqlite:///{folder / 'tanaban.sqlite3'}"
        fill_template(folder, url)
        app = create_app(settings_for(folder, url))
        with app.app_context():
            flask_migrate.stamp()
        houses.append(app)
    here, there = houses
    World(here).product("TEE-M", stock={"A-01-03": 5})
    path = tmp_path / "all.zip"
    said = run(here, "everything", "export", "--to", str(path))
    assert "all.zip" in said
    assert path.stat().st_mode & 0o077 == 0
    assert "is there already" in run(here, "everything", "export", "--to", str(path), fails=True)
    other = str(tmp_path / "other.zip")
    assert "There are: MORI" in run(
        here, "everything", "export", "--to", other, "--owner", "X", fails=True
    )
    assert [one.name for one in tmp_path.glob("*.zip*")] == ["all.zip"]
    run(there, "welcome")
    assert "is restored" in run(there, "everything", "restore", "--from", str(path))
    assert "invariants hold" in run(there, "fsck")
    assert "not empty" in run(there, "everything", "restore", "--from", str(path), fails=True)
    with ZipFile(path) as archive:
        page = archive.read("README.md").decode()
    assert "安全在庫: so many pieces of each product are never offered for sale." in page
    for app in houses:
        with app.app_context():
            db.engine.dispose()


def run(app: Flask, *words: str, fails: bool = False) -> str:
    """Type a command; what it says."""
    done = app.test_cli_runner().invoke(args=list(words), catch_exceptions=False)
    assert (done.exit_code != 0) == fails, done.output
    return " ".join(done.output.split())
