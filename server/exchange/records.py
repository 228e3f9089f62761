"""Tables of exchange: files that came in, and what became of each of their rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class ImportFile(Record):
    """One order file, kept as it came."""

    __tablename__ = "import_files"
    __table_args__ = (
        CheckConstraint("state IN ('preview', 'running', 'done', 'failed')", name="state"),
        Index("ix_import_files_sha256", "sha256"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"))
    name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    profile: Mapped[str] = mapped_column(String(30))
    encoding: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10))
    failure: Mapped[str | None] = mapped_column(String(60))
    rows: Mapped[int] = mapped_column(default=0)
    done_rows: Mapped[int] = mapped_column(default=0)
    imported_rows: Mapped[int] = mapped_column(default=0)
    duplicate_rows: Mapped[int] = mapped_column(default=0)
    rejected_rows: Mapped[int] = mapped_column(default=0)
    orders_reserved: Mapped[int] = mapped_column(default=0)
    orders_short: Mapped[int] = mapped_column(default=0)
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    finished_at: Mapped[datetime | None]


class ImportRow(Record):
    """What became of one row of a file: imported, duplicate or rejected, exactly one of them."""

    __tablename__ = "import_rows"
    __table_args__ = (
        CheckConstraint("outcome IN ('imported', 'duplicate', 'rejected')", name="outcome"),
    )

    import_id: Mapped[int] = mapped_column(ForeignKey("import_files.id"), primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """As a spreadsheet counts them: the header is row 1."""
    outcome: Mapped[str] = mapped_column(String(10))
    code: Mapped[str | None] = mapped_column(String(40))
    column: Mapped[str | None] = mapped_column("column_name", String(100))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    external_no: Mapped[str] = mapped_column(String(100), default="")
    order_id: Mapped[int | None] = mapped_column(BigId)
