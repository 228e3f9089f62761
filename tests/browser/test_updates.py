"""A new version of the app is taken between tasks, never in the middle of one."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from tests.browser.conftest import Screens
from tests.browser.floor import Handheld
from tests.browser.house import SHOPIFY, House, small_orders, standing
from tests.browser.test_without_network import wait_until
from tests.servers import fast_folder

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(pwa: Path) -> Iterator[House]:
    """A demo warehouse with a build of its own, to be replaced by a newer one."""
    with fast_folder("tanaban-update-") as folder:
        build = folder / "build"
        shutil.copytree(pwa, build)
        with standing(folder, build) as house:
            yield house


def publish_another_version(house: House) -> None:
    """Lay a newer build where the server finds it; its service worker says so."""
    worker = house.pwa / "service_worker.js"
    worker.write_text(worker.read_text("utf-8") + "\n// another version\n", "utf-8")
    for copy in (".br", ".gz"):
        worker.with_name(worker.name + copy).unlink(missing_ok=True)


def wait_for_the_app_to_be_kept(page: Page) -> None:
    """The browser holds the app itself."""
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def learn_of_another_version(page: Page) -> None:
    """The browser has brought the new version, and keeps it waiting."""
    page.evaluate(
        """async () => {
            window.is_as_it_was = true
            const registration = await navigator.serviceWorker.getRegistration()
            await registration.update()
        }"""
    )


def expect_waiting(page: Page) -> None:
    """The new version is here, and the old one works on."""
    wait_until(
        lambda: page.evaluate(
            "async () => (await navigator.serviceWorker.getRegistration()).waiting !== null"
        )
    )
    assert page.evaluate("window.is_as_it_was")


def expect_renewed(page: Page) -> None:
    """The page has been loaded anew by itself."""

    def is_renewed() -> bool:
        # Asked in the middle of loading, a page has no answer.
        with suppress(Error):
            return bool(page.evaluate("window.is_as_it_was === undefined"))
        return False

    wait_until(is_renewed)


def at_work(house: House, screens: Screens) -> Handheld:
    """A handheld with a cart in hand, and one more to come."""
    house.bring_in(small_orders(SHOPIFY, 1))
    house.release(house.at_desk())
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.take_task("C-01")
    wait_for_the_app_to_be_kept(handheld.page)
    return handheld


def test_a_new_version_waits_for_the_end_of_the_task_and_for_an_empty_journal(
    house: House, screens: Screens
) -> None:
    handheld = at_work(house, screens)
    publish_another_version(house)
    learn_of_another_version(handheld.page)
    handheld.load_totes("T-0001")
    expect_waiting(handheld.page)
    handheld.walk()
    handheld.expect_handed_in()
    expect_waiting(handheld.page)
    handheld.press(handheld.words("pick.done.next"))
    expect_renewed(handheld.page)
    handheld.expect_words(handheld.words("pick.idle.none"))


def test_another_tab_of_the_same_browser_does_not_replace_a_task_under_way(
    house: House, screens: Screens
) -> None:
    handheld = at_work(house, screens)
    other = handheld.page.context.new_page()
    publish_another_version(house)
    learn_of_another_version(handheld.page)
    other.goto(f"{house.origin}/board")
    handheld.page.bring_to_front()
    handheld.load_totes("T-0001")
    expect_waiting(handheld.page)
    handheld.walk()
    handheld.expect_handed_in()
    handheld.press(handheld.words("pick.done.next"))
    expect_renewed(handheld.page)
