"""However a scanner speaks to the page, the same label is the same scan."""

import random

import pytest
from playwright.sync_api import expect

from server.vocabulary import label_of
from tests.browser.conftest import Screens
from tests.browser.floor import PUT_IN_TOTE, TAKE_ITEM, Handheld
from tests.browser.house import SHOPIFY, House, small_orders

pytestmark = pytest.mark.browser

SCANS = 30
SHARE_OF_TEXT, SHARE_OF_ENDS, SHARE_OF_INPUT_METHODS = 0.3, 0.7, 0.3


@pytest.fixture
def at_the_shelf(house: House, screens: Screens) -> Handheld:
    """A picker before the first shelf, with a cart of one tote."""
    house.bring_in(small_orders(SHOPIFY, 1))
    house.release(house.at_desk())
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")
    handheld.expect_last_handed_in()
    return handheld


def test_text_injected_without_keys_and_without_enter_is_read(
    house: House, at_the_shelf: Handheld
) -> None:
    handheld = at_the_shelf
    handheld.inject(label_of("L-A-01-01"))
    handheld.expect_refused("棚が違います", read="A-01-01")
    handheld.inject(handheld.place())
    handheld.expect_step(TAKE_ITEM)
    item = handheld.item()
    handheld.inject(item[:6], item[6:])
    handheld.expect_step(PUT_IN_TOTE)
    tote = handheld.tote()
    handheld.page.get_by_role("button", name="手入力").tap()
    handheld.page.get_by_role("button", name="閉じる").tap()
    handheld.inject(tote)
    expect(handheld.instruction).not_to_have_text(handheld.words(PUT_IN_TOTE))
    handheld.expect_last_handed_in()
    assert {scan.via for scan in house.handed_in()[-4:]} == {"text"}


def test_keys_that_an_input_method_has_taken_are_read(at_the_shelf: Handheld) -> None:
    handheld = at_the_shelf
    handheld.scanner.type(handheld.place(), hidden_by_input_method=True)
    handheld.expect_step(TAKE_ITEM)
    item = handheld.item()
    handheld.scanner.type(item, hidden_by_input_method=True)
    handheld.expect_step(PUT_IN_TOTE)
    handheld.last = item
    handheld.expect_last_handed_in()


def test_a_scanner_without_enter_is_read_as_soon_as_the_code_is_whole(
    at_the_shelf: Handheld,
) -> None:
    handheld = at_the_shelf
    handheld.scanner.type(handheld.place(), end=False)
    handheld.expect_step(TAKE_ITEM)
    handheld.scanner.type(handheld.item(), end=False)
    handheld.expect_step(PUT_IN_TOTE)


def test_scanners_of_any_make_one_after_the_other_lose_and_bend_nothing(
    house: House, at_the_shelf: Handheld
) -> None:
    handheld, chance = at_the_shelf, random.Random(20_261_123)
    before = len(house.handed_in())
    labels = [label_of(f"T-{chance.randrange(10**4):04d}") for _ in range(SCANS // 2)]
    labels += [jan_of(chance.randrange(10**10)) for _ in range(SCANS // 2)]
    chance.shuffle(labels)
    for label in labels:
        scan_by_any_make(handheld, label, chance)
        handheld.last = label
        handheld.expect_last_handed_in()
    assert [scan.raw for scan in house.handed_in()[before:]] == labels


def scan_by_any_make(handheld: Handheld, label: str, chance: random.Random) -> None:
    """By keys or by text, fast or slow, with an end or without, with Japanese input on or off."""
    if chance.random() < SHARE_OF_TEXT:
        half = chance.randrange(1, len(label))
        handheld.scanner.inject(*chance.choice([[label], [label[:half], label[half:]]]))
        return
    handheld.scanner.type(
        label,
        end=chance.random() < SHARE_OF_ENDS,
        hidden_by_input_method=chance.random() < SHARE_OF_INPUT_METHODS,
        # A press and a release each take half of what lies between two characters.
        key_seconds=chance.choice([0.0, 0.004, 0.02, 0.055]),
    )


def jan_of(number: int) -> str:
    """A JAN of goods that are not in this house."""
    digits = f"49{number:010d}"
    weighted = sum(int(digit) * (3 if nth % 2 else 1) for nth, digit in enumerate(digits))
    return digits + str(-weighted % 10)


def test_three_labels_in_one_breath_are_three_scans(house: House, at_the_shelf: Handheld) -> None:
    handheld = at_the_shelf
    before = len(house.handed_in())
    place = handheld.place()
    for label in (label_of("L-A-01-01"), label_of("T-0077"), place):
        handheld.scan(label)
    handheld.expect_step(TAKE_ITEM)
    handheld.expect_last_handed_in()
    assert [scan.verdict for scan in house.handed_in()[before:]] == ["refuse", "refuse", "accept"]


def test_enter_of_a_scanner_never_presses_a_focused_button(at_the_shelf: Handheld) -> None:
    handheld = at_the_shelf
    handheld.button("欠品").focus()
    handheld.scan(handheld.place())
    handheld.expect_step(TAKE_ITEM)
    expect(handheld.page.get_by_role("dialog")).to_have_count(0)
