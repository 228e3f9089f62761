"""Which product a shop means by a code in its files."""

import unicodedata
from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.catalog.queries import CodeMeaning, owner_ids
from server.catalog.records import Barcode, Product
from server.vocabulary import item_code


def match_codes(session: Session, owner_id: int, codes: Iterable[str]) -> dict[str, CodeMeaning]:
    """The product and the pieces that each code means; codes of nothing are left out.

    A code is a SKU of the owner, letter by letter or but for full-width letters; or else it is a
    barcode, and that of a case (入数) means all the pieces in it.
    """
    wanted = {code: unicodedata.normalize("NFKC", code).strip() for code in codes}
    skus = product_of_skus(session, owner_id, {*wanted.keys(), *wanted.values()})
    found: dict[str, CodeMeaning] = {}
    for code, narrow in wanted.items():
        product_id = skus.get(code, skus.get(narrow))
        if product_id is not None:
            found[code] = CodeMeaning(code, product_id, 1)
    barcodes = {code: item_code(narrow) for code, narrow in wanted.items() if code not in found}
    meanings = meaning_of_barcodes(session, owner_id, {one for one in barcodes.values() if one})
    for code, barcode in barcodes.items():
        if barcode in meanings:
            found[code] = meanings[barcode]
    return found


def match_in_house(
    session: Session, code: str, *, first: Collection[int] = ()
) -> tuple[int, CodeMeaning] | None:
    """Whose goods a code means and what of them; of several owners those named first."""
    for owner_id in sorted(owner_ids(session), key=lambda one: (one not in first, one)):
        meaning = match_codes(session, owner_id, [code]).get(code)
        if meaning is not None:
            return owner_id, meaning
    return None


def is_code_of_goods(session: Session, text: str) -> bool:
    """Whether any owner's goods have this code on them, or are called so."""
    coded = select(Barcode.id).where(
        Barcode.owner_id.in_(owner_ids(session)), Barcode.code == item_code(text)
    )
    called = select(Product.id).where(Product.owner_id.in_(owner_ids(session)), Product.sku == text)
    return any(session.scalar(query.limit(1)) is not None for query in (coded, called))


def product_of_skus(session: Session, owner_id: int, skus: Iterable[str]) -> dict[str, int]:
    """SKU → product."""
    rows = session.execute(
        select(Product.sku, Product.id).where(
            Product.owner_id == owner_id, Product.sku.in_(sorted(skus))
        )
    )
    return dict(rows.all())


def meaning_of_barcodes(
    session: Session, owner_id: int, barcodes: Iterable[str]
) -> dict[str, CodeMeaning]:
    """Barcode → product and pieces."""
    rows = session.execute(
        select(Barcode.code, Barcode.product_id, Barcode.quantity_pieces).where(
            Barcode.owner_id == owner_id, Barcode.code.in_(sorted(barcodes))
        )
    )
    return {row.code: CodeMeaning(*row) for row in rows}
