"""Small worlds with every border in them, for the explorer and for the replay in TypeScript.

A mistake that no world can show is not found: before the border date stood in a world, a walk did
not notice `<` written as `<=`. So each world holds the value on the border and one on either side.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import Any

from server.flows.explore import State, World, nothing_happens
from server.packing import decisions as packing
from server.picking import decisions as picking
from server.vocabulary import Scan
from tests.flows.scanned import ANYWHERE, CAP, CARD, GIFT, TEE, article
from tests.flows.worlds_of_kits import assembly_worlds
from tests.flows.worlds_of_stock import (
    count_worlds,
    guided_worlds,
    move_worlds,
    receive_worlds,
    return_worlds,
)

SHIPS_ON = "2026-04-01"
DAY_BEFORE = "2026-03-31"
DAY_AFTER = "2026-04-02"

# --- a cart -----------------------------------------------------------------------------------

CART_LABELS = [
    *(Scan("cart", code) for code in ("C-01", "C-02", "C-09")),
    *(Scan("tote", code) for code in ("T-0001", "T-0002", "T-0003", "T-0004")),
    *(Scan("place", code) for code in ("L-A-01-01", "L-A-01-02", "L-B-01-01")),
]
ANY_LABEL = [*ANYWHERE, *CART_LABELS]
CALM_FLOOR = [
    Scan("misread", "T-0001-0"),
    Scan("command", "X-SHORT-NONE"),
    Scan("command", "X-UNDO"),
    Scan("tote", "T-0001"),
    Scan("tote", "T-0002"),
    *(Scan("place", code) for code in ("L-A-01-01", "L-A-01-02", "L-B-01-01")),
]
"""What is scanned where the question is what others do meanwhile."""
ASKED = Scan("command", "X-NEXT")
"""A device asks whether its job has something to say."""
CART_ARTICLES = [
    *(article(TEE, n=n) for n in (1, 2, 3, 4)),
    article(CAP),
    article(CAP, n=3),
]
LOT_ARTICLES = [
    article(TEE, lot=lot, day=day)
    for lot, day in product((None, "L1", "L2"), (None, DAY_BEFORE, SHIPS_ON, DAY_AFTER))
]


def line(nth: int, place: str, *, slot: int, wanted: int, **more: Any) -> dict[str, Any]:
    return {
        "line": 100 + nth,
        "slot": slot,
        "place": place,
        "product": TEE,
        "lot": None,
        "wanted": wanted,
        "picked": 0,
        "placed": 0,
        "short": 0,
        "short_reason": None,
        "dropped": False,
        "back": 0,
        **more,
    }


def cart_facts(lines: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "ships_on": SHIPS_ON,
        "cart": None,
        "totes": [None, None],
        "totes_elsewhere": [],
        "carts_elsewhere": [],
        "unknown_labels": [],
        "lines": lines,
        "at": 0,
        "last": picking.NOTHING,
        "cancelled": [],
        "shorts_answered": [],
        "found": [],
        "blocked": [],
        **more,
    }


def cart_world(
    name: str,
    facts: dict[str, Any],
    scans: list[Scan],
    others_act: Callable[[str, Any], Iterable[State]] = nothing_happens,
) -> World:
    return World(
        name=name,
        flow=picking.FLOW,
        begin=("take_cart" if facts["cart"] is None else "load_totes", facts),
        scans=scans,
        ends={"cart_done"},
        promises=[
            never_more_is_taken_than_wanted,
            what_is_placed_was_picked,
            lines_behind_are_settled,
            lines_ahead_are_untouched,
            the_cart_is_done_only_when_every_line_is_settled,
            the_hand_is_full_when_a_tote_is_asked_for,
            a_missing_piece_has_a_reason,
            no_tote_stands_in_two_slots,
            nothing_is_picked_without_cart_and_totes,
            only_what_was_picked_goes_back,
            goods_are_asked_back_only_when_there_are_some,
        ],
        others_act=others_act,
    )


def never_more_is_taken_than_wanted(_step: str, facts: Any) -> bool:
    return all(one["picked"] + one["short"] <= one["wanted"] for one in facts["lines"])


def what_is_placed_was_picked(_step: str, facts: Any) -> bool:
    return all(one["placed"] in (0, one["picked"]) for one in facts["lines"])


def is_settled(one: dict[str, Any]) -> bool:
    if one["dropped"]:
        return one["picked"] == 0 and one["wanted"] == one["short"]
    return one["placed"] + one["short"] == one["wanted"] and one["placed"] == one["picked"]


def lines_behind_are_settled(_step: str, facts: Any) -> bool:
    return all(one["dropped"] or is_settled(one) for one in facts["lines"][: facts["at"]])


def lines_ahead_are_untouched(_step: str, facts: Any) -> bool:
    return all(
        one["picked"] == one["placed"] == one["short"] == 0
        for one in facts["lines"][facts["at"] + 1 :]
    )


def the_cart_is_done_only_when_every_line_is_settled(step: str, facts: Any) -> bool:
    return (step == "cart_done") == all(is_settled(one) for one in facts["lines"])


def the_hand_is_full_when_a_tote_is_asked_for(step: str, facts: Any) -> bool:
    if facts["at"] == len(facts["lines"]):
        return step in ("put_back", "cart_done")
    one = facts["lines"][facts["at"]]
    settles = one["picked"] + one["short"] == one["wanted"] and one["placed"] < one["picked"]
    return (step == "put_in_tote") == settles


def only_what_was_picked_goes_back(_step: str, facts: Any) -> bool:
    return all(
        one["back"] == 0 or (one["dropped"] and one["back"] <= one["picked"])
        for one in facts["lines"]
    )


def goods_are_asked_back_only_when_there_are_some(step: str, facts: Any) -> bool:
    return (step == "put_back") == (picking.line_going_back(facts) is not None)


def the_office_cancels(step: str, facts: Any) -> Iterable[State]:
    """Any order of the cart may be cancelled at any time, and the cart's picker hears it later."""
    heard = {one["slot"] for one in facts["lines"] if one["dropped"]}
    if step == "cart_done":
        return
    for slot in range(len(facts["totes"])):
        if slot not in heard and slot not in facts["cancelled"]:
            yield step, {**facts, "cancelled": sorted([*facts["cancelled"], slot])}


def the_supervisor_answers(step: str, facts: Any) -> Iterable[State]:
    """A shortage may be answered while the cart is still on its way."""
    for one in facts["lines"]:
        if one["short"] > 0 and one["line"] not in facts["shorts_answered"]:
            yield step, {**facts, "shorts_answered": [*facts["shorts_answered"], one["line"]]}


def goods_are_found_elsewhere(step: str, facts: Any) -> Iterable[State]:
    """What is short is held at another place, before or behind any line of the walk."""
    known = {one["line"] for one in [*facts["lines"], *facts["found"]]}
    for one in facts["lines"]:
        nth = one["line"]
        # What was found instead may be short as well; then a supervisor is asked.
        if one["short"] == 0 or nth + 100 in known or nth >= 200 or step == "cart_done":
            continue
        again = line(nth, "L-B-01-01", slot=one["slot"], wanted=one["short"])
        for before in (None, facts["lines"][-1]["line"]):
            found = {**again, "product": one["product"], "before": before}
            yield step, {**facts, "found": [*facts["found"], found]}


def lots_are_blocked(step: str, facts: Any) -> Iterable[State]:
    """The first lot may be blocked, and freed again, at any time."""
    yield step, {**facts, "blocked": [] if facts["blocked"] else [facts["lines"][0]["line"]]}


def a_missing_piece_has_a_reason(_step: str, facts: Any) -> bool:
    return all((one["short"] > 0) == (one["short_reason"] is not None) for one in facts["lines"])


def no_tote_stands_in_two_slots(_step: str, facts: Any) -> bool:
    loaded = [tote for tote in facts["totes"] if tote is not None]
    return len(loaded) == len(set(loaded))


def nothing_is_picked_without_cart_and_totes(step: str, facts: Any) -> bool:
    is_loaded = facts["cart"] is not None and None not in facts["totes"]
    return (step in ("take_cart", "load_totes")) != is_loaded


def cart_worlds() -> Iterator[World]:
    yield cart_world(
        "one piece of one article, and labels that are in use or unknown",
        cart_facts(
            [line(0, "L-A-01-01", slot=0, wanted=1)],
            carts_elsewhere=["C-02"],
            totes_elsewhere=["T-0003"],
            unknown_labels=["C-09", "T-0004"],
        ),
        [*ANY_LABEL, *CART_ARTICLES],
    )
    for place in ("L-A-01-01", "L-A-01-02"):
        here = "the same" if place == "L-A-01-01" else "another"
        yield cart_world(
            f"two lines of three, the second at {here} place",
            cart_facts(
                [
                    line(0, "L-A-01-01", slot=0, wanted=3),
                    line(1, place, slot=1, wanted=3, product=CAP),
                ],
                totes_elsewhere=["T-0003", "T-0004"],
            ),
            [*ANY_LABEL, *CART_ARTICLES],
        )
    yield cart_world(
        "one article for two totes, then another back in the first",
        cart_facts(
            [
                line(0, "L-A-01-01", slot=0, wanted=1),
                line(1, "L-A-01-01", slot=1, wanted=1),
                line(2, "L-A-01-02", slot=0, wanted=3, product=CAP),
            ],
            totes=["T-0001", None],
            totes_elsewhere=["T-0003", "T-0004"],
        ),
        [*ANY_LABEL, *CART_ARTICLES],
    )
    for lot in (None, "L1"):
        yield cart_world(
            f"an article of {'any lot' if lot is None else 'one lot'}, fresh and stale",
            cart_facts(
                [
                    line(0, "L-B-01-01", slot=0, wanted=2, lot=lot),
                    line(1, "L-B-01-01", slot=0, wanted=1, lot="L2"),
                ],
                totes=[None],
            ),
            [*ANY_LABEL, *CART_ARTICLES, *LOT_ARTICLES],
        )


def changing_worlds() -> Iterator[World]:
    """Carts on whose way others decide: orders are cancelled, shortages answered."""
    two_places = [
        line(0, "L-A-01-01", slot=0, wanted=2),
        line(1, "L-A-01-02", slot=1, wanted=1, product=CAP),
    ]
    yield cart_world(
        "two orders, of which any may be cancelled",
        cart_facts(two_places, cart="C-01", totes=["T-0001", None]),
        [*CALM_FLOOR, article(TEE), article(TEE, n=2), article(CAP)],
        the_office_cancels,
    )
    yield cart_world(
        "two orders in four lines, by lots, of which any may be cancelled",
        cart_facts(
            [
                line(0, "L-A-01-01", slot=0, wanted=1, lot="L1"),
                line(1, "L-A-01-01", slot=1, wanted=1, lot="L2"),
                line(2, "L-A-01-02", slot=0, wanted=1, product=CAP),
                line(3, "L-B-01-01", slot=1, wanted=1, product=CAP),
            ],
            cart="C-01",
            totes=["T-0001", None],
        ),
        [
            *CALM_FLOOR,
            article(CAP),
            article(TEE),
            article(TEE, lot="L1"),
            article(TEE, lot="L2"),
        ],
        the_office_cancels,
    )
    for place in ("L-A-01-01", "L-A-01-02"):
        here = "the same" if place == "L-A-01-01" else "another"
        yield cart_world(
            f"two lines, the second at {here} place, and a supervisor who answers at once",
            cart_facts(
                [
                    line(0, "L-A-01-01", slot=0, wanted=2),
                    line(1, place, slot=0, wanted=1, product=CAP),
                ],
                cart="C-01",
                totes=[None],
            ),
            [*CALM_FLOOR, article(TEE), article(CAP)],
            the_supervisor_answers,
        )
    yield cart_world(
        "two orders, of which what is short lies elsewhere",
        cart_facts(two_places, cart="C-01", totes=["T-0001", None]),
        [*CALM_FLOOR, ASKED, article(TEE), article(CAP)],
        goods_are_found_elsewhere,
    )
    yield cart_world(
        "two orders, of which what is short lies elsewhere, and any may be cancelled",
        cart_facts(
            [line(0, "L-A-01-01", slot=0, wanted=1), line(1, "L-A-01-02", slot=1, wanted=1)],
            cart="C-01",
            totes=["T-0001", None],
        ),
        [scan for scan in (*CALM_FLOOR, ASKED, article(TEE)) if scan.kind != "misread"],
        lambda step, facts: (
            *goods_are_found_elsewhere(step, facts),
            *the_office_cancels(step, facts),
        ),
    )
    yield cart_world(
        "two lots, of which one may be blocked",
        cart_facts(
            [
                line(0, "L-B-01-01", slot=0, wanted=2, lot="L1"),
                line(1, "L-B-01-01", slot=0, wanted=1, lot="L2"),
            ],
            cart="C-01",
            totes=[None],
        ),
        [*CALM_FLOOR, Scan("command", "X-SHORT-BLOCKED"), *LOT_ARTICLES],
        lots_are_blocked,
    )


# --- a parcel ---------------------------------------------------------------------------------

OWN_LETTER, OTHER_LETTER = "SPRING-7K3M9QXW2H9", "SPRING-7K3M9QXW3H5"

PARCEL_SCANS = [
    Scan("tote", "T-0001"),
    Scan("place", "L-A-01-01"),
    *(article(TEE, lot=lot, n=n) for lot, n in product((None, "L1", "L2", "L3"), (1, 2, 3))),
    article(CAP),
    article(CARD),
    article(CARD, n=2),
    article(GIFT),
    Scan("item", OWN_LETTER, product=CARD),
    Scan("item", OTHER_LETTER),
]


def item(nth: int, product_id: int, wanted: int, lot: str | None = None) -> dict[str, Any]:
    return {
        "line": nth,
        "product": product_id,
        "lot": lot,
        "wanted": wanted,
        "packed": 0,
        "last": 0,
        "serials": None,
        "last_serial": False,
    }


def named_item(nth: int, product_id: int, wanted: int, lot: str | None = None) -> dict[str, Any]:
    """Goods of which each piece wants its serial number."""
    return {**item(nth, product_id, wanted, lot), "serials": []}


SERIAL_SCANS = [
    *(Scan("serial", code, serial=code) for code in ("SN2", "SN3", "401234567893")),
    Scan("serial", "SN2", TEE, serial="SN2"),
    Scan("serial", "SN2", CAP, serial="SN2"),
    *(article(TEE, serial=serial) for serial in ("SN1", "SN2", "SN3")),
    article(TEE, n=2, serial="SN1"),
    article(TEE, lot="L1", serial="SN2"),
    Scan("item", "04909999999990", serial="SN1"),
]


def flyer(nth: int, product_id: int, wanted: int = 1, **more: Any) -> dict[str, Any]:
    return {"line": nth, "product": product_id, "wanted": wanted, "inserted": 0, "last": 0, **more}


def parcel_facts(
    items: list[dict[str, Any]], flyers: list[dict[str, Any]], **more: Any
) -> dict[str, Any]:
    return {
        "shipment": "S0000000012",
        "items": items,
        "flyers": flyers,
        "house_flyers": [CARD, GIFT],
        "slip_expected": None,
        "slip": None,
        "slips_elsewhere": [],
        "serials_elsewhere": [],
        "labels_elsewhere": [],
        "cancelled": False,
        **more,
    }


def parcel_world(name: str, facts: dict[str, Any], more_scans: Sequence[Scan] = ()) -> World:
    return World(
        name=name,
        flow=packing.FLOW,
        begin=(packing.first_step(facts), facts),
        scans=[*ANYWHERE, *PARCEL_SCANS, *more_scans],
        ends={"parcel_closed", "order_cancelled"},
        promises=[
            never_more_is_packed_than_wanted,
            the_slip_is_asked_for_only_when_everything_is_in,
            a_closed_parcel_has_its_slip_and_everything_in_it,
            a_closed_parcel_has_its_instructions_confirmed,
            the_step_follows_from_the_facts,
            a_cancelled_parcel_is_empty,
            one_piece_has_one_serial,
            no_serial_is_recorded_twice_or_of_elsewhere,
        ],
        others_act=others_decide,
    )


def never_more_is_packed_than_wanted(_step: str, facts: Any) -> bool:
    return all(one["packed"] <= one["wanted"] for one in facts["items"]) and all(
        one["inserted"] <= one["wanted"] for one in facts["flyers"]
    )


def the_slip_is_asked_for_only_when_everything_is_in(step: str, facts: Any) -> bool:
    return step != "scan_slip" or packing.current_line(facts) is None


def a_closed_parcel_has_its_slip_and_everything_in_it(step: str, facts: Any) -> bool:
    is_whole = facts["slip"] is not None and packing.pieces_left(facts) == 0
    is_right = facts["slip_expected"] in (None, facts["slip"])
    is_ours = facts["slip"] not in facts["slips_elsewhere"]
    return (step == "parcel_closed") == (is_whole and is_right and is_ours)


def a_closed_parcel_has_its_instructions_confirmed(step: str, facts: Any) -> bool:
    return step != "parcel_closed" or not facts.get("unconfirmed", False)


def the_step_follows_from_the_facts(step: str, facts: Any) -> bool:
    unheard = {**facts, "cancelled": False}
    steps = {"set_aside", packing.first_step(facts), packing.first_step(unheard)}
    return step in steps


def a_cancelled_parcel_is_empty(step: str, facts: Any) -> bool:
    return step != "order_cancelled" or not any(
        [*(one["packed"] for one in facts["items"]), *(one["inserted"] for one in facts["flyers"])]
    )


def one_piece_has_one_serial(step: str, facts: Any) -> bool:
    lacking = sum(
        one["packed"] - len(one["serials"]) for one in facts["items"] if one["serials"] is not None
    )
    return lacking == (1 if step == "record_serial" else 0)


def no_serial_is_recorded_twice_or_of_elsewhere(_step: str, facts: Any) -> bool:
    serials = [
        (one["product"], serial) for one in facts["items"] for serial in one["serials"] or ()
    ]
    refused = {*facts["serials_elsewhere"], *facts["labels_elsewhere"]}
    return len(serials) == len(set(serials)) and not refused & {serial for _, serial in serials}


def others_decide(step: str, facts: Any) -> Iterable[State]:
    yield from the_supervisor_decides(step, facts)
    if step in ("verify_contents", "record_serial", "scan_slip") and not facts["cancelled"]:
        yield step, {**facts, "cancelled": True}
    if facts.get("letters_unprinted"):
        yield step, {**facts, "letters_unprinted": []}


def the_supervisor_decides(step: str, facts: Any) -> Iterable[State]:
    """What set a parcel aside is put right: try again, ship without goods, waive the flyers."""
    if step != "set_aside":
        return
    without_goods = [{**one, "wanted": one["packed"]} for one in facts["items"]]
    without_flyers = [{**one, "wanted": one["inserted"]} for one in facts["flyers"]]
    for changed in (
        facts,
        {**facts, "items": without_goods},
        {**facts, "flyers": without_flyers},
    ):
        yield packing.first_step(changed), changed


def parcel_worlds() -> Iterator[World]:
    yield parcel_world(
        "two articles and a flyer; the slip is printed, another is used",
        parcel_facts(
            [item(1, TEE, 3), item(2, CAP, 1)],
            [flyer(1, CARD)],
            slip_expected="401234567893",
            slips_elsewhere=["401234567904"],
        ),
    )
    yield parcel_world(
        "no flyers at all, and any unused slip will do",
        parcel_facts([item(1, TEE, 1)], [], slips_elsewhere=["401234567904"]),
    )
    yield parcel_world(
        "one article in two lots, and two flyers",
        parcel_facts(
            [item(1, TEE, 1, "L1"), item(2, TEE, 2, "L2")], [flyer(1, CARD), flyer(2, GIFT)]
        ),
    )
    yield parcel_world(
        "one article in any lot and in one lot",
        parcel_facts([item(1, TEE, 1), item(2, TEE, 1, "L1"), item(3, CAP, 1)], []),
    )
    yield parcel_world(
        "one flyer for two campaigns, two of it for the second",
        parcel_facts([item(1, CAP, 1)], [flyer(1, CARD), flyer(2, CARD, wanted=2)]),
    )
    yield parcel_world(
        "a flyer that was ordered as goods as well, and one that was waived",
        parcel_facts(
            [item(1, CARD, 1), item(2, TEE, 1, "L1")], [flyer(1, CARD), flyer(2, GIFT, wanted=0)]
        ),
    )
    yield parcel_world(
        "an article that is short, and flyers only",
        parcel_facts([item(1, TEE, 0), item(2, CAP, 0, "L1")], [flyer(1, CARD)]),
    )
    yield parcel_world(
        "goods that want their serial numbers, some used and one a label, and a flyer",
        parcel_facts(
            [named_item(1, TEE, 2), item(2, CAP, 1)],
            [flyer(1, CARD)],
            slip_expected="401234567893",
            serials_elsewhere=["SN3"],
            labels_elsewhere=["401234567904"],
        ),
        [*SERIAL_SCANS, Scan("serial", "401234567904", serial="401234567904")],
    )
    yield parcel_world(
        "goods of two lots that want their serial numbers, and nothing else",
        parcel_facts([named_item(1, TEE, 1, "L1"), named_item(2, TEE, 1, "L2")], []),
        SERIAL_SCANS,
    )
    yield parcel_world(
        "a letter, a flyer on the same paper, and that paper ordered as goods",
        parcel_facts(
            [item(1, CARD, 1)], [flyer(1, CARD), flyer(2, CARD, code=OWN_LETTER), flyer(3, GIFT)]
        ),
    )
    yield parcel_world(
        "a letter on paper of its own",
        parcel_facts([item(1, TEE, 1)], [flyer(1, CARD, code=OWN_LETTER)]),
    )
    yield parcel_world(
        "a letter that is printed at last, or waived",
        parcel_facts(
            [item(1, TEE, 1)],
            [flyer(1, CARD, code=OWN_LETTER)],
            letters_unprinted=[OWN_LETTER],
        ),
    )
    yield parcel_world(
        "instructions that no scan can verify, and goods that want their serial numbers",
        parcel_facts([named_item(1, TEE, 1), item(2, CAP, 1)], [flyer(1, CARD)], unconfirmed=True),
        [*SERIAL_SCANS, Scan("command", "X-CONFIRM")],
    )
    yield parcel_world("nothing wanted at all", parcel_facts([item(1, TEE, 0)], []))


def worlds() -> Iterator[World]:
    """Every world of every flow."""
    yield from cart_worlds()
    yield from changing_worlds()
    yield from parcel_worlds()
    yield from move_worlds()
    yield from guided_worlds()
    yield from count_worlds()
    yield from receive_worlds()
    yield from return_worlds()
    yield from assembly_worlds()
