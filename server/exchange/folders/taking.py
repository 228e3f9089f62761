"""What a file of a watched folder comes to, by its kind; each is a no-op the second time."""

from dataclasses import dataclass, field
from typing import Any

from server import catalog
from server.exchange import desk
from server.exchange.actions import begin
from server.exchange.carrier_files import read_numbers
from server.exchange.folders.records import WatchedFolder
from server.exchange.masters.routes import look_or_take
from server.exchange.notices.reading import read_notices
from server.exchange.notices.routes import take_in as take_in_notice
from server.exchange.order_files import FileRefused, Problem
from server.exchange.slips.actions import take_numbers
from server.exchange.slips.queries import rejected_numbers
from server.foundation import reading, transaction

PROBLEMS_TOLD_MAX = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file."""

    state: str
    """taken or refused."""
    report: dict[str, Any] = field(default_factory=dict)
    import_id: int | None = None


def take(folder: WatchedFolder, name: str, content: bytes) -> Taken:
    """Take a file in."""
    if folder.kind == "orders":
        return take_orders(folder, name, content)
    if folder.kind == "numbers":
        return take_tracking_numbers(folder, name, content)
    assert folder.owner_id is not None, "only tracking numbers are of all owners"
    if folder.kind == "notices":
        return take_notices(folder.owner_id, content)
    outcome = look_or_take(folder.kind, content, folder.owner_id, is_taken=True)
    if isinstance(outcome, FileRefused):
        return refused(outcome)
    counts = {"new": outcome.counts["new"], "changed": outcome.counts["changed"]}
    counts |= {"same": outcome.counts["same"]}
    problems = sorted(outcome.problems, key=lambda one: one.row)
    return Taken("taken", {"rows": outcome.rows, **counts, "problems": told(problems)})


def take_orders(folder: WatchedFolder, name: str, content: bytes) -> Taken:
    """Bring an order file in as a person would who confirms the preview."""
    with reading() as session:
        shop = next(one.code for one in catalog.shops(session) if one.id == folder.shop_id)
    preview = desk.hand_in(shop=shop, name=name, content=content)
    if isinstance(preview, FileRefused):
        return refused(preview)
    with transaction() as session:
        begin(session, preview.id)
    card = desk.bring_in(preview.id)
    report = {
        "import": card.id,
        "rows": card.rows,
        "imported": card.imported_rows,
        "duplicate": card.duplicate_rows,
        "rejected": card.rejected_rows,
        "problems": preview.problems[:PROBLEMS_TOLD_MAX],
    }
    return Taken("taken", report, card.id)


def take_notices(owner_id: int, content: bytes) -> Taken:
    """Announce what a file of notices says."""
    read = read_notices(content)
    if isinstance(read, FileRefused):
        return refused(read)
    problems = list(read.problems)
    taken = []
    with transaction() as session:
        for draft in read.notices:
            found = take_in_notice(session, owner_id, draft)
            problems += found
            taken += [] if found else [draft.number]
    return Taken("taken" if taken else "refused", {"taken": taken, "problems": told(problems)})


def take_tracking_numbers(folder: WatchedFolder, name: str, content: bytes) -> Taken:
    """Note the tracking numbers of a carrier's file."""
    read = read_numbers(content)
    if isinstance(read, FileRefused):
        return refused(read)
    assert folder.carrier_code is not None, "numbers are a carrier's"
    with transaction() as session:
        noted = take_numbers(
            session,
            read.rows,
            carrier_code=folder.carrier_code,
            name=name,
            content=content,
            person_id=None,
        )
        rows = rejected_numbers(session, noted.number_file_id)
    counts = {"noted": noted.noted, "known": noted.known, "rejected": noted.rejected}
    problems = [
        {"row": row["row"], "column": "", "code": row["code"], "value": row["tracking_no"]}
        for row in rows[:PROBLEMS_TOLD_MAX]
    ]
    return Taken("taken", {"rows": len(read.rows), **counts, "problems": problems})


def refused(why: FileRefused) -> Taken:
    """A file of which nothing comes in."""
    return Taken("refused", {"code": why.code, "detail": why.detail})


def told(problems: list[Problem]) -> list[dict[str, Any]]:
    """Problems as a report has them."""
    return [
        {"row": one.row, "column": one.column, "code": one.code, "value": one.value}
        for one in problems[:PROBLEMS_TOLD_MAX]
    ]
