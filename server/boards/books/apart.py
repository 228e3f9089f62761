"""Long questions, asked beside the event loop."""

from collections.abc import Sequence

from sqlalchemy import Executable, RowMapping
from sqlalchemy.orm import Session

from server.foundation.patience import in_native_thread


def read_apart(session: Session, query: Executable) -> Sequence[RowMapping]:
    """The rows of a question that may go through the whole ledger.

    SQLite works in the thread that asks, and scans would wait for it; PostgreSQL is waited for.
    """
    connection = session.connection()

    def read() -> Sequence[RowMapping]:
        return connection.execute(query).mappings().all()

    return in_native_thread(read) if connection.dialect.name == "sqlite" else read()
