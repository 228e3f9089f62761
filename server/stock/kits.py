"""What is in a kit (セット商品), said by an owner and held against what lies in the house.

And what is held for kits that are put together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import catalog
from server.stock.available import tell_available
from server.stock.records import Balance, Reservation


@dataclass(frozen=True, slots=True)
class NoKit:
    """Why a kit cannot be like that, as a code, and the products at fault as they were named."""

    code: str
    products: tuple[str, ...] = ()


def set_kit(
    session: Session, owner_id: int, sku: str, parts: Sequence[tuple[str, int]]
) -> int | NoKit:
    """Say what is in a kit; orders that come in from now on are picked as its parts.

    Args:
        session: the open transaction.
        owner_id: whose goods.
        sku: the kit, a product of the owner.
        parts: a product by SKU or code, and how many pieces of it are in one kit; none: it is no
            kit any more.

    Returns:
        The kit's product; or why not: `unknown_product`, `kit_in_kit`, `kit_has_stock`.
    """
    known = catalog.match_codes(session, owner_id, [sku, *(part for part, _ in parts)])
    unknown = tuple(name for name in (sku, *(part for part, _ in parts)) if name not in known)
    if unknown:
        return NoKit("unknown_product", unknown)
    kit_id = known[sku].product_id
    pieces: dict[int, int] = {}
    for name, number in parts:
        meaning = known[name]
        here = pieces.get(meaning.product_id, 0)
        pieces[meaning.product_id] = here + number * meaning.quantity_pieces
    nested = [name for name, _ in parts if is_kit(session, known[name].product_id, kit_id)]
    if nested or (pieces and catalog.kits_with(session, [kit_id])):
        return NoKit("kit_in_kit", tuple(nested) or (sku,))
    if pieces and lies_somewhere(session, kit_id):
        return NoKit("kit_has_stock", (sku,))
    before = catalog.kits_among(session, [kit_id])
    catalog.write_kit(session, kit_id, pieces)
    if before or pieces:
        tell_available(session, {kit_id})
    return kit_id


def is_kit(session: Session, product_id: int, kit_id: int) -> bool:
    """Whether a part is a kit, or the kit itself: what is in one is never put together itself."""
    return product_id == kit_id or bool(catalog.kits_among(session, [product_id]))


def lies_somewhere(session: Session, product_id: int) -> bool:
    """Whether pieces lie in the house that were put together before; nobody could pick them."""
    query = select(Balance.id).where(
        Balance.product_id == product_id, Balance.on_hand_pieces > 0, ~Balance.is_virtual
    )
    return session.scalars(query.limit(1)).first() is not None


@dataclass(frozen=True, slots=True)
class HeldForKits:
    """Pieces in a place that are held for kits that are put together."""

    assembly_id: int
    place_id: int
    pieces: int


def held_for_kits(session: Session, product_id: int, lot: str) -> list[HeldForKits]:
    """What of these goods is held for kits that are put together, and was not taken yet."""
    left = Reservation.quantity_pieces - Reservation.used_pieces - Reservation.released_pieces
    rows = session.execute(
        select(Reservation.assembly_id, Balance.place_id, left)
        .join(Balance, Balance.id == Reservation.stock_id)
        .where(
            Reservation.assembly_id.is_not(None),
            Balance.product_id == product_id,
            Balance.lot == lot,
            left > 0,
        )
        .order_by(Reservation.id)
    )
    return [
        HeldForKits(assembly_id, place_id, pieces)
        for assembly_id, place_id, pieces in rows
        if assembly_id is not None
    ]
