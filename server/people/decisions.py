"""Who may log in, and how long they wait after failing. Pure."""

import re
import unicodedata
from datetime import timedelta

from server.vocabulary import code_of_label, normal

FAILURES_ALLOWED = 5
"""So many failures in a row are taken for clumsy fingers."""
FIRST_WAIT_SECONDS = 60
LONGEST_WAIT_SECONDS = 15 * 60
FLOOR_SESSION = timedelta(hours=16)
"""A long shift and its overtime."""
OFFICE_IDLE = timedelta(hours=12)
OFFICE_SESSION_MAX = timedelta(days=7)
OFFICE_ROLES = frozenset({"supervisor", "administrator"})
BADGE = re.compile("B-[0-9A-Z]{1,30}")
PIN = re.compile(r"[0-9]{4,8}")
PASSWORD_CHARACTERS_MIN = 10
LETTERS_WITHOUT_TWINS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Nobody has to tell 0 from O or 1 from I on a badge."""


def wait_seconds(failures: int) -> int:
    """How long a name or a device waits after so many failures in a row."""
    if failures < FAILURES_ALLOWED:
        return 0
    doublings = min(failures - FAILURES_ALLOWED, 10)
    return min(FIRST_WAIT_SECONDS << doublings, LONGEST_WAIT_SECONDS)


def is_badge(code: str) -> bool:
    """Whether a text can be a badge's code, as in `B-7K3M9Q`."""
    return BADGE.fullmatch(code) is not None


def badge_of(raw: str) -> str | None:
    """The badge's code from what was scanned or typed: the label, or the code itself.

    None for everything else: a product held before the scanner must never log anybody in.
    """
    text = normal(raw)
    if text is None:
        return None
    code = code_of_label(text) or text
    return code if is_badge(code) else None


def is_pin(text: str) -> bool:
    """Whether a text can be a PIN: 4 to 8 ASCII digits."""
    return PIN.fullmatch(text) is not None


def is_weak_pin(pin: str | None) -> bool:
    """Whether a PIN is among the first that anybody would try: one digit, or a run of them."""
    if pin is None:
        return False
    return len(set(pin)) == 1 or pin in "0123456789" or pin in "9876543210"


def same_login(login: str) -> str:
    """One spelling for all spellings of a login name."""
    return unicodedata.normalize("NFKC", login).strip().casefold()
