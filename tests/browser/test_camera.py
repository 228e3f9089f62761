"""A phone without a scanner: its camera is one. Real pictures of barcodes are really read."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from server.vocabulary import label_of
from tests.browser.camera import before_camera, film_of
from tests.browser.conftest import QUIET, Screens, chromium_path
from tests.browser.floor import HANDED_IN_SECONDS_MAX, LOAD_TOTES, TAKE_CART, Handheld
from tests.browser.house import SHOPIFY, HandedIn, House, small_orders

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

Phone = Callable[..., Handheld]
CART = label_of("C-01")


@pytest.fixture
def phone(house: House, playwright: Playwright) -> Iterator[Phone]:
    """A phone whose camera sees a film, with a picker at work on it."""
    with ExitStack() as stack:

        def opened(film: Path | None, *, is_allowed: bool = True) -> Handheld:
            browser = playwright.chromium.launch(
                executable_path=chromium_path(),
                args=QUIET + before_camera(film, is_allowed=is_allowed),
            )
            stack.callback(browser.close)
            screens = Screens(house, playwright, browser, stack)
            house.bring_in(small_orders(SHOPIFY, 1))
            house.release(house.at_desk())
            handheld = screens.handheld(house.crew("picker")[0])
            stack.callback(lambda: expect_no_complaints(screens))
            return handheld

        yield opened


def expect_no_complaints(screens: Screens) -> None:
    """No page may have thrown or complained."""
    assert not screens.complaints, "\n".join(screens.complaints)


def scans_of(house: House, count: int) -> list[HandedIn]:
    """Wait until the server has so many scans."""
    deadline = time.monotonic() + HANDED_IN_SECONDS_MAX
    while len(scans := house.handed_in()) < count:
        assert time.monotonic() < deadline, scans
        time.sleep(0.02)
    return scans


def test_a_label_before_the_camera_is_a_scan_and_the_instruction_stays_in_sight(
    house: House, phone: Phone, tmp_path: Path
) -> None:
    handheld = phone(film_of(tmp_path / "cart.y4m", [CART]))
    handheld.press("始める")
    handheld.expect_step(TAKE_CART)
    handheld.press("カメラ")
    handheld.expect_step(LOAD_TOTES)
    handheld.last = CART
    handheld.expect_last_handed_in()
    (scan,) = house.handed_in()
    assert (scan.raw, scan.via, scan.verdict) == (CART, "camera", "accept")
    handheld.save("camera")
    strip = handheld.page.get_by_role("region", name="カメラ").bounding_box()
    instruction = handheld.instruction.bounding_box()
    assert strip is not None
    assert instruction is not None
    assert strip["y"] + strip["height"] <= instruction["y"]
    # The label lies there still, and is the same scan still; only a tap reads it again.
    handheld.page.get_by_role("button", name="カメラの画像").tap()
    expect(handheld.page.locator(".verdict-ng")).to_be_visible()
    assert [scan.verdict for scan in scans_of(house, 2)] == ["accept", "refuse"]


def test_the_same_label_again_is_read_when_it_has_left_the_picture(
    house: House, phone: Phone, tmp_path: Path
) -> None:
    handheld = phone(film_of(tmp_path / "tote.y4m", [CART, None], seconds_each=2))
    handheld.press("始める")
    handheld.expect_step(TAKE_CART)
    handheld.press("カメラ")
    expect(handheld.page.locator(".verdict-ng")).to_be_visible()
    assert [scan.raw for scan in scans_of(house, 2)[:2]] == [CART, CART]


def test_a_camera_that_is_not_allowed_says_so_and_typing_stays_possible(phone: Phone) -> None:
    handheld = phone(None, is_allowed=False)
    handheld.press("始める")
    handheld.expect_step(TAKE_CART)
    handheld.press("カメラ")
    handheld.expect_words("カメラの使用が許可されていません")
    handheld.save("camera-refused")
    handheld.press("手入力")
    handheld.page.get_by_label("ラベルの文字か数字").fill("C-01")
    handheld.press("このコードで判定")
    handheld.expect_step(LOAD_TOTES)
