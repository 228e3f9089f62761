"""Other lines (明細の変更): before release plain; from the floor the order is taken back."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from server import catalog, orders, rules, stock
from server.changing.cancelling import hold_still, let_go_of_goods, take_off_floor
from server.changing.decisions import (
    NOT_RELEASED,
    By,
    Changed,
    Kept,
    Wanted,
    lines_of_torn_kits,
    pieces_changed,
    refusal_at,
)
from server.foundation import announce

NAMED_MAX = 6
"""So many products are named in a history; the order itself says the rest."""


def edit_lines(
    session: Session,
    order_id: int,
    lines: Sequence[Kept | Wanted],
    *,
    on_edition: int | None,
    by: By,
) -> Changed:
    """Change the lines of an order by hand: those that stay are named by their numbers.

    Lines that are not named are removed; a kit that comes is written as what is in it. Where not
    all parts of a kit stay in the same number of kits, they are goods by themselves from then on.
    """
    standing = orders.standing_of(session, order_id)
    if standing is None:
        return Changed(refusal="order_unknown")
    before = orders.parts_of(session, order_id)
    here = {part.line_no: part for part in before}
    named = {line.line_no: line for line in lines if isinstance(line, Kept)}
    if not named.keys() <= here.keys():
        # Somebody else has changed it, or it never had such a line.
        is_old = on_edition not in {None, standing.edition}
        refusal = "order_changed_meanwhile" if is_old else "line_unknown"
        return Changed(standing.edition, refusal)
    pieces = {line_no: line.quantity_pieces for line_no, line in named.items()}
    torn = lines_of_torn_kits(before, pieces)
    for line_no in torn:
        here[line_no] = replace(here[line_no], kit_product_id=None, kit_pieces=None)
    kept = [
        replace(here[line_no], quantity_pieces=quantity_pieces)
        for line_no, quantity_pieces in sorted(pieces.items())
    ]
    wanted = [
        orders.NewLine(nth, one.product_id, one.external_sku, one.quantity_pieces, one.price_yen)
        for nth, one in enumerate((one for one in lines if isinstance(one, Wanted)), start=1)
    ]
    added = orders.as_parts(session, wanted)
    parts = orders.numbered(kept, added, orders.last_line_no(session, order_id))
    return change_lines(session, order_id, parts, on_edition=on_edition, by=by)


def change_lines(
    session: Session,
    order_id: int,
    parts: Sequence[orders.Part],
    *,
    on_edition: int | None,
    by: By,
    total_yen: int | None = None,
) -> Changed:
    """Let an order want other goods: it waits for them, and is released again.

    Args:
        session: the open transaction.
        order_id: which order.
        parts: all its lines from now on, as they are picked.
        on_edition: the edition that whoever changes it has seen; None: whichever there is.
        by: who changes it.
        total_yen: what it is worth now; None: by what its lines are worth more or less.
    """
    standing = orders.standing_of(session, order_id)
    if standing is None:
        return Changed(refusal="order_unknown")
    before = orders.parts_of(session, order_id)
    pieces = pieces_changed(before, parts)
    if not pieces:
        return Changed(standing.edition)
    if refusal := refusal_at(standing.stage) or (None if parts else "no_lines_left"):
        return Changed(standing.edition, refusal)
    floor = None
    if standing.shipment_id is not None:
        floor = hold_still(session, standing.shipment_id)
        if floor.is_closed:
            return Changed(standing.edition, "order_closed")
    locked = orders.standing_of(session, order_id, for_change=True)
    assert locked is not None, "no order is ever deleted"
    # It may have been released, changed or cancelled since we looked.
    is_same = (locked.shipment_id, locked.edition) == (standing.shipment_id, standing.edition)
    if not is_same or on_edition not in {None, locked.edition}:
        return Changed(locked.edition, "order_changed_meanwhile")
    if floor is None:
        rules.lift_hold(session, order_id)
        let_go_of_goods(session, order_id)
        orders.set_stage(session, [order_id], "waiting", only_from=NOT_RELEASED)
    else:
        take_off_floor(session, order_id, floor, stage="waiting", person_id=by.person_id)
    worth = worth_of(parts) - worth_of(before)
    total = max(0, locked.total_yen + worth) if total_yen is None else total_yen
    edition = orders.rewrite_lines(session, order_id, parts, total)
    announce(
        session,
        topic=f"order:{order_id}",
        kind="order_changed",
        body={"what": "lines", "lines": told(session, pieces), "edition": edition, **by.told},
    )
    stock.reserve_orders(session, [order_id])
    rules.apply(session, [order_id], "change")
    return Changed(edition, is_other=True)


def worth_of(parts: Sequence[orders.Part]) -> int:
    """What lines come to."""
    return sum(part.price_yen * part.quantity_pieces for part in parts)


def told(session: Session, pieces: dict[int, tuple[int, int]]) -> str:
    """What is wanted otherwise, as a history says it: `TEE-M 2→1`."""
    cards = catalog.product_cards(session, sorted(pieces))
    named = [
        f"{cards[product_id].sku} {was}→{comes}" for product_id, (was, comes) in pieces.items()
    ]
    more = ["…"] if len(named) > NAMED_MAX else []
    return "  ".join(named[:NAMED_MAX] + more)
