"""Slips that were changed, window by window of time.

An answer has no order that could be relied on, so a page is a window of time small enough to come
whole in one answer: no slip that is changed while pages are turned can be passed over. Lines are
what is asked for first, because they know when their slip or one of its lines was changed last
(`receive_order_row_last_modified_newest_date`, 受注伝票・受注明細の最終更新日). Names:
github:ShibuyaKosuke/laravel-nextengine; operators and limits:
https://developer.next-engine.com/api/param/search.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import orjson

from server.exchange.shop_apis.frame import Fault, Fetched, Line, Page
from server.exchange.shop_apis.next_engine.asking import ask
from server.exchange.shop_apis.next_engine.reading import BASE, OPTION, ROW, said_moment, text
from server.foundation import WAREHOUSE_TIME, now

ROWS_MAX = 200
"""Lines of a window; more, and the window is made smaller."""
OVERLAP_ROWS = 20
"""Within one second pages do overlap: what is changed meanwhile leaves it, and others move up."""
SLIPS_AT_ONCE = 100
"""Of fewer than a hundred lines each (more break there); an answer has up to 10,000 rows."""
NEWEST = "receive_order_row_last_modified_newest_date"
WRITTEN = "%Y-%m-%d %H:%M:%S"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, by the clock there, of the whole that is asked for."""

    since: datetime
    seconds: int
    end: datetime
    """Of the whole."""
    offset: int = 0

    @property
    def until(self) -> datetime:
        """The first moment that is not in it."""
        return min(self.since + timedelta(seconds=self.seconds), self.end)

    def next(self) -> "Window | None":
        """The one behind it, which may be wider again; None: this was the last."""
        if self.until >= self.end:
            return None
        return Window(self.until, self.seconds * 2, self.end)

    def written(self) -> str:
        """As a place to go on from."""
        moments = [self.since.strftime(WRITTEN), self.end.strftime(WRITTEN)]
        return "|".join([*moments, str(self.seconds), str(self.offset)])


def window_of(written: str) -> Window:
    """The window to go on with."""
    since, end, seconds, offset = written.split("|")
    moments = [datetime.strptime(one, WRITTEN) for one in (since, end)]  # noqa: DTZ007 - its clock
    return Window(moments[0], int(seconds), moments[1], int(offset))


def whole_since(since: datetime) -> Window:
    """Everything from a moment until now."""
    first, last = (one.astimezone(WAREHOUSE_TIME) for one in (since, now()))
    start = first.replace(microsecond=0, tzinfo=None)
    end = last.replace(microsecond=0, tzinfo=None) + timedelta(seconds=1)
    return Window(start, max(1, int((end - start).total_seconds())), end)


def orders_since(line: Line, since: datetime, after: str | None) -> Page | Fault:
    """A page of slips that were changed since: as many as come whole."""
    window = whole_since(since) if after is None else window_of(after)
    rows = changed_rows(line, window)
    while not isinstance(rows, Fault) and len(rows) >= ROWS_MAX and window.seconds > 1:
        window = replace(window, seconds=window.seconds // 2)
        rows = changed_rows(line, window)
    if isinstance(rows, Fault):
        return rows
    going_on = window.next()
    if len(rows) >= ROWS_MAX:
        going_on = replace(window, offset=window.offset + ROWS_MAX - OVERLAP_ROWS)
    known_until = (window.since if going_on and going_on.offset else window.until).replace(
        tzinfo=WAREHOUSE_TIME
    )
    slips = whole_slips(line, rows)
    if isinstance(slips, Fault):
        return slips
    return Page(slips, None if going_on is None else going_on.written(), known_until)


def changed_rows(line: Line, window: Window) -> list[Json] | Fault:
    """The lines that were changed in a window, they or their slips."""
    return found_rows(
        line,
        "receiveorder_row",
        {
            "fields": f"receive_order_row_receive_order_id,{NEWEST}",
            f"{NEWEST}-gte": window.since.strftime(WRITTEN),
            f"{NEWEST}-lt": window.until.strftime(WRITTEN),
            "offset": str(window.offset),
            "limit": str(ROWS_MAX),
        },
    )


def whole_slips(line: Line, changed: Sequence[Json]) -> list[Fetched] | Fault:
    """The slips of some lines, each with all of its lines and what it has beside them."""
    slip_ids = list(dict.fromkeys(text(row, ROW[0]) for row in changed))
    slips: list[Fetched] = []
    for start in range(0, len(slip_ids), SLIPS_AT_ONCE):
        some = slips_of(line, slip_ids[start : start + SLIPS_AT_ONCE])
        if isinstance(some, Fault):
            return some
        slips += some
    return sorted(slips, key=lambda slip: slip.said_at)


def slips_of(line: Line, slip_ids: Sequence[str]) -> list[Fetched] | Fault:
    """Some slips by their numbers."""
    parts: list[list[Json]] = []
    for model, names, number in (
        ("receiveorder_base", BASE, "receive_order_id"),
        ("receiveorder_row", ROW, "receive_order_row_receive_order_id"),
        ("receiveorder_option", OPTION, "receive_order_option_receive_order_id"),
    ):
        found = found_rows(
            line, model, {"fields": ",".join(names), f"{number}-in": ",".join(slip_ids)}
        )
        if isinstance(found, Fault):
            return found
        parts.append(found)
    bases, rows, options = parts
    read_at = now()
    return [
        fetched(
            base,
            [one for one in rows if text(one, ROW[0]) == text(base, BASE[0])],
            [one for one in options if text(one, OPTION[0]) == text(base, BASE[0])],
            read_at,
        )
        for base in bases
    ]


def fetched(
    base: Json, rows: Sequence[Json], options: Sequence[Json], read_at: datetime
) -> Fetched:
    """A slip as it is kept."""
    said = {"base": base, "rows": rows, "options": options}
    body = orjson.dumps(said, option=orjson.OPT_SORT_KEYS)
    kept = said | {"read_at": read_at.isoformat()}
    said_at = said_moment(kept)
    version = f"{said_at.isoformat(timespec='seconds')}#{hashlib.sha256(body).hexdigest()[:16]}"
    return Fetched(text(base, BASE[0]), said_at, orjson.dumps(kept), version)


def found_rows(line: Line, model: str, fields: dict[str, str]) -> list[Json] | Fault:
    """The rows of a search."""
    said = ask(line, f"/api_v1_{model}/search", fields)
    if isinstance(said, Fault):
        return said
    rows = said.get("data")
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        return Fault(502, "answer_unreadable")
    return rows
