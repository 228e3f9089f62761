"""The application as it is served, and beside it what measuring needs.

A route that does nothing, the measure of everything; and one that tells when each commit was done,
as only this process knows it.
"""

import threading
import time

from flask import Response, jsonify
from sqlalchemy.orm import Session

from server.app import create_app
from server.foundation import after_commit, allow
from server.foundation.database import before_commit
from server.foundation.outbox import position_of

app = create_app()
_here = threading.local()
_commits: list[tuple[int | None, float]] = []


@before_commit
def remember(session: Session) -> None:
    """The last position of the transaction that this thread is about to commit."""
    _here.position = position_of(session)


@after_commit
def note() -> None:
    """It is committed."""
    _commits.append((_here.position, time.time()))


@app.get("/empty")
@allow.anyone
def empty() -> str:
    """Nothing."""
    return ""


@app.get("/commits")
@allow.anyone
def commits() -> Response:
    """The last position of every transaction, and when it was committed, seconds since 1970."""
    return jsonify([[position, at] for position, at in _commits if position is not None])
