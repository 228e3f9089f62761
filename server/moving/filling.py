"""Filling shelves up (補充): before a picker runs dry, from the reserve (予備棚)."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from server import orders, stock, tasks
from server.foundation.clock import now, today

FILLED_WITHIN = timedelta(hours=4)
"""A shelf that no order waits for is filled within half a shift."""


def raise_refills(session: Session) -> int:
    """Lay a task for each shelf that runs low and can be filled; how many were laid.

    A shelf runs low when no more than its smallest count is promised to nobody. It is filled up to
    its largest count, from the shelf in reserve that empties first: what expires first, then what
    holds least. It is due by the order that waits longest for goods of that shelf.
    """
    faces = stock.pick_faces(session)
    if not faces:
        return 0
    lying = {
        (one.place_id, one.product_id): one
        for one in stock.product_balances(session, sorted({face.place_id for face in faces}))
    }
    low = [
        face
        for face in faces
        if free_on(lying, face) <= face.least_pieces and not is_being_filled(session, face)
    ]
    products = sorted({face.product_id for face in low})
    sources = stock.free_in_reserve(session, products, sellable_from=today())
    due = orders.first_ship_by_of_products(session, products)
    laid = 0
    for face in low:
        source = next(
            (
                one
                for one in sources
                if one.product_id == face.product_id and one.place_id != face.place_id
            ),
            None,
        )
        held = lying.get((face.place_id, face.product_id))
        on_hand = 0 if held is None else held.on_hand_pieces
        if source is None or on_hand >= face.most_pieces:
            continue
        wanted = tasks.FillWanted(
            source_place_id=source.place_id,
            target_place_id=face.place_id,
            product_id=face.product_id,
            quantity_pieces=min(face.most_pieces - on_hand, source.free_pieces),
            due_at=due_at(due.get(face.product_id)),
            reason="demand" if face.product_id in due else "below_minimum",
        )
        laid += tasks.want_filled(session, wanted) is not None
    return laid


def is_being_filled(session: Session, face: stock.PickFace) -> bool:
    """Whether somebody brings these goods there, from whichever shelf."""
    live = tasks.open_tasks_about(session, "replenish", face.place_id)
    return any(card.product_id == face.product_id for card in live)


def free_on(lying: dict[tuple[int, int], stock.ProductBalance], face: stock.PickFace) -> int:
    """Pieces on a shelf that are promised to nobody."""
    found = lying.get((face.place_id, face.product_id))
    return 0 if found is None else found.free_pieces


def due_at(ship_by: datetime | None) -> datetime:
    """By when a shelf is to be filled."""
    latest = now() + FILLED_WITHIN
    return latest if ship_by is None else min(latest, ship_by)
