"""New houses, one after the other, each empty: what a test gets, without the tests."""

import contextlib
from collections.abc import Callable, Iterator
from functools import partial

from flask import Flask

from server.app import create_app
from server.foundation import db, doorkeeper
from server.foundation.memory import forget_everything
from tests.conftest import fill_template, settings_for
from tests.databases import Database, PostgresDatabase, SqliteDatabase
from tests.makers import World
from tests.servers import fast_folder, running_postgres


@contextlib.contextmanager
def houses(kind: str) -> Iterator[Callable[[], World]]:
    """A maker of empty houses on one database; a new one forgets the last."""
    with fast_folder("tanaban-prove-") as folder, contextlib.ExitStack() as stack:
        if kind == "sqlite":
            fill_template(folder, f"sqlite:///{folder / 'template.sqlite3'}")
            database: Database = SqliteDatabase(folder)
        else:
            server = stack.enter_context(running_postgres())
            laid = PostgresDatabase(server, "tanaban_test", partial(fill_template, folder))
            database = stack.enter_context(contextlib.closing(laid))
        app = create_app(settings_for(folder, database.url))
        yield lambda: renewed(app, database)
        with app.app_context():
            db.engine.dispose()


def renewed(app: Flask, database: Database) -> World:
    """An empty house."""
    with app.app_context():
        database.renew()
        doorkeeper().forget()
        forget_everything()
        app.extensions["limits"].reset()
        app.extensions["jobs"].flush()
    return World(app)
