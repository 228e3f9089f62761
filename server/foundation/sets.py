"""What statements that skip the object layer start from."""

from typing import cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from server.foundation.database import Record


def table_of(record: type[Record]) -> Table:
    """The plain table of a record."""
    return cast("Table", record.__table__)


def dialect_of(session: Session) -> str:
    """`sqlite` or `postgresql`."""
    return session.get_bind().dialect.name
