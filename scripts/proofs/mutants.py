"""`scripts/prove mutants`: rules of stock made wrong one by one; the tests must notice each."""

import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NEEDED = ("server", "tests", "migrations", "scripts", "pyproject.toml", "gunicorn.conf.py")
TESTS = (
    "tests/stock/test_allocation.py",
    "tests/stock/test_terms.py",
    "tests/stock/test_scarce_stock.py",
    "tests/scans/test_short_picks_that_heal.py",
    "tests/scans/test_what_is_left_in_totes.py",
    "tests/scans/test_taking_back.py",
    "tests/moving/test_quarantine.py",
    "tests/moving/test_put_away.py",
    "tests/counting/test_counts_in_turns.py",
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule of stock that somebody got wrong."""

    name: str
    file: str
    right: str
    wrong: str


STOCK = "server/stock"
MUTANTS = (
    Mutant(
        "what expires first does not go first",
        f"{STOCK}/decisions.py",
        "one[0].expires_on or NO_EXPIRY,",
        "NO_EXPIRY,",
    ),
    Mutant(
        "goods that expire too soon are promised",
        f"{STOCK}/decisions.py",
        "balance.expires_on > want.expires_after",
        "balance.expires_on > ''",
    ),
    Mutant(
        "every order may go in part",
        f"{STOCK}/decisions.py",
        "(attempt.missing and group not in partly)",
        "(attempt.missing and False)",
    ),
    Mutant(
        "a kit is torn apart where an order goes in part",
        f"{STOCK}/decisions.py",
        "if short and parts[0].kit is not None:",
        "if False:",
    ),
    Mutant(
        "parts are held for kits that are finished",
        f"{STOCK}/decisions.py",
        "quantity_pieces=want.quantity_pieces - kits * want.kit_pieces)\n        for want in parts",
        "quantity_pieces=want.quantity_pieces)\n        for want in parts",
    ),
    Mutant(
        "two lines of an order share the last piece",
        f"{STOCK}/decisions.py",
        "left[balance.stock_id] - taken.get(balance.stock_id, 0)",
        "left[balance.stock_id]",
    ),
    Mutant(
        "two orders share the last piece",
        f"{STOCK}/decisions.py",
        "left[hold.stock_id] -= hold.quantity_pieces",
        "left[hold.stock_id] -= 0",
    ),
    Mutant(
        "a lot must have more than is wanted",
        f"{STOCK}/decisions.py",
        "pieces >= want.quantity_pieces), None)",
        "pieces > want.quantity_pieces), None)",
    ),
    Mutant(
        "the shorter of two terms decides",
        f"{STOCK}/decisions.py",
        "return max(blocked, too_short)",
        "return min(blocked, too_short)",
    ),
    Mutant(
        "first in first out looks at the walk",
        f"{STOCK}/decisions.py",
        'one[0].lies_since if want.goes_first_in else ""',
        '""',
    ),
    Mutant(
        "what is held for others can be taken",
        f"{STOCK}/actions.py",
        "BALANCE.c.on_hand_pieces - rows.quantity >= BALANCE.c.held_pieces - rows.held,",
        "BALANCE.c.on_hand_pieces >= rows.quantity,",
    ),
    Mutant(
        "a taken piece stays held",
        f"{STOCK}/actions.py",
        "held_pieces=BALANCE.c.held_pieces - rows.held,",
        "held_pieces=BALANCE.c.held_pieces,",
    ),
    Mutant(
        "what is let go stays held",
        f"{STOCK}/actions.py",
        "held_pieces=Balance.held_pieces - pieces)",
        "held_pieces=Balance.held_pieces)",
    ),
    Mutant(
        "what is taken back is not held again",
        f"{STOCK}/actions.py",
        "held_pieces=BALANCE.c.held_pieces + pieces)",
        "held_pieces=BALANCE.c.held_pieces)",
    ),
    Mutant(
        "what the book has not comes from the shelf all the same",
        f"{STOCK}/actions.py",
        "replace(found.move, source_place_id=discrepancy, source_is_virtual=True)",
        "replace(found.move, source_is_virtual=True)",
    ),
    Mutant(
        "carried goods change nothing that is for sale",
        f"{STOCK}/actions.py",
        "return cause not in WORK or",
        "return",
    ),
    Mutant(
        "a blocked lot is promised",
        f"{STOCK}/queries.py",
        "Balance.place_id.not_in(sorted(not_in)),\n            ~is_blocked(),",
        "Balance.place_id.not_in(sorted(not_in)),",
    ),
    Mutant(
        "a blocked lot is for sale",
        f"{STOCK}/available.py",
        'is_of_kind(["shelf"]),\n            ~is_blocked(),',
        'is_of_kind(["shelf"]),',
    ),
    Mutant(
        "what changes is not told",
        f"{STOCK}/available.py",
        "if safety_changed or known.get(product_id) != pieces.get(product_id, 0)",
        "if safety_changed",
    ),
    Mutant(
        "safety stock is sold",
        f"{STOCK}/available.py",
        "return max(0, free_pieces - safety)",
        "return max(0, free_pieces)",
    ),
    Mutant(
        "a blocked lot keeps its orders",
        f"{STOCK}/blocking.py",
        'sorted(set(order_of.values())), "waiting", only_from=("reserved",)',
        'sorted(set(order_of.values())), "waiting", only_from=("held",)',
    ),
    Mutant(
        "a lot that is freed waits for the next delivery",
        f"{STOCK}/blocking.py",
        "    reserve_waiting(session, [freed.product_id])\n",
        "",
    ),
    Mutant(
        "orders in part keep all their pieces",
        "server/orders/splitting.py",
        'quantity_pieces=line["quantity_pieces"] - pieces',
        'quantity_pieces=line["quantity_pieces"]',
    ),
    Mutant(
        "the cart is sent to the empty shelf again",
        "server/picking/healing.py",
        "found.quantity_pieces, not_in=tried)",
        "found.quantity_pieces, not_in=())",
    ),
    Mutant(
        "a healed shortage leaves its pieces in the book",
        "server/picking/healing.py",
        '    if found.detail["reason"] in STILL_THERE:',
        "    if True:",
    ),
    Mutant(
        "an empty parcel is decided by the shop's rule",
        "server/picking/healing.py",
        'if rule == "ask" or left <= 0:',
        'if rule == "ask":',
    ),
    Mutant(
        "a tote with goods carries the next order",
        "server/waves/actions.py",
        "if tote_id is not None and stock.contents_of(session, [tote_id]):",
        "if tote_id is None:",
    ),
    Mutant(
        "anybody opens quarantine",
        "server/moving/actions.py",
        'spot.kind == "quarantine" and not',
        'spot.kind == "nothing" and not',
    ),
    Mutant(
        "places are counted before they are due",
        "server/counting/cyclic.py",
        "if share >= 1:",
        "if share >= 0:",
    ),
    Mutant(
        "goods that come in go past those who wait",
        f"{STOCK}/reserving.py",
        'hold_for_orders(session, waiting, kinds=("shelf", "dock"))',
        "hold_for_orders(session, [])",
    ),
)


def prove_mutants(only: str | None) -> bool:
    """Make each rule wrong in a copy of the house, and run its tests; whether all were noticed."""
    chosen = [one for one in MUTANTS if only is None or only in one.name]
    caught = 0
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="tanaban-mutants-") as name:
        house = Path(name)
        for needed in NEEDED:
            copy(ROOT / needed, house / needed)
        assert passes(house), "without a mutant every test passes"
        for mutant in chosen:
            file = house / mutant.file
            source = file.read_text("utf-8")
            file.write_text(source.replace(mutant.right, mutant.wrong, 1), "utf-8")
            is_caught = not passes(house)
            caught += is_caught
            file.write_text(source, "utf-8")
            print(f"[{'x' if is_caught else ' '}] {mutant.name}", flush=True)
    took = time.perf_counter() - begun
    print(f"{caught} of {len(chosen)} mutants caught in {took:.0f} s")
    return caught == len(chosen)


def copy(source: Path, target: Path) -> None:
    """A file, or a folder with all that is in it."""
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(source, target)


def passes(house: Path) -> bool:
    """Whether the tests of stock pass in a copy of the house, on SQLite."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *TESTS, "-q", "-x", "-n", "0", "-k", "not postgresql"],
        cwd=house,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == 0
