"""What the database knows of the size of its tables, by which it chooses its ways."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from server.foundation.database import Record
from server.foundation.sets import dialect_of, table_of


def learn_sizes(session: Session, *records: type[Record]) -> None:
    """Let PostgreSQL look at tables that have grown fast.

    By itself it looks once a minute at most, and until then goes its ways as if they were as small
    as before: through all orders, not by the index. SQLite keeps to its indexes without knowing.
    """
    if dialect_of(session) == "postgresql":
        names = ", ".join(sorted(table_of(record).name for record in records))
        session.execute(text(f"ANALYZE {names}"))
