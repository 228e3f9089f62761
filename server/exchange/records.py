"""Tables of exchange: files that came in, and what became of each of their rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, text
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


class LabelFile(Record):
    """A file for a carrier's label program, kept as it was written."""

    __tablename__ = "label_files"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    carrier_code: Mapped[str] = mapped_column(String(20))
    layout: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(80))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    shipments: Mapped[int]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    voided_at: Mapped[datetime | None]
    voided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    void_reason: Mapped[str] = mapped_column(String(200), default="")


class LabelFileRow(Record):
    """One shipment in a label file. Each is in one live file at most."""

    __tablename__ = "label_file_rows"
    __table_args__ = (
        Index(
            "uq_label_file_rows_live_shipment",
            "shipment_id",
            unique=True,
            sqlite_where=text("NOT is_voided"),
            postgresql_where=text("NOT is_voided"),
        ),
    )

    label_file_id: Mapped[int] = mapped_column(ForeignKey("label_files.id"), primary_key=True)
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id"), primary_key=True)
    is_voided: Mapped[bool] = mapped_column(default=False)


class NumberFile(Record):
    """A file of tracking numbers that came back; its content is not kept, its rows are."""

    __tablename__ = "number_files"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    carrier_code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    rows: Mapped[int]
    noted: Mapped[int]
    known: Mapped[int]
    rejected: Mapped[int]
    taken_at: Mapped[datetime]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class NumberFileRow(Record):
    """What became of one row of a number file: noted, known already, or rejected and why."""

    __tablename__ = "number_file_rows"
    __table_args__ = (CheckConstraint("outcome IN ('noted', 'known', 'rejected')", name="outcome"),)

    number_file_id: Mapped[int] = mapped_column(ForeignKey("number_files.id"), primary_key=True)
    row_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    outcome: Mapped[str] = mapped_column(String(10))
    code: Mapped[str | None] = mapped_column(String(40))
    number: Mapped[str] = mapped_column(String(60))
    tracking_no: Mapped[str] = mapped_column(String(60))


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
