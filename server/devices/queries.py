"""What is asked about devices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from server.devices.records import Device
from server.foundation.sets import table_of


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """A device and what it last said of itself."""

    id: int
    code: str
    name: str
    kind: str
    enrolled_at: datetime
    revoked_at: datetime | None
    last_seen_at: datetime | None
    app_version: str | None
    battery_percent: int | None
    unsent_events: int


CARD = (
    Device.id,
    Device.code,
    Device.name,
    Device.kind,
    Device.enrolled_at,
    Device.revoked_at,
    Device.last_seen_at,
    Device.app_version,
    Device.battery_percent,
    Device.unsent_events,
)


def card_of(row: Any) -> DeviceCard:
    """A row of CARD."""
    return DeviceCard(*row)


def device_cards(session: Session, device_ids: Sequence[int]) -> dict[int, DeviceCard]:
    """Devices by id."""
    rows = session.execute(select(*CARD).where(Device.id.in_(list(device_ids))))
    return {row.id: card_of(row) for row in rows}


def all_devices(session: Session) -> list[DeviceCard]:
    """Every device that was ever enrolled; those still in use first."""
    rows = session.execute(
        select(*CARD).order_by(Device.revoked_at.is_not(None), Device.kind, Device.id)
    )
    return [card_of(row) for row in rows]


DEVICE_AT_THE_DOOR = select(*(table_of(Device).c[one.key] for one in CARD)).where(
    table_of(Device).c.credential_hash == bindparam("credential_hash"),
    table_of(Device).c.revoked_at.is_(None),
)


def device_of_credential(session: Session, credential_hash: str) -> DeviceCard | None:
    """The device with this credential, unless it was revoked."""
    asked = {"credential_hash": credential_hash}
    row = session.connection().execute(DEVICE_AT_THE_DOOR, asked).one_or_none()
    return None if row is None else card_of(row)
