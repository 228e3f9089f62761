"""Serial numbers (シリアル番号): which the house knows already, and which are packed now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from sqlalchemy.orm import Session

from server import catalog, flyers, orders
from server.packing.decisions import PackFacts, product_named, serial_is_wanted
from server.packing.queries import PackState
from server.vocabulary import Scan, read


def elsewhere(
    session: Session, state: PackState, facts: Mapping[str, Any], raw: str, scan: Scan
) -> dict[str, Any]:
    """The facts that only the server knows of a scan: whether its code is used elsewhere, and
    whether the letter that bears it was ever printed.
    """
    if scan.kind == "slip":
        carrier_code = state.shipment.carrier_code
        void = state.facts["slips_elsewhere"]
        is_used = orders.slip_is_used(session, carrier_code, scan.code)
        return {
            "slips_elsewhere": [*void, scan.code] if is_used and scan.code not in void else void
        }
    known = cast("PackFacts", facts)
    if any(flyer.get("code") == scan.code for flyer in known["flyers"]):
        is_printed = flyers.were_printed(session, state.shipment.id)
        return {"letters_unprinted": [] if is_printed else [scan.code]}
    product_id = product_named(known, scan)
    if scan.serial is None or product_id is None:
        return {}
    if not serial_is_wanted(known, Scan("item", "", product_id)):
        return {}
    is_out = orders.serial_is_out(session, product_id, scan.serial, besides=state.shipment.id)
    return {
        "serials_elsewhere": [scan.serial] if is_out else [],
        "labels_elsewhere": [scan.code] if is_other_label(session, raw, scan) else [],
    }


def is_other_label(session: Session, raw: str, scan: Scan) -> bool:
    """Whether a plain code is one of goods or of a slip; a GS1 code says itself what it is."""
    if scan.kind != "serial" or scan.product is not None or read(raw)[0].kind == "serial":
        return False
    slips = {scan.code} | {one.code for one in read(raw) if one.kind == "slip"}
    return catalog.is_code_of_goods(session, scan.code) or orders.any_is_slip(session, slips)


Changed = tuple[PackState, Sequence[Mapping[str, Any]]]
"""A parcel as it was, and its items as they are now."""


def write_serials(session: Session, changed: Iterable[Changed]) -> None:
    """Write which pieces are in the parcels now."""
    gone: list[orders.PieceNamed] = []
    come: list[orders.PieceNamed] = []
    for state, items in changed:
        for old, new in zip(state.facts["items"], items, strict=True):
            gone += named_in(state, old, besides=new)
            come += named_in(state, new, besides=old)
    if gone or come:
        orders.write_serials(session, gone, come)


def named_in(
    state: PackState, item: Mapping[str, Any], *, besides: Mapping[str, Any]
) -> Iterator[orders.PieceNamed]:
    """The pieces of a line that have a serial number, but for those of the line as it also is."""
    for serial in item["serials"] or ():
        if serial not in (besides["serials"] or ()):
            yield orders.PieceNamed(
                shipment_id=state.shipment.id,
                order_line_id=state.order_lines[item["line"]],
                product_id=item["product"],
                lot=item["lot"] or "",
                serial=serial,
            )
