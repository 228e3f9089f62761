"""From what a scanner sent to what was scanned. Mirrored by barcodes.ts.

One text may be read in several ways: twelve digits are a slip to one and a product to another.
`read` gives every reading, `choose` picks the one that the job can mean, `resolve` says which
product of the job it is.
"""

import re
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, replace

from server.vocabulary.check_digits import gtin14, slip_is_valid
from server.vocabulary.gs1 import begins_with_element, elements_of
from server.vocabulary.labels import KIND_OF_NAMESPACE, OWN_LABEL, Kind, code_of_label
from server.vocabulary.text import GS, normal
from server.vocabulary.typed import count_of, day_of

_AIM = re.compile(r"\][A-Z][0-9A-Z]")
_AIM_OF_GS1 = ("]C1", "]D2", "]Q3")
_BARE_ELEMENT_STRING = re.compile(r"01[0-9]{14}.*")
_SLIP = re.compile(r"([A-D]?)([0-9]{12})([A-D]?)")
_AMBIGUOUS = ("item", "slip")


@dataclass(frozen=True, slots=True)
class Scan:
    """One thing scanned, in words that a flow table understands."""

    kind: Kind
    code: str
    """`T-0012`, a product code of fourteen digits, a slip number …; empty when unknown."""
    product: int | None = None
    """Which product of the job it is; filled in by `resolve`."""
    lot: str | None = None
    expires_on: str | None = None
    """ISO day printed in the code, 消費期限 before 賞味期限."""
    quantity: int = 1
    """Pieces that this one scan stands for; 0 only where a count was typed."""
    serial: str | None = None
    """Which one piece of a product it is (シリアル番号), where the code says so."""


Codes = Mapping[str, Mapping[str, int]]
"""The product codes of a job: code → {product, quantity}. A case of twelve is one product twelve
times."""


def read(raw: str) -> list[Scan]:
    """Every way to read a text, the likeliest first; never empty."""
    text = normal(raw)
    aim = "" if text is None or _AIM.match(text) is None else text[:3]
    bare = "" if text is None else text.removeprefix(aim)
    if not bare.strip(GS):
        return [Scan("unknown", "")]
    if aim in _AIM_OF_GS1 or GS in bare:
        return [_read_element_string(bare)]
    as_item = Scan("item", gtin14(bare) or bare)
    if OWN_LABEL.fullmatch(bare):
        return [_read_own_label(bare), as_item]
    if slip := _SLIP.fullmatch(bare):
        return _read_slip(slip, as_item)
    if _BARE_ELEMENT_STRING.fullmatch(bare):
        return [_read_element_string(bare), as_item]
    return [as_item]


def choose(readings: Sequence[Scan], kinds: Collection[Kind], known_codes: Container[str]) -> Scan:
    """The reading that is meant: what the job knows, then what its step asks for.

    A label of our own is never taken for goods because goods are asked for, unless the job knows
    goods by just this text: some shops print `T-SHIRT-M` on their articles.

    Args:
        readings: from `read`.
        kinds: what the step of the job names, from `kinds_of`.
        known_codes: the product codes of the job.
    """
    for reading in readings:
        if reading.kind != "misread" and reading.code in known_codes:
            return reading
    if readings[0].kind not in _AMBIGUOUS:
        return readings[0]
    for reading in readings:
        if reading.kind in kinds:
            return reading
    return readings[0]


def resolve(scan: Scan, codes: Codes) -> Scan:
    """The scan with the product of the job it stands for, and with how many pieces of it."""
    known = codes.get(scan.code) if scan.kind == "item" else None
    if known is None:
        return scan
    return replace(scan, product=known["product"], quantity=scan.quantity * known["quantity"])


def item_code(text: str) -> str | None:
    """The code under which `read` knows goods with this barcode; None for no barcode at all."""
    plain = normal(text)
    return None if plain is None else gtin14(plain) or plain


def _read_own_label(text: str) -> Scan:
    code = code_of_label(text)
    if code is None:
        return Scan("misread", text)
    kind = KIND_OF_NAMESPACE[code[0]]
    if kind == "quantity":
        pieces = count_of(code)
        return Scan("misread", text) if pieces is None else Scan(kind, code, quantity=pieces)
    if kind == "day":
        day = day_of(code)
        return Scan("misread", text) if day is None else Scan(kind, code, expires_on=day)
    return Scan(kind, code, lot=code[2:] if kind == "lot" else None)


def _read_slip(found: re.Match[str], as_item: Scan) -> list[Scan]:
    """Twelve digits; the start and stop letters of NW-7 arrive or not, as the scanner likes."""
    start, number, stop = found.groups()
    if slip_is_valid(number):
        return [Scan("slip", number), as_item]
    if start and stop:
        return [Scan("misread", as_item.code), as_item]
    return [as_item]


def _read_element_string(text: str) -> Scan:
    if not begins_with_element(text.lstrip(GS)):
        return Scan("unknown", "")
    elements = elements_of(text)
    if elements is None:
        return Scan("misread", text.replace(GS, ""))
    kind: Kind = "unknown"
    if elements.gtin is not None:
        kind = "item"
    elif elements.lot is not None:
        kind = "lot"
    elif elements.serial is not None:
        kind = "serial"
    return Scan(
        kind,
        elements.gtin or elements.lot or elements.serial or "",
        lot=elements.lot,
        serial=elements.serial,
        expires_on=elements.expires_on,
        quantity=elements.quantity,
    )
