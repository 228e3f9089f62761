"""What is asked about events."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.foundation.sets import table_of
from server.scans.records import DeviceEvent, EventVerdict

EVENT = table_of(DeviceEvent).c
VERDICT = table_of(EventVerdict).c


@dataclass(frozen=True, slots=True)
class Stored:
    """The verdict an event was given."""

    body_hash: str
    verdict: str
    row: str
    because: str | None
    step: str
    revision: int
    agrees: bool


def stored_verdicts(session: Session, event_ids: Sequence[str]) -> dict[str, Stored]:
    """The verdicts of events that are known; an unknown one is not among them."""
    if not event_ids:
        return {}
    rows = session.execute(
        select(
            EVENT.event_id,
            EVENT.body_hash,
            VERDICT.verdict,
            VERDICT.row,
            VERDICT.because,
            VERDICT.step,
            VERDICT.revision,
            VERDICT.agrees,
        )
        .join(EventVerdict, VERDICT.event_id == EVENT.event_id)
        .where(EVENT.event_id.in_(list(event_ids)))
    )
    return {row[0]: Stored(*row[1:]) for row in rows}


def seqs_above(session: Session, device_id: int, incarnation: str, above: int) -> set[int]:
    """The sequence numbers of a device that were handed in beyond a gap."""
    return set(
        session.scalars(
            select(EVENT.seq).where(
                EVENT.device_id == device_id,
                EVENT.incarnation == incarnation,
                EVENT.seq > above,
            )
        )
    )


def device_of_event(session: Session, event_id: str) -> int | None:
    """The device that handed an event in; None when nobody has."""
    return session.scalar(select(DeviceEvent.device_id).where(DeviceEvent.event_id == event_id))
