"""The doors by which an order is changed: the office's, and that of the shop's own systems."""

from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from server import catalog, orders
from server.changing import By
from server.exchange.changes.actions import (
    Asked,
    LineTold,
    change_both,
    send_elsewhere,
    want_otherwise,
)
from server.exchange.changes.schemas import (
    AddressBody,
    ChangedAnswer,
    LinesBody,
    ShopOrderAnswer,
    ShopOrderBody,
    ShopOrderQuery,
)
from server.exchange.connections.queries import name_of
from server.foundation import (
    RoomRoutes,
    allow,
    identity,
    key_holder,
    reading,
    refuse,
    transaction,
)

routes = RoomRoutes("changes", "Orders go elsewhere or want other goods, after they came in.")

SENTENCES = {
    "order_unknown": "There is no such order.",
    "order_closed": "Its parcel is closed; it can only come back as a return.",
    "order_is_cancelled": "It was cancelled.",
    "order_changed_meanwhile": "Somebody has changed it meanwhile; look at it again.",
    "order_is_split": "Its goods leave in several parcels; change it in the office.",
    "no_lines_left": "An order with nothing in it is cancelled instead.",
    "line_unknown": "It has no such line.",
}
CONFLICT = ", ".join(f"`{code}`" for code in SENTENCES if code != "order_unknown")
WRONG = "`address_wrong`, `lines_wrong`: `detail.problems` says which part, and why"


@routes.post("/orders/<int:order_id>/address")
@allow.office("supervisor", "administrator")
@routes.arguments(AddressBody)
@routes.response(200, ChangedAnswer)
@routes.alt_response(404, description="`order_unknown`")
@routes.alt_response(409, description=CONFLICT)
@routes.alt_response(422, description=WRONG)
def change_address(body: dict[str, Any], order_id: int) -> dict[str, Any]:
    """Let an order go elsewhere, until its parcel is closed; parts that are not told stay.

    A label that was asked for is void, and has to be asked for again.
    """
    edition = body.pop("edition")
    with transaction() as session:
        asked = send_elsewhere(
            session, order_id, body, on_edition=edition, by=By(identity().person)
        )
        return answer(asked)


@routes.post("/orders/<int:order_id>/lines")
@allow.office("supervisor", "administrator")
@routes.arguments(LinesBody)
@routes.response(200, ChangedAnswer)
@routes.alt_response(404, description="`order_unknown`")
@routes.alt_response(409, description=CONFLICT)
@routes.alt_response(422, description=WRONG)
def change_lines(body: dict[str, Any], order_id: int) -> dict[str, Any]:
    """Let an order want other goods, until its parcel is closed.

    From the floor it is taken back: what was picked goes back to its place, and it is released
    again.
    """
    with transaction() as session:
        asked = want_otherwise(
            session,
            order_id,
            [LineTold(**line) for line in body["lines"]],
            on_edition=body["edition"],
            by=By(identity().person),
        )
        return answer(asked)


@routes.get("/shop-orders")
@allow.key
@routes.arguments(ShopOrderQuery, location="query")
@routes.response(200, ShopOrderAnswer)
@routes.alt_response(401, description="`key_unknown`")
@routes.alt_response(404, description="`order_unknown`")
def show_shop_order(query: dict[str, str]) -> dict[str, Any]:
    """How far an order is, by the key of a connection of its owner, or of its shop."""
    with reading() as session:
        order_id = order_of_key(session, query)
        standing = orders.standing_of(session, order_id)
        assert standing is not None, "it was just found"
        parts = orders.parts_of(session, order_id)
        cards = catalog.product_cards(session, [part.product_id for part in parts])
    return {
        "shop": query["shop"],
        "order": standing.external_no,
        "stage": standing.stage,
        "edition": standing.edition,
        "lines": [
            {
                "line_no": part.line_no,
                "sku": cards[part.product_id].sku,
                "quantity_pieces": part.quantity_pieces,
            }
            for part in parts
        ],
    }


@routes.post("/shop-orders")
@allow.key
@routes.arguments(ShopOrderBody)
@routes.response(200, ChangedAnswer)
@routes.alt_response(401, description="`key_unknown`")
@routes.alt_response(404, description="`order_unknown`")
@routes.alt_response(409, description=CONFLICT)
@routes.alt_response(422, description=WRONG)
def change_shop_order(body: dict[str, Any]) -> dict[str, Any]:
    """Change an order: its address, its lines, or both; all of it or nothing.

    Sent twice it changes once: what is so already is answered with `changed: false`.
    """
    with transaction() as session:
        order_id = order_of_key(session, body)
        lines = body["lines"]
        asked = change_both(
            session,
            order_id,
            consignee=body["consignee"],
            lines=None if lines is None else [LineTold(**line) for line in lines],
            on_edition=body["edition"],
            by=By(system=name_of(session, key_holder().connection_id)),
        )
        return answer(asked)


def answer(asked: Asked) -> dict[str, Any]:
    """What became of it; a refusal takes back all that was done in the transaction."""
    if asked.problems:
        problems = [asdict(problem) for problem in asked.problems]
        code = "address_wrong" if "field" in problems[0] else "lines_wrong"
        refuse(422, code, "It cannot be like that.", problems=problems)
    refusal = asked.changed.refusal
    if refusal is not None:
        refuse(404 if refusal == "order_unknown" else 409, refusal, SENTENCES[refusal])
    return {"edition": asked.changed.edition, "changed": asked.changed.is_other}


def order_of_key(session: Session, named: dict[str, Any]) -> int:
    """An order by the numbers of its shop; what is not the key's is as if it were not there."""
    key = key_holder()
    shop = next(
        (
            one
            for one in catalog.shops(session)
            if one.code == named["shop"]
            and one.owner_id == key.owner_id
            and key.shop_id in {None, one.id}
        ),
        None,
    )
    known = {} if shop is None else orders.known_orders(session, shop.id, [named["order"]])
    if not known:
        refuse(404, "order_unknown", SENTENCES["order_unknown"])
    return known[named["order"]].id
