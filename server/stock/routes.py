"""The doors of stock."""

from marshmallow import fields

from server import orders
from server.foundation import ExactSchema, RoomRoutes, allow, transaction
from server.stock.actions import reserve_orders

routes = RoomRoutes("stock", "What lies where, and for whom it is held.")


class ReservedAnswer(ExactSchema):
    """What became of the orders that waited for stock."""

    reserved = fields.Integer(required=True)
    waiting = fields.Integer(required=True)


@routes.post("/orders/reserve")
@allow.people("supervisor", "administrator")
@routes.response(200, ReservedAnswer)
def reserve_waiting() -> dict[str, int]:
    """Try again to hold stock for every order that waits for it, the most urgent first."""
    with transaction() as session:
        outcome = reserve_orders(session, orders.waiting_orders(session))
    reserved = sum(outcome.values())
    return {"reserved": reserved, "waiting": len(outcome) - reserved}
