"""The doors of shops by their API: one for what they tell, the others for the office."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, request
from sqlalchemy.orm import Session
from structlog import get_logger

from server.exchange.connections.queries import system_of, whose
from server.exchange.connections.routes import owner_of, refuse_bad_address, shop_of
from server.exchange.shop_apis import actions
from server.exchange.shop_apis.access import Signers, note_refused, signers_of
from server.exchange.shop_apis.frame import Heading
from server.exchange.shop_apis.keeping import Message, keep_at_once
from server.exchange.shop_apis.queries import (
    Coming,
    MessageCard,
    body_of,
    coming_in,
    is_shop,
    message_of,
    messages_of,
    shop_cards,
    shops_behind,
)
from server.exchange.shop_apis.schemas import (
    ConnectedAnswer,
    NewShop,
    OpensShop,
    ShopConnectionsAnswer,
    ShopLogin,
    ShopMessagesAnswer,
    ShopMessagesQuery,
    WholeShopMessageAnswer,
)
from server.exchange.shop_apis.systems import SYSTEMS
from server.foundation import RoomRoutes, allow, identity, reading, refuse, transaction

routes = RoomRoutes("shop_apis", "Shops by their API: orders come in, parcels and stock go out.")

UNKNOWN = "connection_unknown"
LOGGED_IN_PAGE = "/office/connections"
OPENS = (
    *("client_id", "client_secret", "access_token"),
    *("place", "notifies_customers", "taken_states"),
)
BAD = (
    "`kind_not_for_system`, `option_not_for_system`, `shop_twice`, `own_shop_not_behind`, "
    "or why nothing can be sent there, as in `address_not_public`"
)


@routes.post("/shop-messages/<string:system>/<int:connection_id>")
@allow.signed
@routes.doc(requestBody={"content": {"application/json": {"schema": {"type": "object"}}}})
@routes.response(200)
@routes.alt_response(401, description="`signature_wrong`: not signed by the shop of the connection")
def hear_shop(system: str, connection_id: int) -> Response:
    """Hear what a shop's system tells: its signature is looked at before anything is read.

    The bytes are kept and answered at once; the worker takes them in. Brought again, it is one.
    """
    body = request.get_data(cache=False)
    with reading() as session:
        signers = signers_of(session, connection_id)
    heading = heading_of(system, signers, body)
    if heading is None:
        if signers is not None:
            get_logger("tanaban").warning("signature_wrong", connection=connection_id)
            with transaction() as session:
                note_refused(session, connection_id)
        refuse(401, "signature_wrong", "This is not signed by the shop of this connection.")
    keep_at_once(Message(connection_id, heading.external_id, "webhook", heading.topic, body))
    return Response(status=200)


def heading_of(system: str, signers: Signers | None, body: bytes) -> Heading | None:
    """What stands above a message whose signature is good; none for any other."""
    if signers is None or signers.system != system:
        return None
    api = SYSTEMS[system]
    if not api.is_signed(request.headers, body, signers.secrets):
        return None
    return api.heading_of(request.headers)


@routes.get("/shop-connections")
@allow.office("supervisor", "administrator")
@routes.response(200, ShopConnectionsAnswer)
def list_shops() -> dict[str, Any]:
    """Every shop by its API, and how what it tells comes in; beside `GET /connections`."""
    with reading() as session:
        cards, coming, behind = shop_cards(session), coming_in(session), shops_behind(session)
    return {
        "shops": [
            {
                **asdict(card),
                **asdict(coming.get(card.connection_id, Coming())),
                "behind": behind.get(card.connection_id, []),
                "hears_at": hears_at(card.system, card.connection_id),
                "login_at": login_at(card.system, card.client_id),
            }
            for card in cards
        ]
    }


@routes.post("/shop-connections")
@allow.office("supervisor", "administrator")
@routes.arguments(NewShop)
@routes.response(201, ConnectedAnswer)
@routes.alt_response(404, description="owner_unknown or shop_unknown")
@routes.alt_response(422, description=BAD)
def connect(body: dict[str, Any]) -> dict[str, Any]:
    """Connect a shop by its API; its secrets are kept and never shown again."""
    refuse_bad_address(body["address"])
    refuse_kinds(body["system"], body["kinds"])
    owner, shop = body.pop("owner"), body.pop("shop")
    opens = {name: body.pop(name) for name in OPENS}
    refuse_without_a_key(body["system"], opens)
    behind = body.pop("behind")
    refuse_options(body["system"], opens | {"behind": behind})
    with transaction() as session:
        owner_id = owner_of(session, owner)
        shop_id = shop_of(session, shop, owner_id)
        connection_id = actions.connect_shop(
            session,
            owner_id=owner_id,
            person_id=identity().person,
            opens=opens,
            behind=ids_behind(session, behind, owner_id, shop_id),
            shop_id=shop_id,
            **body,
        )
    return {
        "id": connection_id,
        "hears_at": hears_at(body["system"], connection_id),
        "login_at": login_at(body["system"], opens["client_id"]),
    }


@routes.patch("/shop-connections/<int:connection_id>")
@allow.office("supervisor", "administrator")
@routes.arguments(OpensShop)
@routes.response(204)
@routes.alt_response(404, description=UNKNOWN)
@routes.alt_response(422, description=BAD)
def change(body: dict[str, Any], connection_id: int) -> Response:
    """Change a shop's connection, or switch it on, off or into the sandbox; it is tried anew."""
    with reading() as session:
        refuse_no_shop(session, connection_id)
        system = system_of(session, connection_id)
    if "address" in body:
        refuse_bad_address(body["address"])
    refuse_kinds(system, body.get("kinds", []))
    refuse_options(system, body)
    behind = body.pop("behind", None)
    with transaction() as session:
        actions.change_shop(
            session,
            connection_id,
            body,
            behind=None
            if behind is None
            else ids_behind(session, behind, *whose(session, connection_id)),
            person_id=identity().person,
        )
    return Response(status=204)


@routes.post("/shop-connections/<int:connection_id>/remove")
@allow.office("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description=UNKNOWN)
def remove(connection_id: int) -> Response:
    """Take a shop's connection away and forget its secrets; what was told stays in the books."""
    with transaction() as session:
        refuse_no_shop(session, connection_id)
        actions.remove_shop(session, connection_id, person_id=identity().person)
    return Response(status=204)


@routes.post("/shop-connections/<int:connection_id>/login")
@allow.office("supervisor", "administrator")
@routes.arguments(ShopLogin)
@routes.response(204)
@routes.alt_response(404, description=UNKNOWN)
@routes.alt_response(422, description="login_not_for_system")
def log_in(body: dict[str, Any], connection_id: int) -> Response:
    """Hand in what the other side's login page sent a person back with; the worker uses it."""
    with transaction() as session:
        refuse_no_shop(session, connection_id)
        if SYSTEMS[system_of(session, connection_id)].login_page is None:
            refuse(422, "login_not_for_system", "Nobody logs in to this system.")
        actions.log_in(session, connection_id, **body, person_id=identity().person)
    return Response(status=204)


@routes.post("/shop-connections/<int:connection_id>/fetch")
@allow.office("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description=UNKNOWN)
def fetch(connection_id: int) -> Response:
    """Fetch the orders that were changed there, without waiting for the next time."""
    with transaction() as session:
        refuse_no_shop(session, connection_id)
        actions.fetch_now(session, connection_id, person_id=identity().person)
    return Response(status=204)


@routes.get("/shop-connections/<int:connection_id>/messages")
@allow.office("supervisor", "administrator")
@routes.arguments(ShopMessagesQuery, location="query")
@routes.response(200, ShopMessagesAnswer)
@routes.alt_response(404, description=UNKNOWN)
def list_messages(query: dict[str, Any], connection_id: int) -> dict[str, Any]:
    """What a shop told, the newest first; ask with `before` for older ones."""
    with reading() as session:
        refuse_no_shop(session, connection_id)
        return {"messages": messages_of(session, connection_id, **query)}


@routes.get("/shop-connections/<int:connection_id>/messages/<int:message_id>")
@allow.office("supervisor", "administrator")
@routes.response(200, WholeShopMessageAnswer)
@routes.alt_response(404, description="message_unknown")
def show_message(connection_id: int, message_id: int) -> dict[str, Any]:
    """One message with its very bytes, and what became of it."""
    with reading() as session:
        card = known_message(session, connection_id, message_id)
        body = body_of(session, message_id)
    return {**asdict(card), "body": body.decode("utf-8", "replace")}


@routes.post("/shop-connections/<int:connection_id>/messages/<int:message_id>/again")
@allow.office("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description="message_unknown")
def run_again(connection_id: int, message_id: int) -> Response:
    """Take a message in once more, as when a product is known by now."""
    with transaction() as session:
        known_message(session, connection_id, message_id)
        actions.run_again(session, message_id)
    return Response(status=204)


def hears_at(system: str, connection_id: int) -> str:
    """Where a shop has to tell, or its login page to send people back to."""
    origin = current_app.extensions["settings"].public_origin
    if SYSTEMS[system].login_page is not None:
        return f"{origin}{LOGGED_IN_PAGE}"
    return f"{origin}/api/v1/shop-messages/{system}/{connection_id}"


def login_at(system: str, client_id: str) -> str | None:
    """Where a person lets us in; none: nobody has to."""
    page = SYSTEMS[system].login_page
    if page is None:
        return None
    return f"{page}?{urlencode({'client_id': client_id, 'redirect_uri': hears_at(system, 0)})}"


def ids_behind(
    session: Session, behind: list[dict[str, str]], owner_id: int, shop_id: int | None
) -> dict[str, int]:
    """The shops behind an account by their ids, or the answer what is wrong with them."""
    found = {one["their_code"]: shop_of(session, one["shop"], owner_id) for one in behind}
    if len(found) < len(behind):
        refuse(422, "shop_twice", "Two shops have the same code there.")
    if found and shop_id not in found.values():
        refuse(422, "own_shop_not_behind", "The connection's own shop is not among them.")
    return found


def known_message(session: Session, connection_id: int, message_id: int) -> MessageCard:
    """A message, or the answer that there is none."""
    card = message_of(session, connection_id, message_id)
    if card is None:
        refuse(404, "message_unknown", "There is no such message.")
    return card


def refuse_kinds(system: str, kinds: list[str]) -> None:
    """Refuse news that this system has no words for."""
    other = [kind for kind in kinds if kind not in SYSTEMS[system].kinds]
    if other:
        refuse(422, "kind_not_for_system", "This system cannot be told that.", kinds=other)


def refuse_options(system: str, body: dict[str, Any]) -> None:
    """Refuse what would mean nothing to this system."""
    api = SYSTEMS[system]
    other = [state for state in body.get("taken_states", []) if state not in api.states]
    if body.get("behind") and not api.states:
        other.append("behind")
    if body.get("access_token") and api.login_page is not None:
        other.append("access_token")
    if other:
        refuse(422, "option_not_for_system", "This system knows nothing of that.", options=other)


def refuse_without_a_key(system: str, opens: dict[str, Any]) -> None:
    """Refuse a shop that nothing opens."""
    is_let_in = SYSTEMS[system].login_page is not None
    if not opens["client_id"] and (is_let_in or not opens["access_token"]):
        refuse(422, "no_key_to_shop", "Send client_id, or an access_token that stays.")


def refuse_no_shop(session: Session, connection_id: int) -> None:
    """Refuse what concerns no shop by its API."""
    if not is_shop(session, connection_id):
        refuse_unknown()


def refuse_unknown() -> Any:
    """Answer that there is no such connection."""
    refuse(404, UNKNOWN, "There is no such connection.")
