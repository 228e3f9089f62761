"""Places (棚番, 置き場): where goods can be, from the shelf to the closed parcel.

A place's code is its label without the check character. Walk order is the way of a person who
passes every shelf in a serpentine. Virtual places are where goods come from and go to.
"""

from server.places.actions import lock_place, open_parcels
from server.places.queries import (
    PlaceCard,
    Spot,
    count_limit,
    place_cards,
    spots,
    virtual_place_ids,
    zone_codes,
    zones_of_places,
)
from server.places.records import Place

__all__ = [
    "Place",
    "PlaceCard",
    "Spot",
    "count_limit",
    "lock_place",
    "open_parcels",
    "place_cards",
    "spots",
    "virtual_place_ids",
    "zone_codes",
    "zones_of_places",
]
