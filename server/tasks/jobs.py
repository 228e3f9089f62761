"""What the worker does for tasks."""

from server.foundation import each_minute, transaction
from server.tasks.actions import expire_leases


@each_minute
def open_abandoned_tasks() -> None:
    """Open every task whose holder has not been heard of for as long as a lease lasts."""
    with transaction() as session:
        expire_leases(session)
