"""What devices are called. Pure."""

KINDS = ("handheld", "tablet", "board")
PREFIXES = {"handheld": "HT", "tablet": "TB", "board": "BD"}
NAMES = {"handheld": "ハンディ", "tablet": "タブレット", "board": "ボード"}
"""What a device is called with its number until somebody gives it another name."""
LETTERS_WITHOUT_TWINS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LETTERS = 12
"""60 bits: typed in by hand at most once, and good for a short time only."""


def device_code(kind: str, number: int) -> str:
    """What a device is called on lists, as in `HT-0007`."""
    return f"{PREFIXES[kind]}-{number:04d}"


def same_code(text: str) -> str:
    """One spelling for all ways to type an enrolment code."""
    return "".join(letter for letter in text.upper() if letter in LETTERS_WITHOUT_TWINS)
