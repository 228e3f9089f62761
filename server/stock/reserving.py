"""Reserving (引当): who is promised which goods, on the terms of shops and products."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from server import catalog, orders
from server.foundation.clock import now, today
from server.foundation.outbox import announce
from server.foundation.prepared import Prepared, Rows
from server.foundation.sets import table_of
from server.stock.available import free_products, note_changed
from server.stock.decisions import (
    Allocation,
    Hold,
    Want,
    allocate,
    by_group,
    last_unwanted_day,
    wants_together,
)
from server.stock.promised import lots_picked
from server.stock.queries import (
    FLYER_PLACES,
    Held,
    free_balances,
    held_for_lines,
    lines_ever_held,
)
from server.stock.records import Balance, Reservation
from server.stock.terms import Terms, terms_of

BALANCE = table_of(Balance)


def held(rows: Rows) -> Any:
    """The guarded UPDATE: only what nobody holds can be held."""
    return (
        update(BALANCE)
        .where(
            BALANCE.c.id == rows.stock_id,
            BALANCE.c.on_hand_pieces - BALANCE.c.held_pieces >= rows.quantity,
        )
        .values(held_pieces=BALANCE.c.held_pieces + rows.quantity)
        .returning(BALANCE.c.id)
    )


HOLD = Prepared({"stock_id": int, "quantity": int}, held)


@dataclass(frozen=True, slots=True)
class Promise:
    """A hold as it is written down: the id of what it is held for, and the day that was asked."""

    hold: Hold
    held_for: int
    expires_after: str


def reserve_orders(session: Session, order_ids: Sequence[int]) -> dict[int, bool]:
    """Hold stock for whole orders, in the order given; an order without enough waits (引当待ち).

    Args:
        session: the open transaction.
        order_ids: orders of the stage `waiting`, the most urgent first.

    Returns:
        order id → whether it is reserved now.
    """
    reserved = hold_for_orders(session, order_ids)
    waiting = [order_id for order_id in order_ids if order_id not in reserved]
    for_customers = wait_for_their_customers(session, waiting)
    for order_id in waiting:
        why = "order_waits_for_terms" if order_id in for_customers else "order_waits_for_stock"
        announce(session, topic=f"order:{order_id}", kind=why)
    return {order_id: order_id in reserved for order_id in order_ids}


def reserve_waiting(session: Session, product_ids: Collection[int]) -> set[int]:
    """Promise goods that have just come in to orders that wait for them, where they stand.

    They may be taken from the dock (クロスドック): nobody carries to a shelf what leaves today.

    Returns:
        The orders that wait no more.
    """
    waiting = orders.waiting_orders(session, product_ids) if product_ids else []
    return hold_for_orders(session, waiting, kinds=("shelf", "dock"))


def promise_what_is_free(session: Session) -> set[int]:
    """Promise goods that are free to orders that wait for them; the orders that wait no more.

    Whatever frees goods need not know who waits: a cancellation, a count, a lot that is freed.
    """
    waited_for = orders.products_waited_for(session)
    free = free_products(session, waited_for) if waited_for else []
    waiting = orders.waiting_orders(session, free) if free else []
    return hold_for_orders(session, waiting)


def hold_for_orders(
    session: Session, order_ids: Sequence[int], *, kinds: Sequence[str] = ("shelf",)
) -> set[int]:
    """Hold stock for orders where there is enough; those that are reserved now.

    An order of a shop that takes goods in part keeps what is there, of a kit whole kits; the rest
    waits as an order of its own.
    """
    if not order_ids:
        return set()
    lines: dict[int, list[orders.LineWanted]] = defaultdict(list)
    for line in orders.lines_of_orders(session, order_ids):
        lines[line.order_id].append(line)
    asked = terms_of(session, order_ids, [line for found in lines.values() for line in found])
    wants = [
        asked.want(line, line.quantity_pieces) for order_id in order_ids for line in lines[order_id]
    ]
    wants = with_finished(session, wants, asked)
    found = hold(session, wants, purpose="order_line_id", kinds=kinds, partly=asked.partly)
    assert all(one.quantity_pieces > 0 for one in found.holds), "a hold holds something"
    for order_id, missing in found.missing.items():
        orders.split_off(session, order_id, missing)
    reserved = [one for one in order_ids if one not in found.unmet and lines[one]]
    orders.set_stage(session, reserved, "reserved")
    return set(reserved)


def with_finished(session: Session, wants: Sequence[Want], asked: Terms) -> list[Want]:
    """Wants of which each kit may be met by kits that were put together before.

    Not of lines that goods were ever held for: what was picked of them is noted by their parts.
    """
    lines = [want.purpose for want in wants if want.kit not in (None, want.product_id)]
    held = lines_ever_held(session, lines) if lines else set()
    found: list[Want] = []
    for group in by_group(wants).values():
        for together in wants_together(group):
            first, kit_id = together[0], together[0].kit
            is_new = held.isdisjoint(want.purpose for want in together)
            if kit_id in (None, first.product_id) or not is_new:
                found += together
                continue
            assert kit_id is not None, "a kit is a product"
            kits = first.quantity_pieces // first.kit_pieces
            finished = replace(
                asked.of_goods(first, kit_id), quantity_pieces=kits, kit=None, kit_pieces=1
            )
            found += [replace(first, finished=finished), *together[1:]]
    return found


def hold_for_assembly(
    session: Session, assembly_id: int, kit_id: int, kits: int, recipe: Mapping[int, int]
) -> int:
    """Hold the parts of kits that are to be put together (セット組み); of how many they were there.

    Args:
        session: the open transaction.
        assembly_id: for which assembly.
        kit_id: the kit.
        kits: how many are wanted.
        recipe: product → pieces in one kit.
    """
    terms = catalog.product_terms(session, recipe)
    day = today()
    wants = [
        Want(
            assembly_id,
            nth,
            product_id,
            kits * pieces,
            expires_after=last_unwanted_day(
                day, day, blocked_days=terms[product_id].blocked_days, least_days_left=0
            ),
            goes_first_in=terms[product_id].goes_first_in,
            kit=kit_id,
            kit_pieces=pieces,
        )
        for nth, (product_id, pieces) in enumerate(sorted(recipe.items()))
    ]
    found = take_hold(session, wants, partly={assembly_id})
    days = {want.purpose: want.expires_after for want in wants}
    write_holds(
        session,
        "assembly_id",
        [Promise(one, assembly_id, days[one.purpose]) for one in found.holds],
    )
    if assembly_id in found.unmet:
        return 0
    return kits - found.missing.get(assembly_id, {}).get(0, 0) // wants[0].kit_pieces


def wait_for_their_customers(session: Session, order_ids: Sequence[int]) -> set[int]:
    """Those of these orders that would have their goods, were it not for their customers' terms."""
    lines = orders.lines_of_orders(session, order_ids) if order_ids else []
    if not lines:
        return set()
    asked = terms_of(session, order_ids, lines)
    strict = {one for one in order_ids if asked.leaving[one].customer in asked.customers}
    wants = [
        replace(asked, customers={}).want(line, line.quantity_pieces)
        for line in lines
        if line.order_id in strict
    ]
    if not wants:
        return set()
    free = free_balances(
        session,
        sorted({want.product_id for want in wants}),
        kinds=("shelf",),
        expires_after=min(want.expires_after for want in wants),
    )
    groups = {one: [want for want in wants if want.group == one] for one in strict}
    return {one for one, group in groups.items() if not allocate(group, free).unmet}


def hold_instead(
    session: Session, order_line_id: int, quantity_pieces: int, *, not_in: Collection[int]
) -> list[Held]:
    """Hold pieces for a line from other places than those where they were not; all, or none.

    Args:
        session: the open transaction.
        order_line_id: for which line.
        quantity_pieces: how many pieces it still wants.
        not_in: the places where they should have been.
    """
    (line,) = orders.lines_by_id(session, [order_line_id])
    asked = terms_of(session, [line.order_id], [line])
    before = {one.reservation_id for one in held_for_lines(session, [order_line_id])}
    want = asked.want(line, quantity_pieces)
    picked = lots_picked(session, order_line_id) if want.keeps_one_lot else []
    want = replace(want, of_lot=picked[0] if picked else None)
    hold(session, [want], purpose="order_line_id", not_in=not_in)
    held = held_for_lines(session, [order_line_id])
    return [one for one in held if one.reservation_id not in before]


def hold_flyers(session: Session, wants: Sequence[Want]) -> set[int]:
    """Hold flyers for parcels; `group` and `purpose` are both the flyer insert.

    Returns:
        The flyer inserts that found no stock.
    """
    fresh = [replace(want, expires_after=today()) for want in wants]
    return hold(session, fresh, purpose="flyer_insert_id", kinds=FLYER_PLACES).unmet


def hold(
    session: Session,
    wants: Sequence[Want],
    *,
    purpose: str,
    kinds: Sequence[str] = ("shelf",),
    partly: Collection[int] = (),
    not_in: Collection[int] = (),
) -> Allocation:
    """Lock the balances, decide who gets what, and write it down."""
    found = take_hold(session, wants, kinds=kinds, partly=partly, not_in=not_in)
    of_kits = orders.bring_finished(session, {one.purposes: one.kits for one in found.finished})
    asked = {want.purpose: want for want in wants}
    write_holds(
        session,
        purpose,
        [
            Promise(one, one.purpose, asked[one.purpose].expires_after)
            if (finished := asked[one.purpose].finished) is None or not one.is_finished
            else Promise(one, of_kits[one.purpose], finished.expires_after)
            for one in found.holds
        ],
    )
    return found


def take_hold(
    session: Session,
    wants: Sequence[Want],
    *,
    kinds: Sequence[str] = ("shelf",),
    partly: Collection[int] = (),
    not_in: Collection[int] = (),
) -> Allocation:
    """Lock the balances, decide who gets what, and hold it there."""
    asked = [*wants, *(want.finished for want in wants if want.finished is not None)]
    products = sorted({want.product_id for want in asked})
    earliest = min((want.expires_after for want in asked), default="")
    free = free_balances(session, products, kinds=kinds, expires_after=earliest, not_in=not_in)
    found = allocate(wants, free, partly=partly)
    if not found.holds:
        return found
    sums: dict[int, int] = defaultdict(int)
    for one in found.holds:
        sums[one.stock_id] += one.quantity_pieces
    changed = HOLD.ask(
        session,
        [{"stock_id": stock_id, "quantity": pieces} for stock_id, pieces in sorted(sums.items())],
    )
    assert len(changed) == len(sums), "a balance changed under its lock"
    note_changed(session, products)
    return found


def write_holds(session: Session, purpose: str, promises: Sequence[Promise]) -> None:
    """Write down what is held for what; `purpose` is the column that names what it is held for."""
    if not promises:
        return
    moment = now()
    session.execute(
        insert(table_of(Reservation)),
        [
            {
                "stock_id": one.hold.stock_id,
                "order_line_id": None,
                "flyer_insert_id": None,
                "assembly_id": None,
                purpose: one.held_for,
                "quantity_pieces": one.hold.quantity_pieces,
                "expires_after": one.expires_after,
                "created_at": moment,
            }
            for one in promises
        ],
    )
