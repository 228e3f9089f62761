"""The ground floor: database, outbox, clock, jobs, access, and the house's way with HTTP.

Entrances open `transaction()` or `reading()`; actions take the session; what others must know
afterwards is announced in the same transaction.
"""

from server.foundation.access import (
    ROLES,
    Access,
    Identity,
    KnownDevice,
    KnownSession,
    allow,
    devices_are_found_by,
    doorkeeper,
    give_device_cookie,
    give_session_cookie,
    hash_token,
    identity,
    keep_device_cookie,
    new_token,
    sessions_are_found_by,
    take_session_cookie,
)
from server.foundation.clock import WAREHOUSE_TIME, now, time_ordered_id, today
from server.foundation.database import (
    BigId,
    Record,
    UtcTime,
    after_commit,
    db,
    reading,
    transaction,
)
from server.foundation.errors import refuse
from server.foundation.http import RoomRoutes, takes_files
from server.foundation.jobs import Job, beside_the_queue, each_minute, job, work_off_jobs
from server.foundation.limits import limited
from server.foundation.outbox import Told, announce, head, notices_about, notices_after, open_feed
from server.foundation.schemas import (
    ErrorAnswer,
    ExactSchema,
    Flag,
    InBothLanguages,
    Moment,
    QueryNumber,
    Text,
    WholeNumber,
    is_day,
    moment_text,
)
from server.foundation.sets import dialect_of, table_of

__all__ = [
    "ROLES",
    "WAREHOUSE_TIME",
    "Access",
    "BigId",
    "ErrorAnswer",
    "ExactSchema",
    "Flag",
    "Identity",
    "InBothLanguages",
    "Job",
    "KnownDevice",
    "KnownSession",
    "Moment",
    "QueryNumber",
    "Record",
    "RoomRoutes",
    "Text",
    "Told",
    "UtcTime",
    "WholeNumber",
    "after_commit",
    "allow",
    "announce",
    "beside_the_queue",
    "db",
    "devices_are_found_by",
    "dialect_of",
    "doorkeeper",
    "each_minute",
    "give_device_cookie",
    "give_session_cookie",
    "hash_token",
    "head",
    "identity",
    "is_day",
    "job",
    "keep_device_cookie",
    "limited",
    "moment_text",
    "new_token",
    "notices_about",
    "notices_after",
    "now",
    "open_feed",
    "reading",
    "refuse",
    "sessions_are_found_by",
    "table_of",
    "take_session_cookie",
    "takes_files",
    "time_ordered_id",
    "today",
    "transaction",
    "work_off_jobs",
]
