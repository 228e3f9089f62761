"""Questions and changes of flow.json. Mirrored, name for name, by pwa/src/packing/decisions.ts.

One product may stand in two lines of a parcel, for two lots. A scan that names its lot goes to the
line of that lot first, a scan that names none to the line that asks for none first; what does not
fit into one line goes on into the next.

Some goods want a serial number (シリアル番号): one piece, one number. It comes with the piece, in a
GS1 code that says both, or in a scan of its own behind it.
"""

from pathlib import Path
from typing import Final, NotRequired, TypedDict

from server import flows
from server.flows import Flow, load_flow
from server.vocabulary import Codes, Scan, is_letter_code, read_serial

RECORD_SERIAL: Final = "record_serial"

ASIDE_REASONS: Final = frozenset(
    {
        "item_missing",
        "item_damaged",
        "serial_unreadable",
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
    serials: list[str] | None
    """The numbers of the pieces that are packed, in their order; None: they want none."""
    last_serial: bool
    """The last accepted scan was such a number; it can be taken back."""


class FlyerFacts(TypedDict):
    """Printed matter this parcel must get (チラシ・同梱物)."""

    line: int
    product: int
    wanted: int
    inserted: int
    last: int
    code: NotRequired[str | None]
    """Its own code (お手紙・クーポン), by which alone it goes in; None: any of the product does."""


class PackFacts(TypedDict):
    """What a packing job knows; what is `elsewhere`, unprinted and `cancelled`, only the server
    knows.
    """

    shipment: str
    items: list[ItemFacts]
    flyers: list[FlyerFacts]
    house_flyers: list[int]
    """Every product that is a flyer, of this parcel or not."""
    slip_expected: str | None
    """The slip printed for this parcel; None when any unused one will do, empty when none will."""
    slip: str | None
    slips_elsewhere: list[str]
    serials_elsewhere: list[str]
    """Numbers of these goods that are in another parcel."""
    labels_elsewhere: list[str]
    """Codes of goods and slips of the house, which may look like a serial number."""
    letters_unprinted: NotRequired[list[str]]
    """Codes of letters of this parcel that nobody has printed."""
    unconfirmed: NotRequired[bool]
    """Rules ask for something that no scan can verify, and nobody has said that it was read."""
    cancelled: bool
    """The order was cancelled: nothing of it leaves the house."""


def read_scan(step: str, raw: str, codes: Codes) -> Scan:
    """What a scanner's text means at this step of a packing job.

    Where a serial number is asked for, a plain code that is nothing else of the parcel is one.
    """
    scan = flows.read_scan(FLOW, step, raw, codes)
    return read_serial(scan, raw) if step == RECORD_SERIAL else scan


def first_step(facts: PackFacts) -> str:
    """Where a parcel stands by its facts alone: at the begin, and when a supervisor has decided."""
    if facts["slip"] is not None:
        return "parcel_closed"
    if facts["cancelled"]:
        return "order_cancelled"
    if unnamed_line(facts) is not None:
        return RECORD_SERIAL
    return "verify_contents" if pieces_left(facts) > 0 else "scan_slip"


def pieces_left(facts: PackFacts) -> int:
    """Pieces of goods and flyers that are still to be seen by a scan."""
    items = sum(item["wanted"] - item["packed"] for item in facts["items"])
    return items + sum(flyer["wanted"] - flyer["inserted"] for flyer in facts["flyers"])


def unnamed_line(facts: PackFacts) -> int | None:
    """Index of the line of which a packed piece still lacks its serial number."""
    for nth, item in enumerate(facts["items"]):
        if item["serials"] is not None and len(item["serials"]) < item["packed"]:
            return nth
    return None


def current_line(facts: PackFacts) -> ItemFacts | FlyerFacts | None:
    """The first line that still wants something, goods before flyers; None when all is in."""
    for item in facts["items"]:
        if item["packed"] < item["wanted"]:
            return item
    for flyer in facts["flyers"]:
        if flyer["inserted"] < flyer["wanted"]:
            return flyer
    return None


def letter_is_other(_facts: PackFacts, scan: Scan) -> bool:
    """The codes of a job are its own: a letter's code that means nothing here is another's."""
    return scan.product is None and is_letter_code(scan.code)


def letter_is_named_by_its_paper(facts: PackFacts, scan: Scan) -> bool:
    return item_is_other(facts, scan) and any(
        flyer["product"] == scan.product and flyer["wanted"] > 0 for flyer in facts["flyers"]
    )


def letter_is_unprinted(facts: PackFacts, scan: Scan) -> bool:
    return scan.code in facts.get("letters_unprinted", [])


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


def serial_is_wanted(facts: PackFacts, scan: Scan) -> bool:
    return any(
        item["product"] == scan.product and item["serials"] is not None for item in facts["items"]
    )


def several_pieces_at_once(_facts: PackFacts, scan: Scan) -> bool:
    return scan.quantity > 1


def serial_is_said(_facts: PackFacts, scan: Scan) -> bool:
    return scan.serial is not None


def goods_are_known(_facts: PackFacts, scan: Scan) -> bool:
    return scan.product is not None


def serial_is_of_other(facts: PackFacts, scan: Scan) -> bool:
    return scan.product is not None and scan.product != product_named(facts, scan)


def serial_is_slip(facts: PackFacts, scan: Scan) -> bool:
    """Also between the start and stop letters of NW-7."""
    slip = facts["slip_expected"]
    return slip is not None and slip in scan.code


def serial_is_in_parcel(facts: PackFacts, scan: Scan) -> bool:
    product = product_named(facts, scan)
    return any(
        item["product"] == product and scan.serial in (item["serials"] or ())
        for item in facts["items"]
    )


def serial_is_other_label(facts: PackFacts, scan: Scan) -> bool:
    return scan.code in facts["labels_elsewhere"]


def serial_is_elsewhere(facts: PackFacts, scan: Scan) -> bool:
    return scan.serial in facts["serials_elsewhere"]


def everything_is_seen(facts: PackFacts, _scan: Scan) -> bool:
    return pieces_left(facts) == 0


def serial_was_recorded_last(facts: PackFacts, _scan: Scan) -> bool:
    return any(item["last_serial"] for item in facts["items"])


def aside_is_asked(_facts: PackFacts, scan: Scan) -> bool:
    return scan.code == "X-ASIDE"


def undo_is_asked(_facts: PackFacts, scan: Scan) -> bool:
    return scan.code == "X-UNDO"


def confirmation_is_said(_facts: PackFacts, scan: Scan) -> bool:
    return scan.code == "X-CONFIRM"


def instructions_are_unconfirmed(facts: PackFacts, _scan: Scan) -> bool:
    return facts.get("unconfirmed", False)


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
        if _is_meant(facts, flyer, scan) and taken > 0:
            flyers[nth] = {**flyer, "inserted": flyer["inserted"] + taken, "last": taken}
            left -= taken
    return {**facts, "flyers": flyers}


def attach_slip(facts: PackFacts, scan: Scan) -> PackFacts:
    return {**facts, "slip": scan.code}


def record_serial(facts: PackFacts, scan: Scan) -> PackFacts:
    """Write down which piece it is; what its own scan counted can still be taken back with it."""
    nth = unnamed_line(facts)
    is_of_its_own = scan.kind == "serial"
    if is_of_its_own:
        facts = settle_last(facts, scan)
    if nth is None or scan.serial is None:
        return facts
    items = facts["items"].copy()
    serials = [*(items[nth]["serials"] or ()), scan.serial]
    items[nth] = {**items[nth], "serials": serials, "last_serial": is_of_its_own}
    return {**facts, "items": items}


def take_serial_back(facts: PackFacts, _scan: Scan) -> PackFacts:
    """Undo a serial number; its piece is in the parcel and wants one again."""
    items = facts["items"].copy()
    for nth, item in enumerate(items):
        if item["last_serial"]:
            serials = (item["serials"] or [])[:-1]
            items[nth] = {**item, "serials": serials, "last_serial": False}
    return {**facts, "items": items}


def take_out_unnamed(facts: PackFacts, scan: Scan) -> PackFacts:
    """The piece whose serial number is asked for goes back into the tote."""
    nth = unnamed_line(facts)
    facts = settle_last(facts, scan)
    if nth is None:
        return facts
    items = facts["items"].copy()
    items[nth] = {**items[nth], "packed": items[nth]["packed"] - 1}
    return {**facts, "items": items}


def take_back(facts: PackFacts, _scan: Scan) -> PackFacts:
    """Undo what the last scan counted (取消)."""
    return {
        **facts,
        "items": [_keeping(item, item["packed"] - item["last"]) for item in facts["items"]],
        "flyers": [
            {**flyer, "inserted": flyer["inserted"] - flyer["last"], "last": 0}
            for flyer in facts["flyers"]
        ],
    }


def settle_last(facts: PackFacts, _scan: Scan) -> PackFacts:
    """What was counted before stands; it cannot be taken back any more."""
    return {
        **facts,
        "items": [_keeping(item, item["packed"]) for item in facts["items"]],
        "flyers": [{**flyer, "last": 0} for flyer in facts["flyers"]],
    }


def confirm_instructions(facts: PackFacts, _scan: Scan) -> PackFacts:
    """Somebody says that they have read what rules ask for."""
    return {**facts, "unconfirmed": False}


def empty_parcel(facts: PackFacts, _scan: Scan) -> PackFacts:
    """Everything goes back into the tote, and the flyers onto their racks."""
    return {
        **facts,
        "items": [_keeping(item, 0) for item in facts["items"]],
        "flyers": [{**flyer, "inserted": 0, "last": 0} for flyer in facts["flyers"]],
    }


def product_named(facts: PackFacts, scan: Scan) -> int | None:
    """Whose serial number a scan says: of what it names, or of the piece that waits for one."""
    nth = unnamed_line(facts)
    return scan.product if nth is None else facts["items"][nth]["product"]


def _keeping(item: ItemFacts, packed: int) -> ItemFacts:
    """The line with so many pieces in the parcel, which nobody can take back any more."""
    serials = item["serials"]
    kept = None if serials is None else serials[:packed]
    return {**item, "packed": packed, "last": 0, "serials": kept, "last_serial": False}


def _is_ordered(facts: PackFacts, scan: Scan) -> bool:
    return not _is_letter_here(facts, scan) and any(
        item["product"] == scan.product for item in facts["items"]
    )


def _is_letter_here(facts: PackFacts, scan: Scan) -> bool:
    return any(flyer.get("code") == scan.code for flyer in facts["flyers"])


def _is_meant(facts: PackFacts, flyer: FlyerFacts, scan: Scan) -> bool:
    """A letter is meant by its own code only, and its code means nothing else."""
    code = scan.code if _is_letter_here(facts, scan) else None
    return flyer["product"] == scan.product and flyer.get("code") == code


def _is_flyer_of_parcel(facts: PackFacts, scan: Scan) -> bool:
    """A flyer that a supervisor has waived wants nothing, and is of this parcel no more."""
    return any(_is_meant(facts, flyer, scan) and flyer["wanted"] > 0 for flyer in facts["flyers"])


def _filling_order(facts: PackFacts, scan: Scan) -> list[int]:
    """Indexes of the item lines that may take the scanned goods, in the order they fill."""
    lines = [
        (nth, item["lot"])
        for nth, item in enumerate(facts["items"])
        if item["product"] == scan.product and not _is_letter_here(facts, scan)
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
        if _is_meant(facts, flyer, scan)
    )


FLOW: Final[Flow] = load_flow(
    Path(__file__).with_name("flow.json"),
    guards=(
        letter_is_other,
        letter_is_named_by_its_paper,
        letter_is_unprinted,
        flyer_is_other,
        item_is_other,
        lot_is_other,
        flyer_is_inserted,
        quantity_overshoots,
        flyer_is_expected,
        contents_complete,
        serial_is_wanted,
        several_pieces_at_once,
        serial_is_said,
        goods_are_known,
        serial_is_of_other,
        serial_is_slip,
        serial_is_in_parcel,
        serial_is_other_label,
        serial_is_elsewhere,
        everything_is_seen,
        serial_was_recorded_last,
        aside_is_asked,
        undo_is_asked,
        confirmation_is_said,
        instructions_are_unconfirmed,
        something_was_counted_last,
        order_was_cancelled,
        slip_is_elsewhere,
        slip_is_other,
    ),
    effects=(
        pack_item,
        insert_flyer,
        attach_slip,
        record_serial,
        take_serial_back,
        take_out_unnamed,
        take_back,
        settle_last,
        confirm_instructions,
        empty_parcel,
    ),
)
