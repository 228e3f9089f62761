"""`scripts/prove stock`: long histories of a house with too little of everything."""

import time
from collections import Counter
from collections.abc import Callable
from functools import partial

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis.stateful import get_state_machine_test

from scripts.proofs.houses import houses
from tests.books import faults_in
from tests.makers import World
from tests.stock.chance import play
from tests.stock.machine import People
from tests.stock.races import Races

HISTORY = 1_000
"""Steps of one history; then a new house is opened, with the next seed."""
SHOWN_MAX = 12
SHORT_PART = 5
"""One step of so many is played in short histories that Hypothesis draws, and shrinks if broken."""
DRAWN_DEEDS = 40
HISTORIES_AT_ONCE = 20


def prove_stock(kind: str, steps: int, seed: int, every: int) -> bool:
    """Play histories until there were so many steps; whether the books held in all of them."""
    did: Counter[str] = Counter()
    begun = time.perf_counter()
    broken = 0
    with houses(kind) as world_of:
        try:
            did += play_short_histories(world_of, steps // SHORT_PART, seed)
        except Exception as found:  # noqa: BLE001 - whatever breaks is what is looked for
            broken += 1
            print(f"drawn from seed {seed} on: {found!r}")
        while did.total() < steps:
            length = min(HISTORY, steps - did.total())
            try:
                did += play(world_of(), seed, length, every)
            except Exception as found:  # noqa: BLE001 - whatever breaks is what is looked for
                broken += 1
                did["broken"] += length
                print(f"seed {seed}: {found!r}")
            seed += 1
    took = time.perf_counter() - begun
    print(
        f"{kind}: {did.total():,} steps in {took:.0f} s, books looked at every {every}; "
        f"{broken} histories broken"
    )
    for what, often in did.most_common(SHOWN_MAX):
        print(f"  {often:>8,}  {what}")
    return broken == 0


def play_short_histories(world_of: Callable[[], World], steps: int, seed: int) -> Counter[str]:
    """Play what Hypothesis draws until there were so many steps; what was done, how often.

    Raises:
        AssertionError: something contradicts itself; says what was done, as short as it can be.
    """
    did: Counter[str] = Counter()
    while did.total() < steps:
        drawn = settings(
            max_examples=HISTORIES_AT_ONCE,
            stateful_step_count=DRAWN_DEEDS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        )
        seeded(seed)(get_state_machine_test(partial(People, world_of, did), settings=drawn))()
        seed += 1
    return did


def prove_races(kind: str, rounds: int, seed: int) -> bool:
    """Race sixteen people for scarce stock so many rounds; whether nothing was promised twice."""
    begun = time.perf_counter()
    with houses(kind) as world_of:
        world = world_of()
        races = Races(world, seed)
        try:
            races.run(rounds)
            with world.reading() as session:
                wrong = faults_in(session)
        except AssertionError as found:
            wrong = [found]
    took = time.perf_counter() - begun
    print(f"{kind}: {races.rounds:,} rounds of sixteen at once in {took:.0f} s; found: {wrong}")
    return not wrong
