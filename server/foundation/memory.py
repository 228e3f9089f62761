"""What a process may remember of the database, so as not to ask for it at every scan.

Only what a revision or a random id proves to be current may be remembered, and only once it is
committed. Memories are bounded; forgetting costs a question, never an answer.
"""

from typing import Generic, TypeVar

from sqlalchemy.orm import Session

Key = TypeVar("Key")
Kept = TypeVar("Kept")
ONCE_COMMITTED = "what is remembered once this transaction is committed"
_memories: "list[Memory[object, object]]" = []


class Memory(Generic[Key, Kept]):
    """Remembers up to so many things; when it is full it begins anew."""

    def __init__(self, *, most: int) -> None:
        """Begin with nothing."""
        self._kept: dict[Key, Kept] = {}
        self._most = most
        _memories.append(self)  # type: ignore[arg-type] # it is only ever told to forget

    def recall(self, key: Key) -> Kept | None:
        """What is remembered, or None."""
        return self._kept.get(key)

    def keep(self, key: Key, value: Kept) -> None:
        """Remember at once: for what cannot be rolled back."""
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[key] = value

    def keep_once_committed(self, session: Session, key: Key, value: Kept) -> None:
        """Remember when this transaction is committed; never, when it is not."""
        session.info.setdefault(ONCE_COMMITTED, []).append((self, key, value))

    def forget(self) -> None:
        """Remember nothing."""
        self._kept.clear()


def remember_what_was_committed(session: Session) -> None:
    """The transaction is committed: what was to be remembered now is."""
    for memory, key, value in session.info.pop(ONCE_COMMITTED, ()):
        memory.keep(key, value)


def forget_everything() -> None:
    """Another database lies behind this process: nothing remembered is true any more."""
    for memory in _memories:
        memory.forget()
