"""In which letters a file is written: BOM, else strict UTF-8, else strict CP932, else refused.

Nothing is guessed from statistics: short Japanese files mislead every guesser. One thing is
weighed: bytes that are nearly all UTF-8 are damaged UTF-8, not CP932, though CP932 would often take
them and make 縺ゅ＞ of あい.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from dataclasses import dataclass

from server.exchange.order_files.problems import FileRefused

BLOCK_BYTES = 1_000_000
LOOKED_AT_BYTES = 4096
SOMETHING = re.compile(rb"[^\s\x00]")
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NOT_CP932 = re.compile("[\x80\uf8f0-\uf8f3]")
"""Python reads five single bytes as these; Windows has no character there."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file become text."""

    name: str
    """`utf-8-sig` (with BOM), `utf-8` or `cp932`."""
    start: int = 0
    """Where the text begins, in bytes; behind the BOM."""
    end: int = 0
    """Where it ends, in bytes; before a last character that was cut in half."""
    is_cut: bool = False
    """The file ends in the middle of a character: its last row is half-written."""

    @property
    def codec(self) -> str:
        """The codec of each piece of the text."""
        return "cp932" if self.name == "cp932" else "utf-8"


@dataclass(frozen=True, slots=True)
class Stumble:
    """Where a codec could not go on."""

    position: int
    is_cut: bool


def find_encoding(content: bytes) -> Encoding | FileRefused:
    """Say how a file is written, or why it is no text."""
    if not SOMETHING.search(content.removeprefix(BOM_UTF8)):
        return FileRefused("file_is_empty")
    if refused := refuse_binary(content):
        return refused
    if content.startswith(BOM_UTF8):
        return judged(content, "utf-8-sig", stumble(content, "utf-8", len(BOM_UTF8)))
    utf8 = stumble(content, "utf-8", 0)
    if utf8 is None or utf8.is_cut or is_damaged_utf8(content):
        return judged(content, "utf-8", utf8)
    cp932 = stumble(content, "cp932", 0)
    if cp932 is None or cp932.is_cut or cp932.position >= utf8.position:
        return judged(content, "cp932", cp932)
    return judged(content, "utf-8", utf8)


def refuse_binary(content: bytes) -> FileRefused | None:
    """Name what is plainly no text file."""
    if content.startswith(OLE) or (content.startswith(ZIP) and b"xl/" in content):
        return FileRefused("file_is_a_spreadsheet")
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return FileRefused("encoding_is_utf16")
    beginning = content[:LOOKED_AT_BYTES]
    if content.startswith(ZIP) or beginning.count(0) * 10 > len(beginning):
        return FileRefused("file_is_binary")
    return None


def judged(content: bytes, name: str, found: Stumble | None) -> Encoding | FileRefused:
    """The encoding, or where its first unreadable byte stands."""
    start = len(BOM_UTF8) if name == "utf-8-sig" else 0
    if found is None:
        return Encoding(name, start, len(content))
    if found.is_cut:
        return Encoding(name, start, found.position, is_cut=True)
    line = len(re.findall(rb"\r\n|\r|\n", content[: found.position])) + 1
    return FileRefused(
        "bytes_unreadable",
        {"position": found.position, "line": line, "encoding": name},
    )


def stumble(content: bytes, codec: str, start: int) -> Stumble | None:
    """Decode block by block and keep nothing; the first place that cannot be read."""
    for block_start, block_end in blocks(content, start):
        block = content[block_start:block_end]
        try:
            text = block.decode(codec)
        except UnicodeDecodeError as error:
            at_end = block_end == len(content) and error.end == len(block)
            return Stumble(
                block_start + error.start,
                is_cut=at_end and error.reason.startswith(("unexpected end", "incomplete")),
            )
        if codec == "cp932" and (strange := NOT_CP932.search(text)):
            return Stumble(block_start + len(text[: strange.start()].encode(codec)), is_cut=False)
    return None


def is_damaged_utf8(content: bytes) -> bool:
    """Whether bytes that are not UTF-8 were UTF-8 before something happened to a few of them."""
    good = bad = 0
    for start, end in blocks(content, 0):
        text = content[start:end].decode("utf-8", "replace")
        broken = text.count("\ufffd")
        bad += broken
        good += len(text) - len(text.encode("ascii", "ignore")) - broken
    # In real CP932 kanji nearly every second byte is no UTF-8.
    return good > 3 * bad


def blocks(content: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Cut a file where a line ends: no character of UTF-8 or CP932 holds a line feed's byte."""
    while start < len(content):
        cut = content.find(b"\n", start + BLOCK_BYTES)
        if cut == -1:
            cut = content.find(b"\r", start + BLOCK_BYTES)
        end = len(content) if cut == -1 else cut + 1
        yield start, end
        start = end
