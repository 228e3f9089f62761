"""Commands about where goods belong."""

import click
from flask.cli import AppGroup
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server import catalog, stock
from server.foundation import transaction
from server.places import Place

commands = AppGroup("shelves", help="What shelves take, and which of them people pick from.")


def place_named(session: Session, name: str) -> int:
    """A place by its name as people say it.

    Raises:
        ClickException: there is none.
    """
    place_id = session.scalar(select(Place.id).where(Place.code.in_([name, f"L-{name}"])))
    if place_id is None:
        raise click.ClickException(f"There is no place {name}.")
    return place_id


@commands.command("take")
@click.argument("place")
@click.argument("pieces", type=click.IntRange(1, 999_999))
def take(place: str, pieces: int) -> None:
    """Say that PLACE takes no more than so many PIECES."""
    with transaction() as session:
        place_id = place_named(session, place)
        session.execute(update(Place).where(Place.id == place_id).values(most_pieces=pieces))
    click.echo(f"{place} takes {pieces} pieces.")


@commands.command("pick-from")
@click.argument("place")
@click.argument("product")
@click.option("--owner", required=True, help="Whose goods, by the owner's code.")
@click.option(
    "--least", type=click.IntRange(0, 999_998), required=True, help="Filled from here on."
)
@click.option("--most", type=click.IntRange(1, 999_999), required=True, help="Filled to here.")
def pick_from(place: str, product: str, owner: str, least: int, most: int) -> None:
    """Keep between so many pieces of PRODUCT (a SKU or a barcode) on PLACE, from the reserve."""
    if most <= least:
        raise click.ClickException("--most must be more than --least.")
    with transaction() as session:
        owners = {one.code: one.id for one in catalog.owners(session)}
        if owner not in owners:
            raise click.ClickException(f"There is no owner {owner}.")
        known = catalog.match_codes(session, owners[owner], [product])
        if product not in known:
            raise click.ClickException(f"{owner} has no product {product}.")
        face = stock.PickFace(place_named(session, place), known[product].product_id, least, most)
        stock.set_face(session, face)
    click.echo(f"{product} is picked from {place}: {least} to {most} pieces.")


@commands.command("reserve")
@click.argument("place")
@click.option("--end", is_flag=True, help="It is none any more.")
def reserve(place: str, *, end: bool) -> None:
    """Say that PLACE stands in reserve (予備棚) and fills the shelves people pick from."""
    with transaction() as session:
        place_id = place_named(session, place)
        session.execute(update(Place).where(Place.id == place_id).values(is_reserve=not end))
    click.echo(f"{place} {'is no reserve' if end else 'fills other shelves'}.")
