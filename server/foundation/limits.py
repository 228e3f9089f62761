"""Coarse limits against flooding, by device or by address. Fine ones (a PIN) are the room's own.

Only routes that declare a limit pay for it: a scan passes nothing here.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, current_app, request
from limits import parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from structlog import get_logger

from server.foundation.access import identity
from server.foundation.errors import refuse
from server.settings import Settings

View = TypeVar("View", bound=Callable[..., Any])


class Limits:
    """Counts in this process, or in Redis where several processes serve."""

    def __init__(self, redis_url: str | None) -> None:
        """Begin to count."""
        storage = storage_from_string(redis_url, wrap_exceptions=True) if redis_url else None
        assert storage is None or isinstance(storage, Storage)
        self._here = MemoryStorage()
        self._counted_here = FixedWindowRateLimiter(self._here)
        self._counted_together = FixedWindowRateLimiter(storage) if storage else None

    def hit(self, rate: str, *of_whom: str) -> bool:
        """Count one more; whether it is still within the rate. Without Redis, counted here."""
        if self._counted_together is not None:
            try:
                return self._counted_together.hit(parse(rate), *of_whom)
            except StorageError:
                get_logger("tanaban").warning("limits_counted_alone")
        return self._counted_here.hit(parse(rate), *of_whom)

    def reset(self) -> None:
        """Forget what was counted in this process."""
        self._here.reset()


def limited(rate: str) -> Callable[[View], View]:
    """Let each caller use a view so often, as in `@limited("20/minute")`; below the route."""

    def declare(view: View) -> View:
        @wraps(view)
        def counted(*args: Any, **kwargs: Any) -> Any:
            limits: Limits = current_app.extensions["limits"]
            if not limits.hit(rate, view.__name__, caller()):
                refuse(429, "too_many_requests", f"More than {rate}; wait a little.")
            return view(*args, **kwargs)

        return counted  # type: ignore[return-value] # the same view, counted

    return declare


def caller() -> str:
    """Whose requests are counted together: a device's, else those from one address."""
    who = identity()
    return f"device:{who.device_id}" if who.device_id else f"address:{request.remote_addr}"


def install_limits(app: Flask, settings: Settings) -> None:
    """Begin to count."""
    app.extensions["limits"] = Limits(settings.redis_url)
