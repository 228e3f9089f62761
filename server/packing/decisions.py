"""Questions and changes of flow.json. Mirrored, name for name, by pwa/src/packing/decisions.ts.

One product may stand in two lines of a parcel, for two lots. A scan that names its lot goes to the
line of that lot first, a scan that names none to the line that asks for none first; what does not
fit into one line goes on into the next.
"""

from pathlib import Path
from typing import Final, TypedDict

from server import flows
from server.flows import Flow, load_flow
from server.vocabulary import Codes, Scan

ASIDE_REASONS: Final = frozenset(
    {
        "item_missing",
        "item_damaged",
        "flyer_missing",
        "does_not_fit",
        "slip_unusable",
        "other",
    }
)
"""Why a packer cannot go on (後回し); the buttons of pwa/src/packing/put_aside.tsx."""


class ItemFacts(TypedDict):
    """Goods that must be seen by a scan on their way into the parcel; nothing wanted when short."""

    line: int
    product: int
    lot: str | None
    wanted: int
    packed: int
    last: int
    """Of these the last accepted scan counted so many; they can be taken back."""


class FlyerFacts(TypedDict):
    """Printed matter this parcel must get (チラシ・同梱物)."""

    line: int
    product: int
    wanted: int
    inserted: int
    last: int


class PackFacts(TypedDict):
    """What a packing job knows; `slips_elsewhere`, `cancelled` are current on the server only."""

    shipment: str
    items: list[ItemFacts]
    flyers: list[FlyerFacts]
    house_flyers: list[int]
    """Every product that is a flyer, of this parcel or not."""
    slip_expected: str | None
    """The slip printed for this parcel; None when any unused one will do, empty when none will."""
    slip: str | None
    slips_elsewhere: list[str]
    cancelled: bool
    """The order was cancelled: nothing of it leaves the house."""


def read_scan(step: str, raw: str, codes: Codes) -> Scan:
    """What a scanner's text means at this step of a packing job."""
    return flows.read_scan(FLOW, step, raw, codes)


def first_step(facts: PackFacts) -> str:
    """Where a parcel stands by its facts alone: at the begin, and when a supervisor has decided."""
    if facts["slip"] is not None:
        return "parcel_closed"
    if facts["cancelled"]:
        return "order_cancelled"
    return "verify_contents" if pieces_left(facts) > 0 else "scan_slip"


def pieces_left(facts: PackFacts) -> int:
    """Pieces of goods and flyers that are still to be seen by a scan."""
    items = sum(item["wanted"] - item["packed"] for item in facts["items"])
    return items + sum(flyer["wanted"] - flyer["inserted"] for flyer in facts["flyers"])


def current_line(facts: PackFacts) -> ItemFacts | FlyerFacts | None:
    """The first line that still wants something, goods before flyers; None when all is in."""
    for item in facts["items"]:
        if item["packed"] < item["wanted"]:
            return item
    for flyer in facts["flyers"]:
        if flyer["inserted"] < flyer["wanted"]:
            return flyer
    return None


def flyer_is_other(facts: PackFacts, scan: Scan) -> bool:
    return scan.product in facts["house_flyers"] and item_is_other(facts, scan)


def item_is_other(facts: PackFacts, scan: Scan) -> bool:
    return not _is_ordered(facts, scan) and not _is_flyer_of_parcel(facts, scan)


def lot_is_other(facts: PackFacts, scan: Scan) -> bool:
    return not _filling_order(facts, scan) and not _is_flyer_of_parcel(facts, scan)


def flyer_is_inserted(facts: PackFacts, scan: Scan) -> bool:
    return not _is_ordered(facts, scan) and _flyer_room(facts, scan) == 0


def quantity_overshoots(facts: PackFacts, scan: Scan) -> bool:
    return scan.quantity > _item_room(facts, scan) and scan.quantity > _flyer_room(facts, scan)


def flyer_is_expected(facts: PackFacts, scan: Scan) -> bool:
    """What is ordered as goods and inserted as a flyer too fills the goods first."""
    return scan.quantity > _item_room(facts, scan)


def contents_complete(facts: PackFacts, scan: Scan) -> bool:
    return scan.quantity == pieces_left(facts)


def aside_is_asked(_facts: PackFacts, scan: Scan) -> bool:
    return scan.code == "X-ASIDE"


def undo_is_asked(_facts: PackFacts, scan: Scan) -> bool:
    return scan.code == "X-UNDO"


def something_was_counted_last(facts: PackFacts, _scan: Scan) -> bool:
    return any(line["last"] > 0 for line in (*facts["items"], *facts["flyers"]))


def order_was_cancelled(facts: PackFacts, _scan: Scan) -> bool:
    return facts["cancelled"]


def slip_is_elsewhere(facts: PackFacts, scan: Scan) -> bool:
    return scan.code in facts["slips_elsewhere"]


def slip_is_other(facts: PackFacts, scan: Scan) -> bool:
    return facts["slip_expected"] is not None and scan.code != facts["slip_expected"]


def pack_item(facts: PackFacts, scan: Scan) -> PackFacts:
    facts = settle_last(facts, scan)
    items = facts["items"].copy()
    left = scan.quantity
    for nth in _filling_order(facts, scan):
        item = items[nth]
        taken = min(left, item["wanted"] - item["packed"])
        if taken > 0:
            items[nth] = {**item, "packed": item["packed"] + taken, "last": taken}
            left -= taken
    return {**facts, "items": items}


def insert_flyer(facts: PackFacts, scan: Scan) -> PackFacts:
    facts = settle_last(facts, scan)
    flyers = facts["flyers"].copy()
    left = scan.quantity
    for nth, flyer in enumerate(facts["flyers"]):
        taken = min(left, flyer["wanted"] - flyer["inserted"])
        if flyer["product"] == scan.product and taken > 0:
            flyers[nth] = {**flyer, "inserted": flyer["inserted"] + taken, "last": taken}
            left -= taken
    return {**facts, "flyers": flyers}


def attach_slip(facts: PackFacts, scan: Scan) -> PackFacts:
    return {**facts, "slip": scan.code}


def take_back(facts: PackFacts, _scan: Scan) -> PackFacts:
    """Undo what the last scan counted (取消)."""
    return {
        **facts,
        "items": [
            {**item, "packed": item["packed"] - item["last"], "last": 0} for item in facts["items"]
        ],
        "flyers": [
            {**flyer, "inserted": flyer["inserted"] - flyer["last"], "last": 0}
            for flyer in facts["flyers"]
        ],
    }


def settle_last(facts: PackFacts, _scan: Scan) -> PackFacts:
    """What was counted before stands; it cannot be taken back any more."""
    return {
        **facts,
        "items": [{**item, "last": 0} for item in facts["items"]],
        "flyers": [{**flyer, "last": 0} for flyer in facts["flyers"]],
    }


def empty_parcel(facts: PackFacts, _scan: Scan) -> PackFacts:
    """Everything goes back into the tote, and the flyers onto their racks."""
    return {
        **facts,
        "items": [{**item, "packed": 0, "last": 0} for item in facts["items"]],
        "flyers": [{**flyer, "inserted": 0, "last": 0} for flyer in facts["flyers"]],
    }


def _is_ordered(facts: PackFacts, scan: Scan) -> bool:
    return any(item["product"] == scan.product for item in facts["items"])


def _is_flyer_of_parcel(facts: PackFacts, scan: Scan) -> bool:
    """A flyer that a supervisor has waived wants nothing, and is of this parcel no more."""
    return any(
        flyer["product"] == scan.product and flyer["wanted"] > 0 for flyer in facts["flyers"]
    )


def _filling_order(facts: PackFacts, scan: Scan) -> list[int]:
    """Indexes of the item lines that may take the scanned goods, in the order they fill."""
    lines = [
        (nth, item["lot"])
        for nth, item in enumerate(facts["items"])
        if item["product"] == scan.product
    ]
    exact = [nth for nth, lot in lines if lot == scan.lot]
    if scan.lot is None:
        return exact + [nth for nth, lot in lines if lot is not None]
    return exact + [nth for nth, lot in lines if lot is None]


def _item_room(facts: PackFacts, scan: Scan) -> int:
    items = (facts["items"][nth] for nth in _filling_order(facts, scan))
    return sum(item["wanted"] - item["packed"] for item in items)


def _flyer_room(facts: PackFacts, scan: Scan) -> int:
    return sum(
        flyer["wanted"] - flyer["inserted"]
        for flyer in facts["flyers"]
        if flyer["product"] == scan.product
    )


FLOW: Final[Flow] = load_flow(
    Path(__file__).with_name("flow.json"),
    guards=(
        flyer_is_other,
        item_is_other,
        lot_is_other,
        flyer_is_inserted,
        quantity_overshoots,
        flyer_is_expected,
        contents_complete,
        aside_is_asked,
        undo_is_asked,
        something_was_counted_last,
        order_was_cancelled,
        slip_is_elsewhere,
        slip_is_other,
    ),
    effects=(pack_item, insert_flyer, attach_slip, take_back, settle_last, empty_parcel),
)
