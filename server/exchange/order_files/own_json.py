"""Tanaban's own JSON: orders with their lines, laid out as rows of Tanaban's own CSV.

So there is one reader for everything: what holds for a cell of a file holds for a value here.
"""

import csv
import io
import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from typing import Any, Final

from server.exchange.order_files.problems import FileRefused

ORDER: Final = (
    "order_number",
    "ordered_at",
    "status",
    "carrier",
    "delivery_date",
    "delivery_slot",
    "is_gift",
    "note",
    "total_yen",
    "payment",
    "subscription_number",
    "customer_rank",
    "coupon_code",
    "customer_mail",
    "customer_phone",
    "destination",
)
CONSIGNEE: Final = (
    "name",
    "kana",
    "company",
    "postal_code",
    "prefecture",
    "address",
    "building",
    "phone",
)
LINE: Final = ("sku", "product_name", "quantity", "price_yen")


class AstrayError(Exception):
    """Something stands where it does not belong; the text says where."""


def as_rows(content: bytes) -> bytes | FileRefused:
    """A file as rows and cells: JSON is laid out, everything else is rows already.

    Row 2 is the first line of the first order, as in the CSV.
    """
    text = content.removeprefix(BOM_UTF8).lstrip(b" \t\r\n")
    if not text.startswith((b"{", b"[{", b"[]")):
        return content
    try:
        told = json.loads(text)
        rows = list(rows_of(told))
    except AstrayError as astray:
        return FileRefused("json_unreadable", {"where": str(astray)})
    except (ValueError, RecursionError) as error:
        where = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        return FileRefused("json_unreadable", {"where": where})
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([*ORDER, *(f"consignee_{name}" for name in CONSIGNEE), *LINE])
    writer.writerows(rows)
    return written.getvalue().encode("utf-8", "replace")


def rows_of(told: Any) -> Iterator[list[str]]:
    """The rows of all orders.

    Raises:
        AstrayError: where something is not what it should be.
    """
    orders = told.get("orders") if isinstance(told, dict) and set(told) == {"orders"} else told
    if not isinstance(orders, list):
        raise AstrayError("orders")
    for nth, order in enumerate(orders):
        where = f"orders[{nth}]"
        head = cells_of(order, ORDER, where, besides={"consignee", "lines"})
        address = cells_of(order.get("consignee", {}), CONSIGNEE, f"{where}.consignee")
        lines = order.get("lines", [])
        if not isinstance(lines, list):
            raise AstrayError(f"{where}.lines")
        # An order without lines is a row too: its cancellation needs none.
        for position, line in enumerate(lines or [{}]):
            yield head + address + cells_of(line, LINE, f"{where}.lines[{position}]")


def cells_of(
    told: Any, names: tuple[str, ...], where: str, besides: frozenset[str] | set[str] = frozenset()
) -> list[str]:
    """These members of an object as cells.

    Raises:
        AstrayError: it is no object, it has members that nobody reads, or one is no plain value.
    """
    if not isinstance(told, Mapping):
        raise AstrayError(where)
    unknown = sorted(set(told) - set(names) - besides)
    if unknown:
        raise AstrayError(f"{where}.{unknown[0]}")
    return [cell_of(told.get(name), f"{where}.{name}") for name in names]


def cell_of(value: Any, where: str) -> str:
    """A plain value as a file would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, str | int | float):
        return str(value)
    raise AstrayError(where)
