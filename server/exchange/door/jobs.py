"""The door in the background: what was put right elsewhere is let in."""

from server.exchange.door.actions import hindering, look
from server.exchange.door.queries import checks_of, held_at_the_door, look_at
from server.foundation import each_minute, reading, transaction

AT_ONCE = 200


@each_minute
def look_again() -> None:
    """An address was changed, a twin cancelled, a contract made: look again at what is held.

    It is read first and written only where something else is found.
    """
    with reading() as session:
        held = held_at_the_door(session)
    for start in range(0, len(held), AT_ONCE):
        some = held[start : start + AT_ONCE]
        with reading() as session:
            checks = checks_of(session, some)
            others = [
                one.order.id
                for one in look_at(session, some)
                if sorted({finding.code for finding in hindering(one, checks.get(one.order.id))})
                != checks[one.order.id].codes
            ]
        if others:
            with transaction() as session:
                look(session, others)
