"""What the worker does for order files."""

from datetime import timedelta

from server.exchange import desk
from server.exchange.queries import running_imports
from server.foundation import each_minute, job, notices_about, now, reading

SILENCE_MAX = timedelta(seconds=60)
"""A file that is coming in says so every second or so; one that is silent has lost its worker."""


@job(retries=3)
def bring_in(import_id: int) -> None:
    """Take in what is left of a confirmed file."""
    desk.bring_in(import_id)


@each_minute
def go_on() -> None:
    """Go on with files whose worker was stopped."""
    with reading() as session:
        silent = [
            import_id
            for import_id in running_imports(session)
            if notices_about(session, f"import:{import_id}")[-1].at < now() - SILENCE_MAX
        ]
    for import_id in silent:
        desk.bring_in(import_id)
