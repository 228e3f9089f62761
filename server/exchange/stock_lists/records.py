"""Tables of nightly comparisons: when, how many, and every difference with its cause."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class StockComparison(Record):
    """在庫の照合: what a connection has heard, held against the book."""

    __tablename__ = "stock_comparisons"
    __table_args__ = (Index("ix_stock_comparisons_connection_id", "connection_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    connection_id: Mapped[int] = mapped_column(ForeignKey("connections.id"))
    day: Mapped[str] = mapped_column(String(10))
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """None: it broke off, and is begun anew."""
    products: Mapped[int] = mapped_column(default=0)
    differences: Mapped[int] = mapped_column(default=0)
    told_again: Mapped[int] = mapped_column(default=0)
    """Products that were told once more."""
    tells_all: Mapped[bool] = mapped_column(default=False)
    """Every product is told, whatever was heard of it: the connection was just switched on."""
    reached: Mapped[int] = mapped_column(BigInteger, default=0)
    """The product behind which it goes on."""


class StockDifference(Record):
    """A product of which a shop believes another number."""

    __tablename__ = "stock_differences"
    __table_args__ = (
        CheckConstraint(
            "cause IN ('never_told', 'under_way', 'dead', 'sandbox', 'missed')", name="cause"
        ),
    )

    comparison_id: Mapped[int] = mapped_column(ForeignKey("stock_comparisons.id"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"), primary_key=True)
    told_pieces: Mapped[int | None]
    """What the shop heard last; none: nothing."""
    now_pieces: Mapped[int]
    cause: Mapped[str] = mapped_column(String(12))
