"""Refuse to run unsafe: what must hold before the first request is let in."""

from importlib.metadata import version

from flask import Flask

from server.foundation.access import routes_without_access
from server.foundation.database import durable_settings_missing, reading
from server.foundation.migrations import pending_migrations
from server.settings import UnsafeSettings

SOCKETIO_SAFE_FROM = (5, 14)
"""Before this, whoever could write to the message queue could run code here (CVE-2025-61765)."""


def refuse_unsafe_application(app: Flask) -> None:
    """Stop here rather than run an application that lets the wrong people in.

    Raises:
        UnsafeSettings: naming what is wrong.
    """
    if app.debug:
        raise UnsafeSettings("Debug mode shows secrets to whoever causes an error; leave it off.")
    if undeclared := routes_without_access(app):
        raise UnsafeSettings("Routes that declare no access: " + ", ".join(undeclared))
    if not app.config["MAX_CONTENT_LENGTH"]:
        raise UnsafeSettings("Requests must have a largest size.")
    installed = tuple(int(part) for part in version("python-socketio").split(".")[:2])
    if installed < SOCKETIO_SAFE_FROM:
        raise UnsafeSettings("python-socketio must be 5.14 or newer (CVE-2025-61765).")


def refuse_unsafe_database(app: Flask) -> None:
    """Stop here rather than acknowledge scans that the database may lose. Called before serving.

    Raises:
        UnsafeSettings: naming what is wrong.
        sqlalchemy.exc.SQLAlchemyError: when the database cannot be reached.
    """
    with app.app_context():
        if pending := pending_migrations():
            raise UnsafeSettings(f"The database lacks {', '.join(pending)}. Run: flask db upgrade")
        with reading() as session:
            if missing := durable_settings_missing(session):
                raise UnsafeSettings(
                    "These database settings could lose acknowledged scans: " + ", ".join(missing)
                )
