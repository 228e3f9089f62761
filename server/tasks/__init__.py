"""Tasks (作業): who does what next; and exceptions (例外): what a supervisor must decide.

Release lays a chain: pick, then pack, then ship. An open task is shown to everybody who could do
it and taken by exactly one; the lease number it is taken under grows with every claim, so whoever
comes late with an older number is told who has it now. Finishing one link opens the next.
"""

from server.tasks.actions import (
    Laid,
    NewTask,
    Taken,
    bring_back,
    cancel,
    cancel_task,
    claim,
    expire_leases,
    finish,
    give_back,
    hurry,
    lay,
    lay_unless_open,
    lock,
    open_again,
    progressed,
    raise_exception,
    set_aside,
    settle_exception,
    tell_holders,
    want,
)
from server.tasks.counts import CountWanted, open_count_of_place, want_count, withdraw_count
from server.tasks.decisions import PHOTO_BYTES_MAX
from server.tasks.judging import Accepted, Begun, JobState, NotStarted, Start, judge_in_turn
from server.tasks.photos import keep_photo, photo_of
from server.tasks.queries import (
    Card,
    Lease,
    OpenException,
    cards,
    carts_of_shipments,
    exception_by_id,
    leases,
    link_before,
    open_exceptions_at,
    open_exceptions_of,
    tasks_of_shipments,
)
from server.tasks.records import KINDS, STAGES
from server.tasks.reports import About, Answer, Learnt, Report, answer

__all__ = [
    "KINDS",
    "PHOTO_BYTES_MAX",
    "STAGES",
    "About",
    "Accepted",
    "Answer",
    "Begun",
    "Card",
    "CountWanted",
    "JobState",
    "Laid",
    "Learnt",
    "Lease",
    "NewTask",
    "NotStarted",
    "OpenException",
    "Report",
    "Start",
    "Taken",
    "answer",
    "bring_back",
    "cancel",
    "cancel_task",
    "cards",
    "carts_of_shipments",
    "claim",
    "exception_by_id",
    "expire_leases",
    "finish",
    "give_back",
    "hurry",
    "judge_in_turn",
    "keep_photo",
    "lay",
    "lay_unless_open",
    "leases",
    "link_before",
    "lock",
    "open_again",
    "open_count_of_place",
    "open_exceptions_at",
    "open_exceptions_of",
    "photo_of",
    "progressed",
    "raise_exception",
    "set_aside",
    "settle_exception",
    "tasks_of_shipments",
    "tell_holders",
    "want",
    "want_count",
    "withdraw_count",
]
