"""Counting (棚卸): what lies in a place, counted blind, held against the book.

Somebody scans the place, then every piece (or one, and types how many); これで終わり ends it, and
an empty place is scanned once more. Picking goes on meanwhile: each product is held against what
the book had at the moment of its count, by the clock of whoever moved goods, so that a pick made
before the count and handed in late counts as made before.

What differs by no more than the warehouse's limit is booked at once, to LOSS or from FOUND. By
more, a second person counts that product again, and then a supervisor decides. Goods held for
orders are never lost by a count: those that a cart or a move on its way may have in hand are
counted again when it is done; those that were reported short wait for their own decision; of the
rest a supervisor is told, and the picker's 欠品 settles the order. The job as a table: flow.json,
rows CT-nn.
"""

from server.counting.actions import begin, judge, start
from server.counting.ending import answer
from server.counting.queries import is_under_way, state_of

__all__ = ["answer", "begin", "is_under_way", "judge", "start", "state_of"]
