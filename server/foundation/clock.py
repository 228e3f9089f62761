"""What time it is. The server's time decides; a device's time is evidence."""

import os
import time
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

WAREHOUSE_TIME = ZoneInfo("Asia/Tokyo")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> str:
    """The warehouse's day, `YYYY-MM-DD`."""
    return now().astimezone(WAREHOUSE_TIME).date().isoformat()


def time_ordered_id() -> UUID:
    """A UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then randomness."""
    milliseconds = time.time_ns() // 1_000_000
    randomness = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds << 80) | randomness
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=value)


def moment_of_id(time_ordered: str) -> datetime | None:
    """When a device made a UUIDv7, by its own clock; None for an id of another kind."""
    uuid = UUID(time_ordered)
    if uuid.version != 7:  # noqa: PLR2004 - its name
        return None
    return datetime.fromtimestamp((uuid.int >> 80) / 1000, UTC)
