"""Commands about picking."""

import click
from flask.cli import with_appcontext

from server import places
from server.foundation import transaction


@click.command("repick-places")
@click.argument("places_back", type=click.IntRange(0, 999_999))
@click.option("--warehouse", help="Only this one, by its code; else all.")
@with_appcontext
def commands(places_back: int, warehouse: str | None) -> None:
    """Say for how many PLACES_BACK a picker turns round to fetch what was short."""
    with transaction() as session:
        changed = places.turn_round_for(session, places_back, warehouse)
    if not changed:
        raise click.ClickException(f"There is no warehouse {warehouse}.")
    click.echo(f"{', '.join(changed)}: pickers turn round for up to {places_back} places.")
