"""What the worker does for lists of stock: every night, each connection once."""

from sqlalchemy.orm import Session

from server.exchange.stock_lists.comparing import compare, go_on
from server.exchange.stock_lists.queries import comparisons_of, hearers, wanted_whole
from server.foundation import each_minute, job, now, reading, today
from server.foundation.clock import WAREHOUSE_TIME

NIGHT_BEGINS_HOUR = 3
"""Nobody works then, and what shops sold by midnight has come in."""


@job()
def compare_now(connection_id: int) -> None:
    """Compare one connection because somebody wants to know."""
    with reading() as session:
        found = [one for one in hearers(session) if one.id == connection_id]
    for one in found:
        compare(one)


@each_minute
def tell_all_that_is_wanted() -> None:
    """Tell all that may be sold to whoever was switched on, or where somebody wants it."""
    with reading() as session:
        wanted = wanted_whole(session)
        found = {one.id: one for one in hearers(session)}
    for connection_id, comparison_id, reached in wanted:
        if connection_id in found:
            go_on(found[connection_id], comparison_id, after=reached)


@each_minute
def compare_stock() -> None:
    """Compare the connections that were not compared today."""
    if now().astimezone(WAREHOUSE_TIME).hour < NIGHT_BEGINS_HOUR:
        return
    compare_those_not_compared(today())


def compare_those_not_compared(day: str) -> None:
    """Compare each connection of which no comparison of a day is done."""
    with reading() as session:
        due = [one for one in hearers(session) if not is_compared(session, one.id, day)]
    for one in due:
        compare(one)


def is_compared(session: Session, connection_id: int, day: str) -> bool:
    """Whether a comparison of this day is done."""
    cards = comparisons_of(session, connection_id, most=5)
    return any(
        card.day >= day and card.ended_at is not None and not card.tells_all for card in cards
    )
