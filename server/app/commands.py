"""Commands that need every room, or none."""

import json
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from rich.console import Console

from server.app.reference import document
from server.app.welcome import print_welcome
from server.foundation.jobs import run_worker

worker = AppGroup("worker", help="The background worker.")
openapi = AppGroup("openapi", help="The API's own description.")


@worker.command("run")
def run() -> None:
    """Do the background work, until a signal ends it."""
    run_worker(current_app._get_current_object())  # type: ignore[attr-defined] # noqa: SLF001


@openapi.command("write")
@click.argument("path", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
def write(path: Path) -> None:
    """Write the OpenAPI document, in an order that does not change by itself; - is the screen."""
    text = json.dumps(document(current_app), indent=2, sort_keys=True, ensure_ascii=False)
    if str(path) == "-":
        click.echo(text)
    else:
        path.write_text(text + "\n", "utf-8")


@click.command("welcome")
@with_appcontext
def welcome() -> None:
    """Say where everything is, who may come in, and let a handheld in by its camera."""
    print_welcome(Console(highlight=False))


def install_commands(app: Flask) -> None:
    """Give the flask command what belongs to no single room."""
    for command in (worker, openapi, welcome):
        app.cli.add_command(command)
