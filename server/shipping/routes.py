"""The doors of shipping."""

from typing import Any

from marshmallow import fields

from server import catalog
from server.foundation import (
    ExactSchema,
    InBothLanguages,
    Moment,
    RoomRoutes,
    Text,
    allow,
    identity,
    now,
    reading,
    refuse,
    today,
    transaction,
)
from server.orders import ship_by_of
from server.shipping.actions import hand_over
from server.shipping.queries import waiting_parcels

routes = RoomRoutes("shipping", "Closed parcels leave with their carriers.")


class WaitingRow(ExactSchema):
    """Closed parcels of a carrier."""

    carrier = fields.String(required=True)
    name = fields.Nested(InBothLanguages, required=True)
    cutoff_at = Moment(required=True)
    parcels = fields.Integer(required=True)


class WaitingAnswer(ExactSchema):
    """What waits for each carrier."""

    carriers = fields.List(fields.Nested(WaitingRow), required=True)


class HandoverBody(ExactSchema):
    """Whose driver is here."""

    carrier = Text(least=1, most=20, required=True)


class HandedOverAnswer(ExactSchema):
    """What the driver took."""

    parcels = fields.Integer(required=True)
    shipments = fields.Integer(required=True)


@routes.get("/handovers")
@allow.people("packer", "supervisor", "administrator")
@routes.response(200, WaitingAnswer)
def list_handovers() -> dict[str, Any]:
    """Every carrier of the day with its closed parcels, the earliest cut-off first."""
    with reading() as session:
        waiting = {row.carrier_code: row.parcels for row in waiting_parcels(session)}
        carriers = catalog.carriers(session, today())
    moment = now()
    return {
        "carriers": [
            {
                "carrier": carrier.code,
                "name": {"ja": carrier.name, "en": carrier.name_en},
                "cutoff_at": ship_by_of(moment, carrier.cutoff_time),
                "parcels": waiting.get(carrier.code, 0),
            }
            for carrier in carriers
        ]
    }


@routes.post("/handovers")
@allow.people("packer", "supervisor", "administrator")
@routes.arguments(HandoverBody)
@routes.response(200, HandedOverAnswer)
@routes.alt_response(409, description="nothing_to_hand_over")
def post_handover(body: dict[str, str]) -> Any:
    """The driver has taken all closed parcels of this carrier."""
    with transaction() as session:
        handed = hand_over(session, body["carrier"], person_id=identity().person)
    if handed.parcels == 0:
        refuse(409, "nothing_to_hand_over", "No closed parcel waits for this carrier.")
    return handed
