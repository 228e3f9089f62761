"""Whether what watched folders brought is in, and in once."""

from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from server.exchange.folders.records import FolderFile, WatchedFolder
from server.exchange.records import ImportFile


def brought_and_not_in() -> Any:
    """INV-46: files told as taken whose orders nobody brings in, or that were taken in twice."""
    twin = aliased(FolderFile)
    taken_twice = (
        select(twin.id)
        .where(
            twin.watched_folder_id == FolderFile.watched_folder_id,
            twin.sha256 == FolderFile.sha256,
            twin.state == "taken",
            twin.id < FolderFile.id,
        )
        .exists()
    )
    is_not_in = and_(
        WatchedFolder.kind == "orders",
        or_(FolderFile.import_id.is_(None), ImportFile.state == "preview"),
    )
    return (
        select(FolderFile.id, FolderFile.name, FolderFile.import_id, ImportFile.state)
        .join(WatchedFolder, WatchedFolder.id == FolderFile.watched_folder_id)
        .outerjoin(ImportFile, ImportFile.id == FolderFile.import_id)
        .where(
            or_(
                (FolderFile.state == "seen") == FolderFile.ended_at.is_not(None),
                and_(FolderFile.state == "taken", or_(is_not_in, taken_twice)),
            )
        )
    )
