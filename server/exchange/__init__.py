"""Exchange: what comes in from shops' systems and what goes out to them and to carriers.

An order file is looked at before anything is kept, and taken in piece by piece. Each of its rows
ends as imported, duplicate or rejected with a reason; the same file twice changes nothing. Layouts
of files are data (`*/profile.json`), read by one reader.
"""

from server.exchange.desk import Preview, bring_in, hand_in
from server.exchange.order_files import FileRefused

__all__ = ["FileRefused", "Preview", "bring_in", "hand_in"]
