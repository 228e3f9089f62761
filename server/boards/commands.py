"""The board's commands."""

import json
import sys

import click
from flask.cli import with_appcontext

from server.boards.fsck import CHECKS, findings
from server.foundation import reading


@click.command("fsck")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@with_appcontext
def commands(*, as_json: bool) -> None:
    """Check that the books are whole; exit 1 when they are not. Reads only, at any time."""
    with reading() as session:
        found = findings(session)
    if as_json:
        broken = [
            {"check": one.check, "sentence": one.sentence, "rows": [list(row) for row in one.rows]}
            for one in found
        ]
        click.echo(json.dumps({"checks": len(CHECKS), "broken": broken}, default=str))
    else:
        for one in found:
            click.echo(f"{one.check}  {one.sentence}  It does not hold for:")
            for row in one.rows:
                click.echo(f"    {row}")
        click.echo(f"{len(CHECKS) - len(found)} of {len(CHECKS)} invariants hold.")
    sys.exit(1 if found else 0)
