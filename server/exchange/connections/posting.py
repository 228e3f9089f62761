"""One attempt: a signed POST to the very number that was looked at, and what came back."""

import time
from dataclasses import dataclass

from server.exchange.connections.decisions import signature_of
from server.exchange.connections.lines import Question, Unanswered, ask
from server.settings import VERSION

ATTEMPT_SECONDS_MAX = 12.0
"""From the first look at the name to the answer; whoever drips is cut off then."""
ANSWER_BYTES_KEPT = 400


@dataclass(frozen=True, slots=True)
class Parcelled:
    """What is sent where."""

    sending_id: int
    connection_id: int
    address: str
    secrets: list[str]
    public_id: str
    body: str
    tries: int
    """How many attempts there will have been with this one."""
    system: str = "webhook"
    """What listens there."""
    kind: str = ""
    """The kind of news."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What it came to."""

    milliseconds: int
    status: int | None
    fault: str | None
    answer: str
    wait_seconds: float | None = None
    """How long the other side wants to be left alone."""
    is_final: bool = False
    """It will never be heard, however often it is told."""
    trouble: str | None = None
    """Nothing is heard there before a person has done something; that is no failed attempt."""


def post(parcelled: Parcelled, *, allowed: frozenset[str], moment: int) -> Attempt:
    """Send it once. Nothing is followed: a redirect is an answer like any other that is no yes.

    Args:
        parcelled: what is sent where.
        allowed: `host:port` that may be private or without https.
        moment: this moment in seconds, for the signature.
    """
    began = time.monotonic()
    question = Question(
        parcelled.address,
        parcelled.body.encode(),
        headers_of(parcelled, moment),
        seconds=ATTEMPT_SECONDS_MAX,
        bytes_max=ANSWER_BYTES_KEPT,
    )
    said = ask(question, allowed=allowed)
    milliseconds = round((time.monotonic() - began) * 1000)
    if isinstance(said, Unanswered):
        return Attempt(milliseconds, None, said.fault, "")
    return Attempt(milliseconds, said.status, None, shown(said.content))


def headers_of(parcelled: Parcelled, moment: int) -> dict[str, str]:
    """What stands above the body, as Standard Webhooks has it."""
    return {
        "Content-Type": "application/json",
        "User-Agent": f"Tanaban/{VERSION}",
        "webhook-id": parcelled.public_id,
        "webhook-timestamp": str(moment),
        "webhook-signature": signature_of(
            parcelled.secrets,
            public_id=parcelled.public_id,
            moment=moment,
            body=parcelled.body.encode(),
        ),
    }


def shown(answer: bytes) -> str:
    """How an answer began, as text that a page can show."""
    text = answer.decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else " " for letter in text)
