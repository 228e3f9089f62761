"""Logging in and out, and the list of people."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError

from server.foundation import (
    KnownSession,
    RoomRoutes,
    allow,
    doorkeeper,
    head,
    identity,
    keep_device_cookie,
    limited,
    now,
    reading,
    refuse,
    sessions_are_found_by,
    take_session_cookie,
    transaction,
)
from server.foundation.together import Together
from server.people.actions import (
    accept_invitation,
    begin_floor_session,
    begin_office_session,
    begin_or_end_break,
    change_person,
    hire,
    stay,
)
from server.people.answers import (
    end_own_session,
    person_answer,
    refuse_leaving_nobody,
    refuse_taken,
    session_answer,
    tidy_names,
)
from server.people.decisions import OFFICE_ROLES, OFFICE_SESSION_MAX, badge_of, same_login
from server.people.login import prove
from server.people.queries import everybody, live_sessions, person_cards, taken
from server.people.records import Person
from server.people.schemas import (
    BadgeLogin,
    BreakBody,
    MeAnswer,
    NewPerson,
    OfficeLogin,
    PeopleAnswer,
    PersonAnswer,
    PersonChanges,
    SessionAnswer,
    Welcome,
)
from server.settings import VERSION

routes = RoomRoutes("people", "Who works here: badges, PINs, passwords and sessions.")


def find_sessions(token_hashes: Sequence[str]) -> list[KnownSession | None]:
    """Live sessions by the hashes of their tokens; those at a desk last on while they are used."""
    moment = now()
    with reading() as session:
        live = live_sessions(session, token_hashes, moment)
    staying = [one.public_id for one in live.values() if one.wants_to_stay]
    if staying:
        with transaction() as session:
            for public_id in staying:
                stay(session, public_id=public_id, at=moment)
    return [
        KnownSession(
            public_id=one.public_id,
            kind=one.kind,
            person_id=one.person_id,
            role=one.role,
            device_id=one.device_id,
        )
        if one
        else None
        for one in map(live.get, token_hashes)
    ]


sessions_are_found_by(Together(find_sessions, lambda one: find_sessions([one])[0]))


@routes.get("/me")
@allow.anyone
@routes.response(200, MeAnswer)
def tell_who_asks() -> dict[str, Any]:
    """Who asks: the device, the person at it, and which server answers."""
    who = identity()
    if who.device_id is not None:
        keep_device_cookie()
    with reading() as session:
        _position, epoch = head(session)
        cards = person_cards(session, [who.person_id] if who.person_id else [])
    device = {
        "id": who.device_id,
        "code": who.device_code,
        "name": who.device_name,
        "kind": who.device_kind,
    }
    return {
        "device": device if who.device_id else None,
        "person": cards.get(who.person_id or 0),
        "session": who.session_id,
        "server_time": now(),
        "epoch": epoch,
        "app": {"version": VERSION},
    }


@routes.post("/sessions")
@limited("30/minute")
@allow.device
@routes.arguments(BadgeLogin)
@routes.response(200, SessionAnswer)
@routes.alt_response(401, description="`login_failed`, or `device_unknown`")
@routes.alt_response(429, description="`login_locked`: wait `detail.seconds`")
def log_in_by_badge(given: dict[str, Any]) -> dict[str, Any]:
    """Log in on the floor: this enrolled device, a badge and its PIN."""
    badge = badge_of(given["badge"])
    if badge is None:
        refuse(422, "badge_expected", "This is not the label of a badge.")
    device_id = identity().device
    person_id = prove(
        subjects=[f"device:{device_id}"],
        name_column=Person.badge,
        name=badge,
        secret_column=Person.pin_hash,
        secret=given["pin"],
    )
    with transaction() as session:
        begun = begin_floor_session(session, person_id=person_id, device_id=device_id, at=now())
        card = person_cards(session, [person_id])[person_id]
    return session_answer(card, begun, cookie_until=begun.expires_at)


@routes.post("/sessions/office")
@limited("20/minute")
@allow.anyone
@routes.arguments(OfficeLogin)
@routes.response(200, SessionAnswer)
@routes.alt_response(401, description="`login_failed`")
@routes.alt_response(403, description="`not_for_office`: the role works on the floor")
@routes.alt_response(429, description="`login_locked`: wait `detail.seconds`")
def log_in_at_desk(given: dict[str, Any]) -> dict[str, Any]:
    """Log in at a desk, with a password."""
    person_id = prove(
        subjects=[],
        name_column=Person.login,
        name=same_login(given["login"]),
        secret_column=Person.password_hash,
        secret=given["password"],
    )
    with transaction() as session:
        card = person_cards(session, [person_id])[person_id]
        if card.role not in OFFICE_ROLES:
            refuse(403, "not_for_office", "This role works on the floor.")
        end_own_session(session)
        begun = begin_office_session(session, person_id=person_id, at=now())
    return session_answer(card, begun, cookie_until=now() + OFFICE_SESSION_MAX)


@routes.delete("/sessions/current")
@allow.staff
@routes.response(204)
def log_out() -> None:
    """Log out: the session ends on the server, the cookie goes."""
    with transaction() as session:
        end_own_session(session)
    doorkeeper().forget()
    take_session_cookie()


@routes.post("/breaks")
@allow.staff
@routes.arguments(BreakBody)
@routes.response(204)
def take_a_break(given: dict[str, Any]) -> None:
    """Go on a break (`since`), or come back from it (null); said twice it stays as it is."""
    who = identity()
    with transaction() as session:
        begin_or_end_break(
            session,
            public_id=str(who.session_id),
            person_id=who.person,
            since=given["since"],
            at=now(),
        )


@routes.post("/welcome")
@limited("10/minute")
@allow.anyone
@routes.arguments(Welcome)
@routes.response(200, SessionAnswer)
@routes.alt_response(404, description="`link_used`: used, replaced or too old")
@routes.alt_response(409, description="`already_taken`")
def welcome_administrator(given: dict[str, Any]) -> dict[str, Any]:
    """Make the first administrator, by the one-time link, and log them in."""
    login = same_login(given["login"])
    with transaction() as session:
        if taken(session, badge=None, login=login):
            refuse(409, "already_taken", "Somebody has this login.", field="login")
        if not accept_invitation(session, given["token"]):
            refuse(404, "link_used", "This link was used, replaced or is too old.")
        person_id = hire(
            session,
            name=given["name"],
            role="administrator",
            login=login,
            password=given["password"],
        )
        begun = begin_office_session(session, person_id=person_id, at=now())
        card = person_cards(session, [person_id])[person_id]
    return session_answer(card, begun, cookie_until=now() + OFFICE_SESSION_MAX)


@routes.get("/people")
@allow.office("administrator")
@routes.response(200, PeopleAnswer)
def list_people() -> dict[str, Any]:
    """Everybody, those at work first."""
    with reading() as session:
        return {"people": [person_answer(card) for card in everybody(session)]}


@routes.post("/people")
@allow.office("administrator")
@routes.arguments(NewPerson)
@routes.response(201, PersonAnswer)
@routes.alt_response(409, description="`already_taken`: `detail.field` is badge or login")
def add_person(given: dict[str, Any]) -> dict[str, Any]:
    """Add a person; without a badge they get a new one."""
    tidy_names(given)
    try:
        with transaction() as session:
            refuse_taken(session, given, but=0)
            person_id = hire(session, **given)
            return person_answer(person_cards(session, [person_id])[person_id])
    except IntegrityError:
        refuse(409, "already_taken", "Somebody has this badge or login.")


@routes.patch("/people/<int:person_id>")
@allow.office("administrator")
@routes.arguments(PersonChanges)
@routes.response(200, PersonAnswer)
@routes.alt_response(404, description="`person_unknown`")
@routes.alt_response(409, description="`already_taken`, `last_administrator`")
def change(given: dict[str, Any], person_id: int) -> dict[str, Any]:
    """Change a person; who is made inactive is logged out."""
    tidy_names(given)
    try:
        with transaction() as session:
            refuse_taken(session, given, but=person_id)
            if not change_person(session, person_id, given):
                refuse(404, "person_unknown", "There is no such person.")
            session.flush()
            refuse_leaving_nobody(session)
            answer = person_answer(person_cards(session, [person_id])[person_id])
    except IntegrityError:
        refuse(409, "already_taken", "Somebody has this badge or login.")
    doorkeeper().forget()
    return answer
