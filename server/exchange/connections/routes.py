"""The desk for connections: who is told, how it goes, and what became of each piece of news."""

from dataclasses import asdict
from typing import Any

import orjson
from flask import Response, current_app
from sqlalchemy.orm import Session

from server import catalog, people
from server.exchange.connections import actions
from server.exchange.connections.decisions import BadAddress
from server.exchange.connections.queries import (
    Health,
    SendingCard,
    address_of,
    attempts_of,
    connection_cards,
    health_of_connections,
    holder_of,
    news_after,
    sending_of,
    sendings_of,
    system_of,
)
from server.exchange.connections.schemas import (
    ConnectionChanges,
    ConnectionsAnswer,
    EventsAnswer,
    EventsQuery,
    KeyAnswer,
    MadeAnswer,
    NewConnection,
    RetentionChanges,
    SecretAnswer,
    SendingsAnswer,
    SendingsQuery,
    TrialAnswer,
    WholeSendingAnswer,
)
from server.exchange.connections.sweeping import retain, retention_of
from server.exchange.connections.systems import way_to
from server.exchange.connections.targets import allowed_addresses, find
from server.foundation import (
    KnownKey,
    RoomRoutes,
    allow,
    identity,
    key_holder,
    keys_are_found_by,
    now,
    reading,
    refuse,
    transaction,
)
from server.foundation.patience import in_native_thread

routes = RoomRoutes("connections", "Connections: shops' own systems are told at once.")

BAD_ADDRESS = "the code says why nothing can be sent there, as in `address_not_public`"
UNKNOWN = "connection_unknown"


@routes.get("/connections")
@allow.office("supervisor", "administrator")
@routes.response(200, ConnectionsAnswer)
def list_connections() -> dict[str, Any]:
    """All connections and how they are."""
    with reading() as session:
        cards = connection_cards(session)
        health = health_of_connections(session)
        owners = {one.id: one for one in catalog.owners(session)}
        shops = {one.id: one for one in catalog.shops(session)}
        makers = sorted({one.made_by for one in cards if one.made_by is not None})
        names = people.person_cards(session, makers)
        kept_for = retention_of(session)
    return {
        "connections": [
            {
                **asdict(card),
                **asdict(health.get(card.id, Health())),
                "owner": owners[card.owner_id].code,
                "owner_name": owners[card.owner_id].name,
                "shop": None if card.shop_id is None else shops[card.shop_id].code,
                "made_by": names[card.made_by].name if card.made_by in names else None,
            }
            for card in cards
        ],
        "owners": [
            {
                "code": owner.code,
                "name": owner.name,
                "shops": [shop.code for shop in shops.values() if shop.owner_id == owner.id],
            }
            for owner in owners.values()
        ],
        "retention": kept_for,
        "sandbox": current_app.extensions["settings"].sandbox,
        "server_time": now(),
    }


@routes.post("/connections")
@allow.office("supervisor", "administrator")
@routes.arguments(NewConnection)
@routes.response(201, MadeAnswer)
@routes.alt_response(404, description="owner_unknown or shop_unknown")
@routes.alt_response(422, description=BAD_ADDRESS)
def make(body: dict[str, Any]) -> dict[str, Any]:
    """Connect a system of an owner; the answer shows its secret and its key this once."""
    refuse_bad_address(body["address"])
    owner, shop = body.pop("owner"), body.pop("shop")
    with transaction() as session:
        owner_id = owner_of(session, owner)
        made = actions.make_connection(
            session,
            owner_id=owner_id,
            person_id=identity().person,
            shop_id=None if shop is None else shop_of(session, shop, owner_id),
            **body,
        )
    return {"id": made.connection_id, "secret": made.secret, "key": made.key}


@routes.patch("/connections/<int:connection_id>")
@allow.office("supervisor", "administrator")
@routes.arguments(ConnectionChanges)
@routes.response(204)
@routes.alt_response(404, description=UNKNOWN)
@routes.alt_response(422, description=BAD_ADDRESS)
def change(body: dict[str, Any], connection_id: int) -> Response:
    """Change a connection, or switch it on, off or into the sandbox."""
    with reading() as session:
        if address_of(session, connection_id) is None:
            refuse_unknown()
    if "address" in body:
        refuse_bad_address(body["address"])
    with transaction() as session:
        actions.change_connection(session, connection_id, body, person_id=identity().person)
    return Response(status=204)


@routes.post("/connections/<int:connection_id>/remove")
@allow.office("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description=UNKNOWN)
def remove(connection_id: int) -> Response:
    """Take a connection away; what it was told stays in the books."""
    with transaction() as session:
        is_removed = actions.remove_connection(session, connection_id, person_id=identity().person)
    return Response(status=204) if is_removed else refuse_unknown()


@routes.post("/connections/<int:connection_id>/secret")
@allow.office("supervisor", "administrator")
@routes.response(201, SecretAnswer)
@routes.alt_response(404, description=UNKNOWN)
def renew_secret(connection_id: int) -> dict[str, str]:
    """Make a new secret; for a day both sign."""
    with transaction() as session:
        secret = actions.renew_secret(session, connection_id, person_id=identity().person)
    return {"secret": secret or refuse_unknown()}


@routes.post("/connections/<int:connection_id>/key")
@allow.office("supervisor", "administrator")
@routes.response(201, KeyAnswer)
@routes.alt_response(404, description=UNKNOWN)
def renew_key(connection_id: int) -> dict[str, str]:
    """Make a new key for fetching news; the old one opens nothing any more."""
    with transaction() as session:
        key = actions.renew_key(session, connection_id, person_id=identity().person)
    return {"key": key or refuse_unknown()}


@routes.post("/connections/<int:connection_id>/test")
@allow.office("supervisor", "administrator")
@routes.response(202, TrialAnswer)
@routes.alt_response(404, description=UNKNOWN)
def try_out(connection_id: int) -> dict[str, int]:
    """Send a test; what became of it stands among the sendings."""
    with transaction() as session:
        sending = actions.send_test(session, connection_id, person_id=identity().person)
    return {"sending": sending or refuse_unknown()}


@routes.get("/connections/<int:connection_id>/sendings")
@allow.office("supervisor", "administrator")
@routes.arguments(SendingsQuery, location="query")
@routes.response(200, SendingsAnswer)
@routes.alt_response(404, description=UNKNOWN)
def list_sendings(query: dict[str, Any], connection_id: int) -> dict[str, Any]:
    """What a connection was told, the newest first; ask with `before` for older ones."""
    with reading() as session:
        if address_of(session, connection_id) is None:
            refuse_unknown()
        return {"sendings": sendings_of(session, connection_id, **query)}


@routes.get("/connections/<int:connection_id>/sendings/<int:sending_id>")
@allow.office("supervisor", "administrator")
@routes.response(200, WholeSendingAnswer)
@routes.alt_response(404, description="sending_unknown")
def show_sending(connection_id: int, sending_id: int) -> dict[str, Any]:
    """One sending with the very text that is sent, and every attempt."""
    with reading() as session:
        card = known_sending(session, connection_id, sending_id)
        way = way_to(system_of(session, connection_id))
        attempts = attempts_of(session, sending_id)
    said = orjson.loads(card.body)["data"]
    request = None if way is None else way.request_of(connection_id, card.kind, said)
    return {**asdict(card), "request": request, "attempts": attempts}


@routes.post("/connections/<int:connection_id>/sendings/<int:sending_id>/again")
@allow.office("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description="sending_unknown")
def send_again(connection_id: int, sending_id: int) -> Response:
    """Send it once more, with the same id and the same text."""
    with transaction() as session:
        known_sending(session, connection_id, sending_id)
        actions.send_again(session, sending_id, person_id=identity().person)
    return Response(status=204)


@routes.post("/connections/<int:connection_id>/sendings/<int:sending_id>/settle")
@allow.office("supervisor", "administrator")
@routes.response(204)
@routes.alt_response(404, description="sending_unknown")
def settle(connection_id: int, sending_id: int) -> Response:
    """Note that a dead sending needs nothing more; it is kept as long as others."""
    with transaction() as session:
        known_sending(session, connection_id, sending_id)
        actions.settle_dead(session, sending_id, person_id=identity().person)
    return Response(status=204)


@routes.patch("/connections/retention")
@allow.office("supervisor", "administrator")
@routes.arguments(RetentionChanges)
@routes.response(204)
def keep_for(body: dict[str, Any]) -> Response:
    """Say for how many days news, and failed attempts, are kept."""
    with transaction() as session:
        retain(session, person_id=identity().person, **body)
    return Response(status=204)


@keys_are_found_by
def find_holder(key_hash: str) -> KnownKey | None:
    """The connection that has a key."""
    with reading() as session:
        return holder_of(session, key_hash)


@routes.get("/events")
@allow.key
@routes.arguments(EventsQuery, location="query")
@routes.response(200, EventsAnswer)
@routes.alt_response(401, description="key_unknown")
def fetch_events(query: dict[str, int]) -> dict[str, Any]:
    """The same events as the webhooks', for a system that compares or cannot be called.

    Show the connection's key as `Authorization: Bearer …`, begin with `after=0`, and keep the
    `after` of each answer.
    """
    with reading() as session:
        found = news_after(session, key_holder(), after=query["after"], most=query["limit"] + 1)
        missed = 0 < query["after"] < retention_of(session).swept_news
    shown = found[: query["limit"]]
    return {
        "events": [orjson.loads(one.body) for one in shown],
        "after": shown[-1].id if shown else query["after"],
        "more": len(found) > len(shown),
        "missed": missed,
    }


def known_sending(session: Session, connection_id: int, sending_id: int) -> SendingCard:
    """A sending, or the answer that there is none."""
    card = sending_of(session, connection_id, sending_id)
    if card is None:
        refuse(404, "sending_unknown", "There is no such sending.")
    return card


def refuse_unknown() -> Any:
    """Answer that there is no such connection."""
    refuse(404, UNKNOWN, "There is no such connection.")


def refuse_bad_address(address: str) -> None:
    """Refuse an address to which nothing would ever be sent."""
    found = in_native_thread(find, address, allowed_addresses())
    if isinstance(found, BadAddress):
        refuse(422, found.code, "Nothing can be sent to this address.", address=address)


def owner_of(session: Session, code: str) -> int:
    """An owner by its code."""
    found = next((one.id for one in catalog.owners(session) if one.code == code), None)
    if found is None:
        refuse(404, "owner_unknown", "There is no such owner.", owner=code)
    return found


def shop_of(session: Session, code: str, owner_id: int) -> int:
    """A shop of this owner by its code."""
    shops = (one for one in catalog.shops(session) if one.owner_id == owner_id)
    found = next((one.id for one in shops if one.code == code), None)
    if found is None:
        refuse(404, "shop_unknown", "This owner has no such shop.", shop=code)
    return found
