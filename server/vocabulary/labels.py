"""The labels we print ourselves. Mirrored by labels.ts.

A label says `<namespace>-<body>-<check>`, its code is the label without the check character:
label `T-0012-…` belongs to tote `T-0012`. Only characters that every keyboard layout sends alike.
"""

import re
from typing import Final, Literal

Kind = Literal[
    "place",
    "tote",
    "cart",
    "station",
    "badge",
    "command",
    "shipment",
    "item",
    "slip",
    "lot",
    "serial",
    "quantity",
    "day",
    "misread",
    "unknown",
]

KINDS: Final[tuple[Kind, ...]] = (
    "place",
    "tote",
    "cart",
    "station",
    "badge",
    "command",
    "shipment",
    "item",
    "slip",
    "lot",
    "serial",
    "quantity",
    "day",
    "misread",
    "unknown",
)

KIND_OF_NAMESPACE: Final[dict[str, Kind]] = {
    "L": "place",
    "T": "tote",
    "C": "cart",
    "W": "station",
    "B": "badge",
    "X": "command",
    "S": "shipment",
    "F": "item",  # a flyer (チラシ) is a product: its stock is stock
    "N": "lot",
    "Q": "quantity",  # pieces, typed (`Q-12`) or scanned from a sheet of numbers
    "D": "day",  # typed (`D-20260401`)
}

_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUE = {character: value for value, character in enumerate(_CHARACTERS)}
OWN_LABEL = re.compile(r"([LTCWBXSFNQD]-[0-9A-Z]+(?:-[0-9A-Z]+)*)-([0-9A-Z])")


def check_character(ns_body: str) -> str:
    """The check character of a code by ISO/IEC 7064 MOD 37,36; hyphens do not count.

    Args:
        ns_body: a code such as `T-0012`, of 0-9, A-Z and hyphens.
    """
    product = 36
    for character in ns_body.replace("-", ""):
        total = (product + _VALUE[character]) % 36 or 36
        product = total * 2 % 37
    return _CHARACTERS[(37 - product) % 36]


def label_of(code: str) -> str:
    """The text to print for a code: `T-0012` with its check character."""
    return f"{code}-{check_character(code)}"


def code_of_label(label: str) -> str | None:
    """The code behind a label of ours; None when it is not one or its check is wrong."""
    found = OWN_LABEL.fullmatch(label)
    if found is None or check_character(found[1]) != found[2]:
        return None
    return found[1]


def display(code: str) -> str:
    """A code as people say it: the place `L-A-01-03` is called A-01-03."""
    return code.removeprefix("L-")
