"""What is asked about people and their sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.foundation.prepared import Prepared
from server.foundation.sets import table_of
from server.people.decisions import OFFICE_IDLE, OFFICE_SESSION_MAX
from server.people.records import Person, WorkSession


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as others see them."""

    id: int
    name: str
    role: str
    language: str
    badge: str | None
    login: str | None
    active: bool


@dataclass(frozen=True, slots=True)
class SessionCard:
    """A session, running or over; a scan made in it may arrive after its end."""

    public_id: str
    kind: str
    person_id: int
    device_id: int | None
    started_at: datetime
    expires_at: datetime
    ended_at: datetime | None


STAYING = timedelta(minutes=10)
"""A session at a desk is prolonged this often at most: reading must not become writing."""


@dataclass(frozen=True, slots=True)
class LiveSession:
    """A session as the doorkeeper needs it."""

    public_id: str
    kind: str
    person_id: int
    role: str
    device_id: int | None
    wants_to_stay: bool


CARD = (
    Person.id,
    Person.name,
    Person.role,
    Person.language,
    Person.badge,
    Person.login,
    Person.active,
)


def person_cards(session: Session, person_ids: Sequence[int]) -> dict[int, PersonCard]:
    """People by id."""
    rows = session.execute(select(*CARD).where(Person.id.in_(list(person_ids))))
    return {row.id: PersonCard(*row) for row in rows}


def leads(session: Session, person_id: int) -> bool:
    """Whether somebody is a supervisor or an administrator."""
    role = session.scalar(select(Person.role).where(Person.id == person_id))
    return role in ("supervisor", "administrator")


def everybody(session: Session) -> list[PersonCard]:
    """All people, those at work first."""
    rows = session.execute(select(*CARD).order_by(Person.active.desc(), Person.name, Person.id))
    return [PersonCard(*row) for row in rows]


def session_cards(session: Session, public_ids: Sequence[str]) -> dict[str, SessionCard]:
    """Sessions by public id, ended ones too."""
    rows = session.execute(
        select(
            WorkSession.public_id,
            WorkSession.kind,
            WorkSession.person_id,
            WorkSession.device_id,
            WorkSession.started_at,
            WorkSession.expires_at,
            WorkSession.ended_at,
        ).where(WorkSession.public_id.in_(list(public_ids)))
    )
    return {row.public_id: SessionCard(*row) for row in rows}


SESSION, PERSON = table_of(WorkSession).c, table_of(Person).c
SESSIONS_AT_THE_DOOR = Prepared(
    {"token_hash": str},
    lambda rows: (
        select(
            SESSION.token_hash,
            SESSION.public_id,
            SESSION.kind,
            SESSION.person_id,
            PERSON.role,
            SESSION.device_id,
            SESSION.started_at,
            SESSION.expires_at,
        )
        .join_from(table_of(WorkSession), table_of(Person), PERSON.id == SESSION.person_id)
        .where(
            SESSION.token_hash == rows.token_hash,
            SESSION.ended_at.is_(None),
            PERSON.active,
        )
    ),
)


def live_sessions(
    session: Session, token_hashes: Sequence[str], at: datetime
) -> dict[str, LiveSession]:
    """Of the sessions with these tokens those that run and whose person still works here."""
    rows = SESSIONS_AT_THE_DOOR.ask(session, [{"token_hash": one} for one in token_hashes])
    return {row.token_hash: live_session_of(row, at) for row in rows if row.expires_at > at}


def live_session_of(row: Any, at: datetime) -> LiveSession:
    """A row of SESSIONS_AT_THE_DOOR."""
    used_up = row.expires_at - at < OFFICE_IDLE - STAYING
    too_long = row.started_at + OFFICE_SESSION_MAX < at + OFFICE_IDLE
    return LiveSession(
        public_id=row.public_id,
        kind=row.kind,
        person_id=row.person_id,
        role=row.role,
        device_id=row.device_id,
        wants_to_stay=row.kind == "office" and used_up and not too_long,
    )


def taken(session: Session, *, badge: str | None, login: str | None, but: int = 0) -> str | None:
    """Which of the two somebody else has: `badge`, `login` or neither."""
    for name, column, value in (("badge", Person.badge, badge), ("login", Person.login, login)):
        if value is not None and session.scalar(
            select(Person.id).where(column == value, Person.id != but)
        ):
            return name
    return None


def administrators(session: Session) -> list[PersonCard]:
    """Active administrators who have a password."""
    rows = session.execute(
        select(*CARD).where(
            Person.role == "administrator", Person.active, Person.password_hash.is_not(None)
        )
    )
    return [PersonCard(*row) for row in rows]
