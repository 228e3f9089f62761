"""Consignments to people whose names and houses are hard to write, and what labels lost of them."""

import csv
import io
import random
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from server.exchange.carrier_files import (
    Consignment,
    Layout,
    Problem,
    cp932,
    file_of,
    row_of,
)

NAMES = (
    "髙橋",
    "山﨑",
    "𠮷野家",
    "㈱森",
    "①番館",
    "はしご髙",
    "渡邊",
    "齋藤",
    "ﾊﾝｶｸ",
    "O'Neil",
    'い"ろ',
    "あ,い",
    "〜−‖",
    "😀",
    "徳川",
)
BUILDINGS = (
    "",
    "コーポ森 201",
    "グランドメゾン" * 8,
    "ビル①",
    "Ｔｏｗｅｒ",
    "𠮷ビル",
    "ザ・パークハウス西新宿タワー６０　パークサイドウイング　イーストレジデンス" * 2,
)
TOWNS = (
    ("東京都", "渋谷区", "神宮前"),
    ("大阪府", "大阪市北区", "梅田中之島"),
    ("北海道", "余市郡余市町", "朝日町"),
    ("三重県", "四日市市", "諏訪町"),
    ("鹿児島県", "大島郡瀬戸内町", "古仁屋"),
)


def hard_consignment(chance: random.Random, nth: int, like: Consignment) -> Consignment:
    """The nth of those that chance makes, with sender and day of another."""
    prefecture, municipality, street = chance.choice(TOWNS)
    return replace(
        like,
        number=f"S{nth:010d}",
        name=chance.choice(NAMES) + " " + chance.choice(NAMES),
        prefecture=prefecture,
        address=municipality
        + street[: chance.randint(1, len(street))] * chance.randint(1, 9)
        + f"{chance.randint(1, 99)}-{chance.randint(1, 999)}",
        building=chance.choice(BUILDINGS),
    )


def letters(text: str) -> str:
    """What a person reads of it: without spaces, width and the carrier's way to write a sign."""
    return "".join(unicodedata.normalize("NFKC", cp932.plain(text)).split())


def on_the_label(row: list[str], layout: Layout) -> tuple[str, str]:
    """Name and address as a person reads them in a row, in the order of its columns."""
    cells = [(column.fill, cell) for column, cell in zip(layout.columns, row, strict=True)]
    parts = ("prefecture", "municipality", "street", "building") if layout.by_municipality else ()
    name = "".join(cell for fill, cell in cells if fill.startswith("name"))
    address = "".join(cell for fill, cell in cells if fill.startswith("address_") or fill in parts)
    return letters(name), letters(address)


def write_and_read(
    layout: Layout, consignments: Sequence[Consignment]
) -> tuple[int, list[Consignment]]:
    """Write a file of all that can be written, and read it as the carrier's program does.

    Returns:
        How many were written (the others say why not), and those of which the row or a letter is
        not what it was.
    """
    made = [(one, row_of(one, layout)) for one in consignments]
    written = [(one, row) for one, row in made if is_row(row)]
    text = file_of(layout, [row for _, row in written]).decode("cp932")
    read = [*csv.reader(io.StringIO(text, newline=""))][1 if layout.has_header else 0 :]
    wrong = [
        one
        for (one, row), back in zip(written, read, strict=True)
        if back != row or on_the_label(back, layout) != wanted(one)
    ]
    return len(written), wrong


def is_row(row: list[str] | list[Problem]) -> TypeGuard[list[str]]:
    """Whether there is nothing wrong with it."""
    return not any(isinstance(cell, Problem) for cell in row)


def wanted(one: Consignment) -> tuple[str, str]:
    """Name and address as they came in."""
    return letters(one.name), letters(one.prefecture + one.address + one.building)
