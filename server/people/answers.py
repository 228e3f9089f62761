"""What the routes of people answer and refuse, beside doing it."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from server.foundation import (
    doorkeeper,
    give_session_cookie,
    identity,
    now,
    refuse,
)
from server.people.actions import Begun, end_sessions
from server.people.decisions import badge_of, is_weak_pin, same_login
from server.people.queries import PersonCard, administrators, taken
from server.vocabulary import label_of


def session_answer(card: PersonCard, begun: Begun, *, cookie_until: datetime) -> dict[str, Any]:
    """Hand a fresh token over; nobody is remembered under the old one."""
    doorkeeper().forget()
    give_session_cookie(begun.token, seconds=int((cookie_until - now()).total_seconds()))
    return {"person": card, "session": begun.public_id, "expires_at": begun.expires_at}


def person_answer(card: PersonCard) -> dict[str, Any]:
    """A person for administrators, with the text to print on the badge."""
    return {
        "id": card.id,
        "name": card.name,
        "role": card.role,
        "language": card.language,
        "badge": card.badge,
        "badge_label": card.badge and label_of(card.badge),
        "login": card.login,
        "active": card.active,
    }


def end_own_session(session: Session) -> None:
    """End the session of this request, if there is one."""
    who = identity()
    if who.session_id is not None:
        end_sessions(session, public_id=who.session_id)


def tidy_names(given: dict[str, Any]) -> None:
    """Read a badge as it may have been scanned; spell a login in one way."""
    if "badge" in given:
        badge = badge_of(given["badge"])
        if badge is None:
            refuse(422, "badge_expected", "This is not the label of a badge.", field="badge")
        given["badge"] = badge
    if "login" in given:
        given["login"] = same_login(given["login"])
    if is_weak_pin(given.get("pin")):
        refuse(422, "pin_too_simple", "Take another PIN.", field="pin")


def refuse_taken(session: Session, given: dict[str, Any], *, but: int) -> None:
    """Refuse a badge or a login that somebody else has."""
    field = taken(session, badge=given.get("badge"), login=given.get("login"), but=but)
    if field is not None:
        refuse(409, "already_taken", f"Somebody has this {field}.", field=field)


def refuse_leaving_nobody(session: Session) -> None:
    """Refuse a change after which nobody could administer this warehouse."""
    if not administrators(session):
        refuse(409, "last_administrator", "Somebody has to remain administrator.")
