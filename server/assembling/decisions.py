"""Questions and changes of flow.json. Mirrored, name for name, by pwa/src/assembling/decisions.ts.

`parts` is what was held for the kits, shelf by shelf: how much of it was taken, was not there, and
was brought back. Parts that were taken are on the bench until kits are made of them; `hand` are
kits that were counted there and lie nowhere yet, `made` those that were put down. `last` is what
the last accepted scan did, so that it can be taken back.

Kits are taken apart by the same table (rows KA-nn): they are what is fetched, and what is in them
lies on shelves at the end (taking_apart.py).
"""

from pathlib import Path
from typing import Final

from server import flows
from server.assembling import taking_apart
from server.assembling.facts import (
    NOTHING,
    AssemblyFacts,
    LastAssembly,
    PartFacts,
    parts_over,
    possible_kits,
)
from server.flows import Flow, load_flow
from server.vocabulary import Codes, Scan


def read_scan(step: str, raw: str, codes: Codes) -> Scan:
    """What a scanner's text means at this step of an assembly."""
    return flows.read_scan(FLOW, step, raw, codes)


def place_has_no_part(facts: AssemblyFacts, scan: Scan) -> bool:
    return _first_open(facts, scan.code) is None


def item_is_other(facts: AssemblyFacts, scan: Scan) -> bool:
    return scan.product != _part(facts)["product"]


def lot_is_other(facts: AssemblyFacts, scan: Scan) -> bool:
    lot = _part(facts)["lot"]
    return scan.lot is not None and lot is not None and scan.lot != lot


def more_than_wanted(facts: AssemblyFacts, scan: Scan) -> bool:
    return _taken_then(facts, scan) > _part(facts)["wanted"]


def nothing_was_taken(facts: AssemblyFacts, _scan: Scan) -> bool:
    """A count is typed of parts of which one was scanned."""
    return _part(facts)["taken"] == 0


def takes_the_last(facts: AssemblyFacts, scan: Scan) -> bool:
    return _next_open(_with_taken(facts, scan)) is None


def completes_the_part(facts: AssemblyFacts, scan: Scan) -> bool:
    return _taken_then(facts, scan) == _part(facts)["wanted"]


def kit_comes_of_it(facts: AssemblyFacts, scan: Scan) -> bool:
    return possible_kits(_with_taken(facts, scan)) > 0


def next_lies_here(facts: AssemblyFacts, _scan: Scan) -> bool:
    return _next_here(facts) is not None


def nothing_else_is_open(facts: AssemblyFacts, _scan: Scan) -> bool:
    return all(nth == facts["at"] or not _is_open(part) for nth, part in enumerate(facts["parts"]))


def kits_can_be_made(facts: AssemblyFacts, _scan: Scan) -> bool:
    return possible_kits(facts) > facts["made"]


def parts_are_over(facts: AssemblyFacts, _scan: Scan) -> bool:
    return any(over > 0 for over in parts_over(facts))


def item_is_no_kit(facts: AssemblyFacts, scan: Scan) -> bool:
    return scan.product != facts["kit"]


def more_kits_than_parts(facts: AssemblyFacts, scan: Scan) -> bool:
    return facts["made"] + _hand_then(facts, scan) > possible_kits(facts)


def hand_is_empty(facts: AssemblyFacts, _scan: Scan) -> bool:
    return facts["hand"] == 0


def kits_are_in_hand(facts: AssemblyFacts, _scan: Scan) -> bool:
    return facts["hand"] > 0


def place_is_unknown(facts: AssemblyFacts, scan: Scan) -> bool:
    return scan.code in facts["unknown_places"]


def place_is_no_shelf(facts: AssemblyFacts, scan: Scan) -> bool:
    return scan.code in facts["no_shelves"]


def place_is_full(facts: AssemblyFacts, scan: Scan) -> bool:
    in_hand = facts["hand"] + sum(one["hand"] for one in facts["loose"])
    return any(room["place"] == scan.code and in_hand > room["pieces"] for room in facts["rooms"])


def all_kits_are_made(facts: AssemblyFacts, _scan: Scan) -> bool:
    return facts["made"] + facts["hand"] == possible_kits(facts)


def parts_are_over_then(facts: AssemblyFacts, _scan: Scan) -> bool:
    """More was taken than is in the kits, with those in the hand."""
    made: AssemblyFacts = {**facts, "made": facts["made"] + facts["hand"]}
    return any(over > 0 for over in parts_over(made))


def nothing_is_over_there(facts: AssemblyFacts, scan: Scan) -> bool:
    return _first_over(facts, scan.code) is None


def nothing_lies_there(facts: AssemblyFacts, _scan: Scan) -> bool:
    """A count is typed of parts of which one was scanned."""
    return _part(facts)["back"] == 0


def more_than_is_over(facts: AssemblyFacts, scan: Scan) -> bool:
    return _back_then(facts, scan) > _part(facts)["back"] + _over_here(facts)


def fewer_than_lie_there(facts: AssemblyFacts, scan: Scan) -> bool:
    """What lies on the shelf again may be promised to orders by now: nobody takes it twice."""
    return _back_then(facts, scan) < _part(facts)["back"]


def brings_the_last_back(facts: AssemblyFacts, scan: Scan) -> bool:
    return not any(over > 0 for over in parts_over(_with_back(facts, scan)))


def brings_the_part_back(facts: AssemblyFacts, scan: Scan) -> bool:
    return _back_then(facts, scan) == _part(facts)["back"] + _over_here(facts)


def next_over_lies_here(facts: AssemblyFacts, _scan: Scan) -> bool:
    return _next_over_here(facts) is not None


def nothing_else_is_over(facts: AssemblyFacts, _scan: Scan) -> bool:
    return all(over == 0 or nth == facts["at"] for nth, over in enumerate(parts_over(facts)))


def shortage_is_said(_facts: AssemblyFacts, scan: Scan) -> bool:
    return scan.code == "X-SHORT-NONE"


def done_is_asked(_facts: AssemblyFacts, scan: Scan) -> bool:
    return scan.code == "X-DONE"


def undo_is_asked(_facts: AssemblyFacts, scan: Scan) -> bool:
    return scan.code == "X-UNDO"


def parts_were_counted_last(facts: AssemblyFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] in ("take", "short", "stop_here")


def walk_was_stopped_last(facts: AssemblyFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "stop_walk"


def kits_were_counted_last(facts: AssemblyFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] in ("count", "put_down", "stop_making")


def kits_are_promised_there(facts: AssemblyFacts, _scan: Scan) -> bool:
    return facts["last"]["stays"]


def go_there(facts: AssemblyFacts, scan: Scan) -> AssemblyFacts:
    """Stand before the shelf whose label was scanned, for the first parts that lie there."""
    return {**facts, "at": _first_open(facts, scan.code), "last": NOTHING}


def take_parts(facts: AssemblyFacts, scan: Scan) -> AssemblyFacts:
    """Pieces go from the shelf to the bench; a typed count is all that was taken of them."""
    last = _memory(facts, "take", _part(facts)["taken"])
    after = _with_taken(facts, scan)
    stays = _is_open(_part(after))
    return {**after, "at": facts["at"] if stays else _next_here(facts), "last": last}


def say_short(facts: AssemblyFacts, _scan: Scan) -> AssemblyFacts:
    """The rest of these parts is not on the shelf: fewer kits are made."""
    part = _part(facts)
    after = _with_part(facts, {**part, "short": part["wanted"] - part["taken"]})
    return {**after, "at": _next_here(facts), "last": _memory(facts, "short", 0)}


def stop_taking(facts: AssemblyFacts, _scan: Scan) -> AssemblyFacts:
    """No more parts are taken: kits are made of what is on the bench."""
    did = "stop_walk" if facts["at"] is None else "stop_here"
    return {**facts, "at": None, "last": _memory(facts, did, 0)}


def count_kits(facts: AssemblyFacts, scan: Scan) -> AssemblyFacts:
    last = _memory(facts, "count", facts["hand"])
    return {**facts, "hand": _hand_then(facts, scan), "last": last}


def put_down(facts: AssemblyFacts, scan: Scan) -> AssemblyFacts:
    """The kits that were counted lie on a shelf; what they are made of is used up."""
    last: LastAssembly = {**_memory(facts, "put_down", facts["hand"]), "target": scan.code}
    return {**facts, "made": facts["made"] + facts["hand"], "hand": 0, "last": last}


def stop_making(facts: AssemblyFacts, _scan: Scan) -> AssemblyFacts:
    """No more kits are made: what is left on the bench goes back."""
    return {**facts, "last": _memory(facts, "stop_making", 0)}


def go_back(facts: AssemblyFacts, scan: Scan) -> AssemblyFacts:
    """Stand before the shelf to which parts go back."""
    return {**facts, "at": _first_over(facts, scan.code), "last": NOTHING}


def bring_back(facts: AssemblyFacts, scan: Scan) -> AssemblyFacts:
    """Pieces lie on their shelf again; a typed count is all that does of them."""
    after = _with_back(facts, scan)
    stays = _over_here(after) > 0
    return {**after, "at": facts["at"] if stays else _next_over_here(facts), "last": NOTHING}


def say_lost(facts: AssemblyFacts, _scan: Scan) -> AssemblyFacts:
    """What is over of these parts is not on the bench."""
    part = _part(facts)
    after = _with_part(facts, {**part, "lost": part["lost"] + _over_here(facts)})
    return {**after, "at": _next_over_here(facts), "last": NOTHING}


def take_back(facts: AssemblyFacts, _scan: Scan) -> AssemblyFacts:
    """Undo what the last scan did (取消)."""
    last = facts["last"]
    if last["did"] in ("count_loose", "ask_loose", "say_lot", "say_day"):
        return taking_apart.take_loose_back(facts)
    undone: AssemblyFacts = {**facts, "at": last["at"], "last": NOTHING}
    if last["did"] == "take":
        return _with_part(undone, {**_part(undone), "taken": last["pieces"]})
    if last["did"] == "short":
        return _with_part(undone, {**_part(undone), "short": 0})
    if last["did"] == "count":
        return {**undone, "hand": last["pieces"]}
    if last["did"] == "put_down":
        return {**undone, "hand": last["pieces"], "made": facts["made"] - last["pieces"]}
    return undone


def _part(facts: AssemblyFacts) -> PartFacts:
    assert facts["at"] is not None, "somebody stands before a shelf"
    return facts["parts"][facts["at"]]


def _is_open(part: PartFacts) -> bool:
    return part["taken"] + part["short"] < part["wanted"]


def _next_open(facts: AssemblyFacts) -> int | None:
    return next((nth for nth, part in enumerate(facts["parts"]) if _is_open(part)), None)


def _first_open(facts: AssemblyFacts, place: str) -> int | None:
    for nth, part in enumerate(facts["parts"]):
        if part["place"] == place and _is_open(part):
            return nth
    return None


def _next_here(facts: AssemblyFacts) -> int | None:
    """Other parts that are to be taken from the same shelf."""
    for nth, part in enumerate(facts["parts"]):
        if nth != facts["at"] and part["place"] == _part(facts)["place"] and _is_open(part):
            return nth
    return None


def _first_over(facts: AssemblyFacts, place: str) -> int | None:
    for nth, over in enumerate(parts_over(facts)):
        if facts["parts"][nth]["place"] == place and over > 0:
            return nth
    return None


def _over_here(facts: AssemblyFacts) -> int:
    assert facts["at"] is not None, "somebody stands before a shelf"
    return parts_over(facts)[facts["at"]]


def _next_over_here(facts: AssemblyFacts) -> int | None:
    """Other parts that go back to the same shelf."""
    for nth, over in enumerate(parts_over(facts)):
        is_here = facts["parts"][nth]["place"] == _part(facts)["place"]
        if nth != facts["at"] and is_here and over > 0:
            return nth
    return None


def _taken_then(facts: AssemblyFacts, scan: Scan) -> int:
    return scan.quantity if scan.kind == "quantity" else _part(facts)["taken"] + scan.quantity


def _back_then(facts: AssemblyFacts, scan: Scan) -> int:
    return scan.quantity if scan.kind == "quantity" else _part(facts)["back"] + scan.quantity


def _hand_then(facts: AssemblyFacts, scan: Scan) -> int:
    return scan.quantity if scan.kind == "quantity" else facts["hand"] + scan.quantity


def _with_taken(facts: AssemblyFacts, scan: Scan) -> AssemblyFacts:
    return _with_part(facts, {**_part(facts), "taken": _taken_then(facts, scan)})


def _with_back(facts: AssemblyFacts, scan: Scan) -> AssemblyFacts:
    return _with_part(facts, {**_part(facts), "back": _back_then(facts, scan)})


def _with_part(facts: AssemblyFacts, part: PartFacts) -> AssemblyFacts:
    parts = [part if nth == facts["at"] else one for nth, one in enumerate(facts["parts"])]
    return {**facts, "parts": parts}


def _memory(facts: AssemblyFacts, did: str, pieces: int) -> LastAssembly:
    """What takes a scan back that is made now."""
    return {**NOTHING, "did": did, "at": facts["at"], "pieces": pieces}


FLOW: Final[Flow] = load_flow(
    Path(__file__).with_name("flow.json"),
    guards=(
        place_has_no_part,
        item_is_other,
        lot_is_other,
        more_than_wanted,
        nothing_was_taken,
        takes_the_last,
        completes_the_part,
        kit_comes_of_it,
        next_lies_here,
        nothing_else_is_open,
        kits_can_be_made,
        parts_are_over,
        item_is_no_kit,
        more_kits_than_parts,
        hand_is_empty,
        kits_are_in_hand,
        place_is_unknown,
        place_is_no_shelf,
        place_is_full,
        all_kits_are_made,
        parts_are_over_then,
        nothing_is_over_there,
        nothing_lies_there,
        more_than_is_over,
        fewer_than_lie_there,
        brings_the_last_back,
        brings_the_part_back,
        next_over_lies_here,
        nothing_else_is_over,
        shortage_is_said,
        done_is_asked,
        undo_is_asked,
        parts_were_counted_last,
        walk_was_stopped_last,
        kits_were_counted_last,
        kits_are_promised_there,
        *taking_apart.GUARDS,
    ),
    effects=(
        go_there,
        take_parts,
        say_short,
        stop_taking,
        count_kits,
        put_down,
        stop_making,
        go_back,
        bring_back,
        say_lost,
        take_back,
        *taking_apart.EFFECTS,
    ),
)
