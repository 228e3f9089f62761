"""Questions and changes of flow.json. Mirrored, name for name, by pwa/src/picking/decisions.ts.

`at` is the line in hand. Lines before it are settled: as many pieces placed in the tote or
reported short as were wanted.
"""

from pathlib import Path
from typing import Final, TypedDict

from server import flows
from server.flows import Flow, load_flow
from server.vocabulary import Codes, Scan

SHORT_REASONS: Final = {
    "X-SHORT-NONE": "none",
    "X-SHORT-DAMAGED": "damaged",
    "X-SHORT-UNREADABLE": "unreadable",
}
"""Why pieces are missing, by the command that says so (欠品・破損・読めない)."""


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


class PickFacts(TypedDict):
    """What a cart job knows; the last three lists are current on the server only."""

    ships_on: str
    cart: str | None
    totes: list[str | None]
    lines: list[LineFacts]
    at: int
    carts_elsewhere: list[str]
    totes_elsewhere: list[str]
    unknown_labels: list[str]


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
    return facts["at"] + 1 == len(facts["lines"])


def next_line_is_here(facts: PickFacts, _scan: Scan) -> bool:
    return facts["lines"][facts["at"] + 1]["place"] == current_line(facts)["place"]


def hand_is_empty(facts: PickFacts, _scan: Scan) -> bool:
    return current_line(facts)["picked"] == current_line(facts)["placed"]


def shortage_is_reported(_facts: PickFacts, scan: Scan) -> bool:
    return scan.code in SHORT_REASONS


def item_is_other(facts: PickFacts, scan: Scan) -> bool:
    return scan.product != current_line(facts)["product"]


def item_is_same(facts: PickFacts, scan: Scan) -> bool:
    return scan.product == current_line(facts)["product"]


def lot_is_other(facts: PickFacts, scan: Scan) -> bool:
    """A code that names no lot says nothing against it: a JAN code never does."""
    wanted = current_line(facts)["lot"]
    return wanted is not None and scan.lot is not None and scan.lot != wanted


def lot_is_expired(facts: PickFacts, scan: Scan) -> bool:
    return scan.expires_on is not None and scan.expires_on < facts["ships_on"]


def quantity_overshoots(facts: PickFacts, scan: Scan) -> bool:
    return scan.quantity > _room(current_line(facts))


def quantity_completes(facts: PickFacts, scan: Scan) -> bool:
    return scan.quantity == _room(current_line(facts))


def take_cart(facts: PickFacts, scan: Scan) -> PickFacts:
    return {**facts, "cart": scan.code}


def load_tote(facts: PickFacts, scan: Scan) -> PickFacts:
    """Totes go onto the cart slot by slot, from the first."""
    slot = facts["totes"].index(None)
    return {**facts, "totes": [*facts["totes"][:slot], scan.code, *facts["totes"][slot + 1 :]]}


def add_scanned_quantity(facts: PickFacts, scan: Scan) -> PickFacts:
    line = current_line(facts)
    return _with_line(facts, {**line, "picked": line["picked"] + scan.quantity})


def put_in_tote(facts: PickFacts, _scan: Scan) -> PickFacts:
    line = current_line(facts)
    return _with_line(facts, {**line, "placed": line["picked"]})


def report_short(facts: PickFacts, scan: Scan) -> PickFacts:
    line = current_line(facts)
    reason = SHORT_REASONS[scan.code]
    return _with_line(
        facts, {**line, "short": line["wanted"] - line["picked"], "short_reason": reason}
    )


def go_to_next_line(facts: PickFacts, _scan: Scan) -> PickFacts:
    return {**facts, "at": facts["at"] + 1}


def _room(line: LineFacts) -> int:
    return line["wanted"] - line["picked"] - line["short"]


def _with_line(facts: PickFacts, line: LineFacts) -> PickFacts:
    lines = facts["lines"].copy()
    lines[facts["at"]] = line
    return {**facts, "lines": lines}


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
        item_is_other,
        item_is_same,
        lot_is_other,
        lot_is_expired,
        quantity_overshoots,
        quantity_completes,
    ),
    effects=(
        take_cart,
        load_tote,
        add_scanned_quantity,
        put_in_tote,
        report_short,
        go_to_next_line,
    ),
)
