"""Walk the worlds, say what was found, and write every decision for the replay in TypeScript.

Written to var/, one JSON value a line: for each world its scans, its states, and for each state
what every scan decides there; and a file of texts with the ways to read them.
"""

import gzip
import json
import random
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from checkout import ROOT, VAR, make_var

from server.flows.explore import Walk, explore, rows_of
from server.vocabulary import read
from tests.flows.worlds import worlds

TEXTS = 20_000
SEED = 20260401
NOISE = [
    *"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdwxyz",
    *"-./$%]()_ ~\x1d\x1d\r\n\t\x00\x7f\x85\xa0\u3000\ufeff０９ＡＺａｚー−棚ｶ😀",
    *("01", "10", "17", "37", "]C1", "]d2", "260400", "4901234567894", "T-", "L-A-"),
]


def main() -> int:
    """Walk and write; answer 1 when a world holds something that must not be."""
    make_var()
    begun = time.monotonic()
    walks = [explore(world) for world in worlds()]
    faults = list(faults_in(walks))
    for name in dict.fromkeys(walk.world.flow.name for walk in walks):
        of_flow = [walk for walk in walks if walk.world.flow.name == name]
        write(VAR / f"decisions-{name}.jsonl.gz", lines_of(of_flow))
        states = sum(len(walk.states) for walk in of_flow)
        decisions = sum(len(decided) for walk in of_flow for decided in walk.decisions)
        print(f"{name}: {len(of_flow)} worlds, {states} states, {decisions} decisions")
    write(VAR / "readings.jsonl.gz", readings())
    print(f"readings: {TEXTS} texts; all written in {time.monotonic() - begun:.1f} s")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def faults_in(walks: list[Walk]) -> Iterator[str]:
    for walk in walks:
        yield from (f"{walk.world.name}: broken: {fault}" for fault in walk.broken)
        yield from (f"{walk.world.name}: dead end: {rows}" for rows in walk.dead_ends)
    for flow in {walk.world.flow.name: walk.world.flow for walk in walks}.values():
        hit = {row for walk in walks if walk.world.flow is flow for row in walk.rows}
        yield from (f"{flow.name}: no world comes to {row}" for row in sorted(rows_of(flow) - hit))


def lines_of(walks: list[Walk]) -> Iterator[Any]:
    for walk in walks:
        world = walk.world
        yield {
            "world": world.name,
            "flow": world.flow.name,
            "revision": world.flow.revision,
            "scans": [asdict(scan) for scan in world.scans],
            "states": walk.states,
        }
        for nth, decided in enumerate(walk.decisions):
            yield [
                nth,
                [[one.row, one.verdict, one.because, one.knows_server, to] for one, to in decided],
            ]


def readings() -> Iterator[Any]:
    """Real texts, each damaged a little, and every way to read them, right or wrong."""
    told = json.loads((ROOT / "tests/vectors/barcodes.json").read_text("utf-8"))
    texts = [case["raw"] for case in told["read"] if len(case["raw"]) < 100]  # noqa: PLR2004
    chance = random.Random(SEED)  # noqa: S311 - the same damage every time
    for _ in range(TEXTS):
        raw = chance.choice(texts)
        for _ in range(chance.randint(0, 3)):
            raw = damaged(raw, chance)
        yield [raw, [asdict(reading) for reading in read(raw)]]


def damaged(raw: str, chance: random.Random) -> str:
    at = chance.randint(0, len(raw))
    cut = chance.randint(0, 2)
    grown = chance.choice(["", chance.choice(NOISE), chance.choice(NOISE)])
    return raw[:at] + grown + raw[at + cut :]


def write(file: Path, lines: Iterable[Any]) -> None:
    unfinished = file.with_suffix(".part")
    with gzip.open(unfinished, "wt", encoding="ascii", compresslevel=3) as out:
        for line in lines:
            out.write(json.dumps(line, separators=(",", ":")) + "\n")
    unfinished.replace(file)


if __name__ == "__main__":
    sys.exit(main())
