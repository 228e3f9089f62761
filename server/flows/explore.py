"""Walk every state a flow table can reach in a small world, and look for what must never be.

Pure. A vector shows that one way through a job is right; a walk shows that no way is wrong: it
finds the dead end three scans behind a rare one, which nobody thinks of writing down.
"""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from server.flows.engine import Decision, Facts, Flow, decide
from server.vocabulary import Scan

State = tuple[str, Facts]
"""A step and the facts at it."""

Promise = Callable[[str, Facts], bool]


def nothing_happens(_step: str, _facts: Facts) -> Iterable[State]:
    """A world in which nobody but the scanning person acts."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A job small enough to be walked to its last corner."""

    name: str
    flow: Flow
    begin: State
    scans: Sequence[Scan]
    """Everything that may be scanned at any time."""
    ends: Collection[str]
    """Steps at which the job is finished."""
    promises: Sequence[Promise]
    """Questions that must be true in every state; their names say what is promised."""
    others_act: Callable[[str, Facts], Iterable[State]] = nothing_happens
    """Where other people may bring the job from here: a supervisor decides about a parcel."""


@dataclass(slots=True)
class Walk:
    """What was found in one world."""

    world: World
    states: list[State] = field(default_factory=list)
    decisions: list[list[tuple[Decision, int]]] = field(default_factory=list)
    """For each state and each scan of the world: the decision, and the state it leads to."""
    broken: list[str] = field(default_factory=list)
    """Promises that did not hold, with the rows that led there."""
    dead_ends: list[str] = field(default_factory=list)
    """States from which the job cannot be finished any more, with the rows that led there."""

    @property
    def rows(self) -> set[str]:
        """The rows of the table that decided something in this world."""
        return {decision.row for decided in self.decisions for decision, _ in decided}


@dataclass(slots=True)
class _Trail:
    """Which states are known, how each was first reached, and what leads to it."""

    states: list[State] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)
    reached_by: list[tuple[int, str]] = field(default_factory=list)
    leads_here: list[set[int]] = field(default_factory=list)

    def reach(self, state: State, *, by: str, origin: int) -> int:
        key = json.dumps(state)
        nth = self.known.setdefault(key, len(self.states))
        if nth == len(self.states):
            self.states.append(state)
            self.reached_by.append((origin, by))
            self.leads_here.append(set())
        self.leads_here[nth].add(origin)
        return nth

    def rows_to(self, nth: int) -> str:
        rows: list[str] = []
        while nth > 0:
            nth, row = self.reached_by[nth]
            rows.append(row)
        return " ".join(reversed(rows)) or "at the begin"


def explore(world: World) -> Walk:
    """Scan everything everywhere, until no new state turns up.

    A state in which a promise is broken is not walked on from: there may be no end behind it.
    """
    trail = _Trail()
    trail.reach(world.begin, by="", origin=0)
    walk = Walk(world, trail.states)
    nth = 0
    while nth < len(trail.states):
        step, facts = trail.states[nth]
        broken = [promise for promise in world.promises if not promise(step, facts)]
        if broken:
            walk.broken += [f"{promise.__name__}: {trail.rows_to(nth)}" for promise in broken]
            walk.decisions.append([])
        else:
            walk.decisions.append(_decide_all(world, trail, nth, walk.broken))
            for state in world.others_act(step, facts):
                trail.reach(state, by="(another person)", origin=nth)
        nth += 1
    walk.dead_ends += [trail.rows_to(nth) for nth in _stuck(trail, world.ends)]
    return walk


def rows_of(flow: Flow) -> set[str]:
    """Every row of a table."""
    return {row.row for rows in flow.steps.values() for row in rows}


def _decide_all(
    world: World, trail: _Trail, nth: int, broken: list[str]
) -> list[tuple[Decision, int]]:
    step, facts = trail.states[nth]
    decided = []
    for scan in world.scans:
        decision = decide(world.flow, step, scan, facts)
        goes_on = decision.step != step or decision.facts is not facts
        if goes_on and decision.verdict != "accept":
            broken.append(f"only an accepted scan changes something: {decision.row}")
        to = (
            trail.reach((decision.step, decision.facts), by=decision.row, origin=nth)
            if goes_on
            else nth
        )
        decided.append((decision, to))
    return decided


def _stuck(trail: _Trail, ends: Collection[str]) -> Iterable[int]:
    """States from which no way leads to an end: all but those found walking back from the ends."""
    ahead = [nth for nth, (step, _) in enumerate(trail.states) if step in ends]
    finishable = set(ahead)
    while ahead:
        before = trail.leads_here[ahead.pop()] - finishable
        finishable |= before
        ahead += before
    return [nth for nth in range(len(trail.states)) if nth not in finishable]
