"""The doors of stock."""

from typing import Any

from flask import current_app

from server import catalog, orders
from server.foundation import RoomRoutes, allow, reading, refuse, transaction
from server.stock.available import available_now, offers, tell_available, told_products
from server.stock.customers import rows_of_customers, say_terms
from server.stock.kits import NoKit, set_kit
from server.stock.reserving import reserve_orders
from server.stock.schemas import (
    AvailableAnswer,
    AvailableQuery,
    CustomerTermsAnswer,
    CustomerTermsBody,
    CustomerTermsChange,
    KitBody,
    KitsAnswer,
    ProductTermsBody,
    ReservedAnswer,
    ShopTermsAnswer,
    ShopTermsBody,
)

routes = RoomRoutes("stock", "What lies where, and for whom it is held.")


@routes.post("/orders/reserve")
@allow.people("supervisor", "administrator")
@routes.response(200, ReservedAnswer)
def reserve_waiting() -> dict[str, int]:
    """Try again to hold stock for every order that waits for it, the most urgent first."""
    with transaction() as session:
        outcome = reserve_orders(session, orders.waiting_orders(session))
    reserved = sum(outcome.values())
    return {"reserved": reserved, "waiting": len(outcome) - reserved}


@routes.get("/stock/available")
@allow.people("supervisor", "administrator")
@routes.arguments(AvailableQuery, location="query")
@routes.response(200, AvailableAnswer)
@routes.alt_response(404, description="`shop_unknown`")
def list_available(query: dict[str, Any]) -> dict[str, Any]:
    """What a shop may offer of each product of its owner: on hand, less held, less safety stock."""
    with reading() as session:
        shop = shop_of(session, query["shop"])
        pieces = available_now(session, after=query["after"], most=query["most"])
        offered = offers(session, pieces)
        mine = {
            product_id: one.pieces
            for product_id, found in offered.items()
            for one in found
            if one.shop_id == shop.shop_id
        }
        cards = catalog.product_cards(session, sorted(mine))
    return {
        "products": [
            {"product": product_id, "sku": cards[product_id].sku, "pieces": mine[product_id]}
            for product_id in sorted(mine)
        ],
        "next": max(pieces) if len(pieces) == query["most"] else None,
    }


@routes.get("/stock/terms")
@allow.people("supervisor", "administrator")
@routes.response(200, ShopTermsAnswer)
def list_terms() -> dict[str, Any]:
    """What each shop asks of the goods of its orders, by code."""
    with reading() as session:
        terms = sorted(catalog.shop_terms(session).values(), key=lambda one: one.code)
    return {
        "shops": [
            {
                "shop": one.code,
                "least_days_left": one.least_days_left,
                "safety_pieces": one.safety_pieces,
                "takes_partial": one.takes_partial,
                "keeps_one_lot": one.keeps_one_lot,
                "on_short": one.on_short,
            }
            for one in terms
        ]
    }


@routes.patch("/stock/terms/shops/<code>")
@allow.people("administrator")
@routes.arguments(ShopTermsBody)
@routes.response(204)
@routes.alt_response(404, description="`shop_unknown`")
def change_shop_terms(body: dict[str, Any], code: str) -> None:
    """Change what a shop asks of goods; it counts for what is promised from now on."""
    with transaction() as session:
        shop = shop_of(session, code)
        if body:
            catalog.set_shop_terms(session, shop.shop_id, body)
        if "safety_pieces" in body:
            mine = catalog.product_owners(session, told_products(session))
            of_owner = [one for one, owner in mine.items() if owner == shop.owner_id]
            tell_available(session, of_owner, safety_changed=True)


@routes.get("/stock/terms/customers")
@allow.people("supervisor", "administrator")
@routes.response(200, CustomerTermsAnswer)
def list_customer_terms() -> dict[str, Any]:
    """What single customers ask of goods beyond their shops, by owner and name."""
    with reading() as session:
        return rows_of_customers(session)


@routes.post("/stock/terms/customers")
@allow.people("administrator")
@routes.arguments(CustomerTermsBody)
@routes.response(204)
@routes.alt_response(404, description="`owner_unknown`")
@routes.alt_response(422, description="`contact_unreadable`: neither a mail address nor a number")
def write_customer_terms(body: dict[str, Any]) -> None:
    """Say what a customer asks beyond its shop; it counts for what is promised from now on."""
    secret: str = current_app.extensions["settings"].secret_key
    with transaction() as session:
        code = say_terms(session, body, secret.encode())
        if code is not None:
            status = 404 if code == "owner_unknown" else 422
            refuse(status, code, "These terms cannot be kept.", owner=body["owner"])


@routes.patch("/stock/terms/customers/<int:terms_id>")
@allow.people("administrator")
@routes.arguments(CustomerTermsChange)
@routes.response(204)
@routes.alt_response(404, description="`customer_unknown`")
def change_customer_terms(body: dict[str, Any], terms_id: int) -> None:
    """Change what a customer asks."""
    with transaction() as session:
        if body and not catalog.change_customer_terms(session, terms_id, body):
            refuse(404, "customer_unknown", "This customer has no terms of its own.")


@routes.post("/stock/terms/customers/<int:terms_id>/end")
@allow.people("administrator")
@routes.response(204)
@routes.alt_response(404, description="`customer_unknown`")
def end_customer_terms(terms_id: int) -> None:
    """Give a customer what any customer of the shop gets."""
    with transaction() as session:
        if not catalog.end_customer_terms(session, terms_id):
            refuse(404, "customer_unknown", "This customer has no terms of its own.")


@routes.patch("/stock/terms/products/<int:product_id>")
@allow.people("administrator")
@routes.arguments(ProductTermsBody)
@routes.response(204)
@routes.alt_response(404, description="`product_unknown`")
def change_product_terms(body: dict[str, Any], product_id: int) -> None:
    """Change what is asked of a product, whoever buys it."""
    with transaction() as session:
        if product_id not in catalog.product_terms(session, [product_id]):
            refuse(404, "product_unknown", "There is no such product.")
        if body:
            catalog.set_product_terms(session, product_id, body)
            tell_available(session, [product_id], safety_changed="safety_pieces" in body)


@routes.get("/stock/kits")
@allow.people("supervisor", "administrator")
@routes.response(200, KitsAnswer)
def list_kits() -> dict[str, Any]:
    """Every kit with what is in it, by product."""
    with reading() as session:
        kits = catalog.kits_among(session, catalog.all_kits(session))
        cards = catalog.product_cards(
            session, sorted({*kits, *(part.product_id for one in kits.values() for part in one)})
        )
        known = catalog.owners(session)
    owners = {owner.id: owner.code for owner in known}
    return {
        "owners": [{"code": owner.code, "name": owner.name} for owner in known],
        "kits": [
            {
                "product": kit_id,
                "owner": owners[cards[kit_id].owner_id],
                "sku": cards[kit_id].sku,
                "name": cards[kit_id].name,
                "parts": [
                    {
                        "product": cards[part.product_id].sku,
                        "name": cards[part.product_id].name,
                        "pieces": part.pieces,
                    }
                    for part in parts
                ],
            }
            for kit_id, parts in kits.items()
        ],
    }


@routes.post("/stock/kits")
@allow.people("administrator")
@routes.arguments(KitBody)
@routes.response(204)
@routes.alt_response(404, description="`owner_unknown`")
@routes.alt_response(409, description="`kit_has_stock`: pieces put together before lie somewhere")
@routes.alt_response(422, description="`unknown_product` or `kit_in_kit`, with the products")
def write_kit(body: dict[str, Any]) -> None:
    """Say what is in a kit; orders that come in from now on are picked as its parts."""
    with transaction() as session:
        owner_id = next(
            (one.id for one in catalog.owners(session) if one.code == body["owner"]), None
        )
        if owner_id is None:
            refuse(404, "owner_unknown", "There is no such owner.", owner=body["owner"])
        parts = [(part["product"], part["pieces"]) for part in body["parts"]]
        made = set_kit(session, owner_id, body["sku"], parts)
        if isinstance(made, NoKit):
            status = 409 if made.code == "kit_has_stock" else 422
            refuse(status, made.code, "This cannot be a kit.", products=list(made.products))


def shop_of(session: Any, code: str) -> catalog.ShopTerms:
    """A shop by its code."""
    found = next((one for one in catalog.shop_terms(session).values() if one.code == code), None)
    if found is None:
        refuse(404, "shop_unknown", "There is no such shop.", shop=code)
    return found
