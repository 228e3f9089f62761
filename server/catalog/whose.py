"""Whose something is, as requests say it and pages show it."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields
from sqlalchemy.orm import Session

from server.catalog.queries import OwnerCard, owners
from server.foundation import ExactSchema, Flag, Text, refuse


class OfOwner(ExactSchema):
    """Whose it is; may be left out where the house has one owner."""

    owner = Text(least=1, most=20)


class SwitchBody(OfOwner):
    """Something of an owner's, on or off."""

    on = Flag(required=True)


class NamedAnswer(ExactSchema):
    """A code of the house with its name."""

    code = fields.String(required=True)
    name = fields.String(required=True)


def asked_owner(session: Session, given: Mapping[str, Any], *, or_first: bool = False) -> OwnerCard:
    """The owner that a request names; of a house with one owner that one; or refuse.

    Args:
        session: the open transaction.
        given: the query or the body.
        or_first: whether a page that names nobody begins with the first owner.
    """
    known = owners(session)
    code = given.get("owner")
    if code is None and known and (or_first or len(known) == 1):
        return known[0]
    found = next((owner for owner in known if owner.code == code), None)
    if found is None:
        refuse(404, "owner_unknown", "There is no such owner.", owner=code)
    return found
