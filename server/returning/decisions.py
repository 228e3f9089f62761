"""Questions and changes of flow.json. Mirrored, name for name, by pwa/src/returning/decisions.ts.

`shipped` is what an order was sent and has not come back yet, `lines` what came back now, each lot
and grade by itself, in the order in which they were first scanned. `asked` are pieces whose lot is
not known yet. `last` is what the last accepted scan did, so that it can be taken back.

Goods that were sent under serial numbers (シリアル番号) come back under them: one piece, one
number, in a GS1 code that says both or in a scan of its own. The number says the lot.
"""

from pathlib import Path
from typing import Final, TypedDict

from server import flows
from server.flows import Flow, load_flow
from server.vocabulary import Codes, Scan, read_serial

SAY_SERIAL: Final = "say_serial"


class ShippedFacts(TypedDict):
    """Pieces of one product and lot that an order was sent and that may come back."""

    product: int
    lot: str | None
    expires_on: str | None
    pieces: int
    serials: list[str] | None
    """Their serial numbers that are still out; None when they were sent without any."""


class ReturnedFacts(TypedDict):
    """Pieces of one product, lot and grade that came back."""

    product: int
    lot: str | None
    grade: str
    pieces: int
    serials: list[str] | None
    """Which very pieces came back, in the order of the scans; None when nobody asks."""


class AskedLot(TypedDict):
    """Pieces of which the lot or the serial number has to be said; of no product if of none."""

    product: int | None
    pieces: int


class LastReturn(TypedDict):
    """What the last accepted scan did; nothing when it cannot be taken back."""

    did: str | None
    """What was being done when it was made: return, lot, serial; or grade."""
    at: int | None
    """Which goods had been scanned before it."""
    pieces: int
    """How many of the goods it took had come back before."""
    is_new: bool
    """It took goods that had not come back before."""
    grade: str
    """Which grade was being scanned before it."""
    asked: AskedLot
    """What was asked before it."""


class ReturnFacts(TypedDict):
    """What a return knows."""

    order: str
    """Its number."""
    shipped: list[ShippedFacts]
    lines: list[ReturnedFacts]
    at: int | None
    """The goods that were scanned last: a typed count is theirs."""
    asked: AskedLot
    grade: str
    """What is scanned now is good (良品), damaged (破損) or held for a look (保留)."""
    reason: str | None
    """Why they came back, as a code of REASONS."""
    today: str
    last: LastReturn


GRADES: Final = ("good", "damaged", "held")
REASONS: Final = ("undelivered", "unwanted", "defect", "wrong_goods", "other")
GRADE_OF_COMMAND: Final = {"X-GOOD": "good", "X-DAMAGED": "damaged", "X-HELD": "held"}
REASON_OF_COMMAND: Final = {
    "X-UNDELIVERED": "undelivered",
    "X-UNWANTED": "unwanted",
    "X-DEFECT": "defect",
    "X-WRONG": "wrong_goods",
    "X-OTHER": "other",
}
NOBODY_ASKS: Final[AskedLot] = {"product": None, "pieces": 0}
NOTHING: Final[LastReturn] = {
    "did": None,
    "at": None,
    "pieces": 0,
    "is_new": False,
    "grade": "good",
    "asked": NOBODY_ASKS,
}


def read_scan(step: str, raw: str, codes: Codes) -> Scan:
    """What a scanner's text means at this step of a return."""
    scan = flows.read_scan(FLOW, step, raw, codes)
    return read_serial(scan, raw) if step == SAY_SERIAL else scan


def item_is_not_of_the_order(facts: ReturnFacts, scan: Scan) -> bool:
    return not any(one["product"] == scan.product for one in facts["shipped"])


def item_is_other(facts: ReturnFacts, scan: Scan) -> bool:
    return scan.product != facts["asked"]["product"]


def lot_was_not_shipped(facts: ReturnFacts, scan: Scan) -> bool:
    """The label names a lot, lots of these goods are kept, and the order was sent another."""
    lots = _lots(facts, scan)
    return scan.lot is not None and lots != [None] and scan.lot not in lots


def lot_is_open(facts: ReturnFacts, scan: Scan) -> bool:
    """The order was sent several lots of these goods, and the label does not say which."""
    return _lot_is_unsaid(facts, scan) and not serial_is_wanted(facts, scan)


def serial_is_wanted(facts: ReturnFacts, scan: Scan) -> bool:
    return _wants_serial(facts, _product(facts, scan))


def serial_is_open(facts: ReturnFacts, scan: Scan) -> bool:
    """These pieces left under serial numbers, and the label says none."""
    return serial_is_wanted(facts, scan) and scan.serial is None


def serial_is_said(_facts: ReturnFacts, scan: Scan) -> bool:
    return scan.serial is not None


def serial_was_not_shipped(facts: ReturnFacts, scan: Scan) -> bool:
    """No such piece was sent with the order, or it came back before."""
    return _named(facts, scan) is None


def serial_came_back(facts: ReturnFacts, scan: Scan) -> bool:
    """This very piece was scanned already, in whatever grade."""
    product = _product(facts, scan)
    return any(
        one["product"] == product and scan.serial in (one["serials"] or ())
        for one in facts["lines"]
    )


def several_pieces_at_once(_facts: ReturnFacts, scan: Scan) -> bool:
    return scan.quantity > 1


def goods_are_known(_facts: ReturnFacts, scan: Scan) -> bool:
    return scan.product is not None


def serial_is_of_other(facts: ReturnFacts, scan: Scan) -> bool:
    return scan.product is not None and scan.product != facts["asked"]["product"]


def last_wants_serials(facts: ReturnFacts, _scan: Scan) -> bool:
    """Of the goods that were scanned last each piece is scanned: nobody types how many."""
    return facts["at"] is not None and facts["lines"][facts["at"]]["serials"] is not None


def lot_has_expired(facts: ReturnFacts, scan: Scan) -> bool:
    """Expired goods are never sold again: they come back as damaged, or are held."""
    day = _shipped_as(facts, scan)["expires_on"]
    return facts["grade"] == "good" and day is not None and day <= facts["today"]


def more_than_was_shipped(facts: ReturnFacts, scan: Scan) -> bool:
    """Of the lot; of all lots where it is not known which."""
    if scan.kind == "quantity":
        line = facts["lines"][_at(facts)]
        others = _came(facts, line["product"], line["lot"]) - line["pieces"]
        return others + scan.quantity > _sent(facts, line["product"], line["lot"])
    product = _product(facts, scan)
    if _lot_is_unsaid(facts, scan):
        lots = _lots(facts, scan)
        left = sum(_sent(facts, product, lot) - _came(facts, product, lot) for lot in lots)
        return _pieces(facts, scan) > left
    lot = _shipped_as(facts, scan)["lot"]
    return _came(facts, product, lot) + _pieces(facts, scan) > _sent(facts, product, lot)


def nothing_was_scanned(facts: ReturnFacts, _scan: Scan) -> bool:
    return facts["at"] is None


def nothing_came_back(facts: ReturnFacts, _scan: Scan) -> bool:
    return all(line["pieces"] == 0 for line in facts["lines"])


def grade_is_said(_facts: ReturnFacts, scan: Scan) -> bool:
    return scan.code in GRADE_OF_COMMAND


def reason_is_said(_facts: ReturnFacts, scan: Scan) -> bool:
    return scan.code in REASON_OF_COMMAND


def end_is_asked(_facts: ReturnFacts, scan: Scan) -> bool:
    return scan.code == "X-DONE"


def undo_is_asked(_facts: ReturnFacts, scan: Scan) -> bool:
    return scan.code == "X-UNDO"


def back_is_asked(_facts: ReturnFacts, scan: Scan) -> bool:
    return scan.code == "X-BACK"


def goods_were_scanned_last(facts: ReturnFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] in ("return", "grade")


def lot_was_said_last(facts: ReturnFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "lot"


def serial_was_said_last(facts: ReturnFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "serial"


def ask_lot(facts: ReturnFacts, scan: Scan) -> ReturnFacts:
    asked: AskedLot = {"product": scan.product, "pieces": scan.quantity}
    return {**facts, "asked": asked, "last": _memory(facts)}


def ask_serial(facts: ReturnFacts, scan: Scan) -> ReturnFacts:
    asked: AskedLot = {"product": scan.product, "pieces": 1}
    return {**facts, "asked": asked, "last": _memory(facts)}


def ask_no_more(facts: ReturnFacts, _scan: Scan) -> ReturnFacts:
    return {**facts, "asked": NOBODY_ASKS, "last": NOTHING}


def return_pieces(facts: ReturnFacts, scan: Scan) -> ReturnFacts:
    sent = _shipped_as(facts, scan)
    nth = _line_of(facts, sent["product"], sent["lot"])
    if nth is not None:
        before = facts["lines"][nth]["pieces"]
        last: LastReturn = {**_memory(facts), "pieces": before}
        returned = _with_pieces(facts, nth, before + _pieces(facts, scan), scan.serial)
        return {**returned, "at": nth, "asked": NOBODY_ASKS, "last": last}
    line: ReturnedFacts = {
        "product": sent["product"],
        "lot": sent["lot"],
        "grade": facts["grade"],
        "pieces": _pieces(facts, scan),
        "serials": None if sent["serials"] is None else [scan.serial or ""],
    }
    return {
        **facts,
        "lines": [*facts["lines"], line],
        "at": len(facts["lines"]),
        "asked": NOBODY_ASKS,
        "last": {**_memory(facts), "is_new": True},
    }


def set_count(facts: ReturnFacts, scan: Scan) -> ReturnFacts:
    """A typed count is all that came back of the goods scanned last, in their grade."""
    nth = _at(facts)
    last: LastReturn = {**_memory(facts), "pieces": facts["lines"][nth]["pieces"]}
    return {**_with_pieces(facts, nth, scan.quantity), "last": last}


def set_grade(facts: ReturnFacts, scan: Scan) -> ReturnFacts:
    """What is scanned from now on is of this grade."""
    last: LastReturn = {**_memory(facts), "did": "grade"}
    return {**facts, "grade": GRADE_OF_COMMAND[scan.code], "at": None, "last": last}


def set_reason(facts: ReturnFacts, scan: Scan) -> ReturnFacts:
    return {**facts, "reason": REASON_OF_COMMAND[scan.code]}


def take_back(facts: ReturnFacts, _scan: Scan) -> ReturnFacts:
    """Undo what the last scan did (取消)."""
    last = facts["last"]
    if facts["asked"]["product"] is not None:
        undone: ReturnFacts = facts
    elif last["did"] == "grade":
        undone = {**facts, "grade": last["grade"]}
    elif last["is_new"]:
        undone = {**facts, "lines": facts["lines"][:-1]}
    else:
        undone = _with_pieces(facts, _at(facts), last["pieces"])
    return {**undone, "at": last["at"], "asked": last["asked"], "last": NOTHING}


def _product(facts: ReturnFacts, scan: Scan) -> int | None:
    asked = facts["asked"]["product"]
    return scan.product if asked is None else asked


def _wants_serial(facts: ReturnFacts, product: int | None) -> bool:
    return any(one["product"] == product and one["serials"] is not None for one in facts["shipped"])


def _named(facts: ReturnFacts, scan: Scan) -> ShippedFacts | None:
    """As what the very piece was sent that a serial number says; None when it was not."""
    product = _product(facts, scan)
    for one in facts["shipped"]:
        if one["product"] == product and scan.serial in (one["serials"] or ()):
            return one
    return None


def _pieces(facts: ReturnFacts, scan: Scan) -> int:
    asked = facts["asked"]["pieces"]
    return scan.quantity if asked == 0 else asked


def _lots(facts: ReturnFacts, scan: Scan) -> list[str | None]:
    """The lots of the goods in the hand that the order was sent; none where lots are not kept."""
    product = _product(facts, scan)
    return [one["lot"] for one in facts["shipped"] if one["product"] == product]


def _lot_is_unsaid(facts: ReturnFacts, scan: Scan) -> bool:
    """Several lots were sent; neither a lot nor the number of a piece says which of them it is."""
    several = len(_lots(facts, scan)) > 1
    return several and scan.lot is None and _named(facts, scan) is None


def _shipped_as(facts: ReturnFacts, scan: Scan) -> ShippedFacts:
    """As what the goods in the hand were sent: the piece or lot that is said, or the only one."""
    named = _named(facts, scan)
    if named is not None:
        return named
    product = _product(facts, scan)
    sent = [one for one in facts["shipped"] if one["product"] == product]
    return next((one for one in sent if one["lot"] == scan.lot), sent[0])


def _sent(facts: ReturnFacts, product: int | None, lot: str | None) -> int:
    return sum(
        one["pieces"] for one in facts["shipped"] if one["product"] == product and one["lot"] == lot
    )


def _came(facts: ReturnFacts, product: int | None, lot: str | None) -> int:
    """Pieces of a lot that came back now, in whatever grade."""
    return sum(
        one["pieces"] for one in facts["lines"] if one["product"] == product and one["lot"] == lot
    )


def _line_of(facts: ReturnFacts, product: int, lot: str | None) -> int | None:
    """The line of these goods in the grade that is being scanned; None when there is none yet."""
    for nth, line in enumerate(facts["lines"]):
        if (line["product"], line["lot"], line["grade"]) == (product, lot, facts["grade"]):
            return nth
    return None


def _memory(facts: ReturnFacts) -> LastReturn:
    """What takes a scan back that is made now."""
    asked = facts["asked"]["product"]
    did = "serial" if _wants_serial(facts, asked) else "lot"
    return {
        **NOTHING,
        "did": "return" if asked is None else did,
        "at": facts["at"],
        "grade": facts["grade"],
        "asked": facts["asked"],
    }


def _at(facts: ReturnFacts) -> int:
    assert facts["at"] is not None, "goods were scanned before their count is typed"
    return facts["at"]


def _with_pieces(
    facts: ReturnFacts, nth: int, pieces: int, serial: str | None = None
) -> ReturnFacts:
    """So many pieces of a line; those whose numbers were said last go first."""
    lines = facts["lines"].copy()
    known = lines[nth]["serials"]
    serials = None if known is None else [*known, *filter(None, [serial])][:pieces]
    lines[nth] = {**lines[nth], "pieces": pieces, "serials": serials}
    return {**facts, "lines": lines}


FLOW: Final[Flow] = load_flow(
    Path(__file__).with_name("flow.json"),
    guards=(
        item_is_not_of_the_order,
        item_is_other,
        lot_was_not_shipped,
        lot_is_open,
        serial_is_wanted,
        serial_is_open,
        serial_is_said,
        serial_was_not_shipped,
        serial_came_back,
        several_pieces_at_once,
        goods_are_known,
        serial_is_of_other,
        last_wants_serials,
        lot_has_expired,
        more_than_was_shipped,
        nothing_was_scanned,
        nothing_came_back,
        grade_is_said,
        reason_is_said,
        end_is_asked,
        undo_is_asked,
        back_is_asked,
        goods_were_scanned_last,
        lot_was_said_last,
        serial_was_said_last,
    ),
    effects=(
        ask_lot,
        ask_serial,
        ask_no_more,
        return_pieces,
        set_count,
        set_grade,
        set_reason,
        take_back,
    ),
)
