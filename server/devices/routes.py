"""Letting devices in and out."""

from collections.abc import Sequence
from typing import Any

from flask import current_app

from server.devices.actions import open_enrolment, revoke, use_enrolment
from server.devices.hearing import Memories, memories, note_storage
from server.devices.queries import all_devices, devices_of_credentials
from server.devices.schemas import (
    DevicesAnswer,
    Enrol,
    EnrolledAnswer,
    EnrolmentAnswer,
    NewEnrolment,
    SelfTest,
    SelfTestAnswer,
)
from server.devices.tickets import link_svg
from server.foundation import (
    KnownDevice,
    RoomRoutes,
    allow,
    devices_are_found_by,
    doorkeeper,
    give_device_cookie,
    identity,
    limited,
    reading,
    refuse,
    transaction,
)
from server.foundation.together import Together
from server.settings import Settings

routes = RoomRoutes("devices", "Handhelds, tablets and board screens.")


def find_devices(credential_hashes: Sequence[str]) -> list[KnownDevice | None]:
    """Enrolled devices by the hashes of their credentials."""
    with reading() as session:
        cards = devices_of_credentials(session, credential_hashes)
    return [
        KnownDevice(card.id, card.code, card.kind, card.name) if card else None
        for card in map(cards.get, credential_hashes)
    ]


devices_are_found_by(Together(find_devices, lambda one: find_devices([one])[0]))


@routes.post("/enrolments")
@allow.office("supervisor", "administrator")
@routes.arguments(NewEnrolment)
@routes.response(201, EnrolmentAnswer)
def open_for_a_device(given: dict[str, Any]) -> dict[str, Any]:
    """Open a way in for one device: a link to scan, good once and for an hour."""
    with transaction() as session:
        opened = open_enrolment(session, **given)
    settings: Settings = current_app.extensions["settings"]
    url = f"{settings.public_origin}/enrol#{opened.code}"
    return {
        "code": opened.code,
        "url": url,
        "qr_svg": link_svg(url),
        "expires_at": opened.expires_at,
    }


@routes.post("/devices/enrol")
@limited("20/minute")
@allow.anyone
@routes.arguments(Enrol)
@routes.response(201, EnrolledAnswer)
@routes.alt_response(404, description="`enrolment_unknown`: wrong, used or too old")
def enrol_this_device(given: dict[str, Any]) -> dict[str, Any]:
    """Enrol the device that asks; it is given its credential as a cookie."""
    with transaction() as session:
        enrolled = use_enrolment(session, given["code"], name=given.get("name"))
    if enrolled is None:
        refuse(404, "enrolment_unknown", "This code is wrong, used or too old.")
    give_device_cookie(enrolled.credential)
    return {
        "device": {
            "id": enrolled.device_id,
            "code": enrolled.code,
            "name": enrolled.name,
            "kind": enrolled.kind,
        }
    }


@routes.post("/devices/me/self-test")
@allow.device
@routes.arguments(SelfTest)
@routes.response(200, SelfTestAnswer)
def prove_storage(given: dict[str, Any]) -> Memories:
    """Hold a device's storage against what the server remembers of it."""
    device_id = identity().device
    with transaction() as session:
        note_storage(session, device_id, is_kept=given["storage_kept"])
        return memories(session, device_id, str(given["incarnation"]))


@routes.get("/devices")
@allow.people("supervisor", "administrator")
@routes.response(200, DevicesAnswer)
def list_devices() -> dict[str, Any]:
    """Every device that was ever enrolled; those still in use first."""
    with reading() as session:
        return {"devices": all_devices(session)}


@routes.post("/devices/<int:device_id>/revoke")
@allow.office("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description="`device_unknown`")
def lock_out(device_id: int) -> None:
    """Lock a device out for good: it was lost, or is given away."""
    with transaction() as session:
        known = revoke(session, device_id)
    if not known:
        refuse(404, "device_unknown", "There is no such device.")
    doorkeeper().forget()
