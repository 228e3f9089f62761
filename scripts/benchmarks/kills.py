"""`scripts/bench kills`: a handheld's browser is killed in mid-scan, again and again."""

import os
import random
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright
from sqlalchemy import create_engine, text

from scripts.benchmarks.handheld import ALL_SENT, SENT_MAX_MS, SIZE, begin_walk, shop_floor
from scripts.benchmarks.machine import say_load
from scripts.benchmarks.stage import disk_folder
from tests.browser.conftest import QUIET, chromium_path, programs_of
from tests.browser.scanner import Scanner
from tests.makers import Screen

SCRIPT = (Path(__file__).parent / "saved.js").read_text("utf-8")
"""Tells which events the page's own disk has confirmed, before anything else happens."""
CHOICE = 20_261_126
SCANS_BEFORE_KILL = 400
SECONDS_BEFORE_KILL = (0.2, 2.0)


@dataclass(slots=True)
class Seen:
    """What was seen of all lives of the handheld."""

    saved: set[str] = field(default_factory=set)
    """Events that its disk had confirmed while it lived."""
    in_mid_scan: int = 0
    """Kills that came while keys were still on their way."""


def bench_kills(kills: int) -> None:
    """Kill, open again, scan on; then ask the server what it has.

    Args:
        kills: how often the browser program is killed.
    """
    begun_at = say_load()
    seen, choose = Seen(), random.Random(CHOICE)  # noqa: S311 - the same kills in every run
    with (
        shop_floor() as (floor, screen, jan),
        disk_folder("profile") as profile,
        sync_playwright() as playwright,
    ):
        origin, url = floor
        for nth in range(kills):
            context, page = opened(playwright, profile, origin, screen, seen)
            if nth == 0:
                begin_walk(page)
            page.wait_for_selector(".count-up")
            scan_until_killed(page, jan, profile, choose.uniform(*SECONDS_BEFORE_KILL), seen)
            with suppress(Error):
                context.close()
        context, page = opened(playwright, profile, origin, screen, seen)
        page.wait_for_selector(".count-up")
        page.wait_for_function(ALL_SENT, timeout=SENT_MAX_MS)
        on_device = page.evaluate("Number(document.querySelector('.count-up strong').textContent)")
        context.close()
        print(f"\nkills; {begun_at} before, {say_load().removeprefix('load average ')} after")
        show(kills, seen, on_device, url)


def opened(
    playwright: Playwright, profile: Path, origin: str, screen: Screen, seen: Seen
) -> tuple[BrowserContext, Page]:
    """The handheld, switched on; its folder holds what its last life has left."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=chromium_path(),
        args=QUIET,
        viewport=SIZE,  # type: ignore[arg-type]
        has_touch=True,
        is_mobile=True,
        locale="ja-JP",
    )
    for name in ("tanaban_device", "tanaban_session"):
        cookie = screen.client.get_cookie(name)
        assert cookie is not None
        context.add_cookies([{"name": name, "value": cookie.value, "url": origin}])
    page = context.pages[0]

    def note(event_id: str) -> None:
        seen.saved.add(event_id)

    page.expose_function("event_is_saved", note)
    page.add_init_script(SCRIPT)
    page.goto(f"{origin}/")
    return context, page


def scan_until_killed(page: Page, jan: str, profile: Path, seconds: float, seen: Seen) -> None:
    """Scan without a pause until the program dies under it."""
    (program,) = programs_of(profile)
    scanner = Scanner(page)
    timer = Timer(seconds, os.kill, (program, signal.SIGKILL))
    timer.start()
    try:
        for _ in range(SCANS_BEFORE_KILL):
            scanner.burst(jan)
    except Error:
        seen.in_mid_scan += 1
    timer.join()
    while programs_of(profile):
        time.sleep(0.01)


def show(kills: int, seen: Seen, on_device: int, url: str) -> None:
    """Print what the server has, beside what the device's disk had confirmed."""
    engine = create_engine(url)
    with engine.connect() as connection:

        def ask(question: str) -> Any:
            return connection.execute(text(question)).scalar_one()

        known = set(connection.execute(text("SELECT event_id FROM device_events")).scalars())
        scans = ask("SELECT count(*) FROM device_events")
        holes = ask("SELECT max(seq) + 1 - count(DISTINCT seq) FROM device_events")
        differ = ask("SELECT count(*) FROM event_verdicts WHERE NOT agrees")
        picked = ask("SELECT sum(picked_pieces) FROM pick_lines")
        moved = ask("SELECT sum(quantity_pieces) FROM movements WHERE cause = 'picked'")
    engine.dispose()
    missing = len(seen.saved - known)
    lines = [
        ("kills", kills, None),
        ("  of which with keys on their way", seen.in_mid_scan, None),
        ("events that the disk had confirmed", len(seen.saved), None),
        ("  of which the server does not have", missing, 0),
        ("events on the server", scans, None),
        ("  numbers missing in their row", holes, 0),
        ("  judged differently by device and server", differ, 0),
        ("pieces on the screen that the books do not have", on_device - picked, 0),
        ("pieces in the books that the ledger did not move once", picked - moved, 0),
    ]
    for title, value, wanted in lines:
        goal = "" if wanted is None else f"  [{'x' if value == wanted else ' '}] = {wanted}"
        print(f"{title:60}{value:10}{goal}")
