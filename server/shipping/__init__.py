"""Shipping (出荷・引渡し): closed parcels leave with their carrier's driver.

What is handed over goes from the parcel to CUSTOMER in the books, and its chain of tasks ends.
"""

from server.shipping.actions import HandedOver, hand_over
from server.shipping.queries import WaitingParcels, waiting_parcels

__all__ = ["HandedOver", "WaitingParcels", "hand_over", "waiting_parcels"]
