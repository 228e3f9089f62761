"""Waiting without holding up the others: slow calls leave the event loop."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from gevent import get_hub
from gevent.monkey import is_module_patched

P = ParamSpec("P")
T = TypeVar("T")


def in_native_thread(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a slow call that touches no greenlet (an fsync, a file lock).

    Under gevent it runs in the hub's thread pool and only the caller waits; elsewhere right here.
    """
    if not is_module_patched("threading"):
        return call(*args, **kwargs)
    answer: T = get_hub().threadpool.apply(call, args, kwargs)
    return answer


@contextmanager
def sparing_what_is_kept() -> Iterator[None]:
    """Let the garbage collector pass over what is there now, while much is read and thrown away.

    Else it walks through a large file's rows again and again, and finds none of them to be thrown
    away. Where two do so at once the first that ends only makes the other slower.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def let_others_come_in() -> None:
    """Let every request that has arrived go as far as it can, once; then go on.

    A timer of the lowest priority comes behind all that the sockets have brought in one turn of the
    event loop, and no flood of requests can put it off to the next.
    """
    if is_module_patched("threading"):
        hub = get_hub()
        hub.wait(hub.loop.timer(0, priority=hub.loop.MINPRI))
