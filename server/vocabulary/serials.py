"""What a plain code says as a serial number (シリアル番号). Mirrored by serials.ts.

GS1 codes name it by themselves (AI 21). Most makers print it as a barcode of nothing else, which
only a step that asks for a serial number can tell from a product code.
"""

import re
from dataclasses import replace

from server.vocabulary.barcodes import Scan
from server.vocabulary.gs1 import NAME
from server.vocabulary.text import normal

_AIM = re.compile(r"\][A-Z][0-9A-Z]")
_OF_GS1 = re.compile(r"\](?:C1|D2|Q3)|01[0-9]{14}")


def serial_of(raw: str) -> str | None:
    """The serial number that a text is, in one spelling: half width, upper case.

    Args:
        raw: what the scanner or a person sent.

    Returns:
        None for what is none: a code of GS1, nothing, more than 20 characters, blanks, or
        characters that GS1 does not know in one.
    """
    text = normal(raw) or ""
    aim = _AIM.match(text)
    bare = text if aim is None else text[aim.end() :]
    return bare if NAME.fullmatch(bare) and not _OF_GS1.match(text) else None


def read_serial(scan: Scan, raw: str) -> Scan:
    """What was read as an item, where a serial number is asked for.

    A plain code that names no goods of the job is one; so is the number in a GS1 code of its goods.
    """
    if scan.kind != "item" or (scan.serial is None) != (scan.product is None):
        return scan
    serial = serial_of(raw) if scan.serial is None else scan.serial
    return scan if serial is None else replace(scan, kind="serial", code=serial, serial=serial)
