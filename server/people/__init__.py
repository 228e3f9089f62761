"""People (担当者): who works here, what they may do, and their sessions from login to logout.

A badge is a name, not a key: on the floor a person is an enrolled device, a badge and a PIN; at a
desk a login and a password. Sessions are kept after their end, because scans made in them may be
handed in later.
"""

from server.people.actions import (
    Begun,
    begin_floor_session,
    begin_office_session,
    change_person,
    end_sessions,
    hire,
    invite,
    withdraw_invitations,
)
from server.people.attendance import devices_at_work, sessions_by_public_id
from server.people.queries import (
    PersonCard,
    SessionCard,
    administrators,
    everybody,
    leads,
    person_cards,
    session_cards,
)

__all__ = [
    "Begun",
    "PersonCard",
    "SessionCard",
    "administrators",
    "begin_floor_session",
    "begin_office_session",
    "change_person",
    "devices_at_work",
    "end_sessions",
    "everybody",
    "hire",
    "invite",
    "leads",
    "person_cards",
    "session_cards",
    "sessions_by_public_id",
    "withdraw_invitations",
]
