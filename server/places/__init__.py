"""Places (棚番, 置き場): where goods can be, from the shelf to the closed parcel.

A place's code is its label without the check character. Walk order is the way of a person who
passes every shelf in a serpentine. Virtual places are where goods come from and go to.
"""

from server.places.actions import open_parcels
from server.places.queries import Spot, spots, virtual_place_ids, zone_codes, zones_of_places
from server.places.records import Place

__all__ = [
    "Place",
    "Spot",
    "open_parcels",
    "spots",
    "virtual_place_ids",
    "zone_codes",
    "zones_of_places",
]
