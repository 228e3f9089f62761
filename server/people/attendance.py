"""Whose session an event was made in; sessions are known for ever, also after their end."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.foundation.sets import table_of
from server.people.records import WorkSession

SESSION = table_of(WorkSession).c
REMEMBERED_MAX = 10_000
_remembered: dict[str, tuple[int, int | None]] = {}


def sessions_by_public_id(
    session: Session, public_ids: Iterable[str]
) -> dict[str, tuple[int, int | None]]:
    """(person, device) of these sessions; an unknown one is not among them.

    Whose a session is never changes, so a process asks once.
    """
    wanted = set(public_ids)
    missing = wanted - _remembered.keys()
    if missing:
        if len(_remembered) > REMEMBERED_MAX:
            _remembered.clear()
            missing = wanted
        rows = session.execute(
            select(SESSION.public_id, SESSION.person_id, SESSION.device_id).where(
                SESSION.public_id.in_(sorted(missing))
            )
        )
        _remembered.update({row[0]: (row[1], row[2]) for row in rows})
    return {public_id: _remembered[public_id] for public_id in wanted if public_id in _remembered}


def devices_at_work(session: Session, at: datetime) -> list[int]:
    """Devices at which somebody is logged in."""
    return list(
        session.scalars(
            select(SESSION.device_id)
            .where(
                SESSION.kind == "floor",
                SESSION.device_id.is_not(None),
                SESSION.ended_at.is_(None),
                SESSION.expires_at > at,
            )
            .distinct()
        )
    )
