"""Picking (ピッキング): one walk with one cart, place → item → tote, each piece counted by a scan.

The picker takes a cart and loads a tote for every shipment of the batch. Then, line by line in the
order of the walk: scan the place, scan each piece, scan the tote that the screen names. Pieces are
on the cart from their own scan on, and in the tote from the tote's scan on. What is not there is
reported short (欠品): it is fetched from another place, on this walk or the next, or it waits for a
supervisor. The job as a table: flow.json, rows PC-nn.
"""

from server.picking.actions import begin, judge
from server.picking.cancelling import drop_unheard, hear_cancelled
from server.picking.news import hear_of_lot
from server.picking.queries import PickState, has_lines_left, has_picked, not_begun, state_of
from server.picking.shortages import STILL_THERE

__all__ = [
    "STILL_THERE",
    "PickState",
    "begin",
    "drop_unheard",
    "has_lines_left",
    "has_picked",
    "hear_cancelled",
    "hear_of_lot",
    "judge",
    "not_begun",
    "state_of",
]
