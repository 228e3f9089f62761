"""Notices (入荷予定): announced by an owner, arriving piece by piece, closed or withdrawn."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from server import catalog, places, tasks
from server.foundation import WAREHOUSE_TIME, announce
from server.foundation.clock import now
from server.foundation.sets import table_of
from server.receiving.records import ArrivalNotice, NoticeLine

OPEN = ("expected", "arriving")
PIECES_MAX = 999_999
"""As many pieces of a product as a label of a count can say."""
UNLOADED_BY = time(18, 0)
"""What comes on a day is in the books by the evening of it, warehouse time."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What an owner says will come: pieces of products, on a day."""

    owner_id: int
    number: str
    expected_on: str
    pieces: Mapping[int, int]
    """By product."""
    supplier: str = ""


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """A notice as lists show it."""

    id: int
    owner_id: int
    warehouse_id: int
    number: str
    supplier: str
    expected_on: str
    stage: str
    lines: tuple["LineCard", ...]


@dataclass(frozen=True, slots=True)
class LineCard:
    """One product of a notice."""

    product_id: int
    expected_pieces: int
    received_pieces: int
    damaged_pieces: int


@dataclass(frozen=True, slots=True)
class NotAnnounced:
    """Why a notice was not written down, as a code."""

    code: str
    """notice_arrived: goods of it have come, or it was closed; no_warehouse: nowhere to."""


def expect_goods(session: Session, announced: Announced) -> int | NotAnnounced:
    """Write a notice down and lay the task to receive it.

    Announced again under the same number it replaces what was said before, as long as nothing of
    it has come.

    Returns:
        Its id, or why it stands as it is.
    """
    warehouse_id = places.first_warehouse(session)
    if warehouse_id is None:
        return NotAnnounced("no_warehouse")
    # Whoever announces the same at the same moment waits here until this one is visible.
    places.lock_place(session, places.dock_of(session, warehouse_id).id)
    known = session.execute(
        select(ArrivalNotice.id, ArrivalNotice.stage).where(
            ArrivalNotice.owner_id == announced.owner_id,
            ArrivalNotice.number == announced.number,
        )
    ).one_or_none()
    if known is not None:
        if known.stage not in ("expected", "cancelled") or receipt_is_begun(session, known.id):
            return NotAnnounced("notice_arrived")
        withdraw_lines(session, known.id)
        notice_id: int = known.id
        session.execute(
            update(table_of(ArrivalNotice))
            .where(ArrivalNotice.id == notice_id)
            .values(
                supplier=announced.supplier,
                expected_on=announced.expected_on,
                stage="expected",
                closed_at=None,
                announced_at=now(),
            )
        )
    else:
        notice_id = session.scalars(
            insert(table_of(ArrivalNotice))
            .values(
                owner_id=announced.owner_id,
                warehouse_id=warehouse_id,
                number=announced.number,
                supplier=announced.supplier,
                expected_on=announced.expected_on,
                stage="expected",
                announced_at=now(),
            )
            .returning(ArrivalNotice.id)
        ).one()
    session.execute(
        insert(table_of(NoticeLine)),
        [
            {"notice_id": notice_id, "product_id": product_id, "expected_pieces": pieces}
            for product_id, pieces in sorted(announced.pieces.items())
        ],
    )
    lay_receipt(session, notice_id)
    announce(session, topic=f"notice:{notice_id}", kind="goods_announced")
    return notice_id


def receipt_is_begun(session: Session, notice_id: int) -> bool:
    """Whether somebody has the receipt of a notice in hand."""
    return any(
        card.stage == "claimed" for card in tasks.open_tasks_about(session, "receive", notice_id)
    )


def withdraw_lines(session: Session, notice_id: int) -> None:
    """Forget what a notice said, and the task to receive it."""
    for card in tasks.open_tasks_about(session, "receive", notice_id):
        tasks.cancel_task(session, card.id)
    session.execute(delete(table_of(NoticeLine)).where(NoticeLine.notice_id == notice_id))


def lay_receipt(session: Session, notice_id: int) -> None:
    """Lay the task to receive what a notice still waits for."""
    (notice,) = notice_cards(session, ids=[notice_id])
    dock = places.dock_of(session, notice.warehouse_id)
    due = datetime.combine(datetime.fromisoformat(notice.expected_on), UNLOADED_BY, WAREHOUSE_TIME)
    waiting = [line for line in notice.lines if line.expected_pieces > line.received_pieces]
    tasks.lay(
        session,
        [
            tasks.NewTask(
                kind="receive",
                number=notice.number,
                due_at=due,
                subject_id=notice_id,
                place_id=dock.id,
                reason="announced" if notice.stage == "expected" else "rest_of_notice",
                shipments=0,
                lines=len(waiting),
                pieces=sum(line.expected_pieces - line.received_pieces for line in waiting),
            )
        ],
    )


def note_received(
    session: Session,
    notice_id: int,
    received: Mapping[int, int],
    damaged: Mapping[int, int],
    *,
    rest_comes: bool,
) -> NoticeCard:
    """Write down what has come of a notice; goods that it did not name are not among its lines."""
    for product_id, pieces in sorted(received.items()):
        session.execute(
            update(table_of(NoticeLine))
            .where(NoticeLine.notice_id == notice_id, NoticeLine.product_id == product_id)
            .values(
                received_pieces=NoticeLine.received_pieces + pieces,
                damaged_pieces=NoticeLine.damaged_pieces + damaged.get(product_id, 0),
            )
        )
    (notice,) = notice_cards(session, ids=[notice_id])
    is_whole = all(line.received_pieces >= line.expected_pieces for line in notice.lines)
    stage = "arriving" if rest_comes and not is_whole else "closed"
    set_stage(session, notice_id, stage)
    (notice,) = notice_cards(session, ids=[notice_id])
    if stage == "arriving":
        lay_receipt(session, notice_id)
    return notice


def set_stage(session: Session, notice_id: int, stage: str) -> None:
    """Say how far a notice is."""
    session.execute(
        update(table_of(ArrivalNotice))
        .where(ArrivalNotice.id == notice_id)
        .values(stage=stage, closed_at=now() if stage in ("closed", "cancelled") else None)
    )
    announce(session, topic=f"notice:{notice_id}", kind=f"notice_{stage}")


def close(session: Session, notice_id: int) -> str | None:
    """End a notice whose goods do not come any more; a code when it cannot be.

    What nothing came of is withdrawn, what came in part is closed.
    """
    found = notice_cards(session, ids=[notice_id])
    if not found:
        return "notice_unknown"
    if found[0].stage not in OPEN:
        return "notice_closed"
    if receipt_is_begun(session, notice_id):
        return "receipt_under_way"
    for card in tasks.open_tasks_about(session, "receive", notice_id):
        tasks.cancel_task(session, card.id)
    set_stage(session, notice_id, "cancelled" if found[0].stage == "expected" else "closed")
    return None


def notice_cards(
    session: Session, *, ids: Collection[int] | None = None, stages: Sequence[str] | None = None
) -> list[NoticeCard]:
    """Notices with their lines, the earliest first."""
    query = select(ArrivalNotice).order_by(ArrivalNotice.expected_on, ArrivalNotice.id)
    if ids is not None:
        query = query.where(ArrivalNotice.id.in_(sorted(ids)))
    if stages is not None:
        query = query.where(ArrivalNotice.stage.in_(list(stages)))
    notices = session.scalars(query.execution_options(populate_existing=True)).all()
    lines: dict[int, list[LineCard]] = {notice.id: [] for notice in notices}
    rows = session.execute(
        select(
            NoticeLine.notice_id,
            NoticeLine.product_id,
            NoticeLine.expected_pieces,
            NoticeLine.received_pieces,
            NoticeLine.damaged_pieces,
        )
        .where(NoticeLine.notice_id.in_(sorted(lines)))
        .order_by(NoticeLine.id)
    )
    for row in rows:
        lines[row.notice_id].append(LineCard(*row[1:]))
    return [
        NoticeCard(
            id=notice.id,
            owner_id=notice.owner_id,
            warehouse_id=notice.warehouse_id,
            number=notice.number,
            supplier=notice.supplier,
            expected_on=notice.expected_on,
            stage=notice.stage,
            lines=tuple(lines[notice.id]),
        )
        for notice in notices
    ]


def open_notice_named(session: Session, number: str) -> int | None:
    """The open notice of a number; None for none, or where two owners have one of that number."""
    found = session.scalars(
        select(ArrivalNotice.id).where(
            ArrivalNotice.number == number, ArrivalNotice.stage.in_(OPEN)
        )
    ).all()
    return found[0] if len(found) == 1 else None


def notice_expecting(session: Session, code: str) -> int | None:
    """The earliest open notice that waits for goods with this code."""
    products = {
        meaning.product_id
        for owner_id in catalog.owner_ids(session)
        for meaning in catalog.match_codes(session, owner_id, [code]).values()
    }
    return session.scalar(
        select(ArrivalNotice.id)
        .join(NoticeLine, NoticeLine.notice_id == ArrivalNotice.id)
        .where(
            NoticeLine.product_id.in_(sorted(products)),
            NoticeLine.expected_pieces > NoticeLine.received_pieces,
            ArrivalNotice.stage.in_(OPEN),
        )
        .order_by(ArrivalNotice.expected_on, ArrivalNotice.id)
        .limit(1)
    )


def pieces_by_product(products: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Pieces of each product, where several lines name the same."""
    sums: Counter[int] = Counter()
    for product_id, pieces in products:
        sums[product_id] += pieces
    return dict(sums)


@dataclass(frozen=True, slots=True)
class Unclear:
    """Lines that cannot be announced, counted from 0, and why as a code."""

    code: str
    lines: tuple[int, ...]


def pieces_of(
    session: Session, owner_id: int, lines: Sequence[tuple[str, int]]
) -> dict[int, int] | Unclear:
    """Pieces of each product that lines name by SKU or by a code; a case counts all in it.

    Args:
        session: the open transaction.
        owner_id: whose goods.
        lines: the product as the owner names it, and how many of it.

    Returns:
        The pieces; or the lines at fault: `unknown_product`, `quantity_too_large`.
    """
    known = catalog.match_codes(session, owner_id, [named for named, _ in lines])
    unknown = tuple(nth for nth, (named, _) in enumerate(lines) if named not in known)
    if unknown:
        return Unclear("unknown_product", unknown)
    pieces = [
        (known[named].product_id, number * known[named].quantity_pieces) for named, number in lines
    ]
    sums = pieces_by_product(pieces)
    too_many = tuple(nth for nth, (product, _) in enumerate(pieces) if sums[product] > PIECES_MAX)
    return Unclear("quantity_too_large", too_many) if too_many else sums
