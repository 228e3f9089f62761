"""Tables of assembling: how many of a kit are put together, of which parts, and how far it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class AssemblyJob(Record):
    """セット組み: kits that one person puts together, from the first part to the last kit."""

    __tablename__ = "assembly_jobs"
    __table_args__ = (
        CheckConstraint("asked_kits >= wanted_kits AND wanted_kits > 0", name="kits"),
        CheckConstraint(
            "hand_kits >= 0 AND made_kits >= 0 AND hand_kits + made_kits <= wanted_kits",
            name="made_kits",
        ),
        Index("ix_assembly_jobs_kit_product_id", "kit_product_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("tasks.id"), unique=True)
    kit_product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    apart: Mapped[bool] = mapped_column(default=False, server_default=false())
    """解体: finished kits are taken apart; they are the parts that are fetched."""
    asked_kits: Mapped[int]
    """How many the office wanted."""
    wanted_kits: Mapped[int]
    """For how many the parts were there."""
    recipe: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Product and pieces in one kit, as it was when they were asked for."""
    kept: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """Which of the parts that come out are kept by lot and day, and the lots that were known then;
    none where kits are put together."""
    asked_at: Mapped[datetime]
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    step: Mapped[str] = mapped_column(String(20))
    at_part: Mapped[int | None]
    """Sequence of the parts that are being taken, or brought back."""
    hand_kits: Mapped[int] = mapped_column(default=0)
    made_kits: Mapped[int] = mapped_column(default=0)
    last_did: Mapped[str | None] = mapped_column(String(20))
    """What the last accepted scan did; none to undo."""
    last_at: Mapped[int | None]
    last_pieces: Mapped[int] = mapped_column(default=0)
    last_target_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    last_said: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """What was known of parts that came out of kits before it."""
    revision: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None]


class AssemblyPart(Record):
    """Pieces of one product and lot on one shelf that are held for kits."""

    __tablename__ = "assembly_parts"
    __table_args__ = (
        CheckConstraint(
            "taken_pieces >= 0 AND short_pieces >= 0 AND back_pieces >= 0 AND lost_pieces >= 0"
            " AND taken_pieces + short_pieces <= wanted_pieces"
            " AND back_pieces + lost_pieces <= taken_pieces",
            name="pieces",
        ),
    )

    job_id: Mapped[int] = mapped_column(ForeignKey("assembly_jobs.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    lot: Mapped[str] = mapped_column(String(40), default="")
    expires_on: Mapped[str | None] = mapped_column(String(10))
    reservation_id: Mapped[int] = mapped_column(ForeignKey("reservations.id"))
    wanted_pieces: Mapped[int]
    taken_pieces: Mapped[int] = mapped_column(default=0)
    short_pieces: Mapped[int] = mapped_column(default=0)
    back_pieces: Mapped[int] = mapped_column(default=0)
    lost_pieces: Mapped[int] = mapped_column(default=0)


class LoosePart(Record):
    """Pieces of one product that came out of kits that were taken apart."""

    __tablename__ = "loose_parts"
    __table_args__ = (
        CheckConstraint(
            "hand_pieces >= 0 AND laid_pieces >= 0 AND missing_pieces >= 0 AND asked_pieces >= 0",
            name="pieces",
        ),
    )

    job_id: Mapped[int] = mapped_column(ForeignKey("assembly_jobs.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Its place in the recipe."""
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    hand_pieces: Mapped[int] = mapped_column(default=0)
    laid_pieces: Mapped[int] = mapped_column(default=0)
    missing_pieces: Mapped[int] = mapped_column(default=0)
    """Pieces that were not in the kits; known when all was sorted."""
    asked_pieces: Mapped[int] = mapped_column(default=0, server_default="0")
    """Pieces whose lot or day is not known yet."""
    lot: Mapped[str | None] = mapped_column(String(40))
    expires_on: Mapped[str | None] = mapped_column(String(10))
    """Lot and day of what is in the hand, or of what is asked."""
