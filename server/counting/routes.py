"""The doors of counting."""

from flask import Response
from marshmallow import fields

from server import places
from server.counting.actions import want_counted
from server.counting.turns import lay_zone
from server.foundation import ExactSchema, RoomRoutes, Text, allow, refuse, transaction

routes = RoomRoutes("counting", "Places are counted, and the book is held against it.")


class ZoneBody(ExactSchema):
    """Which zone, by its code."""

    zone = Text(least=1, most=20, required=True)


class LaidAnswer(ExactSchema):
    """How many counts were laid; what is being counted already is left alone."""

    laid = fields.Integer(required=True)


class CountBody(ExactSchema):
    """Which place: its label, or its name as people say it."""

    place = Text(least=1, most=40, required=True)


@routes.post("/counts")
@allow.people("supervisor", "administrator")
@routes.arguments(CountBody)
@routes.response(204)
@routes.alt_response(409, description="place_unknown, takes_no_goods or count_under_way")
def want_place_counted(body: dict[str, str]) -> Response:
    """Have all that lies in a place counted, by whoever is free."""
    with transaction() as session:
        code = want_counted(session, body["place"])
        if code is not None:
            refuse(409, code, "This place cannot be counted.")
    return Response(status=204)


@routes.post("/counts/zones")
@allow.people("supervisor", "administrator")
@routes.arguments(ZoneBody)
@routes.response(200, LaidAnswer)
@routes.alt_response(404, description="zone_unknown")
def want_zone_counted(body: dict[str, str]) -> dict[str, int]:
    """Have every place of a zone counted (一斉棚卸), while picking goes on."""
    with transaction() as session:
        warehouse_id = places.first_warehouse(session)
        laid = None if warehouse_id is None else lay_zone(session, warehouse_id, body["zone"])
        if laid is None:
            refuse(404, "zone_unknown", "There is no such zone.", zone=body["zone"])
    return {"laid": laid}
