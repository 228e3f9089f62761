"""Sending a message, and marking it as read."""

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert as insert_on_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_on_sqlite
from sqlalchemy.orm import Session

from server.foundation import announce, now
from server.foundation.sets import dialect_of
from server.messages.records import Message, MessageReceipt


def send(session: Session, *, text: str, sender_id: int, device_id: int | None) -> int:
    """Send a message to one device, or to all (None); its id."""
    message = Message(sent_at=now(), sender_id=sender_id, device_id=device_id, text=text)
    session.add(message)
    session.flush()
    if device_id is None:
        announce(session, topic=f"message:{message.id}", kind="message_to_all")
    else:
        announce(
            session,
            topic=f"message:{message.id}",
            kind="message_sent",
            body={"device": device_id},
        )
    return message.id


def mark_read(session: Session, message_id: int, *, device_id: int, person_id: int | None) -> bool:
    """Write down that a message was read on a device; said twice it stays as it was.

    Returns:
        Whether there is such a message for this device.
    """
    known = session.scalar(
        select(Message.id).where(
            Message.id == message_id,
            or_(Message.device_id.is_(None), Message.device_id == device_id),
        )
    )
    if known is None:
        return False
    insert = insert_on_sqlite if dialect_of(session) == "sqlite" else insert_on_postgresql
    new = session.execute(
        insert(MessageReceipt)
        .values(message_id=message_id, device_id=device_id, person_id=person_id, read_at=now())
        .on_conflict_do_nothing()
        .returning(MessageReceipt.message_id)
    ).one_or_none()
    if new is not None:
        announce(session, topic=f"message:{message_id}", kind="message_read")
    return True
