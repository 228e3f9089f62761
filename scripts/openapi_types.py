"""Make the PWA's types from the OpenAPI document of the server in this checkout."""

import argparse
import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

from checkout import BIN, PWA, ROOT
from prepare_pwa import node_command

TYPES = PWA / "src" / "server_api" / "generated" / "openapi.ts"
DIFFERENCE_LINES_MAX = 40


def main() -> int:
    """Write the types, or compare them; answer 1 when they are not current."""
    options = read_options()
    with tempfile.TemporaryDirectory() as folder:
        made = make_types(Path(folder))
    if not options.check:
        TYPES.parent.mkdir(exist_ok=True)
        TYPES.write_text(made, "utf-8")
        return 0
    kept = TYPES.read_text("utf-8") if TYPES.exists() else ""
    if kept == made:
        print("The PWA's types are those of the server's API.")
        return 0
    tell_difference(kept, made)
    return 1


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/openapi-types", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when stale")
    return parser.parse_args()


def make_types(folder: Path) -> str:
    """The types of the API as this checkout's server describes it."""
    document, types = folder / "openapi.json", folder / "openapi.ts"
    run(BIN / "flask", "openapi", "write", document, at=ROOT)
    generator = PWA / "node_modules" / "openapi-typescript" / "bin" / "cli.js"
    # A field with a default may be left out by who asks; the server fills it in.
    run(
        node_command(),
        generator,
        document,
        "--output",
        types,
        "--default-non-nullable=false",
        at=PWA,
    )
    # A nested thing that may be missing is described so that it would type as an empty object, too.
    return types.read_text("utf-8").replace("(Record<string, never> | null) | ", "null | ")


def run(*command: str | Path, at: Path) -> None:
    done = subprocess.run(command, cwd=at, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")


def tell_difference(kept: str, made: str) -> None:
    lines = difflib.unified_diff(
        kept.splitlines(), made.splitlines(), "the PWA's types", "the server's API", lineterm=""
    )
    for _, line in zip(range(DIFFERENCE_LINES_MAX), lines, strict=False):
        print(line)
    print("The PWA's types are stale. Make them anew:  ./scripts/openapi-types")


if __name__ == "__main__":
    sys.exit(main())
