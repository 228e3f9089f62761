"""Set up what is missing, run the checks, and sum them up truthfully."""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET

from checkout import VENV, alone
from checks import CHECKS, Check, Command, environment_of_checks
from prepare_pwa import node_command, pwa_packages_meanwhile
from prepare_python import prepare_python, prepare_venv
from progress import TroubleError, tell_trouble

NOT_FOUND = 127
"""What a shell answers, too, when a program is not there."""
TOO_LONG = 124
"""What timeout(1) answers, too."""
PATIENCE_SECONDS = 30
"""For a check that was told to stop: a test runner says where it was, and ends its servers."""
RUNNING: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one check."""

    check: Check
    status: int
    seconds: float
    tests: Counter[str]


def main() -> int:
    """Run the chosen checks; answer 0 only if every one of them ran and passed."""
    options = read_options()
    begun = time.monotonic()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
    chosen = [
        check
        for check in CHECKS
        if (check.name in options.only if options.only else check.is_fast or not options.fast)
    ]
    try:
        with alone():
            environment = prepare(chosen)
        outcomes = [*carry_out_all(chosen, environment, options.more)]
    except TroubleError as trouble:
        tell_trouble(trouble)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 130
    return sum_up(outcomes, time.monotonic() - begun)


def read_options() -> argparse.Namespace:
    names = [check.name for check in CHECKS]
    parser = argparse.ArgumentParser(
        prog="scripts/test",
        description="Everything that has to hold before a change lands, cheapest first.",
        epilog="Checks: " + ", ".join(f"{check.name} ({check.finds})" for check in CHECKS),
    )
    parser.add_argument(
        "--only", action="append", choices=names, default=[], metavar="NAME", help="just this one"
    )
    parser.add_argument("--fast", action="store_true", help="what takes a minute, not many")
    parser.add_argument("more", nargs="*", help="after --only NAME --: words for that check")
    options = parser.parse_args()
    if options.more and len(options.only) != 1:
        parser.error("words for a check need exactly one --only NAME")
    return options


def prepare(chosen: list[Check]) -> dict[str, str]:
    """Set up what the chosen checks need; answer their environment."""
    prepare_venv()
    if not any(check.needs_node for check in chosen):
        prepare_python(for_development=True)
        return environment_of_checks([VENV / "bin"])
    node = node_command()
    with pwa_packages_meanwhile(node, for_development=True):
        prepare_python(for_development=True)
    return environment_of_checks([VENV / "bin", node.parent])


def carry_out_all(
    checks: list[Check], environment: dict[str, str], more: list[str]
) -> Iterator[Outcome]:
    """Run the checks and tell how each ended; those of one core run beside each other.

    What a check says goes straight to the screen, or is shown when it is its turn.
    """
    for is_beside, group in groupby(checks, lambda check: check.keeps_one_core_busy):
        if not is_beside:
            for check in group:
                print(title_of(check), flush=True)
                yield told(carry_out(check, environment, more, None))
            continue
        with ThreadPoolExecutor(os.cpu_count()) as workers, ExitStack() as stack:
            begun = [
                (check, said, workers.submit(carry_out, check, environment, more, said))
                for check in group
                for said in [stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8"))]
            ]
            # Who stops the run does not wait for checks that have not begun.
            stack.callback(workers.shutdown, wait=False, cancel_futures=True)
            for check, said, outcome in begun:
                outcome.result()
                said.seek(0)
                print(f"{title_of(check)}\n{said.read()}", end="", flush=True)
                yield told(outcome.result())


def title_of(check: Check) -> str:
    return f"\n── {check.name}: {check.finds} ".ljust(80, "─")


def told(outcome: Outcome) -> Outcome:
    print(f"{'ok' if outcome.status == 0 else 'FAILED'} {outcome.seconds:.1f} s", flush=True)
    return outcome


def carry_out(
    check: Check, environment: dict[str, str], more: list[str], said: IO[str] | None
) -> Outcome:
    """Run one check; what it says goes to the screen, or where it is kept."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        try:
            status = run_check(check, environment, [*check.command(report), *more], said)
        except TroubleError as trouble:
            tell_trouble(trouble)
            status = 1
        tests = count_tests(report)
    return Outcome(check=check, status=status, seconds=time.monotonic() - begun, tests=tests)


def run_check(
    check: Check, environment: dict[str, str], command: Command, said: IO[str] | None
) -> int:
    if check.before:
        with alone():
            check.before()
    try:
        program = subprocess.Popen(
            command,
            cwd=check.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=None if said is None else subprocess.STDOUT,
            start_new_session=True,
        )
    except FileNotFoundError:
        print(f"{command[0]} is not there.")
        return NOT_FOUND
    RUNNING.append(program)
    try:
        return program.wait(check.minutes_max * 60)
    except subprocess.TimeoutExpired:
        stop(program)
        line = f"{check.name} took longer than {check.minutes_max:g} minutes and was ended."
        print(f"\n{line}", file=said, flush=True)
        return TOO_LONG
    finally:
        RUNNING.remove(program)
        if program.poll() is None:
            stop(program)


def interrupt(*_: object) -> None:
    """Stop, and with us whatever runs: Ctrl-C does not reach a check, which has its own session."""
    for program in RUNNING:
        tell(program, signal.SIGINT)
    raise KeyboardInterrupt


def stop(program: subprocess.Popen[bytes]) -> None:
    """Interrupt a check and all it started, and end what does not heed that."""
    tell(program, signal.SIGINT)
    with suppress(subprocess.TimeoutExpired):
        program.wait(PATIENCE_SECONDS)
    tell(program, signal.SIGKILL)
    program.wait()


def tell(program: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Send a check and all it started a signal."""
    with suppress(ProcessLookupError):
        os.killpg(program.pid, number)


def count_tests(report: Path) -> Counter[str]:
    """Count what a test runner wrote down (JUnit's form, which pytest and vitest both write)."""
    counted: Counter[str] = Counter()
    if report.is_file():
        for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314 - our own file
            found = {
                name: int(suite.get(name) or 0)
                for name in ("tests", "failures", "errors", "skipped")
            }
            failed = found["failures"] + found["errors"]
            counted["failed"] += failed
            counted["skipped"] += found["skipped"]
            counted["passed"] += found["tests"] - failed - found["skipped"]
    return counted


def sum_up(outcomes: list[Outcome], seconds: float) -> int:
    """Print one line for each check, then the tests counted, and answer the exit status."""
    print("\n" + "═" * 80)
    total: Counter[str] = Counter()
    for outcome in outcomes:
        total += outcome.tests
        mark = "ok" if outcome.status == 0 else f"FAILED ({outcome.status})"
        counted = ", ".join(f"{number} {word}" for word, number in outcome.tests.items() if number)
        print(f"{outcome.check.name:<12} {mark:<13} {outcome.seconds:7.1f} s   {counted}".rstrip())
    failed = [outcome.check.name for outcome in outcomes if outcome.status != 0]
    status = 1 if failed else 0
    verdict = (
        f"failed: {', '.join(failed)}"
        if failed
        else f"{len(outcomes)} of {len(outcomes)} checks passed"
    )
    print(f"{verdict} in {int(seconds // 60)} min {seconds % 60:.0f} s; exit status {status}")
    if total:
        skipped = f", {total['skipped']} skipped" if total["skipped"] else ""
        print(f"tests: {total['passed']} passed, {total['failed']} failed{skipped}")
    return status


if __name__ == "__main__":
    sys.exit(main())
