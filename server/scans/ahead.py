"""Carts that a handheld takes ahead (先取り), so that a dead network does not end the shift.

A cart taken ahead is a claim like any other, with its lease; it is only not begun yet. The server
sees to it that nobody stands idle for it: as many open carts stay on the floor as other handhelds
have none, the most urgent ones; and whoever finds nothing asks the holders, who give back what they
have not begun. A holder that is out of reach may have begun, so nothing is taken from it.
"""

from typing import Any

from sqlalchemy.orm import Session

from server import devices, people, picking, tasks
from server.foundation import now
from server.scans.taking import Turned, claim

WANTED_AT_ONCE = 2
"""How many carts are asked back by one handheld that finds none; one of them will not be begun."""


def take_ahead(
    session: Session, *, person_id: int, device_id: int, in_hand: int | None, most: int
) -> list[dict[str, Any]]:
    """The carts that a handheld keeps beside the one in hand, with new ones up to `most`.

    Args:
        session: the open transaction.
        person_id: who works with the handheld now; carts taken before go on with this person.
        device_id: the handheld.
        in_hand: the task it works on, which is not counted.
        most: how many it may keep.
    """
    claimed = tasks.cards(session, kind="pick", stages=["claimed"])
    held = [card.id for card in claimed if card.lease_device_id == device_id]
    kept = [task_id for task_id in held if task_id != in_hand]
    busy = {card.lease_device_id for card in claimed} | {device_id}
    idle = [one for one in handhelds_at_work(session) if one not in busy]
    opened = tasks.cards(session, kind="pick", stages=["open"])[len(idle) :]
    kept += [card.id for card in opened[: max(0, most - len(kept))]]
    found = [claim(session, task_id, person_id=person_id, device_id=device_id) for task_id in kept]
    return [one for one in found if not isinstance(one, Turned)]


def handhelds_at_work(session: Session) -> list[int]:
    """Handhelds with somebody logged in."""
    at_work = people.devices_at_work(session, now())
    cards = devices.device_cards(session, at_work)
    return [
        device_id
        for device_id, card in cards.items()
        if card.kind == "handheld" and card.revoked_at is None
    ]


def ask_back(session: Session, *, device_id: int) -> int:
    """Ask other handhelds for carts that nobody has begun, the least urgent; how many."""
    claimed = tasks.cards(session, kind="pick", stages=["claimed"])
    others = [card for card in claimed if card.lease_device_id != device_id]
    unbegun = picking.not_begun(session, [card.id for card in others])
    wanted = [card for card in others if card.id in unbegun][-WANTED_AT_ONCE:]
    tasks.want(session, wanted)
    return len(wanted)
