"""Shelves that could take goods, as the book and the plan of the house know them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from server import catalog, places, stock
from server.foundation.clock import now
from server.moving.decisions import GoesTo, Room
from server.moving.proposing import Arrived, Candidate, propose

LATELY = timedelta(days=30)
EMPTY_LOOKED_AT = 300


def proposals(
    session: Session, warehouse_id: int, lying: Sequence[stock.Lying]
) -> list[GoesTo | None]:
    """Where each of these goods is best put; what one of them takes, the next does not find.

    Args:
        session: the open transaction.
        warehouse_id: in which house.
        lying: goods on a dock; only what is promised to nobody is put away.
    """
    products = sorted({one.product_id for one in lying})
    shelves = shelves_for(session, warehouse_id, products)
    cards = catalog.product_cards(session, products)
    left = stock.left_since(session, products, now() - LATELY)
    taken: dict[str, int] = {}
    given: dict[str, int] = {}
    proposed: list[GoesTo | None] = []
    for one in lying:
        goods = Arrived(
            product_id=one.product_id,
            lot=one.lot,
            pieces=one.free_pieces,
            weight_grams=cards[one.product_id].weight_grams,
            left_lately_pieces=left.get(one.product_id, 0),
        )
        # An empty shelf that one product was given is no empty shelf for the next.
        open_to_it = [
            shelf
            for shelf in shelves
            if given.get(shelf.spot.code, one.product_id) == one.product_id
        ]
        found = propose(goods, [candidate(shelf, goods, taken) for shelf in open_to_it])
        if found is not None:
            given.setdefault(found["place"], one.product_id)
            taken[found["place"]] = taken.get(found["place"], 0) + one.free_pieces
        proposed.append(found)
    return proposed


@dataclass(frozen=True, slots=True)
class Shelf:
    """A shelf, what lies on it, and how much it takes."""

    spot: places.ShelfCard
    lots: Mapping[int, Collection[str]]
    """By product."""
    pieces: int
    faces: Mapping[int, int]
    """By product, the largest count where people pick it from here."""


def shelves_for(session: Session, warehouse_id: int, products: Sequence[int]) -> list[Shelf]:
    """Shelves on which these goods lie or belong, and empty ones."""
    faces = stock.pick_faces(session, product_ids=products)
    own = set(stock.shelves_with(session, products))
    own |= {face.place_id for face in faces}
    ids = sorted(own) + stock.empty_shelves(session, warehouse_id, limit=EMPTY_LOOKED_AT)
    contents: dict[int, list[stock.Content]] = {}
    for content in stock.contents_of(session, ids):
        contents.setdefault(content.place_id, []).append(content)
    shelves = []
    for spot in places.shelf_cards(session, warehouse_id, ids):
        lots: dict[int, set[str]] = {}
        for content in contents.get(spot.id, ()):
            lots.setdefault(content.product_id, set()).add(content.lot)
        shelves.append(
            Shelf(
                spot=spot,
                lots=lots,
                pieces=sum(one.quantity_pieces for one in contents.get(spot.id, ())),
                faces={
                    face.product_id: face.most_pieces for face in faces if face.place_id == spot.id
                },
            )
        )
    return shelves


def candidate(shelf: Shelf, goods: Arrived, taken: Mapping[str, int]) -> Candidate:
    """A shelf as it stands to these goods."""
    most = [shelf.spot.most_pieces, shelf.faces.get(goods.product_id)]
    limits = [one for one in most if one is not None]
    lots = shelf.lots.get(goods.product_id, ())
    pieces = shelf.pieces + taken.get(shelf.spot.code, 0)
    return Candidate(
        code=shelf.spot.code,
        zone=shelf.spot.zone,
        level=shelf.spot.level,
        walk_order=shelf.spot.walk_order,
        is_reserve=shelf.spot.is_reserve,
        is_face=goods.product_id in shelf.faces,
        has_goods=bool(lots),
        has_lot=goods.lot != "" and goods.lot in lots,
        room_pieces=min(limits) - pieces if limits else None,
    )


def rooms_in(session: Session, spots: Collection[places.Spot]) -> list[Room]:
    """How many pieces these places still take, where somebody has said how many they take."""
    most = places.most_pieces(session, [spot.id for spot in spots])
    limited = [spot for spot in spots if spot.id in most]
    lying: dict[int, int] = {}
    for one in stock.contents_of(session, [spot.id for spot in limited]):
        lying[one.place_id] = lying.get(one.place_id, 0) + one.quantity_pieces
    return [
        {"place": spot.code, "pieces": max(0, most[spot.id] - lying.get(spot.id, 0))}
        for spot in sorted(limited, key=lambda one: one.code)
    ]
