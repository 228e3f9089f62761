"""Writing label files, voiding them, and taking the numbers back in."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from server import catalog, orders, packing
from server.exchange.carrier_files import Layout, Returned, file_of
from server.exchange.records import LabelFile, LabelFileRow, NumberFile, NumberFileRow
from server.exchange.slips.decisions import Outcome, settle
from server.exchange.slips.queries import Waiting, labels_void, waiting_for_slips
from server.foundation import announce, now, table_of
from server.foundation.clock import WAREHOUSE_TIME


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file of numbers."""

    number_file_id: int
    noted: int
    known: int
    rejected: int


def write_label_files(session: Session, carrier_code: str, *, person_id: int | None) -> list[int]:
    """Write the files of all shipments of a carrier that are ready, one for each layout.

    Returns:
        The files; none when nothing is ready.
    """
    # Two desks that want the same carrier's files get them one after the other.
    catalog.lock_carrier(session, carrier_code)
    ready: dict[str, list[Waiting]] = {}
    for one in waiting_for_slips(session, carrier_code):
        if one.layout is not None and one.cells is not None:
            ready.setdefault(one.layout.code, []).append(one)
    return [
        write_file(session, carrier_code, found, person_id=person_id) for found in ready.values()
    ]


def write_file(
    session: Session, carrier_code: str, ready: Sequence[Waiting], *, person_id: int | None
) -> int:
    """Write one file, and keep it as it was written."""
    layout = ready[0].layout
    assert isinstance(layout, Layout), "only what has a layout is ready"
    moment = now()
    stamp = moment.astimezone(WAREHOUSE_TIME).strftime("%Y%m%d-%H%M%S")
    name = f"{layout.code}-{stamp}.csv"
    label_file_id = session.scalars(
        insert(table_of(LabelFile))
        .values(
            carrier_code=carrier_code,
            layout=layout.code,
            name=name,
            content=file_of(layout, [one.cells or [] for one in ready]),
            shipments=len(ready),
            made_at=moment,
            made_by=person_id,
        )
        .returning(LabelFile.id)
    ).one()
    session.execute(
        insert(table_of(LabelFileRow)),
        [
            {"label_file_id": label_file_id, "shipment_id": one.shipment.shipment_id}
            for one in ready
        ],
    )
    written = [one.shipment.shipment_id for one in ready]
    asked_again = orders.say_label_is_void(session, written, is_void=False)
    packing.expect_slips(session, asked_again)
    announce(
        session,
        topic=f"label_file:{label_file_id}",
        kind="label_file_written",
        body={"carrier": carrier_code, "shipments": len(ready)},
    )
    for one in ready:
        announce(
            session,
            topic=f"shipment:{one.shipment.shipment_id}",
            kind="label_requested",
            body={"file": name, "carrier": carrier_code, "person": person_id},
        )
    return label_file_id


def void_label_file(
    session: Session, label_file_id: int, *, reason: str, person_id: int
) -> Literal["voided", "file_is_void", "file_unknown", "parcel_is_closed"]:
    """Void a file: its shipments wait again, and the numbers they got for it are thrown away."""
    rows = session.execute(
        select(LabelFileRow.shipment_id, LabelFileRow.is_voided).where(
            LabelFileRow.label_file_id == label_file_id
        )
    ).all()
    if not rows:
        return "file_unknown"
    # What was voided before may stand in another file by now.
    shipment_ids = [row.shipment_id for row in rows if not row.is_voided]
    if orders.any_is_closed(session, shipment_ids):
        return "parcel_is_closed"
    voided = session.scalars(
        update(table_of(LabelFile))
        .where(LabelFile.id == label_file_id, LabelFile.voided_at.is_(None))
        .values(voided_at=now(), voided_by=person_id, void_reason=reason)
        .returning(LabelFile.name)
    ).one_or_none()
    if voided is None:
        return "file_is_void"
    session.execute(
        update(table_of(LabelFileRow))
        .where(LabelFileRow.label_file_id == label_file_id)
        .values(is_voided=True)
    )
    orders.void_slips(session, shipment_ids)
    packing.expect_slips(session, shipment_ids)
    announce(session, topic=f"label_file:{label_file_id}", kind="label_file_voided")
    for shipment_id in shipment_ids:
        announce(
            session,
            topic=f"shipment:{shipment_id}",
            kind="label_voided",
            body={"file": voided, "reason": reason, "person": person_id},
        )
    return "voided"


def void_label(session: Session, shipment_id: int, *, reason: str, by: Mapping[str, Any]) -> None:
    """The label of one shipment says something that is no more so: it is asked for again.

    Its file stays as it is for the others. Nothing happens when no label was asked for.
    """
    row = table_of(LabelFileRow)
    label_file_id = session.scalars(
        update(row)
        .where(row.c.shipment_id == shipment_id, row.c.is_voided.is_(False))
        .values(is_voided=True)
        .returning(row.c.label_file_id)
    ).one_or_none()
    if label_file_id is None:
        return
    orders.say_label_is_void(session, [shipment_id], is_void=True)
    name = session.scalar(select(LabelFile.name).where(LabelFile.id == label_file_id))
    announce(
        session,
        topic=f"shipment:{shipment_id}",
        kind="label_voided",
        body={"file": name, "reason": reason, **by},
    )


def take_numbers(
    session: Session,
    rows: Sequence[Returned],
    *,
    carrier_code: str,
    name: str,
    content: bytes,
    person_id: int | None,
) -> Taken:
    """Note the numbers of a file. The same file once more changes nothing."""
    catalog.lock_carrier(session, carrier_code)
    shipments = orders.shipments_by_number(session, sorted({row.number for row in rows}))
    holders = orders.holders_of(session, carrier_code, sorted({row.tracking_no for row in rows}))
    void = labels_void(session, [one.shipment_id for one in shipments.values()])
    settled = settle(rows, shipments, holders, carrier_code, void)
    fresh = [one for one in settled if one.outcome == "noted" and one.shipment_id is not None]
    orders.note_slips(
        session,
        [(one.shipment_id, carrier_code, one.tracking_no) for one in fresh if one.shipment_id],
    )
    packing.expect_slips(session, [one.shipment_id for one in fresh if one.shipment_id])
    tally = {word: sum(one.outcome == word for one in settled) for word in ("noted", "known")}
    rejected = len(settled) - tally["noted"] - tally["known"]
    number_file_id = session.scalars(
        insert(table_of(NumberFile))
        .values(
            carrier_code=carrier_code,
            name=name,
            sha256=hashlib.sha256(content).hexdigest(),
            rows=len(settled),
            noted=tally["noted"],
            known=tally["known"],
            rejected=rejected,
            taken_at=now(),
            taken_by=person_id,
        )
        .returning(NumberFile.id)
    ).one()
    keep_rows(session, number_file_id, settled)
    return Taken(number_file_id, tally["noted"], tally["known"], rejected)


def keep_rows(session: Session, number_file_id: int, settled: Sequence[Outcome]) -> None:
    """Keep what became of every row."""
    if settled:
        session.execute(
            insert(table_of(NumberFileRow)),
            [
                {
                    "number_file_id": number_file_id,
                    "row_no": one.row_no,
                    "outcome": one.outcome,
                    "code": one.code,
                    "number": one.number[:60],
                    "tracking_no": one.tracking_no[:60],
                }
                for one in settled
            ],
        )
