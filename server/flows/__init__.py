"""Flow tables: what each kind of scan means at each step of a job.

A room writes its job as `flow.json`, its questions and changes as one-line functions in
`decisions.py`; this room reads the table, refuses a broken one, and decides by it.
"""

from server.flows.engine import (
    Decision,
    Facts,
    Flow,
    Row,
    Verdict,
    decide,
    kinds_of,
    read_scan,
)
from server.flows.table import TableIsBroken, load_flow

__all__ = [
    "Decision",
    "Facts",
    "Flow",
    "Row",
    "TableIsBroken",
    "Verdict",
    "decide",
    "kinds_of",
    "load_flow",
    "read_scan",
]
