"""What goods are like in a parcel: how thick, heavy, long and cold, and which tags they bear."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import RowMapping, or_, select, update
from sqlalchemy.orm import Session

from server.catalog.records import Product
from server.foundation.sets import table_of

TEMPERATURES = ("ambient", "chilled", "frozen")
"""常温, 冷蔵, 冷凍; the later the colder."""
SIDES = ("length_mm", "width_mm", "height_mm")
SIDE_MM_MAX = 10_000
TAGS_MAX = 20
TAG_CHARACTERS_MAX = 30
MEASURES = ("thickness_mm", "weight_grams", *SIDES, "temperature", "tags")
"""What is said of one piece; a figure is None where nobody has measured it."""


def thickness_of(row: Any) -> int | None:
    """How thick a piece lies in a parcel: as was said, or else its shortest side."""
    if row.thickness_mm is not None:
        return int(row.thickness_mm)
    sides = sides_of(row)
    return min(sides) if sides else None


def longest_of(row: Any) -> int | None:
    """The longest side of a piece; None where not all three were measured."""
    return max(sides_of(row), default=None)


def sides_of(row: Any) -> list[int]:
    """The three sides of a piece; none where not all of them were measured."""
    sides = [getattr(row, side) for side in SIDES]
    return [] if None in sides else sides


def measures(session: Session, owner_id: int, said: str, *, most: int) -> Sequence[RowMapping]:
    """Products of an owner whose number or name has a word in it; those unmeasured first."""
    is_known = Product.thickness_mm.is_not(None) & Product.weight_grams.is_not(None)
    return (
        session.execute(
            select(
                Product.id,
                Product.sku,
                Product.name,
                Product.variant,
                Product.kind,
                *(getattr(Product, name) for name in MEASURES),
            )
            .where(
                Product.owner_id == owner_id,
                or_(
                    Product.sku.contains(said, autoescape=True),
                    Product.name.contains(said, autoescape=True),
                ),
            )
            .order_by(is_known, Product.kind.desc(), Product.sku)
            .limit(most)
        )
        .mappings()
        .all()
    )


def set_measures(session: Session, owner_id: int, said: Sequence[Mapping[str, Any]]) -> list[str]:
    """Write down what products are like; all of them or, with unknown ones, none.

    What is not said of a product stays as it is.

    Returns:
        The numbers that are no product of the owner's.
    """
    by_sku = {one["sku"]: one for one in said}
    known = dict(
        session.execute(
            select(Product.sku, Product.id).where(
                Product.owner_id == owner_id, Product.sku.in_(sorted(by_sku))
            )
        ).all()
    )
    unknown = [sku for sku in by_sku if sku not in known]
    if unknown:
        return unknown
    for sku, one in by_sku.items():
        session.execute(
            update(table_of(Product))
            .where(Product.id == known[sku])
            .values({name: told(name, one[name]) for name in MEASURES if name in one})
        )
    return []


def told(name: str, value: Any) -> Any:
    """A value as it is written: no tag twice."""
    return list(dict.fromkeys(value)) if name == "tags" else value


def tags_of_goods(session: Session, owner_id: int) -> list[str]:
    """All tags that an owner's products bear."""
    lists = session.scalars(select(Product.tags).where(Product.owner_id == owner_id))
    return sorted({tag for tags in lists for tag in tags})
