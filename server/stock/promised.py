"""Which lots and days order lines were promised, or have."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.stock.records import Balance, Reservation


def last_days_held(session: Session, order_line_ids: Collection[int]) -> dict[int, str]:
    """The last day of expiry of what lines have or are promised; lines without any are left out."""
    rows = session.execute(
        select(Reservation.order_line_id, func.max(Balance.expires_on))
        .join(Balance, Balance.id == Reservation.stock_id)
        .where(
            Reservation.order_line_id.in_(sorted(order_line_ids)),
            Reservation.released_pieces < Reservation.quantity_pieces,
            Balance.expires_on.is_not(None),
        )
        .group_by(Reservation.order_line_id)
    )
    return {line_id: day for line_id, day in rows if line_id is not None and day is not None}


def lots_picked(session: Session, order_line_id: int) -> list[str]:
    """The lots of which pieces were picked for a line."""
    query = (
        select(Balance.lot)
        .join(Reservation, Reservation.stock_id == Balance.id)
        .where(Reservation.order_line_id == order_line_id, Reservation.used_pieces > 0)
        .order_by(Reservation.id)
    )
    return list(session.scalars(query))
