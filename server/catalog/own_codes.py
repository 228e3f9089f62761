"""Codes of our own for goods that come without one."""

from collections.abc import Collection

from sqlalchemy import exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.catalog.records import Barcode, Product
from server.foundation import dialect_of, table_of
from server.vocabulary import label_of

OWN_CODE = "F-G"
"""Labels in F name goods; flyers are numbered (`F-0001`), other goods have a G before theirs."""
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def own_code(product_id: int) -> str:
    """The code of our own of a product: four characters hold 1.6 million and keep bars short."""
    text = ""
    while product_id:
        product_id, last = divmod(product_id, len(_DIGITS))
        text = _DIGITS[last] + text
    return f"{OWN_CODE}{text.rjust(4, '0')}"


def give_own_codes(
    session: Session, *, owner_id: int | None = None, product_ids: Collection[int] | None = None
) -> int:
    """Give goods that have no code for a single piece one of our own; twice is once.

    Args:
        session: the open transaction.
        owner_id: only goods of this owner.
        product_ids: only these goods.

    Returns:
        How many have one now that had none.
    """
    has_code = exists().where(Barcode.product_id == Product.id, Barcode.quantity_pieces == 1)
    query = select(Product.id, Product.owner_id).where(~has_code).order_by(Product.id)
    if owner_id is not None:
        query = query.where(Product.owner_id == owner_id)
    if product_ids is not None:
        query = query.where(Product.id.in_(sorted(product_ids)))
    codes = {row.id: (row.owner_id, own_code(row.id)) for row in session.execute(query)}
    if not codes:
        return 0
    dialect = sqlite if dialect_of(session) == "sqlite" else postgresql
    session.execute(
        dialect.insert(table_of(Barcode)).on_conflict_do_nothing(
            index_elements=["owner_id", "code"]
        ),
        [
            {
                "owner_id": whose,
                "product_id": product_id,
                "code": code,
                "raw": label_of(code),
                "quantity_pieces": 1,
            }
            for product_id, (whose, code) in codes.items()
        ],
    )
    return len(codes)
