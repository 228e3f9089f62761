"""Questions and changes of the table while kits are taken apart (解体).

Nobody knows which lots went into a kit that lies on stock: the lot of each part is scanned, or
typed as it stands on the package. One lot at a time is in the hand.

Mirrored, name for name, by pwa/src/assembling/taking_apart.ts.
"""

from typing import Final

from server.assembling.facts import (
    NOTHING,
    AssemblyFacts,
    LastAssembly,
    LooseFacts,
    SaidFacts,
    loose_due,
)
from server.vocabulary import Scan


def kits_are_taken_apart(facts: AssemblyFacts, _scan: Scan) -> bool:
    return facts["apart"]


def item_is_no_part(facts: AssemblyFacts, scan: Scan) -> bool:
    return all(one["product"] != scan.product for one in facts["loose"])


def item_is_not_asked(facts: AssemblyFacts, scan: Scan) -> bool:
    """The lot or the day of something else is asked."""
    return all(one["asked"] == 0 or one["product"] != scan.product for one in facts["loose"])


def other_parts_are_in_hand(facts: AssemblyFacts, scan: Scan) -> bool:
    return any(
        one["hand"] > 0 and (one["product"] != scan.product or _is_other_lot(facts, one, scan))
        for one in facts["loose"]
    )


def more_parts_than_kits(facts: AssemblyFacts, scan: Scan) -> bool:
    """More than came out of the kits that were fetched."""
    return _counted(facts, scan) > loose_due(facts)[_meant(facts, scan)]


def part_lot_is_open(facts: AssemblyFacts, scan: Scan) -> bool:
    return _keeps_lots(facts, _loose(facts, scan)) and _lot(facts, scan) is None


def part_day_is_open(facts: AssemblyFacts, scan: Scan) -> bool:
    return _keeps_days(facts, _loose(facts, scan)) and _day(facts, scan) is None


def part_lot_has_another_day(facts: AssemblyFacts, scan: Scan) -> bool:
    """One lot expires on one day."""
    known, day = _known_day(facts, scan), _day(facts, scan)
    return known is not None and day is not None and known != day


def part_day_is_far(facts: AssemblyFacts, scan: Scan) -> bool:
    day = _day(facts, scan)
    return day is not None and day > facts["kept"]["furthest"]


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


def part_was_asked_last(facts: AssemblyFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "ask_loose"


def part_lot_was_said_last(facts: AssemblyFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "say_lot"


def part_day_was_said_last(facts: AssemblyFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "say_day"


def back_is_asked(_facts: AssemblyFacts, scan: Scan) -> bool:
    """Back to the parts, without the lot or the day."""
    return scan.code == "X-BACK"


def ask_part_lot(facts: AssemblyFacts, scan: Scan) -> AssemblyFacts:
    return _ask(facts, scan)


def ask_part_day(facts: AssemblyFacts, scan: Scan) -> AssemblyFacts:
    return _ask(facts, scan)


def ask_no_more(facts: AssemblyFacts, _scan: Scan) -> AssemblyFacts:
    """What was asked about lies among the parts again."""
    loose: list[LooseFacts] = [
        one if one["asked"] == 0 else {**one, "asked": 0, "lot": None, "expires_on": None}
        for one in facts["loose"]
    ]
    return {**facts, "loose": loose, "last": NOTHING}


def count_loose(facts: AssemblyFacts, scan: Scan) -> AssemblyFacts:
    """Parts that came out of kits are counted; a typed count is all that is in the hand."""
    nth = _meant(facts, scan)
    before = facts["loose"][nth]
    counted: LooseFacts = {
        **before,
        "hand": _counted(facts, scan),
        "asked": 0,
        "lot": before["lot"] if scan.kind == "quantity" else _lot(facts, scan),
        "expires_on": before["expires_on"] if scan.kind == "quantity" else _day(facts, scan),
    }
    return {**_with_loose(facts, nth, counted), "last": _memory(nth, before, "count_loose")}


def lay_down(facts: AssemblyFacts, _scan: Scan) -> AssemblyFacts:
    """What is in the hand lies on a shelf; it may be promised to orders a moment later."""
    loose: list[LooseFacts] = [
        {**one, "hand": 0, "laid": one["laid"] + one["hand"], "lot": None, "expires_on": None}
        for one in facts["loose"]
    ]
    return {**facts, "loose": loose, "last": NOTHING}


def take_loose_back(facts: AssemblyFacts) -> AssemblyFacts:
    """Undo what was counted, asked or said of loose parts (取消)."""
    last = facts["last"]
    nth = last["at"] or 0
    said = last["said"]
    undone: LooseFacts = {
        **facts["loose"][nth],
        "hand": last["pieces"],
        "asked": said["asked"],
        "lot": said["lot"],
        "expires_on": said["expires_on"],
    }
    return {**_with_loose(facts, nth, undone), "last": NOTHING}


def _ask(facts: AssemblyFacts, scan: Scan) -> AssemblyFacts:
    """The pieces wait until their lot and day are said; what the scan said of them is kept."""
    nth = _meant(facts, scan)
    before = facts["loose"][nth]
    asked: LooseFacts = {
        **before,
        "asked": _pieces(facts, scan),
        "lot": _lot(facts, scan),
        "expires_on": _day(facts, scan),
    }
    return {**_with_loose(facts, nth, asked), "last": _memory(nth, before, "ask_loose")}


def _memory(nth: int, before: LooseFacts, did: str) -> LastAssembly:
    """What takes a scan back that is made now; of an open question it is its answer."""
    if before["asked"] > 0:
        did = "say_lot" if before["lot"] is None else "say_day"
    said: SaidFacts = {
        "asked": before["asked"],
        "lot": before["lot"],
        "expires_on": before["expires_on"],
    }
    return {**NOTHING, "did": did, "at": nth, "pieces": before["hand"], "said": said}


def _meant(facts: AssemblyFacts, scan: Scan) -> int:
    """Which parts are meant: what is asked about, what was scanned, or what is in the hand."""
    for nth, one in enumerate(facts["loose"]):
        if one["asked"] > 0:
            return nth
    for nth, one in enumerate(facts["loose"]):
        if one["hand"] > 0 if scan.kind == "quantity" else one["product"] == scan.product:
            return nth
    raise AssertionError("parts of these kits are in the hand")


def _loose(facts: AssemblyFacts, scan: Scan) -> LooseFacts:
    return facts["loose"][_meant(facts, scan)]


def _keeps_lots(facts: AssemblyFacts, one: LooseFacts) -> bool:
    return one["product"] in facts["kept"]["with_lots"]


def _keeps_days(facts: AssemblyFacts, one: LooseFacts) -> bool:
    """Without lots nobody tells the days of single pieces apart: they expire as kits would."""
    return _keeps_lots(facts, one) and one["product"] in facts["kept"]["with_days"]


def _is_other_lot(facts: AssemblyFacts, one: LooseFacts, scan: Scan) -> bool:
    return _keeps_lots(facts, one) and scan.lot is not None and scan.lot != one["lot"]


def _is_said(one: LooseFacts) -> bool:
    """Lot and day are those of pieces that are in the hand, or asked about."""
    return one["hand"] > 0 or one["asked"] > 0


def _lot(facts: AssemblyFacts, scan: Scan) -> str | None:
    """The lot of what is scanned; of more pieces of the same it is the lot in the hand."""
    one = _loose(facts, scan)
    if not _keeps_lots(facts, one):
        return None
    if scan.lot is not None:
        return scan.lot
    return one["lot"] if _is_said(one) else None


def _day(facts: AssemblyFacts, scan: Scan) -> str | None:
    """When the parts expire: as the scan says it, or as the lot is known to."""
    one = _loose(facts, scan)
    if not _keeps_days(facts, one):
        return None
    said = (
        scan.expires_on if scan.expires_on is not None or not _is_said(one) else one["expires_on"]
    )
    return said if said is not None else _known_day(facts, scan)


def _known_day(facts: AssemblyFacts, scan: Scan) -> str | None:
    """The day of a lot that the house knows, or that is in the hand."""
    one = _loose(facts, scan)
    for known in facts["kept"]["lots"]:
        if known["product"] == one["product"] and known["lot"] == _lot(facts, scan):
            return known["expires_on"]
    return one["expires_on"] if one["hand"] > 0 else None


def _pieces(facts: AssemblyFacts, scan: Scan) -> int:
    """How many pieces a scan brings: those that were asked about, once that is said."""
    return _loose(facts, scan)["asked"] or scan.quantity


def _counted(facts: AssemblyFacts, scan: Scan) -> int:
    """How many are in the hand then."""
    if scan.kind == "quantity":
        return scan.quantity
    return _loose(facts, scan)["hand"] + _pieces(facts, scan)


def _with_loose(facts: AssemblyFacts, nth: int, loose: LooseFacts) -> AssemblyFacts:
    return {**facts, "loose": [loose if n == nth else one for n, one in enumerate(facts["loose"])]}


GUARDS: Final = (
    kits_are_taken_apart,
    item_is_no_part,
    item_is_not_asked,
    other_parts_are_in_hand,
    more_parts_than_kits,
    part_lot_is_open,
    part_day_is_open,
    part_lot_has_another_day,
    part_day_is_far,
    no_parts_are_in_hand,
    parts_are_in_hand,
    lays_the_last_down,
    loose_parts_were_counted_last,
    part_was_asked_last,
    part_lot_was_said_last,
    part_day_was_said_last,
    back_is_asked,
)
EFFECTS: Final = (ask_part_lot, ask_part_day, ask_no_more, count_loose, lay_down)
