"""Kits (セット商品): what a shop sells as one and the warehouse puts together from several."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from server.catalog.records import KitComponent
from server.foundation.sets import table_of


@dataclass(frozen=True, slots=True)
class Component:
    """Pieces of a product that are in one kit."""

    product_id: int
    pieces: int


def kits_among(session: Session, product_ids: Collection[int]) -> dict[int, tuple[Component, ...]]:
    """Those of these products that are kits, each with what is in it."""
    rows = session.execute(
        select(KitComponent.kit_product_id, KitComponent.component_product_id, KitComponent.pieces)
        .where(KitComponent.kit_product_id.in_(sorted(product_ids)))
        .order_by(KitComponent.kit_product_id, KitComponent.component_product_id)
    )
    kits: dict[int, list[Component]] = defaultdict(list)
    for kit_id, product_id, pieces in rows:
        kits[kit_id].append(Component(product_id, pieces))
    return {kit_id: tuple(components) for kit_id, components in kits.items()}


def kits_with(session: Session, product_ids: Collection[int]) -> list[int]:
    """The kits that any of these products is in."""
    query = select(KitComponent.kit_product_id).where(
        KitComponent.component_product_id.in_(sorted(product_ids))
    )
    return sorted(set(session.scalars(query)))


def all_kits(session: Session) -> list[int]:
    """Every kit of the house."""
    return sorted(set(session.scalars(select(KitComponent.kit_product_id))))


def write_kit(session: Session, kit_id: int, pieces: Mapping[int, int]) -> None:
    """Say what is in a kit from now on; nothing: it is a product like any other again."""
    table = table_of(KitComponent)
    session.execute(delete(table).where(table.c.kit_product_id == kit_id))
    if pieces:
        session.execute(
            insert(table),
            [
                {"kit_product_id": kit_id, "component_product_id": product_id, "pieces": number}
                for product_id, number in sorted(pieces.items())
            ],
        )
