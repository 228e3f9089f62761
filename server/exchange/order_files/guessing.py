"""What the columns of somebody's own file may mean, by their names; a person looks at it anyhow.

Names are compared as `header_key` writes them: NFKC, without spaces and capitals. First what
columns are called elsewhere (`aliases.json`), then the side they are about (お届け先, 注文者) and
their stem.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from server.exchange.order_files.checking import NEEDED, READS
from server.exchange.order_files.table import header_key

ENDS_IN_NUMBER = re.compile(r"[0-9]$")
Columns = dict[str, list[str]]


@lru_cache
def aliases() -> Mapping[str, Any]:
    """What columns are called, in the order in which the names are tried."""
    found: Mapping[str, Any] = json.loads(
        Path(__file__).with_name("aliases.json").read_text("utf-8")
    )
    return {
        group: {name: [header_key(one) for one in words] for name, words in fields.items()}
        for group, fields in found.items()
    }


def guessed(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """A layout for a file of which only the header and some rows are known.

    Args:
        header: the names of its columns.
        rows: the first rows below it.
    """
    names: dict[str, str] = {}
    for name in header:
        if name.strip():
            names.setdefault(header_key(name), name.strip())
    order, line = taken("order", names), taken("line", names)
    consignees = addresses_among(names)
    return {
        "zone": "Asia/Tokyo",
        "order_cells": order_cells_of(header, rows, order),
        "changes_orders": False,
        "order": fields_of("order", order),
        "consignees": [fields_of("consignee", block) for block in consignees],
        "line": fields_of("line", line),
        "refused": [],
        "lines_refused": [],
        "lines_left_out": [],
    }


def taken(group: str, names: dict[str, str]) -> Columns:
    """The columns of a group by what they are called elsewhere; they are taken out of `names`."""
    found: Columns = {}
    for field, words in aliases()[group].items():
        word = next((word for word in words if word in names), None)
        if word is not None:
            found[field] = [names.pop(word)]
    return found


def addresses_among(names: Mapping[str, str]) -> list[Columns]:
    """お届け先, and behind it whoever has ordered, for when it is empty."""
    sides: dict[str, dict[str, str]] = {"consignee": {}, "orderer": {}, "": {}}
    for key, name in names.items():
        side = side_of(key)
        sides[side][key] = name
    blocks = [address_of(sides[side]) for side in ("consignee", "", "orderer")]
    whole = [block for block in blocks if block.keys() >= set(NEEDED["consignee"])]
    return whole[:2] or [max(blocks, key=len)]


def side_of(key: str) -> str:
    """About whom a column is: the one who gets the parcel, the one who ordered, or nobody named."""
    for side, words in aliases()["sides"].items():
        if any(word in key for word in words):
            return str(side)
    return ""


def address_of(names: Mapping[str, str]) -> Columns:
    """The parts of an address among columns that are about one side."""
    found: Columns = {}
    for key, name in names.items():
        stem = next((one for one, words in aliases()["stems"].items() if has_any(key, words)), None)
        # Of a name and an address several columns are joined: 姓 and 名, 市区町村 and 番地.
        if stem in {"address", "building"} or (stem is not None and stem not in found):
            found.setdefault(stem, []).append(name)
        elif stem == "name" and found["name"][0].endswith("姓") and name.endswith("名"):
            found["name"].append(name)
    numbered = [
        name for name in found.get("address", []) if ENDS_IN_NUMBER.search(header_key(name))
    ]
    if len(numbered) > 1 and "building" not in found:
        # 住所1, 住所2: the last of them is the building.
        found["building"] = [numbered[-1]]
        found["address"].remove(numbered[-1])
    return found


def has_any(key: str, words: Iterable[str]) -> bool:
    """Whether a column's name has one of the stems in it."""
    return any(word in key for word in words)


def fields_of(group: str, columns: Columns) -> dict[str, Any]:
    """Fields as a layout writes them, each read in its usual way."""
    return {
        name: ({"from": found} if len(found) == 1 else {"join": found})
        | {"read": READS[group][name][0]}
        for name, found in columns.items()
    }


def order_cells_of(header: Sequence[str], rows: Sequence[Sequence[str]], order: Columns) -> str:
    """Whether only the first row of an order has the order's own cells."""
    named = [name.strip() for name in header]
    if not order.keys() >= set(NEEDED["order"]):
        return "every_row"
    number, moment = (named.index(order[field][0]) for field in NEEDED["order"])
    pairs = [(row[number], row[moment]) for row in rows if len(row) > max(number, moment)]
    is_first_only = any(
        above[0] == below[0] and above[1] and not below[1] for above, below in pairwise(pairs)
    )
    return "first_row" if is_first_only else "every_row"
