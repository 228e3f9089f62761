"""The checks there are, cheapest first."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from checkout import BIN, PWA, ROOT
from prepare_browser import prepare_browser
from prepare_pwa import build_pwa, node_command

Command = list[str | Path]
SCRIPTS = ROOT / "scripts"
PROGRAMS = ("start_server.py", "run_checks.py", "openapi_types.py")


@dataclass(frozen=True, kw_only=True)
class Check:
    """One check: its name on the command line, and how it is run; a test runner leaves a report."""

    name: str
    finds: str
    command: Callable[[Path], Command]
    folder: Path = ROOT
    is_fast: bool = True
    keeps_one_core_busy: bool = False
    """Those that stand together in the list run beside each other."""
    needs_node: bool = False
    before: Callable[[], None] | None = None
    """What has to be set up for this check alone; its trouble is a failure of the check."""
    minutes_max: float = 20
    """Longer than the slowest of them takes on a busy machine; what takes longer stands still."""


def python_tool(name: str, *words: str) -> Callable[[Path], Command]:
    return lambda _report: [BIN / name, *words]


def script(path: str, *words: str) -> Callable[[Path], Command]:
    return lambda _report: [ROOT / path, *words]


def node_tool(path: str, *words: str) -> Callable[[Path], Command]:
    return lambda _report: [node_command(), PWA / "node_modules" / path, *words]


def vitest(report: Path) -> Command:
    runner = PWA / "node_modules" / "vitest" / "vitest.mjs"
    reporters = ["--reporter=default", "--reporter=junit", f"--outputFile.junit={report}"]
    return [node_command(), runner, "run", *reporters]


def build(_report: Path) -> Command:
    """Into pwa/dist, where the journeys take it from: built once, unless it is there already."""
    return [BIN / "python", "-B", SCRIPTS / "prepare_pwa.py"]


def pytest(marks: str, *words: str) -> Callable[[Path], Command]:
    shown = ["--quiet", "--durations=5"]
    return lambda report: [BIN / "pytest", *words, *shown, f"--junitxml={report}", "-m", marks]


def prepare_journeys() -> None:
    prepare_browser()
    build_pwa()


CHECKS = [
    Check(
        name="ruff",
        finds="faults in Python",
        command=python_tool("ruff", "check", "."),
    ),
    Check(
        name="format",
        finds="how Python is laid out",
        command=python_tool("ruff", "format", "--check", "."),
    ),
    Check(
        name="biome",
        finds="faults in TypeScript, and how it is laid out",
        command=node_tool("@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."),
        folder=PWA,
        needs_node=True,
    ),
    Check(
        name="floors",
        finds="which room imports which",
        command=python_tool("lint-imports", "--no-cache", "--no-logo"),
    ),
    Check(
        name="mypy",
        finds="types in Python",
        command=python_tool("mypy"),
        keeps_one_core_busy=True,
    ),
    Check(
        name="mypy-scripts",
        finds="types in these scripts, which run without the server",
        command=python_tool("mypy", "--config-file", "../pyproject.toml", *PROGRAMS),
        folder=SCRIPTS,
        keeps_one_core_busy=True,
    ),
    Check(
        name="tsc",
        finds="types in TypeScript",
        command=node_tool("typescript/bin/tsc", "--noEmit"),
        folder=PWA,
        needs_node=True,
        keeps_one_core_busy=True,
    ),
    Check(
        name="api-types",
        finds="whether the PWA's picture of the API is current",
        command=script("scripts/openapi-types", "--check"),
        needs_node=True,
        keeps_one_core_busy=True,
    ),
    Check(
        name="build",
        finds="whether the PWA builds",
        command=build,
        needs_node=True,
        keeps_one_core_busy=True,
    ),
    Check(
        name="replay",
        finds="whether server and device decide alike",
        command=script("scripts/replay"),
        needs_node=True,
        keeps_one_core_busy=True,
    ),
    Check(
        name="vitest",
        finds="the PWA",
        command=vitest,
        folder=PWA,
        needs_node=True,
    ),
    Check(
        name="pytest",
        finds="the server",
        command=pytest("not browser", "--numprocesses=2", "--dist=worksteal"),
        is_fast=False,
        needs_node=True,
    ),
    Check(
        name="browser",
        finds="journeys in a real browser",
        # Two at a time, for one mostly waits; one that a starved machine has cut short is walked
        # again, visibly. One that waits for ever takes its process along: a signal would only be
        # raised into whatever waits there, once for all of its walks.
        command=pytest(
            "browser and not cost",
            "tests/browser",
            "--numprocesses=2",
            "--dist=worksteal",
            "--reruns=2",
            "--timeout=300",
            "--timeout-method=thread",
        ),
        is_fast=False,
        needs_node=True,
        before=prepare_journeys,
    ),
    Check(
        name="cost",
        finds="what a scan costs a handheld",
        # Alone: a journey beside it would take its part of the processor's caches.
        command=pytest("cost", "tests/browser", "--reruns=2"),
        is_fast=False,
        needs_node=True,
        before=prepare_journeys,
    ),
]

OWN_TO_A_PERSON = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "PUBLIC_ORIGIN"}
SLOW = {"PYTHONDONTWRITEBYTECODE"}
"""A dozen processes read the server and its tests: compiled once, not by each."""


def environment_of_checks(path: Sequence[Path]) -> dict[str, str]:
    """Let the checks find our tools first, and keep a person's own settings out of them."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("TANABAN_") and name not in OWN_TO_A_PERSON | SLOW
    }
    folders = [*map(str, path), kept.get("PATH", os.defpath)]
    return kept | {"PATH": os.pathsep.join(folders), "PYTHONUNBUFFERED": "1"}
