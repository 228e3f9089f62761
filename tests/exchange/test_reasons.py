"""Every reason has words: in the manual, and in both languages of the client."""

import json
import re
from pathlib import Path

import pytest

from server.exchange import reasons

CHECKOUT = Path(__file__).parents[2]
ROOM = CHECKOUT / "server" / "exchange"
EVERY = {*reasons.FILE_REASONS, *reasons.ROW_REASONS, *reasons.ROW_NOTES, *reasons.WARNINGS}


def test_the_manual_tells_every_reason():
    manual = (CHECKOUT / "docs" / "order_files.md").read_text("utf-8")
    assert [code for code in sorted(EVERY) if f"`{code}`" not in manual] == []


def test_what_profiles_mean_are_known_reasons():
    meant = set()
    for path in ROOM.glob("*/profile.json"):
        profile = json.loads(path.read_text("utf-8"))
        for rules in (profile["refused"], profile["lines_refused"], profile["lines_left_out"]):
            meant |= {rule["means"] for rule in rules}
    assert meant <= EVERY


def test_what_cells_and_files_are_refused_for_are_known_reasons():
    told = set()
    for path in ROOM.rglob("*.py"):
        source = path.read_text("utf-8")
        told |= set(re.findall(r'(?:Unreadable|FileRefused)\(\s*"([a-z0-9_]+)"', source))
    assert len(told) > 15
    assert told <= EVERY


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("refused", reasons.FILE_REASONS),
        ("problem", (*reasons.ROW_REASONS, *reasons.ROW_NOTES)),
    ],
)
def test_the_client_has_words_for_every_reason(language, kind, codes):
    words = "".join(
        path.read_text("utf-8")
        for path in sorted((CHECKOUT / "pwa" / "src" / "words").glob(f"*.{language}.ts"))
    )
    assert [code for code in codes if f"'{kind}.{code}'" not in words] == []
