"""Whether this server can do its work, for load balancers and people."""

from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from server.foundation.access import allow
from server.foundation.clock import now
from server.foundation.database import durable_settings_missing, reading
from server.foundation.outbox import head
from server.foundation.schemas import moment_text
from server.settings import VERSION


def install_health(app: Flask) -> None:
    """Answer /healthz: 200 when scans can be taken, 503 when not."""

    @app.get("/healthz")
    @allow.anyone
    def healthz() -> tuple[dict[str, Any], int]:
        health: dict[str, Any] = {"version": VERSION, "server_time": moment_text(now())}
        try:
            with reading() as session:
                position, epoch = head(session)
                unsafe = durable_settings_missing(session)
        except SQLAlchemyError:
            return {**health, "status": "failing", "database": "unreachable"}, 503
        health |= {"position": position, "epoch": epoch}
        if unsafe:
            return {**health, "status": "failing", "database": "not durable"}, 503
        return {**health, "status": "ok", "database": "ok"}, 200
