"""Have .venv hold exactly what the requirements pin."""

import re
import subprocess
import sys
from pathlib import Path

from checkout import BIN, ROOT, VENV, fingerprint, is_fresh, network_advice
from progress import Reader, TroubleError, run


def prepare_python(*, for_development: bool) -> None:
    """Have .venv hold exactly what the requirements pin."""
    names = ["requirements.txt", *(["requirements-dev.txt"] if for_development else [])]
    runtime = fingerprint([sys.version, str(ROOT), ROOT / "requirements.txt"])
    development = fingerprint([runtime, ROOT / "requirements-dev.txt"])
    stamps = {"runtime": VENV / ".made-from", "development": VENV / ".made-from-dev"}
    if is_fresh(stamps["development"], development):
        return
    if not for_development and is_fresh(stamps["runtime"], runtime):
        return
    install(names[-1], "Python packages")
    stamps["runtime"].write_text(runtime, "utf-8")
    if for_development:
        stamps["development"].write_text(development, "utf-8")


def venv_works() -> bool:
    """Whether .venv stands, belongs to this folder and to this Python."""
    question = "import sys, pip; print(sys.prefix, *sys.version_info[:2])"
    if not (BIN / "python").exists():
        return False
    answer = subprocess.run(
        [BIN / "python", "-c", question], capture_output=True, text=True, check=False
    )
    return answer.stdout.split() == [str(VENV), *map(str, sys.version_info[:2])]


def prepare_venv() -> None:
    """Have a .venv for the packages to go into."""
    if venv_works():
        return
    for module in ("venv", "ensurepip"):
        if subprocess.run(
            [sys.executable, "-c", f"import {module}"], check=False, capture_output=True
        ).returncode:
            version = f"{sys.version_info[0]}.{sys.version_info[1]}"
            raise TroubleError(
                "This Python has no venv, and Tanaban keeps its packages in one.",
                "sudo apt-get update && sudo apt-get install -y python3-venv\n"
                f"(or python{version}-venv, if this Python did not come with the system)",
            )
    run("Python environment", [sys.executable, "-m", "venv", "--clear", VENV], folder=ROOT)


def install(requirements: str, title: str) -> None:
    pins = pinned(requirements)
    command: list[str | Path] = [
        BIN / "python",
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar",
        "off",
        "--requirement",
        ROOT / requirements,
    ]
    run(title, command, folder=ROOT, reader=pip_reader(len(pins)), advice=network_advice)


def pinned(requirements: str) -> list[str]:
    """Return the pins of a requirements file and of those it includes, bare: name==version."""
    pins: list[str] = []
    for line in (ROOT / requirements).read_text("utf-8").splitlines():
        if line.startswith("-r "):
            pins += pinned(line.removeprefix("-r ").strip())
        elif match := re.match(r"[\w.\[\]-]+==[\w.]+", line):
            pins.append(match[0])
    return pins


def pip_reader(total: int) -> Reader:
    collected = 0

    def read(line: str) -> str | None:
        nonlocal collected
        if match := re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line):
            collected = min(collected + 1, total)
            return f"{collected}/{total} {match[1]}"
        return "installing" if line.startswith("Installing") else None

    return read
