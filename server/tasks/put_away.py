"""Putting away (棚入れ) and filling up (補充): goods that do not lie where they should."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from server import places, stock
from server.foundation.clock import now
from server.tasks.actions import Laid, NewTask, lay_unless_open
from server.vocabulary import display

PUT_AWAY_WITHIN = timedelta(hours=4)
"""A dock is empty again before the next lorry comes."""


def want_put_away(session: Session, place_id: int) -> Laid | None:
    """Have what lies on a dock put away, but for what orders were promised there.

    Returns:
        The task; None where nothing is to be put away, or it is to be done already.
    """
    lying = [one for one in stock.lying_in(session, [place_id]) if one.free_pieces > 0]
    if not lying:
        return None
    card = places.place_cards(session, [place_id])[place_id]
    return lay_unless_open(
        session,
        NewTask(
            kind="put_away",
            number=display(card.code),
            due_at=now() + PUT_AWAY_WITHIN,
            place_id=place_id,
            reason="received",
            zone=card.zone,
            shipments=0,
            lines=len(lying),
            pieces=sum(one.free_pieces for one in lying),
        ),
    )


@dataclass(frozen=True, slots=True)
class FillWanted:
    """A shelf that people pick from runs low: what shall be brought there, and from where."""

    source_place_id: int
    target_place_id: int
    product_id: int
    quantity_pieces: int
    due_at: datetime
    reason: str
    """below_minimum, or demand where orders wait for it."""


def want_filled(session: Session, wanted: FillWanted) -> Laid | None:
    """Have a shelf filled from another; None when that is to be done already."""
    source = places.place_cards(session, [wanted.source_place_id])[wanted.source_place_id]
    return lay_unless_open(
        session,
        NewTask(
            kind="replenish",
            number=display(source.code),
            due_at=wanted.due_at,
            subject_id=wanted.target_place_id,
            place_id=wanted.source_place_id,
            product_id=wanted.product_id,
            reason=wanted.reason,
            zone=source.zone,
            shipments=0,
            lines=1,
            pieces=wanted.quantity_pieces,
        ),
    )
