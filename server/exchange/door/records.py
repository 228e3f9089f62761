"""Tables of the door."""

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import Record


class OrderCheck(Record):
    """受付チェック: an order of which something was found as it came in."""

    __tablename__ = "order_checks"

    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    stage_before: Mapped[str | None] = mapped_column(String(10))
    """Where it goes on once nothing hinders it; none: the door does not hold it."""
    codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    """What was found the last time."""
    let_in: Mapped[list[str]] = mapped_column(JSON, default=list)
    """The findings that a person has let in as they are, by their keys."""
