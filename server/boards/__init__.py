"""Boards: what supervisors and the office look at, and where exceptions are answered.

Read models over all rooms: the live board, the list of orders, an order with its whole history, and
fsck, which proves that the books are whole. Boards may SELECT the tables of other rooms; nothing
else of theirs is touched but through their front doors.
"""

from server.boards.board import board
from server.boards.exceptions import Resolved, resolve
from server.boards.fsck import Finding, findings
from server.boards.history import history_of
from server.boards.orders import order_page, orders_page

__all__ = [
    "Finding",
    "Resolved",
    "board",
    "findings",
    "history_of",
    "order_page",
    "orders_page",
    "resolve",
]
