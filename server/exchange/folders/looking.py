"""Looking into watched folders, and taking in what is whole."""

import hashlib
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
import structlog
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from server.exchange.folders.decisions import Seen, is_temporary, is_whole
from server.exchange.folders.door import Door, Entry, FolderClosedError, kept_name
from server.exchange.folders.leasing import claim, give_back, renew
from server.exchange.folders.opening import Where, open_folder, root, where_is
from server.exchange.folders.records import FolderFile, WatchedFolder
from server.exchange.folders.taking import Taken, take
from server.foundation import now, reading, table_of, transaction

log = structlog.get_logger()
FILES_AT_ONCE = 50
"""Of one look, so that one full folder does not keep the others waiting."""
LOOK_SECONDS_MAX = 300.0
"""After so long no further file of a look is begun."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a look without taking anything in finds."""

    fault: str | None
    waiting: tuple[str, ...] = ()
    """Files that would be taken in, once they are whole."""
    passed_over: tuple[str, ...] = ()
    """Files under temporary names."""


def try_look(where: Where) -> Trial:
    """Look whether a folder can be watched, and what lies there; nothing is taken in."""
    try:
        with open_folder(where) as door:
            door.ready_to_put_away()
            names = [entry.name for entry in door.entries()]
    except FolderClosedError as closed:
        return Trial(str(closed))
    return Trial(
        None,
        tuple(name for name in names if not is_temporary(name))[:FILES_AT_ONCE],
        tuple(name for name in names if is_temporary(name))[:FILES_AT_ONCE],
    )


def look_into_all() -> None:
    """Look into every folder of our own disk that is on; `servers` looks into the others."""
    with reading() as session:
        is_ours = WatchedFolder.file_server_id.is_(None)
        ids = list(session.scalars(select(WatchedFolder.id).where(WatchedFolder.is_on, is_ours)))
    for folder_id in ids:
        look_into(folder_id)


def look_into(folder_id: int) -> None:
    """Look into one folder, unless another worker does; why that cannot be is kept for people."""
    with transaction() as session:
        lease = claim(session, WatchedFolder, folder_id)
    if lease is None:
        return
    fault = None
    with reading() as session:
        folder = session.get_one(WatchedFolder, folder_id)
        where = where_is(session, folder)
        session.expunge(folder)
    try:
        with open_folder(where) as door:
            take_what_is_whole(folder, door, lease)
    except FolderClosedError as closed:
        fault = str(closed)
    except Exception as error:  # noqa: BLE001 - one bad file must not keep other folders waiting
        log.warning("folder_look_failed", folder=folder.path, fault=type(error).__name__)
        fault = "look_failed"
    with transaction() as session:
        give_back(session, WatchedFolder, folder_id, lease, fault=fault)


def take_what_is_whole(folder: WatchedFolder, door: Door, lease: int) -> None:
    """Take in the files that nobody has written to since the last look."""
    ends_at = time.monotonic() + LOOK_SECONDS_MAX
    found = [entry for entry in door.entries() if not is_temporary(entry.name)]
    with reading() as session:
        before = seen_before(session, folder.id)
    whole = [one for one in found if is_whole(one.name, seen(one), before)][:FILES_AT_ONCE]
    if whole or is_in_doubt(folder):
        door.ready_to_put_away()
    for entry in whole:
        with transaction() as session:
            is_ours = renew(session, WatchedFolder, folder.id, lease)
        if not is_ours or time.monotonic() > ends_at:
            break
        take_file(folder, door, entry)
    with transaction() as session:
        note_seen(session, folder.id, [one for one in found if seen(one) != before.get(one.name)])


def is_in_doubt(folder: WatchedFolder) -> bool:
    """Whether to see, with no file there, that files can be put away; far away that costs."""
    is_ours = folder.file_server_id is None
    return is_ours or folder.looked_at is None or folder.fault is not None


def seen(entry: Entry) -> Seen:
    """By what a file is known not to have changed."""
    return entry.size_bytes, entry.changed_ns


def seen_before(session: Session, folder_id: int) -> dict[str, Seen]:
    """The files of the last look that were not taken in yet."""
    rows = session.execute(
        select(FolderFile.name, FolderFile.size_bytes, FolderFile.changed_ns).where(
            FolderFile.watched_folder_id == folder_id, FolderFile.state == "seen"
        )
    )
    return {row.name: (row.size_bytes, row.changed_ns) for row in rows}


def note_seen(session: Session, folder_id: int, found: list[Entry]) -> None:
    """Keep how new and growing files look now."""
    forget_seen(session, folder_id, [entry.name for entry in found])
    if found:
        session.execute(
            insert(table_of(FolderFile)),
            [
                {
                    "watched_folder_id": folder_id,
                    "name": entry.name,
                    "size_bytes": entry.size_bytes,
                    "changed_ns": entry.changed_ns,
                    "state": "seen",
                    "report": {},
                    "seen_at": now(),
                }
                for entry in found
            ],
        )


def forget_seen(session: Session, folder_id: int, names: list[str]) -> None:
    """These files look otherwise by now."""
    session.execute(
        delete(table_of(FolderFile)).where(
            FolderFile.watched_folder_id == folder_id,
            FolderFile.state == "seen",
            FolderFile.name.in_(names),
        )
    )


def take_file(folder: WatchedFolder, door: Door, entry: Entry) -> None:
    """Take one file in, write down what became of it, and put it away.

    What is written down comes first: whoever is stopped before the file is put away finds its
    bytes known at the next look, and changes nothing.
    """
    if entry.size_bytes > root().bytes_max:
        detail = {"most": root().bytes_max, "bytes": entry.size_bytes}
        ended(folder, door, entry, None, Taken("refused", {"code": "too_large", "detail": detail}))
        return
    content = door.read_whole(entry)
    if content is None:
        return
    sha256 = hashlib.sha256(content).hexdigest()
    with reading() as session:
        earlier = earlier_file(session, folder.id, sha256)
    if earlier is None:
        ended(folder, door, entry, sha256, take(folder, entry.name, content))
    elif earlier.is_still(entry):
        # It could not be put away then; that it still lies here is nothing new.
        put_away(door, entry, Taken("taken", earlier.report))
    else:
        told = {"code": "file_came_before", "name": earlier.name, "at": earlier.at.isoformat()}
        ended(folder, door, entry, sha256, Taken("known", told))


@dataclass(frozen=True, slots=True)
class Earlier:
    """A file of the same bytes that was taken in."""

    name: str
    size_bytes: int
    changed_ns: int
    at: datetime
    report: dict[str, Any]

    def is_still(self, entry: Entry) -> bool:
        """Whether that very file still lies there."""
        return Entry(self.name, self.size_bytes, self.changed_ns) == entry


def earlier_file(session: Session, folder_id: int, sha256: str) -> Earlier | None:
    """The file of the same bytes that was taken in here."""
    row = session.execute(
        select(
            FolderFile.name,
            FolderFile.size_bytes,
            FolderFile.changed_ns,
            FolderFile.ended_at,
            FolderFile.report,
        )
        .where(
            FolderFile.watched_folder_id == folder_id,
            FolderFile.sha256 == sha256,
            FolderFile.state == "taken",
        )
        .order_by(FolderFile.id)
    ).first()
    return None if row is None else Earlier(*row)


def ended(
    folder: WatchedFolder, door: Door, entry: Entry, sha256: str | None, taken: Taken
) -> None:
    """Write down what became of a file, then put it away with its report."""
    moment = now()
    with transaction() as session:
        forget_seen(session, folder.id, [entry.name])
        session.execute(
            insert(table_of(FolderFile)).values(
                watched_folder_id=folder.id,
                name=entry.name,
                size_bytes=entry.size_bytes,
                changed_ns=entry.changed_ns,
                sha256=sha256,
                state=taken.state,
                report=taken.report,
                import_id=taken.import_id,
                seen_at=moment,
                ended_at=moment,
            )
        )
    put_away(door, entry, taken)


def put_away(door: Door, entry: Entry, taken: Taken) -> None:
    """Lay a file into `done` or `error`, with its report."""
    moment = now()
    report = {"file": entry.name, "state": taken.state, "at": moment.isoformat(), **taken.report}
    door.put_away(
        entry.name,
        into="error" if taken.state == "refused" else "done",
        under=kept_name(f"{moment:%Y%m%d-%H%M%S-%f}", entry.name),
        report=orjson.dumps(report, option=orjson.OPT_INDENT_2),
    )
