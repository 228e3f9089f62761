"""What the server tells its operator. Never a name, an address, a phone number, a PIN or a body."""

import logging
import sys
import time
from typing import Any

import structlog
from flask import Flask, Response, g, request

from server.foundation.access import Identity
from server.foundation.errors import request_id
from server.settings import Settings

SLOW_MILLISECONDS = 500
FAILED_FROM = 400
HOT = "scans.post_scans"
"""Every scan is in the book already."""
QUIET_METHODS = {"GET", "HEAD", "OPTIONS"}


def install_logs(app: Flask, settings: Settings) -> None:
    """Log in lines for people or in JSON for machines, and log requests worth a line."""
    steps: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if settings.log_format == "json":
        last: list[Any] = [
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    else:
        last = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    structlog.configure(
        processors=[*steps, *last],
        wrapper_class=structlog.make_filtering_bound_logger(settings.log_level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(format="%(levelname)s %(name)s %(message)s", level=settings.log_level)
    for chatty in ("huey", "socketio", "engineio", "alembic", "pyBarcode"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    log_requests(app)


def log_requests(app: Flask) -> None:
    """One line for a request that changed something, failed or took long; scans are in the book."""
    log = structlog.get_logger("tanaban.requests")

    @app.before_request
    def start_watch() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def write_line(response: Response) -> Response:
        took = int((time.perf_counter() - g.get("started", time.perf_counter())) * 1000)
        failed = response.status_code >= FAILED_FROM
        if failed or took > SLOW_MILLISECONDS or is_worth_a_line():
            log.info("request", **facts_of(response, took))
        return response


def facts_of(response: Response, took: int) -> dict[str, Any]:
    """What is said of a request: its rule, never its address, which may hold a name."""
    who: Identity = g.get("identity") or Identity()
    return {
        "method": request.method,
        "rule": request.url_rule.rule if request.url_rule else None,
        "status": response.status_code,
        "milliseconds": took,
        "device": who.device_id,
        "person": who.person_id,
        "request_id": request_id(),
    }


def is_worth_a_line() -> bool:
    """Whether a request that went well changed something that no other book records."""
    return request.method not in QUIET_METHODS and request.endpoint != HOT
