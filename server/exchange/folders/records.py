"""Tables of watched folders: where files are looked for, and what became of each."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


class WatchedFolder(Record):
    """A folder under the root in which files of one kind are left for us."""

    __tablename__ = "watched_folders"
    __table_args__ = (
        UniqueConstraint("path"),
        CheckConstraint("kind IN ('orders', 'notices', 'products', 'customers')", name="kind"),
        CheckConstraint("kind <> 'orders' OR shop_id IS NOT NULL", name="shop"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
    shop_id: Mapped[int | None] = mapped_column(ForeignKey("shops.id"))
    kind: Mapped[str] = mapped_column(String(10))
    path: Mapped[str] = mapped_column(String(200))
    """Below the root, with `/` between."""
    is_on: Mapped[bool] = mapped_column(default=True)
    looked_at: Mapped[datetime | None]
    fault: Mapped[str | None] = mapped_column(String(40))
    """Why the last look could not be made."""
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class FolderFile(Record):
    """One file of a watched folder: seen first, then taken in, known already, or refused."""

    __tablename__ = "folder_files"
    __table_args__ = (
        CheckConstraint("state IN ('seen', 'taken', 'known', 'refused')", name="state"),
        Index("ix_folder_files_watched_folder_id", "watched_folder_id", "state"),
        Index("ix_folder_files_sha256", "watched_folder_id", "sha256"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    watched_folder_id: Mapped[int] = mapped_column(ForeignKey("watched_folders.id"))
    name: Mapped[str] = mapped_column(String(200))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    changed_ns: Mapped[int] = mapped_column(BigInteger)
    """As the disk says; while either grows, somebody is writing."""
    sha256: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10))
    report: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_files.id"))
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
