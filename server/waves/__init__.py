"""Waves (ウェーブ): the release of orders to the floor, in batches for one person and one cart.

Release gives each order its shipment, plans its flyers, puts shipments on cart slots and lays the
chains of tasks: one pick task for a cart, then pack and ship for each shipment. The tote that a
slot is given carries the shipment until packing has emptied it.
"""

from server.waves.actions import (
    Released,
    free_cart,
    free_emptied_tote,
    give_up_tote,
    leave_out,
    load_totes,
    release,
    take_cart,
)
from server.waves.decisions import Choice
from server.waves.going_on import go_on
from server.waves.queries import (
    Loaded,
    Preview,
    Slot,
    WaveProgress,
    live_cart_codes,
    live_tote_codes,
    preview,
    shipment_in_tote,
    slots_of_batches,
    tote_of_shipment,
    waves,
)

__all__ = [
    "Choice",
    "Loaded",
    "Preview",
    "Released",
    "Slot",
    "WaveProgress",
    "free_cart",
    "free_emptied_tote",
    "give_up_tote",
    "go_on",
    "leave_out",
    "live_cart_codes",
    "live_tote_codes",
    "load_totes",
    "preview",
    "release",
    "shipment_in_tote",
    "slots_of_batches",
    "take_cart",
    "tote_of_shipment",
    "waves",
]
