"""The doors of counting."""

from flask import Response

from server.counting.actions import want_counted
from server.foundation import ExactSchema, RoomRoutes, Text, allow, refuse, transaction

routes = RoomRoutes("counting", "Places are counted, and the book is held against it.")


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
