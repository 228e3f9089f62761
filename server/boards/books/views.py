"""The lists of stock: by product, place, lot and owner; what grows old, rests, and expires."""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    or_,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from server.boards.books.apart import read_apart
from server.boards.books.lying import Asked, goods_lying
from server.foundation import WAREHOUSE_TIME, UtcTime, moment_text
from server.places.records import Place
from server.stock.records import Movement
from server.vocabulary import display

BUCKETS = ((0, 30), (31, 60), (61, 90), (91, 180), (181, None))
"""Days since goods last came in, from and to."""
RESTS_AFTER_DAYS = 90
PRODUCT = ("product_id", "sku", "product", "variant", "owner", "owner_name")
COME_FROM = ("SUPPLIER", "CUSTOMER", "ASSEMBLED")
GO_TO = ("CUSTOMER", "FLYER_USED", "SUPPLIER", "ASSEMBLED")


@dataclass(frozen=True, slots=True)
class Book:
    """One list: its rows, and the order they stand in, which is their cursor too."""

    rows: Subquery
    order: tuple[str, ...]

    @property
    def keys(self) -> list[ColumnElement[Any]]:
        """The columns of the order."""
        return [self.rows.c[name] for name in self.order]


def summed(goods: Subquery, by: Sequence[str], *more: ColumnElement[Any]) -> Select[Any]:
    """Pieces of goods, added up for each of something."""
    columns = [goods.c[name] for name in by]
    sums = [
        cast(func.sum(goods.c[name]), Integer).label(name) for name in ("on_hand", "held", "free")
    ]
    return select(*columns, *sums, *more).group_by(*columns)


def count_of(column: ColumnElement[Any], name: str) -> ColumnElement[int]:
    """How many different ones there are."""
    return func.count(column.distinct()).label(name)


def lots_of(goods: Subquery) -> ColumnElement[int]:
    """How many lots; goods without one are none."""
    return func.count(func.nullif(goods.c.lot, "").distinct()).label("lots")


def by_product(_session: Session, asked: Asked) -> Book:
    """One row for each product."""
    goods = goods_lying(asked).subquery("goods")
    rows = summed(goods, PRODUCT, count_of(goods.c.place_id, "places"), lots_of(goods))
    return Book(rows.subquery("rows"), ("sku", "product_id"))


def by_place(_session: Session, asked: Asked) -> Book:
    """What lies in each place, product by product and lot by lot."""
    rows = goods_lying(asked).subquery("rows")
    return Book(rows, ("place", "place_id", "sku", "product_id", "lot"))


def by_lot(_session: Session, asked: Asked) -> Book:
    """One row for each lot of a product; goods without lots are not in it."""
    goods = goods_lying(asked).subquery("goods")
    rows = summed(
        goods,
        (*PRODUCT, "lot"),
        func.min(goods.c.expires_on).label("expires_on"),
        count_of(goods.c.place_id, "places"),
    ).where(goods.c.lot != "")
    return Book(rows.subquery("rows"), ("sku", "product_id", "lot"))


def by_owner(_session: Session, asked: Asked) -> Book:
    """One row for each owner."""
    goods = goods_lying(asked).subquery("goods")
    rows = summed(
        goods,
        ("owner", "owner_name"),
        count_of(goods.c.product_id, "products"),
        count_of(goods.c.place_id, "places"),
        lots_of(goods),
    )
    return Book(rows.subquery("rows"), ("owner",))


def last_moved(session: Session, asked: Asked, *more: InstrumentedAttribute[str]) -> Subquery:
    """When goods last came into the house and last left it; who never came was found here."""
    virtual = session.execute(select(Place.id, Place.code).where(Place.kind == "virtual")).all()
    come_from = [place.id for place in virtual if place.code in COME_FROM]
    go_to = [place.id for place in virtual if place.code in GO_TO]
    came = func.max(case((Movement.source_place_id.in_(come_from), Movement.at)))
    left = func.max(case((Movement.target_place_id.in_(go_to), Movement.at)))
    # A sum is no index: once through the ledger takes a quarter of going product by product.
    product_id = Movement.product_id + 0
    return (
        select(
            product_id.label("product_id"),
            *more,
            func.coalesce(came, func.min(Movement.at)).label("last_in_at"),
            left.label("last_out_at"),
        )
        .where(
            Movement.at <= asked.as_of,
            # Goods come from a virtual place and leave to one; what lies between counts nothing.
            or_(
                Movement.source_place_id.in_([place.id for place in virtual]),
                Movement.target_place_id.in_(go_to),
            ),
        )
        .group_by(product_id, *more)
        .subquery("last_moved")
    )


def ageing(session: Session, asked: Asked) -> Book:
    """Goods by how long ago they last came in, the oldest first; moving them keeps their age."""
    goods = goods_lying(asked).subquery("goods")
    sums = summed(
        goods,
        (*PRODUCT, "lot"),
        func.min(goods.c.expires_on).label("expires_on"),
        count_of(goods.c.place_id, "places"),
    ).subquery("sums")
    moved = last_moved(session, asked, Movement.lot)
    rows = select(sums, moved.c.last_in_at).join(
        moved, and_(moved.c.product_id == sums.c.product_id, moved.c.lot == sums.c.lot)
    )
    if asked.bucket is not None:
        rows = rows.where(is_of_age(moved.c.last_in_at, asked, asked.bucket))
    return Book(rows.subquery("rows"), ("last_in_at", "product_id", "lot"))


def is_of_age(came_at: ColumnElement[datetime], asked: Asked, bucket: int) -> ColumnElement[bool]:
    """Whether goods belong to a bucket, counted in days of the warehouse."""
    youngest, oldest = BUCKETS[bucket]
    is_old_enough = came_at < asked.begin_of_day(youngest - 1)
    if oldest is None:
        return is_old_enough
    return and_(is_old_enough, came_at >= asked.begin_of_day(oldest))


def resting(session: Session, asked: Asked) -> Book:
    """Products of which nothing has left for so many days, nor come in; the longest first."""
    goods = goods_lying(asked).subquery("goods")
    places = count_of(goods.c.place_id, "places")
    sums = summed(goods, PRODUCT, places).subquery("sums")
    moved = last_moved(session, asked)
    # What has only just come had no chance yet to leave.
    since = case(
        (moved.c.last_out_at > moved.c.last_in_at, moved.c.last_out_at), else_=moved.c.last_in_at
    )
    days = RESTS_AFTER_DAYS if asked.days is None else asked.days
    rows = (
        select(sums, moved.c.last_in_at, moved.c.last_out_at, since.label("rests_since"))
        .join(moved, moved.c.product_id == sums.c.product_id)
        .where(since < asked.begin_of_day(days - 1))
    )
    return Book(rows.subquery("rows"), ("rests_since", "product_id"))


def expiring(_session: Session, asked: Asked) -> Book:
    """Goods that expire, place by place, the soonest first."""
    goods = goods_lying(asked).subquery("goods")
    rows = select(goods).where(goods.c.expires_on.is_not(None))
    if asked.days is not None:
        until = date.fromordinal(asked.day.toordinal() + asked.days)
        rows = rows.where(goods.c.expires_on <= until.isoformat())
    return Book(
        rows.subquery("rows"), ("expires_on", "place", "place_id", "sku", "product_id", "lot")
    )


VIEWS: dict[str, Callable[[Session, Asked], Book]] = {
    "product": by_product,
    "place": by_place,
    "lot": by_lot,
    "owner": by_owner,
    "ageing": ageing,
    "resting": resting,
    "expiring": expiring,
}


def stock_page(
    session: Session, view: str, asked: Asked, *, after: str | None, most: int
) -> dict[str, Any] | None:
    """One page of a list of stock, and the sums over all of it; None behind a false cursor.

    Args:
        session: the open transaction.
        view: one of `VIEWS`.
        asked: which part of the stock.
        after: the cursor of the page before; None for the first.
        most: how many rows.
    """
    book = with_sums(VIEWS[view](session, asked))
    query = select(book.rows).order_by(*book.keys).limit(most + 1)
    if after is not None:
        behind = is_behind(book, after)
        if behind is None:
            return None
        query = query.where(behind)
    found = read_apart(session, query)
    first = found or read_apart(session, select(book.rows).limit(1))
    sums: Mapping[Any, Any] = first[0] if first else EMPTY
    return {
        "rows": [as_shown(row, asked) for row in found[:most]],
        "next": cursor_of(book, found[most - 1]) if len(found) > most else None,
        "total": sums["all_rows"],
        "on_hand_pieces": int(sums["all_on_hand"]),
        "held_pieces": None if asked.is_past else int(sums["all_held"]),
        "free_pieces": None if asked.is_past else int(sums["all_free"]),
        "buckets": buckets_of(session, asked) if view == "ageing" else [],
        "as_of": moment_text(asked.as_of),
    }


SUMS = ("on_hand", "held", "free")
EMPTY: Mapping[str, int] = {"all_rows": 0, **{f"all_{name}": 0 for name in SUMS}}


def with_sums(book: Book) -> Book:
    """The same list with its sums on every row: one way through the ledger gives both."""
    sums = [func.sum(book.rows.c[name]).over().label(f"all_{name}") for name in SUMS]
    rows = select(book.rows, func.count().over().label("all_rows"), *sums)
    return replace(book, rows=rows.subquery("rows_with_sums"))


def buckets_of(session: Session, asked: Asked) -> list[dict[str, Any]]:
    """How much of the stock is of which age, whichever bucket is looked at."""
    every = Asked(asked.as_of, asked.is_past, asked.word, asked.owner, asked.kind)
    rows = ageing(session, every).rows
    bucket = case(
        *(
            (is_of_age(rows.c.last_in_at, asked, nth), nth)
            for nth, _ in reversed(list(enumerate(BUCKETS)))
        ),
        else_=0,
    )
    found = {
        row["bucket"]: row
        for row in read_apart(
            session,
            select(
                bucket.label("bucket"),
                func.count().label("rows"),
                func.sum(rows.c.on_hand).label("pieces"),
            ).group_by(bucket),
        )
    }
    return [
        {
            "from_days": BUCKETS[nth][0],
            "to_days": BUCKETS[nth][1],
            "rows": found[nth]["rows"] if nth in found else 0,
            "pieces": int(found[nth]["pieces"]) if nth in found else 0,
        }
        for nth in range(len(BUCKETS))
    ]


def cursor_of(book: Book, row: Any) -> str:
    """Where a page ends, as text for the next question."""
    parts = [
        row[name].isoformat() if isinstance(row[name], datetime) else row[name]
        for name in book.order
    ]
    return base64.urlsafe_b64encode(orjson.dumps(parts)).decode().rstrip("=")


def is_behind(book: Book, cursor: str) -> ColumnElement[bool] | None:
    """Whether a row stands behind the end of a page; None for what no page of this list gave."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        parts = orjson.loads(base64.urlsafe_b64decode(padded))
        values = [typed(key, part) for key, part in zip(book.keys, parts, strict=True)]
    except (ValueError, TypeError):
        return None
    same: list[ColumnElement[bool]] = []
    behind: list[ColumnElement[bool]] = []
    for key, value in zip(book.keys, values, strict=True):
        behind.append(and_(*same, key > value))
        same.append(key == value)
    return or_(*behind)


def typed(key: ColumnElement[Any], part: Any) -> Any:
    """A part of a cursor as the column has it.

    Raises:
        ValueError: it is nothing that the column could hold.
    """
    if isinstance(key.type, UtcTime):
        return datetime.fromisoformat(part)
    if type(part) is not key.type.python_type:
        raise ValueError(part)
    return part


def as_shown(row: Any, asked: Asked) -> dict[str, Any]:
    """A row of any list; what a list does not tell is None."""
    place = row.get("place")
    came, left = row.get("last_in_at"), row.get("last_out_at")
    return {
        "product_id": row.get("product_id"),
        "sku": row.get("sku"),
        "name": row.get("product"),
        "variant": row.get("variant"),
        "owner": row["owner"],
        "owner_name": row["owner_name"],
        "place_id": row.get("place_id"),
        "place": None if place is None else display(place),
        "place_kind": row.get("place_kind"),
        "zone": row.get("zone"),
        "lot": row.get("lot"),
        "expires_on": row.get("expires_on"),
        "days_left": days_left(row.get("expires_on"), asked),
        "products": row.get("products"),
        "places": row.get("places"),
        "lots": row.get("lots"),
        "on_hand_pieces": row["on_hand"],
        "held_pieces": row["held"],
        "free_pieces": row["free"],
        "last_in_at": came and moment_text(came),
        "last_out_at": left and moment_text(left),
        "days": days_since(row.get("rests_since") or came, asked),
    }


def days_left(expires_on: str | None, asked: Asked) -> int | None:
    """Days until goods expire; 0 on their last day, less than nothing afterwards."""
    return None if expires_on is None else (date.fromisoformat(expires_on) - asked.day).days


def days_since(moment: datetime | None, asked: Asked) -> int | None:
    """Days of the warehouse between a moment and the one that is looked at."""
    return None if moment is None else (asked.day - moment.astimezone(WAREHOUSE_TIME).date()).days
