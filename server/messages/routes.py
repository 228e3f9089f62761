"""Messages: sent at a desk or from the floor, read on a device."""

from typing import Any

from server import devices, people
from server.foundation import RoomRoutes, allow, identity, reading, refuse, transaction
from server.messages.actions import mark_read, send
from server.messages.queries import sent_lately, unread_at
from server.messages.schemas import MessagesAnswer, NewMessage, SentMessagesAnswer

routes = RoomRoutes("messages", "What supervisors tell the hands on the floor.")


@routes.post("/messages")
@allow.people("supervisor", "administrator")
@routes.arguments(NewMessage)
@routes.response(204)
@routes.alt_response(404, description="`device_unknown`")
def send_message(given: dict[str, Any]) -> None:
    """Send a short message to one device, or to all."""
    device_id = given["device"]
    with transaction() as session:
        if device_id is not None and device_id not in devices.device_cards(session, [device_id]):
            refuse(404, "device_unknown", "There is no such device.")
        send(session, text=given["text"], sender_id=identity().person, device_id=device_id)


@routes.get("/messages")
@allow.device
@routes.response(200, MessagesAnswer)
def list_unread() -> dict[str, Any]:
    """What this device has yet to show, the oldest first."""
    with reading() as session:
        found = unread_at(session, identity().device)
        names = people.person_cards(session, [one.sender_id for one in found])
    return {
        "messages": [
            {
                "id": one.id,
                "sent_at": one.sent_at,
                "sender": names[one.sender_id].name,
                "text": one.text,
            }
            for one in found
        ]
    }


@routes.post("/messages/<int:message_id>/read")
@allow.device
@routes.response(204)
@routes.alt_response(404, description="`message_unknown`")
def take_receipt(message_id: int) -> None:
    """A message was read on this device."""
    who = identity()
    with transaction() as session:
        if not mark_read(session, message_id, device_id=who.device, person_id=who.person_id):
            refuse(404, "message_unknown", "There is no such message for this device.")


@routes.get("/messages/sent")
@allow.people("supervisor", "administrator")
@routes.response(200, SentMessagesAnswer)
def list_sent() -> dict[str, Any]:
    """The newest messages, and on how many devices each was read."""
    with reading() as session:
        found = sent_lately(session)
        names = people.person_cards(session, [one.sender_id for one in found])
        cards = devices.device_cards(
            session, [one.device_id for one in found if one.device_id is not None]
        )
    return {
        "messages": [
            {
                "id": one.id,
                "sent_at": one.sent_at,
                "sender": names[one.sender_id].name,
                "text": one.text,
                "device": one.device_id,
                "device_name": cards[one.device_id].name if one.device_id else None,
                "read_on": one.read_on,
            }
            for one in found
        ]
    }
