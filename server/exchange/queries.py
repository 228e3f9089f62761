"""What is asked about order files that came in."""

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.exchange.records import ImportFile, ImportRow

CARD = (
    ImportFile.id,
    ImportFile.shop_id,
    ImportFile.name,
    ImportFile.profile,
    ImportFile.encoding,
    ImportFile.state,
    ImportFile.failure,
    ImportFile.rows,
    ImportFile.done_rows,
    ImportFile.imported_rows,
    ImportFile.duplicate_rows,
    ImportFile.rejected_rows,
    ImportFile.orders_reserved,
    ImportFile.orders_short,
    ImportFile.uploaded_at,
    ImportFile.uploaded_by,
    ImportFile.finished_at,
)
CARDS_SHOWN_MAX = 200


@dataclass(frozen=True, slots=True)
class ImportCard:
    """An order file as lists show it."""

    id: int
    shop_id: int
    name: str
    profile: str
    encoding: str
    state: str
    failure: str | None
    rows: int
    done_rows: int
    imported_rows: int
    duplicate_rows: int
    rejected_rows: int
    orders_reserved: int
    orders_short: int
    uploaded_at: datetime
    uploaded_by: int | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class RowCard:
    """What became of one row."""

    row: int
    outcome: str
    code: str | None
    column: str | None
    detail: dict[str, Any]
    external: str
    order_id: int | None


@dataclass(frozen=True, slots=True)
class KeptContent:
    """A file as it came, and how it was read."""

    shop_id: int
    state: str
    profile: str
    content: bytes


def import_card(session: Session, import_id: int) -> ImportCard:
    """One file.

    Raises:
        sqlalchemy.exc.NoResultFound: there is no such file.
    """
    return card_of(session.execute(select(*CARD).where(ImportFile.id == import_id)).one())


def card_of(row: Sequence[Any]) -> ImportCard:
    """A file from its columns."""
    return ImportCard(*row)


def import_cards(session: Session) -> list[ImportCard]:
    """The files that came in last, the newest first."""
    rows = session.execute(select(*CARD).order_by(ImportFile.id.desc()).limit(CARDS_SHOWN_MAX))
    return [card_of(row) for row in rows]


def imports_with(session: Session, sha256: str) -> list[ImportCard]:
    """Files with just these bytes that came in before, the newest first."""
    rows = session.execute(
        select(*CARD)
        .where(ImportFile.sha256 == sha256, ImportFile.state != "preview")
        .order_by(ImportFile.id.desc())
    )
    return [card_of(row) for row in rows]


def running_imports(session: Session) -> list[int]:
    """Files that are coming in, or broke off when their worker was stopped."""
    return list(
        session.scalars(
            select(ImportFile.id).where(ImportFile.state == "running").order_by(ImportFile.id)
        )
    )


def kept_content(session: Session, import_id: int) -> KeptContent | None:
    """A file as it came, or None for no such file."""
    row = session.execute(
        select(ImportFile.shop_id, ImportFile.state, ImportFile.profile, ImportFile.content).where(
            ImportFile.id == import_id
        )
    ).one_or_none()
    if row is None:
        return None
    return KeptContent(row.shop_id, row.state, row.profile, gzip.decompress(row.content))


def import_rows(
    session: Session, import_id: int, *, outcome: str | None, after: int, limit: int
) -> list[RowCard]:
    """What became of the rows of a file, in the order of the file.

    Args:
        session: an open session.
        import_id: the file.
        outcome: only `imported`, `duplicate` or `rejected` ones; None for all.
        after: only rows behind this row number.
        limit: how many at most.
    """
    query = select(
        ImportRow.row_no,
        ImportRow.outcome,
        ImportRow.code,
        ImportRow.column,
        ImportRow.detail,
        ImportRow.external_no,
        ImportRow.order_id,
    ).where(ImportRow.import_id == import_id, ImportRow.row_no > after)
    if outcome is not None:
        query = query.where(ImportRow.outcome == outcome)
    rows = session.execute(query.order_by(ImportRow.row_no).limit(limit))
    return [RowCard(*row) for row in rows]


def reasons_of_rejected(session: Session, import_id: int) -> dict[int, tuple[str, str]]:
    """Row → code and column, for every rejected row."""
    rows = session.execute(
        select(ImportRow.row_no, ImportRow.code, ImportRow.column).where(
            ImportRow.import_id == import_id, ImportRow.outcome == "rejected"
        )
    )
    return {row: (code or "", column or "") for row, code, column in rows}
