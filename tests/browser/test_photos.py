"""One more tap after 欠品: a photo of the empty shelf, for the supervisor, network or not."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from server.vocabulary import label_of
from tests.browser.conftest import Screens
from tests.browser.house import SHOPIFY, House, small_orders
from tests.browser.test_short_pick import take_the_others_away

pytestmark = pytest.mark.browser


def picture_of(page: Page, folder: Path) -> Path:
    """What the camera sees: here, the screen itself."""
    path = folder / "shelf.png"
    page.screenshot(path=path)
    return path


def test_a_photo_taken_without_network_reaches_the_supervisor(
    house: House, screens: Screens, tmp_path: Path
) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    desk = house.at_desk()
    house.release(desk)
    board = screens.board(desk)
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")
    take_the_others_away(house, handheld.page.locator(".plate").inner_text())
    handheld.go_to_place()
    handheld.expect_last_handed_in()
    page = handheld.page
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    handheld.press("欠品")
    handheld.press("棚にない")
    expect(page.get_by_text("写真を付ける")).to_be_visible()
    handheld.save("handheld-photo-offered")
    page.locator(".photo input").set_input_files(picture_of(board.page, tmp_path))
    expect(page.get_by_text("写真を付けました")).to_be_visible()
    handheld.save("handheld-photo-kept")
    # The scanner is heard after it as before.
    handheld.inject(label_of("X-UNDO"))
    handheld.inject(label_of("X-SHORT-NONE"))
    expect(page.get_by_text("写真を付ける")).to_be_visible()
    page.locator(".photo input").set_input_files(picture_of(board.page, tmp_path))
    expect(page.get_by_text("写真を付けました")).to_be_visible()
    # It is on the disk, and in nobody's way.
    page.reload()
    handheld.go_to_place()
    expect(page.locator(".photo")).to_have_count(0)
    page.context.set_offline(False)
    handheld.walk()
    handheld.expect_handed_in()
    board.page.locator("button.alarm").click()
    photo = board.page.get_by_role("img", name="報告した人が撮った写真")
    expect(photo).to_be_visible()
    board.page.wait_for_function(
        "() => document.querySelector('.exception-photo img').naturalWidth > 0"
    )
    board.save("board-exception-photo")
