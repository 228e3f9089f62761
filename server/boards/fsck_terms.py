"""Whether orders got goods on the terms on which these were promised."""

from typing import Any

from sqlalchemy import select

from server.stock.records import Balance, Reservation


def shorter_than_asked() -> Any:
    """INV-38: holds of a lot that expires on or before the day that was asked when it was promised.

    Goods without a lot share the earliest day that was brought to their place, so theirs may move.
    """
    return (
        select(Reservation.id, Balance.lot, Balance.expires_on, Reservation.expires_after)
        .join(Balance, Balance.id == Reservation.stock_id)
        .where(
            Balance.lot != "",
            Reservation.released_pieces < Reservation.quantity_pieces,
            Balance.expires_on <= Reservation.expires_after,
        )
    )
