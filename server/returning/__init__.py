"""Returning (返品): goods of an order come back, by slip or order, and lie in the books again.

The worker scans the carrier's slip, the packing slip or types the order's number, then each piece
that came back (or one, and types how many): good, damaged, or held for a look. Only what was sent
can come back, lot by lot. At the end the reason is said, and all of it is booked at once: good
ones to the dock, promised to orders that wait or laid to be put away; held ones to where they are
kept apart; damaged ones to loss. The shop is told. The job as a table: flow.json, rows RT-nn.
"""

from server.returning.actions import begin, judge, start
from server.returning.queries import is_under_way, state_of

__all__ = ["begin", "is_under_way", "judge", "start", "state_of"]
