"""Puts the application together, floor by floor."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from flask import Flask

from server.app.commands import install_commands
from server.app.reference import install_reference
from server.app.safety import refuse_unsafe_application
from server.foundation.access import install_access
from server.foundation.database import install_database
from server.foundation.health import install_health
from server.foundation.http import House, install_http
from server.foundation.jobs import install_jobs
from server.foundation.limits import install_limits
from server.foundation.logs import install_logs
from server.foundation.migrations import install_migrations
from server.foundation.pages import install_pages
from server.live import install_live
from server.settings import Settings

ROOMS = (
    "people",
    "devices",
    "catalog",
    "places",
    "orders",
    "stock",
    "rules",
    "flyers",
    "tasks",
    "messages",
    "waves",
    "picking",
    "packing",
    "shipping",
    "moving",
    "counting",
    "receiving",
    "returning",
    "assembling",
    "exchange",
    "exchange.slips",
    "exchange.changes",
    "exchange.notices",
    "exchange.masters",
    "exchange.folders",
    "exchange.pools",
    "exchange.redemptions",
    "exchange.segments",
    "exchange.door",
    "exchange.connections",
    "exchange.own_formats",
    "exchange.stock_lists",
    "exchange.shop_apis",
    "exchange.everything",
    "boards",
    "boards.books",
    "boards.labels",
    "live",
    "scans",
)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application; it neither touches the database nor serves yet.

    Args:
        settings: what the operator set; read from the environment when left out.

    Raises:
        UnsafeSettings: when it would be unsafe to run.
    """
    settings = settings or Settings.from_environment()
    settings.refuse_unsafe()
    settings.keeping.mkdir(parents=True, exist_ok=True)
    app = House("server", static_folder=None)
    app.extensions["settings"] = settings
    install_logs(app, settings)
    api = install_http(app, settings)
    install_access(app, is_https=settings.is_https)
    install_limits(app, settings)
    install_database(app, url=settings.database_url, lane_path=settings.keeping / "write.lock")
    install_migrations(app)
    install_health(app)
    for furniture in ("records", "jobs"):
        furnish(furniture)
    for module in furnish("routes"):
        api.register_blueprint(module.routes)
    for module in furnish("commands"):
        app.cli.add_command(module.commands)
    install_commands(app)
    install_reference(app)
    install_pages(app, settings)
    install_live(app, settings)
    install_jobs(app, settings)
    refuse_unsafe_application(app)
    return app


def furnish(furniture: str) -> list[ModuleType]:
    """Import this piece of furniture from every room that has it."""
    return [
        import_module(f"server.{room}.{furniture}")
        for room in ROOMS
        if find_spec(f"server.{room}.{furniture}")
    ]
