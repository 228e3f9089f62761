"""Read in glare, by every eye, with large letters, by a gloved thumb: every handheld screen."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from server.vocabulary import label_of
from tests.browser.conftest import Screens
from tests.browser.floor import FIND_PLACE, LOAD_TOTES, PUT_IN_TOTE, TAKE_CART, Handheld
from tests.browser.house import SHOPIFY, House, small_orders
from tests.browser.looking import Looker

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

KEY_DATA = ".plate, .count-up strong, .slot-number, .now-tote strong, .verdict-title, .right"
"""What the hand works by: place, quantity, where to, verdict."""

SMALL_TARGETS = """() => [...document.querySelectorAll('button, a[href], input, select, summary')]
  .filter((one) => one.checkVisibility() && one.type !== 'hidden')
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.width < 48 || box.height < 48))
  .map(([one, box]) => `${one.textContent.trim() || one.ariaLabel}: ${box.width}×${box.height}`)"""

PRIMARY = """() => [...document.querySelectorAll('.button-primary')]
  .filter((one) => one.checkVisibility())
  .map((one) => one.getBoundingClientRect())
  .filter((box) => box.height < 64 || box.top < innerHeight * 0.6)
  .map((box) => `a primary button of ${box.height} px begins at ${box.top} px`)"""

POOR_CONTRAST = """(selector) => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    return canvas.getImageData(0, 0, 1, 1).data
  }
  const light = (colour) => {
    const [r, g, b] = [...rgba(colour)].slice(0, 3).map((part) => part / 255)
      .map((share) => share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = (one) => {
    for (let at = one; at !== null; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at)
      if (rgba(backgroundColor)[3] === 255) return backgroundColor
    }
    return 'white'
  }
  return [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())
    .map((one) => {
      const lights = [light(getComputedStyle(one).color), light(ground(one))]
      const [low, high] = lights.sort((a, b) => a - b)
      return [one, (high + 0.05) / (low + 0.05)]
    })
    .filter(([, contrast]) => contrast < 7)
    .map(([one, contrast]) => `${one.className} ${one.textContent}: ${contrast.toFixed(1)}:1`)
}"""

LOST_WHEN_LARGE = """(selector) => {
  const faults = []
  const wide = document.scrollingElement.scrollWidth - innerWidth
  if (wide > 0) faults.push(`${wide} px too wide`)
  const parts = '.handheld-body, .sheet-body, .work-header, .handheld-foot'
  for (const part of document.querySelectorAll(parts))
    if (part.scrollWidth > part.clientWidth + 1)
      faults.push(`${part.className} is ${part.scrollWidth - part.clientWidth} px too wide`)
  const body = document.querySelector('.handheld-body')
  if (body !== null && body.clientHeight < 120)
    faults.push(`only ${body.clientHeight} px to read in`)
  // What lies under a sheet may be covered by it; that is what a sheet is.
  const top = [...document.querySelectorAll('.sheet')].at(-1) ?? document
  const shown = [...top.querySelectorAll(selector)].filter((one) => one.checkVisibility())
  for (const one of shown) {
    const box = one.getBoundingClientRect()
    if (box.right > innerWidth + 1 || box.left < -1)
      faults.push(`beside the screen: ${one.textContent}`)
    if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible')
      faults.push(`cut: ${one.textContent}`)
    for (const other of shown) {
      const beside = other.getBoundingClientRect()
      const apart = box.right <= beside.left + 1 || beside.right <= box.left + 1
        || box.bottom <= beside.top + 1 || beside.bottom <= box.top + 1
      if (other !== one && !one.contains(other) && !other.contains(one) && !apart)
        faults.push(`${one.textContent} lies over ${other.textContent}`)
    }
  }
  return faults
}"""

LARGER = "(share) => { document.documentElement.style.fontSize = share }"


class Reader(Looker):
    """Somebody with gloves, in glare, who has the letters twice as large."""

    def look(self, view: Any, name: str) -> None:
        """Measure a screen in both lights and both sizes."""
        page: Page = view.page
        for theme in ("dark", "light"):
            page.evaluate("(theme) => { document.documentElement.dataset.theme = theme }", theme)
            found = page.evaluate(POOR_CONTRAST, KEY_DATA)
            found += self.examine(view)
            self.wrong += [f"{name}, {theme}: {fault}" for fault in found]
        page.evaluate("() => { document.documentElement.dataset.theme = 'dark' }")
        found = page.evaluate(SMALL_TARGETS) + page.evaluate(PRIMARY)
        page.evaluate(LARGER, "200%")
        found += [f"at 200 %: {fault}" for fault in page.evaluate(LOST_WHEN_LARGE, KEY_DATA)]
        view.save(f"large-{name}")
        page.evaluate(LARGER, "")
        self.wrong += [f"{name}: {fault}" for fault in found]


@pytest.fixture
def reader() -> Iterator[Reader]:
    """Whoever has to read it."""
    reader = Reader("ja")
    yield reader
    reader.expect_nothing_wrong()


def test_every_screen_of_a_handheld_can_be_read_and_hit(
    house: House, screens: Screens, reader: Reader
) -> None:
    house.bring_in(small_orders(SHOPIFY, 3, pieces=4))
    handheld = screens.handheld(house.crew("picker")[0])
    handheld.expect_title("pick.idle.none")
    reader.look(handheld, "waiting")
    house.release(house.at_desk())
    handheld.page.reload()
    handheld.expect_title("pick.idle.next")
    reader.look(handheld, "offer")
    handheld.press("メニュー")
    expect(handheld.page.get_by_role("dialog")).to_be_visible()
    reader.look(handheld, "menu")
    handheld.press("閉じる")
    handheld.press("始める")
    handheld.expect_step(TAKE_CART)
    reader.look(handheld, "take-cart")
    handheld.scan(label_of("C-01"))
    handheld.expect_step(LOAD_TOTES)
    reader.look(handheld, "load-totes")
    handheld.load_totes("T-0001", "T-0002", "T-0003")
    handheld.expect_step(FIND_PLACE)
    reader.look(handheld, "find-place")
    refuse(handheld, label_of("L-M-24-04"))
    reader.look(handheld, "other-place")
    handheld.press("これは？")
    expect(handheld.page.locator(".look-up .plate")).to_be_visible()
    reader.look(handheld, "look-up")
    handheld.press("作業に戻る")
    handheld.go_to_place()
    reader.look(handheld, "take-item")
    refuse(handheld, "4912345678904")
    reader.look(handheld, "other-item")
    handheld.take_pieces()
    handheld.expect_step(PUT_IN_TOTE)
    reader.look(handheld, "put-in-tote")
    handheld.scan(label_of("X-BREAK"))
    handheld.expect_title("rest.title")
    reader.look(handheld, "break")
    handheld.press("作業に戻る")
    handheld.walk()
    reader.look(handheld, "done")


def refuse(handheld: Handheld, label: str) -> None:
    """Scan what is wrong."""
    handheld.scan(label)
    expect(handheld.page.locator(".verdict-ng")).to_be_visible()
    expect(handheld.page.locator(".flash")).to_have_count(0)


@pytest.mark.parametrize("eyes", ["protanopia", "deuteranopia", "tritanopia", "achromatopsia"])
def test_the_verdicts_are_told_apart_by_every_eye(
    house: House, screens: Screens, eyes: str
) -> None:
    house.bring_in(small_orders(SHOPIFY, 1, pieces=2))
    house.release(house.at_desk())
    handheld = screens.handheld(house.crew("picker")[0])
    session = handheld.page.context.new_cdp_session(handheld.page)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": eyes})
    handheld.take_task("C-01")
    handheld.load_totes("T-0001")
    verdict = handheld.page.locator(".verdict")
    symbols = set()
    expect(verdict).to_be_visible()
    handheld.save(f"vision/{eyes}-ok")
    symbols.add(verdict.locator("path").first.get_attribute("d"))
    refuse(handheld, "4912345678904")
    handheld.save(f"vision/{eyes}-ng")
    symbols.add(verdict.locator("path").first.get_attribute("d"))
    handheld.walk()
    handheld.save(f"vision/{eyes}-done")
    symbols.add(handheld.page.locator(".done path").first.get_attribute("d"))
    # Colour may be lost; the shapes stay three different ones.
    assert len(symbols) == 3
