"""Reading what a device hands in. Pure, and by hand: this is the hottest path of the house.

The schemas of schemas.py document the same body; a test holds the two together.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

EVENTS_MAX = 50
RAW_CHARACTERS_MAX = 500
WHOLE_NUMBER_MAX = 2**53 - 1
VIA = ("keys", "text", "camera", "touch", "hand")
VERDICTS = ("accept", "refuse", "ask_server")
UUID_TEXT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
ROW_TEXT = re.compile(r"[A-Z]{2}-[0-9]{2,3}")
NUL = "\x00"
NUL_IN_JSON = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
PAYLOAD_BYTES_MAX = 2_000


@dataclass(frozen=True, slots=True)
class Event:
    """One gesture on a device, as it was handed in."""

    event_id: str
    incarnation: str
    seq: int
    session: str
    actor: int
    device_time: datetime
    task: int
    lease: int
    revision: int
    kind: str
    raw: str
    via: str
    table_revision: int
    row: str | None
    verdict: str | None
    payload: dict[str, Any]
    body_hash: str


@dataclass(frozen=True, slots=True)
class Malformed:
    """An entry that is no event: which field is wrong."""

    event_id: str | None
    field: str


@dataclass(frozen=True, slots=True)
class Submission:
    """What one device hands in at once."""

    device_id: int
    app_version: str
    battery_percent: int | None
    unsent_events: int
    """What is still on the device when it has handed this in."""
    entries: tuple[Event | Malformed, ...]


class SubmissionUnreadable(ValueError):  # noqa: N818 - a sentence, as it is said on the floor
    """The envelope itself cannot be read; `args[0]` names the field."""


def read_submission(content: bytes, device_id: int) -> Submission:
    """Read the body of POST /scans.

    Args:
        content: JSON as it came.
        device_id: the device at the door.

    Raises:
        SubmissionUnreadable: it is no JSON, not the envelope, or has more than 50 events. A wrong
            event inside is no error: it becomes `Malformed` and the others go on.
    """
    try:
        body = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise SubmissionUnreadable("body") from error
    if not isinstance(body, dict):
        raise SubmissionUnreadable("body")
    entries = body.get("events")
    if not isinstance(entries, list) or len(entries) > EVENTS_MAX:
        raise SubmissionUnreadable("events")
    app_version = body.get("app_version")
    if not isinstance(app_version, str) or not 0 < len(app_version) <= 40 or NUL in app_version:  # noqa: PLR2004
        raise SubmissionUnreadable("app_version")
    battery = body.get("battery")
    if battery is not None and not is_whole(battery, 100):
        raise SubmissionUnreadable("battery")
    unsent = body.get("unsent", 0)
    if not is_whole(unsent, 10_000_000):
        raise SubmissionUnreadable("unsent")
    # The device counts what it sends along: it has no answer yet.
    left = max(0, unsent - len(entries))
    return Submission(
        device_id, app_version, battery, left, tuple(read_event(entry) for entry in entries)
    )


def read_event(entry: object) -> Event | Malformed:
    """Read one event, or say which field of it is wrong."""
    if not isinstance(entry, dict):
        return Malformed(None, "event")
    event_id = entry.get("event_id")
    if not isinstance(event_id, str) or not UUID_TEXT.fullmatch(event_id):
        return Malformed(None, "event_id")
    if wrong := wrong_field(entry):
        return Malformed(event_id, wrong)
    device_time = moment_of(entry["device_time"])
    if device_time is None:
        return Malformed(event_id, "device_time")
    body = orjson.dumps(entry, option=orjson.OPT_SORT_KEYS)
    return Event(
        event_id=event_id,
        incarnation=entry["incarnation"],
        seq=entry["seq"],
        session=entry["session"],
        actor=entry["actor"],
        device_time=device_time,
        task=entry["task"],
        lease=entry["lease"],
        revision=entry["revision"],
        kind=entry["kind"],
        raw=entry["raw"],
        via=entry["via"],
        table_revision=entry["table_revision"],
        row=entry["row"],
        verdict=entry["verdict"],
        payload=entry["payload"],
        body_hash=hashlib.sha256(body).hexdigest(),
    )


FIELDS = frozenset(
    {
        "event_id",
        "incarnation",
        "seq",
        "session",
        "actor",
        "device_time",
        "task",
        "lease",
        "revision",
        "kind",
        "raw",
        "via",
        "table_revision",
        "row",
        "verdict",
        "payload",
    }
)


def wrong_field(entry: Mapping[str, Any]) -> str | None:
    """The first field that is missing, unknown or out of its bounds; None when all are right."""
    if entry.keys() != FIELDS:
        return min(entry.keys() ^ FIELDS)
    for name in ("incarnation", "session"):
        if not isinstance(entry[name], str) or not UUID_TEXT.fullmatch(entry[name]):
            return name
    for name in ("seq", "actor", "task", "revision"):
        if not is_whole(entry[name], WHOLE_NUMBER_MAX):
            return name
    for name in ("lease", "table_revision"):
        if not is_whole(entry[name], 2**31 - 1):
            return name
    return wrong_gesture(entry)


def wrong_gesture(entry: Mapping[str, Any]) -> str | None:
    """The same for the fields that say what was scanned and what the device made of it."""
    raw, row, verdict, payload = entry["raw"], entry["row"], entry["verdict"], entry["payload"]
    if entry["kind"] != "scan":
        return "kind"
    if not isinstance(raw, str) or len(raw) > RAW_CHARACTERS_MAX or NUL in raw:
        return "raw"
    if entry["via"] not in VIA:
        return "via"
    if row is not None and not (isinstance(row, str) and ROW_TEXT.fullmatch(row)):
        return "row"
    if verdict is not None and verdict not in VERDICTS:
        return "verdict"
    return None if isinstance(payload, dict) and is_storable(payload) else "payload"


def is_storable(payload: dict[str, Any]) -> bool:
    """Whether a payload is short, and holds nothing that a database cannot take (NUL)."""
    text = orjson.dumps(payload)
    return len(text) <= PAYLOAD_BYTES_MAX and not NUL_IN_JSON.search(text)


def is_whole(value: object, most: int) -> bool:
    """Whether it is an integer from 0 to `most`; true and 3.0 are none."""
    return type(value) is int and 0 <= value <= most


def moment_of(text: object) -> datetime | None:
    """A moment from ISO 8601 with an offset, or None."""
    if not isinstance(text, str) or len(text) > 40:  # noqa: PLR2004 - no moment is longer
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def receipt_of(secret: bytes, *, event_id: str, verdict: str, body_hash: str, epoch: str) -> str:
    """The server's signature under one verdict: HMAC-SHA-256, the first 32 hex digits.

    A device keeps it, so that after the restore of an older backup it can prove what it was told.
    """
    said = f"{event_id}|{verdict}|{body_hash}|{epoch}".encode()
    return hmac.new(secret, said, hashlib.sha256).hexdigest()[:32]


def next_high_water(high_water: int, seqs: set[int]) -> int:
    """How far the sequence is whole, counting on from `high_water` through `seqs`."""
    while high_water + 1 in seqs:
        high_water += 1
    return high_water
