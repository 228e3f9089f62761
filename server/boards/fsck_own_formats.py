"""Whether every order file can still be read as it was read when it came in."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.exchange.own_formats.records import OrderFormat, OrderFormatVersion
from server.exchange.records import ImportFile


def read_by_no_format(session: Session) -> Sequence[Any]:
    """INV-47: files and formats of one's own of which the version they name is not kept."""
    kept = {
        (one.format_id, one.version): f"own-{one.format_id}.{one.version}"
        for one in session.execute(select(OrderFormatVersion.format_id, OrderFormatVersion.version))
    }
    read_by = select(ImportFile.profile).where(ImportFile.profile.startswith("own-")).distinct()
    lost: list[Any] = [
        (profile,) for profile in session.scalars(read_by) if profile not in kept.values()
    ]
    newest = session.execute(select(OrderFormat.id, OrderFormat.version))
    return lost + [tuple(one) for one in newest if tuple(one) not in kept]
