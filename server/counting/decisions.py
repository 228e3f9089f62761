"""Questions and changes of flow.json. Mirrored, name for name, by pwa/src/counting/decisions.ts.

The count is blind: what the book has is not among the facts. `lines` are the goods that were
counted, each lot by itself, in the order in which they were first scanned. `last` is what the last
accepted scan did, so that it can be taken back.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypedDict

from server import flows
from server.flows import Flow, load_flow
from server.vocabulary import Codes, Scan


class CountedFacts(TypedDict):
    """Pieces of one product and lot that were counted."""

    product: int
    lot: str | None
    expires_on: str | None
    pieces: int


class Asked(TypedDict):
    """Pieces whose lot is not known yet; of no product when there are none."""

    product: int | None
    pieces: int


class LastCount(TypedDict):
    """What the last accepted scan did; nothing when it cannot be taken back."""

    did: str | None
    at: int | None
    """Which goods were being counted before it."""
    pieces: int
    """How many of the goods it counted were counted before."""
    is_new: bool
    """It counted goods that had not been counted before."""


class CountFacts(TypedDict):
    """What a count knows; the last is current on the server only."""

    place: str
    only: int | None
    """The one product that is counted; none: all that lies here."""
    lines: list[CountedFacts]
    at: int | None
    """The goods that were scanned last: a typed count is theirs."""
    asked: Asked
    with_lots: list[int]
    """Products whose lots are counted apart."""
    most: int
    """More pieces than this of one kind are a mistake."""
    last: LastCount
    counted_before: bool
    """Whoever scans has made the count that this one shall check."""


NOBODY_ASKS: Final[Asked] = {"product": None, "pieces": 0}
NOTHING: Final[LastCount] = {"did": None, "at": None, "pieces": 0, "is_new": False}


def read_scan(step: str, raw: str, codes: Codes) -> Scan:
    """What a scanner's text means at this step of a count."""
    return flows.read_scan(FLOW, step, raw, codes)


def place_is_expected(facts: CountFacts, scan: Scan) -> bool:
    return scan.code == facts["place"]


def item_is_unknown(_facts: CountFacts, scan: Scan) -> bool:
    """Goods that the book has elsewhere may lie here: the house may know the code."""
    return scan.product is None


def item_is_not_asked_for(facts: CountFacts, scan: Scan) -> bool:
    return facts["only"] is not None and scan.product != facts["only"]


def item_is_other(facts: CountFacts, scan: Scan) -> bool:
    return scan.product != facts["asked"]["product"]


def lot_is_open(facts: CountFacts, scan: Scan) -> bool:
    return scan.lot is None and scan.product in facts["with_lots"]


def count_is_too_large(facts: CountFacts, scan: Scan) -> bool:
    if scan.kind == "quantity":
        return scan.quantity > facts["most"]
    nth = _counted(facts, scan)
    before = 0 if nth is None else facts["lines"][nth]["pieces"]
    return before + _pieces(facts, scan) > facts["most"]


def nothing_was_scanned(facts: CountFacts, _scan: Scan) -> bool:
    return facts["at"] is None


def nothing_is_here(facts: CountFacts, _scan: Scan) -> bool:
    return all(line["pieces"] == 0 for line in facts["lines"])


def counter_counted_before(facts: CountFacts, _scan: Scan) -> bool:
    return facts["counted_before"]


def done_is_asked(_facts: CountFacts, scan: Scan) -> bool:
    return scan.code == "X-DONE"


def undo_is_asked(_facts: CountFacts, scan: Scan) -> bool:
    return scan.code == "X-UNDO"


def place_was_found_last(facts: CountFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "find_place"


def pieces_were_counted_last(facts: CountFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "count"


def lot_was_asked_last(facts: CountFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "ask_lot"


def lot_was_said_last(facts: CountFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "say_lot"


def stand_at_place(facts: CountFacts, _scan: Scan) -> CountFacts:
    return {**facts, "last": {**NOTHING, "did": "find_place", "at": facts["at"]}}


def count_pieces(facts: CountFacts, scan: Scan) -> CountFacts:
    return _count(facts, scan, "count")


def ask_lot(facts: CountFacts, scan: Scan) -> CountFacts:
    asked: Asked = {"product": scan.product, "pieces": scan.quantity}
    return {**facts, "asked": asked, "last": {**NOTHING, "did": "ask_lot", "at": facts["at"]}}


def say_lot(facts: CountFacts, scan: Scan) -> CountFacts:
    return {**_count(facts, scan, "say_lot"), "asked": NOBODY_ASKS}


def set_count(facts: CountFacts, scan: Scan) -> CountFacts:
    """A typed count is all that lies here of the goods scanned last."""
    nth = _at(facts)
    before = facts["lines"][nth]["pieces"]
    last: LastCount = {**NOTHING, "did": "count", "at": nth, "pieces": before}
    return {**_with_pieces(facts, nth, scan.quantity), "last": last}


def ask_if_empty(facts: CountFacts, _scan: Scan) -> CountFacts:
    return {**facts, "last": {**NOTHING, "did": "ask_if_empty", "at": facts["at"]}}


def take_back(facts: CountFacts, _scan: Scan) -> CountFacts:
    """Undo what the last scan did (取消)."""
    undone = _UNDOING[facts["last"]["did"] or ""](facts)
    return {**undone, "at": facts["last"]["at"], "last": NOTHING}


def _counted(facts: CountFacts, scan: Scan) -> int | None:
    """The line of the goods that a scan means; None when they were not counted yet."""
    product, lot = _product(facts, scan), _lot(facts, scan)
    for nth, line in enumerate(facts["lines"]):
        if (line["product"], line["lot"]) == (product, lot):
            return nth
    return None


def _product(facts: CountFacts, scan: Scan) -> int | None:
    asked = facts["asked"]["product"]
    return scan.product if asked is None else asked


def _lot(facts: CountFacts, scan: Scan) -> str | None:
    """Lots that nobody keeps are not told apart, whatever the code says."""
    return scan.lot if _product(facts, scan) in facts["with_lots"] else None


def _pieces(facts: CountFacts, scan: Scan) -> int:
    return scan.quantity if facts["asked"]["product"] is None else facts["asked"]["pieces"]


def _at(facts: CountFacts) -> int:
    assert facts["at"] is not None, "goods were scanned before their count is typed"
    return facts["at"]


def _count(facts: CountFacts, scan: Scan, did: str) -> CountFacts:
    nth = _counted(facts, scan)
    if nth is not None:
        before = facts["lines"][nth]["pieces"]
        last: LastCount = {**NOTHING, "did": did, "at": facts["at"], "pieces": before}
        counted = _with_pieces(facts, nth, before + _pieces(facts, scan))
        return {**counted, "at": nth, "last": last}
    product = _product(facts, scan)
    assert product is not None, "counted are goods that the house knows"
    line: CountedFacts = {
        "product": product,
        "lot": _lot(facts, scan),
        "expires_on": scan.expires_on,
        "pieces": _pieces(facts, scan),
    }
    return {
        **facts,
        "lines": [*facts["lines"], line],
        "at": len(facts["lines"]),
        "last": {**NOTHING, "did": did, "at": facts["at"], "is_new": True},
    }


def _with_pieces(facts: CountFacts, nth: int, pieces: int) -> CountFacts:
    lines = facts["lines"].copy()
    lines[nth] = {**lines[nth], "pieces": pieces}
    return {**facts, "lines": lines}


def _not_counted(facts: CountFacts) -> CountFacts:
    if facts["last"]["is_new"]:
        return {**facts, "lines": facts["lines"][:-1]}
    return _with_pieces(facts, _at(facts), facts["last"]["pieces"])


def _not_asked(facts: CountFacts) -> CountFacts:
    return {**facts, "asked": NOBODY_ASKS}


def _not_said(facts: CountFacts) -> CountFacts:
    line = facts["lines"][_at(facts)]
    asked: Asked = {"product": line["product"], "pieces": line["pieces"] - facts["last"]["pieces"]}
    return {**_not_counted(facts), "asked": asked}


def _as_before(facts: CountFacts) -> CountFacts:
    return facts


_UNDOING: Final[Mapping[str, Callable[[CountFacts], CountFacts]]] = {
    "find_place": _as_before,
    "count": _not_counted,
    "ask_lot": _not_asked,
    "say_lot": _not_said,
    "ask_if_empty": _as_before,
}


FLOW: Final[Flow] = load_flow(
    Path(__file__).with_name("flow.json"),
    guards=(
        place_is_expected,
        item_is_unknown,
        item_is_not_asked_for,
        item_is_other,
        lot_is_open,
        count_is_too_large,
        nothing_was_scanned,
        nothing_is_here,
        counter_counted_before,
        done_is_asked,
        undo_is_asked,
        place_was_found_last,
        pieces_were_counted_last,
        lot_was_asked_last,
        lot_was_said_last,
    ),
    effects=(
        stand_at_place,
        count_pieces,
        ask_lot,
        say_lot,
        set_count,
        ask_if_empty,
        take_back,
    ),
)
