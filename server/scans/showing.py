"""Goods and places as the screens of a device show them."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.orm import Session

from server import catalog, tasks
from server.vocabulary import display


def product_bodies(session: Session, product_ids: Collection[int]) -> dict[str, dict[str, Any]]:
    """Products as screens show them, by id (as text: the keys of JSON)."""
    cards = catalog.product_cards(session, sorted(product_ids))
    return {str(card.id): card.as_shown() for card in cards.values()}


def place_bodies(zones: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Places as screens show them, by code; from code → zone."""
    return {code: {"display": display(code), "zone": zone} for code, zone in zones.items()}


def learnt_body(session: Session, learnt: tasks.Learnt) -> dict[str, Any]:
    """What a device did not know, in the words of its job."""
    return {
        "codes": learnt.codes,
        "products": product_bodies(session, learnt.product_ids),
        "places": place_bodies(learnt.places),
    }
