"""Coarse limits against flooding, by device or by address. Fine ones (a PIN) are the room's own."""

from flask import Flask, request
from flask_limiter import Limiter

from server.foundation.access import identity
from server.settings import Settings


def caller() -> str:
    """Whose requests are counted together: a device's, else those from one address."""
    who = identity()
    return f"device:{who.device_id}" if who.device_id else f"address:{request.remote_addr}"


limiter = Limiter(key_func=caller)


def install_limits(app: Flask, settings: Settings) -> None:
    """Count in this process, or in Redis where several processes serve."""
    app.config.update(
        RATELIMIT_STORAGE_URI=settings.redis_url or "memory://",
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=bool(settings.redis_url),
        RATELIMIT_HEADERS_ENABLED=False,
    )
    limiter.init_app(app)
