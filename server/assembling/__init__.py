"""Assembling (セット組み): kits are put together on stock, before anybody has ordered them.

The office asks for so many of a kit; the parts are held, for as many kits as there are parts. The
worker fetches them by scans, makes the kits at a bench, scans the kit's own label and the shelf on
which they lie from now on. Parts that are in no kit go back to their shelves by scans. While they
are on the bench, parts are at the place ASSEMBLED by the book, and kits come from there. The job
as a table: flow.json, rows AS-nn.

Finished kits can be taken apart (解体) the same way: they are fetched, what is in them is counted
at the bench and laid on shelves, and what was not in them is lost by the book; rows KA-nn.
"""

from server.assembling.actions import begin, judge
from server.assembling.asking import Asked, NotAsked, ask_for, withdraw
from server.assembling.queries import is_under_way, live_assemblies, state_of

__all__ = [
    "Asked",
    "NotAsked",
    "ask_for",
    "begin",
    "is_under_way",
    "judge",
    "live_assemblies",
    "state_of",
    "withdraw",
]
