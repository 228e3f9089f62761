"""Group commit: whoever waits at the door goes in together.

A durable commit costs an fsync, whatever it holds. Requests that arrive while one is being written
are written together in the next: one transaction, one fsync, a handful of statements for all. The
first to come through the lane leads the others, so no thread of its own is needed and it works the
same under gevent, threads and tests.

Whoever was answered by the last group scans again at once, so before a group goes in, the leader
looks at the door for as long as somebody new stands there. One who is alone does not wait.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from server.foundation.patience import let_others_come_in

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class Ticket(Generic[Item, Outcome]):
    """One waiting request and, afterwards, what became of it."""

    __slots__ = ("error", "is_done", "item", "outcome")

    def __init__(self, item: Item) -> None:
        """Queue up."""
        self.item = item
        self.outcome: Outcome | None = None
        self.error: BaseException | None = None
        self.is_done = False


class Together(Generic[Item, Outcome]):
    """Does what many ask for in one go; each gets its own outcome, or its own error."""

    def __init__(
        self,
        do_all: Callable[[Sequence[Item]], Sequence[Outcome]],
        do_one: Callable[[Item], Outcome],
        *,
        group_max: int = 64,
    ) -> None:
        """Say how a group is done, and how one is done alone when its group has failed.

        Args:
            do_all: all or nothing; an outcome for each item, in the same order.
            do_one: the same for a single item, as carefully as it takes.
            group_max: how many go in together at most.
        """
        self._do_all = do_all
        self._do_one = do_one
        self._group_max = group_max
        self._waiting: deque[Ticket[Item, Outcome]] = deque()
        self._lane = threading.Lock()

    def __call__(self, item: Item) -> Outcome:
        """Do it, with whoever is waiting.

        Raises:
            Exception: what doing this one item raised.
        """
        ticket: Ticket[Item, Outcome] = Ticket(item)
        self._waiting.append(ticket)
        with self._lane:
            while not ticket.is_done:
                self._lead()
        if ticket.error is not None:
            raise ticket.error
        return ticket.outcome  # type: ignore[return-value] # done without an error: it has one

    def _lead(self) -> None:
        """Take the next group in and settle every ticket of it."""
        seen = 0
        while seen < len(self._waiting) < self._group_max:
            seen = len(self._waiting)
            let_others_come_in()
        count = min(len(self._waiting), self._group_max)
        group = [self._waiting.popleft() for _ in range(count)]
        try:
            outcomes = self._do_all([ticket.item for ticket in group])
        except Exception:  # noqa: BLE001 - one bad item must not fail the others: each goes alone
            for ticket in group:
                self._settle_alone(ticket)
            return
        except BaseException as stopped:
            # The leader itself was stopped: nobody may wait for ever for what it had taken.
            for ticket in group:
                ticket.error = stopped
                ticket.is_done = True
            raise
        for ticket, outcome in zip(group, outcomes, strict=True):
            ticket.outcome = outcome
            ticket.is_done = True

    def _settle_alone(self, ticket: Ticket[Item, Outcome]) -> None:
        """Do one item by itself; what it raises is for whoever asked for it."""
        try:
            ticket.outcome = self._do_one(ticket.item)
        except BaseException as error:  # noqa: BLE001 - raised again in the request it belongs to
            ticket.error = error
        ticket.is_done = True
