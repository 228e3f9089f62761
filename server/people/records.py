"""Tables of people."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class Person(Record):
    """担当者: a badge names them, a PIN or a password proves them."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint("role IN ('picker', 'packer', 'supervisor', 'administrator')", name="role"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    role: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(5), default="ja")
    badge: Mapped[str | None] = mapped_column(String(40), unique=True)
    """The badge's code without check character, as in `B-7K3M9Q`."""
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    login: Mapped[str | None] = mapped_column(String(60), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class WorkSession(Record):
    """One person at work on one device (floor) or at a desk (office), from login to logout.

    Kept after its end: a scan made in it may be handed in days later.
    """

    __tablename__ = "work_sessions"
    __table_args__ = (Index("ix_work_sessions_person_id", "person_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[str] = mapped_column(String(36), unique=True)
    """What devices and events call this session; no secret."""
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    """`floor` or `office`."""
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id"))
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    on_break_since: Mapped[datetime | None]
    """休憩: since when this person has been on a break, by their device."""


class FailedLogins(Record):
    """How often in a row one name or one device failed to log in, and until when it has to wait.

    Kept for unknown names too, so that a lock does not tell which names exist.
    """

    __tablename__ = "failed_logins"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    """`badge:…`, `login:…` (both hashed) or `device:…`."""
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    failed_at: Mapped[datetime]


class Invitation(Record):
    """A one-time link that makes the first administrator."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
