"""`scripts/bench handheld`: what a scan costs a handheld, and a whole sitting of them.

Processor time and bytes repeat from run to run and are gates in the tests; wall times depend on the
machine and are printed only.
"""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.benchmarks.machine import say_load
from scripts.benchmarks.stage import ROOT, database, disk_folder, free_port, make_app, serving
from scripts.benchmarks.traced import Traced, traced_scans
from server.vocabulary import label_of
from tests.browser.conftest import QUIET, chromium_path
from tests.browser.scanner import Scanner
from tests.browser.words import dictionary
from tests.makers import Screen, World

DIST = ROOT / "pwa" / "dist"
PIECES = 1_000_000
SIZE = {"width": 360, "height": 640}
THROTTLE = 4
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
"""What Lighthouse calls slow 4G: 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up."""
SCANS = 60
BARE_PAGE = """<!doctype html><p class="count-up"><strong>0</strong></p><script>
addEventListener('keydown', ({ key }) => {
  const count = document.querySelector('strong')
  if (key === 'Enter') count.textContent = Number(count.textContent) + 1
})
</script>"""
"""What bounds a frame on this machine: a page that does nothing but count."""
KILOBYTE = 1000
LONG_TASK_MS = 50
STILL_MS = 1000
PART = 500
ALL_SENT = "() => document.querySelector('.work-header-count') === null"
SENT_MAX_MS = 300_000
SCRIPT = (Path(__file__).parent / "watch.js").read_text("utf-8")
"""What a page notes of itself: frames, long tasks, what was stored."""
ASSETS = re.compile(r'(?:src|href)="/(assets/[^"]+\.(?:js|css))"')


@dataclass(frozen=True, slots=True)
class Weight:
    """What the first load of a handheld weighs, gzipped, in bytes."""

    scripts: int
    styles: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured, in milliseconds unless it says otherwise."""

    weight: Weight
    usable_at: float
    warm_at: float
    traced: Traced
    frames: list[float]
    bare_frames: list[float]
    stored: list[float]
    heap_growth_bytes: float
    early: float
    late: float
    sitting: int


class Floor(NamedTuple):
    """Where a server answers, and where its database is."""

    origin: str
    database_url: str


def bench_handheld(sitting: int) -> None:
    """Measure and print.

    Args:
        sitting: how many scans one sitting has.
    """
    begun_at = say_load()
    with shop_floor() as ((origin, _), screen, jan), chromium() as browser:
        usable_at, warm_at = first_and_warm_start(browser, origin, screen)
        page = at_work(browser, origin, screen)
        scanner = Scanner(page)
        frames, stored = scans_one_by_one(page, scanner, jan)
        bare_frames = frames_of_a_bare_page(browser, origin, jan)
        traced = traced_scans(browser, page, scanner, jan)
        early, late, growth = whole_sitting(page, jan, sitting)
    figures = Figures(
        weight_of(DIST),
        usable_at,
        warm_at,
        traced,
        frames,
        bare_frames,
        stored,
        growth,
        early,
        late,
        sitting,
    )
    print(f"\nhandheld; {begun_at} before, {say_load().removeprefix('load average ')} after")
    show(figures)


def weight_of(build: Path) -> Weight:
    """What a browser loads before the first scan: the page's own scripts and styles."""
    page = (build / "index.html").read_text("utf-8")
    sizes = {"js": 0, "css": 0}
    for name in ASSETS.findall(page):
        sizes[name.rpartition(".")[2]] += len(gzip.compress((build / name).read_bytes(), 9))
    return Weight(scripts=sizes["js"], styles=sizes["css"])


@contextmanager
def shop_floor() -> Iterator[tuple[Floor, Screen, str]]:
    """A server with one cart to pick of which the first line never ends; who picks it; its code."""
    with disk_folder("handheld") as folder, database("sqlite", folder) as house:
        port = free_port()
        app = make_app(folder, house.url, port)
        world = World(app)
        product = world.product("P-1", stock={"A-01-01": PIECES})
        world.order((product, PIECES))
        world.place("C-001", kind="cart")
        world.place("T-0001", kind="tote")
        released = world.office("supervisor").post(
            "/waves",
            {
                "shops": [],
                "carriers": [],
                "ship_by_before": None,
                "totes_per_cart": 1,
                "carts_max": None,
            },
        )
        assert released.status_code == 201, released.text  # noqa: PLR2004 - made
        with serving(folder, house.url, port):
            yield Floor(f"http://127.0.0.1:{port}", house.url), world.handheld(), product.jan


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


def opened(browser: Browser, origin: str, screen: Screen | None) -> Page:
    """A page that notes what happens on it; nothing is loaded yet."""
    context = browser.new_context(viewport=SIZE, has_touch=True, is_mobile=True, locale="ja-JP")  # type: ignore[arg-type]
    if screen is not None:
        for name in ("tanaban_device", "tanaban_session"):
            cookie = screen.client.get_cookie(name)
            assert cookie is not None
            context.add_cookies([{"name": name, "value": cookie.value, "url": origin}])
    page = context.new_page()
    page.add_init_script(SCRIPT)
    return page


def first_and_warm_start(browser: Browser, origin: str, screen: Screen) -> tuple[float, float]:
    """When a slow handheld can be worked with: the first time over slow 4G, then from its cache."""
    page = opened(browser, origin, screen)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    page.goto(f"{origin}/")
    page.wait_for_selector("h1")
    usable_at = quiet_since(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.reload()
    page.wait_for_selector("h1")
    warm_at = page.evaluate("watched.heading_at")
    page.context.close()
    return usable_at, warm_at


def quiet_since(page: Page) -> float:
    """When the first heading stood there and no long task followed for a second."""
    quiet_at: float = page.evaluate("still => watched.quiet_since(still)", STILL_MS)
    return quiet_at


def at_work(browser: Browser, origin: str, screen: Screen) -> Page:
    """A handheld before the shelf, cart and tote scanned."""
    page = opened(browser, origin, screen)
    page.goto(f"{origin}/")
    begin_walk(page)
    return page


def begin_walk(page: Page) -> None:
    """Take the cart that is offered, and stand before its first shelf."""
    page.get_by_role("heading", name=dictionary("ja")["pick.idle.next"], exact=True).wait_for()
    scanner = Scanner(page)
    for label, shown in (
        (label_of("C-001"), ".now-target"),
        (label_of("T-0001"), ".plate"),
        (label_of("L-A-01-01"), ".count-up"),
    ):
        scanner.type(label)
        page.wait_for_selector(shown)


def scans_one_by_one(page: Page, scanner: Scanner, jan: str) -> tuple[list[float], list[float]]:
    """Scan pieces as a scanner types; how soon each was seen, and on the disk."""
    for _ in range(SCANS):
        before = counted(page)
        scanner.burst(jan)
        page.wait_for_function("n => watched.count() > n", arg=before)
    page.wait_for_function("n => watched.stored.length >= n", arg=SCANS)
    return page.evaluate("watched.frames"), page.evaluate("watched.stored.slice(-60)")


def frames_of_a_bare_page(browser: Browser, origin: str, jan: str) -> list[float]:
    """How soon the same scans are seen on a page that only counts them."""
    page = opened(browser, origin, None)
    page.goto(f"data:text/html,{quote(BARE_PAGE)}")
    scanner = Scanner(page)
    for _ in range(SCANS):
        before = counted(page)
        scanner.burst(jan)
        page.wait_for_function("n => watched.count() > n", arg=before)
    page.wait_for_function("n => watched.frames.length >= n", arg=SCANS)
    frames: list[float] = page.evaluate("watched.frames")
    page.context.close()
    return frames


def counted(page: Page) -> int:
    """Pieces counted on the screen."""
    count: int = page.evaluate("watched.count()")
    return count


def whole_sitting(page: Page, jan: str, scans: int) -> tuple[float, float, float]:
    """Very many scans: the middle time of the first and of the last, and what memory grew by."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.enable")
    first = page.evaluate("([jan, n]) => watched.scan_on(jan, n)", [jan, PART])
    page.wait_for_function(ALL_SENT, timeout=SENT_MAX_MS)
    before = heap_bytes(session)
    last = first
    for _ in range(scans // PART - 1):
        last = page.evaluate("([jan, n]) => watched.scan_on(jan, n)", [jan, PART])
    page.wait_for_function(ALL_SENT, timeout=SENT_MAX_MS)
    return first, last, heap_bytes(session) - before


def heap_bytes(session: object) -> float:
    """What the page's own objects take, after a look for garbage."""
    send = session.send  # type: ignore[attr-defined]
    send("HeapProfiler.collectGarbage")
    used: float = send("Runtime.getHeapUsage")["usedSize"]
    return used


def at(values: list[float], share: float) -> float:
    """The value below which this share of all lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def show(found: Figures) -> None:
    """Print what was measured beside what was to be reached."""
    growth = found.heap_growth_bytes / 1_000_000
    lines = [
        ("scripts to the first scan, kB gz", found.weight.scripts / KILOBYTE, 40),
        ("styles, kB gz", found.weight.styles / KILOBYTE, 8),
        (f"usable on slow 4G and a {THROTTLE} times slower processor, ms", found.usable_at, 2000),
        (f"warm start, {THROTTLE} times slower processor, ms", found.warm_at, 600),
        ("handlers' processor time of a scan, ms", found.traced.handlers_ms, 3),
        ("main thread's processor time of a scan, ms", found.traced.main_thread_ms, 16.7),
        ("scan to frame p50, ms", at(found.frames, 0.5), None),
        ("scan to frame p95, ms", at(found.frames, 0.95), 16.7),
        ("  a page that only counts, p50, ms", at(found.bare_frames, 0.5), None),
        ("  a page that only counts, p95, ms", at(found.bare_frames, 0.95), None),
        ("scan to disk p50, ms", at(found.stored, 0.5), None),
        ("scan to disk p99, ms", at(found.stored, 0.99), 50),
        (f"memory grown by {found.sitting} scans, MB", growth, 5),
        ("a scan at the beginning, ms", found.early, None),
        ("a scan at the end, ms", found.late, found.early * 1.25),
    ]
    for title, value, most in lines:
        goal = "" if most is None else f"  [{'x' if value <= most else ' '}] <= {most:g}"
        print(f"{title:66}{value:10.2f}{goal}")
