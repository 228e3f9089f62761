"""What every test may ask for: an application on each database, its clients, and a clean floor.

Whatever a test did, `flask fsck` has to find nothing afterwards.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache, partial
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.app import create_app
from server.foundation import Record, db, doorkeeper, open_feed, reading, transaction
from server.foundation.memory import forget_everything
from server.settings import Settings
from tests.books import faults_in
from tests.databases import Database, PostgresDatabase, SqliteDatabase
from tests.makers import World, client_of
from tests.servers import Postgres, fast_folder, running_postgres, running_valkey

# How fast this machine is at the moment says nothing about the code.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")

ORIGIN = "http://localhost"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first: one that begins last has a worker wait for the other."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


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


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Database]]:
    """Each database by its name, laid with the first test that wants it, and kept."""
    with ExitStack() as stack:

        @cache
        def lay(name: str) -> Database:
            folder = stack.enter_context(fast_folder("tanaban-test-"))
            if name == "sqlite":
                fill_template(folder, f"sqlite:///{folder / 'template.sqlite3'}")
                return SqliteDatabase(folder)
            server: Postgres = request.getfixturevalue("postgres")
            laid = PostgresDatabase(server, "tanaban_test", partial(fill_template, folder))
            return stack.enter_context(closing(laid))

        yield lay


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, databases: Callable[[str], Database]) -> Database:
    """Each database in turn. Ask for one alone by `pytest -k sqlite`."""
    return databases(request.param)


@pytest.fixture(scope="session")
def applications() -> Iterator[Callable[[str], Flask]]:
    """One application for all tests on a database; making one takes longer than most tests."""
    with ExitStack() as stack:

        @cache
        def make(url: str) -> Flask:
            folder = stack.enter_context(fast_folder("tanaban-var-"))
            application = create_app(settings_for(folder, url))
            stack.callback(let_go, application)
            return application

        yield make


def let_go(application: Flask) -> None:
    """Close the connections of an application."""
    with application.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def served(applications: Callable[[str], Flask], database: Database) -> Flask:
    """The application on a database, with whatever the last test left."""
    return applications(database.url)


@pytest.fixture
def app(served: Flask, database: Database) -> Iterator[Flask]:
    """The application on an empty warehouse; afterwards nothing in it may contradict itself."""
    with served.app_context():
        database.renew()
        doorkeeper().forget()
        forget_everything()
        served.extensions["limits"].reset()
        served.extensions["jobs"].flush()
    yield served
    with served.app_context(), reading() as session:
        wrong = faults_in(session)
    assert not wrong, wrong


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that is nobody yet, on our own page."""
    return client_of(app)


@pytest.fixture
def world(app: Flask) -> World:
    """A warehouse in a few lines; see tests/makers.py."""
    return World(app)
