"""One question to the Admin GraphQL API, and what its answer means."""

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import orjson

from server.exchange.connections.lines import Answered, Question, Unanswered
from server.exchange.connections.lines import ask as ask_out
from server.exchange.shop_apis.frame import Credentials, Fault, Line
from server.foundation import now
from server.settings import VERSION

API_VERSION = "2026-04"
PATH = f"/admin/api/{API_VERSION}/graphql.json"
TOKEN_PATH = "/admin/oauth/access_token"  # noqa: S105 - an address, no secret
QUESTION_SECONDS_MAX = 10.0
ANSWER_BYTES_MAX = 8_000_000
ANSWER_CHARACTERS_SHOWN = 400
EARLY = timedelta(minutes=5)
"""A token that is about to expire is renewed before it does."""
TROUBLES = {401: "token_refused", 402: "shop_closed", 403: "scope_missing", 404: "shop_unknown"}
"""What nobody but a person can put right."""

Data = Mapping[str, Any]


def ask(line: Line, document: str, variables: Data) -> Data | Fault:
    """Ask; with a token that has expired or was revoked, once more with a new one."""
    token = token_for(line)
    if isinstance(token, Fault):
        return token
    said = ask_with(line, token, document, variables)
    if isinstance(said, Fault) and said.status == 401 and line.credentials.client_id:  # noqa: PLR2004
        token = new_token(line, instead_of=token)
        return token if isinstance(token, Fault) else ask_with(line, token, document, variables)
    return said


def token_for(line: Line) -> str | Fault:
    """The token that counts now."""
    known = line.credentials
    if not known.client_id:
        return known.access_token
    return known.access_token if is_fresh(known) else new_token(line, known.access_token)


def is_fresh(known: Credentials) -> bool:
    """Whether a token is there that does not expire soon."""
    until = known.access_until
    return bool(known.access_token) and until is not None and until - EARLY > now()


def new_token(line: Line, instead_of: str) -> str | Fault:
    """Another token than this one: made for the app, unless somebody else has one made just now.

    The parcels and products of a shop are told beside each other. Each with a token of its own made
    would take away that of the others, where a shop lets only the last one count.
    """
    if not line.keyring.turn.acquire(timeout=max(0.0, line.ends_at - time.monotonic())):
        return Fault(None, "too_slow")
    try:
        line.credentials = line.keyring.newest()
        if line.credentials.access_token != instead_of and is_fresh(line.credentials):
            return line.credentials.access_token
        return made_token(line)
    finally:
        line.keyring.turn.release()


def made_token(line: Line) -> str | Fault:
    """Have a token made for the app (client credentials grant), and remember it."""
    known = line.credentials
    body = urlencode(
        {
            "grant_type": "client_credentials",
            "client_id": known.client_id,
            "client_secret": known.client_secret,
        }
    )
    said = posted(line, TOKEN_PATH, body.encode(), "application/x-www-form-urlencoded", {})
    if isinstance(said, Fault):
        # Nothing of what was sent or said is shown: it is about secrets.
        refused = said.status in {400, 401, 403}
        trouble = "app_refused" if refused else said.trouble
        return replace(said, code=trouble or said.code, trouble=trouble, answer="")
    token, seconds = said.get("access_token"), said.get("expires_in")
    if not isinstance(token, str) or not isinstance(seconds, int):
        return Fault(502, "answer_unreadable")
    until = now() + timedelta(seconds=seconds)
    line.credentials = replace(known, access_token=token, access_until=until)
    line.keep_token(token, until)
    return token


def ask_with(line: Line, token: str, document: str, variables: Data) -> Data | Fault:
    """Ask with this token."""
    body = orjson.dumps({"query": document, "variables": variables})
    said = posted(line, PATH, body, "application/json", {"X-Shopify-Access-Token": token})
    if isinstance(said, Fault):
        return said
    if errors := said.get("errors"):
        return fault_of(errors, said)
    data = said.get("data")
    return data if isinstance(data, Mapping) else Fault(502, "answer_unreadable")


def posted(
    line: Line, path: str, body: bytes, kind: str, headers: Mapping[str, str]
) -> Data | Fault:
    """Send it and read the JSON that comes back."""
    seconds = min(QUESTION_SECONDS_MAX, line.ends_at - time.monotonic())
    if seconds <= 0:
        return Fault(None, "too_slow")
    said = ask_out(
        Question(
            line.address.rstrip("/") + path,
            body,
            {
                "Content-Type": kind,
                "Accept": "application/json",
                "User-Agent": f"Tanaban/{VERSION}",
                **headers,
            },
            seconds=seconds,
            bytes_max=ANSWER_BYTES_MAX,
        ),
        allowed=line.allowed,
    )
    if isinstance(said, Unanswered):
        return Fault(None, said.fault)
    return read_answer(said)


def read_answer(said: Answered) -> Data | Fault:
    """The JSON of an answer, or what its status means."""
    shown = said.content.decode("utf-8", "replace")[:ANSWER_CHARACTERS_SHOWN]
    trouble = TROUBLES.get(said.status)
    if trouble is not None:
        return Fault(said.status, trouble, shown, trouble=trouble)
    if said.status == 429:  # noqa: PLR2004 - too many requests
        wait = seconds_told(said.headers.get("retry-after", ""))
        return Fault(429, "too_many_requests", shown, wait_seconds=wait)
    if said.status != 200:  # noqa: PLR2004 - anything else is no answer of this API
        return Fault(said.status, "shop_failed", shown)
    try:
        found = orjson.loads(said.content)
    except orjson.JSONDecodeError:
        found = None
    return found if isinstance(found, Mapping) else Fault(502, "answer_unreadable", shown)


def seconds_told(text: str) -> float | None:
    """How long to wait, as `Retry-After` says it in seconds."""
    try:
        return max(0.0, float(text))
    except ValueError:
        return None


def fault_of(errors: Any, said: Data) -> Fault:
    """What the errors of an answer mean."""
    found = [one for one in errors if isinstance(one, Mapping)] if isinstance(errors, list) else []
    codes = {str((one.get("extensions") or {}).get("code")) for one in found}
    shown = "; ".join(str(one.get("message")) for one in found) or str(errors)
    shown = shown[:ANSWER_CHARACTERS_SHOWN]
    if "THROTTLED" in codes:
        return Fault(429, "too_many_requests", shown, wait_seconds=seconds_until_filled(said))
    if "ACCESS_DENIED" in codes:
        return Fault(403, "scope_missing", shown, trouble="scope_missing")
    if "SHOP_INACTIVE" in codes:
        return Fault(402, "shop_closed", shown, trouble="shop_closed")
    if "INTERNAL_SERVER_ERROR" in codes:
        return Fault(500, "shop_failed", shown)
    return Fault(422, "shop_refuses", shown, is_final=True)


def seconds_until_filled(said: Data) -> float:
    """How long until there are points enough again for what this question costs."""
    try:
        cost = said["extensions"]["cost"]
        bucket = cost["throttleStatus"]
        missing = cost["requestedQueryCost"] - bucket["currentlyAvailable"]
        return max(0.0, float(missing) / float(bucket["restoreRate"]))
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return 1.0


def user_errors(answer: Any) -> Fault | None:
    """What the shop finds wrong with a change; it will find the same again."""
    errors = answer.get("userErrors") if isinstance(answer, Mapping) else None
    if not errors:
        return None
    shown = "; ".join(str(one.get("message")) for one in errors if isinstance(one, Mapping))
    return Fault(422, "shop_refuses", shown[:ANSWER_CHARACTERS_SHOWN], is_final=True)
