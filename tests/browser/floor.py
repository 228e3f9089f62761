"""People at screens: what they read, scan and press. They know the words in their language."""

import re
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import BrowserContext, Locator, Page, expect

from scripts.demo_warehouse.shops import FLYERS
from server.vocabulary import label_of
from tests.browser.house import ROOT, House, Member
from tests.browser.scanner import Scanner
from tests.browser.words import dictionary
from tests.makers import Screen

HANDHELD = {"width": 360, "height": 640}
TABLET = {"width": 1280, "height": 800}
WALL = {"width": 1920, "height": 1080}
DESK = {"width": 1440, "height": 900}
HANDED_IN_SECONDS_MAX = 15
SCREENS = ROOT / "var" / "screens"
FLYER_LABELS = {flyer.name: label_of(flyer.code) for flyer in FLYERS}

TAKE_CART = "pick.step.take_cart"
LOAD_TOTES = "pick.step.load_totes"
FIND_PLACE = "pick.step.find_place"
TAKE_ITEM = "pick.step.take_item"
PUT_IN_TOTE = "pick.step.put_in_tote"
STEPS = (TAKE_CART, LOAD_TOTES, FIND_PLACE, TAKE_ITEM, PUT_IN_TOTE)


class View:
    """One page of the application in a browser, and who stands before it."""

    def __init__(self, page: Page, house: House, language: str = "ja") -> None:
        """Look at a page."""
        self.page = page
        self.house = house
        self.language = language

    def words(self, key: str, **values: object) -> str:
        """What the screen says, by the name of the words."""
        return dictionary(self.language)[key].format(**values)

    def go(self, path: str) -> None:
        """Open an address."""
        self.page.goto(f"{self.house.origin}{path}")

    def button(self, words: str) -> Locator:
        """The button with exactly these words."""
        return self.page.get_by_role("button", name=words, exact=True)

    def press(self, words: str) -> None:
        """Press a button."""
        self.button(words).click()

    def title(self, key: str) -> Locator:
        """The heading with these words."""
        return self.page.get_by_role("heading", name=self.words(key), exact=True)

    def expect_title(self, key: str) -> None:
        """Wait for a heading with these words."""
        expect(self.title(key)).to_be_visible()

    def expect_words(self, words: str | re.Pattern[str], **patience: Any) -> None:
        """Wait until the page says something."""
        expect(self.page.locator("body")).to_contain_text(words, **patience)

    def save(self, name: str) -> Path:
        """Keep a picture of the screen in var/screens, for people to look at."""
        path = SCREENS / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path, animations="disabled", caret="initial")
        return path


class ScanView(View):
    """A page with a scanner at it."""

    def __init__(self, page: Page, house: House, language: str = "ja") -> None:
        """Plug a scanner in."""
        super().__init__(page, house, language)
        self.scanner = Scanner(page)
        self.last = ""

    def scan(self, text: str) -> None:
        """Hold the scanner at a label."""
        self.last = text
        self.scanner.type(text)

    def inject(self, *texts: str) -> None:
        """Scan with a device that puts text into the page instead of typing keys."""
        self.last = "".join(texts)
        self.scanner.inject(*texts)

    def enrol(self, kind: str) -> None:
        """Open the link of the office's QR code, as a camera does."""
        self.go(f"/enrol#{self.house.enrolment_code(kind)}")
        self.expect_title("login.badge.lead")

    def log_in(self, member: Member) -> None:
        """Scan the badge, type the PIN on the pad."""
        self.scan(member.badge)
        self.expect_title("login.pin.lead")
        for digit in member.pin:
            self.press(digit)
        self.press(self.words("login.go"))
        expect(self.page.get_by_role("banner")).to_contain_text(member.name)

    def expect_last_handed_in(self) -> None:
        """Wait until the server has the last scan, if there was one."""
        deadline = time.monotonic() + HANDED_IN_SECONDS_MAX
        while self.last and self.last not in [scan.raw for scan in self.house.handed_in()[-1:]]:
            assert time.monotonic() < deadline, self.last
            time.sleep(0.02)

    def expect_handed_in(self) -> None:
        """Wait until nothing is unsent any more."""
        expect(self.page.locator(".work-header-count, .station-unsent")).to_have_count(0)


class Handheld(ScanView):
    """A picker's handheld."""

    @property
    def instruction(self) -> Locator:
        """What to do now."""
        return self.page.locator("h1.instruction")

    def expect_step(self, step: str) -> None:
        """Wait until this is what is to be done."""
        expect(self.instruction).to_have_text(self.words(step))

    def step(self) -> str:
        """What is to be done now."""
        words = self.instruction.inner_text().strip()
        return next(step for step in STEPS if self.words(step) == words)

    def take_task(self, cart: str) -> None:
        """Begin the offered task by scanning a cart."""
        self.expect_title("pick.idle.next")
        self.scan(label_of(cart))
        self.expect_step(LOAD_TOTES)

    def load_totes(self, *totes: str) -> None:
        """Put a tote on each position of the cart."""
        for nth, tote in enumerate(totes, start=1):
            self.scan(label_of(tote))
            if nth < len(totes):
                slot = self.words("pick.step.load_totes.slot", slot=nth + 1)
                expect(self.page.locator(".now-target")).to_contain_text(slot)
        self.expect_step(FIND_PLACE)

    def place(self) -> str:
        """The place on the screen, as its label says it."""
        return label_of(f"L-{self.page.locator('.plate').inner_text()}")

    def item(self) -> str:
        """The code on the article that the screen shows."""
        return self.page.locator(".goods-code").inner_text()

    def tote(self) -> str:
        """The tote that the screen asks for."""
        return label_of(self.page.locator(".now-tote strong").inner_text())

    def count(self) -> tuple[int, int]:
        """Pieces in the hand, of how many."""
        done, _, wanted = self.page.locator(".count-up").inner_text().partition("/")
        return int(done), int(wanted)

    def go_to_place(self) -> None:
        """Scan the shelf that is shown."""
        self.scan(self.place())
        self.expect_step(TAKE_ITEM)

    def take_pieces(self) -> None:
        """Scan every piece that is shown."""
        done, wanted = self.count()
        for nth in range(done + 1, wanted + 1):
            self.scan(self.item())
            if nth < wanted:
                expect(self.page.locator(".count-up strong")).to_have_text(str(nth))
        self.expect_step(PUT_IN_TOTE)

    def put_in_tote(self) -> None:
        """Scan the tote that is shown, and see that the line is through."""
        progress = self.page.locator(".progress span")
        before = progress.last.inner_text()
        self.scan(self.tote())
        expect(self.page.locator(".progress", has_text=before)).to_have_count(0)

    def walk(self) -> None:
        """Pick everything that is left."""
        steps = {
            FIND_PLACE: self.go_to_place,
            TAKE_ITEM: self.take_pieces,
            PUT_IN_TOTE: self.put_in_tote,
        }
        while not self.is_done():
            steps[self.step()]()

    def is_done(self) -> bool:
        """Whether the cart is through."""
        return self.title("pick.done.title").is_visible()

    def expect_refused(self, title: str, *, read: str, right: str | None = None) -> None:
        """NG stands on the screen, with what was read and what would have been right."""
        expect(self.page.locator(".verdict-ng .verdict-title")).to_have_text(title)
        expect(self.page.locator(".verdict-ng dd").first).to_contain_text(read)
        if right is not None:
            expect(self.page.locator(".verdict-ng dd.right")).to_contain_text(right)


class Tablet(ScanView):
    """A packing tablet."""

    @property
    def band(self) -> Locator:
        """The line that a packer works by."""
        return self.page.locator(".band")

    def fullest_tote(self) -> str:
        """The tote with the most in it, of those that wait."""

        def contents(row: Locator) -> list[int]:
            words = row.locator(".tote-queue-pieces").inner_text()
            return [int(number) for number in re.findall("[0-9]+", words)]

        rows = self.page.locator(".tote-queue-row").all()
        return max(rows, key=contents).locator(".tote-queue-tote").inner_text()

    def open_tote(self, tote: str) -> None:
        """Scan a tote on the free bench."""
        expect(self.page.locator(".tote-queue-count")).to_be_visible()
        self.scan(label_of(tote))
        expect(self.page.locator(".order-head")).to_contain_text(tote)

    def items(self) -> list[tuple[str, int]]:
        """What is still to be verified: the code on the article, and how many pieces."""
        left = []
        for card in self.page.locator(".pack-card").all():
            done, _, wanted = (card.locator(".count-ring-text").text_content() or "").partition("/")
            code = card.locator(".product-code").inner_text()
            kind = card.locator(".product-code-kind").inner_text()
            left.append((code.removeprefix(kind).strip(), int(wanted) - int(done)))
        return [(code, pieces) for code, pieces in left if pieces > 0]

    def flyers(self) -> list[str]:
        """The labels on the flyers that are still to be inserted."""
        names = self.page.locator(
            ".flyer-card:not(.flyer-card-complete) .flyer-card-name"
        ).all_inner_texts()
        return [FLYER_LABELS[name] for name in names]

    def verify(self, code: str) -> None:
        """Scan one article or flyer and see it counted."""
        counts = self.page.locator(".count-ring-text, .flyer-card .state-word")
        before = counts.all_text_contents()
        self.scan(code)
        expect(counts).not_to_have_text(before)
        asks = self.words("packing.do.scan_serial")
        if asks in self.band.inner_text():
            self.scan(f"SN-{uuid4().hex[:12]}")
            expect(self.band).not_to_contain_text(asks)

    def verify_contents(self) -> None:
        """Scan everything that must go in."""
        for code, pieces in self.items():
            for _ in range(pieces):
                self.verify(code)
        for label in self.flyers():
            self.verify(label)
        expect(self.band).to_contain_text(self.words("packing.do.scan_slip"))

    def pack(self, slip: str) -> None:
        """Scan everything that must go in, then the slip, and see the parcel closed."""
        self.verify_contents()
        self.scan(slip)
        self.expect_title("packing.closed")


class Board(View):
    """The board on the wall."""

    def stage(self, name: str) -> Locator:
        """How many orders are in a stage."""
        return self.page.locator(f".flow-{name} .flow-count")

    def wait_for(self, stage: str, orders: int) -> None:
        """Wait until so many orders are in a stage; seen with the next frame, without a reload."""
        self.page.wait_for_function(
            "([stage, n]) => document.querySelector(`.flow-${stage} .flow-count`)?.innerText === n",
            arg=[stage, str(orders)],
        )


def carry_over(context: BrowserContext, screen: Screen, origin: str) -> None:
    """Give a browser what a device that has long been at work keeps."""
    cookies = [
        {"name": name, "value": cookie.value, "url": origin}
        for name in ("tanaban_device", "tanaban_session")
        if (cookie := screen.client.get_cookie(name)) is not None
    ]
    context.add_cookies(cookies)  # type: ignore[arg-type]
