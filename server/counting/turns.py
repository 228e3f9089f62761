"""Laying the counts of a day (循環棚卸), and those of a whole zone (一斉棚卸)."""

from collections import defaultdict
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import places, stock, tasks
from server.counting.cyclic import LyingThere, classes_of, places_due
from server.foundation.clock import now
from server.places import Place, Zone

LOOKED_BACK = timedelta(days=90)
"""How far back it counts which goods are wanted."""
COUNTED_IN_TURNS = ("shelf", "rack")


def lay_turns(session: Session, warehouse_id: int) -> int:
    """Lay as many counts as the warehouse wants in a day, less those that wait; how many."""
    a_day = places.counts_a_day(session, warehouse_id)
    waiting = tasks.counts_waiting(session, "in_turn", warehouse_id)
    most = a_day - waiting
    if most <= 0:
        return 0
    moment = now()
    classes = classes_of(stock.pieces_picked_since(session, moment - LOOKED_BACK))
    due = places_due(places_with_goods(session, warehouse_id), classes, moment, most=most)
    wanted = [tasks.CountWanted(place_id, reason="in_turn") for place_id in due]
    return sum(tasks.want_count(session, one) is not None for one in wanted)


def lay_zone(session: Session, warehouse_id: int, zone: str) -> int | None:
    """Have every place of a zone counted, empty ones too; how many, or None for no such zone."""
    zone_id = session.scalar(
        select(Zone.id).where(Zone.warehouse_id == warehouse_id, Zone.code == zone)
    )
    if zone_id is None:
        return None
    of_zone = session.scalars(
        select(Place.id)
        .where(Place.zone_id == zone_id, Place.kind.in_(COUNTED_IN_TURNS))
        .order_by(Place.walk_order, Place.id)
    ).all()
    wanted = [tasks.CountWanted(place_id, reason="supervisor") for place_id in of_zone]
    return sum(tasks.want_count(session, one) is not None for one in wanted)


def places_with_goods(session: Session, warehouse_id: int) -> list[LyingThere]:
    """The places of a warehouse in which goods lie, and when each was counted last."""
    counted = tasks.places_counted(session)
    goods: dict[int, list[int]] = defaultdict(list)
    since: dict[int, datetime] = {}
    for one in stock.lying_since(session, warehouse_id, COUNTED_IN_TURNS):
        goods[one.place_id].append(one.product_id)
        known = since.get(one.place_id, one.lies_since)
        since[one.place_id] = min(known, one.lies_since)
    return [
        LyingThere(place_id, products, counted.get(place_id) or since[place_id])
        for place_id, products in sorted(goods.items())
    ]
