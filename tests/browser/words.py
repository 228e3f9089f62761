"""The words of the screens, read from where they are written."""

import re
from functools import cache
from pathlib import Path

from tests.browser.house import ROOT

WORDS = ROOT / "pwa" / "src" / "words"
ENTRY = re.compile(r"^  '(?P<key>[a-z_.0-9A-Z]+)':\s*'(?P<words>(?:[^'\\]|\\.)*)'", re.MULTILINE)
VALUE = re.compile(r"\{\w+(?:\|[^|}]*\|[^}]*)?\}")
UNIT_CHARACTERS_MAX = 3
JAPANESE = re.compile("[ぁ-ゖァ-ヺ㐀-鿿]")


@cache
def dictionary(language: str) -> dict[str, str]:
    """Every key and its words in a language."""
    found: dict[str, str] = {}
    for file in sorted(Path(WORDS).glob(f"*.{language}.ts")):
        found |= {entry["key"]: entry["words"] for entry in ENTRY.finditer(file.read_text("utf-8"))}
    return found


@cache
def japanese_sentences() -> re.Pattern[str]:
    """What the screens say in Japanese, whatever the values are; values alone may be anything."""
    patterns = [
        value_of(words).join(map(re.escape, VALUE.split(words)))
        for words in dictionary("ja").values()
        if JAPANESE.search(VALUE.sub("", words))
    ]
    return re.compile("|".join(sorted(set(patterns), key=len, reverse=True)))


def value_of(words: str) -> str:
    """What a value may be: beside a mere unit a number, or half of all goods would match."""
    return "[0-9.,:]+" if len(VALUE.sub("", words)) <= UNIT_CHARACTERS_MAX else ".+"


def without_words(texts: list[str]) -> list[str]:
    """The texts of a screen that are the name of words instead of words."""
    families = {key.partition(".")[0] for key in dictionary("ja")}
    name_of_words = re.compile(rf"\b(?:{'|'.join(map(re.escape, families))})(?:\.[a-z_0-9]+)+\b")
    return [text for text in texts if name_of_words.search(text)]


def not_english(texts: list[str]) -> list[str]:
    """The texts of an English screen that the Japanese dictionary has written."""
    english = set(dictionary("en").values())
    return [
        text
        for text in texts
        if JAPANESE.search(text) and text not in english and japanese_sentences().fullmatch(text)
    ]
