"""Cancelling an order (注文取消), and taking one back, wherever it is: on a cart, on the bench."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from server import flyers, orders, packing, picking, stock, tasks, waves
from server.foundation import announce

REASONS = ("customer", "mistake", "stock", "fraud", "other")
"""Why an order is cancelled; the words are the client's."""
NOT_RELEASED = ("waiting", "reserved")
Outcome = Literal["cancelled", "order_unknown", "parcel_closed"]


@dataclass(frozen=True, slots=True)
class OnFloor:
    """A shipment whose jobs are locked, so that nobody goes on with it meanwhile."""

    shipment_id: int
    cart_step: str | None
    """None when nobody has begun the cart."""
    parcel: packing.PackState | None

    @property
    def is_closed(self) -> bool:
        """Whether its parcel is closed."""
        return self.parcel is not None and self.parcel.step == "parcel_closed"


def cancel_order(session: Session, order_id: int, *, reason: str, person_id: int | None) -> Outcome:
    """Cancel an order that has not left; the same cancellation twice is one.

    What is on the floor is not stopped in mid-scan: whoever has it hears it between two scans, or
    by the next one, and what was picked goes back to its place by scans.
    """
    standing = orders.standing_of(session, order_id)
    if standing is None:
        return "order_unknown"
    if standing.stage == "cancelled":
        return "cancelled"
    # What a rule holds is not on the floor; what waits for a decision there has a shipment.
    before_release = NOT_RELEASED if standing.shipment_id is not None else (*NOT_RELEASED, "held")
    moved = orders.set_stage(session, [order_id], "cancelled", only_from=before_release)
    if moved:
        let_go_of_goods(session, order_id)
    else:
        shipment_id = orders.live_shipment(session, order_id)
        # Without a live shipment somebody else has just cancelled it.
        if shipment_id is not None:
            floor = hold_still(session, shipment_id)
            if floor.is_closed:
                return "parcel_closed"
            take_off_floor(session, order_id, floor, stage="cancelled", person_id=person_id)
    announce(
        session,
        topic=f"order:{order_id}",
        kind="order_cancelled",
        body={"reason": reason, "person": person_id},
    )
    return "cancelled"


def cancel_shipment(session: Session, order_id: int, shipment_id: int, person_id: int) -> None:
    """Cancel the order of a shipment on the floor whose parcel is not closed."""
    floor = hold_still(session, shipment_id)
    if not floor.is_closed:
        take_off_floor(session, order_id, floor, stage="cancelled", person_id=person_id)


def let_go_of_goods(session: Session, order_id: int) -> None:
    """Others may be promised what was held for it."""
    lines = orders.lines_of_orders(session, [order_id])
    stock.let_go_of_lines(session, [line.order_line_id for line in lines])


def hold_still(session: Session, shipment_id: int) -> OnFloor:
    """Lock the jobs of a shipment, in the order in which scans lock them.

    So cancelling and closing, or changing and picking, happen one after the other.
    """
    cart_step = hear_on_cart(session, shipment_id)
    return OnFloor(shipment_id, cart_step, packing.hear_cancelled(session, shipment_id))


def take_off_floor(
    session: Session, order_id: int, floor: OnFloor, *, stage: str, person_id: int | None
) -> None:
    """Stop a shipment on the floor: its order is cancelled, or waits for what it wants now."""
    shipment_id, cart, parcel = floor.shipment_id, floor.cart_step, floor.parcel
    if not orders.cancel_shipment(session, shipment_id):
        return
    orders.set_stage(session, [order_id], stage)
    for found in tasks.open_exceptions_of(session, shipment_id):
        tasks.settle_exception(
            session, found.id, resolution="cancelled", note="", person_id=person_id
        )
    tell_those_at_work(session, shipment_id)
    if cart is None:
        let_go_of_goods(session, order_id)
        flyers.let_go(session, shipment_id)
        tasks.cancel(session, shipment_id)
        leave_out(session, shipment_id)
    elif cart != "cart_done" and is_on_the_cart(session, shipment_id):
        flyers.let_go(session, shipment_id)
        tasks.cancel(session, shipment_id)
    elif parcel is None or not packing.is_on_bench(session, parcel):
        packing.take_out(session, shipment_id, person_id=person_id)
        let_go_of_what_nobody_brings(session, order_id, shipment_id)


def let_go_of_what_nobody_brings(session: Session, order_id: int, shipment_id: int) -> None:
    """Where all was short nothing comes back, and nobody would hear that its hold has ended."""
    cart = tasks.link_before(session, shipment_id, "pack")
    if cart is not None and tasks.leases(session, [cart])[cart].stage == "done":
        picking.drop_unheard(session, shipment_id)
        let_go_of_goods(session, order_id)


def is_on_the_cart(session: Session, shipment_id: int) -> bool:
    """Whether its goods are still being picked; a cart may go again for the goods of another."""
    pack = tasks.tasks_of_shipments(session, [shipment_id], "pack")
    is_first_walk = all(one.stage == "waiting" for one in pack)
    return is_first_walk or picking.has_lines_left(session, shipment_id)


def tell_those_at_work(session: Session, shipment_id: int) -> None:
    """Whoever has the cart or the parcel in hand hears it between two scans, if within reach."""
    at_work = [card.id for card in tasks.tasks_of_shipments(session, [shipment_id], "pack")]
    cart = tasks.link_before(session, shipment_id, "pack")
    tasks.tell_holders(session, at_work if cart is None else [cart, *at_work])


def hear_on_cart(session: Session, shipment_id: int) -> str | None:
    """The step of the shipment's cart, locked; of one that nobody has begun the task is locked."""
    step = picking.hear_cancelled(session, shipment_id)
    if step is None:
        pick_task = tasks.link_before(session, shipment_id, "pack")
        if pick_task is not None:
            tasks.lock(session, pick_task)
        step = picking.hear_cancelled(session, shipment_id)
    return step


def leave_out(session: Session, shipment_id: int) -> None:
    """Take a shipment off a cart that nobody has begun; a cart with nothing on it is not walked."""
    pick_task = tasks.link_before(session, shipment_id, "pack")
    if waves.leave_out(session, shipment_id) == 0 and pick_task is not None:
        tasks.cancel_task(session, pick_task)
