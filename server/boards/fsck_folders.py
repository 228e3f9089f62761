"""Whether what folders brought is in, and what they got was written, once each."""

from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from server.exchange.folders.records import FolderFile, OutFile, OutFolder, WatchedFolder
from server.exchange.records import ImportFile, LabelFile


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


def written_out_otherwise() -> Any:
    """INV-53: files told as written that are not, under a name that another has, or no carrier's.

    What is written has its moment, its size and its digest, and nothing waits any more; no folder
    gets two files of one name, nor another carrier's.
    """
    twin = aliased(OutFile)
    same_name = (
        select(twin.id)
        .where(
            twin.out_folder_id == OutFile.out_folder_id,
            twin.name == OutFile.name,
            twin.id < OutFile.id,
        )
        .exists()
    )
    is_written = OutFile.state == "written"
    is_half = or_(
        OutFile.written_at.is_(None), OutFile.sha256.is_(None), OutFile.content.is_not(None)
    )
    return (
        select(OutFile.id, OutFile.name, OutFile.state, LabelFile.carrier_code)
        .join(OutFolder, OutFolder.id == OutFile.out_folder_id)
        .outerjoin(LabelFile, LabelFile.id == OutFile.label_file_id)
        .where(
            or_(
                and_(is_written, is_half),
                and_(OutFile.state != "written", OutFile.written_at.is_not(None)),
                same_name,
                LabelFile.carrier_code != OutFolder.carrier_code,
            )
        )
    )
