"""The command line: `flask everything export --to FILE`, `flask everything restore --from FILE`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import AppGroup
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from server.exchange.everything.checking import ArchiveRefused, OpenArchive, refuse_other_house
from server.exchange.everything.restoring import restore
from server.exchange.everything.which import tables
from server.exchange.everything.writing import NoSuchOwner, Wanted, write_archive
from server.foundation import now, snapshot, transaction
from server.foundation.migrations import newest_revision, pending_migrations

commands = AppGroup("everything", help="The whole warehouse in one archive, out and in.")


@commands.command("export")
@click.option("--to", "path", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--owner", "owner_code", help="Only this owner (荷主), by its code.")
@click.option("--with-secrets", is_flag=True, help="Hashes of PINs, sessions and keys too.")
def export(path: Path, owner_code: str | None, *, with_secrets: bool) -> None:
    """Write all the database knows into a zip archive, while others go on working."""
    if owner_code is not None and with_secrets:
        raise click.UsageError("An owner's archive never holds secrets: leave one of them out.")
    if path.exists():
        raise click.ClickException(f"{path} is there already. Name a new file.")
    refuse_old_database()
    wanted = Wanted(newest_revision(), now(), owner_code, with_secrets)
    unfinished = path.with_name(path.name + ".part")
    unfinished.unlink(missing_ok=True)
    console = Console()
    is_owners = owner_code is not None
    try:
        with snapshot() as session, progress(console, len(tables(of_one_owner=is_owners))) as told:
            written = write_archive(session, unfinished, wanted, told)
        unfinished.replace(path)
    except (NoSuchOwner, OSError) as error:
        raise click.ClickException(str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    rows = sum(one.rows or 0 for one in written)
    console.print(f"{path}: {len(written)} files, {rows} rows, {path.stat().st_size} bytes")


@commands.command("restore")
@click.option(
    "--from", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True
)
def restore_everything(path: Path) -> None:
    """Take an archive back into an empty Tanaban. Stop the server first."""
    refuse_old_database()
    console = Console()
    try:
        with OpenArchive(path) as archive:
            refuse_other_house(archive.manifest, newest_revision())
            with console.status("Comparing the files with the manifest"):
                archive.refuse_damaged()
            with (
                progress(console, len(tables(of_one_owner=False))) as told,
                transaction() as session,
            ):
                restore(session, archive, told)
            with_secrets = archive.manifest.with_secrets
    except ArchiveRefused as error:
        raise click.ClickException(f"{error} Nothing was written.") from error
    console.print(f"{path.name} is restored. flask fsck proves that the books are whole.")
    if not with_secrets:
        console.print(
            "No secrets were in it: give people new PINs and passwords (the first administrator by "
            "flask people add), let devices in anew, and switch connections on under new secrets."
        )


def refuse_old_database() -> None:
    """Refuse a database that has another shape than this program.

    Raises:
        click.ClickException: with what to do.
    """
    if pending_migrations():
        raise click.ClickException("The database is of another version: run flask db upgrade.")


@contextmanager
def progress(console: Console, count: int) -> Iterator[Callable[[str, int], None]]:
    """Show how many tables are done."""
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console
    )
    with bar:
        done = bar.add_task("tables", total=count)

        def told(table: str, _rows: int) -> None:
            bar.update(done, advance=1, description=table)

        yield told
