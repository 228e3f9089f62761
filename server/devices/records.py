"""Tables of devices."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class Device(Record):
    """A handheld, tablet or board screen that was enrolled; it is not the person who holds it."""

    __tablename__ = "devices"
    __table_args__ = (CheckConstraint("kind IN ('handheld', 'tablet', 'board')", name="kind"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(10))
    credential_hash: Mapped[str] = mapped_column(String(64), unique=True)
    enrolled_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    app_version: Mapped[str | None] = mapped_column(String(40))
    battery_percent: Mapped[int | None]
    unsent_events: Mapped[int] = mapped_column(default=0)
    storage_kept: Mapped[bool | None]
    """Whether its browser has promised not to clear its storage; None where it does not say."""


class Incarnation(Record):
    """One life of a device's storage; a wiped device begins a new one. Its events count from 0."""

    __tablename__ = "incarnations"

    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id"), primary_key=True)
    incarnation: Mapped[str] = mapped_column(String(36), primary_key=True)
    high_water: Mapped[int] = mapped_column(BigId, default=-1)
    """Every sequence number up to this one has been handed in."""
    highest: Mapped[int] = mapped_column(BigId, default=-1)
    """The highest that was handed in; beyond `high_water` there are holes."""


class Enrolment(Record):
    """A code that lets one device in, once, for a short time."""

    __tablename__ = "enrolments"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str | None] = mapped_column(String(60))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id"))
