"""Tables of connections: who is told, what, and what became of it."""

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class Connection(Record):
    """接続: a system of an owner that is told what happens."""

    __tablename__ = "connections"
    __table_args__ = (
        CheckConstraint("state IN ('on', 'paused', 'sandbox', 'off')", name="state"),
        Index("ix_connections_owner_id", "owner_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    shop_id: Mapped[int | None] = mapped_column(ForeignKey("shops.id"))
    """Only this shop's orders; none: the orders of all shops of the owner."""
    system: Mapped[str] = mapped_column(String(20), default="webhook")
    """What listens there: `webhook`, or the API of a shop's system, as in `shopify`."""
    name: Mapped[str] = mapped_column(String(60))
    address: Mapped[str] = mapped_column(String(500))
    kinds: Mapped[list[str]] = mapped_column(JSON)
    """The kinds of news it wants."""
    state: Mapped[str] = mapped_column(String(10))
    """`paused`: everything is made and waits. `sandbox`: everything is made, and nothing sent."""
    secret: Mapped[str] = mapped_column(String(80))
    old_secret: Mapped[str | None] = mapped_column(String(80))
    old_secret_until: Mapped[datetime | None]
    """Both sign until then, so that the other side can change over in peace."""
    key_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    """Of the key with which it fetches news itself."""
    listens_from: Mapped[int | None] = mapped_column(BigId)
    """It hears of what happened after this position of the feed; none while it is off."""
    failures_in_a_row: Mapped[int] = mapped_column(default=0)
    rests_until: Mapped[datetime | None]
    """Nobody answered there: it is left alone until then, then tried with one sending."""
    trouble: Mapped[str | None] = mapped_column(String(40))
    """Why nothing can be told there before a person has done something, as in `token_refused`."""
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    removed_at: Mapped[datetime | None]
    """Nobody sees it any more; what it was told stays in the books."""


class ConnectionShop(Record):
    """One of several shops behind a connection, and what the other side calls it.

    A connection without any is for its own shop alone, whatever the other side calls that.
    """

    __tablename__ = "connection_shops"

    connection_id: Mapped[int] = mapped_column(ForeignKey("connections.id"), primary_key=True)
    their_code: Mapped[str] = mapped_column(String(40), primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"), primary_key=True)
    removed_at: Mapped[datetime | None]
    """Not behind it any more; what it was told of that shop stays in the books."""


class NewsReader(Record):
    """How far the feed was read for news; the row is also the lock of whoever reads or changes."""

    __tablename__ = "news_readers"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    position: Mapped[int] = mapped_column(BigId)


class News(Record):
    """One thing that shops are told; never changed. Its id is the cursor of whoever fetches."""

    __tablename__ = "news"
    __table_args__ = (
        Index("ix_news_owner_id", "owner_id", "id"),
        Index("ix_news_position", "position"),
        Index("ix_news_at", "at"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(40), unique=True)
    """The same on every attempt: whoever has it twice drops one."""
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    shop_id: Mapped[int | None] = mapped_column(ForeignKey("shops.id"))
    connection_id: Mapped[int | None] = mapped_column(ForeignKey("connections.id"))
    """Only for this one: a test, or a number that is told again."""
    kind: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(60))
    """What it is about, as in `order:12`; news of one subject arrives in its order."""
    position: Mapped[int | None] = mapped_column(BigId)
    """Of the notice it comes from."""
    at: Mapped[datetime]
    body: Mapped[str] = mapped_column(Text)
    """The very text that is sent and signed."""


class Sending(Record):
    """One piece of news for one connection."""

    __tablename__ = "sendings"
    __table_args__ = (
        UniqueConstraint("news_id", "connection_id"),
        CheckConstraint(
            "state IN ('waiting', 'sending', 'heard', 'dead', 'overtaken', 'sandbox')",
            name="state",
        ),
        Index("ix_sendings_connection_id", "connection_id", "id"),
        Index("ix_sendings_subject", "connection_id", "subject", "id"),
        Index(
            "ix_sendings_open",
            "connection_id",
            "subject",
            "id",
            sqlite_where=text("state IN ('waiting', 'sending')"),
            postgresql_where=text("state IN ('waiting', 'sending')"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    news_id: Mapped[int] = mapped_column(ForeignKey("news.id"))
    connection_id: Mapped[int] = mapped_column(ForeignKey("connections.id"))
    subject: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(10))
    """`overtaken`: a newer number of the same goods goes in its place."""
    due_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    """Nobody waits for it any more, though it is dead: somebody has told the shop otherwise."""


class NewsRetention(Record):
    """How long news and failed attempts are kept; one row, and how far was swept."""

    __tablename__ = "news_retention"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    news_days: Mapped[int]
    attempts_days: Mapped[int]
    swept_at: Mapped[datetime | None]
    swept_news: Mapped[int] = mapped_column(BigId, default=0)
    """The last piece of news that is gone; a cursor behind it has missed some."""
    swept_position: Mapped[int] = mapped_column(BigId, default=0)
    """Of the notice that it came from."""


class SendingAttempt(Record):
    """What one attempt came to."""

    __tablename__ = "sending_attempts"
    __table_args__ = (
        Index("ix_sending_attempts_sending_id", "sending_id"),
        Index("ix_sending_attempts_at", "at"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    sending_id: Mapped[int] = mapped_column(ForeignKey("sendings.id"))
    connection_id: Mapped[int] = mapped_column(ForeignKey("connections.id"))
    at: Mapped[datetime]
    milliseconds: Mapped[int]
    status: Mapped[int | None]
    fault: Mapped[str | None] = mapped_column(String(40))
    """Why there is no status: nobody_there, too_slow, not_public …."""
    answer: Mapped[str] = mapped_column(String(500), default="")
    """How the answer began."""
