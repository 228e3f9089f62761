"""A process of its own that is killed in the middle of something: SIGKILL, nothing is tidied up."""

import os
import signal
from collections.abc import Callable

from server.foundation import db


def begun_apart(work: Callable[[], object]) -> int:
    """Begin some work in a process of its own, on connections of its own; its id.

    Call it with an application context.
    """
    # No connection to the database may be in two processes.
    db.engine.dispose()
    process = os.fork()
    if process == 0:
        try:
            work()
        finally:
            os._exit(1)
    return process


def kill_now() -> None:
    """End this very process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def was_killed(process: int) -> bool:
    """Wait for its end; whether it was killed, and did not end by itself."""
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
