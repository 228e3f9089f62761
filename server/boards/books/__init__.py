"""The books of stock (在庫), for the office: what lies where now and at any past moment, what moved
and why, what grows old, what nobody wants, and what expires next.

Nothing is kept twice: a past moment is today's balance less what the ledger has booked since.
"""

from server.boards.books.apart import read_apart
from server.boards.books.lying import lying
from server.boards.books.movements import Ledger, movements, movements_page
from server.boards.books.views import VIEWS, stock_page

__all__ = ["VIEWS", "Ledger", "lying", "movements", "movements_page", "read_apart", "stock_page"]
