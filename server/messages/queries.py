"""What is asked about messages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from server.foundation import now
from server.messages.records import Message, MessageReceipt

UNREAD_HOURS = 16
"""A message is of its shift: whoever begins the next day is not told of yesterday's."""
SENT_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Unread:
    """A message that waits to be read on a device."""

    id: int
    sent_at: datetime
    sender_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as the office sees it: for whom, and on how many devices it was read."""

    id: int
    sent_at: datetime
    sender_id: int
    device_id: int | None
    text: str
    read_on: int


def unread_at(session: Session, device_id: int) -> list[Unread]:
    """What this device has yet to show, the oldest first."""
    read_here = select(MessageReceipt.message_id).where(MessageReceipt.device_id == device_id)
    rows = session.execute(
        select(Message.id, Message.sent_at, Message.sender_id, Message.text)
        .where(
            Message.sent_at > now() - timedelta(hours=UNREAD_HOURS),
            or_(Message.device_id.is_(None), Message.device_id == device_id),
            Message.id.not_in(read_here),
        )
        .order_by(Message.id)
    )
    return [Unread(*row) for row in rows]


def sent_lately(session: Session) -> list[Sent]:
    """The newest messages of this house, the newest first."""
    readings = (
        select(func.count())
        .where(MessageReceipt.message_id == Message.id)
        .correlate(Message)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Message.id,
            Message.sent_at,
            Message.sender_id,
            Message.device_id,
            Message.text,
            readings,
        )
        .order_by(Message.id.desc())
        .limit(SENT_SHOWN)
    )
    return [Sent(*row) for row in rows]
