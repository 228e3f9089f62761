"""What is done with people and their sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Executable, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.foundation import (
    announce,
    dialect_of,
    hash_token,
    new_token,
    now,
    table_of,
    time_ordered_id,
)
from server.people.decisions import (
    FLOOR_SESSION,
    OFFICE_IDLE,
    is_badge,
    is_pin,
    same_login,
    wait_seconds,
)
from server.people.proofs import hash_secret, new_badge
from server.people.records import FailedLogins, Invitation, Person, WorkSession

INVITATION = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Begun:
    """A session that has just begun; the token is told once, to its holder."""

    public_id: str
    token: str
    expires_at: datetime


def hire(  # noqa: PLR0913 - a person has that many names and keys
    session: Session,
    *,
    name: str,
    role: str,
    language: str = "ja",
    badge: str | None = None,
    pin: str | None = None,
    login: str | None = None,
    password: str | None = None,
) -> int:
    """Add a person; their id.

    Args:
        session: the open transaction.
        name: as colleagues know them.
        role: picker, packer, supervisor or administrator.
        language: ja or en.
        badge: the badge's code, as in `B-7K3M9Q`; made up when left out.
        pin: 4 to 8 digits, for the floor.
        login: for the office.
        password: for the office.

    Raises:
        sqlalchemy.exc.IntegrityError: when somebody has this badge or login.
    """
    badge = badge or new_badge()
    assert is_badge(badge), badge
    assert pin is None or is_pin(pin), "a PIN is 4 to 8 digits"
    person = Person(
        name=name,
        role=role,
        language=language,
        badge=badge,
        pin_hash=None if pin is None else hash_secret(pin),
        login=None if login is None else same_login(login),
        password_hash=None if password is None else hash_secret(password),
        created_at=now(),
    )
    session.add(person)
    session.flush()
    announce(session, topic=f"person:{person.id}", kind="person_hired")
    return person.id


def change_person(session: Session, person_id: int, changes: dict[str, Any]) -> bool:
    """Change what is known of a person; whether they exist.

    Who leaves, or gets another PIN or password, is logged out everywhere.

    Args:
        session: the open transaction.
        person_id: who.
        changes: any of name, role, language, badge, pin, login, password, active.
    """
    person = session.get(Person, person_id)
    if person is None:
        return False
    changes = dict(changes)
    proves_anew = not {"pin", "password"}.isdisjoint(changes)
    for secret, column in (("pin", "pin_hash"), ("password", "password_hash")):
        if secret in changes:
            setattr(person, column, hash_secret(changes.pop(secret)))
    if changes.get("login"):
        changes["login"] = same_login(changes["login"])
    for column, value in changes.items():
        setattr(person, column, value)
    announce(session, topic=f"person:{person.id}", kind="person_changed")
    if proves_anew or not person.active:
        end_sessions(session, person_id=person_id)
    return True


def count_attempt(session: Session, subjects: Sequence[str], at: datetime) -> datetime | None:
    """Count an attempt to log in before it is tried; until when to wait, if it must not be tried.

    Counted first, because a hundred guesses sent at once would all find the count at zero. The
    subjects are asked in turn: who waits already does not make the next one wait.
    """
    for subject in subjects:
        failures: int | None = session.scalar(counting_statement(dialect_of(session), subject, at))
        if failures is None:
            return session.scalar(
                select(FailedLogins.locked_until).where(FailedLogins.subject == subject)
            )
        wait = wait_seconds(failures)
        session.execute(
            update(FailedLogins)
            .where(FailedLogins.subject == subject)
            .values(locked_until=at + timedelta(seconds=wait) if wait else None)
        )
    return None


def counting_statement(dialect: str, subject: str, at: datetime) -> Executable:
    """Count one more failure; answers nothing for a subject that has to wait."""
    table = table_of(FailedLogins)
    statement = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    counting: Executable = (
        statement.values(subject=subject, failures=1, failed_at=at)
        .on_conflict_do_update(
            index_elements=["subject"],
            set_={"failures": table.c.failures + 1, "failed_at": at},
            where=or_(table.c.locked_until.is_(None), table.c.locked_until <= at),
        )
        .returning(table.c.failures)
    )
    return counting


def forget_attempts(session: Session, subjects: Sequence[str]) -> None:
    """The person is who they say: their failures were clumsy fingers."""
    session.execute(
        update(FailedLogins)
        .where(FailedLogins.subject.in_(subjects))
        .values(failures=0, locked_until=None)
    )


def begin_floor_session(session: Session, *, person_id: int, device_id: int, at: datetime) -> Begun:
    """Put a person to work on a device; whoever held it before is logged out."""
    end_sessions(session, device_id=device_id)
    return begin(session, person_id=person_id, device_id=device_id, started_at=at)


def begin_office_session(session: Session, *, person_id: int, at: datetime) -> Begun:
    """Let a person in at a desk."""
    return begin(session, person_id=person_id, device_id=None, started_at=at)


def begin(
    session: Session, *, person_id: int, device_id: int | None, started_at: datetime
) -> Begun:
    """Begin a session with a token nobody had before."""
    begun = Begun(
        public_id=str(time_ordered_id()),
        token=new_token(),
        expires_at=started_at + (OFFICE_IDLE if device_id is None else FLOOR_SESSION),
    )
    session.add(
        WorkSession(
            public_id=begun.public_id,
            token_hash=hash_token(begun.token),
            kind="office" if device_id is None else "floor",
            person_id=person_id,
            device_id=device_id,
            started_at=started_at,
            expires_at=begun.expires_at,
        )
    )
    announce(
        session,
        topic=f"person:{person_id}",
        kind="session_started",
        body={"session": begun.public_id, "device": device_id},
    )
    return begun


def end_sessions(
    session: Session,
    *,
    public_id: str | None = None,
    person_id: int | None = None,
    device_id: int | None = None,
) -> int:
    """End one live session, or those of a person or on a device; how many were ended."""
    whose = {"public_id": public_id, "person_id": person_id, "device_id": device_id}
    meant = [WorkSession.__table__.c[key] == value for key, value in whose.items() if value]
    assert len(meant) == 1, "whose sessions?"
    ended = session.execute(
        update(WorkSession)
        .where(WorkSession.ended_at.is_(None), meant[0])
        .values(ended_at=now())
        .returning(WorkSession.public_id, WorkSession.person_id, WorkSession.device_id)
    ).all()
    for row in ended:
        announce(
            session,
            topic=f"person:{row.person_id}",
            kind="session_ended",
            body={"session": row.public_id, "device": row.device_id},
        )
    return len(ended)


def stay(session: Session, *, public_id: str, at: datetime) -> None:
    """An office session that is used lasts on, up to a week."""
    session.execute(
        update(WorkSession)
        .where(WorkSession.public_id == public_id, WorkSession.kind == "office")
        .values(expires_at=at + OFFICE_IDLE)
    )


def invite(session: Session) -> str:
    """Make a one-time link for the first administrator; earlier links open nothing any more."""
    withdraw_invitations(session)
    token = new_token()
    session.add(Invitation(token_hash=hash_token(token), expires_at=now() + INVITATION))
    return token


def withdraw_invitations(session: Session) -> None:
    """Let no link make an administrator any more."""
    session.execute(update(Invitation).where(Invitation.used_at.is_(None)).values(used_at=now()))


def accept_invitation(session: Session, token: str) -> bool:
    """Use a link up; whether it was good."""
    used = session.execute(
        update(Invitation)
        .where(
            Invitation.token_hash == hash_token(token),
            Invitation.used_at.is_(None),
            Invitation.expires_at > now(),
        )
        .values(used_at=now())
        .returning(Invitation.id)
    ).all()
    return bool(used)


def begin_or_end_break(
    session: Session, *, public_id: str, person_id: int, since: datetime | None, at: datetime
) -> None:
    """Write down that the person of a session went on a break, or came back.

    Args:
        session: the open transaction.
        public_id: the session.
        person_id: whose session it is.
        since: when the break began by their device, which may be wrong; None: it is over.
        at: this moment.
    """
    current = session.scalars(select(WorkSession).where(WorkSession.public_id == public_id)).one()
    begun_at = None if since is None else min(max(since, current.started_at), at)
    if (current.on_break_since is None) == (begun_at is None):
        return
    current.on_break_since = begun_at
    announce(
        session,
        topic=f"person:{person_id}",
        kind="break_ended" if begun_at is None else "break_begun",
        body={"device": current.device_id},
    )
