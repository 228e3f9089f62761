"""Pure questions about orders."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

WAREHOUSE_TIME = ZoneInfo("Asia/Tokyo")


def ship_by_of(ordered_at: datetime, cutoff_time: str) -> datetime:
    """The cut-off an order has to make: the first one at or after the moment it was placed.

    Args:
        ordered_at: when the customer ordered, aware.
        cutoff_time: when the carrier fetches the day's last parcel, `HH:MM` warehouse time.

    Returns:
        The moment of the cut-off, aware, in warehouse time.
    """
    local = ordered_at.astimezone(WAREHOUSE_TIME)
    hour, minute = cutoff_time.split(":")
    cutoff = datetime.combine(local.date(), time(int(hour), int(minute)), WAREHOUSE_TIME)
    return cutoff if local <= cutoff else cutoff + timedelta(days=1)


def shipment_number(shipment_id: int) -> str:
    """Our number of a shipment: S and ten digits, 11 ASCII characters.

    The tightest carrier field that brings it back holds 15 bytes.
    """
    return f"S{shipment_id:010d}"
