"""The live board: backlog against each cut-off, flow, people, exceptions, devices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, and_, case, cast, extract, func, select
from sqlalchemy.orm import Session

from server import catalog
from server.boards.decisions import Pace, backlog_state
from server.catalog.records import Product
from server.devices.records import Device
from server.foundation import WAREHOUSE_TIME, head, moment_text, now, today
from server.foundation.sets import dialect_of
from server.orders import ship_by_of
from server.orders.records import STAGES, Order, OrderLine, Parcel, Shipment
from server.people.records import Person, WorkSession
from server.places.records import Place
from server.scans.records import DeviceEvent, EventVerdict
from server.tasks.records import ExceptionPhoto, FloorException, Task

PACE_MINUTES = 30
"""The pace of packing is measured over this long."""
IDLE_MINUTES = 5
ONLINE_SECONDS = 60
SHIFT_HOURS = 16


def board(session: Session) -> dict[str, Any]:
    """Everything the board shows, as of one feed position."""
    moment = now()
    position, _ = head(session)
    return {
        "position": position,
        "server_time": moment_text(moment),
        "carriers": carriers(session, moment),
        "flow": flow(session, moment),
        "people": people(session, moment),
        "exceptions": exceptions(session, moment),
        "devices": devices(session, moment),
        "throughput": throughput(session, moment),
    }


def start_of_day(moment: datetime) -> datetime:
    """Midnight in the warehouse."""
    return moment.astimezone(WAREHOUSE_TIME).replace(hour=0, minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Backlog:
    """Orders of one carrier that have to leave today, and those that did."""

    left_orders: int
    left_lines: int
    packed_orders: int
    shipped_orders: int


def carriers(session: Session, moment: datetime) -> list[dict[str, Any]]:
    """Backlog of every carrier against its next cut-off, the earliest first."""
    backlogs = backlogs_of(session, moment)
    paces = paces_of(session, moment)
    rows = []
    for carrier in catalog.carriers(session, today()):
        cutoff_at = ship_by_of(moment, carrier.cutoff_time)
        backlog = backlogs.get(carrier.code, Backlog(0, 0, 0, 0))
        forecast = backlog_state(
            backlog.left_orders,
            Pace(paces.get(carrier.code, 0), PACE_MINUTES),
            now=moment,
            cutoff_at=cutoff_at,
        )
        rows.append(
            {
                "code": carrier.code,
                "name": {"ja": carrier.name, "en": carrier.name_en},
                "cutoff_at": moment_text(cutoff_at),
                "left_orders": backlog.left_orders,
                "left_lines": backlog.left_lines,
                "packed_orders": backlog.packed_orders,
                "shipped_orders": backlog.shipped_orders,
                "eta": forecast.eta and moment_text(forecast.eta),
                "slack_minutes": forecast.slack_minutes,
                "state": forecast.state,
            }
        )
    return sorted(rows, key=lambda row: str(row["cutoff_at"]))


def backlogs_of(session: Session, moment: datetime) -> dict[str, Backlog]:
    """What must leave by the next cut-off of each carrier, late orders included."""
    day_ahead = moment + timedelta(days=1)
    is_left = Order.stage.not_in(("packed", "shipped", "cancelled"))
    lines = (
        select(OrderLine.order_id, func.count().label("lines"))
        .where(OrderLine.withdrawn_at.is_(None))
        .group_by(OrderLine.order_id)
        .subquery()
    )
    is_due = Order.ship_by <= day_ahead
    left_today = start_of_day(moment)
    rows = session.execute(
        select(
            Order.carrier_code,
            func.sum(case((and_(is_left, is_due), 1), else_=0)),
            func.sum(case((and_(is_left, is_due), lines.c.lines), else_=0)),
            func.sum(case((Order.stage == "packed", 1), else_=0)),
            func.sum(
                case((and_(Order.stage == "shipped", Order.stage_since >= left_today), 1), else_=0)
            ),
        )
        .join(lines, lines.c.order_id == Order.id)
        .group_by(Order.carrier_code)
    )
    return {row[0]: Backlog(*(int(count) for count in row[1:])) for row in rows}


def paces_of(session: Session, moment: datetime) -> dict[str, int]:
    """Parcels that were closed for each carrier within the last half hour."""
    since = moment - timedelta(minutes=PACE_MINUTES)
    rows = session.execute(
        select(Parcel.carrier_code, func.count())
        .where(Parcel.closed_at >= since)
        .group_by(Parcel.carrier_code)
    )
    return dict(rows.all())


def flow(session: Session, moment: datetime) -> list[dict[str, Any]]:
    """How many orders are at each stage, and how long the oldest has been there."""
    since = start_of_day(moment)
    rows = session.execute(
        select(Order.stage, func.count(), func.min(Order.stage_since))
        .where((Order.stage != "shipped") | (Order.stage_since >= since))
        .group_by(Order.stage)
    )
    found = {stage: (count, oldest) for stage, count, oldest in rows}
    return [
        {
            "stage": stage,
            "orders": found[stage][0] if stage in found else 0,
            "oldest_minutes": minutes_since(found[stage][1], moment) if stage in found else None,
        }
        for stage in STAGES
        if stage != "cancelled"
    ]


def minutes_since(then: datetime, moment: datetime) -> int:
    """Whole minutes."""
    return max(0, int((moment - then).total_seconds() // 60))


def people(session: Session, moment: datetime) -> list[dict[str, Any]]:
    """Who is at work on the floor: with what, how fast, and the last scan."""
    at_work = session.execute(
        select(Person.id, Person.name, WorkSession.on_break_since, Device.name)
        .join(WorkSession, WorkSession.person_id == Person.id)
        .join(Device, Device.id == WorkSession.device_id)
        .where(
            WorkSession.ended_at.is_(None),
            WorkSession.expires_at > moment,
            WorkSession.started_at > moment - timedelta(hours=SHIFT_HOURS),
            WorkSession.kind == "floor",
        )
        .order_by(Person.name, WorkSession.id.desc())
    ).all()
    person_ids = sorted({row[0] for row in at_work})
    holding = {
        row.lease_person_id: row
        for row in session.execute(
            select(Task.lease_person_id, Task.kind, Task.number)
            .where(Task.stage == "claimed", Task.lease_person_id.in_(person_ids))
            # The first of several is in the hand; the others were taken ahead.
            .order_by(Task.claimed_at.desc(), Task.id.desc())
        )
    }
    last = last_scans(session, person_ids)
    lines = lines_lately(session, person_ids, moment)
    rows: dict[int, dict[str, Any]] = {}
    for person_id, name, on_break_since, device in at_work:
        scan = last.get(person_id)
        task = holding.get(person_id)
        rows.setdefault(
            person_id,
            {
                "id": person_id,
                "name": name,
                "device": device,
                "task": task.number if task else None,
                "stage": task.kind if task else None,
                "lines_per_hour": lines.get(person_id, 0) * 4,
                "last_scan_at": scan and moment_text(scan[0]),
                "last_verdict": scan and scan[1],
                "idle": on_break_since is None
                and (scan is None or moment - scan[0] > timedelta(minutes=IDLE_MINUTES)),
                "on_break_since": on_break_since and moment_text(on_break_since),
            },
        )
    return list(rows.values())


def last_scans(session: Session, person_ids: Sequence[int]) -> dict[int, tuple[datetime, str]]:
    """The newest scan of each person and its verdict; one index step a person."""
    found: dict[int, tuple[datetime, str]] = {}
    for person_id in person_ids:
        row = session.execute(
            select(DeviceEvent.received_at, EventVerdict.verdict)
            .join(EventVerdict, EventVerdict.event_id == DeviceEvent.event_id)
            .where(DeviceEvent.actor_id == person_id)
            .order_by(DeviceEvent.received_at.desc())
            .limit(1)
        ).one_or_none()
        if row is not None:
            found[person_id] = (row[0], row[1])
    return found


def lines_lately(session: Session, person_ids: Sequence[int], moment: datetime) -> dict[int, int]:
    """Order lines each person has worked on within the last quarter of an hour."""
    rows = session.execute(
        select(DeviceEvent.actor_id, func.count(EventVerdict.line_id.distinct()))
        .join(EventVerdict, EventVerdict.event_id == DeviceEvent.event_id)
        .where(
            DeviceEvent.actor_id.in_(list(person_ids)),
            DeviceEvent.received_at >= moment - timedelta(minutes=15),
            EventVerdict.verdict == "accept",
        )
        .group_by(DeviceEvent.actor_id)
    )
    return {person_id: lines for person_id, lines in rows if person_id is not None}


def exceptions(session: Session, moment: datetime) -> list[dict[str, Any]]:
    """What waits for a supervisor, the oldest first."""
    rows = session.execute(
        select(
            FloorException.id,
            FloorException.kind,
            FloorException.raised_at,
            FloorException.order_id,
            FloorException.quantity_pieces,
            FloorException.detail,
            Shipment.number,
            Place.code,
            Product.name,
            Product.variant,
            Person.name,
            Order.external_no,
            ExceptionPhoto.digest,
        )
        .outerjoin(ExceptionPhoto, ExceptionPhoto.exception_id == FloorException.id)
        .outerjoin(Order, Order.id == FloorException.order_id)
        .outerjoin(Shipment, Shipment.id == FloorException.shipment_id)
        .outerjoin(Place, Place.id == FloorException.place_id)
        .outerjoin(Product, Product.id == FloorException.product_id)
        .outerjoin(Person, Person.id == FloorException.person_id)
        .where(FloorException.resolved_at.is_(None))
        .order_by(FloorException.raised_at)
        .limit(100)
    )
    return [
        {
            "id": row[0],
            "kind": row[1],
            "at": moment_text(row[2]),
            "age_minutes": minutes_since(row[2], moment),
            "order": row[3],
            "order_number": row[11],
            "quantity_pieces": row[4],
            "detail": row[5],
            "shipment": row[6],
            "place": row[7] and row[7].removeprefix("L-"),
            "product": row[8] and f"{row[8]} {row[9]}".strip(),
            "person": row[10],
            "photo": row[12] and f"/api/v1/exceptions/{row[0]}/photo?v={row[12][:16]}",
        }
        for row in rows
    ]


def devices(session: Session, moment: datetime) -> list[dict[str, Any]]:
    """Every device, and whether it was heard within the last minute."""
    rows = session.execute(
        select(
            Device.id,
            Device.name,
            Device.kind,
            Device.last_seen_at,
            Device.unsent_events,
            Device.battery_percent,
            Device.app_version,
        )
        .where(Device.revoked_at.is_(None))
        .order_by(Device.name)
    )
    return [
        {
            "id": row[0],
            "name": row[1],
            "kind": row[2],
            "online": row[3] is not None and moment - row[3] < timedelta(seconds=ONLINE_SECONDS),
            "last_seen_at": row[3] and moment_text(row[3]),
            "unsent": row[4],
            "battery": row[5],
            "app_version": row[6],
        }
        for row in rows
    ]


def throughput(session: Session, moment: datetime) -> list[dict[str, Any]]:
    """Scans in each minute of the last hour."""
    minutes = minute_of(dialect_of(session)).label("minute")
    rows = session.execute(
        select(minutes, func.count())
        .where(DeviceEvent.received_at >= moment - timedelta(hours=1))
        .group_by(minutes)
    )
    counts = {int(minute): count for minute, count in rows}
    last = int(moment.timestamp() // 60)
    return [
        {"minute": minute * 60, "scans": counts.get(minute, 0)}
        for minute in range(last - 59, last + 1)
    ]


def minute_of(dialect: str) -> Any:
    """The minute in which an event was received, counted from 1970."""
    if dialect == "sqlite":
        return cast(DeviceEvent.received_at, BigInteger) / 60_000_000
    return func.floor(extract("epoch", DeviceEvent.received_at) / 60)
