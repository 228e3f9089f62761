"""Whether receipts, notices and the ledger say the same."""

from typing import Any

from sqlalchemy import func, select

from server.receiving.records import NoticeLine, ReceivedLine, ReceiveJob
from server.stock.records import Movement

ENDED = "receive_done"
RECEIVED = ("received", "received_damaged")


def other_pieces_than_noted() -> Any:
    """INV-25: lines of notices that say other pieces than the receipts of their notice."""
    came = (
        select(
            ReceiveJob.notice_id,
            ReceivedLine.product_id,
            func.sum(ReceivedLine.pieces).label("pieces"),
        )
        .join(ReceiveJob, ReceiveJob.task_id == ReceivedLine.task_id)
        .where(ReceiveJob.step == ENDED)
        .group_by(ReceiveJob.notice_id, ReceivedLine.product_id)
        .subquery()
    )
    pieces = func.coalesce(came.c.pieces, 0)
    is_it = (came.c.notice_id == NoticeLine.notice_id) & (
        came.c.product_id == NoticeLine.product_id
    )
    return (
        select(NoticeLine.notice_id, NoticeLine.product_id, NoticeLine.received_pieces, pieces)
        .outerjoin(came, is_it)
        .where(NoticeLine.received_pieces != pieces)
    )


def other_pieces_than_booked() -> Any:
    """INV-25: products of which receipts say other pieces than the ledger.

    What came in without a scan, as the first stock of a house, stands in no receipt.
    """
    noted = (
        select(ReceivedLine.product_id, ReceivedLine.pieces.label("pieces"))
        .join(ReceiveJob, ReceiveJob.task_id == ReceivedLine.task_id)
        .where(ReceiveJob.step == ENDED)
    )
    booked = select(Movement.product_id, -Movement.quantity_pieces).where(
        Movement.cause.in_(RECEIVED), Movement.event_id.is_not(None)
    )
    both = noted.union_all(booked).subquery()
    return (
        select(both.c.product_id, func.sum(both.c.pieces))
        .group_by(both.c.product_id)
        .having(func.sum(both.c.pieces) != 0)
    )
