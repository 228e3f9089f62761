"""`scripts/prove files`: broken order files by the million, and labels that are hard to write."""

import random
import time
from collections import Counter
from collections.abc import Callable

from scripts.proofs.houses import houses
from server.exchange.carrier_files import layouts_on, shipped_layouts
from server.foundation import now
from tests.books import faults_in
from tests.exchange.hard_addresses import hard_consignment, write_and_read
from tests.exchange.mutated import account_for, bring_in, mutated, stock_goods
from tests.exchange.test_carrier_rows import TO_OSAKA

HOUSE = 500
"""Files of one house; then a new one is opened, for the shelves of the last are empty."""
SHOWN_MAX = 6
WRONG_MAX = 20
"""So many that are wrong are shown; then it is known."""


def prove_files(kind: str, files: int, imports: int, addresses: int, seed: int) -> bool:
    """Read so many broken files, bring in so many, and write so many addresses for each carrier."""
    is_good = prove_reading(files, seed)
    is_good = prove_imports(kind, imports, seed) and is_good
    return prove_labels(addresses, seed) and is_good


def prove_reading(files: int, seed: int) -> bool:
    """Whether each of so many mutated files is answered, and each of its rows accounted for."""
    chance = random.Random(seed)  # noqa: S311 - dice, not secrets
    begun = time.perf_counter()
    wrong, came = tried(files, chance, account_for)
    took = time.perf_counter() - begun
    print(f"{files:,} mutated files read in {took:.0f} s; {wrong} crashed or lost a row")
    say(came)
    return wrong == 0


def prove_imports(kind: str, imports: int, seed: int) -> bool:
    """Whether so many mutated files come in whole, or say why not, and leave the books whole."""
    chance = random.Random(seed)  # noqa: S311 - dice, not secrets
    begun = time.perf_counter()
    wrong, came = 0, Counter[str]()
    with houses(kind) as world_of:
        for first in range(0, imports, HOUSE):
            world = world_of()
            stock_goods(world)
            with world.app.app_context():
                found, more = tried(min(HOUSE, imports - first), chance, bring_in)
            with world.reading() as session:
                faults = faults_in(session)
            if faults:
                print(f"after {first + HOUSE:,} files: {faults!r}")
            wrong += found + len(faults)
            came += more
    took = time.perf_counter() - begun
    print(f"{kind}: {imports:,} mutated files brought in in {took:.0f} s; {wrong} faults")
    say(came)
    return wrong == 0


def tried(
    files: int, chance: random.Random, answer: Callable[[bytes], str]
) -> tuple[int, Counter[str]]:
    """Answer so many files; how many went wrong, and what came of the others."""
    wrong, came = 0, Counter[str]()
    for _ in range(files):
        content = mutated(chance)
        try:
            came[answer(content)] += 1
        except Exception as found:  # noqa: BLE001 - whatever breaks is what is looked for
            wrong += 1
            if wrong <= WRONG_MAX:
                print(f"{found!r}\n  of {content!r}")
    return wrong, came


def say(came: Counter[str]) -> None:
    """The commonest of what came of files."""
    for what, often in came.most_common(SHOWN_MAX):
        print(f"  {often:>9,}  {what}")


def prove_labels(addresses: int, seed: int) -> bool:
    """Whether no carrier's file loses or changes a letter of so many addresses unsaid."""
    is_good = True
    for code, layout in sorted(layouts_on(f"{now():%Y-%m-%d}", shipped_layouts()).items()):
        chance = random.Random(seed)  # noqa: S311 - dice, not secrets
        consignments = [hard_consignment(chance, nth, TO_OSAKA) for nth in range(addresses)]
        written, wrong = write_and_read(layout, consignments)
        print(
            f"{code}: {addresses:,} addresses, {written:,} written and read back, "
            f"{addresses - written:,} refused with a reason, {len(wrong)} lost something"
        )
        is_good = is_good and not wrong
        for one in wrong[:SHOWN_MAX]:
            print(f"  {one!r}")
    return is_good
