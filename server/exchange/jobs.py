"""What the worker does for order files."""

from server.exchange import desk
from server.exchange.queries import running_imports
from server.foundation import each_minute, job, reading


@job(retries=3)
def bring_in(import_id: int) -> None:
    """Take in what is left of a confirmed file."""
    desk.bring_in(import_id)


@each_minute
def go_on() -> None:
    """Go on with files whose worker was stopped; for those that are coming in nothing changes."""
    with reading() as session:
        broken_off = running_imports(session)
    for import_id in broken_off:
        desk.bring_in(import_id)
