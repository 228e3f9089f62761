"""Terms of stock: what shops and products ask of goods before they are promised or sold."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.catalog.records import Product, Shop
from server.foundation.sets import table_of


@dataclass(frozen=True, slots=True)
class ShopTerms:
    """What a shop asks of the goods of its orders."""

    shop_id: int
    owner_id: int
    code: str
    least_days_left: int
    safety_pieces: int
    takes_partial: bool
    keeps_one_lot: bool
    on_short: str
    """ask, split or go_without."""


@dataclass(frozen=True, slots=True)
class ProductTerms:
    """What is asked of a product, whoever buys it."""

    product_id: int
    owner_id: int
    blocked_days: int
    safety_pieces: int | None
    goes_first_in: bool
    wants_serial: bool


def shop_terms(session: Session, shop_ids: Collection[int] | None = None) -> dict[int, ShopTerms]:
    """The terms of these shops, or of all, by shop."""
    query = select(
        Shop.id,
        Shop.owner_id,
        Shop.code,
        Shop.least_days_left,
        Shop.safety_pieces,
        Shop.takes_partial,
        Shop.keeps_one_lot,
        Shop.on_short,
    ).order_by(Shop.id)
    if shop_ids is not None:
        query = query.where(Shop.id.in_(sorted(shop_ids)))
    return {row.id: ShopTerms(*row) for row in session.execute(query)}


def product_terms(session: Session, product_ids: Collection[int]) -> dict[int, ProductTerms]:
    """The terms of these products, by product."""
    rows = session.execute(
        select(
            Product.id,
            Product.owner_id,
            Product.blocked_days,
            Product.safety_pieces,
            Product.goes_first_in,
            Product.wants_serial,
        ).where(Product.id.in_(sorted(product_ids)))
    )
    return {row.id: ProductTerms(*row) for row in rows}


def products_with_serials(session: Session) -> list[int]:
    """Goods of which each piece is asked for its serial number (シリアル番号) at packing."""
    query = select(Product.id).where(Product.wants_serial).order_by(Product.owner_id, Product.sku)
    return list(session.scalars(query))


def want_serial(session: Session, product_id: int, *, wants: bool) -> bool:
    """Say whether goods want serial numbers, from the next parcel that is begun; no flyer does.

    Returns:
        Whether there are such goods.
    """
    done = session.execute(
        update(table_of(Product))
        .where(Product.id == product_id, Product.kind == "goods")
        .values(wants_serial=wants)
        .returning(Product.id)
    )
    return done.one_or_none() is not None


def set_shop_terms(session: Session, shop_id: int, terms: dict[str, int | bool | str]) -> None:
    """Change terms of a shop: columns of `ShopTerms` beside its id, owner and code."""
    session.execute(update(table_of(Shop)).where(Shop.id == shop_id).values(**terms))


def set_product_terms(
    session: Session, product_id: int, terms: dict[str, int | bool | None]
) -> None:
    """Change terms of a product: columns of `ProductTerms` beside its id and owner."""
    session.execute(update(table_of(Product)).where(Product.id == product_id).values(**terms))
