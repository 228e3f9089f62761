"""One question to ネクストエンジン, the keys that its answer brings, and what the answer means.

An access token counts for a day, a refresh token for three; with both in a question an expired one
is renewed by the answer (https://developer.next-engine.com/api/refresh_token, /api/auth). An answer
that is an error brings keys as well, unless its code is of `NO_KEYS`
(https://developer.next-engine.com/faq).
"""

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import orjson

from server.exchange.connections.lines import Answered, Question, Unanswered
from server.exchange.connections.lines import ask as ask_out
from server.exchange.shop_apis.frame import Credentials, Fault, Keys, Line
from server.settings import VERSION

LOGIN_PATH = "/api_neauth"
QUESTION_SECONDS_MAX = 20.0
ANSWER_BYTES_MAX = 32_000_000
ANSWER_CHARACTERS_SHOWN = 400
KEY_CHARACTERS_MAX = 300
KEYS_REFUSED = ("002002", "002004")
NO_KEYS = (*KEYS_REFUSED, "999999")
BUSY = ("003001", "003002")
"""The main system is overloaded (https://developer.next-engine.com/api/param/common)."""
SYSTEM_FAILED = "999999"
LOGIN_NEEDED = "login_needed"

Data = Mapping[str, Any]


def ask(line: Line, path: str, fields: Mapping[str, str]) -> Data | Fault:
    """Ask; nobody else asks this account meanwhile, for the keys may be others afterwards."""
    if not line.keyring.turn.acquire(timeout=max(0.0, line.ends_at - time.monotonic())):
        return Fault(None, "too_slow")
    try:
        known = let_in(line)
        if isinstance(known, Fault):
            return known
        opened_by = {"access_token": known.access_token, "refresh_token": known.refresh_token}
        said = posted(line, path, {**fields, **opened_by})
        if isinstance(said, Fault):
            return said
        keys = keys_of(said)
        if keys is not None and keys != Keys(known.access_token, known.refresh_token):
            line.keyring.replace(known, keys)
        return said if said["result"] == "success" else fault_of(said)
    finally:
        line.keyring.turn.release()


def let_in(line: Line) -> Credentials | Fault:
    """The keys that count now; a login that a person has just made becomes keys first."""
    known = line.keyring.newest()
    if known.login_state:
        refused = log_in(line, known)
        if refused is not None:
            return refused
        known = line.keyring.newest()
    if not known.access_token:
        return Fault(401, LOGIN_NEEDED, trouble=LOGIN_NEEDED)
    return known


def log_in(line: Line, known: Credentials) -> Fault | None:
    """Make keys of a login (https://developer.next-engine.com/api/param/access_token)."""
    said = posted(
        line,
        LOGIN_PATH,
        {
            "uid": known.login_uid,
            "state": known.login_state,
            "client_id": known.client_id,
            "client_secret": known.client_secret,
        },
    )
    if isinstance(said, Fault):
        return said
    keys = keys_of(said)
    if said["result"] == "success":
        if keys is None:
            return Fault(502, "answer_unreadable")
        line.keyring.end_login(known, keys)
        return None
    fault = fault_of(said)
    if fault.code in {"shop_busy", "shop_failed"}:
        return fault
    line.keyring.end_login(known, None)
    return Fault(401, LOGIN_NEEDED, fault.answer, trouble=LOGIN_NEEDED)


def keys_of(said: Data) -> Keys | None:
    """The keys that an answer brings; none: those that were asked with stay."""
    if said["result"] == "redirect" or said.get("code") in NO_KEYS:
        return None
    access, refresh = said.get("access_token"), said.get("refresh_token")
    if not isinstance(access, str) or not isinstance(refresh, str):
        return None
    is_fit = all(0 < len(key) <= KEY_CHARACTERS_MAX for key in (access, refresh))
    return Keys(access, refresh) if is_fit else None


def posted(line: Line, path: str, fields: Mapping[str, str]) -> Data | Fault:
    """Send a form and read the JSON that comes back."""
    seconds = min(QUESTION_SECONDS_MAX, line.ends_at - time.monotonic())
    if seconds <= 0:
        return Fault(None, "too_slow")
    said = ask_out(
        Question(
            line.address.rstrip("/") + path,
            urlencode(fields).encode(),
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "Accept": "application/json",
                "User-Agent": f"Tanaban/{VERSION}",
            },
            seconds=seconds,
            bytes_max=ANSWER_BYTES_MAX,
        ),
        allowed=line.allowed,
    )
    return Fault(None, said.fault) if isinstance(said, Unanswered) else read_answer(said)


def read_answer(said: Answered) -> Data | Fault:
    """The JSON of an answer, which says itself how it went, or what its status means."""
    try:
        found = orjson.loads(said.content)
    except orjson.JSONDecodeError:
        found = None
    if isinstance(found, Mapping) and found.get("result") in {"success", "error", "redirect"}:
        return found
    # Nothing of it is shown: it may be about keys.
    if said.status == 429:  # noqa: PLR2004 - too many requests
        wait = seconds_told(said.headers.get("retry-after", ""))
        return Fault(429, "too_many_requests", wait_seconds=wait)
    if said.status == 404:  # noqa: PLR2004 - there is no such API at this address
        return Fault(404, "shop_unknown", trouble="shop_unknown")
    if said.status != 200:  # noqa: PLR2004 - anything else is no answer of this API
        return Fault(said.status, "shop_failed")
    return Fault(502, "answer_unreadable")


def seconds_told(text: str) -> float | None:
    """How long to wait, as `Retry-After` says it in seconds."""
    return float(text) if text.isascii() and text.isdigit() else None


def fault_of(said: Data) -> Fault:
    """What an answer means that is no success.

    What else is wrong cannot be told apart by what is documented: that lines are being counted
    there (棚卸中) passes, that a number is too long does not. So all of it is tried again.
    """
    code = str(said.get("code") or "")
    shown = f"{code} {said.get('message') or ''}".strip()[:ANSWER_CHARACTERS_SHOWN]
    if said["result"] == "redirect" or code in KEYS_REFUSED:
        return Fault(401, LOGIN_NEEDED, shown, trouble=LOGIN_NEEDED)
    if code in BUSY:
        return Fault(503, "shop_busy", shown)
    if code == SYSTEM_FAILED:
        return Fault(500, "shop_failed", shown)
    return Fault(422, "shop_refuses", shown)
