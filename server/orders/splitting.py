"""Splitting an order (分納): what is there leaves, the rest waits as an order of its own."""

from collections.abc import Mapping

from sqlalchemy import RowMapping, func, insert, select, update
from sqlalchemy.orm import Session

from server.foundation.clock import now
from server.foundation.outbox import announce
from server.foundation.sets import table_of
from server.orders.records import Order, OrderLine

OWN = ("id", "external_no", "stage", "stage_since", "hold_reason", "split_from_id", "revision")
"""What the new order does not take over from the one it was split from."""


def split_off(session: Session, order_id: int, missing: Mapping[int, int]) -> int:
    """Let missing pieces wait as an order of their own; the new order.

    Its number is the shop's with a branch: `1001/2`, `1001/3`. A line of which nothing is left goes
    over whole; another is cut in two. Money stays where it was paid: the new order is worth its
    lines, and the old one what the shop said.

    Args:
        session: the open transaction.
        order_id: the order; at least one piece of it must stay.
        missing: order line → pieces that go over.
    """
    order, line = table_of(Order), table_of(OrderLine)
    chosen = select(order).where(order.c.id == order_id).with_for_update()
    row = session.execute(chosen).mappings().one()
    first_id = row["split_from_id"] or row["id"]
    of_order = (
        select(line)
        .where(line.c.order_id == order_id, line.c.withdrawn_at.is_(None))
        .order_by(line.c.line_no)
    )
    lines = session.execute(of_order).mappings().all()
    stays = sum(one["quantity_pieces"] - missing.get(one["id"], 0) for one in lines)
    assert stays > 0, "something stays"
    moved = [one for one in lines if missing.get(one["id"], 0) > 0]
    new_id = session.scalars(
        insert(order)
        .values(
            **{name: value for name, value in row.items() if name not in OWN},
            external_no=branch_number(session, first_id),
            stage="waiting",
            stage_since=now(),
            split_from_id=first_id,
        )
        .returning(order.c.id)
    ).one()
    worth = sum(one["price_yen"] * missing[one["id"]] for one in moved)
    session.execute(update(order).where(order.c.id == new_id).values(total_yen=worth))
    for one in moved:
        cut(session, one, missing[one["id"]], new_id)
    session.execute(
        update(order).where(order.c.id == order_id).values(revision=order.c.revision + 1)
    )
    announce(
        session,
        topic=f"order:{order_id}",
        kind="order_split",
        revision=row["revision"] + 1,
        body={"order": new_id, "pieces": sum(missing.values())},
    )
    announce(session, topic=f"order:{new_id}", kind="order_waits_for_stock")
    return int(new_id)


def branch_number(session: Session, first_id: int) -> str:
    """The number of the next order that is split from one."""
    number = session.scalars(select(Order.external_no).where(Order.id == first_id)).one()
    branches = session.scalar(
        select(func.count()).select_from(Order).where(Order.split_from_id == first_id)
    )
    return f"{number}/{(branches or 0) + 2}"


def cut(session: Session, line: RowMapping, pieces: int, new_order_id: int) -> None:
    """Take pieces of a line over to another order."""
    table = table_of(OrderLine)
    if pieces == line["quantity_pieces"]:
        session.execute(update(table).where(table.c.id == line["id"]).values(order_id=new_order_id))
        return
    session.execute(
        update(table)
        .where(table.c.id == line["id"])
        .values(quantity_pieces=line["quantity_pieces"] - pieces)
    )
    session.execute(
        insert(table),
        {
            **{name: value for name, value in line.items() if name != "id"},
            "order_id": new_order_id,
            "quantity_pieces": pieces,
            "short_pieces": 0,
        },
    )
