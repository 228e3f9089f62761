"""An order's whole history: who, which device, which scan, when, which row of which table."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.devices.records import Device
from server.flyers.records import Campaign, FlyerInsert
from server.foundation import Told, moment_text, notices_about
from server.orders.records import Order, Shipment
from server.people.records import Person
from server.scans.records import DeviceEvent, EventVerdict
from server.tasks.records import FloorException, Task


def history_of(session: Session, order_id: int) -> list[dict[str, Any]] | None:
    """Everything that happened to an order, oldest first; None when there is no such order."""
    order = session.get(Order, order_id)
    if order is None:
        return None
    shipments = session.scalars(select(Shipment.id).where(Shipment.order_id == order_id)).all()
    task_ids = session.scalars(select(Task.id).where(Task.shipment_id.in_(shipments))).all()
    topics = [f"order:{order_id}"]
    topics += [f"shipment:{shipment_id}" for shipment_id in shipments]
    topics += [f"task:{task_id}" for task_id in task_ids]
    notices = [notice for topic in topics for notice in notices_about(session, topic)]
    names = names_of(session, notices)
    entries = [entry(kind="order_imported", at=moment_text(order.imported_at))]
    entries += [notice_entry(notice, names) for notice in notices if is_told(notice)]
    entries += scans_about(session, order_id)
    entries += flyers_of(session, shipments)
    entries += exceptions_of(session, order_id, shipments)
    return sorted(entries, key=lambda one: str(one["at"]))


def is_told(notice: Told) -> bool:
    """Progress notices stand for scans, which the history shows themselves."""
    return notice.kind not in ("task_progressed", "exception_raised", "exception_resolved")


def entry(*, kind: str, at: str, **more: Any) -> dict[str, Any]:
    """One line of a history."""
    nothing = dict.fromkeys(
        ("person", "device", "raw", "row", "table", "table_revision", "verdict", "because")
    )
    return {"kind": kind, "at": at, **nothing, "text_params": {}, **more}


def names_of(session: Session, notices: list[Told]) -> dict[str, dict[int, str]]:
    """The people and devices that notices name."""
    people = {notice.body["person"] for notice in notices if "person" in notice.body}
    devices = {notice.body["device"] for notice in notices if "device" in notice.body}
    return {
        "person": dict(
            session.execute(select(Person.id, Person.name).where(Person.id.in_(people))).all()
        ),
        "device": dict(
            session.execute(select(Device.id, Device.name).where(Device.id.in_(devices))).all()
        ),
    }


def notice_entry(notice: Told, names: dict[str, dict[int, str]]) -> dict[str, Any]:
    """Something that happened without a scan."""
    params = {
        name: value for name, value in notice.body.items() if name not in ("person", "device")
    }
    return entry(
        kind=notice.kind,
        at=moment_text(notice.at),
        person=names["person"].get(notice.body.get("person", 0)),
        device=names["device"].get(notice.body.get("device", 0)),
        text_params=params,
    )


def scans_about(session: Session, order_id: int) -> list[dict[str, Any]]:
    """Every scan that was judged for this order, the refused ones too."""
    rows = session.execute(
        select(DeviceEvent, EventVerdict, Person.name, Device.name)
        .join(EventVerdict, EventVerdict.event_id == DeviceEvent.event_id)
        .outerjoin(Person, Person.id == DeviceEvent.actor_id)
        .join(Device, Device.id == DeviceEvent.device_id)
        .where(EventVerdict.order_id == order_id)
        .order_by(DeviceEvent.received_at, DeviceEvent.seq)
    )
    return [
        entry(
            kind="scan",
            at=moment_text(event.received_at),
            person=person,
            device=device,
            raw=event.raw,
            row=verdict.row,
            table=verdict.flow,
            table_revision=verdict.table_revision,
            verdict=verdict.verdict,
            because=verdict.because,
            text_params={
                "device_time": event.device_time and moment_text(event.device_time),
                "device_row": event.device_row,
                "seq": event.seq,
                "via": event.via,
                "agrees": verdict.agrees,
            },
        )
        for event, verdict, person, device in rows
    ]


def flyers_of(session: Session, shipment_ids: Any) -> list[dict[str, Any]]:
    """Which flyers were planned, and by which version of which campaign."""
    rows = session.execute(
        select(FlyerInsert, Campaign.name, Campaign.code, Shipment.released_at)
        .outerjoin(Campaign, Campaign.id == FlyerInsert.campaign_id)
        .join(Shipment, Shipment.id == FlyerInsert.shipment_id)
        .where(FlyerInsert.shipment_id.in_(shipment_ids))
        .order_by(FlyerInsert.id)
    )
    return [
        entry(
            kind="flyer_planned",
            at=moment_text(released_at),
            text_params={
                "campaign": name or planned.by_rule,
                "code": code or "",
                "revision": planned.campaign_revision,
                "quantity": planned.quantity_pieces,
            },
        )
        for planned, name, code, released_at in rows
    ]


def exceptions_of(session: Session, order_id: int, shipment_ids: Any) -> list[dict[str, Any]]:
    """What a supervisor had to decide, and what was decided."""
    rows = session.scalars(
        select(FloorException)
        .where((FloorException.order_id == order_id) | FloorException.shipment_id.in_(shipment_ids))
        .order_by(FloorException.id)
    ).all()
    deciders = {row.resolved_by for row in rows if row.resolved_by is not None}
    deciders |= {row.person_id for row in rows if row.person_id is not None}
    names = dict(
        session.execute(select(Person.id, Person.name).where(Person.id.in_(deciders))).all()
    )
    entries = []
    for row in rows:
        about = {"kind": row.kind, "quantity": row.quantity_pieces}
        entries.append(
            entry(
                kind="exception_raised",
                at=moment_text(row.raised_at),
                person=names.get(row.person_id or 0),
                text_params=about,
            )
        )
        if row.resolved_at is not None:
            entries.append(
                entry(
                    kind="exception_resolved",
                    at=moment_text(row.resolved_at),
                    person=names.get(row.resolved_by or 0),
                    text_params={**about, "resolution": row.resolution, "note": row.note},
                )
            )
    return entries
