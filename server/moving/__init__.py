"""Moving (移動): goods go from one place to another, by the hand of one person, by scans.

The worker scans the place where goods lie, each piece (or one, and types how many), then the place
where they are put. What is promised to orders is not moved: the picker will look for it where it
lies. Whatever is in the hand lies, by the book, where it was taken until the target is scanned.
The job as a table: flow.json, rows MV-nn.
"""

from server.moving.actions import begin, judge, start, start_put_away
from server.moving.filling import raise_refills
from server.moving.queries import is_under_way, state_of

__all__ = ["begin", "is_under_way", "judge", "raise_refills", "start", "start_put_away", "state_of"]
