"""Tables of shops by their API: what opens them, what they told, what is known of their orders."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class ShopAccess(Record):
    """What opens a shop's system, and how far its orders were fetched."""

    __tablename__ = "shop_accesses"

    connection_id: Mapped[int] = mapped_column(ForeignKey("connections.id"), primary_key=True)
    client_id: Mapped[str] = mapped_column(String(100), default="")
    """Of the app that has tokens made; empty: the token was typed and stays."""
    client_secret: Mapped[str] = mapped_column(String(200))
    """With which the other side signs what it tells."""
    old_client_secret: Mapped[str | None] = mapped_column(String(200))
    old_client_until: Mapped[datetime | None]
    """Both are taken until then."""
    access_token: Mapped[str] = mapped_column(String(300), default="")
    access_until: Mapped[datetime | None]
    refresh_token: Mapped[str] = mapped_column(String(300), default="")
    """Where every answer may bring other keys: with this one a key that has expired is renewed."""
    login_uid: Mapped[str] = mapped_column(String(300), default="")
    login_state: Mapped[str] = mapped_column(String(300), default="")
    """A person has just let us in by these; they become keys with the next question."""
    taken_states: Mapped[list[str]] = mapped_column(JSON, default=list)
    """The states, as the other side calls them, in which an order is to be sent; none: it says so
    in another way."""
    place: Mapped[str] = mapped_column(String(100), default="")
    """Where, as the other side calls it, our stock lies."""
    notifies_customers: Mapped[bool] = mapped_column(default=False)
    fetched_until: Mapped[datetime]
    """All that was changed there before this is known."""
    fetched_at: Mapped[datetime | None]
    fetch_due_at: Mapped[datetime]
    fetch_fault: Mapped[str | None] = mapped_column(String(40))
    fetch_failures: Mapped[int] = mapped_column(default=0)
    refused_at: Mapped[datetime | None]
    """When somebody last came with a signature that is not theirs."""


class ShopMessage(Record):
    """One thing that a shop's system told, with its very bytes, and what became of it."""

    __tablename__ = "shop_messages"
    __table_args__ = (
        UniqueConstraint("connection_id", "external_id"),
        CheckConstraint(
            "state IN ('waiting', 'done', 'passed', 'rejected', 'failed')", name="state"
        ),
        CheckConstraint("origin IN ('webhook', 'fetched')", name="origin"),
        Index("ix_shop_messages_connection_id", "connection_id", "id"),
        Index(
            "ix_shop_messages_waiting",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    connection_id: Mapped[int] = mapped_column(ForeignKey("connections.id"))
    external_id: Mapped[str] = mapped_column(String(100))
    """The same each time it is brought."""
    origin: Mapped[str] = mapped_column(String(10))
    topic: Mapped[str] = mapped_column(String(100))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    """`done`: an order is so now; `passed`: there was nothing to do; `rejected`: somebody has to
    look; `failed`: our fault."""
    code: Mapped[str | None] = mapped_column(String(60))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    shop_order_id: Mapped[str] = mapped_column(String(60), default="")
    """The order, as the shop knows it."""
    external_no: Mapped[str] = mapped_column(String(100), default="")
    said_at: Mapped[datetime | None]
    order_id: Mapped[int | None] = mapped_column(BigId)
    times: Mapped[int] = mapped_column(default=1)
    """How often it was brought."""
    came_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class ShopOrder(Record):
    """What a shop said last of one of its orders; what was said before that is old."""

    __tablename__ = "shop_orders"

    connection_id: Mapped[int] = mapped_column(ForeignKey("connections.id"), primary_key=True)
    shop_order_id: Mapped[str] = mapped_column(String(60), primary_key=True)
    said_at: Mapped[datetime]
    mark: Mapped[str] = mapped_column(String(70))
    """Of two things that were said at one moment the one with the greater mark counts."""
