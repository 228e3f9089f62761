"""Whether an address can be sent to. Pure; the words of what is wrong live in the client."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from server.exchange.order_files import cells
from server.exchange.order_files.prefectures import (
    BEGINS_WITH_ONE,
    PREFECTURES,
    prefecture_of,
    split_address,
)
from server.exchange.order_files.problems import Unreadable

FIELDS = ("name", "kana", "company", "postal_code", "prefecture", "address", "building", "phone")
FIELD_CHARACTERS_MAX = 200
READINGS = {"postal_code": cells.read_postal_code, "phone": cells.read_phone}
POSTAL_CODE = re.compile("[0-9]{7}")
PHONE = re.compile("0[0-9]{9,10}")
ZONE = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one part of an address."""

    field: str
    code: str


def changed_address(
    before: Mapping[str, Any], told: Mapping[str, str]
) -> dict[str, str] | list[FieldProblem]:
    """All of an address of which some parts are others now, or what is wrong with it.

    Parts that are not told stay as they are; the reading of a name goes with the name.

    Args:
        before: the address so far.
        told: the parts that are others now, as somebody typed them.
    """
    problems: list[FieldProblem] = []
    address = {name: str(before.get(name) or "") for name in FIELDS}
    for name, text in told.items():
        read = read_field(name, text)
        if isinstance(read, Unreadable):
            problems.append(FieldProblem(name, read.code))
        else:
            address[name] = read
    if address["name"] != (before.get("name") or "") and "kana" not in told:
        address["kana"] = ""
    if {"prefecture", "address"} & told.keys():
        address["prefecture"], address["address"] = split_address(
            prefecture_of(address["prefecture"]), address["address"]
        )
    faulty = {problem.field for problem in problems}
    problems += [one for one in problems_of(plain(address)) if one.field not in faulty]
    return problems or {name: text for name, text in address.items() if text}


def read_field(name: str, text: str) -> str | Unreadable:
    """A part of an address as it is kept."""
    text = cells.clean(text)
    if len(text) > FIELD_CHARACTERS_MAX:
        return Unreadable("cell_too_long")
    if "\n" in text or "\r" in text:
        return Unreadable("control_character")
    return READINGS.get(name, cells.read_text)(text, ZONE) if text else ""


def plain(address: Mapping[str, str]) -> dict[str, str]:
    """An address as it would be kept if somebody typed all of it now."""
    return {
        name: text if isinstance(read := read_field(name, text), Unreadable) else read
        for name, text in address.items()
    }


def problems_of(address: Mapping[str, str]) -> list[FieldProblem]:
    """What keeps a carrier in Japan from bringing a parcel there."""
    other = BEGINS_WITH_ONE.match(address["address"])
    wrong = {
        ("name", "name_missing"): not address["name"],
        ("postal_code", "postal_code_wrong"): not POSTAL_CODE.fullmatch(address["postal_code"]),
        ("prefecture", "prefecture_unknown"): address["prefecture"] not in PREFECTURES,
        ("address", "address_missing"): not address["address"],
        ("address", "prefecture_disagrees"): other is not None
        and address["prefecture"] in PREFECTURES,
        ("phone", "phone_wrong"): address["phone"] != "" and not PHONE.fullmatch(address["phone"]),
    }
    return [FieldProblem(field, code) for (field, code), is_so in wrong.items() if is_so]
