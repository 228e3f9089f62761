"""`scripts/prove flyers`: parcel after parcel with its flyers, among wrong scans."""

import gc
import time
from collections import Counter

from scripts.proofs.busy_bench import TOTES, BusyBench
from scripts.proofs.houses import houses
from tests.books import faults_in
from tests.flyers.bench import Bench

HISTORY = 50 * TOTES
"""Orders of one house; then a new one is opened, with the next seed."""
TOLD_EVERY = 2
"""Houses between two lines of how far it is."""
DOORS = {
    "http": "one packer; every request through the server as a browser makes it",
    "together": f"{TOTES} packers; a cart a transaction through the door of scans, without HTTP",
}


def prove_flyers(kind: str, orders: int, seed: int, wrong_percent: int, door: str) -> bool:
    """Pack so many orders; whether every parcel got exactly the flyers it should have got."""
    did: Counter[str] = Counter()
    # Nearly nothing that is made here is in a circle; looking for some took a tenth of the time.
    gc.set_threshold(100_000, 50, 50)
    begun, worked = time.perf_counter(), time.process_time()
    broken = nth = 0
    with houses(kind) as world_of:
        while did["orders"] < orders:
            length = min(HISTORY, orders - did["orders"])
            world = world_of()
            make = Bench if door == "http" else BusyBench
            bench = make(world, seed, length, wrong_percent)
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
            seed, nth = seed + 1, nth + 1
            if nth % TOLD_EVERY == 0 or did["orders"] >= orders:
                took = (time.perf_counter() - begun, time.process_time() - worked)
                print(told(kind, did, took, broken), flush=True)
    print(f"What is real: {DOORS[door]}.")
    return broken == 0


def told(kind: str, did: Counter[str], took: tuple[float, float], broken: int) -> str:
    """How far it is."""
    return (
        f"{kind}: {did['orders']:,} orders, {did['flyers']:,} flyers, {did['scans']:,} scans at the"
        f" bench and {did['wrong scans']:,} wrong ones in {took[0]:.0f} s ({took[1]:.0f} s of one"
        f" core); {broken} houses with a wrong or missing flyer"
    )
