"""Small worlds in which kits are put together, with every border in them; see worlds.py."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from server.assembling import decisions as assembling
from server.assembling import facts as assembling_facts
from server.flows.explore import State, World
from server.vocabulary import Scan
from tests.flows.scanned import ANYWHERE, CAP, TEE, article

KIT = 3
SHELF, OTHER_SHELF, NOWHERE, RACK, FULL = (
    "L-A-01-01",
    "L-B-01-01",
    "L-Z-99-99",
    "L-F-01",
    "L-C-01-01",
)
KIT_SCANS = [
    *ANYWHERE,
    *(Scan("place", code) for code in (SHELF, OTHER_SHELF, NOWHERE, RACK, FULL)),
    Scan("tote", "T-0001"),
    Scan("cart", "C-01"),
    Scan("command", "X-DONE"),
    *(Scan("quantity", f"Q-{n}", quantity=n) for n in (0, 1, 2, 3)),
    article(TEE),
    article(TEE, n=2),
    article(KIT),
    article(KIT, n=2),
]


def part(product_id: int, wanted: int, *, place: str = SHELF, **more: Any) -> dict[str, Any]:
    return {
        "product": product_id,
        "place": place,
        "lot": None,
        "wanted": wanted,
        "taken": 0,
        "short": 0,
        "back": 0,
        "lost": 0,
        **more,
    }


def kit_world(
    name: str, wanted: int, recipe: dict[int, int], parts: list[dict[str, Any]], scans: list[Scan]
) -> World:
    facts = {
        "apart": False,
        "kit": KIT,
        "wanted": wanted,
        "recipe": [{"product": one, "pieces": pieces} for one, pieces in recipe.items()],
        "parts": parts,
        "at": None,
        "hand": 0,
        "made": 0,
        "loose": [],
        "kept": assembling_facts.KEEPS_NOTHING,
        "last": assembling_facts.NOTHING,
        "unknown_places": [NOWHERE],
        "no_shelves": [RACK],
        "rooms": [{"place": FULL, "pieces": 1}],
    }
    return World(
        name=name,
        flow=assembling.FLOW,
        begin=("find_place", facts),
        scans=[*KIT_SCANS, *scans],
        ends={"assembly_done"},
        promises=[
            no_more_is_taken_than_was_held,
            no_kit_is_made_of_parts_that_are_not_there,
            no_part_is_in_a_kit_and_back_again,
            kits_and_parts_come_out_even_at_the_end,
            somebody_stands_before_a_shelf_only_to_take_or_to_bring,
        ],
        others_act=orders_are_promised_the_kits,
    )


def world_apart(
    name: str,
    recipe: dict[int, int],
    kits: list[dict[str, Any]],
    scans: list[Scan],
    kept: assembling_facts.KeptFacts = assembling_facts.KEEPS_NOTHING,
) -> World:
    """Finished kits are fetched, and what is in them is laid on shelves."""
    world = kit_world(name, sum(one["wanted"] for one in kits), recipe, kits, scans)
    step, facts = world.begin
    nothing = {"hand": 0, "laid": 0, "asked": 0, "lot": None, "expires_on": None}
    loose = [{"product": one, **nothing} for one in recipe]
    return replace(
        world,
        begin=(step, {**facts, "apart": True, "loose": loose, "kept": kept}),
        promises=[
            no_more_is_taken_than_was_held,
            no_more_comes_out_than_was_in_the_kits,
            only_one_article_is_in_the_hand,
            what_is_in_the_hand_has_its_lot,
        ],
    )


def no_more_comes_out_than_was_in_the_kits(step: str, facts: Any) -> bool:
    """INV-42: and nothing is in the hand when it is over."""
    pairs = zip(facts["loose"], assembling_facts.loose_due(facts), strict=True)
    return all(0 <= one["hand"] <= due for one, due in pairs) and (
        step != "assembly_done" or not any(one["hand"] for one in facts["loose"])
    )


def only_one_article_is_in_the_hand(step: str, facts: Any) -> bool:
    hand = [one for one in facts["loose"] if one["hand"] > 0]
    return len(hand) <= (1 if step == "sort_parts" else 0)


def what_is_in_the_hand_has_its_lot(step: str, facts: Any) -> bool:
    """And its day; something is asked at the steps that ask, with nothing in the hand."""
    by_lot = [one for one in facts["loose"] if one["product"] in facts["kept"]["with_lots"]]
    asked = [one for one in facts["loose"] if one["asked"] > 0]
    return (
        all(one["lot"] and one["expires_on"] for one in by_lot if one["hand"] > 0)
        and len(asked) == (1 if step in ("say_lot", "say_day") else 0)
        and all(one["hand"] == 0 for one in asked)
    )


def orders_are_promised_the_kits(_step: str, facts: Any) -> Iterable[State]:
    """What was put down may be promised before it is taken back; the device does not know."""
    if facts["last"]["did"] == "put_down" and not facts["last"]["stays"]:
        yield _step, {**facts, "last": {**facts["last"], "stays": True}}


def no_more_is_taken_than_was_held(_step: str, facts: Any) -> bool:
    return all(0 <= one["taken"] + one["short"] <= one["wanted"] for one in facts["parts"])


def no_kit_is_made_of_parts_that_are_not_there(_step: str, facts: Any) -> bool:
    made = facts["made"] + facts["hand"]
    return 0 <= made <= min(assembling_facts.possible_kits(facts), facts["wanted"])


def no_part_is_in_a_kit_and_back_again(_step: str, facts: Any) -> bool:
    return all(over >= 0 for over in assembling_facts.parts_over(facts))


def kits_and_parts_come_out_even_at_the_end(step: str, facts: Any) -> bool:
    """INV-37: what was taken is in kits, lies on its shelf again or is being looked for."""
    if step != "assembly_done":
        return True
    return facts["hand"] == 0 and all(
        facts["made"] * one["pieces"]
        == sum(
            part["taken"] - part["back"] - part["lost"]
            for part in facts["parts"]
            if part["product"] == one["product"]
        )
        for one in facts["recipe"]
    )


def somebody_stands_before_a_shelf_only_to_take_or_to_bring(step: str, facts: Any) -> bool:
    return (step in ("take_parts", "lay_back")) == (facts["at"] is not None)


def assembly_worlds() -> Iterator[World]:
    yield kit_world(
        "a kit of two tees and a cap, on two shelves",
        1,
        {TEE: 2, CAP: 1},
        [part(TEE, 2), part(CAP, 1, place=OTHER_SHELF)],
        [article(CAP)],
    )
    yield kit_world(
        "two kits of a tee and a cap from one shelf",
        2,
        {TEE: 1, CAP: 1},
        [part(TEE, 2), part(CAP, 2)],
        [article(CAP), article(CAP, n=2)],
    )
    yield kit_world(
        "two kits of one tee each, of two lots on two shelves",
        2,
        {TEE: 1},
        [part(TEE, 1, lot="L1"), part(TEE, 1, place=OTHER_SHELF, lot="L2")],
        [article(TEE, lot="L1"), article(TEE, lot="L2")],
    )
    yield world_apart(
        "two kits of two tees and a cap that are taken apart, on two shelves",
        {TEE: 2, CAP: 1},
        [part(KIT, 1), part(KIT, 1, place=OTHER_SHELF)],
        [article(CAP)],
    )
    yield world_apart(
        "two kits of a tee on one shelf that are taken apart",
        {TEE: 1},
        [part(KIT, 2)],
        [article(TEE, n=3)],
    )
    yield world_apart(
        "two kits of a tee and a jam of some lot that are taken apart",
        {TEE: 1, CAP: 1},
        [part(KIT, 2)],
        [
            article(CAP),
            article(CAP, n=2),
            article(CAP, lot="L1"),
            article(CAP, lot="L2"),
            article(CAP, day="2027-03-31"),
            article(CAP, lot="L1", day="2027-03-31"),
            article(CAP, lot="L2", day="2099-12-31"),
            Scan("lot", "L1", lot="L1"),
            Scan("lot", "L2", lot="L2", expires_on="2099-12-31"),
            Scan("lot", "L2", lot="L2"),
            Scan("day", "2027-03-31", expires_on="2027-03-31"),
            Scan("day", "2099-12-31", expires_on="2099-12-31"),
            Scan("command", "X-BACK"),
        ],
        {
            "with_lots": [CAP],
            "with_days": [CAP],
            "lots": [{"product": CAP, "lot": "L1", "expires_on": "2027-01-31"}],
            "furthest": "2036-11-01",
        },
    )
