"""`flask demo load`: fill an empty warehouse with something to look at."""

import sys

import click
from flask import current_app
from flask.cli import AppGroup

from server.foundation import WAREHOUSE_TIME, now

demo = AppGroup("demo", help="A made-up warehouse to try Tanaban with.")


@demo.command("load")
@click.option("--seed", default=7, show_default=True, help="Another number, another warehouse.")
def load_demo(seed: int) -> None:
    """Fill an empty warehouse: shelves, goods, stock, people and a day of orders."""
    # The server imports this command at its start and needs nothing of the demo.
    from scripts.demo_warehouse.load import WarehouseIsNotEmptyError, load  # noqa: PLC0415

    keeping = current_app.extensions["settings"].keeping
    moment = now().astimezone(WAREHOUSE_TIME)
    try:
        loaded = load(seed=seed, now=moment, keeping=keeping, tell=click.echo)
    except WarehouseIsNotEmptyError:
        click.echo("There is a warehouse already; the demo is loaded only into an empty one.")
        sys.exit(1)
    click.echo(
        f"  {loaded.orders_reserved} orders can be released, {loaded.orders_waiting} wait for stock"
    )
