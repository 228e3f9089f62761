"""Tables of counting: where a count stands, and what it came to."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import Record


class CountJob(Record):
    """One count of a place by one person."""

    __tablename__ = "count_jobs"

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    """The one product that is counted; none: all that lies there."""
    step: Mapped[str] = mapped_column(String(20))
    at_line: Mapped[int | None]
    """Sequence of the goods that were scanned last."""
    asked_product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    """Goods that were scanned and whose lot is not known yet, and how many pieces."""
    asked_pieces: Mapped[int] = mapped_column(default=0)
    last_did: Mapped[str | None] = mapped_column(String(20))
    """What the last accepted scan did; none to undo."""
    last_at: Mapped[int | None]
    last_pieces: Mapped[int] = mapped_column(default=0)
    last_is_new: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=0)


class CountLine(Record):
    """Pieces of one product and lot that were counted, and what the book had at that moment."""

    __tablename__ = "count_lines"
    __table_args__ = (CheckConstraint("pieces >= 0", name="pieces"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    lot: Mapped[str] = mapped_column(String(40), default="")
    expires_on: Mapped[str | None] = mapped_column(String(10))
    pieces: Mapped[int]
    counted_at: Mapped[datetime]
    """By the clock of whoever counted."""
    book_pieces: Mapped[int | None]
    """What the book had then; none until the count is done."""
