"""Scenes of the floor from tests/vectors, and playing them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from server.flows import Flow
from server.vocabulary import Codes, Scan

VECTORS = Path(__file__).parents[1] / "vectors"
ReadScan = Callable[[str, str, Codes], Scan]


def scenes_of(flow_name: str) -> list[dict[str, Any]]:
    """The scenes of a flow, each with the facts and codes of its world."""
    told = json.loads((VECTORS / f"{flow_name}.json").read_text("utf-8"))
    return [
        {
            **scene,
            "facts": {**told["worlds"][scene["world"]]["facts"], **scene.get("facts", {})},
            "codes": told["worlds"][scene["world"]]["codes"],
        }
        for scene in told["scenes"]
    ]


def play(flow: Flow, read_scan: ReadScan, scene: dict[str, Any]) -> list[dict[str, Any]]:
    """What the server says to each scan of a scene, in the words of the vectors."""
    step, facts = scene.get("step", flow.begin), scene["facts"]
    said = []
    for expected in scene["scans"]:
        scan = read_scan(step, expected["raw"], scene["codes"])
        decision = flow.decide(step, scan, facts)
        answer = {"raw": expected["raw"], "row": decision.row, "verdict": decision.verdict}
        if decision.because is not None:
            answer["because"] = decision.because
        answer["step"] = decision.step
        if changed := dict(_changes(facts, decision.facts)):
            answer["changed"] = changed
        said.append(answer)
        step, facts = decision.step, decision.facts
    return said


def _changes(before: Any, after: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(before, dict):
        assert before.keys() == after.keys()
        for key, value in before.items():
            yield from _changes(value, after[key], f"{path}.{key}")
    elif isinstance(before, list) and len(before) == len(after):
        for nth, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _changes(old, new, f"{path}.{nth}")
    elif before != after:
        yield path[1:], after
