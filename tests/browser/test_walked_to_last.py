"""後回し: what cannot be done now is walked to last, and an unknown code stops nobody."""

import pytest
from playwright.sync_api import expect

from server.vocabulary import label_of
from tests.browser.conftest import Screens
from tests.browser.floor import FIND_PLACE, Handheld
from tests.browser.house import SHOPIFY, House, small_orders
from tests.browser.test_interrupted import expect_all_handed_in_once
from tests.makers import jan_of

pytestmark = pytest.mark.browser

ASKING = "ここにない商品です。サーバーに確認中"
NEW_CODE = jan_of(88_001)


@pytest.fixture
def at_the_shelf(house: House, screens: Screens) -> Handheld:
    """A picker before the first shelf of several."""
    house.bring_in(small_orders(SHOPIFY, 1))
    house.release(house.at_desk())
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")
    return handheld


def shelf(handheld: Handheld) -> str:
    """The shelf on the screen."""
    return handheld.page.locator(".plate").inner_text()


def test_a_line_is_put_aside_in_two_taps_and_comes_last(at_the_shelf: Handheld) -> None:
    handheld = at_the_shelf
    first = shelf(handheld)
    handheld.go_to_place()
    handheld.press("欠品")
    handheld.save("handheld-put-aside-sheet")
    handheld.press("後回しにする")
    handheld.expect_step(FIND_PLACE)
    assert shelf(handheld) != first
    handheld.save("handheld-after-put-aside")
    handheld.scan(label_of("X-UNDO"))
    expect(handheld.page.locator(".plate")).to_have_text(first)
    handheld.scan(label_of("X-ASIDE"))
    expect(handheld.page.locator(".plate")).not_to_have_text(first)
    handheld.walk()
    handheld.expect_handed_in()


def test_without_network_a_code_nobody_here_knows_is_put_aside_and_taught_later(
    house: House, at_the_shelf: Handheld
) -> None:
    handheld = at_the_shelf
    first = shelf(handheld)
    handheld.go_to_place()
    house.new_code_on(handheld.item(), NEW_CODE)
    handheld.expect_last_handed_in()
    handheld.page.context.set_offline(True)
    handheld.scan(NEW_CODE)
    handheld.expect_refused(ASKING, read=NEW_CODE)
    handheld.save("handheld-asking-offline")
    handheld.press("後回し")
    handheld.expect_step(FIND_PLACE)
    handheld.go_to_place()
    handheld.take_pieces()
    handheld.page.context.set_offline(False)
    handheld.put_in_tote()
    while shelf(handheld) != first:
        handheld.go_to_place()
        handheld.take_pieces()
        handheld.put_in_tote()
    handheld.expect_handed_in()
    handheld.go_to_place()
    # Known here by now.
    handheld.scan(NEW_CODE)
    expect(handheld.page.locator(".verdict-ok")).to_be_visible()
    handheld.walk()
    handheld.expect_handed_in()
    expect_all_handed_in_once(house)


def test_with_network_the_goods_of_a_new_code_are_only_scanned_twice(
    house: House, at_the_shelf: Handheld
) -> None:
    handheld = at_the_shelf
    handheld.go_to_place()
    house.new_code_on(handheld.item(), NEW_CODE)
    handheld.scan(NEW_CODE)
    expect(handheld.page.get_by_text("確認できました。もう一度スキャン")).to_be_visible()
    handheld.save("handheld-scan-again")
    handheld.scan(NEW_CODE)
    handheld.walk()
    handheld.expect_handed_in()
