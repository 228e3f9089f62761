"""What is asked about watched folders."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import catalog
from server.exchange.folders.records import FolderFile, WatchedFolder

FILES_SHOWN = 20


def folders_told(session: Session) -> list[dict[str, Any]]:
    """All watched folders with their last files, as they travel."""
    owners = {one.id: one.code for one in catalog.owners(session)}
    shops = {one.id: one.code for one in catalog.shops(session)}
    return [
        {
            "id": one.id,
            "owner": owners[one.owner_id],
            "shop": None if one.shop_id is None else shops[one.shop_id],
            "kind": one.kind,
            "path": one.path,
            "is_on": one.is_on,
            "looked_at": one.looked_at,
            "fault": one.fault,
            "files": last_files(session, one.id),
        }
        for one in session.scalars(select(WatchedFolder).order_by(WatchedFolder.path))
    ]


def last_files(session: Session, folder_id: int) -> list[dict[str, Any]]:
    """The files that a folder brought last, the newest first; those that still grow are none."""
    rows = session.execute(
        select(
            FolderFile.id,
            FolderFile.name,
            FolderFile.state,
            FolderFile.ended_at.label("at"),
            FolderFile.report,
            FolderFile.import_id,
        )
        .where(FolderFile.watched_folder_id == folder_id, FolderFile.state != "seen")
        .order_by(FolderFile.id.desc())
        .limit(FILES_SHOWN)
    )
    return [dict(row) for row in rows.mappings()]


def path_of(session: Session, folder_id: int) -> str | None:
    """Where a folder lies below the root; None where there is none."""
    return session.scalar(select(WatchedFolder.path).where(WatchedFolder.id == folder_id))
