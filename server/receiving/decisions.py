"""Questions and changes of flow.json. Mirrored, name for name, by pwa/src/receiving/decisions.ts.

`expected` is what the notice (入荷予定) still waits for, `lines` what was received, each lot and
condition by itself, in the order in which they were first scanned. `asked` are pieces whose lot or
day is not known yet. `last` is what the last accepted scan did, so that it can be taken back.
"""

from pathlib import Path
from typing import Final, TypedDict

from server import flows
from server.flows import Flow, load_flow
from server.vocabulary import Codes, Scan


class ExpectedFacts(TypedDict):
    """Pieces of a product that a notice still waits for."""

    product: int
    pieces: int


class LotFacts(TypedDict):
    """A lot that the house knows, and the day on which it expires."""

    product: int
    lot: str
    expires_on: str


class ReceivedFacts(TypedDict):
    """Pieces of one product, lot and condition that came in."""

    product: int
    lot: str | None
    expires_on: str | None
    damaged: bool
    pieces: int


class Asked(TypedDict):
    """Pieces of which more has to be said; of no product when there are none."""

    product: int | None
    pieces: int
    """None yet where it is asked whether they are to be received at all."""
    lot: str | None
    expires_on: str | None


class LastReceipt(TypedDict):
    """What the last accepted scan did; nothing when it cannot be taken back."""

    did: str | None
    """What was being done when it was made: receive, confirm, lot, day; or turn."""
    at: int | None
    """Which goods were being received before it."""
    pieces: int
    """How many of the goods it received had come in before."""
    is_new: bool
    """It received goods that had not come in before."""
    asked: Asked
    """What was asked before it."""


class ReceiveFacts(TypedDict):
    """What a receipt knows."""

    place: str
    """The dock (入荷場) on which the goods are put."""
    notice: str | None
    """Its number; none: nobody announced these goods."""
    expected: list[ExpectedFacts]
    lines: list[ReceivedFacts]
    at: int | None
    """The goods that were scanned last: a typed count is theirs."""
    asked: Asked
    damaged: bool
    """What is scanned now is damaged and goes apart (保留棚)."""
    unknown: bool
    """Goods that nobody knows were set aside for a supervisor."""
    rest_comes: bool
    """More of the notice comes another time (分納)."""
    with_lots: list[int]
    with_days: list[int]
    """Products whose lots are kept, and products that expire."""
    foreign: list[int]
    """Products that belong to somebody other than the notice."""
    lots: list[LotFacts]
    today: str
    furthest: str
    """A day so far away that it is a mistake."""
    most: int
    """More pieces than this of one kind are a mistake."""
    last: LastReceipt


NOBODY_ASKS: Final[Asked] = {"product": None, "pieces": 0, "lot": None, "expires_on": None}
NOTHING: Final[LastReceipt] = {
    "did": None,
    "at": None,
    "pieces": 0,
    "is_new": False,
    "asked": NOBODY_ASKS,
}


def read_scan(step: str, raw: str, codes: Codes) -> Scan:
    """What a scanner's text means at this step of a receipt."""
    return flows.read_scan(FLOW, step, raw, codes)


def item_is_unknown(_facts: ReceiveFacts, scan: Scan) -> bool:
    """Goods that nobody announced may be here: the house may know the code."""
    return scan.product is None


def item_is_of_another_owner(facts: ReceiveFacts, scan: Scan) -> bool:
    return scan.product in facts["foreign"]


def item_is_not_announced(facts: ReceiveFacts, scan: Scan) -> bool:
    """A notice does not name these goods, and none of them was received all the same."""
    return facts["notice"] is not None and not any(
        one["product"] == scan.product for one in (*facts["expected"], *facts["lines"])
    )


def item_is_other(facts: ReceiveFacts, scan: Scan) -> bool:
    return scan.product != facts["asked"]["product"]


def lot_is_open(facts: ReceiveFacts, scan: Scan) -> bool:
    return _product(facts, scan) in facts["with_lots"] and _lot(facts, scan) is None


def day_is_open(facts: ReceiveFacts, scan: Scan) -> bool:
    return _product(facts, scan) in facts["with_days"] and _day(facts, scan) is None


def lot_has_another_day(facts: ReceiveFacts, scan: Scan) -> bool:
    """One lot expires on one day."""
    known = _known_day(facts, _product(facts, scan), _lot(facts, scan))
    day = _day(facts, scan)
    return known is not None and day is not None and known != day


def day_is_past(facts: ReceiveFacts, scan: Scan) -> bool:
    """Expired goods come in as damaged ones do, apart, or not at all."""
    day = _day(facts, scan)
    return day is not None and day <= facts["today"] and not facts["damaged"]


def day_is_far(facts: ReceiveFacts, scan: Scan) -> bool:
    day = _day(facts, scan)
    return day is not None and day > facts["furthest"]


def count_is_too_large(facts: ReceiveFacts, scan: Scan) -> bool:
    if scan.kind == "quantity":
        return scan.quantity > facts["most"]
    nth = _received(facts, scan)
    before = 0 if nth is None else facts["lines"][nth]["pieces"]
    return before + _pieces(facts, scan) > facts["most"]


def nothing_was_scanned(facts: ReceiveFacts, _scan: Scan) -> bool:
    return facts["at"] is None


def nothing_is_here(facts: ReceiveFacts, _scan: Scan) -> bool:
    return not facts["unknown"] and all(line["pieces"] == 0 for line in facts["lines"])


def damage_is_said(_facts: ReceiveFacts, scan: Scan) -> bool:
    return scan.code == "X-DAMAGED"


def goods_are_not_known(_facts: ReceiveFacts, scan: Scan) -> bool:
    return scan.code == "X-UNKNOWN"


def end_is_asked(_facts: ReceiveFacts, scan: Scan) -> bool:
    return scan.code in ("X-DONE", "X-PART")


def rest_comes_later(_facts: ReceiveFacts, scan: Scan) -> bool:
    return scan.code == "X-PART"


def undo_is_asked(_facts: ReceiveFacts, scan: Scan) -> bool:
    return scan.code == "X-UNDO"


def back_is_asked(_facts: ReceiveFacts, scan: Scan) -> bool:
    return scan.code == "X-BACK"


def goods_were_scanned_last(facts: ReceiveFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] in ("receive", "turn")


def extra_was_confirmed_last(facts: ReceiveFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "confirm"


def lot_was_said_last(facts: ReceiveFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "lot"


def day_was_said_last(facts: ReceiveFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "day"


def ask_if_extra(facts: ReceiveFacts, scan: Scan) -> ReceiveFacts:
    return _ask(facts, {**NOBODY_ASKS, "product": scan.product})


def ask_lot(facts: ReceiveFacts, scan: Scan) -> ReceiveFacts:
    return _ask(facts, _asked_of(facts, scan))


def ask_day(facts: ReceiveFacts, scan: Scan) -> ReceiveFacts:
    return _ask(facts, _asked_of(facts, scan))


def ask_no_more(facts: ReceiveFacts, _scan: Scan) -> ReceiveFacts:
    return {**facts, "asked": NOBODY_ASKS, "last": NOTHING}


def receive_pieces(facts: ReceiveFacts, scan: Scan) -> ReceiveFacts:
    nth = _received(facts, scan)
    if nth is not None:
        before = facts["lines"][nth]["pieces"]
        last: LastReceipt = {**_memory(facts), "pieces": before}
        received = _with_pieces(facts, nth, before + _pieces(facts, scan))
        return {**received, "at": nth, "asked": NOBODY_ASKS, "last": last}
    product = _product(facts, scan)
    assert product is not None, "received are goods that the house knows"
    line: ReceivedFacts = {
        "product": product,
        "lot": _lot(facts, scan),
        "expires_on": _day(facts, scan),
        "damaged": facts["damaged"],
        "pieces": _pieces(facts, scan),
    }
    return {
        **facts,
        "lines": [*facts["lines"], line],
        "at": len(facts["lines"]),
        "asked": NOBODY_ASKS,
        "last": {**_memory(facts), "is_new": True},
    }


def set_count(facts: ReceiveFacts, scan: Scan) -> ReceiveFacts:
    """A typed count is all that came in of the goods scanned last."""
    nth = _at(facts)
    before = facts["lines"][nth]["pieces"]
    last: LastReceipt = {**_memory(facts), "pieces": before}
    return {**_with_pieces(facts, nth, scan.quantity), "last": last}


def turn_to_damaged(facts: ReceiveFacts, _scan: Scan) -> ReceiveFacts:
    """What is scanned from now on is damaged; said again, it is good again."""
    last: LastReceipt = {**_memory(facts), "did": "turn"}
    return {**facts, "damaged": not facts["damaged"], "at": None, "last": last}


def set_aside_unknown(facts: ReceiveFacts, _scan: Scan) -> ReceiveFacts:
    return {**facts, "unknown": True, "last": NOTHING}


def expect_the_rest(facts: ReceiveFacts, _scan: Scan) -> ReceiveFacts:
    return {**facts, "rest_comes": True}


def take_back(facts: ReceiveFacts, _scan: Scan) -> ReceiveFacts:
    """Undo what the last scan did (取消)."""
    last = facts["last"]
    if facts["asked"]["product"] is not None:
        undone: ReceiveFacts = facts
    elif last["did"] == "turn":
        undone = {**facts, "damaged": not facts["damaged"]}
    elif last["is_new"]:
        undone = {**facts, "lines": facts["lines"][:-1]}
    else:
        undone = _with_pieces(facts, _at(facts), last["pieces"])
    return {**undone, "at": last["at"], "asked": last["asked"], "last": NOTHING}


def _product(facts: ReceiveFacts, scan: Scan) -> int | None:
    asked = facts["asked"]["product"]
    return scan.product if asked is None else asked


def _lot(facts: ReceiveFacts, scan: Scan) -> str | None:
    """Lots that nobody keeps are not told apart, whatever the code says."""
    if _product(facts, scan) not in facts["with_lots"]:
        return None
    return scan.lot if scan.lot is not None else facts["asked"]["lot"]


def _day(facts: ReceiveFacts, scan: Scan) -> str | None:
    """When the goods expire: as the scan says it, or as the lot is known to."""
    product = _product(facts, scan)
    if product not in facts["with_days"]:
        return None
    said = scan.expires_on if scan.expires_on is not None else facts["asked"]["expires_on"]
    return said if said is not None else _known_day(facts, product, _lot(facts, scan))


def _known_day(facts: ReceiveFacts, product: int | None, lot: str | None) -> str | None:
    """The day of a lot that has come in before, here or ever."""
    if lot is None:
        return None
    for one in (*facts["lines"], *facts["lots"]):
        if one["product"] == product and one["lot"] == lot:
            return one["expires_on"]
    return None


def _pieces(facts: ReceiveFacts, scan: Scan) -> int:
    asked = facts["asked"]["pieces"]
    return scan.quantity if asked == 0 else asked


def _received(facts: ReceiveFacts, scan: Scan) -> int | None:
    """The line of the goods that a scan means; None when none of them came in yet."""
    product, lot = _product(facts, scan), _lot(facts, scan)
    key = (product, lot, _day(facts, scan), facts["damaged"])
    for nth, line in enumerate(facts["lines"]):
        if (line["product"], line["lot"], line["expires_on"], line["damaged"]) == key:
            return nth
    return None


def _asked_of(facts: ReceiveFacts, scan: Scan) -> Asked:
    said = scan.expires_on if scan.expires_on is not None else facts["asked"]["expires_on"]
    return {
        "product": _product(facts, scan),
        "pieces": _pieces(facts, scan),
        "lot": _lot(facts, scan),
        "expires_on": said,
    }


def _ask(facts: ReceiveFacts, asked: Asked) -> ReceiveFacts:
    return {**facts, "asked": asked, "last": _memory(facts)}


def _memory(facts: ReceiveFacts) -> LastReceipt:
    """What takes a scan back that is made now."""
    return {**NOTHING, "did": _doing(facts), "at": facts["at"], "asked": facts["asked"]}


def _doing(facts: ReceiveFacts) -> str:
    asked = facts["asked"]
    if asked["product"] is None:
        return "receive"
    if asked["pieces"] == 0:
        return "confirm"
    is_open = asked["lot"] is None and asked["product"] in facts["with_lots"]
    return "lot" if is_open else "day"


def _at(facts: ReceiveFacts) -> int:
    assert facts["at"] is not None, "goods were scanned before their count is typed"
    return facts["at"]


def _with_pieces(facts: ReceiveFacts, nth: int, pieces: int) -> ReceiveFacts:
    lines = facts["lines"].copy()
    lines[nth] = {**lines[nth], "pieces": pieces}
    return {**facts, "lines": lines}


FLOW: Final[Flow] = load_flow(
    Path(__file__).with_name("flow.json"),
    guards=(
        item_is_unknown,
        item_is_of_another_owner,
        item_is_not_announced,
        item_is_other,
        lot_is_open,
        day_is_open,
        lot_has_another_day,
        day_is_past,
        day_is_far,
        count_is_too_large,
        nothing_was_scanned,
        nothing_is_here,
        damage_is_said,
        goods_are_not_known,
        end_is_asked,
        rest_comes_later,
        undo_is_asked,
        back_is_asked,
        goods_were_scanned_last,
        extra_was_confirmed_last,
        lot_was_said_last,
        day_was_said_last,
    ),
    effects=(
        ask_if_extra,
        ask_lot,
        ask_day,
        ask_no_more,
        receive_pieces,
        set_count,
        turn_to_damaged,
        set_aside_unknown,
        expect_the_rest,
        take_back,
    ),
)
