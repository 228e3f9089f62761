"""Rules (ルール): what a shop wants done with an order when something is true of it.

A rule belongs to one owner. Its condition is data: blocks in blocks down to questions about facts.
It has versions, of which one is in force; every order keeps which version did what with it. Rules
are asked when an order comes in, when a rule is changed and before release, some before packing and
when the box is closed, always about the order as it came in, so that asking twice gives the same;
else that is written down and announced.
"""

from server.rules.actions import apply, lift_hold
from server.rules.asking import matching
from server.rules.language.conditions import Problem
from server.rules.on_the_floor import apply_on_floor
from server.rules.queries import (
    NO_MARKS,
    FlyerWish,
    Instruction,
    Marks,
    condition_problems,
    marks_of,
    own_service,
)
from server.rules.schemas import ProblemAnswer
from server.rules.segments import list_customers, segments
from server.rules.ways import services_wanted

__all__ = [
    "NO_MARKS",
    "FlyerWish",
    "Instruction",
    "Marks",
    "Problem",
    "ProblemAnswer",
    "apply",
    "apply_on_floor",
    "condition_problems",
    "lift_hold",
    "list_customers",
    "marks_of",
    "matching",
    "own_service",
    "segments",
    "services_wanted",
]
