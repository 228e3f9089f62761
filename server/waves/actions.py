"""Releasing orders, and giving carts and totes to batches."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from server import flyers, orders, rules, stock, tasks
from server.foundation.clock import now
from server.foundation.outbox import announce
from server.foundation.sets import table_of
from server.places import zone_codes
from server.waves.decisions import Choice, Walk, batches_of
from server.waves.queries import chosen_orders
from server.waves.records import Batch, BatchSlot, Wave


@dataclass(frozen=True, slots=True)
class Released:
    """A wave that went to the floor."""

    wave_id: int
    number: str
    carts: int
    orders: int
    tasks: list[int]


@dataclass(frozen=True, slots=True)
class Cart:
    """One cart of a wave, with what the whole wave has worked out."""

    walks: Sequence[Walk]
    order_by_id: Mapping[int, orders.OrderSummary]
    shipment_of: Mapping[int, int]
    zones: Mapping[int, set[str]]


def release(session: Session, choice: Choice, *, person_id: int | None) -> Released | None:
    """Send the chosen reserved orders to the floor; orders without stock stay where they are.

    Returns:
        The wave, or None when nothing could be released.
    """
    rules.apply(session, [order.id for order in chosen_orders(session, choice)], "release")
    # Rules may have held some, or sent them with another carrier.
    chosen = chosen_orders(session, choice, for_change=True)
    walks = walks_of(session, chosen)
    carts = batches_of(walks, totes_per_cart=choice.totes_per_cart)[: choice.carts_max]
    released_ids = {walk.order_id for cart in carts for walk in cart}
    if not released_ids:
        return None
    released = [order for order in chosen if order.id in released_ids]
    shipment_of = orders.make_shipments(session, [order.id for order in released])
    ran_out = flyers.plan(session, released, shipment_of)
    for campaign in ran_out:
        tasks.raise_exception(
            session,
            "flyer_ran_out",
            product_id=campaign.product_id,
            quantity_pieces=campaign.parcels,
            detail={"campaign": campaign.campaign, "parcels": campaign.parcels},
        )
    wave_id, number = open_wave(session, choice, carts, person_id=person_id)
    by_id = {order.id: order for order in released}
    zones = zones_of(session, released_ids)
    pick_tasks = [
        lay_cart(session, wave_id, f"{number}-{nth}", Cart(cart, by_id, shipment_of, zones))
        for nth, cart in enumerate(carts, start=1)
    ]
    orders.set_stage(session, sorted(released_ids), "released")
    announce(
        session,
        topic=f"wave:{wave_id}",
        kind="wave_released",
        body={"number": number, "carts": len(carts), "orders": len(released)},
    )
    return Released(wave_id, number, len(carts), len(released), pick_tasks)


def walks_of(session: Session, chosen: Sequence[orders.OrderSummary]) -> list[Walk]:
    """Where the goods of each order lie."""
    lines = orders.lines_of_orders(session, [order.id for order in chosen])
    order_of_line = {line.order_line_id: line.order_id for line in lines}
    held: dict[int, list[stock.Held]] = defaultdict(list)
    for one in stock.held_for_lines(session, list(order_of_line)):
        held[order_of_line[one.purpose]].append(one)
    marks = rules.marks_of(session, [order.id for order in chosen])
    return [
        Walk(
            order_id=order.id,
            ship_by=order.ship_by,
            aisles=frozenset(one.aisle for one in held[order.id]),
            lines=len(held[order.id]),
            pieces=sum(one.quantity_pieces for one in held[order.id]),
            group=marks.get(order.id, rules.NO_MARKS).wave_group,
        )
        for order in chosen
        if held[order.id]
    ]


def zones_of(session: Session, order_ids: set[int]) -> dict[int, set[str]]:
    """The zones that an order's goods lie in."""
    codes = zone_codes(session)
    lines = orders.lines_of_orders(session, sorted(order_ids))
    order_of_line = {line.order_line_id: line.order_id for line in lines}
    zones: dict[int, set[str]] = defaultdict(set)
    for one in stock.held_for_lines(session, list(order_of_line)):
        if one.zone_id is not None:
            zones[order_of_line[one.purpose]].add(codes[one.zone_id])
    return zones


def open_wave(
    session: Session, choice: Choice, carts: Sequence[Sequence[Walk]], *, person_id: int | None
) -> tuple[int, str]:
    """Write the wave down under the next number."""
    serial = (session.scalar(select(func.max(Wave.id))) or 0) + 1
    number = f"W{serial:04d}"
    wave_id = session.scalars(
        insert(table_of(Wave))
        .values(
            id=serial,
            number=number,
            released_at=now(),
            released_by=person_id,
            choice={
                "shops": list(choice.shops),
                "carriers": list(choice.carriers),
                "ship_by_before": choice.ship_by_before and choice.ship_by_before.isoformat(),
                "totes_per_cart": choice.totes_per_cart,
                "carts_max": choice.carts_max,
            },
            orders=sum(len(cart) for cart in carts),
            pieces=sum(walk.pieces for cart in carts for walk in cart),
        )
        .returning(Wave.id)
    ).one()
    return wave_id, number


def lay_cart(session: Session, wave_id: int, number: str, cart: Cart) -> int:
    """Give one cart its shipments and lay their chains of tasks.

    Returns:
        The pick task.
    """
    order_by_id, shipment_of = cart.order_by_id, cart.shipment_of
    batch_id = session.scalars(
        insert(table_of(Batch)).values(wave_id=wave_id, number=number).returning(Batch.id)
    ).one()
    session.execute(
        insert(table_of(BatchSlot)),
        [
            {"batch_id": batch_id, "slot": slot, "shipment_id": shipment_of[walk.order_id]}
            for slot, walk in enumerate(cart.walks)
        ],
    )
    carriers = {order_by_id[walk.order_id].carrier_code for walk in cart.walks}
    chain = [
        tasks.NewTask(
            kind="pick",
            number=number,
            batch_id=batch_id,
            due_at=min(walk.ship_by for walk in cart.walks),
            zone="・".join(
                sorted(set().union(*(cart.zones[walk.order_id] for walk in cart.walks)))
            ),
            carrier_code=next(iter(carriers)) if len(carriers) == 1 else "",
            shipments=len(cart.walks),
            lines=sum(walk.lines for walk in cart.walks),
            pieces=sum(walk.pieces for walk in cart.walks),
        )
    ]
    for walk in cart.walks:
        pack = tasks.NewTask(
            kind="pack",
            after=0,
            number=orders.number_of(shipment_of[walk.order_id]),
            shipment_id=shipment_of[walk.order_id],
            due_at=walk.ship_by,
            carrier_code=order_by_id[walk.order_id].carrier_code,
            lines=walk.lines,
            pieces=walk.pieces,
        )
        chain += [pack, replace(pack, kind="ship", after=len(chain))]
    pick_task = tasks.lay(session, chain)[0].id
    marks = rules.marks_of(session, [walk.order_id for walk in cart.walks])
    if any(one.is_urgent for one in marks.values()):
        tasks.hurry(session, pick_task, is_urgent=True)
    return pick_task


def take_cart(session: Session, batch_id: int, place_id: int | None) -> None:
    """Give a batch its cart, or none; the database refuses a cart that another batch has."""
    session.execute(
        update(table_of(Batch)).where(Batch.id == batch_id).values(cart_place_id=place_id)
    )


def free_cart(session: Session, batch_ids: Sequence[int]) -> None:
    """The walk is over; the cart can be taken for another."""
    session.execute(
        update(table_of(Batch))
        .where(Batch.id.in_(list(batch_ids)), Batch.cart_freed_at.is_(None))
        .values(cart_freed_at=now())
    )


def load_totes(session: Session, totes: Mapping[tuple[int, int], int | None]) -> None:
    """Give slots their totes: (batch id, slot) → place id of the tote; none takes it off again."""
    session.execute(
        update(table_of(BatchSlot))
        .where(BatchSlot.batch_id == bindparam("of_batch"), BatchSlot.slot == bindparam("at_slot"))
        .values(tote_place_id=bindparam("tote")),
        [
            {"of_batch": batch_id, "at_slot": slot, "tote": place_id}
            for (batch_id, slot), place_id in sorted(totes.items())
        ],
    )


def free_tote(session: Session, shipment_id: int) -> None:
    """The tote is empty; it can carry another shipment."""
    session.execute(
        update(table_of(BatchSlot))
        .where(BatchSlot.shipment_id == shipment_id, BatchSlot.freed_at.is_(None))
        .values(freed_at=now())
    )


def give_up_tote(session: Session, shipment_id: int) -> None:
    """A shipment needs its tote no more: it is free, or what is left in it is put away first.

    Pieces are left when a supervisor has put them into the tote of an order that was cancelled, or
    has let a parcel go without them though they were there.
    """
    slot = table_of(BatchSlot)
    tote_id = session.scalar(
        select(slot.c.tote_place_id).where(
            slot.c.shipment_id == shipment_id, slot.c.freed_at.is_(None)
        )
    )
    if tote_id is not None and stock.contents_of(session, [tote_id]):
        tasks.want_put_away(session, tote_id)
    else:
        free_tote(session, shipment_id)


def free_emptied_tote(session: Session, tote_place_id: int) -> None:
    """What was left in a tote lies on a shelf now: the tote can carry another shipment."""
    if stock.contents_of(session, [tote_place_id]):
        return
    slot = table_of(BatchSlot)
    session.execute(
        update(slot)
        .where(slot.c.tote_place_id == tote_place_id, slot.c.freed_at.is_(None))
        .values(freed_at=now())
    )


def leave_out(session: Session, shipment_id: int) -> int:
    """Take a shipment off a cart that nobody has begun; the slots behind it move up.

    Returns:
        How many shipments are left on the cart.
    """
    slot = table_of(BatchSlot)
    gone = session.execute(
        delete(slot)
        .where(slot.c.shipment_id == shipment_id)
        .returning(slot.c.batch_id, slot.c.slot)
    ).one()
    left = session.execute(
        select(slot.c.id, slot.c.slot).where(slot.c.batch_id == gone.batch_id).order_by(slot.c.slot)
    ).all()
    for behind in left:
        if behind.slot > gone.slot:
            session.execute(update(slot).where(slot.c.id == behind.id).values(slot=behind.slot - 1))
    return len(left)
