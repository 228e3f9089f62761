"""Which files of a folder are looked at, and when one is whole. Pure."""

import re
from collections.abc import Mapping
from typing import Final

TEMPORARY: Final = re.compile(
    r"[.~#].*|.*(\.(tmp|temp|part|partial|filepart|crdownload|writing|swp|lock)|~)",
    re.IGNORECASE | re.DOTALL,
)
PATH: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
PATH_CHARACTERS_MAX: Final = 200
OURS: Final = frozenset({"done", "error"})
"""Folders that we make ourselves."""

HOST: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?")
"""A name, or a number."""

Seen = tuple[int, int]
"""Size and the moment of the last change."""


def is_temporary(name: str) -> bool:
    """Whether a name says that somebody is still writing: `.orders.csv`, `orders.csv.part`."""
    return TEMPORARY.fullmatch(name) is not None


def is_whole(name: str, now: Seen, before: Mapping[str, Seen]) -> bool:
    """Whether nobody has written since the last look; what is seen first waits for the next."""
    return before.get(name) == now


def path_fault(path: str, *, is_there: bool = False) -> str | None:
    """Why a folder cannot be used under this path; `..`, hidden ones and our own are none.

    On a server (`is_there`) it may begin with `/`; without, it begins where the server lets us in.
    """
    below = path.removeprefix("/") if is_there else path
    if len(path) > PATH_CHARACTERS_MAX or PATH.fullmatch(below) is None:
        return "path_unreadable"
    return "path_is_ours" if OURS & set(path.split("/")) else None
