"""The command line of exchange: `flask orders import FILE`."""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from server import catalog
from server.exchange.actions import begin
from server.exchange.desk import Preview, bring_in, hand_in
from server.exchange.order_files import AUTO, FileRefused, profiles
from server.exchange.queries import ImportCard, import_rows
from server.foundation import reading, transaction

REJECTED_SHOWN_MAX = 50

commands = AppGroup("orders", help="Orders of the shops.")


@commands.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--shop", help="The code of the shop it comes from; needed where there are several.")
@click.option("--profile", type=click.Choice([AUTO, *profiles()]), default=AUTO, show_default=True)
@click.option("--preview", "only_look", is_flag=True, help="Say what would come in, and stop.")
def import_orders(file: Path, shop: str | None, profile: str, *, only_look: bool) -> None:
    """Take in an order file. The same file twice changes nothing."""
    console = Console()
    with console.status(f"Reading {file.name}"):
        preview = hand_in(
            shop=shop or only_shop(), name=file.name, content=file.read_bytes(), profile=profile
        )
    if isinstance(preview, FileRefused):
        told = ", ".join(f"{name} {value}" for name, value in preview.detail.items())
        console.print(f"[red]{file.name}: {preview.code}[/red]{f' ({told})' if told else ''}")
        sys.exit(1)
    show_preview(console, preview)
    if only_look:
        return
    with transaction() as session:
        begin(session, preview.id)
    card = with_progress(console, preview)
    show_outcome(console, card)


def only_shop() -> str:
    """The code of the shop, where there is only one."""
    with reading() as session:
        shops = catalog.shops(session)
    if len(shops) != 1:
        codes = ", ".join(shop.code for shop in shops) or "there is none"
        raise click.UsageError(f"Say which shop with --shop: {codes}.")
    return shops[0].code


def with_progress(console: Console, preview: Preview) -> ImportCard:
    """Take a file in and show how far it is."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
    )
    with bar:
        rows = bar.add_task("rows", total=preview.rows)
        return bring_in(preview.id, lambda card: bar.update(rows, completed=card.done_rows))


def show_preview(console: Console, preview: Preview) -> None:
    """Say what would come in."""
    console.print(
        f"{preview.rows} rows, layout {preview.profile}, {preview.encoding}, shop {preview.shop}: "
        f"{preview.orders_new} new orders, {preview.orders_changed} changed, "
        f"{preview.orders_duplicate} known, "
        f"{preview.rows_rejected} rows rejected"
    )
    for warning in preview.warnings:
        detail = warning["detail"]
        console.print(f"[yellow]{warning['code']}[/yellow]: {detail['name']}, {detail['at']}")
    for code, rows in preview.reasons.most_common():
        console.print(f"  {code}: {rows}")


def show_outcome(console: Console, card: ImportCard) -> None:
    """Say what became of the rows, and which of them stay out."""
    table = Table("outcome", "rows", title=f"import {card.id}: {card.state}")
    for outcome, rows in (
        ("imported", card.imported_rows),
        ("duplicate", card.duplicate_rows),
        ("rejected", card.rejected_rows),
    ):
        table.add_row(outcome, str(rows))
    console.print(table)
    console.print(f"{card.orders_reserved} orders with stock, {card.orders_short} without")
    if not card.rejected_rows:
        return
    with reading() as session:
        rejected = import_rows(
            session, card.id, outcome="rejected", after=0, limit=REJECTED_SHOWN_MAX
        )
    reasons = Table("row", "order", "reason", "column", "value")
    for row in rejected:
        value = str(row.detail.get("value", row.detail.get("row", "")))
        reasons.add_row(str(row.row), row.external, row.code, row.column or "", value)
    console.print(reasons)
    if card.rejected_rows > len(rejected):
        console.print(f"… and {card.rejected_rows - len(rejected)} more")
