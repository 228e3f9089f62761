"""Questions and changes of the table while kits are taken apart (解体).

Mirrored, name for name, by pwa/src/assembling/taking_apart.ts.
"""

from typing import Final

from server.assembling.facts import NOTHING, AssemblyFacts, LooseFacts, loose_due
from server.vocabulary import Scan


def kits_are_taken_apart(facts: AssemblyFacts, _scan: Scan) -> bool:
    return facts["apart"]


def item_is_no_part(facts: AssemblyFacts, scan: Scan) -> bool:
    return all(one["product"] != scan.product for one in facts["loose"])


def other_parts_are_in_hand(facts: AssemblyFacts, scan: Scan) -> bool:
    return any(one["hand"] > 0 and one["product"] != scan.product for one in facts["loose"])


def more_parts_than_kits(facts: AssemblyFacts, scan: Scan) -> bool:
    """More than came out of the kits that were fetched."""
    return _counted(facts, scan) > loose_due(facts)[_meant(facts, scan)]


def no_parts_are_in_hand(facts: AssemblyFacts, _scan: Scan) -> bool:
    return all(one["hand"] == 0 for one in facts["loose"])


def parts_are_in_hand(facts: AssemblyFacts, _scan: Scan) -> bool:
    return any(one["hand"] > 0 for one in facts["loose"])


def lays_the_last_down(facts: AssemblyFacts, _scan: Scan) -> bool:
    return all(
        one["hand"] == due for one, due in zip(facts["loose"], loose_due(facts), strict=True)
    )


def loose_parts_were_counted_last(facts: AssemblyFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "count_loose"


def count_loose(facts: AssemblyFacts, scan: Scan) -> AssemblyFacts:
    """Parts that came out of kits are counted; a typed count is all that is in the hand."""
    nth = _meant(facts, scan)
    before = facts["loose"][nth]
    return {
        **_with_loose(facts, nth, {**before, "hand": _counted(facts, scan)}),
        "last": {**NOTHING, "did": "count_loose", "at": nth, "pieces": before["hand"]},
    }


def lay_down(facts: AssemblyFacts, _scan: Scan) -> AssemblyFacts:
    """What is in the hand lies on a shelf; it may be promised to orders a moment later."""
    loose: list[LooseFacts] = [
        {**one, "hand": 0, "laid": one["laid"] + one["hand"]} for one in facts["loose"]
    ]
    return {**facts, "loose": loose, "last": NOTHING}


def take_loose_back(facts: AssemblyFacts) -> AssemblyFacts:
    """Undo the count of loose parts (取消)."""
    nth = facts["last"]["at"] or 0
    one = facts["loose"][nth]
    undone = _with_loose(facts, nth, {**one, "hand": facts["last"]["pieces"]})
    return {**undone, "last": NOTHING}


def _meant(facts: AssemblyFacts, scan: Scan) -> int:
    """Which parts are meant: those that were scanned, or those in the hand."""
    for nth, one in enumerate(facts["loose"]):
        if one["hand"] > 0 if scan.kind == "quantity" else one["product"] == scan.product:
            return nth
    raise AssertionError("parts of these kits are in the hand")


def _counted(facts: AssemblyFacts, scan: Scan) -> int:
    """How many are in the hand then."""
    if scan.kind == "quantity":
        return scan.quantity
    return facts["loose"][_meant(facts, scan)]["hand"] + scan.quantity


def _with_loose(facts: AssemblyFacts, nth: int, loose: LooseFacts) -> AssemblyFacts:
    return {**facts, "loose": [loose if n == nth else one for n, one in enumerate(facts["loose"])]}


GUARDS: Final = (
    kits_are_taken_apart,
    item_is_no_part,
    other_parts_are_in_hand,
    more_parts_than_kits,
    no_parts_are_in_hand,
    parts_are_in_hand,
    lays_the_last_down,
    loose_parts_were_counted_last,
)
