"""Photos beside exceptions (例外の写真): what the picker or packer saw."""

from datetime import timedelta
from hashlib import sha256
from typing import Literal

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from server.foundation import announce, now
from server.foundation.sets import table_of
from server.tasks.decisions import bare_photo
from server.tasks.records import ExceptionPhoto, FloorException

Kept = Literal["kept", "exception_unknown", "photo_unreadable"]


def keep_photo(session: Session, event_id: str, content: bytes, *, device_id: int) -> Kept:
    """Keep the photo of the exception that this scan has raised; a later one takes its place.

    Args:
        session: the open transaction.
        event_id: the scan that reported it.
        content: a JPEG of at most 500,000 bytes.
        device_id: the device that took it.
    """
    exception_id = session.scalar(
        select(FloorException.id)
        .where(FloorException.event_id == event_id)
        # What was reported comes after what the books could not cover.
        .order_by(FloorException.id.desc())
        .limit(1)
        .with_for_update()
    )
    if exception_id is None:
        return "exception_unknown"
    photo = bare_photo(content)
    if photo is None:
        return "photo_unreadable"
    digest = sha256(photo).hexdigest()
    known = session.get(ExceptionPhoto, exception_id)
    if known is not None and known.digest == digest:
        return "kept"
    row = {"content": photo, "digest": digest, "device_id": device_id, "received_at": now()}
    table = table_of(ExceptionPhoto)
    if known is None:
        session.execute(insert(table), {"exception_id": exception_id, **row})
    else:
        session.execute(update(table).where(table.c.exception_id == exception_id).values(**row))
    announce(session, topic=f"exception:{exception_id}", kind="exception_photo", body={})
    return "kept"


def photo_of(session: Session, exception_id: int) -> tuple[bytes, str] | None:
    """The photo of an exception and its digest; None when there is none."""
    row = session.execute(
        select(ExceptionPhoto.content, ExceptionPhoto.digest).where(
            ExceptionPhoto.exception_id == exception_id
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def forget_photos(session: Session, *, kept_days: int) -> int:
    """Let go of the photos of what was decided longer ago than this; how many there were."""
    old = select(FloorException.id).where(
        FloorException.resolved_at < now() - timedelta(days=kept_days)
    )
    gone = session.scalars(
        delete(table_of(ExceptionPhoto))
        .where(ExceptionPhoto.exception_id.in_(old))
        .returning(ExceptionPhoto.exception_id)
    )
    return len(gone.all())
