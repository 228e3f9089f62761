"""Have Chromium and a Japanese font for the journeys in a real browser."""

import ctypes
import os
import shutil
import subprocess
from pathlib import Path

from checkout import ROOT, network_advice
from progress import TroubleError, run

PACKAGES = ["chromium", "fonts-noto-cjk", "libatomic1"]
"""The last one is what the driver's own Node is linked against."""
BY_HAND = "sudo apt-get update && sudo apt-get install -y " + " ".join(PACKAGES)


def prepare_browser() -> None:
    """Install what is missing by apt when we are root; else say the command."""
    if shutil.which("chromium") and has_japanese_font() and has_library("libatomic.so.1"):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise TroubleError("The journeys need Chromium, a Japanese font and libatomic.", BY_HAND)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
    run("package lists", [*apt, "update"], folder=ROOT, environment=quiet, advice=network_advice)
    run(
        "Chromium and a Japanese font",
        [*apt, "install", "-y", "--no-install-recommends", *PACKAGES],
        folder=ROOT,
        environment=quiet,
        reader=lambda line: line if line.startswith(("Unpacking", "Setting up")) else None,
        advice=network_advice,
    )


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_japanese_font() -> bool:
    if not shutil.which("fc-list"):
        return any(Path("/usr/share/fonts").rglob("*CJK*"))
    found = subprocess.run(["fc-list", ":lang=ja"], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip())
