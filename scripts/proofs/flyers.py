"""`scripts/prove flyers`: parcel after parcel with its flyers, among wrong scans."""

import time
from collections import Counter

from scripts.proofs.houses import houses
from tests.books import faults_in
from tests.flyers.bench import Bench

HISTORY = 1_200
"""Orders of one house; then a new one is opened, with the next seed."""


def prove_flyers(kind: str, orders: int, seed: int, wrong_percent: int) -> bool:
    """Pack so many orders; whether every parcel got exactly the flyers it should have got."""
    did: Counter[str] = Counter()
    begun = time.perf_counter()
    broken = 0
    with houses(kind) as world_of:
        while did["orders"] < orders:
            length = min(HISTORY, orders - did["orders"])
            world = world_of()
            bench = Bench(world, seed, length, wrong_percent)
            try:
                bench.run(length)
                with world.reading() as session:
                    wrong = faults_in(session)
            except AssertionError as found:
                wrong = [found]
            if wrong:
                broken += 1
                print(f"seed {seed}: {wrong!r}")
            did += bench.counted
            did["orders"] += length - bench.counted["orders"]
            seed += 1
    took = time.perf_counter() - begun
    print(
        f"{kind}: {did['orders']:,} orders, {did['flyers']:,} flyers, {did['scans']:,} scans at the"
        f" bench and {did['wrong scans']:,} wrong ones in {took:.0f} s;"
        f" {broken} houses with a wrong or missing flyer"
    )
    return broken == 0
