"""What ネクストエンジン is told: a parcel that left, and a test.

A slip is written only as it was read: `receive_order_last_modified_date` goes with every change,
and one that somebody else has made meanwhile makes it an error
(https://developer.next-engine.com/api/param/update_receive_order). Then the slip is read again.
Shipping (出荷確定処理, `/api_v1_receiveorder_base/shipped`) takes slips of 20 and 40 alone.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

import orjson

from server.exchange.connections.decisions import TEST
from server.exchange.shop_apis.frame import Done, Fault, Line
from server.exchange.shop_apis.next_engine.asking import ask
from server.exchange.shop_apis.next_engine.fetching import found_rows
from server.exchange.shop_apis.next_engine.reading import (
    CHANGED,
    SHIPPED,
    SPLIT_FROM,
    is_named,
    slip_of,
    text,
)

UPDATE = "/api_v1_receiveorder_base/update"
SHIP = "/api_v1_receiveorder_base/shipped"
STATUS = "receive_order_order_status_id"
TRACKING_NO = "receive_order_delivery_cut_form_id"
CANCELLED = "receive_order_cancel_type_id"
FIELDS = ("receive_order_id", STATUS, TRACKING_NO, CANCELLED, CHANGED, *SPLIT_FROM)
MAY_LEAVE = ("20", "40")
TURNS_MAX = 4
"""So often a slip is read in one attempt; who else writes it all the time is waited out."""

Data = Mapping[str, Any]


def tell(line: Line, kind: str, data: Data) -> Done | Fault:
    """Tell one piece of news; told twice it is done once."""
    return try_out(line) if kind == TEST else ship(line, data)


def try_out(line: Line) -> Done | Fault:
    """Whether we are let in; the answer names the shops, by which orders are told apart."""
    shops = found_rows(line, "master_shop", {"fields": "shop_id,shop_name"})
    if isinstance(shops, Fault):
        return shops
    return Done(", ".join(f"{text(one, 'shop_id')} {text(one, 'shop_name')}" for one in shops))


def ship(line: Line, data: Data) -> Done | Fault:
    """Write the tracking number on the slip, then say that it has left; each only once.

    Whatever is refused while somebody else wrote the slip is tried with the slip as it is now.
    """
    is_told_before = True
    for _ in range(TURNS_MAX):
        slip = find_slip(line, data)
        if isinstance(slip, Fault):
            return slip
        step = next_step(slip, str(data["tracking_no"]))
        if isinstance(step, Fault):
            return step
        if step is None:
            note = "was_told_before" if is_told_before else None
            return Done(text(slip, "receive_order_id"), note=note)
        path, fields = step
        said = ask(line, path, fields | locked(slip))
        is_told_before = False
        if isinstance(said, Fault) and not was_changed(line, data, slip, said):
            return said
    return Fault(409, "changed_meanwhile")


def next_step(slip: Data, tracking_no: str) -> tuple[str, dict[str, str]] | Fault | None:
    """What is to be said of a slip next; None: all of it is said.

    A number that stands there already and is not ours stays: somebody has to look.
    """
    number, status = text(slip, TRACKING_NO), text(slip, STATUS)
    if is_named(slip, CANCELLED):
        return Fault(422, "cancelled_there", is_final=True)
    if number not in {"", tracking_no}:
        return Fault(422, "other_number_there", number, is_final=True)
    if status not in {*MAY_LEAVE, SHIPPED}:
        return Fault(422, "not_to_ship_there", status)
    if not number:
        return UPDATE, {"data": numbered(tracking_no), **after_shipping(status)}
    return None if status == SHIPPED else (SHIP, {})


def after_shipping(status: str) -> dict[str, str]:
    """A slip that somebody has shipped there by hand still takes the number."""
    return {"receive_order_shipped_update_flag": "1"} if status == SHIPPED else {}


def was_changed(line: Line, data: Data, slip: Data, fault: Fault) -> bool:
    """Whether somebody has written the slip since it was read, so that a refusal says nothing."""
    if fault.code != "shop_refuses":
        return False
    again = find_slip(line, data)
    return not isinstance(again, Fault) and again[CHANGED] != slip[CHANGED]


def locked(slip: Data) -> dict[str, str]:
    """By what a change is held against the slip that was read."""
    return {
        "receive_order_id": text(slip, "receive_order_id"),
        "receive_order_last_modified_date": text(slip, CHANGED),
    }


def find_slip(line: Line, data: Data) -> Data | Fault:
    """The slip of an order, as it is now."""
    number, slip_id = slip_of(str(data["order"]))
    asked = {"fields": ",".join(FIELDS)}
    if slip_id:
        asked["receive_order_id-eq"] = slip_id
    else:
        asked["receive_order_shop_cut_form_id-eq"] = number
        theirs = [code for code, ours in line.credentials.shops.items() if ours == data["shop"]]
        if theirs:
            asked["receive_order_shop_id-in"] = ",".join(theirs)
    found = found_rows(line, "receiveorder_base", asked)
    if isinstance(found, Fault):
        return found
    slips = [one for one in found if slip_id or not any(is_named(one, of) for of in SPLIT_FROM)]
    if len(slips) > 1:
        slips = [one for one in slips if not is_named(one, CANCELLED)]
    if len(slips) > 1:
        return Fault(422, "several_slips_there", number, is_final=True)
    if not slips:
        return Fault(422, "order_unknown_there", number, is_final=True)
    return slips[0]


def numbered(tracking_no: str) -> str:
    """The change of a slip that gives it a tracking number."""
    cell = f"<{TRACKING_NO}>{escape(tracking_no, quote=False)}</{TRACKING_NO}>"
    base = f"<receiveorder_base>{cell}</receiveorder_base>"
    return f'<?xml version="1.0" encoding="utf-8"?><root>{base}</root>'


def request_of(kind: str, data: Data) -> str:
    """What would be said, for people to read."""
    if kind == TEST:
        said: dict[str, Any] = {"post": "/api_v1_master_shop/search", "fields": "shop_id,shop_name"}
    else:
        number, slip_id = slip_of(str(data["order"]))
        slip = {"receive_order_shop_cut_form_id": number, "receive_order_id": slip_id}
        said = {
            "slip": {name: value for name, value in slip.items() if value},
            "post": [UPDATE, SHIP],
            "data": numbered(str(data["tracking_no"])),
        }
    return orjson.dumps(said, option=orjson.OPT_INDENT_2).decode()
