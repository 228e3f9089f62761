"""Tables of tasks and exceptions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record

KINDS = (
    "pick",
    "pack",
    "ship",
    "receive",
    "put_away",
    "replenish",
    "move",
    "count",
    "return",
    "assemble",
)
"""ピッキング, 梱包, 引渡し, 入荷, 棚入れ, 補充, 移動, 棚卸, 返品, セット組み."""

STAGES = ("waiting", "open", "claimed", "done", "held", "cancelled")


class Task(Record):
    """作業: one job for one person. Open tasks are for everybody, a claimed one for its holder."""

    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint(f"stage IN {STAGES}", name="stage"),
        Index("ix_tasks_kind_stage", "kind", "stage", "due_at"),
        Index("ix_tasks_after_task_id", "after_task_id"),
        Index("ix_tasks_shipment_id", "shipment_id"),
        Index("ix_tasks_place_id", "place_id"),
        Index(
            "ix_tasks_lease",
            "lease_expires_at",
            sqlite_where=text("stage = 'claimed'"),
            postgresql_where=text("stage = 'claimed'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    stage: Mapped[str] = mapped_column(String(10))
    number: Mapped[str] = mapped_column(String(20))
    """What people call it: the batch or the shipment number."""
    batch_id: Mapped[int | None] = mapped_column(BigId)
    shipment_id: Mapped[int | None] = mapped_column(ForeignKey("shipments.id"))
    after_task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    """The link before this one in its chain; this one opens when that one is done."""
    subject_id: Mapped[int | None] = mapped_column(BigId)
    """What it is about, in the room that does it: an advance notice, a count, a return."""
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    """Where it is done, when it is one place."""
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    """Which goods it is about, when it is one product."""
    reason: Mapped[str] = mapped_column(String(30), default="")
    """Why it was raised, as a code: short_pick, below_minimum; empty when somebody began it."""
    not_for_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Who may not do it: whoever made the count that it checks."""
    zone: Mapped[str] = mapped_column(String(20), default="")
    carrier_code: Mapped[str] = mapped_column(String(20), default="")
    due_at: Mapped[datetime]
    priority: Mapped[int] = mapped_column(default=0)
    shipments: Mapped[int] = mapped_column(default=1)
    lines: Mapped[int] = mapped_column(default=0)
    pieces: Mapped[int] = mapped_column(default=0)
    lease_no: Mapped[int] = mapped_column(default=0)
    """Grows with every claim; a scan under an older number is stale (fencing)."""
    lease_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    lease_device_id: Mapped[int | None] = mapped_column(ForeignKey("devices.id"))
    lease_expires_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=0)


class FloorException(Record):
    """例外: something a supervisor must decide."""

    __tablename__ = "exceptions"
    __table_args__ = (
        Index(
            "ix_exceptions_open",
            "raised_at",
            sqlite_where=text("resolved_at IS NULL"),
            postgresql_where=text("resolved_at IS NULL"),
        ),
        Index("ix_exceptions_shipment_id", "shipment_id"),
        Index("ix_exceptions_order_id", "order_id"),
        Index("ix_exceptions_event_id", "event_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    """short_pick, set_aside, book_cannot_cover, count_differs, held_goods_missing, lot_blocked,
    notice_differs, unknown_goods, returned_held, parts_missing, stale_scan, flyer_ran_out,
    server_fault."""
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    shipment_id: Mapped[int | None] = mapped_column(ForeignKey("shipments.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"))
    order_line_id: Mapped[int | None] = mapped_column(ForeignKey("order_lines.id"))
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    event_id: Mapped[str | None] = mapped_column(String(36))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    quantity_pieces: Mapped[int] = mapped_column(default=0)
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    raised_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    resolution: Mapped[str | None] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(String(500), default="")


class ExceptionPhoto(Record):
    """What the one who reported an exception saw; at most one photo for each."""

    __tablename__ = "exception_photos"

    exception_id: Mapped[int] = mapped_column(ForeignKey("exceptions.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    """A JPEG with nothing beside the picture: no place, no time, no device."""
    digest: Mapped[str] = mapped_column(String(64))
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id"))
    received_at: Mapped[datetime]
