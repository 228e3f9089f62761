"""Flow tables from their files; a table that is not whole is not used. Mirrored by table.ts."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from server.flows.engine import Effect, Flow, Guard, Row
from server.vocabulary import KINDS

_VERDICTS = ("accept", "refuse", "ask_server")
_KEYS = {"row", "scan", "when", "verdict", "because", "do", "next", "knows"}
_ROW_ID = re.compile(r"[A-Z]{2}-[0-9]{2}")
_CODE = re.compile(r"[a-z][a-z_]*")


class TableIsBroken(Exception):  # noqa: N818 - a sentence, as it is said on the floor
    """A flow table that cannot be worked with; says everything that is wrong with it."""


def load_flow(path: Path, *, guards: Iterable[Guard], effects: Iterable[Effect]) -> Flow:
    """Read a flow table and bind the questions and changes it names, by their function names.

    Raises:
        TableIsBroken: when the table is not whole, or does not use all of them.
    """
    table = json.loads(path.read_text("utf-8"))
    return flow_of(
        table,
        guards={guard.__name__: guard for guard in guards},
        effects={effect.__name__: effect for effect in effects},
    )


def flow_of(
    table: Mapping[str, Any], guards: Mapping[str, Guard], effects: Mapping[str, Effect]
) -> Flow:
    """A flow from a table already read; raises TableIsBroken."""
    if faults := faults_of(table, guards, effects):
        raise TableIsBroken(f"{table['flow']}: {'; '.join(faults)}")
    return Flow(
        name=table["flow"],
        revision=table["revision"],
        begin=table["begin"],
        steps={
            step: tuple(
                Row(
                    row=row["row"],
                    scan=row["scan"],
                    when=tuple(row.get("when", ())),
                    verdict=row["verdict"],
                    because=row.get("because"),
                    do=tuple(row.get("do", ())),
                    next=row.get("next", step),
                    knows_server="knows" in row,
                )
                for row in rows
            )
            for step, rows in table["steps"].items()
        },
        guards=guards,
        effects=effects,
    )


def faults_of(
    table: Mapping[str, Any], guards: Mapping[str, Any], effects: Mapping[str, Any]
) -> list[str]:
    """Everything that is wrong with a table, in words for whoever edits it; empty when whole."""
    rows = [(step, row) for step, step_rows in table["steps"].items() for row in step_rows]
    seen = Counter(row["row"] for _, row in rows)
    faults = [f"{row} stands {times} times" for row, times in seen.items() if times > 1]
    for step, step_rows in table["steps"].items():
        faults += _faults_of_step(step, step_rows)
    for step, row in rows:
        faults += [f"{row['row']} {fault}" for fault in _faults_of_row(row)]
        if row.get("next", step) not in table["steps"]:
            faults.append(f"{row['row']} leads to no step: {row['next']}")
    faults += _unbound(
        "question", (name for _, row in rows for name in row.get("when", ())), guards
    )
    faults += _unbound("change", (name for _, row in rows for name in row.get("do", ())), effects)
    faults += [f"no way leads to {step}" for step in table["steps"] if step not in _reached(table)]
    return faults


def _faults_of_step(step: str, rows: list[Mapping[str, Any]]) -> Iterator[str]:
    if not rows or rows[-1]["scan"] != "*" or rows[-1].get("when"):
        yield f"{step} does not end in a row that catches everything"
    for nth, row in enumerate(rows):
        for earlier in rows[:nth]:
            if earlier["scan"] in (row["scan"], "*") and set(earlier.get("when", ())) <= set(
                row.get("when", ())
            ):
                yield f"{row['row']} hides behind {earlier['row']}"


def _faults_of_row(row: Mapping[str, Any]) -> Iterator[str]:
    if not _ROW_ID.fullmatch(row["row"]):
        yield "is no row id like PC-01"
    if not row.keys() <= _KEYS:
        yield "says something no table says"
    if row["scan"] != "*" and row["scan"] not in KINDS:
        yield f"waits for no kind of scan: {row['scan']}"
    if "knows" in row and not (row["knows"] == "server" and row.get("when")):
        yield "leaves to the server what it does not ask"
    yield from _faults_of_verdict(row)


def _faults_of_verdict(row: Mapping[str, Any]) -> Iterator[str]:
    verdict = row["verdict"]
    if verdict not in _VERDICTS:
        yield f"gives no verdict: {verdict}"
    if (verdict == "refuse") != ("because" in row):
        yield "must say because when it refuses, and only then"
    if not _CODE.fullmatch(row.get("because", "none")):
        yield f"gives no reason code: {row['because']}"
    if verdict != "accept" and (row.get("do") or "next" in row):
        yield "acts without accepting"


def _unbound(what: str, named: Iterable[str], bound: Mapping[str, Any]) -> Iterator[str]:
    asked = dict.fromkeys(named)
    yield from (f"no {what} is called {name}" for name in asked if name not in bound)
    yield from (f"{what} is never used: {name}" for name in bound if name not in asked)


def _reached(table: Mapping[str, Any]) -> set[str]:
    reached, ahead = set[str](), [table["begin"]]
    while ahead:
        step = ahead.pop()
        if step in reached or step not in table["steps"]:
            continue
        reached.add(step)
        ahead += [row.get("next", step) for row in table["steps"][step]]
    return reached
