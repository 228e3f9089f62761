"""Terms of customers (お客様ごとの決まり): what one customer of an owner asks beyond its shop."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from server.catalog.records import CustomerTerm
from server.foundation.sets import table_of


@dataclass(frozen=True, slots=True)
class CustomerTerms:
    """What a customer asks of goods. Where the shop asks more, the shop's counts."""

    id: int
    owner_id: int
    customer_key: str
    name: str
    least_days_left: int
    never_older: bool
    keeps_one_lot: bool


COLUMNS = (
    CustomerTerm.id,
    CustomerTerm.owner_id,
    CustomerTerm.customer_key,
    CustomerTerm.name,
    CustomerTerm.least_days_left,
    CustomerTerm.never_older,
    CustomerTerm.keeps_one_lot,
)


def customer_terms(
    session: Session, customers: Collection[tuple[int, str]]
) -> dict[tuple[int, str], CustomerTerms]:
    """The terms of those of these customers (owner, key) that have any of their own."""
    owners = sorted({owner_id for owner_id, _key in customers})
    # Few customers have any, and many may be asked about at once.
    query = select(*COLUMNS).where(CustomerTerm.owner_id.in_(owners))
    found = [CustomerTerms(*row) for row in session.execute(query)]
    known = {(one.owner_id, one.customer_key): one for one in found}
    return {customer: known[customer] for customer in customers if customer in known}


def all_customer_terms(session: Session) -> list[CustomerTerms]:
    """The terms of all customers that have any, by owner and name."""
    query = select(*COLUMNS).order_by(
        CustomerTerm.owner_id, CustomerTerm.name, CustomerTerm.customer_key
    )
    return [CustomerTerms(*row) for row in session.execute(query)]


def set_customer_terms(
    session: Session, owner_id: int, customer_key: str, terms: Mapping[str, Any]
) -> None:
    """Say what a customer asks; what was said before of the same customer is replaced."""
    table = table_of(CustomerTerm)
    is_customer = (table.c.owner_id == owner_id) & (table.c.customer_key == customer_key)
    known = session.execute(update(table).where(is_customer).values(**terms).returning(table.c.id))
    if known.first() is None:
        session.execute(insert(table).values(owner_id=owner_id, customer_key=customer_key, **terms))


def change_customer_terms(session: Session, terms_id: int, terms: Mapping[str, Any]) -> bool:
    """Change terms of a customer; false where there are none."""
    table = table_of(CustomerTerm)
    changed = update(table).where(table.c.id == terms_id).values(**terms).returning(table.c.id)
    return session.execute(changed).first() is not None


def end_customer_terms(session: Session, terms_id: int) -> bool:
    """A customer gets what any customer of the shop gets; false where there were no terms."""
    table = table_of(CustomerTerm)
    ended = delete(table).where(table.c.id == terms_id).returning(table.c.id)
    return session.execute(ended).first() is not None
