"""What the worker does for tasks."""

from flask import current_app

from server.foundation import each_minute, transaction
from server.tasks.actions import expire_leases
from server.tasks.photos import forget_photos


@each_minute
def open_abandoned_tasks() -> None:
    """Open every task whose holder has not been heard of for as long as a lease lasts."""
    with transaction() as session:
        expire_leases(session)


@each_minute
def forget_old_photos() -> None:
    """Let go of photos whose exceptions were settled long ago."""
    with transaction() as session:
        forget_photos(session, kept_days=current_app.extensions["settings"].photos_kept_days)
