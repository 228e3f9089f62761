"""Logging in: count the attempt, compare the secret outside any transaction, begin the session.

An entrance, shared by the floor's and the office's routes: three short transactions, so that the
slow comparison of a secret never holds the database.
"""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from server.foundation import now, reading, refuse, transaction
from server.foundation.patience import in_native_thread
from server.people.actions import count_attempt, forget_attempts
from server.people.proofs import secret_fits
from server.people.records import Person


def prove(
    *,
    subjects: list[str],
    name_column: InstrumentedAttribute[str | None],
    name: str,
    secret_column: InstrumentedAttribute[str | None],
    secret: str,
) -> int:
    """The id of the person whose name and secret these are.

    Args:
        subjects: whose failures are counted together with this name's, as in `device:7`.
        name_column: the badge or the login.
        name: what was given as such.
        secret_column: the hash that the secret must fit.
        secret: the PIN or the password.

    Raises:
        Refused: 429 `login_locked` while one of the subjects has to wait, 401 `login_failed`.
    """
    subjects = [*subjects, f"{name_column.key}:{digest(name)}"]
    with transaction() as session:
        locked_until = count_attempt(session, subjects, now())
    if locked_until is not None:
        refuse_for_now(locked_until)
    with reading() as session:
        row = session.execute(
            select(Person.id, secret_column).where(name_column == name, Person.active)
        ).one_or_none()
    if not in_native_thread(secret_fits, row[1] if row else None, secret) or row is None:
        refuse(401, "login_failed", "Name and secret do not belong together.")
    with transaction() as session:
        forget_attempts(session, subjects)
    person_id: int = row[0]
    return person_id


def refuse_for_now(locked_until: datetime) -> None:
    """Send somebody away for a while."""
    seconds = max(1, int((locked_until - now()).total_seconds()) + 1)
    refuse(429, "login_locked", "Too many failures; wait a little.", seconds=seconds)


def digest(name: str) -> str:
    """A name that fits the column, whatever was typed."""
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:40]
