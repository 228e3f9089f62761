"""Questions and changes of flow.json. Mirrored, name for name, by pwa/src/moving/decisions.ts.

`goods` is what the book says lies in the place where the move began, each lot by itself. What is
in the hand still lies there by the book; a scan of the target moves it. `last` is what the last
accepted scan did, so that it can be taken back.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypedDict

from server import flows
from server.flows import Flow, load_flow
from server.vocabulary import Codes, Scan


class GoesTo(TypedDict):
    """Where goods are best put, and why."""

    place: str
    because: str
    """face_low, same_lot, same_goods, empty_near, empty; asked_for where it is that place only."""


class Room(TypedDict):
    """How many pieces a place still takes."""

    place: str
    pieces: int


class GoodsFacts(TypedDict):
    """Pieces of one product and lot in the place where the move began."""

    product: int
    lot: str | None
    is_flyer: bool
    lay: int
    """Pieces that lie here, with those that this move has taken away."""
    free: int
    """Of those the pieces that are promised to nobody."""
    hand: int
    moved: int
    """Pieces that were put down elsewhere."""
    goes_to: GoesTo | None


class Asked(TypedDict):
    """Pieces in the hand whose lot is not known yet; of no product when there are none."""

    product: int | None
    pieces: int


class LastMove(TypedDict):
    """What the last accepted scan did; nothing when it cannot be taken back."""

    did: str | None
    at: int | None
    """Which goods were being counted before it."""
    pieces: int
    """How many of the goods in hand were in it before."""
    target: str | None
    laid: list[int]
    """Pieces that left the hand with it, in the order of `goods`."""
    stays: bool
    """What it put down was promised to orders since; current on the server only."""


class MoveFacts(TypedDict):
    """What a move knows; the last three are current on the server only."""

    aim: str
    """move (移動), put_away (棚入れ) or replenish (補充)."""
    wanted: int | None
    """How many pieces the shelf that is filled wants; none: all that may go."""
    place: str
    goods: list[GoodsFacts]
    at: int | None
    """The goods that were scanned last: a typed count is theirs."""
    asked: Asked
    last: LastMove
    unknown_places: list[str]
    racks: list[str]
    """Places for flyers only (チラシ棚)."""
    rooms: list[Room]
    """Places that take no more than so many pieces."""


NOBODY_ASKS: Final[Asked] = {"product": None, "pieces": 0}
NOTHING: Final[LastMove] = {
    "did": None,
    "at": None,
    "pieces": 0,
    "target": None,
    "laid": [],
    "stays": False,
}


def read_scan(step: str, raw: str, codes: Codes) -> Scan:
    """What a scanner's text means at this step of a move."""
    return flows.read_scan(FLOW, step, raw, codes)


def hand_is_empty(facts: MoveFacts, _scan: Scan) -> bool:
    return all(goods["hand"] == 0 for goods in facts["goods"])


def item_is_not_here(facts: MoveFacts, scan: Scan) -> bool:
    return not _of_product(facts, scan)


def lot_is_not_here(facts: MoveFacts, scan: Scan) -> bool:
    return scan.lot is not None and _scanned(facts, scan) is None


def lot_is_open(facts: MoveFacts, scan: Scan) -> bool:
    """The code names no lot, and several lie here."""
    return scan.lot is None and len(_of_product(facts, scan)) > 1


def item_is_other(facts: MoveFacts, scan: Scan) -> bool:
    return scan.product != facts["asked"]["product"]


def more_than_lies_here(facts: MoveFacts, scan: Scan) -> bool:
    goods, hand = _counted(facts, scan)
    return hand > goods["lay"] - goods["moved"]


def more_than_is_free(facts: MoveFacts, scan: Scan) -> bool:
    goods, hand = _counted(facts, scan)
    return hand > goods["free"] - goods["moved"]


def no_piece_stays_in_hand(facts: MoveFacts, scan: Scan) -> bool:
    return scan.quantity == 0 and _hand_beside(facts) == 0


def place_is_own(facts: MoveFacts, scan: Scan) -> bool:
    return scan.code == facts["place"]


def place_is_unknown(facts: MoveFacts, scan: Scan) -> bool:
    return scan.code in facts["unknown_places"]


def rack_takes_no_goods(facts: MoveFacts, scan: Scan) -> bool:
    has_goods = any(goods["hand"] > 0 and not goods["is_flyer"] for goods in facts["goods"])
    return scan.code in facts["racks"] and has_goods


def place_is_not_asked_for(facts: MoveFacts, scan: Scan) -> bool:
    """A shelf is filled for those who pick from it: elsewhere nobody would look for the goods."""
    return facts["aim"] == "replenish" and any(
        goods["hand"] > 0
        and goods["goes_to"] is not None
        and goods["goes_to"]["place"] != scan.code
        for goods in facts["goods"]
    )


def place_is_full(facts: MoveFacts, scan: Scan) -> bool:
    hand = pieces_in_hand(facts)
    return any(room["place"] == scan.code and hand > room["pieces"] for room in facts["rooms"])


def job_ends_with_it(facts: MoveFacts, _scan: Scan) -> bool:
    """What is in the hand is the last that was to be brought."""
    if facts["aim"] == "move":
        return False
    brought = [goods["moved"] + goods["hand"] for goods in facts["goods"]]
    if facts["wanted"] is not None and sum(brought) >= facts["wanted"]:
        return True
    pairs = zip(facts["goods"], brought, strict=True)
    return all(pieces >= goods["free"] for goods, pieces in pairs)


def goods_are_promised_now(facts: MoveFacts, _scan: Scan) -> bool:
    """What is in the hand was promised to orders after it was taken."""
    return any(
        goods["hand"] > 0 and goods["moved"] + goods["hand"] > goods["free"]
        for goods in facts["goods"]
    )


def goods_are_promised_there(facts: MoveFacts, _scan: Scan) -> bool:
    return facts["last"]["stays"]


def done_is_asked(_facts: MoveFacts, scan: Scan) -> bool:
    return scan.code == "X-DONE"


def back_is_asked(_facts: MoveFacts, scan: Scan) -> bool:
    return scan.code == "X-BACK"


def undo_is_asked(_facts: MoveFacts, scan: Scan) -> bool:
    return scan.code == "X-UNDO"


def goods_were_taken_last(facts: MoveFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "take"


def lot_was_asked_last(facts: MoveFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "ask_lot"


def lot_was_said_last(facts: MoveFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "say_lot"


def goods_were_put_down_last(facts: MoveFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "put_down"


def goods_were_put_back_last(facts: MoveFacts, _scan: Scan) -> bool:
    return facts["last"]["did"] == "put_back"


def hand_was_empty_before(facts: MoveFacts, _scan: Scan) -> bool:
    return facts["last"]["pieces"] == 0 and _hand_beside(facts) == 0


def take_goods(facts: MoveFacts, scan: Scan) -> MoveFacts:
    return _take(facts, scan, "take")


def ask_lot(facts: MoveFacts, scan: Scan) -> MoveFacts:
    asked: Asked = {"product": scan.product, "pieces": scan.quantity}
    return {**facts, "asked": asked, "last": {**NOTHING, "did": "ask_lot", "at": facts["at"]}}


def say_lot(facts: MoveFacts, scan: Scan) -> MoveFacts:
    return {**_take(facts, scan, "say_lot"), "asked": NOBODY_ASKS}


def ask_no_more(facts: MoveFacts, _scan: Scan) -> MoveFacts:
    """The pieces whose lot nobody can read stay where they lie."""
    return {**facts, "asked": NOBODY_ASKS, "last": NOTHING}


def set_count(facts: MoveFacts, scan: Scan) -> MoveFacts:
    """A typed count is all that is in the hand of the goods scanned last."""
    nth = _at(facts)
    before = facts["goods"][nth]["hand"]
    last: LastMove = {**NOTHING, "did": "take", "at": nth, "pieces": before}
    return {**_with_hand(facts, nth, scan.quantity), "last": last}


def put_down(facts: MoveFacts, scan: Scan) -> MoveFacts:
    laid = [goods["hand"] for goods in facts["goods"]]
    moved: list[GoodsFacts] = [
        {**goods, "hand": 0, "moved": goods["moved"] + goods["hand"]} for goods in facts["goods"]
    ]
    last: LastMove = {
        **NOTHING,
        "did": "put_down",
        "at": facts["at"],
        "target": scan.code,
        "laid": laid,
    }
    rooms = _rooms_with(facts, scan.code, -pieces_in_hand(facts))
    return {**facts, "goods": moved, "at": None, "last": last, "rooms": rooms}


def put_back(facts: MoveFacts, _scan: Scan) -> MoveFacts:
    """Whatever is in the hand goes back to where it lay."""
    laid = [goods["hand"] for goods in facts["goods"]]
    empty: list[GoodsFacts] = [{**goods, "hand": 0} for goods in facts["goods"]]
    last: LastMove = {**NOTHING, "did": "put_back", "at": facts["at"], "laid": laid}
    return {**facts, "goods": empty, "at": None, "last": last}


def take_back(facts: MoveFacts, _scan: Scan) -> MoveFacts:
    """Undo what the last scan did (取消)."""
    undone = _UNDOING[facts["last"]["did"] or ""](facts)
    return {**undone, "at": facts["last"]["at"], "last": NOTHING}


def pieces_in_hand(facts: MoveFacts) -> int:
    """Everything that is in the hand now."""
    return sum(goods["hand"] for goods in facts["goods"])


def _of_product(facts: MoveFacts, scan: Scan) -> list[int]:
    """The goods here that a scan may mean, or that it is still asked of which lot they are."""
    asked = facts["asked"]["product"]
    product = scan.product if asked is None else asked
    return [nth for nth, goods in enumerate(facts["goods"]) if goods["product"] == product]


def _scanned(facts: MoveFacts, scan: Scan) -> int | None:
    """The goods that a scan means; goods whose lots nobody keeps are meant by any lot."""
    found = _of_product(facts, scan)
    if scan.lot is None:
        return found[0] if len(found) == 1 else None
    for lot in (scan.lot, None):
        for nth in found:
            if facts["goods"][nth]["lot"] == lot:
                return nth
    return None


def _at(facts: MoveFacts) -> int:
    assert facts["at"] is not None, "goods in hand were scanned"
    return facts["at"]


def _counted(facts: MoveFacts, scan: Scan) -> tuple[GoodsFacts, int]:
    """Which goods a scan or a typed count is about, and how many would be in the hand then."""
    if scan.kind == "quantity":
        return facts["goods"][_at(facts)], scan.quantity
    nth = _scanned(facts, scan)
    assert nth is not None, "asked of goods that lie here"
    goods = facts["goods"][nth]
    return goods, goods["hand"] + _pieces(facts, scan)


def _pieces(facts: MoveFacts, scan: Scan) -> int:
    return scan.quantity if facts["asked"]["product"] is None else facts["asked"]["pieces"]


def _take(facts: MoveFacts, scan: Scan, did: str) -> MoveFacts:
    nth = _scanned(facts, scan)
    assert nth is not None, "taken is what lies here"
    before = facts["goods"][nth]["hand"]
    last: LastMove = {**NOTHING, "did": did, "at": facts["at"], "pieces": before}
    return {**_with_hand(facts, nth, before + _pieces(facts, scan)), "at": nth, "last": last}


def _with_hand(facts: MoveFacts, nth: int, pieces: int) -> MoveFacts:
    goods = facts["goods"].copy()
    goods[nth] = {**goods[nth], "hand": pieces}
    return {**facts, "goods": goods}


def _hand_beside(facts: MoveFacts) -> int:
    """Pieces in the hand beside those that were scanned last."""
    return sum(goods["hand"] for nth, goods in enumerate(facts["goods"]) if nth != facts["at"])


def _not_taken(facts: MoveFacts) -> MoveFacts:
    return _with_hand(facts, _at(facts), facts["last"]["pieces"])


def _not_asked(facts: MoveFacts) -> MoveFacts:
    return {**facts, "asked": NOBODY_ASKS}


def _not_said(facts: MoveFacts) -> MoveFacts:
    goods = facts["goods"][_at(facts)]
    pieces = goods["hand"] - facts["last"]["pieces"]
    return {**_not_taken(facts), "asked": {"product": goods["product"], "pieces": pieces}}


def _in_hand_again(facts: MoveFacts, *, was_moved: bool) -> MoveFacts:
    goods: list[GoodsFacts] = [
        {**goods, "hand": laid, "moved": goods["moved"] - (laid if was_moved else 0)}
        for goods, laid in zip(facts["goods"], facts["last"]["laid"], strict=True)
    ]
    target = facts["last"]["target"]
    if not was_moved or target is None:
        return {**facts, "goods": goods}
    rooms = _rooms_with(facts, target, sum(facts["last"]["laid"]))
    return {**facts, "goods": goods, "rooms": rooms}


def _rooms_with(facts: MoveFacts, place: str, pieces: int) -> list[Room]:
    """What places still take when a place takes so many pieces more, or fewer."""
    return [
        {**room, "pieces": room["pieces"] + pieces} if room["place"] == place else room
        for room in facts["rooms"]
    ]


_UNDOING: Final[Mapping[str, Callable[[MoveFacts], MoveFacts]]] = {
    "take": _not_taken,
    "ask_lot": _not_asked,
    "say_lot": _not_said,
    "put_down": lambda facts: _in_hand_again(facts, was_moved=True),
    "put_back": lambda facts: _in_hand_again(facts, was_moved=False),
}


FLOW: Final[Flow] = load_flow(
    Path(__file__).with_name("flow.json"),
    guards=(
        hand_is_empty,
        item_is_not_here,
        lot_is_not_here,
        lot_is_open,
        item_is_other,
        more_than_lies_here,
        more_than_is_free,
        no_piece_stays_in_hand,
        place_is_own,
        place_is_unknown,
        rack_takes_no_goods,
        place_is_not_asked_for,
        place_is_full,
        job_ends_with_it,
        goods_are_promised_now,
        goods_are_promised_there,
        done_is_asked,
        back_is_asked,
        undo_is_asked,
        goods_were_taken_last,
        lot_was_asked_last,
        lot_was_said_last,
        goods_were_put_down_last,
        goods_were_put_back_last,
        hand_was_empty_before,
    ),
    effects=(take_goods, ask_lot, say_lot, ask_no_more, set_count, put_down, put_back, take_back),
)
