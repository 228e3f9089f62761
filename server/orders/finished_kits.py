"""Kits (セット商品) that were put together before: they are sent in place of their parts."""

from collections.abc import Mapping

from sqlalchemy import RowMapping, delete, func, insert, select, update
from sqlalchemy.orm import Session

from server.foundation.sets import table_of
from server.orders.records import OrderLine

LINE = table_of(OrderLine)


def bring_finished(session: Session, kits_of: Mapping[tuple[int, ...], int]) -> dict[int, int]:
    """Let lines of finished kits stand in place of parts that need not be picked.

    Args:
        session: the open transaction.
        kits_of: the lines of the parts of a kit, the first of which carries the price → how many
            of the kits that were ordered are finished. Nothing was ever held for those lines.

    Returns:
        First line of the parts → the line of the finished kits.
    """
    finished: dict[int, int] = {}
    for line_ids, kits in kits_of.items():
        rows = {
            row["id"]: row
            for row in session.execute(select(LINE).where(LINE.c.id.in_(line_ids))).mappings()
        }
        first = rows[line_ids[0]]
        if kits * first["kit_pieces"] == first["quantity_pieces"]:
            session.execute(delete(LINE).where(LINE.c.id.in_(line_ids[1:])))
            session.execute(
                update(LINE).where(LINE.c.id == first["id"]).values(as_finished(first, kits))
            )
            finished[first["id"]] = first["id"]
            continue
        for line_id in line_ids:
            left = rows[line_id]["quantity_pieces"] - kits * rows[line_id]["kit_pieces"]
            session.execute(update(LINE).where(LINE.c.id == line_id).values(quantity_pieces=left))
        finished[first["id"]] = write_beside(session, first, kits)
    return finished


def write_beside(session: Session, first: RowMapping, kits: int) -> int:
    """A line of finished kits, behind all others of the order."""
    last = session.scalar(
        select(func.max(LINE.c.line_no)).where(LINE.c.order_id == first["order_id"])
    )
    kept = {name: value for name, value in first.items() if name != "id"}
    written = {**kept, **as_finished(first, kits), "line_no": (last or 0) + 1}
    return int(session.scalars(insert(LINE).values(written).returning(LINE.c.id)).one())


def as_finished(first: RowMapping, kits: int) -> dict[str, int]:
    """What is another on a line of finished kits than on that of their first part."""
    return {
        "product_id": first["kit_product_id"],
        "quantity_pieces": kits,
        "price_yen": first["price_yen"] * first["kit_pieces"],
        "kit_pieces": 1,
    }
