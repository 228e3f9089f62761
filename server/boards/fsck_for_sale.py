"""Whether what shops were told they may sell is what is free."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from server import stock
from server.foundation import today

AT_ONCE = 5_000


def other_than_for_sale(session: Session) -> Sequence[Any]:
    """INV-28: products of which other pieces are free than was told last.

    With a new day goods become too old; the worker tells it within the hour. Until then the number
    of yesterday is right.
    """
    day = today()
    yesterday = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    found: list[Any] = []
    after = 0
    while told := stock.available_now(session, after=after, most=AT_ONCE):
        after = max(told)
        now = stock.free_for_sale(session, told, day=day)
        others = {one: told[one] for one in told if told[one] != now.get(one, 0)}
        before = stock.free_for_sale(session, others, day=yesterday)
        found += [
            (one, pieces, now.get(one, 0))
            for one, pieces in others.items()
            if pieces != before.get(one, 0)
        ]
    return found
