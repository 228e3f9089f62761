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
    Asked,
    Want,
    allocate,
    day_before,
    last_unwanted_day,
    stricter,
)
from server.stock.promised import last_days_held, lots_picked
from server.stock.queries import FLYER_PLACES, Held, free_balances, held_for_lines
from server.stock.records import Balance, Reservation

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

    An order of a shop that takes goods in part keeps what is there; the rest waits as an order of
    its own.
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
    found = hold(session, wants, purpose="order_line_id", kinds=kinds, partly=asked.partly)
    assert all(one.quantity_pieces > 0 for one in found.holds), "a hold holds something"
    for order_id, missing in found.missing.items():
        orders.split_off(session, order_id, missing)
    reserved = [one for one in order_ids if one not in found.unmet and lines[one]]
    orders.set_stage(session, reserved, "reserved")
    return set(reserved)


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


@dataclass(frozen=True, slots=True)
class Terms:
    """What shops, customers and products ask of goods, for some orders."""

    leaving: Mapping[int, orders.Leaving]
    shops: Mapping[int, catalog.ShopTerms]
    customers: Mapping[tuple[int, str], catalog.CustomerTerms]
    products: Mapping[int, catalog.ProductTerms]
    days_got: Mapping[tuple[tuple[int, str], int], str]
    """Customer and product → the last day of expiry of what that customer got of it."""
    today: str

    @property
    def partly(self) -> set[int]:
        """The orders that take goods in part."""
        return {
            order_id
            for order_id, leaving in self.leaving.items()
            if self.shops[leaving.shop_id].takes_partial
        }

    def asked(self, line: orders.LineWanted) -> Asked:
        """What shop and customer ask of the goods of a line."""
        leaving = self.leaving[line.order_id]
        shop = self.shops[leaving.shop_id]
        asked = Asked(shop.least_days_left, shop.keeps_one_lot)
        customer = self.customers.get(leaving.customer)
        if customer is None:
            return asked
        got = self.days_got.get((leaving.customer, line.product_id), "")
        not_before = got if customer.never_older else ""
        return stricter(asked, Asked(customer.least_days_left, customer.keeps_one_lot, not_before))

    def want(self, line: orders.LineWanted, quantity_pieces: int) -> Want:
        """What a line wants of stock."""
        product, asked = self.products[line.product_id], self.asked(line)
        return Want(
            line.order_id,
            line.order_line_id,
            line.product_id,
            quantity_pieces,
            expires_after=max(
                day_before(asked.not_before),
                last_unwanted_day(
                    self.today,
                    self.leaving[line.order_id].ships_on,
                    blocked_days=product.blocked_days,
                    least_days_left=asked.least_days_left,
                ),
            ),
            goes_first_in=product.goes_first_in,
            keeps_one_lot=asked.keeps_one_lot,
        )


def terms_of(
    session: Session, order_ids: Sequence[int], lines: Sequence[orders.LineWanted]
) -> Terms:
    """The terms on which stock is held for orders."""
    leaving = orders.leaving(session, order_ids)
    customers = catalog.customer_terms(session, {one.customer for one in leaving.values()})
    products = {line.product_id for line in lines}
    return Terms(
        leaving,
        catalog.shop_terms(session, {one.shop_id for one in leaving.values()}),
        customers,
        catalog.product_terms(session, products),
        days_got(session, customers, products, not_by=order_ids),
        today(),
    )


def days_got(
    session: Session,
    customers: Mapping[tuple[int, str], catalog.CustomerTerms],
    product_ids: Collection[int],
    *,
    not_by: Collection[int],
) -> dict[tuple[tuple[int, str], int], str]:
    """The last day of expiry of what customers who want nothing older got, or are promised.

    Args:
        session: the open transaction.
        customers: with their terms.
        product_ids: of which products.
        not_by: orders that are left out: they are about to be promised theirs.
    """
    asking = {customer for customer, terms in customers.items() if terms.never_older}
    if not asking:
        return {}
    owners = {owner_id for owner_id, _key in asking}
    shops = [one.shop_id for one in catalog.shop_terms(session).values() if one.owner_id in owners]
    bought = orders.lines_bought(session, asking, shops, product_ids)
    days = last_days_held(
        session, [one.order_line_id for one in bought if one.order_id not in set(not_by)]
    )
    found: dict[tuple[tuple[int, str], int], str] = {}
    for one in bought:
        key = one.customer, one.product_id
        found[key] = max(found.get(key, ""), days.get(one.order_line_id, ""))
    return found


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
    products = sorted({want.product_id for want in wants})
    earliest = min((want.expires_after for want in wants), default="")
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
    moment = now()
    asked = {want.purpose: want.expires_after for want in wants}
    session.execute(
        insert(table_of(Reservation)),
        [
            {
                "stock_id": one.stock_id,
                "order_line_id": None,
                "flyer_insert_id": None,
                purpose: one.purpose,
                "quantity_pieces": one.quantity_pieces,
                "expires_after": asked[one.purpose],
                "created_at": moment,
            }
            for one in found.holds
        ],
    )
    note_changed(session, products)
    return found
