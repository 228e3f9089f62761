"""Commands about counting."""

import click
from flask.cli import AppGroup

from server import places
from server.counting.turns import lay_turns, lay_zone
from server.foundation import transaction

commands = AppGroup("counts", help="Which places are counted, and when.")


@commands.command("a-day")
@click.argument("places_a_day", type=click.IntRange(0, 10_000))
def a_day(places_a_day: int) -> None:
    """Have so many places counted in turns every day (循環棚卸); 0 ends it."""
    with transaction() as session:
        warehouse_id = warehouse(places.first_warehouse(session))
        places.set_counts_a_day(session, warehouse_id, places_a_day)
        laid = lay_turns(session, warehouse_id)
    click.echo(f"{places_a_day} places are counted a day; {laid} counts were laid now.")


@commands.command("zone")
@click.argument("zone")
def zone(zone: str) -> None:
    """Have every place of ZONE counted (一斉棚卸); what is being counted already is left alone."""
    with transaction() as session:
        laid = lay_zone(session, warehouse(places.first_warehouse(session)), zone)
    if laid is None:
        raise click.ClickException(f"There is no zone {zone}.")
    click.echo(f"{laid} counts were laid in zone {zone}.")


def warehouse(warehouse_id: int | None) -> int:
    """The warehouse, which there has to be."""
    if warehouse_id is None:
        raise click.ClickException("There is no warehouse yet.")
    return warehouse_id
