"""What the worker does for counting."""

from server import places
from server.counting.turns import lay_turns
from server.foundation import WAREHOUSE_TIME, each_minute, now, reading, transaction

LAID_AT_HOUR = 5
"""Before the first shift, warehouse time."""


@each_minute
def lay_the_counts_of_the_day() -> None:
    """Have a few places counted every day, those that need it most."""
    moment = now().astimezone(WAREHOUSE_TIME)
    if (moment.hour, moment.minute) != (LAID_AT_HOUR, 0):
        return
    with reading() as session:
        warehouses = places.warehouse_ids(session)
    for warehouse_id in warehouses:
        with transaction() as session:
            lay_turns(session, warehouse_id)
