"""News for the API of a shop's system, among all the other news that connections are told."""

import time
from functools import partial
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from server import catalog
from server.exchange.connections.posting import Attempt, Parcelled, shown
from server.exchange.connections.records import Connection
from server.exchange.connections.systems import Way, tell_by
from server.exchange.shop_apis.access import line_to
from server.exchange.shop_apis.actions import begins_to_hear
from server.exchange.shop_apis.frame import Done
from server.exchange.shop_apis.records import ShopAccess
from server.exchange.shop_apis.systems import SYSTEMS
from server.foundation import reading

ANSWER_CHARACTERS_MAX = 400


def tell(system: str, parcelled: Parcelled, allowed: frozenset[str]) -> Attempt:
    """Tell one piece of news to a shop's system."""
    began = time.monotonic()
    line = line_to(parcelled.connection_id, parcelled.address, allowed)
    with reading() as session:
        data = for_shop(session, parcelled.connection_id, orjson.loads(parcelled.body)["data"])
    said = SYSTEMS[system].tell(line, parcelled.kind, data)
    milliseconds = round((time.monotonic() - began) * 1000)
    answer = shown(said.answer.encode("utf-8", "replace"))[:ANSWER_CHARACTERS_MAX]
    if isinstance(said, Done):
        return Attempt(milliseconds, 200, said.note, answer)
    return Attempt(
        milliseconds,
        said.status,
        said.code,
        answer,
        wait_seconds=said.wait_seconds,
        is_final=said.is_final,
        trouble=said.trouble,
    )


def request_of(system: str, connection_id: int, kind: str, data: dict[str, Any]) -> str:
    """What would be said, for people to read."""
    with reading() as session:
        place = session.scalars(
            select(ShopAccess.place).where(ShopAccess.connection_id == connection_id)
        ).one()
        mine = for_shop(session, connection_id, data)
    return SYSTEMS[system].request_of(kind, mine, place)


def for_shop(session: Session, connection_id: int, data: dict[str, Any]) -> dict[str, Any]:
    """News as it concerns the connection's shop: of what is free, what that shop may sell."""
    shop_id = session.scalars(
        select(Connection.shop_id).where(Connection.id == connection_id)
    ).one()
    code = next(one.code for one in catalog.shops(session) if one.id == shop_id)
    pieces = data.get("shops", {}).get(code, data.get("pieces"))
    return data | {"pieces": pieces}


def register() -> None:
    """Let news for these systems find their way."""
    for name in SYSTEMS:
        tell_by(name, Way(partial(tell, name), partial(request_of, name), begins_to_hear))
