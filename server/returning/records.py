"""Tables of returning: what came back of an order, and why."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import Record
from server.returning.decisions import GRADES, REASONS


class ReturnJob(Record):
    """What one person takes back of one order, from the first piece to the reason that is said."""

    __tablename__ = "return_jobs"
    __table_args__ = (
        CheckConstraint(f"grade IN {GRADES}", name="grade"),
        CheckConstraint(f"reason IN {REASONS}", name="reason"),
        Index("ix_return_jobs_order_id", "order_id"),
        Index("ix_return_jobs_booked_at", "booked_at"),
    )

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    order_number: Mapped[str] = mapped_column(String(100))
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    """The dock (入荷場) where good ones wait to be put away."""
    begun_on: Mapped[str] = mapped_column(String(10))
    """The day by which goods are expired or not, for the device and the server alike."""
    shipped: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """What could come back when it was begun; as the device was told."""
    step: Mapped[str] = mapped_column(String(20))
    at_line: Mapped[int | None]
    asked_product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    asked_pieces: Mapped[int] = mapped_column(default=0)
    grade: Mapped[str] = mapped_column(String(10), default="good")
    reason: Mapped[str | None] = mapped_column(String(20))
    last_did: Mapped[str | None] = mapped_column(String(20))
    last_at: Mapped[int | None]
    last_pieces: Mapped[int] = mapped_column(default=0)
    last_is_new: Mapped[bool] = mapped_column(default=False)
    last_grade: Mapped[str] = mapped_column(String(10), default="good")
    last_asked_product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    last_asked_pieces: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=0)
    booked_at: Mapped[datetime | None]
    """When its end was said; nothing is in the books before."""
    booked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class ReturnedLine(Record):
    """Pieces of one product, lot and grade that came back with one return."""

    __tablename__ = "returned_lines"
    __table_args__ = (
        CheckConstraint("pieces >= 0", name="pieces"),
        CheckConstraint(f"grade IN {GRADES}", name="grade"),
    )

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    lot: Mapped[str] = mapped_column(String(40), default="")
    grade: Mapped[str] = mapped_column(String(10))
    pieces: Mapped[int]
    serials: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """Which very pieces came back, in the order of the scans; None when nobody asks."""
