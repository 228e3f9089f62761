"""Composes the rooms. The only file that opens every door."""

from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec

from flask import Flask

from server.foundation.access import install_access, routes_without_access
from server.foundation.database import install_database
from server.foundation.health import install_health
from server.foundation.http import install_http
from server.foundation.jobs import install_jobs
from server.foundation.limits import install_limits
from server.foundation.logs import install_logs
from server.foundation.pages import install_pages
from server.settings import Settings, UnsafeSettings

ROOMS = (
    "people",
    "devices",
    "catalog",
    "places",
    "orders",
    "stock",
    "flyers",
    "tasks",
    "waves",
    "picking",
    "packing",
    "shipping",
    "exchange",
    "boards",
    "live",
    "scans",
)
SOCKETIO_SAFE_FROM = (5, 14)
"""Before this, whoever could write to the message queue could run code here (CVE-2025-61765)."""


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application; it neither touches the database nor serves yet.

    Raises:
        UnsafeSettings: when it would be unsafe to run.
    """
    settings = settings or Settings.from_environment()
    settings.refuse_unsafe()
    app = Flask("server", static_folder=None)
    app.extensions["settings"] = settings
    settings.keeping.mkdir(parents=True, exist_ok=True)
    install_logs(app, settings)
    api = install_http(app, settings)
    install_access(app, is_https=settings.is_https)
    install_limits(app, settings)
    install_database(app, url=settings.database_url, lane_path=settings.keeping / "write.lock")
    install_health(app)
    for room in ROOMS:
        if find_spec(f"server.{room}.routes"):
            api.register_blueprint(import_module(f"server.{room}.routes").routes)
    install_pages(app, settings)
    install_jobs(app, settings)
    refuse_unsafe_application(app)
    return app


def refuse_unsafe_application(app: Flask) -> None:
    """Stop here rather than run an application that lets the wrong people in.

    Raises:
        UnsafeSettings: naming what is wrong.
    """
    if app.debug:
        raise UnsafeSettings("Debug mode shows secrets to whoever causes an error; leave it off.")
    if undeclared := routes_without_access(app):
        raise UnsafeSettings("Routes that declare no access: " + ", ".join(undeclared))
    installed = tuple(int(part) for part in version("python-socketio").split(".")[:2])
    if installed < SOCKETIO_SAFE_FROM:
        raise UnsafeSettings("python-socketio must be 5.14 or newer (CVE-2025-61765).")
