"""What the worker does for moving."""

from server.foundation import each_minute, transaction
from server.moving.filling import raise_refills


@each_minute
def fill_low_shelves() -> None:
    """Have shelves filled before a picker stands before an empty one."""
    with transaction() as session:
        raise_refills(session)
