"""Questions and changes of flow.json. Mirrored, name for name, by pwa/src/picking/decisions.ts.

`at` is the line in hand. Lines before it are settled: as many pieces placed in the tote or
reported short as were wanted. `last` is what the last accepted scan did, so that it can be taken
back. When an order is cancelled meanwhile its lines are dropped, and what was picked for it goes
back to its place, piece by piece, by scans.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypedDict, cast

from server import flows
from server.flows import Flow, load_flow
from server.vocabulary import Codes, Scan

SHORT_REASONS: Final = {
    "X-SHORT-NONE": "none",
    "X-SHORT-DAMAGED": "damaged",
    "X-SHORT-WRONG": "wrong",
    "X-SHORT-UNREADABLE": "unreadable",
    "X-SHORT-BLOCKED": "lot_blocked",
}
"""Why pieces are not taken, by the command that says so.

棚にない, 破損, 別の商品, 読めない, ロット保留.
"""


class LineFacts(TypedDict):
    """One line of the walk: pieces of one product from one place into one tote."""

    line: int
    slot: int
    place: str
    product: int
    lot: str | None
    wanted: int
    picked: int
    placed: int
    short: int
    short_reason: str | None
    dropped: bool
    """Its order was cancelled and the picker has heard it: what was picked goes back."""
    back: int
    """Pieces counted by scans on their way back, until the place is scanned."""


class FoundLine(LineFacts):
    """Pieces held elsewhere in place of those that were short; the picker has not heard of it."""

    before: int | None
    """The line of the walk before which it is laid; None: at the end."""


class LastScan(TypedDict):
    """What the last accepted scan did, and at which line; nothing when it cannot be taken back."""

    did: str | None
    at: int
    pieces: int


class PickFacts(TypedDict):
    """What a cart job knows; the last seven lists are current on the server only."""

    ships_on: str
    cart: str | None
    totes: list[str | None]
    lines: list[LineFacts]
    at: int
    last: LastScan
    carts_elsewhere: list[str]
    totes_elsewhere: list[str]
    unknown_labels: list[str]
    cancelled: list[int]
    """Slots whose order was cancelled, and the picker has not heard it yet."""
    shorts_answered: list[int]
    """Lines about whose missing pieces a supervisor has decided."""
    found: list[FoundLine]
    blocked: list[int]
    """Lines whose lot nobody may take any more."""


NOTHING: Final[LastScan] = {"did": None, "at": 0, "pieces": 0}


def read_scan(step: str, raw: str, codes: Codes) -> Scan:
    """What a scanner's text means at this step of a cart job."""
    return flows.read_scan(FLOW, step, raw, codes)


def current_line(facts: PickFacts) -> LineFacts:
    """The line in hand."""
    return facts["lines"][facts["at"]]


def pieces_left(facts: PickFacts) -> int:
    """Pieces of the whole walk that are neither picked nor reported short."""
    return sum(line["wanted"] - line["picked"] - line["short"] for line in facts["lines"])


def cart_is_elsewhere(facts: PickFacts, scan: Scan) -> bool:
    return scan.code in facts["carts_elsewhere"]


def label_is_unknown(facts: PickFacts, scan: Scan) -> bool:
    return scan.code in facts["unknown_labels"]


def tote_is_on_this_cart(facts: PickFacts, scan: Scan) -> bool:
    return scan.code in facts["totes"]


def tote_is_elsewhere(facts: PickFacts, scan: Scan) -> bool:
    return scan.code in facts["totes_elsewhere"]


def last_tote_loads(facts: PickFacts, _scan: Scan) -> bool:
    return facts["totes"].count(None) == 1


def tote_is_expected(facts: PickFacts, scan: Scan) -> bool:
    return scan.code == facts["totes"][current_line(facts)["slot"]]


def place_is_expected(facts: PickFacts, scan: Scan) -> bool:
    return scan.code == current_line(facts)["place"]


def no_line_follows(facts: PickFacts, _scan: Scan) -> bool:
    return _open_line_from(facts, facts["at"] + 1) == len(facts["lines"])


def next_line_is_here(facts: PickFacts, _scan: Scan) -> bool:
    following = facts["lines"][_open_line_from(facts, facts["at"] + 1)]
    return following["place"] == current_line(facts)["place"]


def hand_is_empty(facts: PickFacts, _scan: Scan) -> bool:
    return current_line(facts)["picked"] == current_line(facts)["placed"]


def shortage_is_reported(_facts: PickFacts, scan: Scan) -> bool:
    return scan.code in SHORT_REASONS


def item_is_unknown(_facts: PickFacts, scan: Scan) -> bool:
    """A code that means none of this job's goods: the house may know it."""
    return scan.product is None


def aside_is_asked(_facts: PickFacts, scan: Scan) -> bool:
    return scan.code == "X-ASIDE"


def item_is_other(facts: PickFacts, scan: Scan) -> bool:
    return scan.product != current_line(facts)["product"]


def item_is_same(facts: PickFacts, scan: Scan) -> bool:
    return scan.product == current_line(facts)["product"]


def lot_is_other(facts: PickFacts, scan: Scan) -> bool:
    """A code that names no lot says nothing against it: a JAN code never does."""
    wanted = current_line(facts)["lot"]
    return wanted is not None and scan.lot is not None and scan.lot != wanted


def lot_is_blocked(facts: PickFacts, _scan: Scan) -> bool:
    """It was blocked, or has come too near to its day, after it was promised."""
    return current_line(facts)["line"] in facts["blocked"]


def lot_is_expired(facts: PickFacts, scan: Scan) -> bool:
    return scan.expires_on is not None and scan.expires_on < facts["ships_on"]


def quantity_overshoots(facts: PickFacts, scan: Scan) -> bool:
    return scan.quantity > _room(current_line(facts))


def quantity_completes(facts: PickFacts, scan: Scan) -> bool:
    return scan.quantity == _room(current_line(facts))


def undo_is_asked(_facts: PickFacts, scan: Scan) -> bool:
    return scan.code == "X-UNDO"


def cart_was_taken_last(facts: PickFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "take_cart"


def tote_was_loaded_last(facts: PickFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "load_tote"


def place_was_found_last(facts: PickFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "find_place"


def pieces_were_taken_last(facts: PickFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "take_item"


def tote_was_filled_last(facts: PickFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "put_in_tote"


def shortage_was_seen_last(facts: PickFacts, _scan: Scan) -> bool:
    """It was reported on arrival, before the place was scanned."""
    return facts["last"]["did"] == "see_short"


def shortage_was_reported_last(facts: PickFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] in ("see_short", "report_short")


def line_was_passed_last(facts: PickFacts, _scan: Scan) -> bool:
    """It was put aside on arrival, before the place was scanned."""
    return facts["last"]["did"] == "pass_by"


def line_was_put_aside_last(facts: PickFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "put_aside"


def shortage_is_answered(facts: PickFacts, _scan: Scan) -> bool:
    return facts["lines"][facts["last"]["at"]]["line"] in facts["shorts_answered"]


def pieces_were_counted_back_last(facts: PickFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "count_back"


def order_was_cancelled(facts: PickFacts, scan: Scan) -> bool:
    """The picker hears it with empty hands, or when what is in the hand is what nobody wants."""
    if not facts["cancelled"]:
        return False
    return hand_is_empty(facts, scan) or current_line(facts)["slot"] in facts["cancelled"]


def another_was_cancelled(facts: PickFacts, _scan: Scan) -> bool:
    return len(facts["cancelled"]) > 0


def goods_go_back(facts: PickFacts, _scan: Scan) -> bool:
    return any(line["picked"] > 0 for line in facts["lines"] if line["slot"] in facts["cancelled"])


def no_other_line_is_open(facts: PickFacts, _scan: Scan) -> bool:
    return drop_cancelled(facts, _scan)["at"] == len(facts["lines"])


def news_is_asked(_facts: PickFacts, scan: Scan) -> bool:
    """The scan of nothing, by which a device asks whether the job has something to say."""
    return scan.code == "X-NEXT"


def goods_were_found(facts: PickFacts, _scan: Scan) -> bool:
    return len(facts["found"]) > 0


def item_stays(facts: PickFacts, scan: Scan) -> bool:
    return _goes_back(facts, scan) is None


def back_overshoots(facts: PickFacts, scan: Scan) -> bool:
    nth = _goes_back(facts, scan)
    assert nth is not None, "asked of goods that go back"
    return scan.quantity > facts["lines"][nth]["picked"] - facts["lines"][nth]["back"]


def nothing_is_counted_back(facts: PickFacts, _scan: Scan) -> bool:
    return _counted_back(facts) is None


def place_is_not_its_own(facts: PickFacts, scan: Scan) -> bool:
    nth = _counted_back(facts)
    return nth is not None and scan.code != facts["lines"][nth]["place"]


def everything_is_back(facts: PickFacts, _scan: Scan) -> bool:
    return all(line["picked"] == line["back"] for line in facts["lines"] if line["dropped"])


def no_line_is_left(facts: PickFacts, _scan: Scan) -> bool:
    return facts["at"] == len(facts["lines"])


def take_cart(facts: PickFacts, scan: Scan) -> PickFacts:
    return {**facts, "cart": scan.code, "last": _last(facts, "take_cart")}


def load_tote(facts: PickFacts, scan: Scan) -> PickFacts:
    """Totes go onto the cart slot by slot, from the first."""
    slot = facts["totes"].index(None)
    return {
        **facts,
        "totes": [*facts["totes"][:slot], scan.code, *facts["totes"][slot + 1 :]],
        "last": _last(facts, "load_tote"),
    }


def stand_at_place(facts: PickFacts, _scan: Scan) -> PickFacts:
    return {**facts, "last": _last(facts, "find_place")}


def add_scanned_quantity(facts: PickFacts, scan: Scan) -> PickFacts:
    line = current_line(facts)
    changed = _with_line(facts, facts["at"], {**line, "picked": line["picked"] + scan.quantity})
    return {**changed, "last": _last(facts, "take_item", scan.quantity)}


def put_in_tote(facts: PickFacts, _scan: Scan) -> PickFacts:
    line = current_line(facts)
    changed = _with_line(facts, facts["at"], {**line, "placed": line["picked"]})
    return {**changed, "last": _last(facts, "put_in_tote", line["picked"] - line["placed"])}


def report_short(facts: PickFacts, scan: Scan) -> PickFacts:
    line = current_line(facts)
    missing, reason = line["wanted"] - line["picked"], SHORT_REASONS[scan.code]
    changed = _with_line(facts, facts["at"], {**line, "short": missing, "short_reason": reason})
    return {**changed, "last": _last(facts, "report_short", missing)}


def see_short(facts: PickFacts, scan: Scan) -> PickFacts:
    """Report it on arrival, before the place was scanned."""
    reported = report_short(facts, scan)
    return {**reported, "last": {**reported["last"], "did": "see_short"}}


def put_aside(facts: PickFacts, _scan: Scan) -> PickFacts:
    """Walk to this line last: it goes behind all others (後回し)."""
    at, lines = facts["at"], facts["lines"]
    walked: PickFacts = {**facts, "lines": [*lines[:at], *lines[at + 1 :], lines[at]]}
    return {**walked, "at": _open_line_from(walked, at), "last": _last(facts, "put_aside")}


def pass_by(facts: PickFacts, scan: Scan) -> PickFacts:
    """Put the line aside on arrival, before the place was scanned."""
    passed = put_aside(facts, scan)
    return {**passed, "last": {**passed["last"], "did": "pass_by"}}


def take_back(facts: PickFacts, _scan: Scan) -> PickFacts:
    """Undo what the last scan did (取消)."""
    last = facts["last"]
    undone = _UNDOING[last["did"] or ""](facts, last)
    return {**undone, "at": last["at"], "last": NOTHING}


def drop_cancelled(facts: PickFacts, _scan: Scan) -> PickFacts:
    """Take the lines of cancelled orders off the walk; what was picked of them goes back."""
    lines = [
        {**line, "dropped": True, "wanted": line["picked"] + line["short"]}
        if line["slot"] in facts["cancelled"]
        else line
        for line in facts["lines"]
    ]
    dropped: PickFacts = {**facts, "lines": cast("list[LineFacts]", lines)}
    at = _open_line_from(dropped, facts["at"])
    found = [line for line in facts["found"] if line["slot"] not in facts["cancelled"]]
    return {**dropped, "at": at, "cancelled": [], "found": found, "last": NOTHING}


def lay_in(facts: PickFacts, _scan: Scan) -> PickFacts:
    """Walk to what was found elsewhere, where it lies on the way; at the earliest now."""
    return _laid_in(facts, facts["at"])


def lay_in_behind(facts: PickFacts, _scan: Scan) -> PickFacts:
    """Walk to what was found elsewhere; at the earliest when the line in hand is done."""
    return _laid_in(facts, facts["at"] + 1)


def count_back(facts: PickFacts, scan: Scan) -> PickFacts:
    nth = _goes_back(facts, scan)
    assert nth is not None, "counted are goods that go back"
    line = facts["lines"][nth]
    changed = _with_line(facts, nth, {**line, "back": line["back"] + scan.quantity})
    return {**changed, "last": _last(facts, "count_back", scan.quantity)}


def put_back(facts: PickFacts, _scan: Scan) -> PickFacts:
    nth = _counted_back(facts)
    assert nth is not None, "put back is what was counted"
    line = facts["lines"][nth]
    picked = line["picked"] - line["back"]
    left: LineFacts = {
        **line,
        "picked": picked,
        "placed": min(line["placed"], picked),
        "wanted": picked + line["short"],
        "back": 0,
    }
    return {**_with_line(facts, nth, left), "last": NOTHING}


def go_to_next_line(facts: PickFacts, _scan: Scan) -> PickFacts:
    return {**facts, "at": _open_line_from(facts, facts["at"] + 1)}


def line_going_back(facts: PickFacts) -> LineFacts | None:
    """The line whose goods go back to their place now; None when none do."""
    counted = _counted_back(facts)
    if counted is not None:
        return facts["lines"][counted]
    back = (line for line in facts["lines"] if line["dropped"] and line["picked"] > 0)
    return next(back, None)


def _room(line: LineFacts) -> int:
    return line["wanted"] - line["picked"] - line["short"]


def is_open(line: Mapping[str, Any]) -> bool:
    """Whether a line is still to be walked to, or being picked."""
    return not line["dropped"] and line["wanted"] > line["placed"] + line["short"]


def _open_line_from(facts: PickFacts, at: int) -> int:
    """The first line from here on that is still to be walked to; past the last when none is."""
    lines = facts["lines"]
    return next((nth for nth in range(at, len(lines)) if is_open(lines[nth])), len(lines))


def _counted_back(facts: PickFacts) -> int | None:
    return next((nth for nth, line in enumerate(facts["lines"]) if line["back"] > 0), None)


def _goes_back(facts: PickFacts, scan: Scan) -> int | None:
    """The line whose goods were scanned to go back: the one being counted, else the first."""
    counted = _counted_back(facts)
    for nth, line in enumerate(facts["lines"]):
        is_asked = line["dropped"] and line["picked"] > 0 and counted in (None, nth)
        fits_lot = None in (line["lot"], scan.lot) or line["lot"] == scan.lot
        if is_asked and fits_lot and line["product"] == scan.product:
            return nth
    return None


def _laid_in(facts: PickFacts, earliest: int) -> PickFacts:
    lines = facts["lines"]
    for found in facts["found"]:
        line = cast("LineFacts", {key: value for key, value in found.items() if key != "before"})
        turns = (nth for nth, one in enumerate(lines) if one["line"] == found["before"])
        here = max(next(turns, len(lines)), earliest)
        lines = [*lines[:here], line, *lines[here:]]
    return {**facts, "lines": lines, "found": [], "last": NOTHING}


def _last(facts: PickFacts, did: str, pieces: int = 0) -> LastScan:
    return {"did": did, "at": facts["at"], "pieces": pieces}


def _with_line(facts: PickFacts, nth: int, line: LineFacts) -> PickFacts:
    lines = facts["lines"].copy()
    lines[nth] = line
    return {**facts, "lines": lines}


def _without_cart(facts: PickFacts, _last: LastScan) -> PickFacts:
    return {**facts, "cart": None}


def _without_last_tote(facts: PickFacts, _last: LastScan) -> PickFacts:
    totes = facts["totes"]
    slot = max(nth for nth, tote in enumerate(totes) if tote is not None)
    return {**facts, "totes": [*totes[:slot], None, *totes[slot + 1 :]]}


def _before_the_place(facts: PickFacts, _last: LastScan) -> PickFacts:
    return facts


def _without_pieces(facts: PickFacts, last: LastScan) -> PickFacts:
    line = facts["lines"][last["at"]]
    return _with_line(facts, last["at"], {**line, "picked": line["picked"] - last["pieces"]})


def _out_of_tote(facts: PickFacts, last: LastScan) -> PickFacts:
    line = facts["lines"][last["at"]]
    return _with_line(facts, last["at"], {**line, "placed": line["placed"] - last["pieces"]})


def _not_short(facts: PickFacts, last: LastScan) -> PickFacts:
    line = facts["lines"][last["at"]]
    return _with_line(facts, last["at"], {**line, "short": 0, "short_reason": None})


def _back_in_its_turn(facts: PickFacts, last: LastScan) -> PickFacts:
    *others, line = facts["lines"]
    return {**facts, "lines": [*others[: last["at"]], line, *others[last["at"] :]]}


def _not_counted_back(facts: PickFacts, last: LastScan) -> PickFacts:
    nth = _counted_back(facts)
    assert nth is not None, "something was counted"
    line = facts["lines"][nth]
    return _with_line(facts, nth, {**line, "back": line["back"] - last["pieces"]})


_UNDOING: Final[Mapping[str, Callable[[PickFacts, LastScan], PickFacts]]] = {
    "take_cart": _without_cart,
    "load_tote": _without_last_tote,
    "find_place": _before_the_place,
    "take_item": _without_pieces,
    "put_in_tote": _out_of_tote,
    "see_short": _not_short,
    "report_short": _not_short,
    "count_back": _not_counted_back,
    "pass_by": _back_in_its_turn,
    "put_aside": _back_in_its_turn,
}


FLOW: Final[Flow] = load_flow(
    Path(__file__).with_name("flow.json"),
    guards=(
        cart_is_elsewhere,
        label_is_unknown,
        tote_is_on_this_cart,
        tote_is_elsewhere,
        last_tote_loads,
        tote_is_expected,
        place_is_expected,
        no_line_follows,
        next_line_is_here,
        hand_is_empty,
        shortage_is_reported,
        item_is_unknown,
        aside_is_asked,
        item_is_other,
        item_is_same,
        lot_is_other,
        lot_is_blocked,
        lot_is_expired,
        quantity_overshoots,
        quantity_completes,
        undo_is_asked,
        cart_was_taken_last,
        tote_was_loaded_last,
        place_was_found_last,
        pieces_were_taken_last,
        tote_was_filled_last,
        shortage_was_seen_last,
        shortage_was_reported_last,
        line_was_passed_last,
        line_was_put_aside_last,
        shortage_is_answered,
        pieces_were_counted_back_last,
        order_was_cancelled,
        another_was_cancelled,
        goods_go_back,
        no_other_line_is_open,
        news_is_asked,
        goods_were_found,
        item_stays,
        back_overshoots,
        nothing_is_counted_back,
        place_is_not_its_own,
        everything_is_back,
        no_line_is_left,
    ),
    effects=(
        take_cart,
        load_tote,
        stand_at_place,
        add_scanned_quantity,
        put_in_tote,
        report_short,
        see_short,
        go_to_next_line,
        put_aside,
        pass_by,
        take_back,
        drop_cancelled,
        lay_in,
        lay_in_behind,
        count_back,
        put_back,
    ),
)
