"""Codes of single flyers: a prefix that people know, letters that nobody guesses, a check. Pure."""

import re
import secrets
from collections.abc import Callable

from server.vocabulary import check_character, is_letter_code, normal

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Those that people do not mistake for each other on paper."""
GUESSED_LETTERS = 10
"""49 bits: of a million codes that are out one guess in half a thousand million meets one."""
OWN_LETTERS = GUESSED_LETTERS + 1
PREFIX = re.compile("[0-9A-Z]{2,8}")
NOISE = re.compile("[^0-9A-Z]")


def new_code(prefix: str, choose: Callable[[str], str] = secrets.choice) -> str:
    """A code such as `SPRING-7K3M9QXW2HD`; the last letter is its check.

    Args:
        prefix: what stands before it, of 0-9 and A-Z.
        choose: picks a letter.
    """
    while True:
        body = f"{prefix}-{''.join(choose(LETTERS) for _ in range(GUESSED_LETTERS))}"
        check = check_character(body)
        if check in LETTERS:
            return body + check


def read_code(text: str) -> str | None:
    """The code that somebody has typed, however they wrote it; None when it can be none of ours."""
    letters = NOISE.sub("", normal(text) or "")
    prefix, own = letters[:-OWN_LETTERS], letters[-OWN_LETTERS:]
    code = f"{prefix}-{own}"
    return code if is_letter_code(code) else None
