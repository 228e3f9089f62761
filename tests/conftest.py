"""What every test may ask for: an application on each database, its clients, and a clean floor.

Whatever a test did, `flask fsck` has to find nothing afterwards.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.app import create_app
from server.boards import findings
from server.foundation import Record, db, doorkeeper, open_feed, reading, transaction
from server.foundation.memory import forget_everything
from server.settings import Settings
from tests.makers import World, client_of
from tests.servers import Postgres, fast_folder, running_postgres, running_valkey

# How fast this machine is at the moment says nothing about the code.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")

ORIGIN = "http://localhost"
TEMPLATE = "tanaban_template"
DATABASE = "tanaban_test"


class Database(Protocol):
    """A database that is as good as new before each test."""

    url: str

    def renew(self) -> None:
        """Make it new: every table, the feed open, nothing else."""


@dataclass(frozen=True)
class SqliteDatabase:
    """A file, copied from a template."""

    folder: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'tanaban.sqlite3'}"

    def renew(self) -> None:
        path = self.folder / "tanaban.sqlite3"
        # New files, not new contents: who still has the old ones open keeps them.
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self.folder / "template.sqlite3", path)


@dataclass(frozen=True)
class PostgresDatabase:
    """A database, copied from a template by the server."""

    server: Postgres

    @property
    def url(self) -> str:
        return self.server.url(DATABASE)

    def renew(self) -> None:
        self.server.command(
            f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)",
            f"CREATE DATABASE {DATABASE} TEMPLATE {TEMPLATE}",
        )


def settings_for(folder: Path, url: str, **more: object) -> Settings:
    """Settings of a server that only the tests reach, with a PWA of one page."""
    pwa = folder / "pwa"
    pwa.mkdir(exist_ok=True)
    (pwa / "index.html").write_text("<!doctype html><title>たなばん</title>", "utf-8")
    return Settings(
        database_url=url,
        secret_key="a-secret-that-only-these-tests-know-1234567890",
        public_origins=(ORIGIN,),
        log_level="ERROR",
        keeping=folder,
        pwa=pwa,
        **more,
    )


def fill_template(folder: Path, url: str) -> None:
    """Lay every table once; that the migrations lay the same ones is tests/test_migrations.py."""
    template = create_app(settings_for(folder, url))
    with template.app_context():
        Record.metadata.create_all(db.engine)
        with transaction() as session:
            open_feed(session)
        db.engine.dispose()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL, started with the first test that wants one."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def valkey() -> Iterator[str]:
    """A real Valkey; its URL."""
    with running_valkey() as url:
        yield url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Each database in turn. Ask for one alone by `pytest -k sqlite`."""
    with fast_folder("tanaban-test-") as folder:
        if request.param == "sqlite":
            fill_template(folder, f"sqlite:///{folder / 'template.sqlite3'}")
            yield SqliteDatabase(folder)
            return
        server: Postgres = request.getfixturevalue("postgres")
        server.command(f"CREATE DATABASE {TEMPLATE}")
        fill_template(folder, server.url(TEMPLATE))
        yield PostgresDatabase(server)
        server.command(
            f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)", f"DROP DATABASE {TEMPLATE}"
        )


@pytest.fixture(scope="session")
def served(database: Database) -> Iterator[Flask]:
    """One application for all tests on a database; making one takes longer than most tests."""
    with fast_folder("tanaban-var-") as folder:
        application = create_app(settings_for(folder, database.url))
        yield application
        with application.app_context():
            db.engine.dispose()


@pytest.fixture
def app(served: Flask, database: Database) -> Iterator[Flask]:
    """The application on an empty warehouse; afterwards nothing in it may contradict itself."""
    with served.app_context():
        db.engine.dispose()
        database.renew()
        doorkeeper().forget()
        forget_everything()
        served.extensions["limits"].reset()
        served.extensions["jobs"].flush()
    yield served
    with served.app_context(), reading() as session:
        wrong = findings(session)
    assert not wrong, wrong


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that is nobody yet, on our own page."""
    return client_of(app)


@pytest.fixture
def world(app: Flask) -> World:
    """A warehouse in a few lines; see tests/makers.py."""
    return World(app)
