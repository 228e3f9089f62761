"""The bell between processes: a commit in one is heard by the others at once, over Redis.

It carries nothing, so it may be lost, doubled or late: every process looks by itself ten times a
second. That is all that losing Redis costs.
"""

import threading
import time
from collections.abc import Callable

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from structlog import get_logger

CHANNEL = "tanaban:committed"
ANSWER_SECONDS_MAX = 1.0
AWAY_SECONDS = 1.0
"""How long to leave a Redis alone that is away."""
HEALTH_SECONDS = 5
"""How often a line on which nothing is heard is tried."""


class Bell:
    """Rings when something was committed here, hears when something was committed elsewhere."""

    def __init__(self, redis_url: str) -> None:
        """Hang it up; nothing is connected yet."""
        self._redis = Redis.from_url(
            redis_url,
            socket_connect_timeout=ANSWER_SECONDS_MAX,
            socket_timeout=ANSWER_SECONDS_MAX,
            health_check_interval=HEALTH_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._pulled = threading.Event()
        self._begun = threading.Lock()
        self._is_heard = True

    def ring(self) -> None:
        """Ring, soon: whoever has committed does not wait for it."""
        self._pulled.set()
        if self._begun.acquire(blocking=False):
            threading.Thread(target=self._ring, name="bell", daemon=True).start()

    def _ring(self) -> None:
        """Ring whenever somebody pulls; several pulls at once are one."""
        while True:
            self._pulled.wait()
            self._pulled.clear()
            try:
                self._redis.publish(CHANNEL, b"")
            except RedisError:
                time.sleep(AWAY_SECONDS)

    def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard` at every ring, for as long as the process lives; Redis may come and go."""
        while True:
            try:
                self._hear(heard)
            except RedisError as fault:
                if self._is_heard:
                    get_logger("tanaban").warning("bell_silent", fault=type(fault).__name__)
                self._is_heard = False
                time.sleep(AWAY_SECONDS)

    def _hear(self, heard: Callable[[], None]) -> None:
        """Listen until Redis goes away.

        Raises:
            RedisError: it did.
        """
        with self._redis.pubsub(ignore_subscribe_messages=True) as line:  # type: ignore[no-untyped-call]
            line.subscribe(CHANNEL)
            self._is_heard = True
            while True:
                if line.get_message(timeout=ANSWER_SECONDS_MAX) is not None:
                    heard()
