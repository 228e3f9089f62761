"""The doors of receiving: notices by API, and the list of them."""

from typing import Any

from flask import Response

from server import catalog
from server.foundation import RoomRoutes, allow, reading, refuse, transaction
from server.receiving.notices import (
    OPEN,
    Announced,
    NotAnnounced,
    Unclear,
    close,
    expect_goods,
    notice_cards,
    pieces_of,
)
from server.receiving.schemas import (
    ArrivalBody,
    ArrivalMade,
    ArrivalsAnswer,
    ArrivalsQuery,
)

routes = RoomRoutes("receiving", "What will come in, and what has.")


@routes.get("/notices")
@allow.office("supervisor", "administrator")
@routes.arguments(ArrivalsQuery, location="query")
@routes.response(200, ArrivalsAnswer)
def list_notices(query: dict[str, str]) -> dict[str, Any]:
    """Notices with what has come of each line."""
    stages = OPEN if query["stage"] == "open" else ("closed", "cancelled")
    with reading() as session:
        found = notice_cards(session, stages=stages)
        known = catalog.owners(session)
        owners = {owner.id: owner.code for owner in known}
        products = catalog.product_cards(
            session, sorted({line.product_id for notice in found for line in notice.lines})
        )
    return {
        "owners": [{"code": owner.code, "name": owner.name} for owner in known],
        "notices": [
            {
                "id": notice.id,
                "owner": owners[notice.owner_id],
                "number": notice.number,
                "supplier": notice.supplier,
                "expected_on": notice.expected_on,
                "stage": notice.stage,
                "lines": [
                    {
                        "sku": products[line.product_id].sku,
                        "name": products[line.product_id].name,
                        "code": products[line.product_id].jan,
                        "expected": line.expected_pieces,
                        "received": line.received_pieces,
                        "damaged": line.damaged_pieces,
                    }
                    for line in notice.lines
                ],
            }
            for notice in found
        ],
    }


@routes.post("/notices")
@allow.office("supervisor", "administrator")
@routes.arguments(ArrivalBody)
@routes.response(201, ArrivalMade)
@routes.alt_response(404, description="owner_unknown")
@routes.alt_response(409, description="notice_arrived: goods of it have come; or no_warehouse")
@routes.alt_response(422, description="unknown_product or quantity_too_large, with the products")
def post_notice(body: dict[str, Any]) -> dict[str, int]:
    """Announce goods; under the same number again it replaces what has not come yet."""
    with transaction() as session:
        owner_id = next(
            (owner.id for owner in catalog.owners(session) if owner.code == body["owner"]), None
        )
        if owner_id is None:
            refuse(404, "owner_unknown", "There is no such owner.", owner=body["owner"])
        pieces = pieces_of(
            session, owner_id, [(line["product"], line["pieces"]) for line in body["lines"]]
        )
        if isinstance(pieces, Unclear):
            named = [body["lines"][nth]["product"] for nth in pieces.lines]
            refuse(422, pieces.code, "These products cannot be announced.", products=named)
        notice_id = expect_goods(
            session,
            Announced(
                owner_id=owner_id,
                number=body["number"],
                supplier=body["supplier"],
                expected_on=body["expected_on"],
                pieces=pieces,
            ),
        )
        if isinstance(notice_id, NotAnnounced):
            refuse(409, notice_id.code, "This notice cannot be announced.")
    return {"id": notice_id}


@routes.post("/notices/<int:notice_id>/close")
@allow.office("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description="notice_unknown")
@routes.alt_response(409, description="notice_closed or receipt_under_way")
def close_notice(notice_id: int) -> Response:
    """End a notice whose goods do not come any more."""
    with transaction() as session:
        code = close(session, notice_id)
        if code is not None:
            refuse(404 if code == "notice_unknown" else 409, code, "This notice cannot be ended.")
    return Response(status=204)
