"""What a scanner sends, made comparable. Mirrored by pwa/src/vocabulary/text.ts."""

import re

GS = "\x1d"
"""The separator inside GS1 codes; every other control character is noise."""

TEXT_LENGTH_MAX = 500

# Named one by one: what "white space" means differs between languages and between their versions.
_MARGIN = (
    "".join(chr(point) for point in (*range(0x1D), 0x1E, 0x1F, 0x20, *range(0x7F, 0xA1)))
    + "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    + "\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)

# The part of NFKC that labels need. All of NFKC would follow the Unicode version of each
# language, and two versions answer differently for a handful of characters. The dashes are what
# a Japanese input method makes of a hyphen.
_PLAIN = {
    **{point: chr(point - 0xFEE0) for point in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x00A0, 0x3000), " "),
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0x30FC, 0xFF70), "-"),
}
_LOWER_TO_UPPER = {ord("a") + nth: chr(ord("A") + nth) for nth in range(26)}
_LABEL_TEXT = re.compile(r"[\x1d -~]+")


def normal(raw: str) -> str | None:
    """The text of a label in one spelling: half width, upper case, without margins.

    Args:
        raw: what the scanner, the camera or a person sent.

    Returns:
        ASCII text, which may contain the GS1 separator; None for what no label of ours and no
        product says: nothing at all, more than 500 characters, Japanese text, control characters
        in the middle.
    """
    if len(raw) > TEXT_LENGTH_MAX:
        return None
    text = raw.strip(_MARGIN).translate(_PLAIN).translate(_LOWER_TO_UPPER)
    return text if _LABEL_TEXT.fullmatch(text) else None
