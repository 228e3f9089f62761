"""The doors of release."""

from typing import Any

from flask import Response, jsonify
from sqlalchemy.exc import IntegrityError

from server import people
from server.foundation import (
    RoomRoutes,
    allow,
    identity,
    moment_text,
    reading,
    refuse,
    transaction,
)
from server.waves.actions import release
from server.waves.decisions import Choice
from server.waves.queries import preview, waves
from server.waves.schemas import ChoiceBody, PreviewAnswer, ReleasedAnswer, WavesAnswer

routes = RoomRoutes("waves", "The release of orders to the floor.")


def choice_of(body: dict[str, Any]) -> Choice:
    """A choice as the room knows it."""
    return Choice(
        shops=tuple(body["shops"]),
        carriers=tuple(body["carriers"]),
        ship_by_before=body["ship_by_before"],
        totes_per_cart=body["totes_per_cart"],
        carts_max=body["carts_max"],
    )


@routes.post("/waves/preview")
@allow.people("supervisor", "administrator")
@routes.arguments(ChoiceBody)
@routes.response(200, PreviewAnswer)
def preview_wave(body: dict[str, Any]) -> Any:
    """What a release would do; nothing is changed."""
    with reading() as session:
        return preview(session, choice_of(body))


@routes.post("/waves")
@allow.people("supervisor", "administrator")
@routes.arguments(ChoiceBody)
@routes.response(201, ReleasedAnswer)
@routes.alt_response(409, description="nothing_to_release or already_released")
def release_wave(body: dict[str, Any]) -> dict[str, Any]:
    """Send the chosen orders to the floor; every free handheld sees the tasks at once."""
    try:
        with transaction() as session:
            released = release(session, choice_of(body), person_id=identity().person)
    except IntegrityError:
        # Two supervisors released the same orders at once; the other one was faster.
        refuse(409, "already_released", "Some of these orders have just been released.")
    if released is None:
        refuse(409, "nothing_to_release", "No reserved order fits this choice.")
    return {
        "id": released.wave_id,
        "number": released.number,
        "carts": released.carts,
        "orders": released.orders,
        "tasks": released.tasks,
    }


@routes.get("/waves")
@allow.people("supervisor", "administrator")
@routes.response(200, WavesAnswer)
def list_waves() -> Response:
    """Waves, the newest first, and how far they have come."""
    with reading() as session:
        found = waves(session)
        names = people.person_cards(
            session, [wave.released_by for wave in found if wave.released_by is not None]
        )
        rows = [
            {
                "id": wave.id,
                "number": wave.number,
                "released_at": moment_text(wave.released_at),
                "released_by": names[wave.released_by].name if wave.released_by in names else None,
                "orders": wave.orders,
                "pieces": wave.pieces,
                "carts": wave.carts,
                "picked_carts": wave.picked_carts,
                "packed_orders": wave.packed_orders,
                "choice": wave.choice,
            }
            for wave in found
        ]
    return jsonify({"waves": rows})
