"""From the rows of one order to the order they mean, or to what is wrong with them.

An order is atomic: a parcel that lacks the line of a broken row would be a wrong parcel. So one bad
row keeps its whole order out; other orders come in.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from server.exchange.order_files.cells import read_text
from server.exchange.order_files.layout import Layout, PlacedField, PlacedRule, Row
from server.exchange.order_files.prefectures import prefecture_of, split_address
from server.exchange.order_files.problems import Problem, Unreadable

CHARACTERS_MAX = {
    "external_no": 100,
    "delivery_slot": 40,
    "note": 1000,
    "payment": 100,
    "customer_rank": 40,
    "coupon": 200,
    "sku": 100,
}
"""As wide as our columns are; nothing is ever cut off to fit."""
DIGESTED = ("carrier", "delivery_date", "delivery_slot", "is_gift", "note", "total_yen")
GOODS = ("sku", "name", "quantity_pieces")
"""A row with none of these is no line: Shopify puts further taxes and payments on such rows."""


@dataclass(frozen=True, slots=True)
class Consignee:
    """お届け先, letter by letter as the shop has it."""

    name: str
    address: str
    """Without prefecture and building."""
    company: str = ""
    kana: str = ""
    postal_code: str = ""
    prefecture: str = ""
    building: str = ""
    phone: str = ""

    def as_told(self) -> dict[str, str]:
        """What is filled in, by name."""
        return {name: told for name in self.__slots__ if (told := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Customer:
    """By what a customer is known again; used for a keyed hash and nothing else."""

    mail: str = ""
    phone: str = ""
    name: str = ""
    postal_code: str = ""


@dataclass(frozen=True, slots=True)
class LineDraft:
    """明細 as the file has it."""

    row: int
    line_no: int
    sku: str
    name: str
    quantity_pieces: int
    price_yen: int
    column: str
    """Where its product code stands, as the file's header names it."""
    left_out: str | None = None
    """Why nothing is picked for it: digital goods, or shipped before."""


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """受注 as the file has it, before anybody has looked whether we know it and its products."""

    external_no: str
    rows: tuple[int, ...]
    ordered_at: datetime
    consignee: Consignee = field(repr=False)
    customer: Customer = field(repr=False)
    lines: tuple[LineDraft, ...]
    digest: str
    """The same for the same order, however often and from wherever it is read."""
    carrier: str = ""
    """As the shop names carrier and service."""
    delivery_date: str | None = None
    delivery_slot: str | None = None
    is_gift: bool = False
    note: str = ""
    total_yen: int = 0
    payment: str = ""
    """How it is paid, in the shop's words."""
    subscription_number: int | None = None
    """The nth delivery of a subscription (定期)."""
    customer_rank: str = ""
    coupon: str = ""
    """The codes that the customer used, one or several, as the shop writes them."""
    standing: str | None = None
    """Why it must not be shipped: cancelled, not paid, shipped already."""
    repeated_rows: tuple[int, ...] = ()
    """Rows that say word for word once more what the others say."""
    also_known_as: tuple[str, ...] = ()
    """The number it has when another file tells of more, or fewer, of its addresses."""

    @property
    def lines_to_pick(self) -> list[LineDraft]:
        """The lines that somebody has to pick."""
        return [line for line in self.lines if line.left_out is None]


@dataclass(frozen=True, slots=True)
class BrokenOrder:
    """Rows that cannot become an order, and what is wrong with them."""

    external_no: str
    """Empty where the rows do not say."""
    rows: tuple[int, ...]
    problems: tuple[Problem, ...]
    standing: str | None = None
    also_known_as: tuple[str, ...] = ()


def draft_order(layout: Layout, rows: Sequence[Row]) -> OrderDraft | BrokenOrder:
    """Read the rows of one order.

    Args:
        layout: where this file's columns are.
        rows: all rows that name the order's number, in the order of the file, at least one.
    """
    problems: list[Problem] = []
    first = rows[0]
    told = read_fields(layout, layout.order, first, problems)
    consignee = read_consignee(layout, first, problems)
    for row in rows[1:]:
        problems += disagreements(layout, first, row)
    lines = read_lines(layout, rows, problems)
    numbers = tuple(row.row for row in rows)
    standing = meaning(layout.refused, first.cells)
    if problems or consignee is None:
        number = told.get("external_no") or ""
        return BrokenOrder(number, numbers, tuple(problems), standing)
    return OrderDraft(
        external_no=told["external_no"],
        rows=numbers,
        ordered_at=told["ordered_at"],
        consignee=consignee,
        customer=Customer(
            mail=told.get("customer_mail", ""),
            phone=told.get("customer_phone", "") or consignee.phone,
            name=consignee.name,
            postal_code=consignee.postal_code,
        ),
        lines=tuple(lines),
        digest=digest_of(told, consignee, lines),
        carrier=told.get("carrier", ""),
        delivery_date=told.get("delivery_date"),
        delivery_slot=told.get("delivery_slot") or None,
        is_gift=told.get("is_gift", False),
        note=told.get("note", ""),
        total_yen=told.get("total_yen", 0),
        payment=told.get("payment") or "",
        subscription_number=told.get("subscription_number") or None,
        customer_rank=told.get("customer_rank") or "",
        coupon=told.get("coupon") or "",
        standing=standing or standing_of_lines(lines),
    )


def digest_of(told: Mapping[str, Any], consignee: Consignee, lines: Sequence[LineDraft]) -> str:
    """What an order says, in 64 characters.

    What the shop changes while it ships (paid at, fulfilled at) is not in it, nor is how it
    reaches the customer by mail.
    """
    said = [
        told["ordered_at"].astimezone(UTC).isoformat(),
        consignee.as_told(),
        [told.get(name) for name in DIGESTED],
        [[line.sku, line.quantity_pieces, line.price_yen] for line in lines],
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def read_fields(
    layout: Layout, fields: Mapping[str, PlacedField], row: Row, problems: list[Problem]
) -> dict[str, Any]:
    """Read a group of fields from a row; what is wrong goes to `problems`, its value is missing."""
    told: dict[str, Any] = {}
    cells = row.cells
    for name, placed in fields.items():
        column = placed.only_column
        text = placed.text(cells) if column is None else cells[column]
        if not text:
            value = placed.blank
            if placed.may_be_blank:
                told[name] = value
                continue
        elif row.is_plain and placed.reading is read_text:
            value = text
        else:
            value = placed.reading(text, layout.zone)
        if isinstance(value, Unreadable):
            problems.append(layout.problem(placed, row, value.code))
        elif name in CHARACTERS_MAX and value and len(value) > CHARACTERS_MAX[name]:
            problems.append(layout.problem(placed, row, "cell_too_long"))
        else:
            told[name] = value
    return told


def read_consignee(layout: Layout, row: Row, problems: list[Problem]) -> Consignee | None:
    """To whom it goes: the first address of the profile that is filled."""
    for block in layout.consignees:
        if not block["address"].text(row.cells):
            continue
        found: list[Problem] = []
        told = read_fields(layout, block, row, found)
        problems += found
        if found:
            return None
        if not told["name"]:
            problems.append(layout.problem(block["name"], row, "consignee_missing"))
            return None
        prefecture, address = split_address(
            prefecture_of(told.get("prefecture", "")), told["address"]
        )
        return Consignee(**(told | {"prefecture": prefecture, "address": address}))
    problems.append(layout.problem(layout.consignees[0]["address"], row, "consignee_missing"))
    return None


def disagreements(layout: Layout, first: Row, row: Row) -> list[Problem]:
    """Where a further row says something else about the order than its first row."""
    said = layout.order_cells(row.cells)
    if said == layout.order_cells(first.cells) or not any(said):
        return []
    found = []
    for group in (layout.order, *layout.consignees):
        for placed in group.values():
            text = placed.text(row.cells)
            if text and text != placed.text(first.cells):
                found.append(layout.problem(placed, row, "rows_disagree"))
    return found


def read_lines(layout: Layout, rows: Sequence[Row], problems: list[Problem]) -> list[LineDraft]:
    """The lines of an order; a row without any goods on it is no line."""
    lines: list[LineDraft] = []
    for row in rows:
        if not any(layout.line[name].text(row.cells) for name in GOODS):
            continue
        line = read_line(layout, row, len(lines) + 1, problems)
        if line is not None:
            lines.append(line)
    return lines


def read_line(layout: Layout, row: Row, line_no: int, problems: list[Problem]) -> LineDraft | None:
    """One line, or None when it cannot be read."""
    found: list[Problem] = []
    left_out = meaning(layout.lines_left_out, row.cells)
    told = read_fields(layout, layout.line, row, found)
    if refused := meaning(layout.lines_refused, row.cells):
        found.append(layout.problem(layout.line["quantity_pieces"], row, refused))
    if not told.get("sku") and left_out is None and not found:
        found.append(layout.problem(layout.line["sku"], row, "product_code_missing"))
    if left_out is not None:
        # A fee or a discount on a row of its own: nobody picks it, so it may say what it likes.
        found = []
    problems += found
    if found:
        return None
    return LineDraft(
        row=row.row,
        line_no=line_no,
        sku=told.get("sku", ""),
        name=told.get("name", ""),
        quantity_pieces=told.get("quantity_pieces", 0),
        price_yen=told.get("price_yen", 0),
        column=layout.column_name(layout.line["sku"], row),
        left_out=left_out,
    )


def meaning(rules: Sequence[PlacedRule], cells: Sequence[str]) -> str | None:
    """What the first rule that holds says, or None."""
    return next((placed.rule.means for placed in rules if placed.holds(cells)), None)


def standing_of_lines(lines: Sequence[LineDraft]) -> str | None:
    """Why an order has nothing to pick, if it has not."""
    if any(line.left_out is None for line in lines):
        return None
    shipped = any(line.left_out == "already_shipped" for line in lines)
    return "already_shipped" if shipped else "nothing_to_ship"
