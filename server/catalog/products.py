"""Products and the codes on them, as files of products tell and change them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from server.catalog.records import Barcode, Product
from server.foundation.clock import now
from server.foundation.sets import table_of
from server.vocabulary import item_code

AT_ONCE = 500
"""Of one question: databases take only so many values."""
TOLD = (
    "name",
    "variant",
    "kind",
    "category",
    "tags",
    "temperature",
    "has_lots",
    "expires",
    "weight_grams",
    "thickness_mm",
    "length_mm",
    "width_mm",
    "height_mm",
    "price_yen",
    "blocked_days",
    "safety_pieces",
    "goes_first_in",
    "wants_serial",
)
"""The columns that a file may tell of a product."""


@dataclass(frozen=True, slots=True)
class KnownProduct:
    """A product as it stands in the catalogue."""

    product_id: int
    told: Mapping[str, Any]
    """By the names in `TOLD`."""


@dataclass(frozen=True, slots=True)
class ProductWish:
    """How a product shall be."""

    sku: str
    told: Mapping[str, Any]
    """What is told of it, by the names in `TOLD`; anything else stays as it is."""
    codes: Mapping[str, int]
    """Code as it is printed → pieces; other codes of it stay."""


def products_called(
    session: Session, owner_id: int, skus: Collection[str]
) -> dict[str, KnownProduct]:
    """An owner's products by their codes (商品コード)."""
    found: dict[str, KnownProduct] = {}
    for some in pieces_of(sorted(skus)):
        rows = session.execute(
            select(Product.id, Product.sku, *(getattr(Product, name) for name in TOLD)).where(
                Product.owner_id == owner_id, Product.sku.in_(some)
            )
        )
        for row in rows.mappings():
            found[row["sku"]] = KnownProduct(row["id"], {name: row[name] for name in TOLD})
    return found


def codes_on_goods(
    session: Session, owner_id: int, codes: Collection[str]
) -> dict[str, tuple[str, int]]:
    """Code → the product (商品コード) that has it, and the pieces that it means."""
    found: dict[str, tuple[str, int]] = {}
    for some in pieces_of(sorted(codes)):
        rows = session.execute(
            select(Barcode.code, Product.sku, Barcode.quantity_pieces)
            .join(Product, Product.id == Barcode.product_id)
            .where(Barcode.owner_id == owner_id, Barcode.code.in_(some))
        )
        found |= {row.code: (row.sku, row.quantity_pieces) for row in rows}
    return found


def pieces_of(values: Sequence[str]) -> list[Sequence[str]]:
    """Values, some at a time."""
    return [values[first : first + AT_ONCE] for first in range(0, len(values), AT_ONCE)]


def write_products(session: Session, owner_id: int, wishes: Sequence[ProductWish]) -> list[int]:
    """Let products be as is wished, new ones and known ones; their ids.

    Whoever calls has looked that each code is free or its product's own, under the owner's lock.
    """
    known = products_called(session, owner_id, [wish.sku for wish in wishes])
    new = [wish for wish in wishes if wish.sku not in known]
    if new:
        session.execute(insert(table_of(Product)), [row_of(owner_id, wish) for wish in new])
    for wish in wishes:
        changes = changes_of(wish, known)
        if changes:
            product_id = known[wish.sku].product_id
            session.execute(
                update(table_of(Product)).where(Product.id == product_id).values(**changes)
            )
    ids = {
        sku: one.product_id
        for sku, one in products_called(session, owner_id, [wish.sku for wish in wishes]).items()
    }
    write_codes(session, owner_id, wishes, ids)
    return sorted(ids.values())


def changes_of(wish: ProductWish, known: Mapping[str, KnownProduct]) -> dict[str, Any]:
    """What of a known product shall be otherwise."""
    if wish.sku not in known:
        return {}
    stands = known[wish.sku].told
    return {name: told for name, told in wish.told.items() if stands[name] != told}


def row_of(owner_id: int, wish: ProductWish) -> dict[str, Any]:
    """A new product as its table holds it; every row has the same columns."""
    blank: dict[str, Any] = {
        "variant": "",
        "kind": "goods",
        "category": "",
        "has_lots": False,
        "expires": False,
        "tags": [],
        "temperature": "ambient",
        "weight_grams": None,
        "thickness_mm": None,
        "length_mm": None,
        "width_mm": None,
        "height_mm": None,
        "price_yen": None,
        "blocked_days": 0,
        "safety_pieces": None,
        "goes_first_in": False,
        "wants_serial": False,
    }
    return {"owner_id": owner_id, "sku": wish.sku, "created_at": now(), **blank, **wish.told}


def write_codes(
    session: Session, owner_id: int, wishes: Sequence[ProductWish], ids: Mapping[str, int]
) -> None:
    """Put new codes on products, and let known ones mean other pieces."""
    wanted = {
        code: (ids[wish.sku], raw, pieces)
        for wish in wishes
        for raw, pieces in wish.codes.items()
        if (code := item_code(raw))
    }
    known = codes_on_goods(session, owner_id, wanted)
    table = table_of(Barcode)
    rows = []
    for code, (product_id, raw, pieces) in wanted.items():
        if code not in known:
            rows.append(
                {
                    "owner_id": owner_id,
                    "product_id": product_id,
                    "code": code,
                    "raw": raw,
                    "quantity_pieces": pieces,
                }
            )
        elif known[code][1] != pieces:
            is_code = (table.c.owner_id == owner_id) & (table.c.code == code)
            session.execute(update(table).where(is_code).values(quantity_pieces=pieces))
    if rows:
        session.execute(insert(table), rows)
