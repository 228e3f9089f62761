"""Serial numbers (シリアル番号): which very pieces of a product are in a parcel.

A number leaves the house with one parcel at a time. When its piece comes back, it is free again.
Where nobody read which pieces of a product came back from an order, all are free when all came
back; when only some did, the one that is scanned again on a bench has come back.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from server.foundation import now
from server.foundation.sets import table_of
from server.orders.records import PackedSerial, Parcel, Shipment, Slip

SERIAL = table_of(PackedSerial).c


@dataclass(frozen=True, slots=True)
class PieceNamed:
    """A piece in a parcel, and its serial number."""

    shipment_id: int
    order_line_id: int
    product_id: int
    lot: str
    serial: str


def serials_in(
    session: Session, shipment_ids: Collection[int]
) -> dict[tuple[int, str], tuple[str, ...]]:
    """The serial numbers in these parcels by order line and lot, in the order of the scans."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row in session.execute(
        select(SERIAL.order_line_id, SERIAL.lot, SERIAL.serial)
        .where(SERIAL.shipment_id.in_(sorted(shipment_ids)))
        .order_by(SERIAL.id)
    ):
        found[row.order_line_id, row.lot].append(row.serial)
    return {of: tuple(serials) for of, serials in found.items()}


def serials_of_lines(
    session: Session, order_line_ids: Collection[int]
) -> dict[int, tuple[str, ...]]:
    """The serial numbers that were packed for these order lines, whatever came back since."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in session.execute(
        select(SERIAL.order_line_id, SERIAL.serial)
        .where(SERIAL.order_line_id.in_(sorted(order_line_ids)))
        .order_by(SERIAL.id)
    ):
        found[row.order_line_id].append(row.serial)
    return {line_id: tuple(serials) for line_id, serials in found.items()}


def serials_out(session: Session, order_id: int) -> dict[tuple[int, str], list[str]]:
    """The serial numbers that an order was sent and has not given back, by product and lot.

    Goods of which none is out any more stand there too: they were sent under serial numbers.
    """
    found: dict[tuple[int, str], list[str]] = {}
    of_order = select(Shipment.id).where(Shipment.order_id == order_id)
    for row in session.execute(
        select(SERIAL.product_id, SERIAL.lot, SERIAL.serial, SERIAL.came_back_at)
        .where(SERIAL.shipment_id.in_(of_order))
        .order_by(SERIAL.id)
    ):
        out = found.setdefault((row.product_id, row.lot), [])
        if row.came_back_at is None:
            out.append(row.serial)
    return found


def serial_is_out(session: Session, product_id: int, serial: str, *, besides: int) -> bool:
    """Whether another parcel than that of the shipment `besides` has this piece."""
    found = session.scalar(
        select(SERIAL.id).where(
            SERIAL.product_id == product_id,
            SERIAL.serial == serial,
            SERIAL.shipment_id != besides,
            SERIAL.came_back_at.is_(None),
            SERIAL.may_be_back.is_(False),
        )
    )
    return found is not None


def any_is_slip(session: Session, texts: Collection[str]) -> bool:
    """Whether one of these is a tracking number that the house knows, of any carrier."""
    for record in (Slip, Parcel):
        query = select(record.id).where(record.tracking_no.in_(sorted(texts))).limit(1)
        if session.scalar(query) is not None:
            return True
    return False


def write_serials(session: Session, gone: Sequence[PieceNamed], come: Sequence[PieceNamed]) -> None:
    """Note which pieces are in open parcels now: those that were taken out, those that went in.

    Raises:
        sqlalchemy.exc.IntegrityError: another parcel has taken one of them just now.
    """
    for one in gone:
        session.execute(
            delete(table_of(PackedSerial)).where(
                SERIAL.shipment_id == one.shipment_id,
                SERIAL.product_id == one.product_id,
                SERIAL.serial == one.serial,
            )
        )
    for one in come:
        session.execute(
            update(table_of(PackedSerial))
            .where(
                SERIAL.product_id == one.product_id,
                SERIAL.serial == one.serial,
                SERIAL.came_back_at.is_(None),
                SERIAL.may_be_back.is_(True),
            )
            .values(came_back_at=now())
        )
    if come:
        moment = now()
        session.execute(
            insert(table_of(PackedSerial)),
            [
                {
                    "shipment_id": one.shipment_id,
                    "order_line_id": one.order_line_id,
                    "product_id": one.product_id,
                    "lot": one.lot,
                    "serial": one.serial,
                    "packed_at": moment,
                    "may_be_back": False,
                }
                for one in come
            ],
        )


def note_pieces_back(
    session: Session, order_id: int, pieces: Mapping[tuple[int, str], int]
) -> None:
    """Pieces of an order came back, by product and lot: their serial numbers may leave again."""
    of_order = select(Shipment.id).where(Shipment.order_id == order_id)
    out = session.execute(
        select(SERIAL.product_id, SERIAL.lot, func.count())
        .where(SERIAL.shipment_id.in_(of_order), SERIAL.came_back_at.is_(None))
        .group_by(SERIAL.product_id, SERIAL.lot)
    ).all()
    for product_id, lot, count in out:
        back = pieces.get((product_id, lot), 0)
        if back == 0:
            continue
        session.execute(
            update(table_of(PackedSerial))
            .where(
                SERIAL.shipment_id.in_(of_order),
                SERIAL.product_id == product_id,
                SERIAL.lot == lot,
                SERIAL.came_back_at.is_(None),
            )
            .values({"came_back_at": now()} if back >= count else {"may_be_back": True})
        )


def note_serials_back(
    session: Session, order_id: int, serials: Mapping[int, Collection[str]]
) -> None:
    """These very pieces of an order came back, by product: each may leave again."""
    of_order = select(Shipment.id).where(Shipment.order_id == order_id)
    for product_id, named in serials.items():
        session.execute(
            update(table_of(PackedSerial))
            .where(
                SERIAL.shipment_id.in_(of_order),
                SERIAL.product_id == product_id,
                SERIAL.serial.in_(sorted(named)),
                SERIAL.came_back_at.is_(None),
            )
            .values(came_back_at=now())
        )
