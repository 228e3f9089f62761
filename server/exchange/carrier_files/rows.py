"""One consignment as the cells of a carrier's row, or what is wrong with it."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import jaconv

from server.exchange.carrier_files import cp932
from server.exchange.carrier_files.addresses import TooLong, fit, municipality_of
from server.exchange.carrier_files.consignments import Consignment
from server.exchange.carrier_files.layouts import Column, Layout

PATTERNS: Final = {
    "half_width": re.compile(r"[ -~]*"),
    "digits": re.compile(r"[0-9]*"),
    "digits_and_hyphens": re.compile(r"[0-9-]*"),
    "half_width_kana": re.compile(r"[ -~｡-ﾟ]*"),
}
CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
POSTAL_DIGITS: Final = 7
HONORIFIC: Final = "様"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a consignment cannot stand in a file, so that a person can put it right."""

    code: str
    """required, too_long, unwritable, wrong_letters, address_too_long, no_code, day_not_taken."""
    column: str
    """As the carrier calls it."""
    text: str = ""
    """What stands there now."""
    over: int = 0
    """By how much it is too long, in the measure of the carrier."""
    letters: str = ""
    """The letters that cannot be written."""
    proposed: str = ""
    """What could stand there instead, when there is such a thing."""


def row_of(consignment: Consignment, layout: Layout) -> list[str] | list[Problem]:
    """The cells of a consignment in the order of the layout's columns, or all that is wrong."""
    told = filled(consignment, layout)
    problems = list(wishes_refused(consignment, layout))
    if isinstance(told, Problem):
        return [told, *problems]
    cells = []
    for column in layout.columns:
        cell = told.get(column.fill, "") if not column.fill.startswith("=") else column.fill[1:]
        cells.append(cell)
        # Of some ninety columns most are empty.
        if cell or column.is_required:
            problems += problems_of(cell, column, layout)
    return problems or cells


def problems_among(
    consignment: Consignment, layout: Layout, fills: Collection[str]
) -> list[Problem]:
    """What is wrong with what some columns are filled with, and with the wishes; no row is made."""
    told = filled(consignment, layout)
    problems = list(wishes_refused(consignment, layout))
    if isinstance(told, Problem):
        return [told, *problems]
    for column in layout.columns:
        if column.fill in fills and (column.is_required or told.get(column.fill)):
            problems += problems_of(told.get(column.fill, ""), column, layout)
    return problems


def filled(consignment: Consignment, layout: Layout) -> Mapping[str, str] | Problem:
    """Every word that a column can be filled with, as this carrier writes it."""
    say = writer_of(layout)
    sender = consignment.sender
    told = {
        "number": consignment.number,
        "order_number": consignment.order_number,
        "ships_on": day_of(consignment.ships_on, layout),
        "delivery_day": day_of(consignment.delivery_day, layout),
        "labels": str(consignment.labels),
        "contents": say(sender.contents),
        "kana": jaconv.z2h(jaconv.hira2kata(cp932.plain(consignment.kana)), ascii=True, digit=True),
        "honorific": HONORIFIC,
        "phone": narrow(consignment.phone),
        "postal_code": postal(consignment.postal_code),
        "sender_name": say(sender.name),
        "sender_phone": narrow(sender.phone),
        "sender_postal_code": postal(sender.postal_code),
        "sender_address": say(sender.prefecture + sender.address),
        "sender_building": say(sender.building),
        "collect_yen": str(consignment.collect_yen or ""),
        "collect_tax_yen": str(consignment.collect_tax_yen or ""),
        "freight": "2" if consignment.collect_yen else "0",
        "customer_code": sender.customer_code,
        "customer_branch": sender.customer_branch,
        "freight_number": sender.freight_number,
        "prefecture": say(consignment.prefecture),
        "building": say(consignment.building),
        "sender_prefecture": say(sender.prefecture),
    }
    told["municipality"], told["street"] = map(say, municipality_of(consignment.address))
    told["sender_municipality"], told["sender_street"] = map(say, municipality_of(sender.address))
    told |= coded(consignment, layout)
    told |= names(say(consignment.name), layout)
    if layout.by_municipality:
        return told
    lines = address_lines(consignment, layout)
    return lines if isinstance(lines, Problem) else told | lines


def writer_of(layout: Layout) -> Callable[[str], str]:
    """How this carrier writes a text: its signs as CP932 knows them, full-width where it wants."""
    if not layout.is_full_width:
        return cp932.plain
    return lambda text: cp932.plain(jaconv.h2z(text, kana=True, ascii=True, digit=True))


def measure_of(layout: Layout) -> Callable[[str], int]:
    """How long a text is to this carrier; a letter that cannot be written counts as two bytes."""
    return len if layout.measure == "characters" else bytes_of


def bytes_of(text: str) -> int:
    """How many bytes a text has in CP932."""
    if text.isascii():
        return len(text)
    try:
        return len(text.encode("cp932"))
    except UnicodeEncodeError:
        return sum(len(letter.encode("cp932", "ignore")) or 2 for letter in text)


def coded(consignment: Consignment, layout: Layout) -> dict[str, str]:
    """Service, cool and slot in the carrier's codes; our own words where it has no codes."""
    return {
        table: layout.codes[table].get(word, word if not layout.codes[table] else "")
        for table, word in (
            ("service", consignment.service),
            ("cool", consignment.cool),
            ("slot", consignment.slot),
        )
    }


def names(name: str, layout: Layout) -> dict[str, str]:
    """A name over its one or two columns."""
    first, second = layout.column_filled_by("name"), layout.column_filled_by("name_2")
    if first is None or second is None:
        return {"name": name}
    lines = fit([name], [first.max, second.max], measure_of(layout))
    return {"name": name} if isinstance(lines, TooLong) else {"name": lines[0], "name_2": lines[1]}


def address_lines(consignment: Consignment, layout: Layout) -> dict[str, str] | Problem:
    """The address over the lines of the label."""
    say = writer_of(layout)
    columns = {column.name: column for column in layout.columns}
    parts = [say(consignment.prefecture + consignment.address), say(consignment.building)]
    lines = fit(parts, [columns[line].max for line in layout.address_lines], measure_of(layout))
    if isinstance(lines, TooLong):
        text = "\u3000".join(part for part in parts if part)
        return Problem("address_too_long", layout.address_lines[0], text, over=lines.over)
    return {f"address_{nth}": line for nth, line in enumerate(lines, start=1)}


def wishes_refused(consignment: Consignment, layout: Layout) -> Iterable[Problem]:
    """What this carrier or service does not offer."""
    for table, word in (
        ("service", consignment.service),
        ("cool", consignment.cool),
        ("slot", consignment.slot),
    ):
        codes = layout.codes[table]
        if codes and word not in codes:
            column = layout.column_filled_by(table)
            yield Problem("no_code", column.name if column else table, word)
    wished = consignment.delivery_day or consignment.slot
    if wished and consignment.service in layout.without_day_and_slot:
        column = layout.column_filled_by("delivery_day")
        yield Problem("day_not_taken", column.name if column else "delivery_day", wished)


def problems_of(cell: str, column: Column, layout: Layout) -> Iterable[Problem]:
    """What is wrong with one cell."""
    if column.is_required and not cell:
        yield Problem("required", column.name)
        return
    missing = cp932.unwritable(cell)
    if missing:
        better = cp932.proposed(cell)
        yield Problem(
            "unwritable",
            column.name,
            cell,
            letters="".join(missing),
            proposed="" if cp932.unwritable(better) else better,
        )
    pattern = PATTERNS.get(column.letters)
    if CONTROL.search(cell) or (pattern is not None and not pattern.fullmatch(cell)):
        yield Problem("wrong_letters", column.name, cell)
    length = measure_of(layout)(cell)
    if column.max is not None and length > column.max:
        yield Problem("too_long", column.name, cell, over=length - column.max)


def day_of(day: str | None, layout: Layout) -> str:
    """A day as this carrier writes it."""
    return "" if day is None else date.fromisoformat(day).strftime(layout.day)


def narrow(text: str) -> str:
    """A phone number in half-width digits and hyphens."""
    plain = jaconv.z2h(text, kana=False, ascii=True, digit=True)
    return re.sub(r"[‐‑–—−ー－]", "-", plain).strip()


def postal(text: str) -> str:
    """A postal code of seven digits as 123-4567; anything else as it stands."""
    digits = re.sub(r"[^0-9]", "", narrow(text))
    return f"{digits[:3]}-{digits[3:]}" if len(digits) == POSTAL_DIGITS else text
