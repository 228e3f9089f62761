"""A shelf that does not hold what it should: two taps, a supervisor's word, and on it goes."""

import pytest
from playwright.sync_api import expect

from server.vocabulary import label_of
from tests.browser.conftest import Screens
from tests.browser.house import SHOPIFY, House, small_orders
from tests.floor import slip_of

pytestmark = pytest.mark.browser


def test_a_short_pick_takes_two_taps_waits_for_the_supervisor_and_goes_on(
    house: House, screens: Screens
) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    desk = house.at_desk()
    house.release(desk)
    board = screens.board(desk)
    expect(board.stage("released")).to_have_text("1")
    handheld = screens.handheld(house.crew("picker")[0])
    tablet = screens.tablet(house.crew("packer")[0])
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")

    short_place = handheld.page.locator(".plate").inner_text()
    handheld.go_to_place()
    handheld.press("欠品")
    handheld.press("棚にない")
    expect(handheld.page.locator(".plate")).not_to_have_text(short_place)
    alarm = board.page.locator("button.alarm")
    expect(alarm).to_contain_text("欠品")
    expect(alarm).to_contain_text(short_place)
    handheld.save("handheld-after-short")

    handheld.walk()
    expect(handheld.page.locator(".done-fact-short dd")).to_have_text("1")
    handheld.save("handheld-done-with-short")
    handheld.expect_handed_in()
    tablet.scan(label_of("T-0001"))
    expect(tablet.page.get_by_role("heading", name="T-0001 は責任者の確認待ちです")).to_be_visible()
    tablet.save("pack-tote-held")

    alarm.click()
    board.save("board-exception-sheet")
    board.page.get_by_role("radio", name="ないまま出荷する").check()
    board.press("決定する")
    expect(board.page.get_by_text("例外はありません")).to_be_visible()

    tablet.open_tote("T-0001")
    tablet.pack(slip_of(1))
    expect(board.stage("packed")).to_have_text("1")
