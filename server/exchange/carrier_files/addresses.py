"""Fitting an address into the lines of a carrier's label. Nothing is ever cut off.

Where an address does not fit line by line, it is spread over all lines; a line breaks between words
or before a house number, never within one. What does not fit at all is said, with how much too long
it is, while the order can still be asked about.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

Measure = Callable[[str], int]

BEGINS_WITH_MUNICIPALITY: Final = re.compile(
    "(?:"
    # 郡 with its town or village: 郡山市, 蒲郡市, 小郡市 and 大和郡山市 are cities.
    "(?!郡山市|蒲郡市|小郡市|大和郡山市|郡上市)[^市区町村0-9]{1,5}郡(?:玉村町|大町町|[^0-9]{1,6}?[町村])"
    # A 郡 whose name holds a 市, and the town that has its name.
    "|(?:余市|高市)郡[^0-9]{1,5}?[町村]|余市町"
    # 市 whose names hold a 市, 町 or 村 themselves.
    "|(?:四日市|廿日市|八日市場|野々市|市川|市原|町田|大町|十日町|村上|村山|東村山|武蔵村山|羽村|大村|田村|中村)市"
    # A city with wards, a city, a ward of Tokyo.
    "|[^0-9]{1,6}?市[^0-9市]{1,4}?区"
    "|[^0-9]{1,7}?市"
    "|[^0-9]{1,4}?区"
    "|[^0-9]{1,6}?[町村]"
    ")"
)
HOUSE_NUMBER: Final = re.compile(r"[0-9０-９]+(?:[-－ー‐−0-9０-９]|丁目|番地?|号)*")
BLANKS: Final = " \u3000"


@dataclass(frozen=True, slots=True)
class TooLong:
    """An address that no way of breaking fits into its lines."""

    over: int
    """By how much at least, in the measure of the carrier."""


def municipality_of(address: str) -> tuple[str, str]:
    """市区町村郡 and what stands behind it; the municipality is empty where none can be told."""
    found = BEGINS_WITH_MUNICIPALITY.match(address)
    return ("", address) if found is None else (found[0], address[found.end() :].lstrip(BLANKS))


def fit(
    parts: Sequence[str], limits: Sequence[int | None], measure: Measure
) -> list[str] | TooLong:
    """Lines for an address.

    Args:
        parts: what should stand on lines of their own (street, building), empty ones left out.
        limits: what each line of the label takes; None where no limit is known.
        measure: how long a text is.

    Returns:
        As many lines as there are limits, the last ones empty where they are not needed.
    """
    parts = [part.strip(BLANKS) for part in parts if part.strip(BLANKS)]
    if len(parts) <= len(limits) and all(
        fits(part, limit, measure) for part, limit in zip(parts, limits, strict=False)
    ):
        return [*parts, *[""] * (len(limits) - len(parts))]
    text = "\u3000".join(parts)
    lines: list[str] = []
    rest = text
    for limit in limits:
        line, rest = first_line(rest, limit, measure)
        lines.append(line)
    if rest:
        return TooLong(measure(rest))
    return lines


def fits(text: str, limit: int | None, measure: Measure) -> bool:
    """Whether a text fits into a line."""
    return limit is None or measure(text) <= limit


def first_line(text: str, limit: int | None, measure: Measure) -> tuple[str, str]:
    """As much of a text as a line takes, and the rest; broken where a person would break it."""
    if fits(text, limit, measure):
        return text, ""
    assert limit is not None, "a line without a limit takes everything"
    end = 0
    while end < len(text) and measure(text[: end + 1]) <= limit:
        end += 1
    cut = max((place for place in breaks(text) if 0 < place <= end), default=end)
    # A break far before the end would waste a line that the rest may need.
    if measure(text[:cut]) * 2 < limit:
        cut = end
    return text[:cut].rstrip(BLANKS), text[cut:].lstrip(BLANKS)


def breaks(text: str) -> Iterator[int]:
    """Where a line may end: behind blanks, and before and behind a house number."""
    for place, letter in enumerate(text):
        if letter in BLANKS:
            yield place + 1
    for found in HOUSE_NUMBER.finditer(text):
        yield found.start()
        yield found.end()
