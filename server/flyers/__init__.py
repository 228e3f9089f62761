"""Flyers (チラシ・同梱物): printed matter that goes into parcels; campaigns that say for whom.

A flyer is a product with stock. At release it is decided which flyers a parcel gets; a reservation
fixes it, so the last flyer is promised once. Insertion is a movement of stock, proved by a scan.
Each parcel's flyer may have a code of its own, which a customer redeems once.
"""

from server.flyers.actions import RanOut, insert_flyers, let_go, plan, waive
from server.flyers.codes import read_code
from server.flyers.decisions import day_before
from server.flyers.earnings import earnings
from server.flyers.letters import Printing, prints_of, were_printed
from server.flyers.queries import (
    Planned,
    flyer_products,
    planned_for,
)
from server.flyers.redeeming import Claim, Settled, redeem
from server.flyers.substituting import substitute
from server.flyers.uplift import CUSTOMERS_LEAST, Group, uplift
from server.flyers.used import fills_a_cap

__all__ = [
    "CUSTOMERS_LEAST",
    "Claim",
    "Group",
    "Planned",
    "Printing",
    "RanOut",
    "Settled",
    "day_before",
    "earnings",
    "fills_a_cap",
    "flyer_products",
    "insert_flyers",
    "let_go",
    "plan",
    "planned_for",
    "prints_of",
    "read_code",
    "redeem",
    "substitute",
    "uplift",
    "waive",
    "were_printed",
]
