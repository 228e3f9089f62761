"""Packing (検品・梱包): every piece of an order seen by a scan on its way into the parcel.

The packer scans a tote, then every item and every flyer that the screen shows, in any order. Goods
go from the tote into the parcel, flyers from their rack to FLYER_USED. Only a complete parcel takes
a slip (送り状); the scan of the slip closes it. What cannot be finished is set aside for a
supervisor. The job as a table: flow.json, rows PO-nn.
"""

from server.packing.actions import (
    accept_missing,
    begin,
    expect_slips,
    judge,
    look_again,
    take_out,
)
from server.packing.cancelling import hear_cancelled, is_on_bench
from server.packing.queries import PackState, state_of

__all__ = [
    "PackState",
    "accept_missing",
    "begin",
    "expect_slips",
    "hear_cancelled",
    "is_on_bench",
    "judge",
    "look_again",
    "state_of",
    "take_out",
]
