"""What a scan costs a page in processor time, read from the browser's own trace."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.scanner import Scanner

SCANS = 40
CATEGORIES = ["devtools.timeline", "toplevel", "__metadata"]
KEYS = {"keydown", "keyup", "keypress", "input"}
TASKS = {"ThreadControllerImpl::RunTask", "RunTask"}


@dataclass(frozen=True, slots=True)
class Traced:
    """Processor time of one scan, in milliseconds."""

    handlers_ms: float
    main_thread_ms: float


def traced_scans(browser: Browser, page: Page, scanner: Scanner, code: str) -> Traced:
    """Scan the same code many times under trace; each scan must count."""
    browser.start_tracing(page=page, categories=CATEGORIES)
    for _ in range(SCANS):
        before = page.evaluate("Number(document.querySelector('.count-up strong').textContent)")
        scanner.type(code)
        page.wait_for_function(
            "n => Number(document.querySelector('.count-up strong')?.textContent) > n",
            arg=before,
        )
    trace = json.loads(browser.stop_tracing())
    return read_trace(trace["traceEvents"], SCANS)


def read_trace(events: Iterable[dict[str, Any]], scans: int) -> Traced:
    """Processor time of the key handlers and of all tasks of the main thread, for one scan."""
    told = list(events)
    keys = [
        one
        for one in told
        if one["name"] == "EventDispatch" and one["args"]["data"]["type"] in KEYS
    ]
    assert keys, "no key was traced"
    main_thread = keys[0]["pid"], keys[0]["tid"]
    tasks = [
        one
        for one in told
        if one["name"] in TASKS and (one["pid"], one["tid"]) == main_thread and "tdur" in one
    ]
    return Traced(
        handlers_ms=sum(one.get("tdur", 0) for one in keys) / 1000 / scans,
        main_thread_ms=sum(one["tdur"] for one in outermost(tasks)) / 1000 / scans,
    )


def outermost(tasks: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Tasks that lie in no other."""
    ends_at = 0.0
    for task in sorted(tasks, key=lambda one: (one["ts"], -one["dur"])):
        if task["ts"] >= ends_at:
            ends_at = task["ts"] + task["dur"]
            yield task
