"""Tables of receiving: what is announced, and where a receipt stands."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record

STAGES = ("expected", "arriving", "closed", "cancelled")
"""Nothing has come, some of it has, all is said, it never comes."""


class ArrivalNotice(Record):
    """入荷予定: what an owner says will come."""

    __tablename__ = "arrival_notices"
    __table_args__ = (
        UniqueConstraint("owner_id", "number"),
        CheckConstraint(f"stage IN {STAGES}", name="stage"),
        Index("ix_arrival_notices_stage", "stage", "expected_on"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"))
    number: Mapped[str] = mapped_column(String(20))
    supplier: Mapped[str] = mapped_column(String(100), default="")
    expected_on: Mapped[str] = mapped_column(String(10))
    stage: Mapped[str] = mapped_column(String(10), default="expected")
    announced_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class NoticeLine(Record):
    """Pieces of a product that a notice names, and how many of them have come."""

    __tablename__ = "arrival_notice_lines"
    __table_args__ = (
        UniqueConstraint("notice_id", "product_id"),
        CheckConstraint(
            "expected_pieces > 0 AND received_pieces >= 0 AND damaged_pieces >= 0", name="pieces"
        ),
        Index("ix_arrival_notice_lines_product_id", "product_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("arrival_notices.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    expected_pieces: Mapped[int]
    received_pieces: Mapped[int] = mapped_column(default=0)
    """All that came, damaged ones among them; more than expected where more came."""
    damaged_pieces: Mapped[int] = mapped_column(default=0)


class ReceiveJob(Record):
    """What one person receives at one dock, from the first piece to the end that is said."""

    __tablename__ = "receive_jobs"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("arrival_notices.id"))
    """None: nobody announced it."""
    begun_on: Mapped[str] = mapped_column(String(10))
    """The day by which goods are expired or not, for the device and the server alike."""
    known_lots: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Lots that the house knew when it was begun, each with its day; as the device was told."""
    step: Mapped[str] = mapped_column(String(20))
    at_line: Mapped[int | None]
    asked_product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    asked_pieces: Mapped[int] = mapped_column(default=0)
    asked_lot: Mapped[str | None] = mapped_column(String(40))
    asked_expires_on: Mapped[str | None] = mapped_column(String(10))
    is_damaged: Mapped[bool] = mapped_column(default=False)
    has_unknown: Mapped[bool] = mapped_column(default=False)
    rest_comes: Mapped[bool] = mapped_column(default=False)
    last_did: Mapped[str | None] = mapped_column(String(20))
    last_at: Mapped[int | None]
    last_pieces: Mapped[int] = mapped_column(default=0)
    last_is_new: Mapped[bool] = mapped_column(default=False)
    last_asked_product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    last_asked_pieces: Mapped[int] = mapped_column(default=0)
    last_asked_lot: Mapped[str | None] = mapped_column(String(40))
    last_asked_expires_on: Mapped[str | None] = mapped_column(String(10))
    revision: Mapped[int] = mapped_column(default=0)


class ReceivedLine(Record):
    """Pieces of one product, lot and condition that came in with one receipt."""

    __tablename__ = "received_lines"
    __table_args__ = (CheckConstraint("pieces >= 0", name="pieces"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    lot: Mapped[str] = mapped_column(String(40), default="")
    expires_on: Mapped[str | None] = mapped_column(String(10))
    is_damaged: Mapped[bool] = mapped_column(default=False)
    pieces: Mapped[int]
