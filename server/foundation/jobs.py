"""Work that nobody waits for: kept in a queue, done by the worker, one after the other.

The queue is a hint, as push is: what a job has to do stands in the database, and a job that runs
twice finds it done. The embedded queue is an SQLite file of its own, the distributed one is Redis.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Flask, current_app
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.serializer import SignedSerializer

from server.settings import Settings

Work = Callable[..., None]
POLL_SECONDS_MAX = 0.5
SHUTDOWN_SECONDS_MAX = 10


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of work that the worker does."""

    name: str
    work: Work
    retries: int
    is_each_minute: bool

    def later(self, **facts: int | str) -> None:
        """Put it into the queue. Call it after the transaction that made the work necessary.

        Args:
            facts: what the work needs to find its rows: ids, never rows.
        """
        huey: Huey = current_app.extensions["jobs"]
        huey.enqueue(huey_task(huey, self.name)(kwargs=facts))

    def __call__(self, **facts: int | str) -> None:
        """Do it now, in this very process."""
        self.work(**facts)


_jobs: dict[str, Job] = {}
_beside: list[Callable[[Flask], None]] = []


def job(*, retries: int = 0) -> Callable[[Work], Job]:
    """Declare work for the worker; it is an entrance and opens its own transactions.

    @job(retries=3)
    def bring_in(import_id: int) -> None: ...

    bring_in.later(import_id=7)
    """

    def declare(work: Work) -> Job:
        return remember(work, retries=retries, is_each_minute=False)

    return declare


def each_minute(work: Work) -> Job:
    """Declare work that the worker does every minute without being asked."""
    return remember(work, retries=0, is_each_minute=True)


def beside_the_queue(run: Callable[[Flask], None]) -> Callable[[Flask], None]:
    """Declare what the worker does all the time in a thread of its own, as it must not queue.

    It may be ended at any moment.
    """
    _beside.append(run)
    return run


def remember(work: Work, *, retries: int, is_each_minute: bool) -> Job:
    """Keep a job under the name of its room and function."""
    name = f"{work.__module__.removeprefix('server.')}.{work.__name__}"
    _jobs[name] = Job(name, work, retries, is_each_minute)
    return _jobs[name]


def huey_task(huey: Huey, name: str) -> Any:
    """The class huey makes of one of our jobs."""
    return huey._registry.string_to_task(f"server.foundation.jobs.{name}")  # noqa: SLF001


def install_jobs(app: Flask, settings: Settings) -> None:
    """Open the queue and hang every declared job into it; call it when all rooms are there."""
    # What lies in the queue is unpickled by the worker, so it carries our signature.
    serializer = SignedSerializer(settings.secret_key, salt="jobs")
    huey: Huey
    if settings.redis_url:
        huey = RedisHuey("tanaban", url=settings.redis_url, results=False, serializer=serializer)
    else:
        path = settings.keeping / "jobs.sqlite3"
        huey = SqliteHuey("tanaban", filename=str(path), results=False, serializer=serializer)
    for kept in _jobs.values():
        work = in_context_of(app, kept)
        if kept.is_each_minute:
            huey.periodic_task(crontab(minute="*"), name=kept.name)(work)
        else:
            huey.task(retries=kept.retries, retry_delay=5, name=kept.name)(work)
    app.extensions["jobs"] = huey


def in_context_of(app: Flask, kept: Job) -> Work:
    """The work as the worker calls it, with the application around it."""

    @wraps(kept.work)
    def work(**facts: int | str) -> None:
        with app.app_context():
            kept.work(**facts)

    work.__module__ = __name__
    return work


def run_worker(app: Flask) -> None:
    """Do what comes, until a signal ends it; a job that is running is finished first."""
    huey: Huey = app.extensions["jobs"]
    for run in _beside:
        threading.Thread(target=run, args=(app,), name=run.__name__, daemon=True).start()
    huey.create_consumer(
        workers=1,
        max_delay=POLL_SECONDS_MAX,
        shutdown_timeout=SHUTDOWN_SECONDS_MAX,
        graceful_signal="TERM",
    ).run()


def work_off_jobs(app: Flask) -> int:
    """Do, here and now, everything that waits in the queue; how many jobs that were."""
    huey: Huey = app.extensions["jobs"]
    done = 0
    while (task := huey.dequeue()) is not None:
        huey.execute(task)
        done += 1
    return done
