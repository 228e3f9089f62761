"""Whose folder is asked for, where it shall lie, and why that cannot be."""

from typing import Any

from sqlalchemy.orm import Session

from server import catalog
from server.exchange.folders.decisions import path_fault
from server.exchange.folders.queries import server_cards
from server.foundation import refuse, today

OF_ALL_OWNERS = ("numbers", "label_files")
"""Files of a carrier, in which whatever owner's parcels stand."""
WITH_SHOP = ("orders", "stock_list", "shipped_list")


def asked_folder(session: Session, body: dict[str, Any]) -> dict[str, Any]:
    """The columns of a folder that is asked for, in or out; refuses one that cannot be."""
    is_there = body["server"] is not None
    if fault := path_fault(body["path"], is_there=is_there):
        refuse(422, fault, "Letters, digits, - _ . and / below the root.", path=body["path"])
    if body["kind"] in OF_ALL_OWNERS:
        owner_id, shop_id = None, None
        carrier_code = asked_carrier(session, body["carrier"])
    else:
        owner_id, shop_id = whose(session, body)
        carrier_code = None
    if is_there:
        refuse_server_of_other(session, body["server"], owner_id)
    return {
        "owner_id": owner_id,
        "shop_id": shop_id,
        "file_server_id": body["server"],
        "kind": body["kind"],
        "carrier_code": carrier_code,
        "path": body["path"],
    }


def asked_owner(session: Session, code: str | None) -> int:
    """The owner that is named; refuses none and others."""
    if code is None:
        refuse(422, "owner_needed", "These files are an owner's.")
    found = next((one.id for one in catalog.owners(session) if one.code == code), None)
    if found is None:
        refuse(404, "owner_unknown", "There is no such owner.", owner=code)
    return found


def asked_carrier(session: Session, code: str | None) -> str:
    """The carrier that is named; refuses none and others."""
    if code is None:
        refuse(422, "carrier_needed", "These files are a carrier's.")
    if code not in {one.code for one in catalog.carriers(session, today())}:
        refuse(404, "carrier_unknown", "There is no such carrier.", carrier=code)
    return code


def whose(session: Session, body: dict[str, Any]) -> tuple[int, int | None]:
    """Owner and shop that are named; refuses others."""
    owner_id = asked_owner(session, body["owner"])
    if body["kind"] not in WITH_SHOP:
        return owner_id, None
    if body["shop"] is None:
        if body["kind"] == "orders":
            refuse(422, "shop_needed", "Orders come from a shop.")
        return owner_id, None
    shops = {one.code: one for one in catalog.shops(session) if one.owner_id == owner_id}
    if body["shop"] not in shops:
        refuse(404, "shop_unknown", "This owner has no such shop.", shop=body["shop"])
    return owner_id, shops[body["shop"]].id


def refuse_server_of_other(session: Session, server_id: int, owner_id: int | None) -> None:
    """Refuse a folder on a server that somebody else can read and write."""
    found = next((one for one in server_cards(session) if one.id == server_id), None)
    if found is None:
        refuse(404, "server_unknown", "There is no such server.")
    if found.owner_id != owner_id:
        refuse(422, "server_of_other", "This server is another's than these files.")
