"""Commands about places."""

import click
from flask.cli import with_appcontext
from sqlalchemy import update

from server.foundation import transaction
from server.places.records import Warehouse


@click.command("count-limit")
@click.argument("pieces", type=click.IntRange(0, 999_999))
@click.option("--warehouse", help="Only this one, by its code; else all.")
@with_appcontext
def commands(pieces: int, warehouse: str | None) -> None:
    """Say by how many PIECES a count may differ from the book and still be booked at once."""
    change = update(Warehouse).values(count_limit_pieces=pieces)
    with transaction() as session:
        named = change if warehouse is None else change.where(Warehouse.code == warehouse)
        changed = session.scalars(named.returning(Warehouse.code)).all()
    if not changed:
        raise click.ClickException(f"There is no warehouse {warehouse}.")
    click.echo(f"{', '.join(changed)}: differences of up to {pieces} are booked at once.")
