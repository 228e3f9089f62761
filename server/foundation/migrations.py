"""Where the database's shape comes from, and whether it is the newest."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import Migrate

from server.foundation.database import db
from server.settings import CHECKOUT

FOLDER = CHECKOUT / "migrations"


def install_migrations(app: Flask) -> None:
    """Give the application its `flask db` commands."""
    Migrate(app, db, directory=str(FOLDER), render_as_batch=True, compare_type=True)


def newest_revision() -> str:
    """The revision that this program works with."""
    (newest,) = ScriptDirectory(str(FOLDER)).get_heads()
    return newest


def pending_migrations() -> list[str]:
    """The migrations this database has not seen, oldest first; empty is good."""
    scripts = ScriptDirectory(str(FOLDER))
    with db.engine.connect() as connection:
        seen = set(MigrationContext.configure(connection).get_current_heads())
        connection.rollback()
    known = [script.revision for script in scripts.walk_revisions()]
    applied = {
        script.revision
        for head in seen & set(known)
        for script in scripts.iterate_revisions(head, "base")
    }
    return [revision for revision in reversed(known) if revision not in applied]
