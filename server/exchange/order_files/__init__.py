"""Order files: bytes in, orders out. Pure: no database, no clock, no network.

A file is recognised by its bytes and its header, never by its name. Every row that holds something
ends in exactly one order, readable or broken, so nothing that came in is unaccounted for.
"""

from server.exchange.order_files.drafts import BrokenOrder, Customer, LineDraft, OrderDraft
from server.exchange.order_files.problems import FileRefused, Problem
from server.exchange.order_files.profiles import Profile, profiles
from server.exchange.order_files.reading import (
    AUTO,
    OrderFile,
    read_one,
    read_orders,
    recognise,
)

__all__ = [
    "AUTO",
    "BrokenOrder",
    "Customer",
    "FileRefused",
    "LineDraft",
    "OrderDraft",
    "OrderFile",
    "Problem",
    "Profile",
    "profiles",
    "read_one",
    "read_orders",
    "recognise",
]
