"""お客様ごとの決まり: the office says which customer asks more of goods than its shop."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from server import catalog
from server.vocabulary import customer_key

TERMS = ("name", "least_days_left", "never_older", "keeps_one_lot")


def rows_of_customers(session: Session) -> dict[str, Any]:
    """Every customer with terms, and the owners there are."""
    owners = catalog.owners(session)
    codes = {owner.id: owner.code for owner in owners}
    return {
        "owners": [{"code": owner.code, "name": owner.name} for owner in owners],
        "customers": [
            {
                "id": one.id,
                "owner": codes[one.owner_id],
                "name": one.name,
                "least_days_left": one.least_days_left,
                "never_older": one.never_older,
                "keeps_one_lot": one.keeps_one_lot,
            }
            for one in catalog.all_customer_terms(session)
        ],
    }


def say_terms(session: Session, body: Mapping[str, Any], secret: bytes) -> str | None:
    """Keep what a customer asks; a code where that cannot be.

    Args:
        session: the open transaction.
        body: owner, mail address or phone number, name and terms.
        secret: of this installation.
    """
    owner = next((one for one in catalog.owners(session) if one.code == body["owner"]), None)
    if owner is None:
        return "owner_unknown"
    contact = body["contact"]
    is_mail = "@" in contact or "\N{FULLWIDTH COMMERCIAL AT}" in contact
    if not is_mail and not any(letter.isdigit() for letter in contact):
        return "contact_unreadable"
    key = customer_key(secret, mail=contact if is_mail else "", phone="" if is_mail else contact)
    catalog.set_customer_terms(session, owner.id, key, {one: body[one] for one in TERMS})
    return None
