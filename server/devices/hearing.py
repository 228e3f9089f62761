"""What a device says of itself when it hands something in, and how far its sequence is whole."""

import time
from collections.abc import Mapping
from collections.abc import Sequence as Several
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, tuple_, update
from sqlalchemy.orm import Session

from server.devices.records import Device, Incarnation
from server.foundation.clock import now
from server.foundation.memory import Memory
from server.foundation.prepared import Prepared, Rows, columns_of
from server.foundation.sets import table_of

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
    for key, sequence in reached.items():
        _sequences.keep_once_committed(session, key, sequence)
    COUNT_IN.write(
        session,
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


def begun_or_taken_further(rows: Rows) -> Any:
    """Begin an incarnation's sequence, or take it further; it never goes back."""
    statement = rows.insert_into(table_of(Incarnation))
    return statement.on_conflict_do_update(
        index_elements=["device_id", "incarnation"],
        set_={
            "high_water": statement.excluded.high_water,
            "highest": statement.excluded.highest,
        },
        where=INCARNATION.high_water <= statement.excluded.high_water,
    )


COUNT_IN = Prepared(columns_of(table_of(Incarnation)), begun_or_taken_further)
DEVICE = table_of(Device).c
NOTE_DEVICES = Prepared(
    {
        "device": int,
        "seen_at": DEVICE.last_seen_at,
        "version": str,
        "battery": int,
        "unsent": int,
    },
    lambda rows: (
        update(table_of(Device))
        .where(DEVICE.id == rows.device)
        .values(
            last_seen_at=rows.seen_at,
            app_version=rows.version,
            battery_percent=rows.battery,
            unsent_events=rows.unsent,
        )
    ),
)


@dataclass(frozen=True, slots=True)
class Memories:
    """What the server remembers of a device's storage, to be held against what it says itself."""

    highest: int
    """The highest number of this incarnation that was handed in; -1: it is unknown."""
    lived_before: bool
    """Whether events of other incarnations were handed in."""


def memories(session: Session, device_id: int, incarnation: str) -> Memories:
    """How far a device's storage is known, by the table itself."""
    rows = session.execute(
        select(INCARNATION.incarnation, INCARNATION.highest).where(
            INCARNATION.device_id == device_id
        )
    ).all()
    known = {row[0]: row[1] for row in rows}
    return Memories(known.get(incarnation, -1), bool(known.keys() - {incarnation}))


def note_storage(session: Session, device_id: int, *, is_kept: bool | None) -> None:
    """Note whether the browser has promised not to clear this device's storage."""
    session.execute(
        update(table_of(Device))
        .where(DEVICE.id == device_id, DEVICE.storage_kept.is_distinct_from(is_kept))
        .values(storage_kept=is_kept)
    )


NOTED_SECONDS = 5.0
_noted: Memory[int, tuple[float, Heard]] = Memory(most=10_000)


def heard(session: Session, words: Several[Heard]) -> None:
    """Note when devices were heard, and how they are; the same word again only after 5 seconds."""
    news = {word.device_id: word for word in words if is_news(word)}
    moment = now()
    for device_id, word in news.items():
        _noted.keep_once_committed(session, device_id, (time.monotonic(), word))
    NOTE_DEVICES.write(
        session,
        [
            {
                "device": one.device_id,
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
