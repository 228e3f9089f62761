"""Tables of scans: what devices reported, and what was answered. Both are only ever added to."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class DeviceEvent(Record):
    """A fact: a gesture on a device, with an identity made there. Kept for ever, refused or not."""

    __tablename__ = "device_events"
    __table_args__ = (
        UniqueConstraint("device_id", "incarnation", "seq"),
        Index("ix_device_events_task_id", "task_id"),
        Index("ix_device_events_received_at", "received_at"),
        Index("ix_device_events_actor", "actor_id", "received_at"),
    )

    event_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id"))
    incarnation: Mapped[str] = mapped_column(String(36))
    seq: Mapped[int] = mapped_column(BigId)
    session_id: Mapped[str | None] = mapped_column(String(36))
    actor_id: Mapped[int | None] = mapped_column(BigId)
    device_time: Mapped[datetime | None]
    received_at: Mapped[datetime]
    task_id: Mapped[int | None] = mapped_column(BigId)
    lease_no: Mapped[int | None]
    expected_revision: Mapped[int | None] = mapped_column(BigId)
    kind: Mapped[str] = mapped_column(String(20))
    raw: Mapped[str] = mapped_column(String(500))
    via: Mapped[str] = mapped_column(String(10))
    table_revision: Mapped[int | None]
    device_row: Mapped[str | None] = mapped_column(String(10))
    device_verdict: Mapped[str | None] = mapped_column(String(12))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    body_hash: Mapped[str] = mapped_column(String(64))


class EventVerdict(Record):
    """An opinion: the server's answer to one event, said again word for word when asked again."""

    __tablename__ = "event_verdicts"
    __table_args__ = (
        Index("ix_event_verdicts_order_id", "order_id"),
        Index("ix_event_verdicts_shipment_id", "shipment_id"),
    )

    event_id: Mapped[str] = mapped_column(ForeignKey("device_events.event_id"), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(12))
    row: Mapped[str] = mapped_column(String(10))
    because: Mapped[str | None] = mapped_column(String(40))
    flow: Mapped[str] = mapped_column(String(20), default="")
    table_revision: Mapped[int] = mapped_column(default=0)
    step: Mapped[str] = mapped_column(String(20), default="")
    revision: Mapped[int] = mapped_column(BigId, default=0)
    agrees: Mapped[bool] = mapped_column(default=True)
    mismatch: Mapped[bool] = mapped_column(default=False)
    """Device and server disagreed though both judged the same revision with the same table."""
    order_id: Mapped[int | None] = mapped_column(BigId)
    shipment_id: Mapped[int | None] = mapped_column(BigId)
    line_id: Mapped[int | None] = mapped_column(BigId)
