"""Tables of formats of one's own."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class OrderFormat(Record):
    """フォーマット: a layout of a shop's order files."""

    __tablename__ = "order_formats"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"))
    name: Mapped[str] = mapped_column(String(60))
    version: Mapped[int]
    """The newest, by which files are read from now on."""
    retired_at: Mapped[datetime | None]


class OrderFormatVersion(Record):
    """What a format said at a time; never changed."""

    __tablename__ = "order_format_versions"

    format_id: Mapped[int] = mapped_column(ForeignKey("order_formats.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
