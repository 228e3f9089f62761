"""Check digits of product codes and carriers' slips. Mirrored by check_digits.ts."""

import re

_GTIN = re.compile(r"[0-9]{8}|[0-9]{12,14}")
_SLIP = re.compile(r"[0-9]{12}")


def gtin14(text: str) -> str | None:
    """A JAN, UPC, EAN-8 or ITF-14 code as fourteen digits; None without a right check digit."""
    if _GTIN.fullmatch(text) is None:
        return None
    code = text.rjust(14, "0")
    weighted = sum(int(digit) * (1 if nth % 2 else 3) for nth, digit in enumerate(code))
    return code if weighted % 10 == 0 else None


def slip_is_valid(text: str) -> bool:
    """Whether this is the number of a carrier's slip (送り状): 12 digits, the last one mod 7."""
    return _SLIP.fullmatch(text) is not None and int(text[:11]) % 7 == int(text[11])
