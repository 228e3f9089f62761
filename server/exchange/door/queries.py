"""Orders as the door sees them, and what it finds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from server import catalog, orders
from server.exchange.carrier_files import layouts_on, shipped_layouts
from server.exchange.door.cold import cold_findings
from server.exchange.door.decisions import Finding, findings_of
from server.exchange.door.records import OrderCheck
from server.exchange.slips.queries import consignment_of
from server.foundation import today

NOT_YET_NUMBERED = "S0000000000"
"""As long as the number that its shipment will have."""
NOBODY = catalog.SenderCard("", "", "", "", "", "", "")


@dataclass(frozen=True, slots=True)
class Looked:
    """An order and all that was found of it, let in or not."""

    order: orders.WholeOrder
    findings: tuple[Finding, ...]


def look_at(
    session: Session, order_ids: Sequence[int], *, for_change: bool = False
) -> list[Looked]:
    """What is wrong with orders that nothing was sent to the floor for."""
    found = [
        order
        for order in orders.whole_orders(session, order_ids, for_change=for_change)
        if order.stage in orders.BEFORE_RELEASE
    ]
    senders, contracts = catalog.senders(session), catalog.contracts(session)
    layouts = layouts_on(today(), shipped_layouts())
    beside = orders.neighbours(session, [order.id for order in found])
    cold = cold_findings(session, found)
    looked = []
    for order in found:
        contract = contracts.get((order.shop_id, order.carrier_code))
        consignment = consignment_of(
            addressed(order),
            senders.get(order.shop_id, NOBODY),
            contract or catalog.ContractCard(order.carrier_code, "", "", "", ""),
        )
        layout = None if contract is None else layouts.get(contract.layout)
        findings = findings_of(consignment, layout, order.carrier_code)
        findings += [
            Finding("like_another", "", other.external_no, other_id=other.id)
            for other in beside.get(order.id, ())
            if is_like(order, other)
        ]
        if order.id in cold:
            findings.append(cold[order.id])
        looked.append(Looked(order, tuple(findings)))
    return looked


def addressed(order: orders.WholeOrder) -> orders.Addressed:
    """An order as the shipment that it will be."""
    return orders.Addressed(
        shipment_id=0,
        number=NOT_YET_NUMBERED,
        order_id=order.id,
        owner_id=order.owner_id,
        external_no=order.external_no,
        shop_id=order.shop_id,
        carrier_code=order.carrier_code,
        service=order.service,
        ship_by=order.ship_by,
        delivery_date=order.delivery_date,
        delivery_slot=order.delivery_slot,
        consignee=order.consignee,
    )


def is_like(order: orders.WholeOrder, other: orders.Neighbour) -> bool:
    """Whether an order asks for the same goods as one that was placed shortly before it."""
    is_later = (other.ordered_at, other.id) < (order.ordered_at, order.id)
    if not is_later or order.ordered_at - other.ordered_at >= orders.SAME_WITHIN:
        return False
    pieces = Counter[int]()
    for line in order.lines:
        pieces[line.product_id] += line.quantity_pieces
    return tuple(sorted(pieces.items())) == other.lines


def checks_of(session: Session, order_ids: Sequence[int]) -> dict[int, OrderCheck]:
    """What is kept of orders at the door."""
    return {
        one.order_id: one
        for one in session.scalars(
            select(OrderCheck).where(OrderCheck.order_id.in_(list(order_ids)))
        )
    }


def held_at_the_door(session: Session) -> list[int]:
    """The orders that the door holds."""
    return list(
        session.scalars(
            select(OrderCheck.order_id)
            .where(OrderCheck.stage_before.is_not(None))
            .order_by(OrderCheck.order_id)
        )
    )


def may_go_with(session: Session, order_id: int) -> list[orders.Neighbour]:
    """同梱候補: orders of the customer to the same address that have not been released either."""
    return [
        one
        for one in orders.neighbours(session, [order_id]).get(order_id, ())
        if one.stage in orders.BEFORE_RELEASE
    ]
