"""Small worlds of the stock, with every border in them; see worlds.py."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from server.counting import decisions as counting
from server.flows.explore import State, World, nothing_happens
from server.moving import decisions as moving
from server.receiving import decisions as receiving
from server.returning import decisions as returning
from server.vocabulary import Scan
from tests.flows.scanned import ANYWHERE, CAP, CARD, TEE, article

HERE, THERE, NOWHERE, RACK = "L-A-01-01", "L-B-01-01", "L-Z-99-99", "L-F-01"
STOCK_SCANS = [
    *ANYWHERE,
    *(Scan("place", code) for code in (HERE, THERE, NOWHERE, RACK)),
    Scan("tote", "T-0001"),
    Scan("cart", "C-01"),
    Scan("lot", "N-L2", lot="L2"),
    Scan("lot", "N-L3", lot="L3"),
    Scan("command", "X-BACK"),
    Scan("command", "X-DONE"),
    *(Scan("quantity", f"Q-{n}", quantity=n) for n in (0, 1, 2, 3, 4)),
]

# --- a move -----------------------------------------------------------------------------------


def goods(product_id: int, lay: int, *, free: int, **more: Any) -> dict[str, Any]:
    return {
        "product": product_id,
        "lot": None,
        "is_flyer": False,
        "lay": lay,
        "free": free,
        "hand": 0,
        "moved": 0,
        "goes_to": None,
        **more,
    }


def move_world(
    name: str,
    lying: list[dict[str, Any]],
    scans: list[Scan],
    others_act: Callable[[str, Any], Iterable[State]] = nothing_happens,
    **more: Any,
) -> World:
    facts = {
        "aim": "move",
        "wanted": None,
        "place": HERE,
        "goods": lying,
        "at": None,
        "asked": moving.NOBODY_ASKS,
        "last": moving.NOTHING,
        "unknown_places": [NOWHERE],
        "racks": [RACK],
        "rooms": [],
        **more,
    }
    return World(
        name=name,
        flow=moving.FLOW,
        begin=("take_goods", facts),
        scans=[*STOCK_SCANS, *scans],
        ends={"move_done"},
        promises=[
            nothing_promised_is_moved,
            the_hand_holds_no_more_than_lies_here,
            a_target_is_asked_for_only_with_goods_in_the_hand,
            a_move_is_done_only_with_empty_hands,
            a_lot_is_asked_for_only_where_several_lie,
            a_typed_count_is_that_of_goods_in_the_hand,
            a_place_takes_no_more_than_it_can,
            what_is_filled_up_goes_to_its_shelf,
        ],
        others_act=others_act,
    )


def nothing_promised_is_moved(_step: str, facts: Any) -> bool:
    return all(0 <= one["moved"] <= one["free"] for one in facts["goods"])


def the_hand_holds_no_more_than_lies_here(_step: str, facts: Any) -> bool:
    return all(0 <= one["hand"] <= one["lay"] - one["moved"] for one in facts["goods"])


def a_target_is_asked_for_only_with_goods_in_the_hand(step: str, facts: Any) -> bool:
    return step not in ("take_goods", "put_down") or (
        (step == "put_down") == (moving.pieces_in_hand(facts) > 0)
    )


def a_move_is_done_only_with_empty_hands(step: str, facts: Any) -> bool:
    return step != "move_done" or moving.pieces_in_hand(facts) == 0


def a_lot_is_asked_for_only_where_several_lie(step: str, facts: Any) -> bool:
    asked = facts["asked"]["product"]
    lots = [one for one in facts["goods"] if one["product"] == asked]
    return (step == "say_lot") == (asked is not None) == (len(lots) > 1)


def a_typed_count_is_that_of_goods_in_the_hand(step: str, facts: Any) -> bool:
    return step != "put_down" or facts["at"] is not None


def a_place_takes_no_more_than_it_can(_step: str, facts: Any) -> bool:
    return all(room["pieces"] >= 0 for room in facts["rooms"])


def what_is_filled_up_goes_to_its_shelf(_step: str, facts: Any) -> bool:
    return facts["aim"] != "replenish" or facts["last"]["target"] in (None, THERE)


def orders_are_promised_goods(step: str, facts: Any) -> Iterable[State]:
    """Anything that lies here, or was put down elsewhere, may be promised at any time."""
    for nth, one in enumerate(facts["goods"]):
        if one["free"] > one["moved"]:
            fewer = [*facts["goods"]]
            fewer[nth] = {**one, "free": one["free"] - 1}
            yield step, {**facts, "goods": fewer}
    if facts["last"]["did"] == "put_down" and not facts["last"]["stays"]:
        yield step, {**facts, "last": {**facts["last"], "stays": True}}


def move_worlds() -> Iterator[World]:
    yield move_world(
        "three pieces, of which two are free, and another article",
        [goods(TEE, 3, free=2), goods(CAP, 1, free=1)],
        [article(TEE), article(TEE, n=2), article(TEE, n=3), article(TEE, n=4), article(CAP)],
    )
    yield move_world(
        "one article in two lots, one of them wholly promised, and a flyer",
        [
            goods(TEE, 2, free=2, lot="L1"),
            goods(TEE, 2, free=1, lot="L2"),
            goods(CARD, 1, free=1, is_flyer=True),
        ],
        [
            article(TEE),
            article(TEE, n=2),
            article(TEE, n=3),
            article(TEE, lot="L1"),
            article(TEE, lot="L2"),
            article(TEE, lot="L3"),
            article(CAP),
            *GRADED[:2],
            article(CARD),
        ],
    )
    yield move_world(
        "an article whose lots nobody keeps, beside one of one lot",
        [goods(TEE, 2, free=2), goods(CAP, 1, free=1, lot="L1")],
        [
            article(TEE, lot="L1"),
            article(TEE),
            article(CAP),
            article(CAP, lot="L1"),
            article(CAP, lot="L2"),
        ],
    )
    yield move_world(
        "goods that are promised to orders while somebody moves them",
        [goods(TEE, 3, free=3), goods(CAP, 1, free=1)],
        [article(TEE), article(TEE, n=2), article(CAP)],
        orders_are_promised_goods,
    )


def guided_worlds() -> Iterator[World]:
    there = {"place": THERE, "because": "same_goods"}
    yield move_world(
        "two articles to be put away, one promised in part, and a shelf that is nearly full",
        [goods(TEE, 3, free=2, goes_to=there), goods(CAP, 1, free=1)],
        [article(TEE), article(TEE, n=2), article(TEE, n=3), article(CAP)],
        aim="put_away",
        rooms=[{"place": THERE, "pieces": 2}],
    )
    yield move_world(
        "a shelf to be filled from another: two pieces of five, in two lots",
        [
            goods(TEE, 2, free=2, lot="L1", goes_to=there),
            goods(TEE, 3, free=3, lot="L2", goes_to=there),
        ],
        [
            article(TEE),
            article(TEE, lot="L1"),
            article(TEE, lot="L2", n=2),
            Scan("place", "L-B-01-02"),
        ],
        aim="replenish",
        wanted=2,
    )


# --- a count ----------------------------------------------------------------------------------

COUNT_SCANS = [
    Scan("misread", "T-0001-0"),
    Scan("unknown", ""),
    Scan("station", "W-01"),
    Scan("item", "04909999999990"),
    *(Scan("place", code) for code in (HERE, THERE)),
    *(Scan("command", code) for code in ("X-UNDO", "X-DONE", "X-BACK")),
    *(Scan("quantity", f"Q-{n}", quantity=n) for n in (0, 1, 3)),
]
MOST = 2
"""The largest count in these worlds; in the house it is as much as a label can say."""


def count_world(
    name: str,
    scans: list[Scan],
    others_act: Callable[[str, Any], Iterable[State]] = nothing_happens,
    **more: Any,
) -> World:
    facts = {
        "place": HERE,
        "only": None,
        "lines": [],
        "at": None,
        "asked": counting.NOBODY_ASKS,
        "with_lots": [],
        "most": MOST,
        "last": counting.NOTHING,
        "counted_before": False,
        **more,
    }
    return World(
        name=name,
        flow=counting.FLOW,
        begin=("find_place", facts),
        scans=[*COUNT_SCANS, *scans],
        ends={"count_done"},
        promises=[
            nothing_is_counted_before_the_place_is_found,
            no_goods_are_counted_in_two_lines,
            only_what_is_asked_for_is_counted,
            no_count_is_larger_than_the_largest,
            a_lot_is_asked_for_only_where_lots_are_kept,
            an_empty_place_is_confirmed,
        ],
        others_act=others_act,
    )


def nothing_is_counted_before_the_place_is_found(step: str, facts: Any) -> bool:
    return step != "find_place" or facts["lines"] == []


def no_goods_are_counted_in_two_lines(_step: str, facts: Any) -> bool:
    goods_counted = [(one["product"], one["lot"]) for one in facts["lines"]]
    return len(goods_counted) == len(set(goods_counted))


def only_what_is_asked_for_is_counted(_step: str, facts: Any) -> bool:
    return all(facts["only"] in (None, one["product"]) for one in facts["lines"])


def no_count_is_larger_than_the_largest(_step: str, facts: Any) -> bool:
    return all(0 <= one["pieces"] <= facts["most"] for one in facts["lines"])


def a_lot_is_asked_for_only_where_lots_are_kept(step: str, facts: Any) -> bool:
    kept = facts["with_lots"]
    is_asked = facts["asked"]["product"] is not None
    said = all((one["lot"] is not None) == (one["product"] in kept) for one in facts["lines"])
    return said and is_asked == (step == "say_lot")


def an_empty_place_is_confirmed(step: str, facts: Any) -> bool:
    return step != "confirm_empty" or all(one["pieces"] == 0 for one in facts["lines"])


def the_first_counter_takes_the_handheld(step: str, facts: Any) -> Iterable[State]:
    """Whoever counted before may have the handheld in the hand, and give it back."""
    yield step, {**facts, "counted_before": not facts["counted_before"]}


def count_worlds() -> Iterator[World]:
    yield count_world(
        "all that lies on a shelf, two articles of it",
        [article(TEE), article(TEE, n=2), article(TEE, lot="L1"), article(CAP), article(CAP, n=3)],
    )
    yield count_world(
        "an article whose lots are counted apart",
        [
            article(TEE),
            article(TEE, n=3),
            article(TEE, lot="L1", day="2026-04-01"),
            article(TEE, lot="L1", n=3),
            article(CAP),
            Scan("lot", "N-L1", lot="L1"),
            Scan("lot", "N-L2", lot="L2"),
        ],
        with_lots=[TEE],
        only=TEE,
    )
    yield count_world(
        "one article only, again, by somebody else",
        [article(TEE), article(CAP)],
        the_first_counter_takes_the_handheld,
        only=TEE,
    )


# --- a receipt --------------------------------------------------------------------------------

BEGUN_ON, FURTHEST = "2026-04-01", "2036-04-01"
FEW = 1
"""The largest count in these worlds: a receipt may have lines in any order, good and damaged."""
RECEIVE_SCANS = [
    Scan("misread", "T-0001-0"),
    Scan("unknown", ""),
    Scan("place", HERE),
    Scan("item", "04909999999990"),
    *(Scan("command", code) for code in ("X-UNDO", "X-DONE", "X-PART", "X-UNKNOWN", "X-BACK")),
    *(Scan("quantity", f"Q-{n}", quantity=n) for n in (0, 1, 2)),
]


DAMAGED = Scan("command", "X-DAMAGED")


def receive_world(name: str, scans: list[Scan], **more: Any) -> World:
    facts = {
        "place": "L-IN-01",
        "notice": "PO-1",
        "expected": [{"product": TEE, "pieces": 2}],
        "lines": [],
        "at": None,
        "asked": receiving.NOBODY_ASKS,
        "damaged": False,
        "unknown": False,
        "rest_comes": False,
        "with_lots": [],
        "with_days": [],
        "foreign": [],
        "lots": [],
        "today": BEGUN_ON,
        "furthest": FURTHEST,
        "most": FEW,
        "last": receiving.NOTHING,
        **more,
    }
    return World(
        name=name,
        flow=receiving.FLOW,
        begin=("receive_goods", facts),
        scans=[*RECEIVE_SCANS, *scans],
        ends={"receive_done"},
        promises=[
            no_goods_are_received_in_two_lines,
            no_count_is_larger_than_the_largest,
            one_lot_expires_on_one_day,
            nothing_expired_comes_in_as_good,
            lots_and_days_are_said_where_they_are_kept,
            nothing_of_another_owner_comes_in,
            a_receipt_ends_with_something_in_it,
        ],
    )


def no_goods_are_received_in_two_lines(_step: str, facts: Any) -> bool:
    received = [
        (one["product"], one["lot"], one["expires_on"], one["damaged"]) for one in facts["lines"]
    ]
    return len(received) == len(set(received))


def one_lot_expires_on_one_day(_step: str, facts: Any) -> bool:
    days: dict[Any, set[Any]] = {}
    for one in [*facts["lines"], *facts["lots"]]:
        if one["lot"] is not None:
            days.setdefault((one["product"], one["lot"]), set()).add(one["expires_on"])
    return all(len(found) == 1 for found in days.values())


def nothing_expired_comes_in_as_good(_step: str, facts: Any) -> bool:
    return all(
        one["damaged"] or one["expires_on"] is None or one["expires_on"] > facts["today"]
        for one in facts["lines"]
    )


def lots_and_days_are_said_where_they_are_kept(step: str, facts: Any) -> bool:
    said = all(
        (one["lot"] is not None) == (one["product"] in facts["with_lots"])
        and (one["expires_on"] is not None) == (one["product"] in facts["with_days"])
        for one in facts["lines"]
    )
    asks = step in ("say_lot", "say_day", "confirm_extra")
    return said and asks == (facts["asked"]["product"] is not None)


def nothing_of_another_owner_comes_in(_step: str, facts: Any) -> bool:
    return all(one["product"] not in facts["foreign"] for one in facts["lines"])


def a_receipt_ends_with_something_in_it(step: str, facts: Any) -> bool:
    came = any(one["pieces"] > 0 for one in facts["lines"]) or facts["unknown"]
    return step != "receive_done" or came


def receive_worlds() -> Iterator[World]:
    yield receive_world(
        "a notice of one article, another that it does not name, and one of another owner",
        [article(TEE), article(TEE, n=2), article(TEE, n=3), article(CAP), article(CARD)],
        foreign=[CARD],
        most=MOST,
    )
    yield receive_world(
        "an article that expires, of which one lot is known",
        [
            article(TEE),
            article(TEE, lot="L1"),
            article(TEE, lot="L1", day="2027-04-01"),
            article(TEE, lot="L2", day="2026-04-01"),
            article(TEE, lot="L2", day="2036-04-02"),
            article(TEE, lot="L2", day="2026-04-02"),
            article(TEE, lot="L2", day="2026-04-02", n=2),
            article(CAP, n=2),
            Scan("lot", "N-L1", lot="L1"),
            Scan("lot", "N-L2", lot="L2"),
            Scan("lot", "L2", lot="L2", expires_on="2026-04-01"),
            Scan("lot", "L2", lot="L2", expires_on="2036-04-02"),
            Scan("lot", "L1", lot="L1", expires_on="2027-04-02"),
            *(
                Scan("day", f"D-{day}", expires_on=day)
                for day in ("2026-04-01", "2026-04-02", "2036-04-01", "2036-04-02")
            ),
        ],
        with_lots=[TEE],
        with_days=[TEE],
        lots=[{"product": TEE, "lot": "L1", "expires_on": "2027-04-01"}],
    )
    yield receive_world(
        "damaged goods among good ones, some of them expired",
        [
            DAMAGED,
            article(TEE, lot="L1", day="2026-04-01"),
            article(TEE, lot="L2", day="2026-04-02"),
            article(TEE, lot="L2"),
            Scan("day", "D-20260401", expires_on="2026-04-01"),
        ],
        with_lots=[TEE],
        with_days=[TEE],
    )
    yield receive_world(
        "an article that expires and has no lots",
        [
            article(TEE),
            article(TEE, day="2026-04-02"),
            *(Scan("day", f"D-{day}", expires_on=day) for day in ("2026-04-02", "2026-04-03")),
        ],
        with_days=[TEE],
    )
    yield receive_world(
        "goods that nobody announced, one of them by lot alone",
        [
            article(TEE),
            article(TEE, lot="L1"),
            article(CAP),
            Scan("lot", "N-L1", lot="L1"),
        ],
        notice=None,
        expected=[],
        with_lots=[TEE],
    )
    yield receive_world(
        "an article that expires and that the notice does not name",
        [
            article(CAP, lot="L1", day="2027-04-01"),
            article(CAP, lot="L1", day="2027-04-02"),
            article(CAP, lot="L2", day="2026-04-01"),
            article(CAP, lot="L2", day="2036-04-02"),
            article(CAP, lot="L2"),
            article(CAP),
            article(CAP, n=2),
            article(TEE, n=2),
            Scan("lot", "N-L1", lot="L1"),
            Scan("day", "D-20270401", expires_on="2027-04-01"),
        ],
        with_lots=[CAP],
        with_days=[CAP],
        lots=[{"product": CAP, "lot": "L1", "expires_on": "2027-04-01"}],
    )


# --- a return ---------------------------------------------------------------------------------

RETURN_SCANS = [
    Scan("misread", "T-0001-0"),
    Scan("unknown", ""),
    Scan("place", HERE),
    Scan("slip", "401234567893"),
    Scan("item", "04909999999990"),
    *(Scan("command", f"X-{said}") for said in ("UNDO", "DONE", "BACK")),
    Scan("command", "X-UNDELIVERED"),
    Scan("command", "X-OTHER"),
    *(Scan("quantity", f"Q-{n}", quantity=n) for n in (0, 1, 2, 3)),
]


NAMED = ["SN2", "SN3"]
GRADED = [Scan("command", f"X-{grade}") for grade in ("GOOD", "DAMAGED", "HELD")]


def sent(product_id: int, pieces: int, **more: Any) -> dict[str, Any]:
    goods = {"product": product_id, "lot": None, "expires_on": None, "serials": None}
    return {**goods, "pieces": pieces, **more}


def return_world(name: str, shipped: list[dict[str, Any]], scans: list[Scan]) -> World:
    facts = {
        "order": "1001",
        "shipped": shipped,
        "lines": [],
        "at": None,
        "asked": returning.NOBODY_ASKS,
        "grade": "good",
        "reason": None,
        "today": BEGUN_ON,
        "last": returning.NOTHING,
    }
    return World(
        name=name,
        flow=returning.FLOW,
        begin=("return_goods", facts),
        scans=[*RETURN_SCANS, *scans],
        ends={"return_done"},
        promises=[
            no_more_comes_back_than_was_sent,
            no_goods_come_back_in_two_lines,
            nothing_expired_comes_back_as_good,
            the_lot_is_asked_for_only_where_several_were_sent,
            each_piece_comes_back_once_under_its_number,
            a_return_ends_with_goods_and_a_reason,
        ],
    )


def no_more_comes_back_than_was_sent(_step: str, facts: Any) -> bool:
    left = {(one["product"], one["lot"]): one["pieces"] for one in facts["shipped"]}
    for one in facts["lines"]:
        left[one["product"], one["lot"]] -= one["pieces"]
    return all(pieces >= 0 for pieces in left.values())


def no_goods_come_back_in_two_lines(_step: str, facts: Any) -> bool:
    came = [(one["product"], one["lot"], one["grade"]) for one in facts["lines"]]
    return len(came) == len(set(came))


def nothing_expired_comes_back_as_good(_step: str, facts: Any) -> bool:
    expired = [
        (one["product"], one["lot"])
        for one in facts["shipped"]
        if one["expires_on"] is not None and one["expires_on"] <= facts["today"]
    ]
    return not any(
        one["grade"] == "good" and (one["product"], one["lot"]) in expired for one in facts["lines"]
    )


def the_lot_is_asked_for_only_where_several_were_sent(step: str, facts: Any) -> bool:
    asked = facts["asked"]["product"]
    lots = [one for one in facts["shipped"] if one["product"] == asked]
    if any(one["serials"] is not None for one in lots):
        return step == "say_serial"
    return (step == "say_lot") == (asked is not None) == (len(lots) > 1)


def each_piece_comes_back_once_under_its_number(_step: str, facts: Any) -> bool:
    out = {
        (one["product"], one["lot"]): one["serials"]
        for one in facts["shipped"]
        if one["serials"] is not None
    }
    came = [
        (one["product"], one["lot"], serial)
        for one in facts["lines"]
        for serial in one["serials"] or ()
    ]
    return (
        len(came) == len(set(came))
        and all(serial in out[product, lot] for product, lot, serial in came)
        and all(
            len(one["serials"] or ()) == one["pieces"]
            for one in facts["lines"]
            if (one["product"], one["lot"]) in out
        )
    )


def a_return_ends_with_goods_and_a_reason(step: str, facts: Any) -> bool:
    came = any(one["pieces"] > 0 for one in facts["lines"])
    ends = step in ("say_reason", "return_done")
    return (not ends or came) and (step == "return_done") == (facts["reason"] is not None)


def return_worlds() -> Iterator[World]:
    yield return_world(
        "two articles of an order, and one that it was not sent",
        [sent(TEE, 2), sent(CAP, 1)],
        [article(TEE), article(TEE, n=2), article(TEE, n=3), article(CAP), article(CARD)],
    )
    yield return_world(
        "two pieces of one article, in every grade",
        [sent(TEE, 2)],
        [article(TEE), article(TEE, n=2), article(CAP), *GRADED],
    )
    yield return_world(
        "an article of which two lots were sent, one of them expired by now",
        [
            sent(TEE, 1, lot="L1", expires_on="2026-04-01"),
            sent(TEE, 1, lot="L2", expires_on="2026-04-02"),
        ],
        [
            article(TEE),
            article(TEE, n=2),
            article(TEE, n=3),
            article(TEE, lot="L1"),
            article(TEE, lot="L2"),
            article(TEE, lot="L3"),
            article(CAP),
            *GRADED[:2],
            *(Scan("lot", f"N-{lot}", lot=lot) for lot in ("L1", "L2", "L3")),
        ],
    )
    yield return_world(
        "one lot of an article that expired since, whatever its label says",
        [sent(TEE, 2, lot="L1", expires_on="2026-04-01")],
        [article(TEE), article(TEE, lot="L1"), article(TEE, lot="L9"), article(TEE, n=3), *GRADED],
    )
    yield return_world(
        "goods of two lots that left under serial numbers; of one nobody knows which came back",
        [sent(TEE, 1, lot="L1", serials=["SN1", "SN4"]), sent(TEE, 2, lot="L2", serials=NAMED)],
        [
            article(TEE),
            article(TEE, n=2),
            article(TEE, serial="SN2"),
            article(TEE, serial="SN9"),
            article(CAP),
            *(Scan("serial", serial, serial=serial) for serial in ("SN1", "SN3", "SN4", "SN9")),
            Scan("serial", "SN1", CAP, serial="SN1"),
            Scan("item", "SN1", serial="SN1"),
        ],
    )
    yield return_world(
        "goods that left under serial numbers and expired since",
        [sent(TEE, 2, expires_on="2026-04-01", serials=NAMED)],
        [
            article(TEE),
            article(TEE, serial="SN2"),
            Scan("serial", "SN2", TEE, serial="SN2"),
            *GRADED[:2],
        ],
    )
