"""What is free for sale (販売可能数), told the moment it changes.

available = on hand − held − safety: pieces on shelves, in lots neither blocked nor too old.
Whoever changes stock notes the product; what it comes to is computed once, as the transaction ends,
and told in that transaction where it is another number than was told last.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server import catalog
from server.foundation.clock import now, today
from server.foundation.database import before_commit
from server.foundation.outbox import announce
from server.foundation.prepared import Prepared
from server.foundation.sets import dialect_of, table_of
from server.places import Place
from server.stock.decisions import last_unwanted_day
from server.stock.queries import is_blocked, is_of_kind
from server.stock.records import Available, Balance

CHANGED = "products whose stock this transaction has changed"
AVAILABLE = table_of(Available)
WRITE_NUMBERS = Prepared(
    {"product": int, "number": int, "moment": AVAILABLE.c.changed_at},
    lambda rows: (
        update(AVAILABLE)
        .where(AVAILABLE.c.product_id == rows.product)
        .values(pieces=rows.number, changed_at=rows.moment)
    ),
)


@dataclass(frozen=True, slots=True)
class ForSale:
    """Pieces of a product that a shop may offer."""

    product_id: int
    shop_id: int
    pieces: int


def note_changed(session: Session, product_ids: Iterable[int]) -> None:
    """Remember that more or fewer pieces of these products may be free now."""
    changed: set[int] = session.info.setdefault(CHANGED, set())
    changed.update(product_ids)


@before_commit
def tell_what_changed(session: Session) -> None:
    """Tell what is for sale now of the products that were noted, before others can see it."""
    changed: set[int] = session.info.pop(CHANGED, set())
    if changed:
        tell_available(session, changed)


def tell_available(
    session: Session, product_ids: Collection[int], *, safety_changed: bool = False
) -> int:
    """Compute what is for sale of products, and announce each number that is another; how many.

    Args:
        session: the open transaction.
        product_ids: which products.
        safety_changed: whether shops may offer other numbers though as many pieces are free.
    """
    if not product_ids:
        return 0
    product_ids = {*product_ids, *catalog.kits_with(session, product_ids)}
    known = lock_numbers(session, product_ids)
    pieces = free_for_sale(session, product_ids)
    others = {
        product_id: pieces.get(product_id, 0)
        for product_id in sorted(product_ids)
        if safety_changed or known.get(product_id) != pieces.get(product_id, 0)
    }
    if not others:
        return 0
    moment = now()
    WRITE_NUMBERS.write(
        session,
        [
            {"product": product_id, "number": number, "moment": moment}
            for product_id, number in others.items()
        ],
    )
    offered = offers(session, others)
    for product_id, number in others.items():
        announce(
            session,
            topic=f"stock:{product_id}",
            kind="available_changed",
            body={
                "pieces": number,
                "shops": {str(one.shop_id): one.pieces for one in offered[product_id]},
            },
        )
    return len(others)


def lock_numbers(session: Session, product_ids: Collection[int]) -> dict[int, int]:
    """What was told last, by product; whoever counts the same products waits here.

    Without it two who change two places of one product would each miss what the other did.
    """
    rows: list[dict[str, Any]] = [
        {"product_id": product_id, "pieces": -1, "changed_at": now()}
        for product_id in sorted(product_ids)
    ]
    dialect = postgresql if dialect_of(session) == "postgresql" else sqlite
    session.execute(dialect.insert(AVAILABLE).on_conflict_do_nothing(), rows)
    locked = session.execute(
        select(AVAILABLE.c.product_id, AVAILABLE.c.pieces)
        .where(AVAILABLE.c.product_id.in_(sorted(product_ids)))
        .order_by(AVAILABLE.c.product_id)
        .with_for_update()
    )
    return {row.product_id: row.pieces for row in locked}


def free_for_sale(
    session: Session, product_ids: Collection[int], *, day: str | None = None
) -> dict[int, int]:
    """Pieces on shelves that nobody holds, in lots neither blocked nor too old on a day (today).

    Of a kit (セット商品): those that were put together, and how many more the free parts come to.
    """
    kits = catalog.kits_among(session, product_ids)
    parts = {part.product_id for one in kits.values() for part in one}
    lying = free_on_shelves(session, {*product_ids, *parts}, day=day)
    return lying | {
        kit_id: lying.get(kit_id, 0)
        + min(lying.get(part.product_id, 0) // part.pieces for part in one)
        for kit_id, one in kits.items()
    }


def free_on_shelves(
    session: Session, product_ids: Collection[int], *, day: str | None = None
) -> dict[int, int]:
    """Pieces of products as they lie there, a kit that was put together being one of them."""
    terms = catalog.product_terms(session, product_ids)
    day = day or today()
    rows = session.execute(
        select(
            Balance.product_id,
            Balance.expires_on,
            func.sum(Balance.on_hand_pieces - Balance.held_pieces),
        )
        .join(Place, Place.id == Balance.place_id)
        .where(
            Balance.product_id.in_(sorted(product_ids)),
            Balance.on_hand_pieces > Balance.held_pieces,
            is_of_kind(["shelf"]),
            ~is_blocked(),
        )
        .group_by(Balance.product_id, Balance.expires_on)
    )
    pieces: dict[int, int] = defaultdict(int)
    for product_id, expires_on, free in rows:
        blocked_days = terms[product_id].blocked_days
        last = last_unwanted_day(day, day, blocked_days=blocked_days, least_days_left=0)
        if expires_on is None or expires_on > last:
            pieces[product_id] += int(free)
    return pieces


def offers(session: Session, pieces: Mapping[int, int]) -> dict[int, list[ForSale]]:
    """What each shop of the owner may offer: what is free, less its safety stock."""
    shops = catalog.shop_terms(session).values()
    products = catalog.product_terms(session, pieces)
    return {
        product_id: [
            ForSale(product_id, shop.shop_id, for_sale(number, products[product_id], shop))
            for shop in shops
            if shop.owner_id == products[product_id].owner_id
        ]
        for product_id, number in pieces.items()
    }


def for_sale(free_pieces: int, product: catalog.ProductTerms, shop: catalog.ShopTerms) -> int:
    """What a shop may offer; the safety stock is the product's own number, or the shop's."""
    safety = shop.safety_pieces if product.safety_pieces is None else product.safety_pieces
    return max(0, free_pieces - safety)


def available_now(session: Session, *, after: int, most: int) -> dict[int, int]:
    """What was told last, by product in the order of their ids."""
    rows = session.execute(
        select(AVAILABLE.c.product_id, AVAILABLE.c.pieces)
        .where(AVAILABLE.c.product_id > after, AVAILABLE.c.pieces >= 0)
        .order_by(AVAILABLE.c.product_id)
        .limit(most)
    )
    return {row.product_id: row.pieces for row in rows}


def free_products(session: Session, product_ids: Collection[int]) -> list[int]:
    """Those of these products of which pieces were last told to be free."""
    query = select(AVAILABLE.c.product_id).where(
        AVAILABLE.c.product_id.in_(sorted(product_ids)), AVAILABLE.c.pieces > 0
    )
    return list(session.scalars(query.order_by(AVAILABLE.c.product_id)))


def told_products(session: Session) -> list[int]:
    """Every product that lies anywhere or was ever told about."""
    lying = select(Balance.product_id).where(~Balance.is_virtual)
    told = session.scalars(lying.union(select(AVAILABLE.c.product_id)))
    return sorted({*told, *catalog.all_kits(session)})
