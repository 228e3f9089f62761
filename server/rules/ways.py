"""How rules would let orders leave, for whoever only asks: nothing is written down."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from server import catalog
from server.foundation.clock import today
from server.rules.asking import AskedOrder, ask_about
from server.rules.decisions import Book, decide
from server.rules.queries import book_in_force


def services_wanted(session: Session, order_ids: Sequence[int]) -> dict[int, str]:
    """The service by which each order leaves once the rules have been asked about it."""
    books = {owner_id: book_in_force(session, owner_id) for owner_id in catalog.owner_ids(session)}
    known = {one.code for one in catalog.carriers(session, today())}
    return {
        one.order.id: service_of(one, books[one.order.owner_id], known)
        for one in ask_about(session, order_ids)
    }


def service_of(one: AskedOrder, book: Book, known: set[str]) -> str:
    """The service of one order; a carrier that is gone changes nothing."""
    effect = decide(book, one.facts).effects.get("carrier")
    if effect is not None and effect.value[0] in known:
        return str(effect.value[1])
    return one.order.service if one.ruling is None else one.ruling.own_service
