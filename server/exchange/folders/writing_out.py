"""Files that are written into folders by themselves, each once.

What a folder is to get is laid down first, one row for each file. It is written under a temporary
name; that its own name comes next is written down before it gets it. Whoever goes on after that
and finds neither of the two knows that the file was there and was fetched. In a sandbox nothing
leaves.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from server import catalog
from server.exchange.folders.door import Door, FolderClosedError, NameTakenError
from server.exchange.folders.leasing import claim, give_back, renew
from server.exchange.folders.nightly import content_of, nights_due
from server.exchange.folders.opening import Where, open_folder, root, where_is
from server.exchange.folders.records import OutFile, OutFolder
from server.exchange.records import LabelFile
from server.exchange.slips.actions import write_label_files
from server.foundation import now, reading, table_of, transaction
from server.foundation.clock import WAREHOUSE_TIME

NIGHT_BEGINS_HOUR = 3
"""As of the nightly comparison: what shops sold by midnight has come in."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Due:
    """A file that a folder has not got yet."""

    id: int
    name: str
    state: str
    content: bytes


def write_out_here() -> None:
    """Write into every folder of our own disk that is on; `servers` writes into the others."""
    with reading() as session:
        is_ours = OutFolder.file_server_id.is_(None)
        ids = list(session.scalars(select(OutFolder.id).where(OutFolder.is_on, is_ours)))
    for folder_id in ids:
        write_out(folder_id)


def write_out(folder_id: int) -> None:
    """Write what a folder has not got yet, unless another worker does."""
    if root().is_sandbox:
        return
    with transaction() as session:
        lease = claim(session, OutFolder, folder_id)
    if lease is None:
        return
    fault = None
    try:
        lay(folder_id)
        with reading() as session:
            waiting = waiting_files(session, folder_id)
            where = where_is(session, session.get_one(OutFolder, folder_id))
        with open_folder(where) as door:
            deliver(folder_id, lease, door, waiting)
    except FolderClosedError as closed:
        fault = str(closed)
    except NameTakenError:
        fault = "name_taken"
    except Exception as error:  # noqa: BLE001 - one bad file must not keep other folders waiting
        log.warning("folder_write_failed", folder=folder_id, fault=type(error).__name__)
        fault = "write_failed"
    with transaction() as session:
        give_back(session, OutFolder, folder_id, lease, fault=fault)


def try_writing(where: Where) -> str | None:
    """Why a folder cannot be written into; what is written for it is taken away again."""
    try:
        with open_folder(where) as door:
            door.try_writing()
    except FolderClosedError as closed:
        return str(closed)
    return None


def lay(folder_id: int) -> None:
    """Lay down what a folder is to get."""
    with reading() as session:
        folder = session.get_one(OutFolder, folder_id)
        session.expunge(folder)
    if folder.kind != "label_files":
        lay_nightly(folder)
        return
    assert folder.carrier_code is not None, "files for labels are a carrier's"
    with transaction() as session:
        if is_time(session, folder, folder.carrier_code):
            write_label_files(session, folder.carrier_code, person_id=None)
        lay_label_files(session, folder, folder.carrier_code)


def is_time(session: Session, folder: OutFolder, carrier_code: str) -> bool:
    """Whether a file of what is ready is to be made without being asked."""
    if folder.every_minutes == 0:
        return False
    last: datetime | None = session.scalar(
        select(func.max(LabelFile.made_at)).where(LabelFile.carrier_code == carrier_code)
    )
    return last is None or last <= now() - timedelta(minutes=folder.every_minutes)


def lay_label_files(session: Session, folder: OutFolder, carrier_code: str) -> None:
    """Lay down a carrier's files since the folder is there, and let go of those that are void.

    A file that was voided is written nowhere any more; what takes its place is another file.
    """
    laid = select(OutFile.label_file_id).where(
        OutFile.out_folder_id == folder.id, OutFile.label_file_id.is_not(None)
    )
    rows = session.execute(
        select(LabelFile.id, LabelFile.name)
        .where(
            LabelFile.carrier_code == carrier_code,
            LabelFile.made_at >= folder.made_at,
            LabelFile.voided_at.is_(None),
            LabelFile.id.not_in(laid),
        )
        .order_by(LabelFile.id)
    ).all()
    if rows:
        session.execute(
            insert(table_of(OutFile)),
            [
                {
                    "out_folder_id": folder.id,
                    "subject": f"label_file:{row.id}",
                    "label_file_id": row.id,
                    "name": f"{row.name.removesuffix('.csv')}-{row.id}.csv",
                    "state": "waiting",
                    "made_at": now(),
                }
                for row in rows
            ],
        )
    void = select(LabelFile.id).where(LabelFile.voided_at.is_not(None))
    session.execute(
        update(table_of(OutFile))
        .where(
            OutFile.out_folder_id == folder.id,
            OutFile.state == "waiting",
            OutFile.label_file_id.in_(void),
        )
        .values(state="void")
    )


def lay_nightly(folder: OutFolder) -> None:
    """Lay down the files of the nights that a folder has not got, once the night has begun."""
    if now().astimezone(WAREHOUSE_TIME).hour < NIGHT_BEGINS_HOUR:
        return
    what = folder.kind.removesuffix("_list")
    for day in nights_due(folder, now()):
        subject = f"{what}:{day}"
        is_laid = select(OutFile.id).where(
            OutFile.out_folder_id == folder.id, OutFile.subject == subject
        )
        with reading() as session:
            if session.scalar(is_laid) is not None:
                continue
            whose = code_of(session, folder)
        content = content_of(folder, day)
        with transaction() as session:
            session.execute(
                insert(table_of(OutFile)).values(
                    out_folder_id=folder.id,
                    subject=subject,
                    name=f"{what}-{whose}-{day.replace('-', '')}.csv",
                    content=content,
                    state="waiting",
                    made_at=now(),
                )
            )


def code_of(session: Session, folder: OutFolder) -> str:
    """Of whom a folder tells."""
    if folder.shop_id is not None:
        return next(one.code for one in catalog.shops(session) if one.id == folder.shop_id)
    return next(one.code for one in catalog.owners(session) if one.id == folder.owner_id)


def waiting_files(session: Session, folder_id: int) -> list[Due]:
    """What a folder has not got yet, the oldest first."""
    rows = session.execute(
        select(
            OutFile.id,
            OutFile.name,
            OutFile.state,
            func.coalesce(OutFile.content, LabelFile.content),
        )
        .outerjoin(LabelFile, LabelFile.id == OutFile.label_file_id)
        .where(OutFile.out_folder_id == folder_id, OutFile.state.in_(("waiting", "moving")))
        .order_by(OutFile.id)
    )
    return [Due(*row) for row in rows]


def deliver(folder_id: int, lease: int, door: Door, waiting: list[Due]) -> None:
    """Write files, the oldest first.

    Raises:
        FolderClosedError: one cannot be written; it and those behind it wait.
        NameTakenError: something else lies there under a file's name.
    """
    for due in waiting:
        with transaction() as session:
            if not renew(session, OutFolder, folder_id, lease):
                return
        part = f"{due.name}.part"
        if due.state == "moving" and door.size_of(part) is None:
            # It got its name; by now it may have been fetched.
            note(due, "written")
            continue
        if due.state == "waiting":
            if door.size_of(due.name) is not None:
                raise NameTakenError(due.name)
            door.write_part(part, due.content)
            note(due, "moving")
        give_name(door, due, part)
        note(due, "written")


def give_name(door: Door, due: Due, part: str) -> None:
    """Give a file its name; where that is taken, it goes on waiting."""
    try:
        door.give_name(part, due.name)
    except NameTakenError:
        note(due, "waiting")
        raise


def note(due: Due, state: str) -> None:
    """Write down how far a file is."""
    values: dict[str, object] = {"state": state}
    if state == "written":
        digest = hashlib.sha256(due.content).hexdigest()
        size = {"size_bytes": len(due.content), "sha256": digest}
        values |= {"written_at": now(), "content": None, **size}
    with transaction() as session:
        session.execute(update(table_of(OutFile)).where(OutFile.id == due.id).values(**values))
