"""Scans: the one door for everything a device reports, once each, in the order it was made.

A scan is a fact, a verdict is an opinion. Every event is kept, also one that is refused; the same
event sent again gets the same verdict, for ever; a poisoned one never blocks those behind it.
"""

from server.scans.actions import accept_events, accept_one_by_one
from server.scans.decisions import Event, Malformed, Submission, read_submission

__all__ = [
    "Event",
    "Malformed",
    "Submission",
    "accept_events",
    "accept_one_by_one",
    "read_submission",
]
