"""The desk for slips that carriers printed ahead (連番)."""

from typing import Any

from flask import Response

from server import catalog, orders
from server.exchange.pools.schemas import PoolBody, PoolMade, PoolsAnswer
from server.foundation import RoomRoutes, allow, identity, reading, refuse, today, transaction

routes = RoomRoutes("pools", "Slips that carriers printed ahead.")

WHY = {
    "number_invalid": "A number has not 12 digits, or its check digit is wrong.",
    "range_is_empty": "The last number is below the first.",
    "range_overlaps": "Some of these numbers are in another box already.",
}


@routes.get("/slips/pools")
@allow.office("supervisor", "administrator")
@routes.response(200, PoolsAnswer)
def list_pools() -> dict[str, Any]:
    """The boxes of slips that carriers printed ahead, and how many each still holds."""
    with reading() as session:
        owners = catalog.owners(session)
        pools = orders.number_pools(session)
    names = {owner.id: owner.name for owner in owners}
    return {
        "pools": [
            {
                "id": pool.id,
                "owner": names[pool.owner_id],
                "carrier": pool.carrier_code,
                "first": pool.first_no,
                "last": pool.last_no,
                "next": pool.next_no,
                "left": pool.left,
                "tell_at_left": pool.tell_at_left,
                "added_at": pool.added_at,
                "closed_at": pool.closed_at,
            }
            for pool in pools
        ],
        "owners": [{"code": owner.code, "name": owner.name} for owner in owners],
    }


@routes.post("/slips/pools")
@allow.office("supervisor", "administrator")
@routes.arguments(PoolBody)
@routes.response(201, PoolMade)
@routes.alt_response(404, description="owner_unknown or carrier_unknown")
@routes.alt_response(409, description="range_overlaps")
@routes.alt_response(422, description="number_invalid or range_is_empty")
def add_pool(body: dict[str, Any]) -> dict[str, Any]:
    """Add a box of slips; from the next parcel on its numbers are given out."""
    with transaction() as session:
        owner = next((one for one in catalog.owners(session) if one.code == body["owner"]), None)
        if owner is None:
            refuse(404, "owner_unknown", "There is no such owner.", owner=body["owner"])
        if body["carrier"] not in {one.code for one in catalog.carriers(session, today())}:
            refuse(404, "carrier_unknown", "There is no such carrier.")
        # Two desks that add overlapping boxes do it one after the other.
        catalog.lock_carrier(session, body["carrier"])
        added = orders.add_pool(
            session,
            orders.BoxOfSlips(
                owner_id=owner.id,
                carrier_code=body["carrier"],
                first_no=digits_of(body["first"]),
                last_no=digits_of(body["last"]),
                tell_at_left=body["tell_at_left"],
            ),
            person_id=identity().person,
        )
    if isinstance(added, str):
        refuse(409 if added == "range_overlaps" else 422, added, WHY[added])
    return {"id": added}


def digits_of(text: str) -> str:
    """A number as people type it, without what stands between its groups."""
    return "".join(letter for letter in text if letter not in "- ")


@routes.post("/slips/pools/<int:pool_id>/close")
@allow.office("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(409, description="pool_is_closed")
def close_pool(pool_id: int) -> Response:
    """Give no more numbers of a box; those that were given stay with their parcels."""
    with transaction() as session:
        closed = orders.close_pool(session, pool_id)
    if not closed:
        refuse(409, "pool_is_closed", "There is no such box in use.")
    return Response(status=204)
