"""What is asked about devices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.devices.records import Device
from server.foundation.prepared import Prepared
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
    storage_kept: bool | None


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
    Device.storage_kept,
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


DEVICE = table_of(Device).c
DEVICES_AT_THE_DOOR = Prepared(
    {"credential_hash": str},
    lambda rows: select(DEVICE.credential_hash, *(DEVICE[one.key] for one in CARD)).where(
        DEVICE.credential_hash == rows.credential_hash, DEVICE.revoked_at.is_(None)
    ),
)


def devices_of_credentials(
    session: Session, credential_hashes: Sequence[str]
) -> dict[str, DeviceCard]:
    """The devices with these credentials, without those that were revoked."""
    asked = [{"credential_hash": one} for one in credential_hashes]
    return {row[0]: card_of(row[1:]) for row in DEVICES_AT_THE_DOOR.ask(session, asked)}
