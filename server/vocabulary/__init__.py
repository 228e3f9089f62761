"""The words every room shares: what a label says, what a barcode means. Pure, and said twice:
pwa/src/vocabulary gives the same answers, held to them by tests/vectors/barcodes.json.
"""

from server.vocabulary.barcodes import (
    Codes,
    Scan,
    choose,
    item_code,
    read,
    resolve,
)
from server.vocabulary.cells import without_formula
from server.vocabulary.check_digits import gtin14, slip_is_valid
from server.vocabulary.customers import customer_key, folded
from server.vocabulary.kits import kept_together
from server.vocabulary.labels import (
    KINDS,
    Kind,
    check_character,
    code_of_label,
    display,
    label_of,
)
from server.vocabulary.letters import is_letter_code
from server.vocabulary.serials import read_serial, serial_of
from server.vocabulary.text import normal

__all__ = [
    "KINDS",
    "Codes",
    "Kind",
    "Scan",
    "check_character",
    "choose",
    "code_of_label",
    "customer_key",
    "display",
    "folded",
    "gtin14",
    "is_letter_code",
    "item_code",
    "kept_together",
    "label_of",
    "normal",
    "read",
    "read_serial",
    "resolve",
    "serial_of",
    "slip_is_valid",
    "without_formula",
]
