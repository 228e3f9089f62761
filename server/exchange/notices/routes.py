"""The door for files of notices."""

from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from server import catalog, receiving
from server.exchange.notices.reading import NoticeDraft, NoticeFile, read_notices
from server.exchange.notices.schemas import NoticeForm, NoticesTaken, NoticeUpload
from server.exchange.order_files import Problem
from server.foundation import RoomRoutes, allow, refuse, takes_files, transaction
from server.foundation.patience import in_native_thread

routes = RoomRoutes("notices", "Notices of goods that will come, from files.")

NOTICE_FILE_BYTES_MAX = 8_000_000


@routes.post("/notices/files")
@allow.office("supervisor", "administrator")
@takes_files(bytes_max=NOTICE_FILE_BYTES_MAX)
@routes.arguments(NoticeForm, location="form")
@routes.arguments(NoticeUpload, location="files")
@routes.response(200, NoticesTaken)
@routes.alt_response(404, description="owner_unknown")
@routes.alt_response(422, description="nothing came in; the code says why")
def hand_in_notices(form: dict[str, str], files: dict[str, Any]) -> dict[str, Any]:
    """Announce what a file says; a notice with a faulty row does not come in."""
    read = in_native_thread(read_notices, files["file"].read())
    if not isinstance(read, NoticeFile):
        refuse(422, read.code, "No notice of this file can come in.", **read.detail)
    with transaction() as session:
        owners = {owner.code: owner.id for owner in catalog.owners(session)}
        if form["owner"] not in owners:
            refuse(404, "owner_unknown", "There is no such owner.", owner=form["owner"])
        taken: list[str] = []
        problems = list(read.problems)
        for draft in read.notices:
            found = take_in(session, owners[form["owner"]], draft)
            problems += found
            taken += [] if found else [draft.number]
    problems.sort(key=lambda one: one.row)
    return {"taken": taken, "problems": [asdict(one) for one in problems]}


def take_in(session: Session, owner_id: int, draft: NoticeDraft) -> list[Problem]:
    """Announce one notice of a file; what is wrong with it, and then nothing of it comes in."""
    named = [(line.product, line.pieces) for line in draft.lines]
    pieces = receiving.pieces_of(session, owner_id, named)
    if isinstance(pieces, receiving.Unclear):
        faulty = [draft.lines[nth] for nth in pieces.lines]
        return [Problem(line.row, "", pieces.code, line.product) for line in faulty]
    announced = receiving.Announced(
        owner_id=owner_id,
        number=draft.number,
        supplier=draft.supplier,
        expected_on=draft.expected_on,
        pieces=pieces,
    )
    made = receiving.expect_goods(session, announced)
    if isinstance(made, receiving.NotAnnounced):
        return [Problem(draft.row, "", made.code, draft.number)]
    return []
