"""Tables of folders: servers they lie on, what is looked for in them, what is written into them."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record


def places_of(table: str) -> tuple[Index, Index]:
    """A folder is there once: below the root, and on each server."""
    here, there = text("file_server_id IS NULL"), text("file_server_id IS NOT NULL")
    return (
        Index(f"uq_{table}_here", "path", unique=True, sqlite_where=here, postgresql_where=here),
        Index(
            f"uq_{table}_there",
            "file_server_id",
            "path",
            unique=True,
            sqlite_where=there,
            postgresql_where=there,
        ),
    )


class FileServer(Record):
    """A server on which folders lie, by SFTP."""

    __tablename__ = "file_servers"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("owners.id"))
    """Whose; none: the house's own, with files of all owners."""
    name: Mapped[str] = mapped_column(String(60))
    host: Mapped[str] = mapped_column(String(253))
    port: Mapped[int]
    user: Mapped[str] = mapped_column(String(100))
    password: Mapped[str] = mapped_column(String(200), default="")
    private_key: Mapped[str] = mapped_column(Text, default="")
    host_key: Mapped[str] = mapped_column(String(100), default="")
    """SHA256:… of its key, as a person has compared it; empty: nobody has yet."""
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    removed_at: Mapped[datetime | None]


class WatchedFolder(Record):
    """A folder under the root, or on a server, in which files of one kind are left for us."""

    __tablename__ = "watched_folders"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('orders', 'notices', 'products', 'customers', 'numbers')", name="kind"
        ),
        CheckConstraint("kind <> 'orders' OR shop_id IS NOT NULL", name="shop"),
        CheckConstraint(
            "(kind = 'numbers') = (owner_id IS NULL) AND "
            "(kind = 'numbers') = (carrier_code IS NOT NULL)",
            name="whose",
        ),
        *places_of("watched_folders"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("owners.id"))
    """None: tracking numbers, of whatever owner's parcels."""
    shop_id: Mapped[int | None] = mapped_column(ForeignKey("shops.id"))
    file_server_id: Mapped[int | None] = mapped_column(ForeignKey("file_servers.id"))
    """None: on our own disk, below the root."""
    kind: Mapped[str] = mapped_column(String(10))
    carrier_code: Mapped[str | None] = mapped_column(String(20))
    """Whose numbers."""
    path: Mapped[str] = mapped_column(String(200))
    """Below the root, with `/` between; on a server as it has it."""
    is_on: Mapped[bool] = mapped_column(default=True)
    looked_at: Mapped[datetime | None]
    fault: Mapped[str | None] = mapped_column(String(40))
    """Why the last look could not be made."""
    lease: Mapped[int] = mapped_column(default=0)
    """Grows with each look: whoever has an older one has lost the folder to another worker."""
    leased_until: Mapped[datetime | None]
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


class OutFolder(Record):
    """A folder into which files are written by themselves."""

    __tablename__ = "out_folders"
    __table_args__ = (
        CheckConstraint("kind IN ('label_files', 'stock_list', 'shipped_list')", name="kind"),
        CheckConstraint(
            "(kind = 'label_files') = (owner_id IS NULL) AND "
            "(kind = 'label_files') = (carrier_code IS NOT NULL)",
            name="whose",
        ),
        *places_of("out_folders"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("owners.id"))
    """None: files for carriers, with whatever owner's parcels."""
    shop_id: Mapped[int | None] = mapped_column(ForeignKey("shops.id"))
    """Only what this shop may sell; none: each shop of the owner."""
    file_server_id: Mapped[int | None] = mapped_column(ForeignKey("file_servers.id"))
    kind: Mapped[str] = mapped_column(String(20))
    carrier_code: Mapped[str | None] = mapped_column(String(20))
    every_minutes: Mapped[int] = mapped_column(default=0)
    """How often a file of what is ready is made without being asked; 0: the office makes them."""
    path: Mapped[str] = mapped_column(String(200))
    is_on: Mapped[bool] = mapped_column(default=True)
    looked_at: Mapped[datetime | None]
    fault: Mapped[str | None] = mapped_column(String(40))
    """Why the last file could not be written."""
    lease: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class OutFile(Record):
    """One file that a folder gets once: waiting, about to get its name, written, or void."""

    __tablename__ = "out_files"
    __table_args__ = (
        UniqueConstraint("out_folder_id", "subject"),
        CheckConstraint("state IN ('waiting', 'moving', 'written', 'void')", name="state"),
        Index("ix_out_files_out_folder_id", "out_folder_id", "state"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    out_folder_id: Mapped[int] = mapped_column(ForeignKey("out_folders.id"))
    subject: Mapped[str] = mapped_column(String(60))
    """What it is, as in `label_file:12` or `stock:2026-04-01`."""
    label_file_id: Mapped[int | None] = mapped_column(ForeignKey("label_files.id"))
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Until it is written, where nobody else keeps it."""
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime]
    written_at: Mapped[datetime | None]
