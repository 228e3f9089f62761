"""The database's shape: laid by the migrations, the same as the records say, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import inspect, text

from server.app import create_app, refuse_unsafe_database
from server.boards import findings
from server.foundation import db, head, reading
from server.foundation.migrations import pending_migrations
from server.settings import UnsafeSettings
from tests.conftest import settings_for
from tests.makers import World

BARE = "tanaban_bare"


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database with nothing in it."""
    if request.param == "sqlite":
        app = create_app(settings_for(tmp_path, f"sqlite:///{tmp_path / 'bare.sqlite3'}"))
        with app.app_context():
            yield app
            db.engine.dispose()
        return
    server = request.getfixturevalue("postgres")
    server.command(f"CREATE DATABASE {BARE}")
    app = create_app(settings_for(tmp_path, server.url(BARE)))
    with app.app_context():
        yield app
        db.engine.dispose()
    server.command(f"DROP DATABASE {BARE} WITH (FORCE)")


def test_the_migrations_lay_what_the_records_say(bare: Flask) -> None:
    flask_migrate.upgrade()
    flask_migrate.check()


def test_up_down_and_up_again_with_goods_on_the_shelves(bare: Flask) -> None:
    flask_migrate.upgrade()
    fill(bare)
    flask_migrate.downgrade(revision="base")
    with db.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        connection.rollback()
    flask_migrate.upgrade()
    fill(bare)


def fill(app: Flask) -> None:
    """People, goods, an order; nothing contradicts itself."""
    world = World(app)
    tee = world.product("TEE-M", stock={"A-01-03": 5})
    order = world.order((tee, 2))
    world.handheld()
    with world.reading() as session:
        assert not findings(session)
    assert world.stage_of(order) == "reserved"


def test_a_new_database_begins_its_feed_at_nothing_under_a_new_epoch(bare: Flask) -> None:
    flask_migrate.upgrade()
    with reading() as session:
        position, first_epoch = head(session)
    assert position == 0
    flask_migrate.downgrade(revision="base")
    flask_migrate.upgrade()
    with reading() as session:
        assert head(session)[1] != first_epoch


def test_a_database_that_lacks_a_migration_is_not_served_from(bare: Flask) -> None:
    assert pending_migrations()
    with pytest.raises(UnsafeSettings, match="flask db upgrade"):
        refuse_unsafe_database(bare)
    flask_migrate.upgrade()
    assert pending_migrations() == []
    refuse_unsafe_database(bare)


def test_a_database_that_may_forget_what_it_acknowledged_is_not_served_from(bare: Flask) -> None:
    flask_migrate.upgrade()
    if db.engine.dialect.name == "sqlite":
        statement = "PRAGMA synchronous=OFF"
    else:
        statement = f"ALTER DATABASE {BARE} SET synchronous_commit = off"
    with db.engine.connect().execution_options(is_reading=True) as connection:
        if db.engine.dialect.name == "sqlite":
            connection.connection.driver_connection.execute(statement)  # type: ignore[union-attr]
        else:
            connection.execute(text(statement))
            connection.commit()
    if db.engine.dialect.name != "sqlite":
        db.engine.dispose()
    with pytest.raises(UnsafeSettings, match="synchronous"):
        refuse_unsafe_database(bare)


@pytest.mark.parametrize("bare", ["sqlite"], indirect=True)
def test_keys_are_checked_before_a_migration_of_sqlite_is_kept(
    bare: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    flask_migrate.upgrade()
    with db.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("INSERT INTO zones (id, warehouse_id, code, name) VALUES (1, 99, 'A', 'A')")
        raw.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(SystemExit):
        flask_migrate.stamp(revision="base")
    assert "point at nothing" in caplog.text
    assert pending_migrations() == []
