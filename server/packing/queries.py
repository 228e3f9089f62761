"""Where a parcel stands, assembled from its columns."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from server import flyers
from server.catalog import codes_of_products
from server.foundation.sets import table_of
from server.orders import (
    ShipmentSummary,
    SlipsOf,
    serials_in,
    shipments_by_id,
    slips_of_shipments,
)
from server.packing.records import PackJob, PackLine


@dataclass(frozen=True, slots=True)
class PackState:
    """A parcel in the making: its step, its facts, and the ids behind them."""

    task_id: int
    shipment: ShipmentSummary
    tote_place_id: int
    parcel_place_id: int
    step: str
    revision: int
    facts: dict[str, Any]
    codes: dict[str, dict[str, int]]
    order_lines: Mapping[int, int]
    """pack line → order line."""
    flyers: tuple[flyers.Planned, ...]


NONE_IS_GOOD = ""
"""As the slip that is expected: every slip there is says a former address."""
JOB = table_of(PackJob).c
LINE = table_of(PackLine).c
JOBS = select(
    JOB.task_id,
    JOB.shipment_id,
    JOB.tote_place_id,
    JOB.parcel_place_id,
    JOB.step,
    JOB.slip,
    JOB.revision,
    JOB.unconfirmed,
).where(JOB.task_id.in_(bindparam("task_ids", expanding=True)))
LINES = (
    select(
        LINE.task_id,
        LINE.id,
        LINE.order_line_id,
        LINE.product_id,
        LINE.lot,
        LINE.wanted_pieces,
        LINE.packed_pieces,
        LINE.last_pieces,
        LINE.wants_serial,
        LINE.last_serial,
    )
    .where(LINE.task_id.in_(bindparam("task_ids", expanding=True)))
    .order_by(LINE.task_id, LINE.id)
)


def states_of(
    session: Session, task_ids: Sequence[int], *, for_change: bool = False
) -> dict[int, PackState]:
    """Parcels in the making by task; one that nobody has begun is not among them.

    Args:
        session: the open transaction.
        task_ids: which tasks.
        for_change: whether to lock the jobs until the transaction ends.
    """
    query = JOBS.with_for_update() if for_change else JOBS
    wanted = {"task_ids": sorted(task_ids)}
    jobs = session.execute(query, wanted).all()
    if not jobs:
        return {}
    items, order_lines = items_of(session, jobs, session.execute(LINES, wanted).all())
    shipment_ids = [job.shipment_id for job in jobs]
    shipments = shipments_by_id(session, shipment_ids)
    planned: dict[int, list[flyers.Planned]] = defaultdict(list)
    for one in flyers.planned_for(session, shipment_ids):
        if not one.is_waived:
            planned[one.shipment_id].append(one)
    printed = slips_of_shipments(session, shipment_ids)
    house_flyers = flyers.flyer_products(session)
    products = {item["product"] for found in items.values() for item in found}
    products |= {one.product_id for found in planned.values() for one in found}
    products |= set(house_flyers)
    codes = {
        meaning.code: {"product": meaning.product_id, "quantity": meaning.quantity_pieces}
        for meaning in codes_of_products(session, sorted(products))
    }
    slips_of_task = {job.task_id: printed.get(job.shipment_id, SlipsOf()) for job in jobs}
    return {
        job.task_id: PackState(
            task_id=job.task_id,
            shipment=shipments[job.shipment_id],
            tote_place_id=job.tote_place_id,
            parcel_place_id=job.parcel_place_id,
            step=job.step,
            revision=job.revision,
            facts=facts_of(
                job.slip, shipments[job.shipment_id], items[job.task_id], planned[job.shipment_id]
            )
            | {
                "house_flyers": house_flyers,
                "slip_expected": slips_of_task[job.task_id].expected
                or (NONE_IS_GOOD if shipments[job.shipment_id].label_is_void else None),
                "unconfirmed": job.unconfirmed,
                "slips_elsewhere": slips_of_task[job.task_id].voided,
            },
            codes=codes
            | {
                one.code: {"product": one.product_id, "quantity": 1}
                for one in planned[job.shipment_id]
                if one.code is not None
            },
            order_lines=order_lines[job.task_id],
            flyers=tuple(planned[job.shipment_id]),
        )
        for job in jobs
    }


def items_of(
    session: Session, jobs: Sequence[Any], lines: Sequence[Any]
) -> tuple[dict[int, list[dict[str, Any]]], dict[int, dict[int, int]]]:
    """By task: the facts of its goods, and of which line of the order each line is."""
    items: dict[int, list[dict[str, Any]]] = defaultdict(list)
    order_lines: dict[int, dict[int, int]] = defaultdict(dict)
    named = serials_of(session, jobs, lines)
    for row in lines:
        serials = list(named.get((row.order_line_id, row.lot), ()))
        items[row.task_id].append(
            {
                "line": row.id,
                "product": row.product_id,
                "lot": row.lot or None,
                "wanted": row.wanted_pieces,
                "packed": row.packed_pieces,
                "last": row.last_pieces,
                "serials": serials if row.wants_serial else None,
                "last_serial": row.last_serial,
            }
        )
        order_lines[row.task_id][row.id] = row.order_line_id
    return items, order_lines


def serials_of(
    session: Session, jobs: Sequence[Any], lines: Sequence[Any]
) -> dict[tuple[int, str], tuple[str, ...]]:
    """The serial numbers that were scanned so far; asked for only where one is wanted."""
    wanting = {line.task_id for line in lines if line.wants_serial}
    shipment_ids = [job.shipment_id for job in jobs if job.task_id in wanting]
    return serials_in(session, shipment_ids) if shipment_ids else {}


def facts_of(
    slip: str | None,
    shipment: ShipmentSummary,
    items: Sequence[Mapping[str, Any]],
    planned: Sequence[flyers.Planned],
) -> dict[str, Any]:
    """What the flow table asks about a parcel."""
    return {
        "shipment": shipment.number,
        "items": list(items),
        "flyers": [
            {
                "line": one.insert_id,
                "product": one.product_id,
                "wanted": one.quantity_pieces,
                "inserted": one.inserted_pieces,
                "last": one.last_pieces,
                "code": one.code,
            }
            for one in planned
        ],
        "house_flyers": [],
        "slip_expected": None,
        "slip": slip,
        "slips_elsewhere": [],
        "serials_elsewhere": [],
        "labels_elsewhere": [],
        "unconfirmed": False,
        "cancelled": shipment.is_cancelled,
    }


def state_of(session: Session, task_id: int) -> PackState | None:
    """One parcel in the making, or None when nobody has begun it."""
    return states_of(session, [task_id]).get(task_id)
