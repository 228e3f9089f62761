"""What happened, written in the transaction that made it happen, in the order it became true.

A bare sequence hands out numbers before the commit, so a reader can see 7 before 6 and never ask
for 6 again. Here the positions are taken from one counter row as the last step of a transaction:
whoever holds the row commits next, so positions are dense and become visible in their own order.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    JSON,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy import cast as cast_to
from sqlalchemy.orm import Mapped, Session, mapped_column

from server.foundation.clock import now, time_ordered_id
from server.foundation.database import BigId, Record, before_commit
from server.foundation.prepared import Prepared, Rows, columns_of

WAITING = "notices waiting for their position"
POSITION = "the position of the last notice of this transaction"


class FeedHead(Record):
    """The one counter: the position of the newest notice, and which life of the database it is."""

    __tablename__ = "feed_head"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    position: Mapped[int] = mapped_column(BigId, default=0)
    epoch: Mapped[str] = mapped_column(String(36))


class Notice(Record):
    """One thing that happened; a past tense. Never updated."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_topic_position", "topic", "position"),)

    position: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    topic: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(40))
    revision: Mapped[int] = mapped_column(BigId, default=0)
    body: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as its readers get it."""

    position: int
    at: datetime
    topic: str
    kind: str
    revision: int
    body: dict[str, Any]


def announce(
    session: Session,
    *,
    topic: str,
    kind: str,
    revision: int = 0,
    body: dict[str, Any] | None = None,
) -> None:
    """Say what this transaction did; heard by others only if it commits.

    Args:
        session: the open transaction.
        topic: whom it is about, `noun:id`, as in `task:12`.
        kind: what happened, a past tense, as in `task_claimed`.
        revision: the revision the subject has now.
        body: ids and codes; never a customer's name, address or phone number.
    """
    waiting: list[dict[str, Any]] = session.info.setdefault(WAITING, [])
    waiting.append({"topic": topic, "kind": kind, "revision": revision, "body": body or {}})


HEAD = cast("Table", FeedHead.__table__)
NOTICE = cast("Table", Notice.__table__)
HEAD_NOW = select(HEAD.c.position, HEAD.c.epoch).where(HEAD.c.id == 1)
TOLD = select(
    NOTICE.c.position,
    NOTICE.c.at,
    NOTICE.c.topic,
    NOTICE.c.kind,
    NOTICE.c.revision,
    NOTICE.c.body,
).order_by(NOTICE.c.position)
TOLD_AFTER = TOLD.where(NOTICE.c.position > bindparam("after")).limit(bindparam("most"))
TOLD_TO_SOME = TOLD_AFTER.where(
    or_(
        NOTICE.c.kind.in_(bindparam("kinds", expanding=True)),
        NOTICE.c.topic == bindparam("own_topic"),
        cast_to(NOTICE.c.body["device"].as_string(), String) == bindparam("device"),
    )
)
ONLY = literal_column("1", Integer)
TAKE_POSITIONS = Prepared(
    {"notices": int},
    lambda rows: (
        update(HEAD)
        .where(HEAD.c.id == ONLY)
        .values(position=HEAD.c.position + rows.notices)
        .returning(HEAD.c.position)
    ),
)
WRITE_NOTICES = Prepared.insert(NOTICE)


def taken_and_written(rows: Rows) -> Any:
    """Both in one statement, so that others wait for the counter as shortly as can be."""
    head_now = (
        update(HEAD)
        .where(HEAD.c.id == ONLY)
        .values(position=HEAD.c.position + rows.count)
        .returning(HEAD.c.position)
        .cte("head_now")
    )
    written = ("at", "topic", "kind", "revision", "body")
    source = select(
        head_now.c.position - rows.before_last, *(getattr(rows, name) for name in written)
    )
    return insert(NOTICE).from_select(["position", *written], source).returning(NOTICE.c.position)


TAKE_POSITIONS_AND_WRITE = Prepared(
    {
        **columns_of(NOTICE, "at", "topic", "kind", "revision", "body"),
        "before_last": int,
    },
    taken_and_written,
)


@before_commit
def give_positions(session: Session) -> None:
    """Number the waiting notices and write them, holding the counter until the commit."""
    waiting: list[dict[str, Any]] = session.info.pop(WAITING, [])
    if not waiting:
        return
    moment = now()
    rows = [
        {**notice, "at": moment, "before_last": len(waiting) - nth}
        for nth, notice in enumerate(waiting, start=1)
    ]
    if session.connection().dialect.name == "sqlite":
        (found,) = TAKE_POSITIONS.ask(session, [{"notices": len(waiting)}])
        last = found[0]
        WRITE_NOTICES.write(
            session, [{**row, "position": last - row["before_last"]} for row in rows]
        )
    else:
        last = max(position for (position,) in TAKE_POSITIONS_AND_WRITE.ask(session, rows))
    session.info[POSITION] = last


def position_of(session: Session) -> int | None:
    """The position of the last notice a closed transaction gave; None when it gave none."""
    position: int | None = session.info.get(POSITION)
    return position


def head(session: Session) -> tuple[int, str]:
    """The newest position and the epoch of this database."""
    position, epoch = session.connection().execute(HEAD_NOW).one()
    return position, epoch


def notices_after(
    session: Session,
    position: int,
    *,
    limit: int = 500,
    kinds: Collection[str] | None = None,
    device_id: int | None = None,
) -> list[Told]:
    """What happened after `position`, oldest first.

    Args:
        session: a view of the database.
        position: where the reader stands.
        limit: at most so many notices.
        kinds: only these kinds; all when left out.
        device_id: beside those kinds, what is about this device or was done with it.
    """
    asked: dict[str, Any] = {"after": position, "most": limit}
    question = TOLD_AFTER
    if kinds is not None:
        question = TOLD_TO_SOME
        asked |= {
            "kinds": sorted(kinds),
            "own_topic": f"device:{device_id}",
            "device": str(device_id),
        }
    return [Told(*row) for row in session.connection().execute(question, asked)]


def notices_about(session: Session, topic: str) -> list[Told]:
    """Everything that happened to one subject, oldest first."""
    rows = session.connection().execute(TOLD.where(NOTICE.c.topic == topic))
    return [Told(*row) for row in rows]


def open_feed(session: Session) -> None:
    """Start the feed of an empty database; nothing happens when it is open already."""
    if session.get(FeedHead, 1) is None:
        session.add(FeedHead(id=1, position=0, epoch=str(time_ordered_id())))
