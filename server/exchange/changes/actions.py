"""Changing orders, with the labels that were asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from server import catalog, changing, orders
from server.changing import By, Changed, Kept, Wanted
from server.exchange.changes.decisions import FieldProblem, changed_address
from server.exchange.decisions import PIECES_OF_LINE_MAX
from server.exchange.door.actions import look
from server.exchange.slips.actions import void_label

WHY_VOID = "address_changed"
"""Why a label is void; the words are the client's."""


@dataclass(frozen=True, slots=True)
class LineTold:
    """A line as it is wanted from now on: one of the order by its number, or goods by a code."""

    line_no: int | None
    sku: str
    quantity_pieces: int
    price_yen: int = 0


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with one line, counted from 0."""

    line: int
    code: str
    value: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a change that somebody asked for."""

    changed: Changed = field(default_factory=Changed)
    problems: Sequence[FieldProblem | LineProblem] = ()


def send_elsewhere(
    session: Session, order_id: int, told: Mapping[str, str], *, on_edition: int, by: By
) -> Asked:
    """Check parts of an address, and let the order go there."""
    standing = orders.standing_of(session, order_id)
    if standing is None:
        return Asked(Changed(refusal="order_unknown"))
    consignee = changed_address(standing.consignee, told)
    if isinstance(consignee, list):
        return Asked(problems=consignee)
    return Asked(change_address(session, order_id, consignee, on_edition=on_edition, by=by))


def change_address(
    session: Session, order_id: int, consignee: dict[str, Any], *, on_edition: int | None, by: By
) -> Changed:
    """Let an order go to an address that was checked; a label that was asked for is void."""
    standing = orders.standing_of(session, order_id)
    if standing is not None and standing.shipment_id is not None:
        # No desk shall write the former address into a file meanwhile.
        catalog.lock_carrier(session, standing.carrier_code)
    changed = changing.change_address(session, order_id, consignee, on_edition=on_edition, by=by)
    if changed.shipment_id is not None:
        void_label(session, changed.shipment_id, reason=WHY_VOID, by=by.told)
    if changed.is_other:
        look(session, [order_id])
    return changed


def change_lines(
    session: Session,
    order_id: int,
    lines: Sequence[Kept | Wanted],
    *,
    on_edition: int | None,
    by: By,
) -> Changed:
    """Let an order want goods that were found; the door looks at it again."""
    changed = changing.edit_lines(session, order_id, lines, on_edition=on_edition, by=by)
    if changed.is_other:
        look(session, [order_id])
    return changed


def want_otherwise(
    session: Session, order_id: int, told: Sequence[LineTold], *, on_edition: int, by: By
) -> Asked:
    """Find what the lines name, and let the order want that."""
    standing = orders.standing_of(session, order_id)
    if standing is None:
        return Asked(Changed(refusal="order_unknown"))
    codes = {line.sku for line in told if line.line_no is None}
    found = catalog.match_codes(session, standing.owner_id, codes)
    problems: list[LineProblem] = []
    lines: list[Kept | Wanted] = []
    for nth, line in enumerate(told):
        if line.line_no is not None:
            lines.append(Kept(line.line_no, line.quantity_pieces))
            continue
        meaning = found.get(line.sku)
        if meaning is None:
            problems.append(LineProblem(nth, "unknown_product", line.sku))
            continue
        pieces = line.quantity_pieces * meaning.quantity_pieces
        if pieces > PIECES_OF_LINE_MAX:
            problems.append(LineProblem(nth, "quantity_too_large", line.sku))
        lines.append(Wanted(meaning.product_id, line.sku, pieces, line.price_yen))
    named = [line.line_no for line in lines if isinstance(line, Kept)]
    if len(named) != len(set(named)):
        problems.append(LineProblem(0, "line_named_twice", ""))
    if problems:
        return Asked(problems=problems)
    return Asked(change_lines(session, order_id, lines, on_edition=on_edition, by=by))


def change_both(
    session: Session,
    order_id: int,
    *,
    consignee: Mapping[str, str] | None,
    lines: Sequence[LineTold] | None,
    on_edition: int,
    by: By,
) -> Asked:
    """Change an order as the shop's system tells of it: both or nothing.

    The caller takes everything back when something of it was refused.
    """
    if orders.is_split(session, order_id):
        return Asked(Changed(refusal="order_is_split"))
    asked = Asked()
    if consignee is not None:
        asked = send_elsewhere(session, order_id, consignee, on_edition=on_edition, by=by)
        if asked.problems or asked.changed.refusal is not None or lines is None:
            return asked
    if lines is None:
        return asked
    is_other = asked.changed.is_other
    next_edition = asked.changed.edition if is_other else on_edition
    asked = want_otherwise(session, order_id, lines, on_edition=next_edition, by=by)
    return replace(
        asked, changed=replace(asked.changed, is_other=asked.changed.is_other or is_other)
    )
