"""The house rules that no linter knows."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILE_LINES_MAX = 400
BODY_LINES_MAX = 65
"""Lines of code. We aim at 300 and 40; one statement of SQL, one thought, may be twenty lines."""
VAGUE_NAMES = {"utils", "util", "helpers", "misc", "common", "manager", "base", "lib", "shared"}
JAPANESE = re.compile("[ぁ-ゖァ-ヺ㐀-鿿]")
SAYS_JAPANESE = {
    "server/app/welcome.py",
    "server/boards/labels/which.py",
    "server/devices/decisions.py",
    "server/exchange",
    "server/rules/language/facts.py",
    "server/vocabulary/text.py",
}
"""Where Japanese is data, paper or the terminal's greeting; words for screens are the client's."""
OUR_OWN = ("server", "tests", "scripts", "migrations", "wsgi.py", "gunicorn.conf.py")


@lru_cache
def sources(*folders: str) -> list[tuple[str, ast.Module, str]]:
    """Every Python file of ours: where it is, its tree, its text."""
    found = []
    for folder in folders or OUR_OWN:
        path = ROOT / folder
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            text = file.read_text("utf-8")
            found.append((str(file.relative_to(ROOT)), ast.parse(text), text))
    return found


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Every function of a file, inner ones too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node


def test_files_and_functions_fit_the_eye() -> None:
    untidy = []
    for path, tree, text in sources("server", "scripts"):
        if (count := len(code_lines(tree, text))) > FILE_LINES_MAX:
            untidy.append(f"{path}: {count} lines of code")
        for function in functions(tree):
            inside = range(function.body[0].lineno, (function.end_lineno or 0) + 1)
            if (count := len(code_lines(tree, text) & set(inside))) > BODY_LINES_MAX:
                untidy.append(f"{path}:{function.lineno} {function.name}: {count} lines of code")
    assert not untidy, "\n".join(untidy)


@lru_cache(maxsize=1)
def code_lines(tree: ast.Module, text: str) -> set[int]:
    """The lines that do something: no blank ones, no comments, no docstrings."""
    words = {
        number
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and is_docstring(node)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    lines = enumerate(text.splitlines(), start=1)
    return {
        number
        for number, line in lines
        if line.strip() and not line.strip().startswith("#") and number not in words
    }


def is_docstring(node: ast.stmt) -> bool:
    """Whether a statement is only words."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_names_say_what_is_inside() -> None:
    vague = [
        path
        for path, _, _ in sources()
        if VAGUE_NAMES & {part.removesuffix(".py") for part in Path(path).parts}
    ]
    assert not vague, vague


def test_every_file_of_the_server_says_what_it_is_for() -> None:
    silent = [path for path, tree, _ in sources("server") if not ast.get_docstring(tree)]
    assert not silent, silent


def test_what_is_public_says_what_it_does() -> None:
    """Guards and effects of a flow table excepted: the table says with them what it does."""
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree, _ in sources("server")
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and f'"{node.name}"' not in flow_beside(path)
    ]
    assert not silent, "\n".join(silent)


def flow_beside(path: str) -> str:
    """The flow table of a file's room; nothing where it has none."""
    table = (ROOT / path).with_name("flow.json")
    return table.read_text("utf-8") if table.is_file() else ""


def test_no_test_waits_without_an_event() -> None:
    """A short sleep between two looks is how to wait for another process; others are guesses."""
    asleep = []
    for path, tree, _ in sources("tests"):
        looking = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.While)
            for inner in ast.walk(node)
        }
        asleep += [
            f"{path}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and ast.unparse(node.func) in {"time.sleep", "sleep"}
            and id(node) not in looking
        ]
    assert not asleep, asleep


def test_every_test_is_collected_once() -> None:
    doubled = []
    for path, tree, _ in sources("tests"):
        names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        doubled += [f"{path} {name}" for name in set(names) if names.count(name) > 1]
        uncollected = "test_" in path and not Path(path).name.startswith("test_")
        doubled += [f"{path} {name}" for name in names if name.startswith("test_") and uncollected]
    assert not doubled, doubled


def test_nothing_is_left_to_do_later() -> None:
    later = re.compile("#.*\\b(TODO|FIXME|XXX|HACK)\\b")
    left = [
        f"{path}:{number}"
        for path, _, text in sources()
        for number, line in enumerate(text.splitlines(), start=1)
        if later.search(line) and "re.compile" not in line
    ]
    assert not left, left


def test_words_for_screens_are_not_in_the_server() -> None:
    spoken = []
    for path, tree, _ in sources("server"):
        if path.startswith(tuple(SAYS_JAPANESE)):
            continue
        words = docstrings_of(tree)
        spoken += [
            f"{path}:{node.lineno} {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and JAPANESE.search(node.value)
            and id(node) not in words
        ]
    assert not spoken, "\n".join(spoken)


def docstrings_of(tree: ast.Module) -> set[int]:
    """Every string that stands by itself: it tells the reader, not the screen."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt | ast.Expr) and is_docstring(node)
    }  # type: ignore[attr-defined]


def test_no_door_is_left_open_by_habit() -> None:
    habits = re.compile(
        r"debug\s*=\s*True|cors_allowed_origins\s*=\s*[\"']\*|pickle\.loads?\(|verify\s*=\s*False"
        r"|shell\s*=\s*True|unsafe-inline|(?<!wasm-)unsafe-eval"
    )
    open_doors = [
        f"{path}:{number} {line.strip()}"
        for path, _, text in sources("server", "wsgi.py", "gunicorn.conf.py")
        for number, line in enumerate(text.splitlines(), start=1)
        if habits.search(line)
    ]
    assert not open_doors, "\n".join(open_doors)
