"""Tables of messages."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record

TEXT_LENGTH_MAX = 200


class Message(Record):
    """連絡: a sentence from a supervisor. Never changed or deleted."""

    __tablename__ = "messages"
    __table_args__ = (Index("ix_messages_sent_at", "sent_at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    sent_at: Mapped[datetime]
    sender_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id"))
    """The device it is for; none means every one."""
    text: Mapped[str] = mapped_column(String(TEXT_LENGTH_MAX))


class MessageReceipt(Record):
    """既読: somebody has read a message on a device."""

    __tablename__ = "message_receipts"

    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id"), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    read_at: Mapped[datetime]
