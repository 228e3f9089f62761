"""Tables of waves: what was released, on which cart, in which tote."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class Wave(Record):
    """ウェーブ: a release of orders to the floor."""

    __tablename__ = "waves"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    released_at: Mapped[datetime]
    released_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    choice: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The shops, carriers, cut-off and cart size that were asked for."""
    orders: Mapped[int]
    pieces: Mapped[int]


class Batch(Record):
    """バッチ: what one person picks in one walk with one cart."""

    __tablename__ = "batches"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    wave_id: Mapped[int] = mapped_column(ForeignKey("waves.id"))
    number: Mapped[str] = mapped_column(String(20), unique=True)
    cart_place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    cart_freed_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_batches_live_cart",
            "cart_place_id",
            unique=True,
            sqlite_where=text("cart_place_id IS NOT NULL AND cart_freed_at IS NULL"),
            postgresql_where=text("cart_place_id IS NOT NULL AND cart_freed_at IS NULL"),
        ),
    )


class BatchSlot(Record):
    """One shipment on one cart position, and the tote that carries it."""

    __tablename__ = "batch_slots"
    __table_args__ = (
        UniqueConstraint("batch_id", "slot"),
        Index("ix_batch_slots_shipment_id", "shipment_id"),
        Index(
            "uq_batch_slots_live_tote",
            "tote_place_id",
            unique=True,
            sqlite_where=text("tote_place_id IS NOT NULL AND freed_at IS NULL"),
            postgresql_where=text("tote_place_id IS NOT NULL AND freed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    slot: Mapped[int]
    """Position on the cart, from 0."""
    shipment_id: Mapped[int] = mapped_column(ForeignKey("shipments.id"))
    tote_place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    freed_at: Mapped[datetime | None]
    """When packing had emptied the tote."""
