"""What a device says of itself when it hands something in, and how far its sequence is whole."""

import time
from collections.abc import Mapping
from collections.abc import Sequence as Several
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Executable, bindparam, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.devices.records import Device, Incarnation
from server.foundation.clock import now
from server.foundation.memory import Memory
from server.foundation.sets import dialect_of, table_of

INCARNATION = table_of(Incarnation).c


@dataclass(frozen=True, slots=True)
class Sequence:
    """How far the events of one incarnation have come in: whole up to here, the highest seen."""

    whole_up_to: int
    highest: int


NOTHING_HEARD = Sequence(-1, -1)
_sequences: Memory[tuple[int, str], Sequence] = Memory(most=10_000)
"""Another process may have counted on: then there seems to be a hole, and the table is asked."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A device's word about itself."""

    device_id: int
    app_version: str
    battery_percent: int | None
    unsent_events: int


SEQUENCES = select(
    INCARNATION.device_id, INCARNATION.incarnation, INCARNATION.high_water, INCARNATION.highest
).where(
    tuple_(INCARNATION.device_id, INCARNATION.incarnation).in_(bindparam("keys", expanding=True))
)


def sequences(session: Session, keys: Several[tuple[int, str]]) -> dict[tuple[int, str], Sequence]:
    """How far each incarnation has come in; one never heard of is not among them."""
    known = {key: kept for key in keys if (kept := _sequences.recall(key)) is not None}
    unknown = [key for key in keys if key not in known]
    if unknown:
        rows = session.connection().execute(SEQUENCES, {"keys": unknown})
        known |= {(row[0], row[1]): Sequence(row[2], row[3]) for row in rows}
    return known


def count_in(session: Session, reached: Mapping[tuple[int, str], Sequence]) -> None:
    """Write down how far each incarnation has come in."""
    if not reached:
        return
    for key, sequence in reached.items():
        _sequences.keep_once_committed(session, key, sequence)
    session.connection().execute(
        count_statement(dialect_of(session)),
        [
            {
                "device_id": device_id,
                "incarnation": incarnation,
                "high_water": sequence.whole_up_to,
                "highest": sequence.highest,
            }
            for (device_id, incarnation), sequence in sorted(reached.items())
        ],
    )


@lru_cache
def count_statement(dialect: str) -> Executable:
    """Begin an incarnation's sequence, or take it further; it never goes back."""
    build = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement = build(table_of(Incarnation))
    return statement.on_conflict_do_update(
        index_elements=["device_id", "incarnation"],
        set_={
            "high_water": statement.excluded.high_water,
            "highest": statement.excluded.highest,
        },
        where=INCARNATION.high_water <= statement.excluded.high_water,
    )


DEVICE = table_of(Device).c
NOTE_DEVICES = (
    update(table_of(Device))
    .where(DEVICE.id == bindparam("of_device"))
    .values(
        last_seen_at=bindparam("seen_at"),
        app_version=bindparam("version"),
        battery_percent=bindparam("battery"),
        unsent_events=bindparam("unsent"),
    )
)
NOTED_SECONDS = 5.0
_noted: Memory[int, tuple[float, Heard]] = Memory(most=10_000)


def heard(session: Session, words: Several[Heard]) -> None:
    """Note when devices were heard, and how they are; the same word again only after 5 seconds."""
    news = {word.device_id: word for word in words if is_news(word)}
    if not news:
        return
    moment = now()
    for device_id, word in news.items():
        _noted.keep_once_committed(session, device_id, (time.monotonic(), word))
    session.connection().execute(
        NOTE_DEVICES,
        [
            {
                "of_device": one.device_id,
                "seen_at": moment,
                "version": one.app_version,
                "battery": one.battery_percent,
                "unsent": one.unsent_events,
            }
            for _, one in sorted(news.items())
        ],
    )


def is_news(word: Heard) -> bool:
    """Whether a device says something else than it said a moment ago."""
    noted = _noted.recall(word.device_id)
    return noted is None or noted[1] != word or time.monotonic() - noted[0] > NOTED_SECONDS
