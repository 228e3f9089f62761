"""What the worker does for watched folders."""

from server.exchange.folders.looking import look_into_all
from server.foundation import each_minute


@each_minute
def look_into_folders() -> None:
    """Look into every watched folder."""
    look_into_all()
