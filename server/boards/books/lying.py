"""What lies where, now or at a past moment: one row for each place, product and lot."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    null,
    or_,
    select,
    union_all,
)

from server.catalog.records import Barcode, Owner, Product
from server.foundation import WAREHOUSE_TIME
from server.places.records import Place, Zone
from server.stock.records import Balance, Movement
from server.vocabulary import item_code, normal

SHELVES = ("shelf", "rack")
"""What may be taken from; elsewhere goods are on their way, or nobody's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the stock is asked for, and as of when."""

    as_of: datetime
    is_past: bool = False
    word: str = ""
    owner: str = ""
    """An owner's code. Who is walled in sees this owner's goods only."""
    kind: str = ""
    """A kind of place."""
    days: int | None = None
    bucket: int | None = None

    @property
    def day(self) -> date:
        """The warehouse's day at that moment."""
        return self.as_of.astimezone(WAREHOUSE_TIME).date()

    def begin_of_day(self, days_ago: int) -> datetime:
        """The first moment of a day that many days before."""
        day = self.day - timedelta(days=days_ago)
        return datetime.combine(day, time.min, WAREHOUSE_TIME)


def lying(asked: Asked) -> Subquery:
    """Pieces by place, product and lot: the balances, or what they were at a past moment.

    What was held is known of the present only: a reservation says how much of it was used, not
    when. The day by which goods without a lot expire belongs to what lies there now.
    """
    if not asked.is_past:
        return select(
            Balance.place_id,
            Balance.product_id,
            Balance.lot,
            Balance.expires_on,
            Balance.on_hand_pieces.label("on_hand"),
            Balance.held_pieces.label("held"),
        ).subquery("lying")
    since = booked_since(asked.as_of)
    return (
        select(
            Balance.place_id,
            Balance.product_id,
            Balance.lot,
            case((Balance.lot == "", null()), else_=Balance.expires_on).label("expires_on"),
            (Balance.on_hand_pieces - func.coalesce(since.c.pieces, 0)).label("on_hand"),
            cast(null(), Integer).label("held"),
        )
        .outerjoin(
            since,
            and_(
                since.c.place_id == Balance.place_id,
                since.c.product_id == Balance.product_id,
                since.c.lot == Balance.lot,
            ),
        )
        .subquery("lying")
    )


def booked_since(moment: datetime) -> Subquery:
    """What the ledger has added to each place, product and lot after a moment."""
    sides = union_all(
        *(
            select(
                place.label("place_id"),
                Movement.product_id,
                Movement.lot,
                (sign * Movement.quantity_pieces).label("pieces"),
            ).where(Movement.at > moment)
            for place, sign in ((Movement.target_place_id, 1), (Movement.source_place_id, -1))
        )
    ).subquery("sides")
    return (
        select(
            sides.c.place_id,
            sides.c.product_id,
            sides.c.lot,
            cast(func.sum(sides.c.pieces), Integer).label("pieces"),
        )
        .group_by(sides.c.place_id, sides.c.product_id, sides.c.lot)
        .subquery("booked_since")
    )


def goods_lying(asked: Asked) -> Select[Any]:
    """All that lies in real places and was asked for, with its place, product and owner."""
    here = lying(asked)
    is_free = and_(
        Place.kind.in_(SHELVES),
        or_(here.c.expires_on.is_(None), here.c.expires_on > asked.day.isoformat()),
    )
    return (
        select(
            here,
            case((is_free, here.c.on_hand - here.c.held), else_=here.c.held * 0).label("free"),
            Place.code.label("place"),
            Place.kind.label("place_kind"),
            Zone.name.label("zone"),
            Product.sku,
            Product.name.label("product"),
            Product.variant,
            Owner.code.label("owner"),
            Owner.name.label("owner_name"),
        )
        .join(Place, Place.id == here.c.place_id)
        .outerjoin(Zone, Zone.id == Place.zone_id)
        .join(Product, Product.id == here.c.product_id)
        .join(Owner, Owner.id == Product.owner_id)
        .where(Place.kind != "virtual", here.c.on_hand != 0, *narrowed(asked, here))
    )


def narrowed(asked: Asked, here: Subquery) -> list[ColumnElement[bool]]:
    """The conditions of a search: owner, kind of place, and a word that is found in it."""
    wanted: list[ColumnElement[bool]] = []
    if asked.owner:
        wanted.append(Owner.code == asked.owner)
    if asked.kind:
        wanted.append(Place.kind == asked.kind)
    if word := asked.word.strip():
        code = normal(word) or word
        by_barcode = select(Barcode.product_id).where(Barcode.code == (item_code(word) or word))
        wanted.append(
            or_(
                Product.sku.icontains(code, autoescape=True),
                Product.name.icontains(word, autoescape=True),
                Product.variant.icontains(word, autoescape=True),
                Place.code.icontains(code, autoescape=True),
                here.c.lot.icontains(code, autoescape=True),
                Product.id.in_(by_barcode),
            )
        )
    return wanted
