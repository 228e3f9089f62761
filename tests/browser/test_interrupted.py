"""Handhelds are reloaded, killed, carried out of reach. No scan is lost, none is doubled."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from server.vocabulary import label_of
from tests.browser.conftest import Screens
from tests.browser.floor import FIND_PLACE, LOAD_TOTES, PUT_IN_TOTE, TAKE_ITEM, Handheld
from tests.browser.house import SHOPIFY, House, small_orders
from tests.floor import slip_of

pytestmark = pytest.mark.browser


def expect_all_handed_in_once(house: House) -> None:
    """Every scan is there, once, in its order, and the server judged as the device did."""
    scans = house.handed_in()
    assert [scan.seq for scan in scans] == list(range(len(scans)))
    assert all(scan.agrees for scan in scans), scans


def unsent_of(handheld: Handheld) -> int:
    """How many scans the screen says are not handed in."""
    words = handheld.page.get_by_text(re.compile(r"^未送信 \d+$")).inner_text()
    return int(words.removeprefix("未送信 "))


def test_a_reload_in_mid_job_goes_on_at_the_exact_step(house: House, screens: Screens) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    house.release(house.at_desk())
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.expect_last_handed_in()
    handheld.page.reload()
    handheld.expect_step(LOAD_TOTES)
    handheld.load_totes("T-0001")
    for deed, step in (
        (handheld.go_to_place, TAKE_ITEM),
        (handheld.take_pieces, PUT_IN_TOTE),
        (handheld.put_in_tote, FIND_PLACE),
    ):
        deed()
        handheld.expect_last_handed_in()
        line = handheld.page.locator(".now").inner_text()
        handheld.page.reload()
        handheld.expect_step(step)
        assert handheld.page.locator(".now").inner_text() == line
    handheld.walk()
    handheld.expect_handed_in()
    expect_all_handed_in_once(house)


def test_a_parcel_half_packed_is_there_after_a_reload(house: House, screens: Screens) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    house.release(house.at_desk())
    house.pick_everything()
    tablet = screens.tablet(house.crew("packer")[0])
    tablet.open_tote("T-0001")
    (code, _), *_ = tablet.items()
    tablet.verify(code)
    tablet.expect_last_handed_in()
    left, flyers = tablet.items(), tablet.flyers()
    tablet.page.reload()
    expect(tablet.page.locator(".order-head")).to_contain_text("T-0001")
    assert (tablet.items(), tablet.flyers()) == (left, flyers)
    tablet.pack(slip_of(5))


def test_a_killed_handheld_goes_on_where_it_was(
    house: House, screens: Screens, tmp_path: Path
) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    house.release(house.at_desk())
    device = house.at_work("handheld", house.crew("picker")[0])
    handheld = Handheld(screens.phone(tmp_path, like=device), house)
    handheld.go("/")
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")
    handheld.expect_last_handed_in()
    handheld.page.context.set_offline(True)
    handheld.go_to_place()
    handheld.take_pieces()
    expect(handheld.page.get_by_text("未送信 2")).to_be_visible()
    line = handheld.page.locator(".now").inner_text()

    screens.kill(tmp_path)
    handheld = Handheld(screens.phone(tmp_path, like=device), house)
    handheld.go("/")
    handheld.expect_step(PUT_IN_TOTE)
    assert handheld.page.locator(".now").inner_text() == line
    handheld.walk()
    handheld.expect_handed_in()
    expect_all_handed_in_once(house)


def test_scans_made_offline_are_judged_at_once_and_handed_in_once(
    house: House, screens: Screens
) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    house.release(house.at_desk())
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")
    handheld.expect_handed_in()
    before = len(house.handed_in())
    handheld.page.context.set_offline(True)
    expect(handheld.page.get_by_role("img", name="オフライン")).to_be_visible()
    handheld.scan(label_of("L-A-01-01"))
    handheld.expect_refused("棚が違います", read="A-01-01")
    expect(handheld.page.get_by_text("未送信 1", exact=True)).to_be_visible()
    handheld.walk()
    handheld.save("handheld-done-offline")
    unsent = unsent_of(handheld)
    assert unsent > 5
    assert len(house.handed_in()) == before

    handheld.page.context.set_offline(False)
    handheld.expect_handed_in()
    assert len(house.handed_in()) == before + unsent
    expect_all_handed_in_once(house)
    handheld.press("次の作業へ")
    handheld.expect_words("次の作業を待っています")


def test_a_tab_that_was_closed_in_mid_job_is_opened_again_at_the_exact_step(
    house: House, screens: Screens
) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    house.release(house.at_desk())
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")
    handheld.expect_last_handed_in()
    context = handheld.page.context
    handheld.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    context.set_offline(True)
    handheld.go_to_place()
    handheld.take_pieces()
    handheld.page.close()
    handheld = Handheld(screens.listen(context, context.new_page()), house)
    # A deep link, too, opens the job: there is no network to ask for its page.
    handheld.go("/anything/deeper")
    handheld.expect_step(PUT_IN_TOTE)
    handheld.walk()
    context.set_offline(False)
    handheld.expect_handed_in()
    expect_all_handed_in_once(house)


def test_storage_that_is_taken_away_stops_the_scanner_before_anything_is_accepted(
    house: House, screens: Screens
) -> None:
    house.bring_in(small_orders(SHOPIFY, 1))
    house.release(house.at_desk())
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.expect_last_handed_in()
    before = len(house.handed_in())
    # The browser asks the page to let go of its database, as for a newer page in another tab.
    handheld.page.evaluate("indexedDB.deleteDatabase('tanaban')")
    handheld.expect_title("standstill.storage")
    handheld.scan(label_of("T-0001"))
    handheld.expect_title("standstill.storage")
    assert len(house.handed_in()) == before
