"""Background work: kept in a queue, done by the worker, in SQLite and in Redis."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from server.app import create_app
from server.foundation import db, job, work_off_jobs
from tests.conftest import settings_for

done: list[int] = []


@job(retries=1)
def note_down(number: int) -> None:
    """Leave a trace."""
    done.append(number)
    if number < 0:
        raise ValueError("broken")


@pytest.fixture(params=["sqlite", "redis"])
def queued(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application with an empty queue."""
    settings = settings_for(tmp_path, f"sqlite:///{tmp_path / 'x.sqlite3'}")
    if request.param == "redis":
        settings = replace(settings, redis_url=request.getfixturevalue("valkey"))
    app = create_app(settings)
    app.extensions["jobs"].flush()
    done.clear()
    yield app
    with app.app_context():
        db.engine.dispose()


def test_a_job_is_done_later_once_and_in_its_turn(queued: Flask) -> None:
    with queued.app_context():
        for number in (1, 2, 3):
            note_down.later(number=number)
    assert done == []
    assert work_off_jobs(queued) == 3
    assert done == [1, 2, 3]
    assert work_off_jobs(queued) == 0


def test_a_job_that_fails_does_not_stop_the_ones_behind_it(queued: Flask) -> None:
    with queued.app_context():
        note_down.later(number=-1)
        note_down.later(number=5)
    work_off_jobs(queued)
    assert done == [-1, 5]


def test_a_job_survives_the_process_that_asked_for_it(queued: Flask) -> None:
    with queued.app_context():
        note_down.later(number=7)
    restarted = create_app(queued.extensions["settings"])
    assert work_off_jobs(restarted) == 1
    assert done == [7]


def test_what_somebody_else_puts_into_the_queue_is_not_unpickled(queued: Flask) -> None:
    huey = queued.extensions["jobs"]
    huey.storage.enqueue(b"\x80\x04\x8c\x02os\x8c\x06system\x93\x8c\x02id\x85R.")
    with pytest.raises(ValueError, match="Separator"):
        work_off_jobs(queued)
