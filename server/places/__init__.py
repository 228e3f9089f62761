"""Places (棚番, 置き場): where goods can be, from the shelf to the closed parcel.

A place's code is its label without the check character. Walk order is the way of a person who
passes every shelf in a serpentine. Virtual places are where goods come from and go to.
"""

from server.places.actions import bench_of, dock_of, lock_place, open_parcels, quarantine_of
from server.places.queries import (
    PlaceCard,
    ShelfCard,
    Spot,
    count_limit,
    counts_a_day,
    first_warehouse,
    most_pieces,
    place_cards,
    rack_slots,
    set_counts_a_day,
    shelf_cards,
    spots,
    turn_round_for,
    virtual_place_ids,
    warehouse_ids,
    warehouse_of,
    way_back,
    zone_codes,
    zones_of_places,
)
from server.places.records import Place, Zone

__all__ = [
    "Place",
    "PlaceCard",
    "ShelfCard",
    "Spot",
    "Zone",
    "bench_of",
    "count_limit",
    "counts_a_day",
    "dock_of",
    "first_warehouse",
    "lock_place",
    "most_pieces",
    "open_parcels",
    "place_cards",
    "quarantine_of",
    "rack_slots",
    "set_counts_a_day",
    "shelf_cards",
    "spots",
    "turn_round_for",
    "virtual_place_ids",
    "warehouse_ids",
    "warehouse_of",
    "way_back",
    "zone_codes",
    "zones_of_places",
]
