"""A real Chromium before a real server, and screens of every kind in it."""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.browser.floor import (
    DESK,
    HANDHELD,
    TABLET,
    WALL,
    Board,
    Handheld,
    Tablet,
    View,
    carry_over,
)
from tests.browser.house import ROOT, House, Member, renewed, standing
from tests.makers import Screen
from tests.servers import fast_folder

PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)
QUIET = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--no-pings",
    "--disable-domain-reliability",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
    # Nothing of this browser ever leaves the machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
NOISE = ("Failed to load resource", "net::ERR_INTERNET_DISCONNECTED")
"""What Chromium itself says of an answer that is no 2xx, or of no network; pages handle those."""


@dataclass
class Screens:
    """Opens screens in this house; tells afterwards what any of them complained of."""

    house: House
    playwright: Playwright
    chromium: Browser
    stack: ExitStack
    complaints: list[str] = field(default_factory=list)

    def page(self, size: dict[str, int], *, like: Screen | None = None) -> Page:
        """A browser of its own with one page; `like`: with the cookies of this screen."""
        self.house.open()
        context = self.chromium.new_context(
            viewport=size,
            has_touch=size in (HANDHELD, TABLET),
            is_mobile=size == HANDHELD,
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
        )
        self.stack.callback(context.close)
        if like is not None:
            carry_over(context, like, self.house.origin)
        return self.listen(context, context.new_page())

    def phone(self, folder: Path, *, like: Screen | None = None) -> Page:
        """A handheld of its own make: a browser program that keeps what it knows in a folder."""
        self.house.open()
        context = self.playwright.chromium.launch_persistent_context(
            folder,
            executable_path=chromium_path(),
            args=QUIET,
            viewport=HANDHELD,
            has_touch=True,
            is_mobile=True,
        )
        self.stack.callback(close_what_lives, context)
        if like is not None:
            carry_over(context, like, self.house.origin)
        return self.listen(context, context.pages[0])

    def kill(self, folder: Path) -> None:
        """Take the battery out of a phone: its program ends at once and saves nothing."""
        (process,) = programs_of(folder)
        os.kill(process, signal.SIGKILL)
        while programs_of(folder):
            time.sleep(0.01)

    def listen(self, context: BrowserContext, page: Page) -> Page:
        """Hear what goes wrong on a page."""
        context.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self.hear)
        return page

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what a page complains of in its console."""
        if message.type == "error" and not any(noise in message.text for noise in NOISE):
            self.complaints.append(message.text)

    def handheld(self, member: Member | None = None) -> Handheld:
        """A handheld, with this picker long at work on it."""
        like = None if member is None else self.house.at_work("handheld", member)
        handheld = Handheld(self.page(HANDHELD, like=like), self.house)
        if like is not None:
            handheld.go("/")
        return handheld

    def tablet(self, member: Member | None = None) -> Tablet:
        """A packing tablet, with this packer long at work at it."""
        like = None if member is None else self.house.at_work("tablet", member)
        tablet = Tablet(self.page(TABLET, like=like), self.house)
        if like is not None:
            tablet.go("/pack")
        return tablet

    def board(self, desk: Screen | None = None) -> Board:
        """The wall, shown by this desk's person."""
        board = Board(self.page(WALL, like=desk), self.house)
        if desk is not None:
            board.go("/board")
        return board

    def office(self, desk: Screen | None = None) -> View:
        """A browser at a desk."""
        office = View(self.page(DESK, like=desk), self.house)
        if desk is not None:
            office.go("/office")
        return office


@pytest.fixture(scope="session")
def pwa() -> Path:
    """The built PWA; ./scripts/test builds it before these tests."""
    build = Path(os.environ.get("TANABAN_PWA") or ROOT / "pwa" / "dist")
    assert (build / "index.html").is_file(), "The PWA is not built: cd pwa && npm run build"
    return build


@pytest.fixture(scope="session")
def site(pwa: Path) -> Iterator[House]:
    """A demo warehouse without orders; laid out once, as new for each journey."""
    with fast_folder("tanaban-journey-") as folder, standing(folder, pwa) as house:
        yield house


def chromium_path() -> str:
    """The system's Chromium; ./scripts/test installs it."""
    found = shutil.which("chromium")
    assert found, "apt-get install -y chromium fonts-noto-cjk"
    return found


def programs_of(folder: Path) -> list[int]:
    """The browser program that keeps its things in this folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = entry.read_bytes().split(b"\0")
            if f"--user-data-dir={folder}".encode() in words and not any(
                word.startswith(b"--type=") for word in words
            ):
                found.append(int(entry.parent.name))
    return found


def close_what_lives(context: BrowserContext) -> None:
    """Close a phone that may have been killed."""
    with suppress(Error):
        context.close()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What moves the browsers; they and it are not asked to go, for one that hangs never would."""
    with sync_playwright() as playwright:
        yield playwright
        for driver in psutil.Process().children():
            if "run-driver" in driver.cmdline():
                for program in [*driver.children(recursive=True), driver]:
                    program.kill()


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Browser:
    """One browser program; every screen gets a profile of its own in it."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=QUIET)


@pytest.fixture
def house(site: House) -> Iterator[House]:
    """The warehouse of this journey."""
    with renewed(site) as house:
        yield house


@pytest.fixture
def screens(house: House, playwright: Playwright, chromium: Browser) -> Iterator[Screens]:
    """Screens in this house. No page may have thrown or complained."""
    with ExitStack() as stack:
        screens = Screens(house, playwright, chromium, stack)
        yield screens
    assert not screens.complaints, "\n".join(screens.complaints)
