"""A whole shift without a network: what was taken ahead is begun, and all of it comes in once."""

import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from server.foundation import reading
from server.scans.records import DeviceEvent
from server.tasks.records import Task
from server.vocabulary import label_of
from tests.browser.conftest import Screens
from tests.browser.floor import HANDED_IN_SECONDS_MAX, LOAD_TOTES, Handheld
from tests.browser.house import SHOPIFY, House, small_orders
from tests.browser.test_interrupted import expect_all_handed_in_once

pytestmark = pytest.mark.browser

KILLS = int(os.environ.get("TANABAN_KILLS", "3"))
"""How often the battery is pulled; thirty times where it is measured."""


def carts(house: House, count: int) -> None:
    """So many carts of one tote each."""
    house.bring_in(small_orders(SHOPIFY, count))
    house.release(house.at_desk(), totes_per_cart=1)


def stages(house: House) -> dict[str, int]:
    """How many carts are open, claimed and done."""
    with house.app.app_context(), reading() as session:
        return dict(Counter(session.scalars(select(Task.stage).where(Task.kind == "pick"))))


def known_events(house: House) -> set[str]:
    """The names of all events that were handed in."""
    with house.app.app_context(), reading() as session:
        return set(session.scalars(select(DeviceEvent.event_id)))


def stored_keys(page: Page, table: str) -> list[str]:
    """The keys of what lies in a table of this device's own database."""
    keys: list[str] = page.evaluate(
        """async (table) => {
            const open = indexedDB.open('tanaban')
            const db = await new Promise((done) => { open.onsuccess = () => done(open.result) })
            const all = db.transaction(table).objectStore(table).getAllKeys()
            const keys = await new Promise((done) => { all.onsuccess = () => done(all.result) })
            db.close()
            return keys
        }""",
        table,
    )
    return keys


def wait_until(is_so: Callable[[], bool]) -> None:
    """Look again and again until it is so."""
    deadline = time.monotonic() + HANDED_IN_SECONDS_MAX
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def expect_ahead(handheld: Handheld, count: int) -> None:
    """Wait until so many carts are kept in the handheld, and the app itself."""
    page = handheld.page
    wait_until(lambda: len(set(stored_keys(page, "jobs")) - {"in_hand"}) == count)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def do_next(handheld: Handheld, cart: str, tote: str) -> None:
    """Begin what is offered, pick all of it, and ask for the next."""
    handheld.take_task(cart)
    handheld.load_totes(tote)
    handheld.walk()
    handheld.press(handheld.words("pick.done.next"))
    wait_until(lambda: "in_hand" not in stored_keys(handheld.page, "jobs"))


def test_with_the_network_gone_the_cart_in_hand_is_finished_and_the_next_two_are_begun(
    house: House, screens: Screens
) -> None:
    carts(house, 3)
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    expect_ahead(handheld, 2)
    handheld.page.context.set_offline(True)
    handheld.load_totes("T-0001")
    handheld.walk()
    handheld.press(handheld.words("pick.done.next"))
    handheld.expect_words(handheld.words("pick.idle.ahead", n=2))
    handheld.save("handheld-idle-offline-ahead")
    # The same cart is free again, and the handheld knows it.
    do_next(handheld, "C-01", "T-0002")
    handheld.page.reload()
    do_next(handheld, "C-01", "T-0003")
    before = len(house.handed_in())
    handheld.page.context.set_offline(False)
    handheld.expect_handed_in()
    assert len(house.handed_in()) > before
    expect_all_handed_in_once(house)
    assert stages(house) == {"done": 3}


def test_who_stands_idle_gets_the_cart_that_another_has_only_taken_ahead(
    house: House, screens: Screens
) -> None:
    carts(house, 2)
    holder = screens.handheld(house.crew("picker")[0])
    holder.take_task("C-01")
    expect_ahead(holder, 1)
    idle = screens.handheld(house.crew("picker")[1])
    idle.take_task("C-02")
    expect_ahead(holder, 0)
    holder.load_totes("T-0001")


def test_whoever_logs_out_leaves_carts_that_were_not_begun_to_the_others(
    house: House, screens: Screens
) -> None:
    carts(house, 2)
    handheld = screens.handheld(house.crew("picker")[0])
    expect_ahead(handheld, 2)
    log_out(handheld)
    handheld.expect_title("login.badge.lead")
    wait_until(lambda: stages(house) == {"open": 2})


def test_a_logout_without_network_loses_nothing_and_a_colleague_goes_on(
    house: House, screens: Screens
) -> None:
    carts(house, 1)
    first, second = house.crew("picker")[:2]
    handheld = screens.handheld(first)
    handheld.take_task("C-01")
    handheld.expect_handed_in()
    expect_ahead(handheld, 0)
    handheld.page.context.set_offline(True)
    handheld.load_totes("T-0001")
    handheld.go_to_place()
    log_out(handheld)
    handheld.expect_title("login.badge.lead")
    handheld.page.context.set_offline(False)
    handheld.log_in(second)
    handheld.take_pieces()
    handheld.put_in_tote()
    handheld.walk()
    handheld.expect_handed_in()
    expect_all_handed_in_once(house)


def log_out(handheld: Handheld) -> None:
    """By the menu."""
    handheld.press(handheld.words("header.menu"))
    handheld.press(handheld.words("menu.logout"))


def test_a_handheld_that_is_killed_again_and_again_loses_and_doubles_nothing(
    house: House, screens: Screens, tmp_path: Path
) -> None:
    carts(house, 1)
    device = house.at_work("handheld", house.crew("picker")[0])
    handheld = Handheld(screens.phone(tmp_path, like=device), house)
    handheld.go("/")
    handheld.take_task("C-01")
    saved: set[str] = set()
    for nth in range(KILLS):
        # Refused scans are facts as well: each has its own name in the journal.
        for scan in range(3):
            handheld.scan(label_of(f"L-X-{nth}-{scan}"))
        saved |= stored_events(handheld.page)
        screens.kill(tmp_path)
        handheld = Handheld(screens.phone(tmp_path, like=device), house)
        handheld.go("/")
        handheld.expect_step(LOAD_TOTES)
    handheld.expect_handed_in()
    assert saved <= known_events(house)
    expect_all_handed_in_once(house)


def stored_events(page: Page) -> set[str]:
    """The names of all events that are on this device's disk."""
    names = page.evaluate(
        """async () => {
            const open = indexedDB.open('tanaban')
            const db = await new Promise((done) => { open.onsuccess = () => done(open.result) })
            const all = db.transaction('events').objectStore('events').getAll()
            const entries = await new Promise((done) => { all.onsuccess = () => done(all.result) })
            db.close()
            return entries.map((entry) => entry.event_id)
        }"""
    )
    return set(names)


WRONG_ANSWERS: dict[str, Callable[[Page], None]] = {
    "500": lambda page: page.route("**/api/v1/scans", lambda route: route.fulfill(status=500)),
    "401": lambda page: page.route(
        "**/api/v1/scans", lambda route: route.fulfill(status=401, json={"code": "device_unknown"})
    ),
    "426": lambda page: page.route(
        "**/api/v1/scans", lambda route: route.fulfill(status=426, json={"code": "app_too_old"})
    ),
    "a page of HTML": lambda page: page.route(
        "**/api/v1/scans",
        lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Wi-Fi</h1>"),
    ),
    "nothing": lambda page: page.route("**/api/v1/scans", lambda route: route.abort()),
    "an answer that names no event": lambda page: page.route(
        "**/api/v1/scans", lambda route: route.fulfill(status=200, json={"verdicts": []})
    ),
}


@pytest.mark.parametrize("answer", WRONG_ANSWERS)
def test_a_server_that_answers_wrongly_loses_no_scan(
    house: House, screens: Screens, answer: str
) -> None:
    carts(house, 1)
    handheld = screens.handheld(house.crew("picker")[0])
    # The step is on the screen before the scan is on the disk; its answer says it was handed in.
    with handheld.page.expect_response("**/api/v1/scans"):
        handheld.take_task("C-01")
    handheld.expect_handed_in()
    WRONG_ANSWERS[answer](handheld.page)
    with handheld.page.expect_request("**/api/v1/scans"):
        handheld.load_totes("T-0001")
    handheld.go_to_place()
    expect(handheld.page.get_by_text("未送信 2")).to_be_visible()
    handheld.page.unroute_all()
    handheld.page.reload()
    handheld.walk()
    handheld.expect_handed_in()
    expect_all_handed_in_once(house)


def test_a_clock_that_is_a_day_off_refuses_nothing(house: House, screens: Screens) -> None:
    carts(house, 1)
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.page.clock.install(time="2031-01-01T00:00:00")
    handheld.page.clock.resume()
    handheld.page.reload()
    do_next(handheld, "C-01", "T-0001")
    handheld.expect_handed_in()
    expect_all_handed_in_once(house)


def test_a_full_disk_stops_scanning_before_anything_is_accepted(
    house: House, screens: Screens
) -> None:
    carts(house, 1)
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.expect_last_handed_in()
    before = len(house.handed_in())
    handheld.page.evaluate(
        """() => {
            IDBObjectStore.prototype.add = () => {
                throw new DOMException('The disk is full.', 'QuotaExceededError')
            }
        }"""
    )
    handheld.scan(label_of("T-0001"))
    handheld.expect_title("standstill.storage")
    handheld.save("handheld-disk-full")
    assert len(house.handed_in()) == before
    handheld.press(handheld.words("standstill.reload"))
    handheld.expect_step(LOAD_TOTES)
    handheld.load_totes("T-0001")
    handheld.walk()
    handheld.expect_handed_in()
    expect_all_handed_in_once(house)


def test_a_wiped_storage_says_so_and_its_cart_comes_back(house: House, screens: Screens) -> None:
    carts(house, 1)
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")
    handheld.expect_handed_in()
    handheld.page.goto(f"{house.origin}/healthz")
    handheld.page.evaluate(
        "new Promise((done) => { indexedDB.deleteDatabase('tanaban').onsuccess = done })"
    )
    handheld.go("/")
    handheld.expect_title("storage_fault.wiped")
    handheld.save("handheld-storage-wiped")
    handheld.press(handheld.words("storage_fault.next"))
    handheld.press(handheld.words("pick.idle.go_on"))
    handheld.walk()
    handheld.expect_handed_in()
