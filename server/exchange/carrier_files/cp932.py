"""Text in CP932 as Windows writes it, and what cannot be written so.

CPython writes the characters that NEC and IBM both added to Shift JIS by NEC's codes (lead bytes
ED, EE); Windows, glibc and browsers write them by IBM's (FA, FB, FC), and so do the programs that
read these files: 髙橋 by the wrong codes is printed as 〓橋.
"""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

NOT_IN_WINDOWS: Final = frozenset("\x80\uf8f0\uf8f1\uf8f2\uf8f3")
"""CPython has a single byte for these; Windows has no character there."""
NEC_LEADS = (0xED, 0xEE)
IBM_LEADS = (0xFA, 0xFB, 0xFC)

LOOKS_THE_SAME: Final = MappingProxyType(
    {
        "\u301c": "\uff5e",  # 〜 wave dash
        "\u2212": "\uff0d",  # − minus
        "\u2016": "\u2225",  # ‖ double bar
        "\u2014": "\u2015",  # — dash
        "\u00a5": "\uffe5",  # ¥
        "\u00a2": "\uffe0",  # ¢
        "\u00a3": "\uffe1",  # £
        "\u00ac": "\uffe2",  # ¬
        "\u00a6": "\uffe4",  # ¦
        "\u00a0": " ",
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "\uff0d",
    }
)
"""The same sign under another number: Windows-31J has one of the two, and prints the same."""

WRITTEN_OTHERWISE: Final = MappingProxyType(
    {
        "\U00020bb7": "吉",  # 𠮷
        "\u4fe0": "侠",
        "\u9830": "頬",
        "\U00020b9f": "叱",  # 𠮟
        "\u525d": "剥",
        "\u5861": "填",
        "\u9a52": "騨",
        "\u9dd7": "鴎",
        "\u7e6b": "繋",
    }
)
"""Letters that Shift JIS lacks, and their form that it has; for a person to accept."""


def ibm_codes() -> Iterator[tuple[str, bytes]]:
    """The characters that CPython writes by NEC's codes, with IBM's."""
    for lead in IBM_LEADS:
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFD)):
            code = bytes((lead, trail))
            character = code.decode("cp932", "ignore")
            if len(character) == 1 and character.encode("cp932")[0] in NEC_LEADS:
                yield character, code


AS_WINDOWS: Final = MappingProxyType(dict(ibm_codes()))


def plain(text: str) -> str:
    """Text whose signs have the number that CP932 knows, where it looks the same."""
    return "".join(LOOKS_THE_SAME.get(character, character) for character in text)


def encode(text: str) -> bytes:
    """Text in CP932 as Windows writes it; letters for letters, nothing is replaced.

    Raises:
        UnicodeEncodeError: CP932 has no code for a character; ask `unwritable` before.
    """
    if text.isascii():
        return text.encode("ascii")
    for nth, letter in enumerate(text):
        # Python writes these as bytes that no Windows program reads.
        if letter in NOT_IN_WINDOWS:
            raise UnicodeEncodeError("cp932", text, nth, nth + 1, "Windows has no code for it")
    return b"".join(AS_WINDOWS.get(letter) or letter.encode("cp932") for letter in text)


def unwritable(text: str) -> list[str]:
    """The characters of a text that CP932 has no code for, each once, in order."""
    if text.isascii():
        return []
    found: dict[str, None] = {}
    for letter in text:
        if letter in NOT_IN_WINDOWS or not letter.encode("cp932", "ignore"):
            found[letter] = None
    return list(found)


def proposed(text: str) -> str:
    """The text with the letters that CP932 lacks in the form it has; those without one stay."""
    return "".join(WRITTEN_OTHERWISE.get(letter, letter) for letter in text)
