"""Tables of stock: balances, what is held of them, and the ledger that is the truth."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record

BLOCK_REASONS = ("quality", "recall", "damage", "customs", "inspection", "other")
"""品質確認, 回収, 破損, 通関, 検品待ち, その他."""


class Balance(Record):
    """How much of a product and lot a place holds: a guarded sum over the ledger."""

    __tablename__ = "stock"
    __table_args__ = (
        UniqueConstraint("place_id", "product_id", "lot"),
        CheckConstraint("is_virtual OR on_hand_pieces >= 0", name="on_hand_pieces"),
        CheckConstraint(
            "held_pieces >= 0 AND (is_virtual OR held_pieces <= on_hand_pieces)", name="held_pieces"
        ),
        Index("ix_stock_product_id", "product_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    lot: Mapped[str] = mapped_column(String(40), default="")
    """The maker's lot; empty where the product has none."""
    expires_on: Mapped[str | None] = mapped_column(String(10))
    on_hand_pieces: Mapped[int] = mapped_column(default=0)
    held_pieces: Mapped[int] = mapped_column(default=0)
    is_virtual: Mapped[bool] = mapped_column(default=False)
    lies_since: Mapped[datetime | None]
    """Since when there has been any; it begins anew when the place was empty."""


class LotBlock(Record):
    """ロット保留: a lot that nobody is promised, wherever it lies, until a supervisor frees it."""

    __tablename__ = "lot_blocks"
    __table_args__ = (
        CheckConstraint(f"reason IN {BLOCK_REASONS}", name="reason"),
        Index(
            "uq_lot_blocks_live",
            "product_id",
            "lot",
            unique=True,
            sqlite_where=text("released_at IS NULL"),
            postgresql_where=text("released_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    lot: Mapped[str] = mapped_column(String(40))
    """Empty: all goods of the product that have no lot."""
    reason: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(String(500), default="")
    blocked_at: Mapped[datetime]
    blocked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    released_at: Mapped[datetime | None]
    released_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Available(Record):
    """販売可能数: pieces of a product that were last said to be free for sale."""

    __tablename__ = "available_stock"

    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    pieces: Mapped[int]
    """On shelves, promised to nobody, neither blocked nor too old; before safety stock."""
    changed_at: Mapped[datetime]


class PickFace(Record):
    """ピック棚: a shelf that people pick a product from, filled up before it runs dry."""

    __tablename__ = "pick_faces"
    __table_args__ = (
        CheckConstraint("least_pieces >= 0 AND most_pieces > least_pieces", name="pieces"),
    )

    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    least_pieces: Mapped[int]
    """補充点: with no more than these free it is filled up."""
    most_pieces: Mapped[int]


class Movement(Record):
    """One line of the ledger: pieces leave a place and arrive at another. Never changed or deleted.

    It takes from one place what it gives to the other, so it sums to zero by itself.
    """

    __tablename__ = "movements"
    __table_args__ = (
        CheckConstraint("quantity_pieces > 0", name="quantity_pieces"),
        CheckConstraint("source_place_id <> target_place_id", name="places"),
        Index("ix_movements_product_id", "product_id"),
        Index("ix_movements_event_id", "event_id"),
        Index("ix_movements_at", "at"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    lot: Mapped[str] = mapped_column(String(40), default="")
    quantity_pieces: Mapped[int]
    source_place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    target_place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    cause: Mapped[str] = mapped_column(String(20))
    """picked, placed, packed, inserted, handed_over, received, corrected, moved, counted; put_back
    for a cancelled order; assembled: parts to the bench, kits from it; taken_apart: kits to
    the bench, their parts from it; missing_in_kit: parts that were in none; left_over: parts of no
    kit, to their shelf; undone_… (picked, placed, packed, inserted, moved, assembled, taken_apart)
    for a scan that was taken back.
    """
    row: Mapped[str | None] = mapped_column(String(10))
    """The row of the flow table that decided it."""
    event_id: Mapped[str | None] = mapped_column(String(36))
    """The scan that caused it; none for what an office person did."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    order_line_id: Mapped[int | None] = mapped_column(ForeignKey("order_lines.id"))


PURPOSES_NAMED = (
    "(CASE WHEN order_line_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN flyer_insert_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN assembly_id IS NULL THEN 0 ELSE 1 END)"
)


class Reservation(Record):
    """引当: pieces of one balance held for one purpose: an order line, a flyer of a parcel, or kits
    that are put together (セット組み).
    """

    __tablename__ = "reservations"
    __table_args__ = (
        CheckConstraint(
            "used_pieces >= 0 AND released_pieces >= 0"
            " AND used_pieces + released_pieces <= quantity_pieces",
            name="pieces",
        ),
        CheckConstraint(f"{PURPOSES_NAMED} = 1", name="purpose"),
        Index("ix_reservations_order_line_id", "order_line_id"),
        Index("ix_reservations_flyer_insert_id", "flyer_insert_id"),
        Index("ix_reservations_stock_id", "stock_id"),
        Index(
            "ix_reservations_assembly_id",
            "assembly_id",
            sqlite_where=text("assembly_id IS NOT NULL"),
            postgresql_where=text("assembly_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    stock_id: Mapped[int] = mapped_column(ForeignKey("stock.id"))
    order_line_id: Mapped[int | None] = mapped_column(ForeignKey("order_lines.id"))
    flyer_insert_id: Mapped[int | None] = mapped_column(BigId)
    assembly_id: Mapped[int | None] = mapped_column(BigId)
    quantity_pieces: Mapped[int]
    used_pieces: Mapped[int] = mapped_column(default=0)
    """Taken from the balance by now; what is left of the quantity is still held."""
    released_pieces: Mapped[int] = mapped_column(default=0)
    expires_after: Mapped[str] = mapped_column(String(10), default="", server_default="")
    """What was asked when it was held: goods that expire after this day; empty: any."""
    created_at: Mapped[datetime]
