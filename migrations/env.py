"""Runs the migrations, on SQLite and on PostgreSQL, as one transaction that holds everybody else off.

SQLite changes a table by copying it. With foreign keys on, dropping the old one would delete or
refuse the rows that point at it, and inside a transaction they cannot be switched off; so they are
off before it begins, and every key is checked before it ends.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import BigInteger, Connection, text

from server.foundation.database import Record, UtcTime, WriteLane, db

LOCK_SECONDS_MAX = 10
STATEMENT_SECONDS_MAX = 900
ONE_AT_A_TIME = 0x7A6E6162


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our own types as plain ones: a migration must not change when the code does."""
    if kind == "type" and isinstance(item, UtcTime):
        return "sa.DateTime(timezone=True).with_variant(sa.BigInteger(), 'sqlite')"
    return False


def compare_type(
    _context: Any, _inspected: Any, _column: Any, inspected_type: Any, metadata_type: Any
) -> bool | None:
    """SQLite keeps moments as integers."""
    if isinstance(metadata_type, UtcTime) and isinstance(inspected_type, BigInteger):
        return False
    return None


def migrate(connection: Connection) -> None:
    """Run what is asked for in one transaction."""
    options: dict[str, Any] = dict(current_app.extensions["migrate"].configure_args)
    options |= {"compare_type": compare_type, "render_item": render_item}
    context.configure(
        connection=connection,
        target_metadata=Record.metadata,
        transactional_ddl=True,
        transaction_per_migration=False,
        **options,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_SECONDS_MAX}s'"))
            connection.execute(text(f"SET LOCAL statement_timeout = '{STATEMENT_SECONDS_MAX}s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})"))
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            refuse_broken_keys(connection)


def refuse_broken_keys(connection: Connection) -> None:
    """Roll the migration back rather than keep rows that point at nothing."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"Rows would point at nothing: {broken[:10]}")


def main() -> None:
    """Migrate the database of the current application."""
    engine = db.engine
    is_sqlite = engine.dialect.name == "sqlite"
    lane: WriteLane = current_app.extensions["write_lane"]
    with lane.held(), engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        if is_sqlite:
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            migrate(connection)
        finally:
            if is_sqlite:
                raw.execute("PRAGMA foreign_keys=ON")


main()
