"""Tables of places."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from server.foundation.database import BigId, Record

KINDS = (
    "shelf",
    "rack",
    "tote",
    "cart",
    "station",
    "dock",
    "quarantine",
    "parcel",
    "virtual",
)
"""棚, チラシ棚, トート, カート, 作業台, 入荷場, 保留棚, 個口, and where goods come from and go to.

What lies on a dock (入荷場) is here but not put away; what lies in quarantine (保留棚) belongs to
nobody's promise.
"""


class Warehouse(Record):
    """倉庫."""

    __tablename__ = "warehouses"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    count_limit_pieces: Mapped[int] = mapped_column(default=3, server_default=text("3"))
    """A count that differs from the book by no more is booked at once; by more, a second person
    counts again."""
    counts_a_day: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """循環棚卸: so many places are counted in turns every day."""
    repick_places_back: Mapped[int] = mapped_column(default=10, server_default=text("10"))
    """For what was short a picker turns round by so many places; what lies farther comes last."""


class Zone(Record):
    """A part of the floor, as one person walks it."""

    __tablename__ = "zones"
    __table_args__ = (UniqueConstraint("warehouse_id", "code"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"))
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))


class Place(Record):
    """棚番・置き場: anything goods can be in: shelf, flyer rack, tote, cart, parcel, or virtual.

    Virtual places (SUPPLIER, CUSTOMER, LOSS, FOUND, DISCREPANCY, FLYER_USED, ASSEMBLED) are where
    goods come from and go to; only they may hold less than nothing.
    """

    __tablename__ = "places"
    __table_args__ = (
        UniqueConstraint("warehouse_id", "code"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        Index("ix_places_kind_walk_order", "kind", "walk_order"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"))
    zone_id: Mapped[int | None] = mapped_column(ForeignKey("zones.id"))
    code: Mapped[str] = mapped_column(String(40))
    """The label without its check character, as in `L-A-01-03`."""
    kind: Mapped[str] = mapped_column(String(10))
    aisle: Mapped[str] = mapped_column(String(10), default="")
    x_millimetres: Mapped[int] = mapped_column(default=0)
    y_millimetres: Mapped[int] = mapped_column(default=0)
    level: Mapped[int] = mapped_column(default=0)
    is_reserve: Mapped[bool] = mapped_column(default=False)
    """予備棚: a shelf that fills the shelves people pick from."""
    most_pieces: Mapped[int | None]
    """How many pieces it takes; none: nobody has said."""
    walk_order: Mapped[int] = mapped_column(default=0)
    """Where a walk through all shelves in a serpentine passes this one."""
