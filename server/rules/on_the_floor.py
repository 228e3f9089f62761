"""Rules that are asked when an order is on the floor: before it is packed, when its box closes.

It is too late there to hold an order or to send it otherwise; such rules are refused at saving.
"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.foundation.clock import now
from server.rules.actions import new_ruling, notify, told, values_of, write_verdicts
from server.rules.asking import AskedOrder, ask_about
from server.rules.decisions import Outcome, decide
from server.rules.language.effects import Effect, effect_of
from server.rules.queries import book_in_force
from server.rules.records import OrderRuling, Rule, RuleVerdict


def apply_on_floor(session: Session, order_id: int, moment: str) -> None:
    """Ask about an order at `packing` or `close`, and add what rules say to what they said before.

    Asked again with the same answer, for instance because its packing was begun twice, nothing is
    written; with another, that is written down as another verdict.
    """
    is_used = select(Rule.id).where(Rule.at == moment, Rule.is_on).limit(1)
    if session.scalar(is_used) is None:
        return
    (one,) = ask_about(session, [order_id])
    book = book_in_force(session, one.order.owner_id, moment)
    kept = [] if one.ruling is None else list(kept_effects(one.ruling))
    outcome = decide(book, one.facts, kept)
    if is_said(session, one, outcome, moment):
        return
    ruling = one.ruling or new_ruling(session, one.order)
    ruling.tags = values_of(outcome, "tag")
    ruling.instructions = values_of(outcome, "instruct")
    ruling.mails = values_of(outcome, "mail")
    notify(session, ruling, outcome)
    session.flush()


def kept_effects(ruling: OrderRuling) -> Iterator[Effect]:
    """What was written at earlier moments and stays."""
    for tag in ruling.tags:
        yield Effect(f"tag:{tag}", "tag", tag)
    for kind, text in ruling.instructions:
        yield effect_of({"do": "instruct", "kind": kind, "text": text})
    for subject, text in ruling.mails:
        yield Effect(f"mail:{subject}", "mail", [subject, text])


def is_said(session: Session, one: AskedOrder, outcome: Outcome, moment: str) -> bool:
    """Whether this was said at this moment before; if not, it is written down now."""
    fired = [told(rule) for rule in outcome.fired]
    last = session.scalar(
        select(RuleVerdict.fired)
        .where(RuleVerdict.order_id == one.order.id, RuleVerdict.moment == moment)
        .order_by(RuleVerdict.id.desc())
        .limit(1)
    )
    if fired == (last or []):
        return True
    verdict = {
        "order_id": one.order.id,
        "at": now(),
        "moment": moment,
        "is_other": last is not None,
        "fired": fired,
    }
    write_verdicts(session, [verdict])
    return False
